"""iCalendar (RFC 5545): all-day events, or timed ones at the place's own clock ("floating" time).

A calendar knows days alone, so what is not known to the day says so in its summary, and is tentative. A disputed date
makes an event for each of its alternatives. Ids are those of the events: who reads the file again updates the calendar.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TextIO

from icalendar import Calendar, Event, vText

from timeline.domain.chronology import Chronology
from timeline.exporters.programs.days_shown import DaysShown, days_shown, is_exact
from timeline.exporters.programs.told_events import ToldEvent, told_events
from timeline.views.events.dates_told import date_words
from timeline.views.wording.safe_texts import plain
from timeline.views.wording.sentences import counted_apart

_LAST_DAY = date.max.toordinal() - 1
"""The day after the last one has to be a day too, for an end is told by it."""
_STATUS = {"asserted": "CONFIRMED", "denied": "CANCELLED"}
"""What is denied must not stand as a fact: calendars strike it through, or hide it."""


def export(chronology: Chronology, out: TextIO) -> list[str]:
    """Write a calendar of the events that have a date; says how many have none, or none that a calendar has."""
    head, _, foot = _calendar(chronology).partition("END:VCALENDAR")
    stamp = datetime.fromisoformat(chronology.made_on).replace(tzinfo=UTC)
    undated = beyond = open_ended = 0
    out.write(head)
    for told in told_events(chronology):
        found = [days for span in told.entry.date.spans if (days := days_shown(span)) is not None]
        fitting = [days for days in found if days.first >= 1 and days.last <= _LAST_DAY]
        undated += not found
        beyond += bool(found) and len(fitting) < len(found)
        open_ended += any(days.is_open for days in fitting)
        for number, days in enumerate(fitting, 1):
            out.write(_event(told, days, number, len(found), stamp).to_ical().decode())
    out.write(f"END:VCALENDAR{foot}")
    return list(_left_out(undated, beyond, open_ended))


def _left_out(undated: int, beyond: int, open_ended: int) -> Iterator[str]:
    if undated:
        yield f"{counted_apart(undated, 'undated event')} left out"
    if beyond:
        yield f"{counted_apart(beyond, 'event')} left out whole or in part: calendars have the years 1 to 9999"
    if open_ended:
        yield f"{counted_apart(open_ended, 'event')} with an open end, shown to the last day that is known"


def _calendar(chronology: Chronology) -> str:
    calendar = Calendar()
    calendar.add("prodid", "-//timeline-db//timeline//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, vText(plain(chronology.title)))
    for name in ("description", "x-wr-caldesc"):
        calendar.add(name, vText(plain(chronology.query) or "all events"))
    text: str = calendar.to_ical().decode()
    return text


def _event(told: ToldEvent, days: DaysShown, number: int, alternatives: int, stamp: datetime) -> Event:
    """One event; of a date with alternatives the one of that number."""
    entry = told.entry
    exact = is_exact(entry.date)
    event = Event()
    event.add("uid", f"{entry.id}{f'/{number}' if number > 1 else ''}@timeline")
    event.add("dtstamp", stamp)
    first = date.fromordinal(days.first)
    if exact and entry.date.second is not None and days.first == days.last:
        event.add("dtstart", datetime.combine(first, datetime.min.time()) + timedelta(seconds=entry.date.second))
    else:
        event.add("dtstart", first)
        event.add("dtend", date.fromordinal(days.last + 1))
    event.add("summary", told.title if exact else f"{told.title} ({_vague(told, number, alternatives)})")
    event.add(
        "status", _STATUS.get(entry.standing, "TENTATIVE") if exact or entry.standing == "denied" else "TENTATIVE"
    )
    event.add("transp", "TRANSPARENT")
    event.add("description", "\n".join(_description(told)))
    if entry.place is not None:
        event.add("location", plain(entry.place.name))
        if entry.place.latitude is not None and entry.place.longitude is not None:
            event.add("geo", (entry.place.latitude, entry.place.longitude))
    categories = [plain(each) for each in ((entry.type,) if entry.type else ()) + entry.tags if plain(each)]
    if categories:
        event.add("categories", categories)
    address = next((address for _, address in told.sources if address is not None), None)
    if address is not None:
        event.add("url", address)
    return event


def _vague(told: ToldEvent, number: int, alternatives: int) -> str:
    date_ = told.entry.date
    words = date_words(date_)
    return f"date disputed, {number} of {alternatives}: {words}" if alternatives > 1 else words


def _description(told: ToldEvent) -> Iterator[str]:
    yield from told.paragraphs
    for label, text in told.facts:
        yield f"{label}: {text}"
    for cited, address in told.sources:
        yield f"Source: {cited}{f' {address}' if address else ''}"
    if not told.sources:
        yield "No source cited."
