"""Keys that have come before are known, however many there were between."""

from hypothesis import given
from hypothesis import strategies as st

from timeline.importers.reading import seen
from timeline.importers.reading.seen import Seen, key_of


@given(st.lists(st.integers(0, 200), max_size=300), st.integers(1, 8))
def test_it_says_what_a_set_would(keys: list[int], chunk: int) -> None:
    before, seen._CHUNK = seen._CHUNK, chunk
    try:
        remembered: set[int] = set()
        found = Seen()
        for key in keys:
            assert found.add(key) == (key in remembered)
            remembered.add(key)
    finally:
        seen._CHUNK = before


def test_a_text_has_one_key() -> None:
    assert key_of("ETH1") == key_of("ETH1") != key_of("ETH2")
    assert 0 <= key_of("\ud800") < 2**64
