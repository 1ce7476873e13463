"""The headings under which a chronology tells its events: what holds an event whole, and its date in words."""

from functools import lru_cache

from timeline.domain.chronology import EventDate
from timeline.domain.dates import calendar
from timeline.domain.dates.prose import in_words
from timeline.views.events.dates_told import day_words
from timeline.views.wording.sentences import capitalised

NO_DATE = "Without a date"
UNDATED = "Undated"

# In the order of time the same days come again and again.
date_from_day = lru_cache(maxsize=4096)(calendar.date_from_day)

Period = tuple[int, int | None]
"""A year and a month of it, or the year as a whole."""


def holder(date: EventDate) -> Period | None:
    """The month that holds every day on which it may have been; the year, where it may have been from its first on.

    None where it reaches beyond a year, or over months from some later day of it on: under the year it would stand
    before all that came before it.
    """
    first, last = date.begin_earliest, date.end_latest
    if first is None or last is None:
        return None
    (year, month, day), (last_year, last_month, _) = date_from_day(first), date_from_day(last)
    if year != last_year:
        return None
    if month == last_month and has_months(year):
        return year, month
    return (year, None) if (month, day) == (1, 1) or not has_months(year) else None


def has_months(year: int) -> bool:
    """Whether months of the year have names: EDTF writes none of a year of five digits."""
    return abs(year) <= 9999


def period_heading(period: Period) -> str:
    """A period in words: "May 2031", "2031"."""
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
    period = holder(date)
    if period is None or heading != period_heading(period):
        return heading
    return f"{heading}, {'month' if period[1] is None else 'day'} not given"


def heading_apart(date: EventDate) -> str:
    """The same where it is told apart from what is dated in a window: a day stands there for want of its time."""
    is_day = date.begin_earliest is not None and date.begin_earliest == date.end_latest
    return f"{date_heading(date)}, time not known" if is_day else date_heading(date)
