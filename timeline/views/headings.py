"""The headings under which a chronology tells its events: periods, dates, and what may only have been then."""

from functools import lru_cache

from timeline.domain.chronology import EventDate
from timeline.domain.dates import calendar
from timeline.domain.dates.prose import in_words
from timeline.domain.dates.when import Span
from timeline.views.dates_told import day_words
from timeline.views.sentences import capitalised

NO_DATE = "Without a date"
UNDATED = "Undated"

# In the order of time the same days come again and again.
date_from_day = lru_cache(maxsize=4096)(calendar.date_from_day)

Period = tuple[int, int | None]
"""A year and a month of it, or the year as a whole."""


def period_of(date: EventDate, open_period: Period | None) -> Period | None:
    """The period under which an event is listed, where ``open_period`` is that of the event before.

    The month where its date lies within one. A longer date does not part its neighbours: it stays
    in the open period where it begins there (or ends there, its start being open), and otherwise
    opens the month in which it begins, or the year where it begins with one. None: no date at all.
    """
    span = date.hull
    anchor = span.end_latest if span.begin_earliest is None else span.begin_earliest
    if anchor is None:
        return None
    year, month, day = date_from_day(anchor)
    if abs(year) > 9999:  # EDTF names no month of such a year
        return year, None
    if _within_a_month(span):
        return year, month
    if open_period in ((year, None), (year, month)):
        return open_period
    return year, None if (month, day) == (1, 1) and span.begin_earliest is not None else month


def period_heading(period: Period | None) -> str:
    """A period in words: "May 2031", "2031"."""
    if period is None:
        return NO_DATE
    year, month = period
    if abs(year) > 9999:
        return capitalised(in_words(f"Y{year}"))
    written = f"{year:05d}" if year < 0 else f"{year:04d}"
    return capitalised(in_words(written if month is None else f"{written}-{month:02d}"))


@lru_cache(maxsize=1024)
def date_heading(date: EventDate) -> str:
    """The date under which an event is listed: its date in words, without a time of day."""
    heading = capitalised(day_words(date))
    if not heading:
        return UNDATED
    period = period_of(date, None)
    if heading != period_heading(period):
        return heading
    return f"{heading}, {'month' if period is None or period[1] is None else 'day'} not given"


def _within_a_month(span: Span) -> bool:
    if span.begin_earliest is None or span.end_latest is None:
        return False
    return (
        span.begin_earliest == span.end_latest
        or date_from_day(span.begin_earliest)[:2] == date_from_day(span.end_latest)[:2]
    )
