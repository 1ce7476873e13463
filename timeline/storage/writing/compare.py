"""What records say that the database does not say yet."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from timeline.domain.comparing.changes import Difference, differences
from timeline.domain.matches import decided
from timeline.domain.records import RecordSet, Term
from timeline.errors import TimelineError
from timeline.storage.connecting.reader import Reader, Value, in_list
from timeline.storage.reading.stored.stored_records import (
    CHUNK,
    KINDS,
    kinds_of,
    matched_events,
    read_actors,
    read_events,
    read_matches,
    read_places,
    read_questions,
    read_sources,
    read_terms,
)

_TITLES = {"source": "title", "actor": "name", "place": "name", "event": "title", "question": "title"}

Ids = dict[str, set[str]]
"""Ids by kind of record; "kind/term" for a term, "same/a/b" or "not-same/a/b" for a match."""
ALL_KINDS = (*KINDS, "term", "match")


def no_ids() -> Ids:
    """No id of any kind."""
    return {kind: set() for kind in ALL_KINDS}


MOST_NAMED = 200
"""Records of each sort that a report names, where not all are wanted: more than any screen shows."""


class Named(NamedTuple):
    """A record by its kind and id; a term's id is "kind/term", a match's "same/a/b" or "not-same/a/b"."""

    kind: str
    id: str


class Changed(NamedTuple):
    """A record that says something else now."""

    kind: str
    id: str
    fields: list[Difference]
    """Field by field what is otherwise."""


class Removed(NamedTuple):
    """A record that is gone, with its title or name; of a term its meaning, of a match who made it, and why."""

    kind: str
    id: str
    title: str


class Renamed(NamedTuple):
    """A record that has another id now."""

    kind: str
    was: str
    id: str
    named_by: int
    """How many other records name it."""


@dataclass(slots=True)
class LoadReport:
    """What a load did, counted by kind of record (those of ``ALL_KINDS``), and with names."""

    added: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    removed: dict[str, int] = field(default_factory=dict)
    redated: int = 0
    """Events beside the changed ones that were dated or counted anew, because a change reaches them."""
    change: int | None = None
    """The number that the load has in the history; None where it changed nothing."""
    imports_kept: dict[str, int] = field(default_factory=dict)
    """Where a load prunes: what no file holds and stays, for imports wrote it, or what they wrote names it."""
    newer_kept: dict[str, int] = field(default_factory=dict)
    """The same of what was written since the folder was dumped, or is named by that."""
    most_named: int | None = MOST_NAMED
    """So many records stand in each of the lists below; None: all. Kinds are together, ids ascend within a part."""
    added_named: list[Named] = field(default_factory=list)
    changed_named: list[Changed] = field(default_factory=list)
    removed_named: list[Removed] = field(default_factory=list)
    renamed: list[Renamed] = field(default_factory=list)
    """All of them; what only followed is not counted as changed."""

    @property
    def changes(self) -> int:
        """How many records were added, changed, removed or renamed."""
        return sum(sum(counts.values()) for counts in (self.added, self.changed, self.removed)) + len(self.renamed)

    def count(self, wanted: Ids, before: Ids, changed: Ids) -> None:
        """Adds the records of one part of a load: all of it, what was there before, what says something new."""
        for kind in ALL_KINDS:
            added = changed[kind] - before[kind]
            _add(self.added, kind, len(added))
            _add(self.changed, kind, len(changed[kind]) - len(added))
            _add(self.left, kind, len(wanted[kind]) - len(changed[kind]))

    def name(self, wanted: Mapping[str, Mapping[str, Any]], stored: "Stored", changed: Ids) -> None:
        """Names what is added and, field by field, what is changed, as far as there is room."""
        for kind in ALL_KINDS:
            before = stored.records[kind]
            for record_id in sorted(changed[kind] - before.keys())[: self._room(self.added_named)]:
                self.added_named.append(Named(kind, record_id))
            for record_id in sorted(changed[kind] & before.keys())[: self._room(self.changed_named)]:
                what = differences(before[record_id], wanted[kind][record_id])
                self.changed_named.append(Changed(kind, record_id, what))

    def leave(self, counts: Mapping[str, int]) -> None:
        """Counts records that stay as they are."""
        for kind, number in counts.items():
            _add(self.left, kind, number)

    def remove(self, removed: "Removal") -> None:
        """Counts and names what is removed."""
        self.removed = removed.counts()
        self.imports_kept, self.newer_kept = dict(removed.kept), dict(removed.newer)
        self.removed_named = removed.records[: self._room([])]

    def rename(self, found: Sequence["Renamed"]) -> None:
        """Counts as renamed what was counted as added and as removed."""
        for each in found:
            _add(self.added, each.kind, -1)
            _add(self.removed, each.kind, -1)
        ids = {(each.kind, each.id) for each in found} | {(each.kind, each.was) for each in found}
        self.added_named = [each for each in self.added_named if (each.kind, each.id) not in ids]
        self.removed_named = [each for each in self.removed_named if (each.kind, each.id) not in ids]
        self.renamed += found

    def _room(self, named: Sequence[object]) -> int | None:
        return None if self.most_named is None else max(self.most_named - len(named), 0)


@dataclass(frozen=True, slots=True)
class Removal:
    """What a load that prunes takes away, kind after kind and by id."""

    records: list[Removed]
    kept: Mapping[str, int] = field(default_factory=dict)
    """By kind, how many others are in no file and stay: imports wrote them, or what imports wrote names them."""
    newer: Mapping[str, int] = field(default_factory=dict)
    """By kind, how many others stay, for they were written since the folder was dumped, or such records name them."""

    def ids(self) -> Ids:
        """The ids by kind."""
        found = no_ids()
        for kind, record_id, _ in self.records:
            found[kind].add(record_id)
        return found

    def counts(self) -> dict[str, int]:
        """How many of each kind."""
        return {kind: len(ids) for kind, ids in self.ids().items()}


def _add(counts: dict[str, int], kind: str, number: int) -> None:
    counts[kind] = counts.get(kind, 0) + number


class Stored:
    """What the database holds of the records that a load speaks of.

    Raises TimelineError where an id belongs to another kind of record there, unless that one is about to
    be removed: all records share one namespace, in the database too.
    """

    def __init__(self, reader: Reader, records: RecordSet, *, removing: bool = False) -> None:
        kinds = kinds_of(reader, [record_id for _, record_id in records.ids()])
        if not removing:
            _refuse_other_kinds(kinds, records)
        ids = no_ids()
        for record_id, kind in kinds.items():
            ids[kind].add(record_id)
        self.records: dict[str, Mapping[str, Any]] = records_of(reader, ids)

    @classmethod
    def of(cls, records: dict[str, Mapping[str, Any]]) -> "Stored":
        """What was read already, by kind and id."""
        stored = cls.__new__(cls)
        stored.records = records
        return stored

    def ids(self) -> Ids:
        """Which of the ids the database holds."""
        return {kind: set(records) for kind, records in self.records.items()}

    def changed(self, wanted: Mapping[str, Mapping[str, Any]]) -> Ids:
        """The ids of records that are new or say something new."""
        return {
            kind: {record_id for record_id, record in records.items() if record != self.records[kind].get(record_id)}
            for kind, records in wanted.items()
        }


def records_of(reader: Reader, ids: Ids) -> dict[str, Mapping[str, Any]]:
    """The stored records of these ids by kind and id; every term, and every decision on events."""
    return {
        "source": by_id(read_sources(reader, ids["source"])),
        "actor": by_id(read_actors(reader, ids["actor"])),
        "place": by_id(read_places(reader, ids["place"])),
        "event": by_id(read_events(reader, ids["event"])),
        "question": by_id(read_questions(reader, ids["question"])),
        "term": {term_key(term): term for term in read_terms(reader)},
        "match": by_id(read_matches(reader)),
    }


def by_kind(records: RecordSet) -> dict[str, Mapping[str, Any]]:
    """The records, by kind and then by id."""
    return {
        "source": records.sources,
        "actor": records.actors,
        "place": records.places,
        "event": records.events,
        "question": records.questions,
        "term": {term_key(term): term for term in records.terms.values()},
        "match": records.matches,
    }


def record_set(records: Mapping[str, Mapping[str, Any]]) -> RecordSet:
    """The records of ``by_kind``, or of some kinds of it, as one whole."""
    return RecordSet(
        sources=records.get("source", {}),
        actors=records.get("actor", {}),
        places=records.get("place", {}),
        events=records.get("event", {}),
        terms={(term.kind, term.term): term for term in records.get("term", {}).values()},
        matches=records.get("match", {}),
        questions=records.get("question", {}),
    )


def by_id(records: Iterable[Any]) -> dict[str, Any]:
    """The records by their ids."""
    return {record.id: record for record in records}


def term_key(term: Term) -> str:
    """The "kind/term" by which a term of the vocabulary is known."""
    return f"{term.kind}/{term.term}"


def unnamed(reader: Reader, wanted: Mapping[str, Container[str]]) -> Removal:
    """What the database holds and is not wanted; ``wanted`` are ids by kind."""
    found = [
        Removed(kind, record_id, title)
        for kind, column in _TITLES.items()
        for record_id, title in sorted(_titles(reader, kind, column, wanted[kind]))
    ]
    terms = [(term_key(term), term.meaning) for term in read_terms(reader)]
    found += [Removed("term", key, meaning) for key, meaning in terms if key not in wanted["term"]]
    matches = [each for each in read_matches(reader) if each.id not in wanted["match"]]
    found += [Removed("match", each.id, decided(each)) for each in matches]
    return Removal(found)


def titles_of(reader: Reader, kind: str, ids: Collection[str]) -> dict[str, str]:
    """The titles or names of those of these records that are there, by id; of terms their meanings.

    Of matches who made them, and why.
    """
    if kind == "term":
        return {term_key(term): term.meaning for term in read_terms(reader) if term_key(term) in ids}
    if kind == "match":
        return {each.id: decided(each) for each in read_matches(reader) if each.id in ids}
    found: dict[str, str] = {}
    wanted = sorted(ids)
    for start in range(0, len(wanted), CHUNK):
        parameters: dict[str, Value] = {}
        listed = in_list("id", wanted[start : start + CHUNK], parameters)
        sql = f"SELECT id, {_TITLES[kind]} FROM {kind} WHERE id IN {listed}"
        found.update(reader.rows(sql, parameters, few=True))
    if kind == "event":
        same = matched_events(reader, ids).values()
        found |= {each.id: each.title for events in same for each in events if each.id in ids}
    return found


def _titles(reader: Reader, kind: str, column: str, wanted: Container[str]) -> Iterator[tuple[str, str]]:
    """The ids and titles of the records of a kind that are not wanted."""
    for record_id, title in reader.rows(f"SELECT id, {column} FROM {kind}", {}):
        if record_id not in wanted:
            yield str(record_id), str(title or record_id)
    for _, *others in matched_events(reader).values() if kind == "event" else ():
        yield from ((each.id, each.title) for each in others if each.id not in wanted)


def is_empty(reader: Reader) -> bool:
    """Whether the database holds no record and has no history."""
    tables = (*KINDS, "vocabulary", "change")
    return not any(True for table in tables for _ in reader.rows(f"SELECT 1 FROM {table} LIMIT 1", {}, few=True))


def _refuse_other_kinds(stored: Mapping[str, str], records: RecordSet) -> None:
    clashes = [
        f"{record_id} is already the id of {_a(stored[record_id])} in the database, here of {_a(kind)}: rename one"
        for kind, record_id in records.ids()
        if stored.get(record_id, kind) != kind
    ]
    if clashes:
        raise TimelineError("\n".join(clashes))


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
