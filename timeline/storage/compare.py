"""What records say that the database does not say yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from timeline.domain.records import RecordSet, Term
from timeline.errors import TimelineError
from timeline.storage.read import KINDS, kinds_of, read_actors, read_events, read_places, read_sources, read_terms
from timeline.storage.reader import Reader

Ids = dict[str, set[str]]
"""Ids by kind of record: source, actor, place, event; "kind/term" for term."""
ALL_KINDS = (*KINDS, "term")


def no_ids() -> Ids:
    """No id of any kind."""
    return {kind: set() for kind in ALL_KINDS}


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

    def count(self, wanted: Ids, before: Ids, changed: Ids) -> None:
        """Adds the records of one part of a load: all of it, what was there before, what says something new."""
        for kind in ALL_KINDS:
            added = changed[kind] - before[kind]
            _add(self.added, kind, len(added))
            _add(self.changed, kind, len(changed[kind]) - len(added))
            _add(self.left, kind, len(wanted[kind]) - len(changed[kind]))


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
        self.records: dict[str, Mapping[str, Any]] = {
            "source": by_id(read_sources(reader, ids["source"])),
            "actor": by_id(read_actors(reader, ids["actor"])),
            "place": by_id(read_places(reader, ids["place"])),
            "event": by_id(read_events(reader, ids["event"])),
            "term": {term_key(term): term for term in read_terms(reader)},
        }

    def ids(self) -> Ids:
        """Which of the ids the database holds."""
        return {kind: set(records) for kind, records in self.records.items()}

    def changed(self, wanted: Mapping[str, Mapping[str, Any]]) -> Ids:
        """The ids of records that are new or say something new."""
        return {
            kind: {record_id for record_id, record in records.items() if record != self.records[kind].get(record_id)}
            for kind, records in wanted.items()
        }


def by_kind(records: RecordSet) -> dict[str, Mapping[str, Any]]:
    """The records, by kind and then by id."""
    return {
        "source": records.sources,
        "actor": records.actors,
        "place": records.places,
        "event": records.events,
        "term": {term_key(term): term for term in records.terms.values()},
    }


def by_id(records: Iterable[Any]) -> dict[str, Any]:
    """The records by their ids."""
    return {record.id: record for record in records}


def term_key(term: Term) -> str:
    """The "kind/term" by which a term of the vocabulary is known."""
    return f"{term.kind}/{term.term}"


def unnamed(reader: Reader, records: RecordSet) -> Ids:
    """What the database holds and the records do not name."""
    wanted = by_kind(records)
    found = {
        kind: {record_id for (record_id,) in reader.rows(f"SELECT id FROM {kind}", {})} - wanted[kind].keys()
        for kind in KINDS
    }
    found["term"] = {term_key(term) for term in read_terms(reader)} - wanted["term"].keys()
    return found


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
