"""What a file yields, gathered into parts that are checked as a whole: records, and where each came from."""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any, Protocol

from timeline.annotations.checking.checks import Known, check_records
from timeline.annotations.checking.references import Reference, named_by, references
from timeline.annotations.reading.where import Where
from timeline.domain.comparing.joined import joined
from timeline.domain.former_ids import former_ids, with_current_ids
from timeline.domain.records import Actor, Event, Place, RecordSet, Source, Term
from timeline.importers.items import Imported
from timeline.importers.reading.seen import Seen
from timeline.problems import Problem
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.naming.former_ids import former_ids_held
from timeline.storage.reading.stored.held_records import held, terms_held
from timeline.storage.reading.stored.stored_records import kinds_of
from timeline.storage.writing.imported.imports import Importing
from timeline.storage.writing.renaming.renames import Rename

EVENTS_AT_A_TIME = 4_000


class FilePart:
    """Some events of a file with all that they refer to, each record once."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._where = Where(label)
        self._sources: dict[str, Source] = {}
        self._actors: dict[str, Actor] = {}
        self._places: dict[str, Place] = {}
        self._events: dict[str, Event] = {}
        self._terms: dict[tuple[str, str], Term] = {}

    def __len__(self) -> int:
        """How many events it has."""
        return len(self._events)

    def add(self, item: Imported) -> None:
        """Takes in an event; of a record that is named again, the kind that says more stands."""
        location = (self._label, item.line)
        for term in item.terms:
            if (term.kind, term.term) not in self._terms:
                self._terms[term.kind, term.term] = term
                self._where.define(term.kind, term.term, location)
        self._take("source", self._sources, item.sources, location)
        self._take("actor", self._actors, item.actors, location)
        self._take("place", self._places, item.places, location)
        self._where.define("event", item.event.id, location)
        self._events.setdefault(item.event.id, item.event)

    def _take(self, kind: str, into: dict[str, Any], records: Iterable[Any], location: tuple[str, int]) -> None:
        for record in records:
            known = into.get(record.id)
            if known is record:  # as mostly: one of the file's records is named again
                continue
            if known is not None:
                into[record.id] = joined(record, known)
            else:
                into[record.id] = record
                self._where.define(kind, record.id, location)

    def records(self) -> RecordSet:
        """All of it."""
        return RecordSet(self._sources, self._actors, self._places, self._events, self._terms)

    def problems(self, known: Known | None = None) -> list[Problem]:
        """What is wrong between the records, beside what is known of the database."""
        return check_records(self.records(), self._where, known)

    def named_elsewhere(self) -> dict[str, Reference]:
        """The first reference to each id that the part does not define itself."""
        records = self.records()
        there = set(records.ids())
        # Most events name nothing else, and to say where something is named takes longer.
        events = {each.id: each for each in self._events.values() if not there.issuperset(named_by(each))}
        defined = {record_id for _, record_id in there}
        found: dict[str, Reference] = {}
        for reference in references(records._replace(events=events)):
            if reference.id not in defined:
                found.setdefault(reference.id, reference)
        return found

    def unknown(self, reference: Reference) -> Problem:
        """What to say of an event that nothing defines."""
        message = f'unknown event "{reference.id}" in {reference.named}: nothing in the file or the database is it'
        return Problem(*self._where.of(reference.owner, kind="event"), message)


def _with_current_ids(item: Imported, current: Mapping[str, str]) -> Imported:
    """The item with all that has another id by now under that one."""

    def told(records: Iterable[Any]) -> dict[str, Any]:
        return {each.id: each._replace(id=current[each.id]) if each.id in current else each for each in records}

    found = with_current_ids(
        RecordSet(told(item.sources), told(item.actors), told(item.places), told([item.event])), current
    )
    (event,) = found.events.values()
    return item._replace(
        event=event,
        sources=tuple(found.sources.values()),
        actors=tuple(found.actors.values()),
        places=tuple(found.places.values()),
    )


class Sink(Protocol):
    """Takes the events of a file in."""

    def add(self, item: Imported) -> list[Problem]:
        """Takes an event; problems may come of what has been gathered so far."""

    def finish(self) -> list[Problem]:
        """Takes in what is still waiting."""


class IntoDatabase:
    """Writes part after part; once there is a problem it only looks for more."""

    def __init__(self, importing: Importing, reader: Reader, label: str) -> None:
        self._importing = importing
        self._reader = reader
        self._label = label
        self._part = FilePart(label)
        self._current = {each.id: each.record for each in former_ids_held(reader)}
        self._handled: dict[Any, object] = {}
        self._sources = Seen()
        self._named = Seen()
        self._is_sound = True
        self._awaited: dict[str, Problem] = {}

    def add(self, item: Imported) -> list[Problem]:
        """Takes an event, by the ids of now; writes a part when it is full."""
        self._part.add(_with_current_ids(item, self._current) if self._current else item)
        return self._write_part() if len(self._part) == EVENTS_AT_A_TIME else []

    def finish(self) -> list[Problem]:
        """Writes what is waiting; gives what is wrong with it, and the events that were awaited and never came."""
        problems = self._write_part()
        came = kinds_of(self._reader, self._awaited)
        return problems + [problem for event_id, problem in self._awaited.items() if came.get(event_id) != "event"]

    def has_named(self, record_id: str) -> bool:
        """Whether the file has named a source, an actor or a place of this id; to be asked when it has been read."""
        return self._named.add(record_id) is not None

    def _write_part(self) -> list[Problem]:
        """Gives what is wrong with the part; once something is, no more is written."""
        known, renames = self._known()
        problems = self._part.problems(known)
        self._is_sound = self._is_sound and not problems
        if self._is_sound:
            self._importing.rename(renames)
            self._current |= {each.old: each.new for each in renames}
            self._importing.add(self._unhandled(self._part.records()))
        self._part = FilePart(self._label)
        return problems

    def _known(self) -> tuple[Known, list[Rename]]:
        """(what the database holds of all that the part refers to, what it holds by ids that the part calls former).

        An event may still come further down.
        """
        named = self._part.named_elsewhere()
        own = former_ids(self._part.records())
        if not named and not own:
            return Known(terms=terms_held(self._reader)), []
        kinds, terms, above = held(self._reader, named.keys() | own.keys())
        defined = {record_id: kind for kind, record_id in self._part.records().ids()}
        renames = [Rename(defined[new], old, new) for old, new in own.items() if kinds.get(old) == defined[new]]
        for _, old, _ in renames:
            del kinds[old]
        for event_id, reference in named.items():
            if reference.kind == "event" and event_id not in kinds:
                self._awaited.setdefault(event_id, self._part.unknown(reference))
                kinds[event_id] = "event"
        return Known(
            kinds, terms, above, former={old: self._current[old] for old in own if old in self._current}
        ), renames

    def _unhandled(self, records: RecordSet) -> RecordSet:
        """The records without the references that earlier parts have brought, as they are here."""
        fresh = RecordSet(
            self._fresh_sources(records.sources),
            self._fresh(records.actors),
            self._fresh(records.places),
            records.events,
            self._fresh(records.terms),
        )
        for record_id in chain(fresh.sources, fresh.actors, fresh.places):
            self._named.add(record_id)
        return fresh

    def _fresh(self, records: Mapping[Any, Any]) -> dict[Any, Any]:
        fresh = {key: record for key, record in records.items() if self._handled.get(key) != record}
        self._handled.update(fresh)
        return fresh

    def _fresh_sources(self, sources: Mapping[str, Source]) -> dict[str, Source]:
        """Of sources, which may be as many as events, only a digest is remembered."""
        return {key: source for key, source in sources.items() if self._sources.add(repr(source)) is None}


class Gathered:
    """Keeps the whole file, to be written as annotation files."""

    def __init__(self, label: str) -> None:
        self._part = FilePart(label)

    def add(self, item: Imported) -> list[Problem]:
        """Takes an event."""
        self._part.add(item)
        return []

    def finish(self) -> list[Problem]:
        """What is wrong between all that was gathered."""
        return self._part.problems()

    def records(self) -> RecordSet:
        """All of it."""
        return self._part.records()
