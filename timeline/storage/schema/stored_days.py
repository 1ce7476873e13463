"""How the days of an event are stored: sentinels for open ends, length classes, the order of lists.

The classes are those of the index design: an event that is already under way when a window opens is
looked for class by class, each only as far back as its longest event can reach.
"""

from timeline.domain.chronology import EventDate
from timeline.domain.dates.when import Span

OPEN_START = -(2**62)
OPEN_END = 2**62
UNDATED_SORT = 2**62 + 1
"""Sorts undated events after all others."""
BEFORE_ALL = -(2**62) - 1
"""Stands for UNDATED_SORT where the latest come first: what has no date comes last there too."""

LONGEST = {1: 31, 2: 124, 3: 366, 4: 1_461, 5: 3_653, 6: 36_525}
"""Days of the longest event of each bounded class; class 0 is a single day."""
UNBOUNDED_CLASS = 7
"""Longer still, or without an end."""
OPEN_START_CLASS = 8
"""Without a start."""

LAST_RANK = 2**62
"""The greatest sort_rank: that of events without a start, and of no others."""
_WIDEST = 2**33
"""Days (some 23 million years); what is wider still, or without an end, is as wide as any other such."""
_TIMES = 2**17
"""More than there are seconds in a day."""
STEP_BITS = 10
STEPS = 2**STEP_BITS
"""So many steps along links are told apart."""


def first_day(day: int | None) -> int:
    """The day as stored: OPEN_START where it is open."""
    return OPEN_START if day is None else day


def last_day(day: int | None) -> int:
    """The day as stored: OPEN_END where it is open."""
    return OPEN_END if day is None else day


def read_day(stored: int | None) -> int | None:
    """The day that a stored one stands for; None where it is open or missing."""
    return None if stored is None or stored in (OPEN_START, OPEN_END) else stored


def length_class(begin_earliest: int, end_latest: int) -> int:
    """The class of an event, from its stored days."""
    if begin_earliest == OPEN_START:
        return OPEN_START_CLASS
    days = end_latest - begin_earliest + 1
    if days == 1:
        return 0
    return next((number for number, longest in LONGEST.items() if days <= longest), UNBOUNDED_CLASS)


def sort_keys(date: EventDate) -> tuple[int, int]:
    """(sort_day, sort_rank): the place of an event in the one total order of lists, but for its links.

    By the first day; then the wider before the narrower, what is exact before what is uncertain or approximate,
    a day without a time before its times. What has no start stands by its last day, after all else of that day.
    Undated events come last. The rank has room for ``STEPS``: see ``along_links``.
    """
    if date.status == "undated":
        return UNDATED_SORT, 0
    first, last = date.begin_earliest, date.end_latest
    if first is None:
        return last_day(last), LAST_RANK
    width = _WIDEST if last is None else min(last - first, _WIDEST - 1)
    time = date.second + 1 if date.second is not None and first == last else 0
    return first, ((-width * 4 + date.approximate * 2 + date.uncertain) * _TIMES + time) * STEPS


def stored_span(span: Span | None) -> tuple[int | None, int | None, int | None, int | None, int | None]:
    """The days of a span as stored, and whether it lasted; NULL where there is none."""
    if span is None:
        return None, None, None, None, None
    begin_earliest, begin_latest, end_earliest, end_latest, lasting = span
    return (
        first_day(begin_earliest),
        last_day(begin_latest),
        first_day(end_earliest),
        last_day(end_latest),
        int(lasting),
    )


def read_span(
    begin_earliest: int | None, begin_latest: int | None, end_earliest: int | None, end_latest: int | None, lasting: int
) -> Span:
    """The span that stored days stand for."""
    return Span(
        read_day(begin_earliest),
        read_day(begin_latest),
        read_day(end_earliest),
        read_day(end_latest),
        lasting == 1,
    )
