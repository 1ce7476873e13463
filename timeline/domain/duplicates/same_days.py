"""How well the dates of two events agree.

Of each event one stretch of days is compared, its *days*: those within which it was. Of what lasted longer than a week
they are those within which it began: so it is dated where sources date it by one day, and what only happened in its
course is not taken for it. Two that lasted are compared by their ends, too.
"""

from functools import lru_cache
from math import log

from timeline.domain.dates.when import Span

REACH = 3
"""Days that may lie between the dates of one event in two datasets; a day apart costs a quarter of the agreement."""
WIDEST = 62
"""So many times as wide as the other, or as what they share, a date says nothing of it: a day and its month still
agree, a day and its year do not."""
_WEEK = 7
_UNEVEN = 0.5
"""What the ratio of the wider date to what both share costs, by its logarithm: a month of 30 days and a day in it
agree by 0.37."""
_VAGUE = 0.25
"""What the days that both share cost, likewise: two dates "July 2020" agree by 0.54, for much may be of one month."""
_BY_BEGIN_ALONE = 0.7
"""The agreement of something that lasted with something of which no end is known, or another."""


class EventDays:
    """The stretch of days by which an event is compared, both ends included."""

    __slots__ = ("end", "first", "last", "width")

    def __init__(self, first: int, last: int, end: tuple[int, int | None] | None) -> None:
        self.first = first
        self.last = last
        self.width = last - first + 1
        """How many days it has."""
        self.end = end
        """Of what lasted longer than a week: within which days it ended, None being open; None of all else."""


@lru_cache(maxsize=65_536)  # one value for all events of one date, by which what was compared is found again
def days_of(span: Span) -> EventDays:
    """The days of a date that begins somewhere (see ``Traits.is_compared``)."""
    first, last = span.begin_earliest, span.end_latest
    assert first is not None
    if not span.lasting or (last is not None and last - first < _WEEK):
        assert last is not None
        return EventDays(first, last, None)
    begun = span.begin_latest if span.begin_latest is not None else first
    return EventDays(first, begun, (span.end_earliest if span.end_earliest is not None else begun, last))


def days_agree(one: EventDays, other: EventDays) -> float:
    """How well two dates agree: 1 for one and the same day; 0 where more than ``REACH`` days lie between them."""
    began = _agree(max(one.first, other.first) - min(one.last, other.last), one.width, other.width)
    if one.end is None and other.end is None:
        return began
    ended = 0.0
    if one.end is not None and other.end is not None:
        ended = _ends_agree(one.end, other.end)
    return began * (_BY_BEGIN_ALONE + (1 - _BY_BEGIN_ALONE) * ended)


def _ends_agree(one: tuple[int, int | None], other: tuple[int, int | None]) -> float:
    if one[1] is None or other[1] is None:
        return 1.0 if one[1] is other[1] else 0.0
    widths = one[1] - one[0] + 1, other[1] - other[0] + 1
    return _agree(max(one[0], other[0]) - min(one[1], other[1]), *widths)


def _agree(gap: int, width: int, other_width: int) -> float:
    """The agreement of two stretches with so many days between them, 0 or less where they overlap."""
    if gap > REACH:
        return 0.0
    near = 1 - max(gap, 0) / (REACH + 1)
    shared = max(1 - gap, 1)
    ratio = max(width, other_width) / shared
    if ratio > WIDEST:
        return 0.0
    return near / ((1 + _UNEVEN * log(ratio)) * (1 + _VAGUE * log(shared)))
