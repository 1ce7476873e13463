"""When: what a date means, beside how it was written.

Days are integers that count in the proleptic Gregorian calendar, day 1 being 0001-01-01 (the count
of ``datetime.date.toordinal``, carried on below 1 and past 9999). Both ends are included.
"""

from enum import Enum
from typing import NamedTuple


class End(Enum):
    """What is known of one end of a date."""

    KNOWN = "known"
    OPEN = "open"
    """``..``: no end, or as yet none."""
    UNKNOWN = "unknown"
    """Left empty: there is an end, and the source does not know it."""


class When(NamedTuple):
    """An EDTF date as it was written, and the days it spans.

    ``approximate`` (``~``) and ``uncertain`` (``?``) are set where any part of the text is so
    qualified; they never widen the bounds. ``earliest_day`` and ``latest_day`` are None exactly
    where ``start`` and ``end`` are not KNOWN.
    """

    text: str
    earliest_day: int | None
    latest_day: int | None
    approximate: bool = False
    uncertain: bool = False
    start: End = End.KNOWN
    end: End = End.KNOWN
    second: int | None = None
    """Seconds after midnight by the clock as written; None where no time is given."""
