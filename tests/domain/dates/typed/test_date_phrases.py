"""Dates in a person's words, said anew in EDTF or as relative dates."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from timeline.domain.dates.edtf import parse
from timeline.domain.dates.relative.reading import looks_relative, read_relative
from timeline.domain.dates.typed.date_phrases import edtf_of, hint_for, is_told_from_today
from timeline.domain.dates.typed.loose_relative import hint_for as claim_hint_for
from timeline.domain.dates.typed.loose_relative import relative_of


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("14 March 2026", "2026-03-14"),
        ("on 14 March 2026", "2026-03-14"),
        ("2026/03/14", "2026-03-14"),
        ("sometime in March 2026", "2026-03"),
        ("since 2018", "2018/.."),
        ("until 2020", "/2020"),
        ("about 14 March 2026", "2026-03-14~"),
        ("c. March 2026", "2026-03~"),
        ("14 March 2026?", "2026-03-14?"),
        ("maybe 14 March 2026", "2026-03-14?"),
        ("probably about 2026", "2026%"),
        ("after about 2026", "[2027~..]"),
        ("before about 14 March 2026", "[..2026-03-13~]"),
        ("from about 2018 to 2020", "2018~/2020"),
        ("since perhaps 2018", "2018?/.."),
        ("after 2026-03-31, before about 2026-04-10", "[2026-04-01~..2026-04-09~]"),
        ("1st century BC", "[-0099..0000]"),
        ("from 2018 to 2020", "2018/2020"),
        ("14 to 16 March 2026", "2026-03-14/2026-03-16"),
        ("14-16 March 2026", "2026-03-14/2026-03-16"),
        ("14–16 March 2026", "2026-03-14/2026-03-16"),
        ("between 2018 and 2020", "[2018..2020]"),
        ("before 2026-03-31", "[..2026-03-30]"),
        ("before 14 March 2026", "[..2026-03-13]"),
        ("after 2018", "[2019..]"),
        ("on or after 2018", "[2018..]"),
        ("by 2020", "[..2020]"),
        ("no later than March 2020", "[..2020-03]"),
        ("not before March 2020", "[2020-03..]"),
        ("after 2026-03-31, before 2026-04-10", "[2026-04-01..2026-04-09]"),
        ("early May 2026", "[2026-05-01..2026-05-10]"),
        ("mid-May 2026", "[2026-05-11..2026-05-20]"),
        ("late May 2026", "[2026-05-21..2026-05-31]"),
        ("the end of February 2026", "[2026-02-21..2026-02-28]"),
        ("late 2026", "[2026-09..2026-12]"),
        ("March or April 2026", "[2026-03,2026-04]"),
        ("April or March 2026", "[2026-04,2026-03]"),
        ("2 or 3 March 2026", "[2026-03-02,2026-03-03]"),
    ],
)
def test_a_phrase_has_an_edtf_that_says_the_same(text: str, edtf: str) -> None:
    assert edtf_of(text) == edtf
    assert parse(edtf).text == edtf
    assert hint_for(text) == f"write {edtf}"


@pytest.mark.parametrize(
    "text",
    ["", "gibberish", "last week", "after last tuesday", "before 5/6/2026", "5/6/2026", "..",
     "before blast", "after 2026-04-10, before 2026-03-31", "late spring 2026", "since 2018" + " " * 200],
)  # fmt: skip
def test_what_says_nothing_certain_gets_no_edtf(text: str) -> None:
    assert edtf_of(text) is None


@pytest.mark.parametrize("text", ["yesterday", "last week", "after last tuesday", "on Sunday", "two days ago"])
def test_what_counts_from_today_is_known(text: str) -> None:
    assert is_told_from_today(text)
    assert "no today" in str(hint_for(text))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("day after blast", "the day after blast"),
        ("the day after the blast", "the day after blast"),
        ("a week before publication", "1 week before publication"),
        ("two days after blast", "2 days after blast"),
        ("around 3 months prior to blast", "about 3 months before blast"),
        ("the same day as blast", "same day as blast"),
        ("on the day of the blast", "same day as blast"),
        ("same day blast", "same day as blast"),
        ("shortly after the harbour talks", "after harbour-talks"),
        ("before the date of publication", "before publication"),
        ("yesterday", "1 day before publication"),
        ("1 day after 2026-03-31", "2026-04-01"),
        ("same month as 2026-03-31", "2026-03"),
        ("the day before 14 March 2026", "2026-03-13"),
        ("before 2026-03-31", "[..2026-03-30]"),
    ],
)
def test_a_loose_relative_date_has_a_strict_one(text: str, says: str) -> None:
    assert relative_of(text) == says
    assert claim_hint_for(text) == f"write {says}"
    if looks_relative(says):
        assert read_relative(says).text == says
    else:
        parse(says)


@pytest.mark.parametrize(
    "text",
    ["12 hours after blast", "after last tuesday", "before 14 Marhc 2026", "thirteenish days after x", "2 days after"],
)
def test_what_tells_from_no_event_gets_no_relative_date(text: str) -> None:
    assert relative_of(text) is None


def test_a_good_relative_date_needs_no_hint() -> None:
    assert claim_hint_for("1 day after blast") is None


_WORDS = st.sampled_from(
    (
        *("before", "after", "the", "day", "of", "week", "since", "until", "to", "-", "..", ",", "and", "or", "about"),
        *("2018", "March", "14", "2026-03-31", "blast", "last", "tuesday", "late", "mid", "between", "2", "may/"),
        *("same", "as", "publication"),
    )
)


@given(st.lists(_WORDS, max_size=8).map(" ".join) | st.text(max_size=40))
@example("on " * 30)
@example("\u0130 or 2020")
def test_whatever_is_offered_can_be_read(text: str) -> None:
    said = edtf_of(text)
    if said is not None:
        parse(said)
    told = relative_of(text)
    if told is not None and looks_relative(told):
        assert read_relative(told).text == told
    elif told is not None:
        parse(told)
