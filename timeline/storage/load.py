"""Records -> database, in the caller's one transaction: only what changed is written.

What follows from the records is computed anew for every event that a change can reach (see ``reach``).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from timeline.domain.derive import Derivation, derive
from timeline.domain.records import Event, RecordSet
from timeline.errors import TimelineError
from timeline.storage import rows, tables
from timeline.storage.reach import derive_reached, heirs, reached_events, sources_with_lineage
from timeline.storage.read import (
    KINDS,
    kinds_of,
    read_actors,
    read_events,
    read_places,
    read_sources,
    read_terms,
)
from timeline.storage.reader import Reader
from timeline.storage.served import ConnectionReader
from timeline.storage.write import clear, delete, delete_terms, insert

_Ids = dict[str, set[str]]
"""Ids by kind of record: source, actor, place, event; "kind/term" for term."""


@dataclass(slots=True)
class LoadReport:
    """What a load did, counted by kind of record (source, actor, place, event, term)."""

    added: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    removed: dict[str, int] = field(default_factory=dict)
    redated: int = 0
    """Events beside the changed ones that were dated or counted anew, because a change reaches them."""

    @property
    def changes(self) -> int:
        """How many records were added, changed or removed."""
        return sum(sum(counts.values()) for counts in (self.added, self.changed, self.removed))


def load(connection: Connection, records: RecordSet, *, prune: bool = False) -> LoadReport:
    """Brings the database to what the records say; records that they do not name stay.

    ``prune`` also removes those. The records must have passed the checks. Raises TimelineError where
    they do not fit what the database already holds; the caller then rolls back.
    """
    reader = ConnectionReader(connection)
    report = LoadReport()
    removed = _removed(reader, records) if prune else {kind: set() for kind in (*KINDS, "term")}
    if not prune:
        _refuse_other_kinds(reader, records)
    changed = _compare(reader, records, report)
    report.removed = {kind: len(ids) for kind, ids in removed.items()}
    if not report.changes:
        return report
    reached = reached_events(reader, changed["source"] | removed["source"], changed["event"] | removed["event"])
    events, derivation = derive_reached(reader, records, changed["event"] | (reached - removed["event"]))
    report.redated = len(events) - len(changed["event"])
    old_heirs = heirs(reader, changed["source"] | removed["source"]) - removed["source"]

    delete(connection, tables.event, "id", [*events, *removed["event"]])  # what they own goes with them
    delete_terms(connection, changed["term"] | removed["term"])
    _remove_references(connection, removed)
    insert(connection, rows.vocabulary_rows(_terms(records)[key] for key in sorted(changed["term"])))
    _write_references(connection, records, changed)
    _write_closures(connection, reader, records, changed, removed, old_heirs)
    insert(connection, _event_rows(events.values(), derivation))
    return report


def load_fresh(connection: Connection, records: RecordSet) -> None:
    """Writes records into an empty database; a relative date that cannot be resolved stays unresolved."""
    derivation = derive(records)
    insert(connection, rows.vocabulary_rows(records.terms.values()))
    insert(connection, _each(records.sources.values(), rows.source_rows))
    insert(connection, _each(records.actors.values(), rows.actor_rows))
    insert(connection, _each(records.places.values(), rows.place_rows))
    insert(connection, rows.lineage_rows(records.sources, records.sources))
    insert(connection, rows.group_closure(records.actors))
    insert(connection, rows.place_closure(records.places))
    insert(connection, _event_rows(records.events.values(), derivation))


def _refuse_other_kinds(reader: Reader, records: RecordSet) -> None:
    """All records share one namespace, in the database too."""
    stored = kinds_of(reader, [record_id for _, record_id in records.ids()])
    clashes = [
        f"{record_id} is already the id of {_a(stored[record_id])} in the database, here of {_a(kind)}: rename one"
        for kind, record_id in records.ids()
        if stored.get(record_id, kind) != kind
    ]
    if clashes:
        raise TimelineError("\n".join(clashes))


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _removed(reader: Reader, records: RecordSet) -> _Ids:
    """What the database holds and the records do not name."""
    named: _Ids = {kind: set() for kind in KINDS}
    for kind, record_id in records.ids():
        named[kind].add(record_id)
    removed = {
        kind: {record_id for (record_id,) in reader.rows(f"SELECT id FROM {kind}", {})} - named[kind] for kind in KINDS
    }
    removed["term"] = {f"{term.kind}/{term.term}" for term in read_terms(reader)} - _terms(records).keys()
    return removed


def _compare(reader: Reader, records: RecordSet, report: LoadReport) -> _Ids:
    """The ids that are new or say something new; counts them in the report."""
    stored: dict[str, tuple[Mapping[str, Any], Mapping[str, Any]]] = {
        "source": (records.sources, _by_id(read_sources(reader, records.sources))),
        "actor": (records.actors, _by_id(read_actors(reader, records.actors))),
        "place": (records.places, _by_id(read_places(reader, records.places))),
        "event": (records.events, _by_id(read_events(reader, records.events))),
        "term": (_terms(records), {f"{term.kind}/{term.term}": term for term in read_terms(reader)}),
    }
    changed: _Ids = {}
    for kind, (wanted, before) in stored.items():
        changed[kind] = {record_id for record_id in wanted if wanted[record_id] != before.get(record_id)}
        report.added[kind] = len(changed[kind] - before.keys())
        report.changed[kind] = len(changed[kind]) - report.added[kind]
        report.left[kind] = len(wanted) - len(changed[kind])
    return changed


def _by_id(records: Iterable[Any]) -> dict[str, Any]:
    return {record.id: record for record in records}


def _terms(records: RecordSet) -> dict[str, Any]:
    return {f"{term.kind}/{term.term}": term for term in records.terms.values()}


def _remove_references(connection: Connection, removed: _Ids) -> None:
    for kind, table in (("source", tables.source), ("actor", tables.actor), ("place", tables.place)):
        delete(connection, tables.name_key, "record_id", removed[kind])
        delete(connection, table, "id", removed[kind])


def _write_references(connection: Connection, records: RecordSet, changed: _Ids) -> None:
    """Replaces the changed sources, actors and places, with all that stands under them."""
    for kind in ("source", "actor", "place"):
        delete(connection, tables.name_key, "record_id", changed[kind])
    delete(connection, tables.source_derivation, "source_id", changed["source"])
    delete(connection, tables.actor_name, "actor_id", changed["actor"])
    delete(connection, tables.membership, "actor_id", changed["actor"])
    delete(connection, tables.place_name, "place_id", changed["place"])
    insert(connection, _each((records.sources[each] for each in sorted(changed["source"])), rows.source_rows))
    insert(connection, _each((records.actors[each] for each in sorted(changed["actor"])), rows.actor_rows))
    insert(connection, _each((records.places[each] for each in sorted(changed["place"])), rows.place_rows))


def _write_closures(
    connection: Connection,
    reader: Reader,
    records: RecordSet,
    changed: _Ids,
    removed: _Ids,
    old_heirs: set[str],
) -> None:
    """Rebuilds lineage where it changed, and the closures of groups and places whole: they are small."""
    affected = old_heirs | changed["source"]
    delete(connection, tables.source_lineage, "source_id", affected)
    insert(connection, rows.lineage_rows(sorted(affected), sources_with_lineage(reader, records, affected)))
    if changed["actor"] or removed["actor"]:
        clear(connection, tables.group_member)
        insert(connection, rows.group_closure(_by_id(read_actors(reader))))
    if changed["place"] or removed["place"]:
        clear(connection, tables.place_within)
        insert(connection, rows.place_closure(_by_id(read_places(reader))))


def _each(records: Iterable[Any], make: Callable[[Any], Iterable[rows.TableRow]]) -> Iterator[rows.TableRow]:
    return (row for record in records for row in make(record))


def _event_rows(events: Iterable[Event], derivation: Derivation) -> Iterator[rows.TableRow]:
    return (row for event in events for row in rows.event_rows(event, derivation.events[event.id]))
