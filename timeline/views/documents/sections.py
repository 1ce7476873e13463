"""How a chronology is parted: its events under what holds them whole, and there by their dates.

Lists run by the first day. A document puts its events where a reader looks for them: what a month holds under
the month; what begins with a year and ends in it under the year, before its months; all else under a heading of
its own ("10 January to 3 March 2020", "July 2020 to January 2021"). These sections too run by their first day, the
wider first; what has no begin comes after all that begins by its last day. No heading stands twice.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from timeline.domain.chronology import Entry, EventDate
from timeline.domain.dates.calendar import day_from_date
from timeline.views.documents.headings import (
    NO_DATE,
    UNDATED,
    Period,
    date_from_day,
    date_heading,
    has_months,
    heading_apart,
    holder,
    period_heading,
)

Dated = tuple[str | None, Iterator[Entry]]
"""A date as a heading, and its events; None where the section is headed by that date."""


class Section(NamedTuple):
    """A part of a chronology under one heading."""

    heading: str
    dates: Iterator[Dated]


_Place = tuple[int, bool, float]
"""Where a section, or an event, stands: by its first day, the wider first; without one by its last, after all else."""


def sections(entries: Iterable[Entry]) -> Iterator[Section]:
    """The sections of entries that come in the order of lists, or backwards; undated ones last.

    Each is to be consumed before the next. Of what is dated one month at a time is held: what a month holds comes
    before what reaches beyond it, and is found among that. What only a year holds begins with its first day.
    """
    for period, of_period in groupby(entries, key=lambda entry: _period(entry.date)):
        if period == UNDATED:
            yield Section(NO_DATE, iter([(UNDATED, of_period)]))
        else:
            yield from _of_period(list(of_period))


def dates_apart(entries: Iterable[Entry]) -> Iterator[Dated]:
    """The dates, without sections, of entries that are told apart from what is dated in a window.

    They come in the order of lists; no heading stands twice, and none that stands above what is dated in it.
    """
    for _, of_days in groupby(entries, key=lambda entry: (entry.date.begin_earliest, entry.date.end_latest)):
        yield from _by_heading(of_days, heading_apart)


def _period(date: EventDate) -> Period | str | None:
    """The month in which it stands, the year where months have no names; None where it has no end to stand by."""
    if not date.spans:
        return UNDATED
    day = _anchor(date)
    if day is None:
        return None
    year, month, _ = date_from_day(day)
    return (year, month) if has_months(year) else (year, None)


def _anchor(date: EventDate) -> int | None:
    """The day by which lists place it: the first; the last where the first is open."""
    return date.end_latest if date.begin_earliest is None else date.begin_earliest


def _of_period(entries: list[Entry]) -> Iterator[Section]:
    backwards = _place(entries[0].date) > _place(entries[-1].date)
    held: dict[Period | str, list[Entry]] = {}
    places: dict[Period | str, _Place] = {}
    for entry in entries:
        period = holder(entry.date)
        section = date_heading(entry.date) if period is None else period
        held.setdefault(section, []).append(entry)
        places.setdefault(section, _place(entry.date) if period is None else _place_of(period))
    entries.clear()
    for section in sorted(held, key=places.__getitem__, reverse=backwards):
        if isinstance(section, str):
            yield Section(section, iter([(None, iter(held.pop(section)))]))
        else:
            yield Section(period_heading(section), _by_heading(held.pop(section)))


def _place(date: EventDate) -> _Place:
    first, last = date.begin_earliest, date.end_latest
    width = float("inf") if first is None or last is None else last - first
    return _anchor(date) or 0, first is None, -width


def _place_of(period: Period) -> _Place:
    year, month = period
    return day_from_date(year, month or 1, 1), False, -366 if month is None else -31


def _by_heading(entries: Iterable[Entry], heading: Callable[[EventDate], str] = date_heading) -> Iterator[Dated]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(heading(entry.date), []).append(entry)
    del entries
    for each in tuple(found):
        yield each, iter(found.pop(each))
