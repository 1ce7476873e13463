"""The first line of an id is known, however many ids there were between."""

from hypothesis import given
from hypothesis import strategies as st

from timeline.importers.reading import first_lines
from timeline.importers.reading.first_lines import FirstLines


@given(st.lists(st.sampled_from([f"id-{number}" for number in range(60)]), max_size=200), st.sampled_from([2, 8, 64]))
def test_it_says_what_a_dict_would(ids: list[str], slots: int) -> None:
    before, first_lines._SLOTS = first_lines._SLOTS, slots
    try:
        found, known = FirstLines(), dict[str, int]()
        for line, each in enumerate(ids, start=2):
            assert found.add(each, line) == known.get(each)
            known.setdefault(each, line)
    finally:
        first_lines._SLOTS = before
