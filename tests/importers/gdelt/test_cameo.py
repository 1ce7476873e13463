"""CAMEO's codes: what they mean and which type they have."""

import pytest

from timeline.annotations.vocabulary import EVENT_TYPES
from timeline.importers.gdelt.cameo import _TABLE, meaning_of


@pytest.mark.parametrize(
    ("code", "event_type", "words"),
    [
        ("012", None, "make pessimistic comment"),
        ("01", None, "make public statement"),
        ("0253", "request", "appeal for release of persons or property"),
        ("036", "agree", "express intent to meet or negotiate"),
        ("041", "consult/phone", "discuss by telephone"),
        ("043", "consult/visit", "host a visit"),
        ("057", "support", "sign formal agreement"),
        ("0814", "concede", "ease state of emergency or martial law"),
        ("0841", "concede/release", "return, release person(s)"),
        ("0871", "retreat/ceasefire", "declare truce, ceasefire"),
        ("090", "accuse/investigate", "investigate"),
        ("1053", "request/yield", "demand release of persons or property"),
        ("163", "coerce/restrict", "impose embargo, boycott, or sanctions"),
        ("1712", "assault/seize", "destroy property"),
        ("175", "assault", "use tactics of violent repression"),
        ("191", "coerce/restrict", "impose blockade, restrict movement"),
        ("195", "assault/heavy-weapons", "employ aerial weapons"),
        ("2042", "assault/unconventional", "detonate nuclear weapons"),
    ],
)
def test_a_code_has_its_meaning(code: str, event_type: str | None, words: str) -> None:
    found = meaning_of(code)
    assert found is not None
    assert (found.code, found.type, found.words) == (code, event_type, words)


@pytest.mark.parametrize(
    ("written", "read"), [("43", "043"), ("4", "04"), ("10", "010"), ("211", "0211"), ("1215", "121"), ("1999", "19")]
)
def test_a_code_that_is_none_is_read_as_the_nearest(written: str, read: str) -> None:
    found = meaning_of(written)
    assert found is not None
    assert found.code == read


@pytest.mark.parametrize("code", ["", "-", "999", "X"])
def test_what_begins_with_no_root_means_nothing(code: str) -> None:
    assert meaning_of(code) is None


def test_every_type_is_known_and_every_code_has_its_root() -> None:
    roots = {code for code in _TABLE if len(code) == 2}
    assert roots == {f"{number:02d}" for number in range(1, 21)}
    for code, meaning in _TABLE.items():
        assert code[:2] in roots
        assert meaning.type is None or meaning.type.partition("/")[0] in EVENT_TYPES
        assert (meaning.type is None) == code.startswith("01")
        assert meaning.words == meaning.words.strip() != ""
