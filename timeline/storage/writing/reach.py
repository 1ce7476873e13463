"""What must be known to say what follows from a change, and what refers to what is to go."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypeVar

from timeline.domain.claims.derive import Derived, derive
from timeline.domain.dates.written import told_from
from timeline.domain.matches import Groups
from timeline.domain.records import Event, Match, RecordSet, Source
from timeline.errors import TimelineError
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.stored.reached import rows_found
from timeline.storage.reading.stored.stored_records import matched_events, read_events, read_sources
from timeline.storage.writing.compare import Ids

_Record = TypeVar("_Record")
_NO_MATCHES: Mapping[str, Match] = {}
_ASKED = ("question_condition", "question_id", "record_id")
_NAMES: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "source": (("source_derivation", "source_id", "from_id"), ("claim", "event_id", "source_id"), _ASKED),
    "actor": (
        ("membership", "actor_id", "group_id"),
        ("participation", "event_id", "actor_id"),
        ("attribution", "event_id", "actor_id"),
        _ASKED,
    ),
    "place": (
        ("place", "id", "within_id"),
        ("event", "id", "place_id"),
        ("matched_event", "id", "place_id"),
        _ASKED,
    ),
    "question": (),
    "event": (
        ("event_link", "event_id", "target_id"),
        ("claim_anchor", "event_id", "target_id"),
        ("event_match_member", "decision", "member_id"),
    ),
}
"""By kind of record, where other records name it: (table, column of who names, column of what is named)."""


def referring(reader: Reader, ids: Ids) -> set[str]:
    """The stored records that refer to any of these; those themselves included, where they refer to one another."""
    return {owner for owner, _ in naming(reader, ids)}


def naming(reader: Reader, ids: Ids) -> Iterator[tuple[str, str]]:
    """(which stored record, which of these it refers to), some perhaps more than once.

    What is told of several events may refer for any of them: then all of these count.
    """
    found = [
        pair
        for kind, places in _NAMES.items()
        for table, owner, named in places
        for pair in rows_found(reader, f"SELECT {owner}, {named} FROM {table} WHERE {named} IN {{}}", ids[kind])
    ]
    same = {
        each.id: [other.id for other in events]
        for events in matched_events(reader, {owner for owner, _ in found} | ids["event"]).values()
        for each in events
    }
    for owner, named in found:
        yield from ((each, named) for each in same.get(owner, (owner,)))


def derive_reached(
    reader: Reader, records: RecordSet, wanted: Collection[str], matches: Mapping[str, Match] = _NO_MATCHES
) -> tuple[dict[str, Event], Derived]:
    """The wanted events as they are written, and what follows for those that are told; with them all that they lead to.

    The records' word goes before the database's; ``matches`` are all decisions. Raises TimelineError where relative
    dates of wanted ones run in a circle, and where a decision names what is no event.
    """
    groups = Groups(matches.values())
    world = _events(reader, records, groups.wholly(wanted))
    found = world
    while missing := groups.wholly(_led_to(found.values())) - world.keys():
        found = _events(reader, records, missing)
        world = world | found
    cited = {claim.source for event in world.values() for claim in event.claims}
    sources = sources_with_lineage(reader, records, cited)
    derivation = derive(RecordSet(sources=sources, events=world, matches=matches))
    circles = [fault.message for fault in derivation.faults if fault.kind == "circle"]
    if circles:
        raise TimelineError("\n".join(circles))
    return world, derivation


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
