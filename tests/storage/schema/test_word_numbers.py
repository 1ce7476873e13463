"""The numbers of events in SQLite's index of words: every event that may reach a window stands in its ranges."""

import sqlite3
from contextlib import closing
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from timeline.storage.schema.stored_days import LONGEST, OPEN_END, OPEN_START
from timeline.storage.schema.word_numbers import STRETCH, Numbers, numbers_reaching, stretch_sql

FAR = 10**15
"""Farther than any day that can be written."""
_lengths = sorted({0, 31, 32, *(longest + more for longest in LONGEST.values() for more in (-1, 0, 1)), 10**6})
days = st.one_of(
    st.integers(-(10**6), 10**6),
    st.sampled_from([-(2**30) - 1, -(2**30), -(2**30) + 31, 2**30 - 32, 2**30 - 1, 2**30]),
    st.integers(-FAR, FAR),
)
spans = st.one_of(
    st.tuples(days, st.sampled_from(_lengths)).map(lambda drawn: (drawn[0], drawn[0] + drawn[1])),
    days.map(lambda day: (day, OPEN_END)),
    days.map(lambda day: (OPEN_START, day)),
    st.just((OPEN_START, OPEN_END)),
)
windows = st.one_of(
    st.tuples(days, st.integers(0, 1_000)).map(lambda drawn: (drawn[0], drawn[0] + drawn[1])),
    days.map(lambda day: (day, None)),
    days.map(lambda day: (None, day)),
)
Window = tuple[int | None, int | None]


def stretch(begin_earliest: int | None, end_latest: int | None) -> int:
    """The number before the first one of the stretch of such an event."""
    with closing(sqlite3.connect(":memory:")) as connection:
        ((number,),) = connection.execute(f"SELECT {stretch_sql('?1', '?2')}", (begin_earliest, end_latest))
    assert isinstance(number, int)
    return number


def is_in(number: int, ranges: list[Numbers]) -> bool:
    return any(first < number + 1 and number + STRETCH - 1 <= last for first, last in ranges)


@given(spans, windows)
def test_what_overlaps_a_window_stands_in_its_numbers(span: tuple[int, int], window: Window) -> None:
    from_day, to_day = window
    if (to_day is None or span[0] <= to_day) and (from_day is None or span[1] >= from_day):
        assert is_in(stretch(*span), list(numbers_reaching(*window)))


@given(windows)
def test_no_number_stands_in_two_ranges(window: Window) -> None:
    ranges = list(numbers_reaching(*window))
    assert all(one.first <= one.last < other.first <= other.last < 2**63 for one, other in pairwise(ranges))


@given(windows)
def test_what_has_no_date_reaches_no_window(window: Window) -> None:
    assert not is_in(stretch(None, None), list(numbers_reaching(*window)))


def test_a_window_of_a_month_leaves_out_what_is_far_from_it() -> None:
    ranges = list(numbers_reaching(737_000, 737_030))
    near = [stretch(737_000 + away, 737_000 + away + length) for away in (-100, 100) for length in (0, 30)]
    assert not any(is_in(number, ranges) for number in near)
    assert is_in(stretch(737_000 - 100, 737_000 + 20), ranges)
