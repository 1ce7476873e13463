"""How the days of an event are stored: sentinels for open ends, length classes, the order of lists.

The classes are those of the index design: an event that is already under way when a window opens is
looked for class by class, each only as far back as its longest event can reach.
"""

from timeline.domain.chronology import EventDate

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

WITHOUT_TIME = -1
"""The sort_second of a day without a time of day: it comes before the times of that day."""
AFTER_TIMES = 86_401
"""The first sort_second after every time of day, the leap second included."""
LAST_SECOND = 2_000_000_000
"""The greatest sort_second: that of events without a start, and of no others."""


def first_day(begin_earliest: int | None) -> int:
    """The day as stored: OPEN_START where it is open."""
    return OPEN_START if begin_earliest is None else begin_earliest


def last_day(end_latest: int | None) -> int:
    """The day as stored: OPEN_END where it is open."""
    return OPEN_END if end_latest is None else end_latest


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
    """(sort_day, sort_second): the place of an event in the one total order of lists.

    By the first day, then by the last; what has no start, by its last day. So within a day: the day
    itself, its times, longer periods that begin with it (shorter before longer), and what ends there
    with no known start. Undated events come last.
    """
    if date.status == "undated":
        return UNDATED_SORT, 0
    if date.begin_earliest is None:
        return last_day(date.end_latest), LAST_SECOND
    if date.end_latest != date.begin_earliest:
        length = last_day(date.end_latest) - date.begin_earliest
        return date.begin_earliest, min(AFTER_TIMES + length, LAST_SECOND - 1)
    return date.begin_earliest, WITHOUT_TIME if date.second is None else date.second
