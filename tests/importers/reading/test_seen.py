"""Texts that have come before are known with their first line, however many there were between."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.importers.reading import seen
from timeline.importers.reading.seen import Seen, key_of

texts = st.lists(st.sampled_from([f"id-{number}" for number in range(200)]), max_size=300)


@given(texts, st.sampled_from([2, 8, 64]))
def test_it_says_what_a_dict_would(ids: list[str], slots: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seen, "_SLOTS", slots)
        found, known = Seen(), dict[str, int]()
        for line, each in enumerate(ids, start=2):
            assert found.add(each, line) == known.get(each)
            known.setdefault(each, line)


def test_without_a_line_it_is_a_set() -> None:
    found = Seen()
    assert found.add("ETH1") is None
    assert found.add("ETH1") is not None
    assert found.add("ETH2") is None


def test_a_text_has_one_key() -> None:
    assert key_of("ETH1") == key_of("ETH1") != key_of("ETH2")
    assert 0 <= key_of("\ud800") < 2**64
