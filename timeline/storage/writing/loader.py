"""Records -> database, in the caller's one transaction: only what changed is written, records not named stay.

What follows from the records is computed anew for every event that a change can reach (see ``reach``). Events that are
the same by decision stand in the tables as the one that is told, and beside that each as it was written.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from typing import Any

from sqlalchemy import Connection

from timeline.domain.claims.derive import Derived
from timeline.domain.former_ids import ids_named, renames_among
from timeline.domain.history import MARK, TAKEN
from timeline.domain.matches import Groups, faults, written
from timeline.domain.records import Match, Place, RecordSet, Source, Term
from timeline.errors import TimelineError
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.history.states import names_taken_for, states_now
from timeline.storage.reading.stored.reached import heirs, reached_events
from timeline.storage.reading.stored.stored_records import CHUNK, KINDS, read_actors, read_places, read_terms
from timeline.storage.schema import tables
from timeline.storage.writing import rows
from timeline.storage.writing.change_log import ChangeLog
from timeline.storage.writing.compare import (
    MOST_NAMED,
    Ids,
    LoadReport,
    Removal,
    Renamed,
    Stored,
    by_id,
    by_kind,
    no_ids,
    term_key,
)
from timeline.storage.writing.derived.along_links import Reordering, order_along_links
from timeline.storage.writing.derived.day_counts import DayCounts, count_days
from timeline.storage.writing.derived.event_words import NameCache, events_naming, rewrite_texts, stored_names
from timeline.storage.writing.derived.stretch_counts import StretchCounts, count_stretches
from timeline.storage.writing.loaded_files import Forgetting
from timeline.storage.writing.reach import derive_reached, sources_with_lineage
from timeline.storage.writing.renaming.former_ids import bring_former_ids, former_ids_told, write_former_ids
from timeline.storage.writing.renaming.renames import Rename, followed, move_marks
from timeline.storage.writing.transaction.last_change import note_change
from timeline.storage.writing.write_rows import bring, clear, delete, delete_terms, insert

_SOURCES_REMEMBERED = 100_000
_OF_THEIR_OWN = {
    "source": tables.source,
    "actor": tables.actor,
    "place": tables.place,
    "question": tables.question,
}
"""The tables of records that no event owns, by kind."""


class Loader:
    """Brings a database to what records say, part after part; ``finish`` makes it whole.

    Until then the closures of groups and places may be behind. A part may refer to what earlier ones
    brought. Raises TimelineError where a part does not fit what is there; the caller then rolls back.
    """

    def __init__(self, connection: Connection, log: ChangeLog, most_named: int | None = MOST_NAMED) -> None:
        """``log`` keeps what is done here: all of it is one change."""
        self._connection = connection
        self._log = log
        self._reader = ConnectionReader(connection)
        self._names = NameCache(self._reader)
        self._files = Forgetting(connection, self._reader)
        self._sources: dict[str, Source] = {}
        self._order = Reordering(connection)
        self._days = DayCounts(connection, self._reader)
        self._stretches = StretchCounts(connection, self._reader)
        self._groups_changed = False
        self._places_changed = False
        self.report = LoadReport(most_named=most_named)

    def add(self, records: RecordSet, stored: Stored | None = None, *, removal: Removal | None = None) -> Ids:
        """Writes what the records say and the database does not; gives the ids of that.

        The records must have passed the checks. ``stored``: what the database holds of them, if known. ``removal``:
        records to be taken away in the same go; none of those that are written.
        """
        before = stored or Stored(self._reader, records, removing=removal is not None)
        if removal is not None:
            self.report.remove(removal)
        wanted = by_kind(records)
        changed = before.changed(wanted)
        self.report.count({kind: set(ids) for kind, ids in wanted.items()}, before.ids(), changed)
        self.report.name(wanted, before, changed)
        gone = no_ids() if removal is None else removal.ids()
        reached, renames = self._bring(records, before, changed, gone)
        self.report.redated += reached
        self.report.rename([Renamed(*each, self._named_by(wanted, changed, each.new)) for each in renames])
        return changed

    def _named_by(self, wanted: Mapping[str, Mapping[str, Any]], changed: Ids, record_id: str) -> int:
        """How many of the records that are written name this one."""
        written = (wanted[kind][each] for kind in KINDS for each in changed[kind] - {record_id})
        return sum(1 for record in written if record_id in ids_named(record))

    def rename(self, renames: Collection[Rename]) -> Mapping[str, Mapping[str, int]]:
        """Gives records other ids, and brings all that names them along; of what they say nothing changes.

        Each has to be there by its old id. One that is there by its new id, too, is the same by its own word: it stays
        as it is, and what named the other names it. Gives how many records named each old id, by kind.
        """
        if not renames:
            return {}
        follow = followed(self._reader, renames)
        move_marks(self._connection, self._log, follow)
        self._bring(follow.records, follow.stored, follow.stored.changed(by_kind(follow.records)), follow.removed)
        self.report.renamed += [Renamed(*each, sum(follow.named_by[each.old].values())) for each in renames]
        return follow.named_by

    def finish(self) -> LoadReport:
        """Rebuilds the closures that have changed, the order of what is linked, the days; gives what the load did."""
        if self._groups_changed:
            clear(self._connection, tables.group_member)
            insert(self._connection, rows.group_closure(by_id(read_actors(self._reader))))
        if self._places_changed:
            clear(self._connection, tables.place_within)
            insert(self._connection, rows.place_closure(by_id(read_places(self._reader))))
        self._order.finish()
        self._days.finish()
        self._stretches.finish()
        self.report.change = self._log.finish()
        return self.report

    def _bring(self, records: RecordSet, stored: Stored, changed: Ids, removed: Ids) -> tuple[int, list[Rename]]:
        """Writes what has changed; gives how many events it reaches beside, and what has another id by it."""
        wanted = by_kind(records)
        before = stored.ids()
        if not any(changed.values()) and not any(removed.values()):
            return 0, []
        note_change(self._connection)
        renames = self._keep(wanted, stored, changed, removed)
        self._files.of({kind: changed[kind] & before[kind] | removed[kind] for kind in changed})
        # What later parts cite need not be read back.
        self._remember(records.sources)
        told = records._replace(sources=self._sources)
        # Nothing that is stored can rest on a source that is new.
        sources = changed["source"] & before["source"] | removed["source"]
        old_matches = stored.records["match"]
        matches = {key: each for key, each in old_matches.items() if key not in removed["match"]}
        matches |= {key: records.matches[key] for key in changed["match"]}
        groups_before, groups = Groups(old_matches.values()), self._groups(matches, changed["match"])
        regrouped = {
            event_id
            for event_id in {*groups_before.events, *groups.events}
            if groups_before.of(event_id) != groups.of(event_id)
        }
        touched = changed["event"] | removed["event"] | regrouped
        touched |= reached_events(self._reader, sources, touched, (groups_before, groups))
        events, derivation = derive_reached(self._reader, told, touched - removed["event"], matches)
        _refuse_strange(matches, touched - removed["event"] - events.keys())
        old_heirs = heirs(self._reader, sources) - removed["source"]
        names_before = stored_names(
            self._reader, changed["actor"] & before["actor"] | changed["place"] & before["place"]
        )

        stood = {groups_before.told_as(each) for each in touched - (changed["event"] - before["event"])}
        come = {groups.told_as(event_id) for event_id in touched - removed["event"]}
        for counts in (self._days, self._stretches):
            counts.leave(stood)
            counts.come(derivation.events[event_id].date for event_id in come)
        self._write_former_ids(wanted, stored, changed, removed)
        delete(self._connection, tables.event, "id", stood - come)  # what they own goes with them
        self._remove_marks(removed)
        delete_terms(self._connection, removed["term"])
        self._write_terms([wanted["term"][key] for key in sorted(changed["term"])])
        self._write_references(records, changed, before)
        self._write_lineage(told, old_heirs | changed["source"], old_heirs | before["source"])
        self._groups_changed |= bool(changed["actor"] or removed["actor"])
        self._places_changed |= bool(changed["place"] or removed["place"])
        self._names.forget(names_before)
        old, new = sorted(come & stood), sorted(come - stood)
        bring(self._connection, rows.OF_EVENT, old, _event_rows(self._names, old, derivation))
        insert(self._connection, _event_rows(self._names, new, derivation))
        self._write_matches(matches, changed["match"], removed["match"])
        if groups_before or groups:
            one = [groups.of(event_id) for event_id in sorted(come) if len(groups.of(event_id)) > 1]
            written = (row for group in one for row in rows.matched_rows(group, events))
            bring(self._connection, [rows.MATCHED_EVENT], touched, written)
        self._order.of(touched)
        # Now that no event names them.
        self._remove_references(removed)
        names_now = self._names.of(names_before)
        renamed = [record_id for record_id, names in names_before.items() if names != names_now[record_id]]
        rewrite_texts(self._connection, events_naming(self._reader, renamed) - come)
        return len(touched - changed["event"] - removed["event"]), renames

    def _keep(
        self, wanted: Mapping[str, Mapping[str, Any]], stored: Stored, changed: Ids, removed: Ids
    ) -> list[Rename]:
        """Keeps what is added, and what stood there of all else; gives what goes by one id and comes by another."""
        found: list[Rename] = []
        for kind, before in stored.records.items():
            self._log.added(kind, changed[kind] - before.keys())
            self._log.changed(kind, {each: before[each] for each in changed[kind] & before.keys()})
        come = {
            kind: {each: wanted[kind][each] for each in changed[kind] - stored.records[kind].keys()}
            if kind in KINDS and removed[kind]
            else {}
            for kind in removed
        }
        for kind, ids in removed.items():
            for chunk in _in_chunks(sorted(ids)):
                gone = states_now(self._reader, [(kind, each) for each in chunk])
                states = {each: state for (_, each), state in gone.items() if state is not None}
                self._log.removed(kind, states)
                renames = renames_among(states, come[kind]) if come[kind] else {}
                self._log.renamed(kind, len(renames))
                found += [Rename(kind, old, new) for new, old in renames.items()]
        return found

    def _groups(self, matches: Mapping[str, Match], changed: Set[str]) -> Groups:
        """The groups of all decisions; the checks of files cannot see what others decide in the meantime."""
        found = faults(
            [*(each for key, each in matches.items() if key not in changed), *(matches[key] for key in sorted(changed))]
        )
        if found:
            raise TimelineError("\n".join(f"{written(each.match)}: {each.message}" for each in found))
        return Groups(matches.values())

    def _remember(self, sources: Mapping[str, Source]) -> None:
        if len(self._sources) > _SOURCES_REMEMBERED:
            self._sources.clear()
        self._sources.update(sources)

    def _remove_marks(self, removed: Ids) -> None:
        """What imports left behind of records that go, and what finds them: their ids may be others' in a moment."""
        ids = [each for kind in KINDS for each in removed[kind]]
        for chunk in _in_chunks(ids):
            marks = states_now(self._reader, [(MARK, each) for each in chunk])
            self._log.removed(MARK, {each: mark for (_, each), mark in marks.items() if mark is not None})
        self._log.removed(TAKEN, names_taken_for(self._reader, [*removed["actor"], *removed["place"]]))
        delete(self._connection, tables.event_import, "event_id", removed["event"])
        for kind in ("source", "actor", "place"):
            delete(self._connection, tables.record_import, "record_id", removed[kind])
            delete(self._connection, tables.import_name, "record_id", removed[kind])
            delete(self._connection, tables.name_key, "record_id", removed[kind])

    def _remove_references(self, removed: Ids) -> None:
        for kind, table in _OF_THEIR_OWN.items():
            delete(self._connection, table, "id", removed[kind])

    def _write_terms(self, terms: Sequence[Term]) -> None:
        kinds = {term.kind for term in terms}
        kept = [term for term in read_terms(self._reader) if term.kind in kinds]
        told = {term_key(term): term for term in (*kept, *terms)}
        bring(self._connection, [rows.VOCABULARY], kinds, rows.vocabulary_rows(told[key] for key in sorted(told)))

    def _write_matches(self, matches: Mapping[str, Match], changed: Set[str], removed: Set[str]) -> None:
        delete(self._connection, tables.event_match, "decision", removed)
        bring(
            self._connection, rows.OF_MATCH, changed, _each((matches[key] for key in sorted(changed)), rows.match_rows)
        )

    def _write_former_ids(
        self, wanted: Mapping[str, Mapping[str, Any]], stored: Stored, changed: Ids, removed: Ids
    ) -> None:
        """Brings what records were called before to what they say now; one that stays is of its change."""
        told: dict[str, tuple[str, str, int]] = {}
        outdated = {each for kind in KINDS for each in removed[kind]}
        for kind in KINDS:
            before = stored.records[kind]
            for record_id in changed[kind]:
                was = wanted[kind][record_id].was
                if record_id in before and was != before[record_id].was:
                    outdated.add(record_id)
                elif record_id in before or not was:
                    continue
                told |= {each: (kind, record_id, position) for position, each in enumerate(was)}
        if bring_former_ids(self._connection, self._log, told, outdated):
            self._files.of_all()  # any of them may name a record by an id that finds none now

    def _write_references(self, records: RecordSet, changed: Ids, before: Ids) -> None:
        """Writes the changed sources, actors, places and questions, with all that stands under them."""
        for kind, wanted, make, shapes in (
            ("source", records.sources, rows.source_rows, rows.OF_SOURCE),
            ("actor", records.actors, rows.actor_rows, rows.OF_ACTOR),
            ("place", outermost_first(records.places), rows.place_rows, rows.OF_PLACE),
            ("question", records.questions, rows.question_rows, rows.OF_QUESTION),
        ):
            old = changed[kind] & before[kind]
            new = changed[kind] - before[kind]
            written = list(_each((record for each, record in wanted.items() if each in new), make))
            # The records before what refers to them: while SQLite waits for a record that is to come, it looks
            # through all that may have referred to it, at each one that comes.
            insert(self._connection, (row for row in written if row[0] is shapes[0]))
            insert(self._connection, (row for row in written if row[0] is not shapes[0]))
            bring(self._connection, shapes, old, _each((wanted[each] for each in sorted(old)), make))

    def _write_lineage(self, records: RecordSet, affected: set[str], before: set[str]) -> None:
        lineage = sources_with_lineage(self._reader, records, affected)
        old, new = sorted(affected & before), sorted(affected - before)
        bring(self._connection, [rows.SOURCE_LINEAGE], old, rows.lineage_rows(old, lineage))
        insert(self._connection, rows.lineage_rows(new, lineage))


