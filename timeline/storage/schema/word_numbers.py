"""The numbers of events in SQLite's index of words: by them the index finds the words of a window alone.

A full-text table reads the rows of a word by their numbers, and can begin and end at any. So a number says when an
event may have been: first its length class, then the stretch of days in which it begins, then which it is of those.
What has words and may reach a window stands in one range of numbers a class, as in the indexes of events
(``finding.window``). Within a stretch of days numbers mean nothing: whoever asks for days compares them as well.
"""

from collections.abc import Iterator
from typing import NamedTuple

from timeline.storage.schema.stored_days import LONGEST, OPEN_START, OPEN_START_CLASS, UNBOUNDED_CLASS

_DAY_BITS = 5
"""A stretch is so long, 32 days: shorter ones make the index larger, and longer ones leave more to compare."""
_STRETCH_BITS = 26
_FIRST = -(2 ** (_DAY_BITS + _STRETCH_BITS - 1))
"""Days some three million years from year 0, and all that lie beyond, stand in the first and the last stretch."""
_LAST = -_FIRST - 1
_COUNT_BITS = 32
"""So many events begin in no stretch."""
STRETCH = 2**_COUNT_BITS
"""From the numbers of a stretch of days to those of the next."""
INDEXED_BEGINNING = 1
"""By so many first letters words are found as they are by themselves: of one begin more words than of any more, and it
takes a twenty-fifth of a database; the first three would take a seventh."""
_UNDATED_CLASS = OPEN_START_CLASS + 1


class Numbers(NamedTuple):
    """Numbers in a row, both ends included."""

    first: int
    last: int


def numbers_reaching(from_day: int | None, to_day: int | None) -> Iterator[Numbers]:
    """All numbers of events that may overlap these days, both included: of each length class those in a row.

    None: the window has no such end.
    """
    opens, closes = _FIRST if from_day is None else from_day, _LAST if to_day is None else to_day
    for length_class, longest in ({0: 1} | LONGEST).items():
        yield _numbers(length_class, opens - longest + 1, closes)
    yield _numbers(UNBOUNDED_CLASS, _FIRST, closes)
    yield _numbers(OPEN_START_CLASS, _FIRST, _LAST)


def _numbers(length_class: int, first_day: int, last_day: int) -> Numbers:
    return Numbers(_stretch(length_class, first_day), _stretch(length_class, last_day) + STRETCH - 1)


def _stretch(length_class: int, day: int) -> int:
    stretch: int = (min(max(day, _FIRST), _LAST) - _FIRST) >> _DAY_BITS
    return ((length_class << _STRETCH_BITS) + stretch) << _COUNT_BITS


def stretch_sql(begin_earliest: str, end_latest: str) -> str:
    """The number before the first one of an event's stretch of days, as SQL over its stored days, which may be NULL."""
    length = f"{end_latest} - {begin_earliest} + 1"
    classes = " ".join(f"WHEN {length} <= {longest} THEN {number}" for number, longest in ({0: 1} | LONGEST).items())
    length_class = (
        f"CASE WHEN {begin_earliest} IS NULL THEN {_UNDATED_CLASS} "
        f"WHEN {begin_earliest} = {OPEN_START} THEN {OPEN_START_CLASS} {classes} ELSE {UNBOUNDED_CLASS} END"
    )
    day = f"MIN(MAX(COALESCE({begin_earliest}, {_FIRST}), {_FIRST}), {_LAST})"
    return f"((({length_class}) << {_STRETCH_BITS}) + (({day} + {-_FIRST}) >> {_DAY_BITS})) << {_COUNT_BITS}"
