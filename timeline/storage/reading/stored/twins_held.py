"""Stored events that may say the same as some others do."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from timeline.domain.comparing.twins import same_title
from timeline.domain.records import Event
from timeline.storage.connecting.reader import Reader, Value, in_list
from timeline.storage.reading.stored.stored_records import CHUNK, read_events


def likely_twins(reader: Reader, events: Mapping[str, Event]) -> list[Event]:
    """Events of the database, these left out, that have the title of one of these, and the day of one."""
    titles = {same_title(event.title) for event in events.values()}
    days = {day for (day,) in _rows(reader, "SELECT DISTINCT sort_day FROM event WHERE id IN {}", sorted(events))}
    found = {
        event_id
        for event_id, title in _rows(reader, "SELECT id, title FROM event WHERE sort_day IN {}", sorted(days))
        if event_id not in events and same_title(title) in titles
    }
    return list(read_events(reader, found))


def _rows(reader: Reader, sql: str, values: Sequence[str | int]) -> Iterator[tuple[Any, ...]]:
    for start in range(0, len(values), CHUNK):
        parameters: dict[str, Value] = {}
        listed = in_list("value", values[start : start + CHUNK], parameters)
        yield from reader.rows(sql.format(listed), parameters)
