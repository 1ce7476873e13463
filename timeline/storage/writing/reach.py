"""What a change can reach, and what must be known to say what follows from it.

An event is reached by a change of a source it cites (or of one that source derives from) and by a
change of an event that its relative dates lead to, however far.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

from timeline.domain.claims.derive import Derived, derive
from timeline.domain.dates.written import told_from
from timeline.domain.records import Event, RecordSet, Source
from timeline.errors import TimelineError
from timeline.storage.connecting.reader import Reader, Value, in_list
from timeline.storage.reading.stored_records import CHUNK, read_events, read_sources
from timeline.storage.writing.compare import Ids

_Record = TypeVar("_Record")
_TOLD_FROM = "SELECT event_id FROM claim_anchor WHERE target_id IN {}"
_REFERRING = {
    "source": (
        "SELECT source_id FROM source_derivation WHERE from_id IN {}",
        "SELECT event_id FROM claim WHERE source_id IN {}",
    ),
    "actor": (
        "SELECT actor_id FROM membership WHERE group_id IN {}",
        "SELECT event_id FROM participation WHERE actor_id IN {}",
        "SELECT event_id FROM attribution WHERE actor_id IN {}",
    ),
    "place": ("SELECT id FROM place WHERE within_id IN {}", "SELECT id FROM event WHERE place_id IN {}"),
    "event": (
        "SELECT event_id FROM event_link WHERE target_id IN {}",
        _TOLD_FROM,
    ),
}
"""By kind of record, what finds those that refer to some of it."""


def heirs(reader: Reader, sources: Collection[str]) -> set[str]:
    """The stored sources that derive from these, directly or through others, these included."""
    return _column(reader, "SELECT source_id FROM source_lineage WHERE ancestor_id IN {}", sources) | set(sources)


def reached_events(reader: Reader, sources: Collection[str], events: Collection[str]) -> set[str]:
    """The stored events that a change of these sources and events reaches, the events themselves left out."""
    reached = _column(reader, "SELECT event_id FROM claim WHERE source_id IN {}", heirs(reader, sources))
    fresh = set(events) | reached
    while fresh:
        told_from_fresh = _column(reader, _TOLD_FROM, fresh)
        fresh = told_from_fresh - set(events) - reached
        reached |= fresh
    return reached - set(events)


def referring(reader: Reader, ids: Ids) -> set[str]:
    """The stored records that refer to any of these; those themselves included, where they refer to one another."""
    return {each for kind, queries in _REFERRING.items() for sql in queries for each in _column(reader, sql, ids[kind])}


def derive_reached(reader: Reader, records: RecordSet, wanted: Collection[str]) -> tuple[dict[str, Event], Derived]:
    """The wanted events, and what follows for them; the records' word goes before the database's.

    Raises TimelineError where their relative dates run in a circle.
    """
    events = _events(reader, records, wanted)
    world = dict(events)
    missing = _led_to(world.values()) - set(world)
    while missing:
        found = _events(reader, records, missing)
        world |= found
        missing = _led_to(found.values()) - set(world)
    cited = {claim.source for event in world.values() for claim in event.claims}
    derivation = derive(RecordSet(sources=sources_with_lineage(reader, records, cited), events=world))
    circles = [fault.message for fault in derivation.faults if fault.kind == "circle"]
    if circles:
        raise TimelineError("\n".join(circles))
    return {event_id: events[event_id] for event_id in sorted(events)}, derivation


def sources_with_lineage(reader: Reader, records: RecordSet, ids: Collection[str]) -> dict[str, Source]:
    """These sources and all that they derive from; the records' word goes before the database's."""
    found: dict[str, Source] = {}
    missing = set(ids)
    while missing:
        fresh = _preferring(records.sources, missing)
        fresh |= {source.id: source for source in read_sources(reader, missing - set(fresh))}
        found |= fresh
        missing = {derivation.source for source in fresh.values() for derivation in source.derived_from} - set(found)
    return found


def _events(reader: Reader, records: RecordSet, ids: Collection[str]) -> dict[str, Event]:
    found = _preferring(records.events, ids)
    return found | {event.id: event for event in read_events(reader, set(ids) - set(found))}


def _preferring(records: Mapping[str, _Record], ids: Collection[str]) -> dict[str, _Record]:
    return {record_id: records[record_id] for record_id in ids if record_id in records}


def _led_to(events: Iterable[Event]) -> set[str]:
    """The events that relative dates of these are told from."""
    return {other for event in events for claim in event.claims for other in told_from(claim.date)}


def _column(reader: Reader, sql: str, ids: Collection[str]) -> set[str]:
    found: set[str] = set()
    wanted = sorted(ids)
    for start in range(0, len(wanted), CHUNK):
        parameters: dict[str, Value] = {}
        listed = in_list("id", wanted[start : start + CHUNK], parameters)
        found.update(each for (each,) in reader.rows(sql.format(listed), parameters))
    return found
