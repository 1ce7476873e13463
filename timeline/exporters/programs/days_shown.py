"""What of a date fits into a calendar or onto an axis: a first and a last day, and whether that says it all."""

from typing import NamedTuple

from timeline.domain.chronology import EventDate
from timeline.domain.dates.when import Span


class DaysShown(NamedTuple):
    """The days at which a span is shown, both included."""

    first: int
    last: int
    is_open: bool
    """Whether one end is open, and a day stands for it on which it is known to have been."""


def days_shown(span: Span) -> DaysShown | None:
    """The outer days; for an open end the last day on which it certainly went on, or else that of its begin.

    None where both ends are open.
    """
    first, last = span.begin_earliest, span.end_latest
    known = (first, span.end_earliest, span.begin_latest if span.lasting else None)
    if first is None:
        first = last if span.end_earliest is None else span.end_earliest
    if last is None:
        last = max((day for day in known if day is not None), default=None)
    if first is None or last is None:
        return None
    return DaysShown(first, max(first, last), span.begin_earliest is None or span.end_latest is None)


def is_exact(date: EventDate) -> bool:
    """Whether a first and a last day say it all: one span, each end known to the day, and no doubt about them."""
    return (
        len(date.spans) == 1
        and date.begin_earliest is not None
        and date.spans[0].begin_earliest == date.spans[0].begin_latest
        and date.end_latest is not None
        and date.spans[0].end_earliest == date.spans[0].end_latest
        and not date.approximate
        and not date.uncertain
    )
