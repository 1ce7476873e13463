"""Records -> database, in the caller's one transaction: only what changed is written.

What follows from the records is computed anew for every event that a change can reach (see ``reach``).
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection

from timeline.domain.derive import Derivation, derive
from timeline.domain.records import Event, RecordSet
from timeline.storage import rows, tables
from timeline.storage.compare import Ids, LoadReport, Stored, by_id, by_kind, no_ids, unnamed
from timeline.storage.reach import derive_reached, heirs, reached_events, sources_with_lineage
from timeline.storage.read import read_actors, read_places
from timeline.storage.served import ConnectionReader
from timeline.storage.write import clear, delete, delete_terms, insert


def load(connection: Connection, records: RecordSet, *, prune: bool = False) -> LoadReport:
    """Brings the database to what the records say; records that they do not name stay.

    ``prune`` also removes those. The records must have passed the checks. Raises TimelineError where
    they do not fit what the database already holds; the caller then rolls back.
    """
    loader = Loader(connection)
    if prune:
        loader.replace(records)
    else:
        loader.add(records)
    return loader.finish()


class Loader:
    """Brings a database to what records say, part after part; ``finish`` makes it whole.

    Until then the closures of groups and places may be behind. A part may refer to what earlier ones
    brought. Raises TimelineError where a part does not fit what is there; the caller then rolls back.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._reader = ConnectionReader(connection)
        self._groups_changed = False
        self._places_changed = False
        self.report = LoadReport()

    def add(self, records: RecordSet, stored: Stored | None = None) -> None:
        """Writes what the records say and the database does not; ``stored``: what it holds of them, if known."""
        before = stored or Stored(self._reader, records)
        self._bring(records, before, no_ids())

    def replace(self, records: RecordSet) -> None:
        """Makes the database hold these records and no others."""
        removed = unnamed(self._reader, records)
        self.report.removed = {kind: len(ids) for kind, ids in removed.items()}
        self._bring(records, Stored(self._reader, records, removing=True), removed)

    def finish(self) -> LoadReport:
        """Rebuilds the closures that have changed; gives what the load did."""
        if self._groups_changed:
            clear(self._connection, tables.group_member)
            insert(self._connection, rows.group_closure(by_id(read_actors(self._reader))))
        if self._places_changed:
            clear(self._connection, tables.place_within)
            insert(self._connection, rows.place_closure(by_id(read_places(self._reader))))
        return self.report

    def _bring(self, records: RecordSet, stored: Stored, removed: Ids) -> None:
        wanted = by_kind(records)
        changed = stored.changed(wanted)
        self.report.count({kind: set(ids) for kind, ids in wanted.items()}, stored.ids(), changed)
        if not any(changed.values()) and not any(removed.values()):
            return
        sources = changed["source"] | removed["source"]
        reached = reached_events(self._reader, sources, changed["event"] | removed["event"])
        events, derivation = derive_reached(self._reader, records, changed["event"] | (reached - removed["event"]))
        self.report.redated += len(events) - len(changed["event"])
        old_heirs = heirs(self._reader, sources) - removed["source"]

        delete(self._connection, tables.event, "id", [*events, *removed["event"]])  # what they own goes with them
        self._remove_marks(removed)
        delete_terms(self._connection, changed["term"] | removed["term"])
        self._remove_references(removed)
        insert(self._connection, rows.vocabulary_rows(wanted["term"][key] for key in sorted(changed["term"])))
        self._write_references(records, changed)
        self._write_lineage(records, old_heirs | changed["source"])
        self._groups_changed |= bool(changed["actor"] or removed["actor"])
        self._places_changed |= bool(changed["place"] or removed["place"])
        insert(self._connection, _event_rows(events.values(), derivation))

    def _remove_marks(self, removed: Ids) -> None:
        """What imports left behind of records that go."""
        delete(self._connection, tables.event_import, "event_id", removed["event"])
        for kind in ("source", "actor", "place"):
            delete(self._connection, tables.record_import, "record_id", removed[kind])

    def _remove_references(self, removed: Ids) -> None:
        for kind, table in (("source", tables.source), ("actor", tables.actor), ("place", tables.place)):
            delete(self._connection, tables.name_key, "record_id", removed[kind])
            delete(self._connection, table, "id", removed[kind])

    def _write_references(self, records: RecordSet, changed: Ids) -> None:
        """Replaces the changed sources, actors and places, with all that stands under them."""
        connection = self._connection
        for kind in ("source", "actor", "place"):
            delete(connection, tables.name_key, "record_id", changed[kind])
        delete(connection, tables.source_derivation, "source_id", changed["source"])
        delete(connection, tables.actor_name, "actor_id", changed["actor"])
        delete(connection, tables.membership, "actor_id", changed["actor"])
        delete(connection, tables.place_name, "place_id", changed["place"])
        insert(connection, _each((records.sources[each] for each in sorted(changed["source"])), rows.source_rows))
        insert(connection, _each((records.actors[each] for each in sorted(changed["actor"])), rows.actor_rows))
        insert(connection, _each((records.places[each] for each in sorted(changed["place"])), rows.place_rows))

    def _write_lineage(self, records: RecordSet, affected: set[str]) -> None:
        delete(self._connection, tables.source_lineage, "source_id", affected)
        lineage = sources_with_lineage(self._reader, records, affected)
        insert(self._connection, rows.lineage_rows(sorted(affected), lineage))


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


def _each(records: Iterable[Any], make: Callable[[Any], Iterable[rows.TableRow]]) -> Iterator[rows.TableRow]:
    return (row for record in records for row in make(record))


def _event_rows(events: Iterable[Event], derivation: Derivation) -> Iterator[rows.TableRow]:
    return (row for event in events for row in rows.event_rows(event, derivation.events[event.id]))