def load_fresh(connection: Connection, records: RecordSet, derivation: Derived) -> None:
    """Writes some records, and what follows from them, into an empty database: as many as are held in memory."""
    groups = Groups(records.matches.values())
    insert(connection, rows.vocabulary_rows(records.terms.values()))
    insert(connection, _each(records.sources.values(), rows.source_rows))
    insert(connection, _each(records.actors.values(), rows.actor_rows))
    insert(connection, _each(outermost_first(records.places).values(), rows.place_rows))
    insert(connection, _each(records.questions.values(), rows.question_rows))
    insert(connection, rows.lineage_rows(records.sources, records.sources))
    write_former_ids(connection, former_ids_told(records))
    insert(connection, rows.group_closure(records.actors))
    insert(connection, rows.place_closure(records.places))
    insert(connection, _event_rows(NameCache(ConnectionReader(connection)), derivation.told, derivation))
    insert(connection, _each(records.matches.values(), rows.match_rows))
    one = {groups.of(event_id) for event_id in groups.events}
    whole = sorted(group for group in one if records.events.keys() >= {*group})
    insert(connection, (row for group in whole for row in rows.matched_rows(group, records.events)))
    order_along_links(connection, None)
    count_days(connection)
    count_stretches(connection)


def outermost_first(places: Mapping[str, Place]) -> dict[str, Place]:
    """The places, each after the one that it lies within; a circle is walked once."""
    found: dict[str, Place] = {}
    for place in places.values():
        waiting: list[Place] = []
        at: Place | None = place
        while at is not None and at.id not in found and at not in waiting:
            waiting.append(at)
            at = places.get(at.within) if at.within is not None else None
        found.update((each.id, each) for each in reversed(waiting))
    return found


def _in_chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Some at a time: what is read of them is kept, and not held."""
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def _each(records: Iterable[Any], make: Callable[[Any], Iterable[rows.TableRow]]) -> Iterator[rows.TableRow]:
    return (row for record in records for row in make(record))


def _event_rows(cache: NameCache, ids: Iterable[str], derivation: Derived) -> Iterator[rows.TableRow]:
    for told, names in cache.with_names(derivation.told[event_id] for event_id in ids):
        yield from rows.event_rows(told, derivation.events[told.event.id], names)


def _refuse_strange(matches: Mapping[str, Match], strange: Set[str]) -> None:
    """Raises TimelineError where a decision is about what is no event, as by a change of somebody else meanwhile."""
    for match in matches.values():
        for event_id in match.events:
            if event_id in strange:
                raise TimelineError(f"{written(match)}: there is no event {event_id}")
