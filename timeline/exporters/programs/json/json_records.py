"""The records behind events, each carried by the first line that needs it: what makes JSON Lines lossless.

Memory stays bounded: of what has been written only the latest ids are remembered. A record that is
needed again much later is written again, and reads as the same record.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from typing import Any

from timeline.domain.chronology import Entry, RecordLookup
from timeline.domain.records import Actor, Place, Source, fields_of

_REMEMBERED = 150_000
"""Ids in each of two generations; the older is forgotten when the younger is full. A generation takes some 14 MiB.

Fewer than a million events cite, and most of its lines would define again what has been forgotten.
"""

Json = dict[str, Any]


class Definitions:
    """Says which records each event is the first to need."""

    def __init__(self, lookup: RecordLookup) -> None:
        self._lookup = lookup
        self._young: set[str] = set()
        self._old: set[str] = set()
        self._terms = {(term.kind, term.term): term.meaning for term in lookup.terms()}

    def of(self, entries: Sequence[Entry]) -> list[Json]:
        """For each of some events that follow one another, what its line defines; an empty map: nothing."""
        found: list[Json] = [{} for _ in entries]
        if self._terms:
            for told, entry in zip(found, entries, strict=True):
                self._define_terms(told, _terms(entry))
        self._define_records(
            found,
            [[claim.source for claim in entry.claims] for entry in entries],
            [actors_of(entry) for entry in entries],
            [[entry.place.id] if entry.place else [] for entry in entries],
        )
        return found

    def rest(self, told: Json) -> None:
        """Adds all that no event needs to what the last line defines, where all events are told."""
        if self._lookup.unused is None:
            return
        self._define_terms(told, tuple(self._terms))
        sources, actors, places = self._lookup.unused()
        self._define_records([told], [sources], [actors], [places])

    def _define_records(
        self, lines: list[Json], sources: list[list[str]], actors: list[list[str]], places: list[list[str]]
    ) -> None:
        """Adds the records of the ids that each line needs, where they have not been written of late."""
        for section, ids, look_up, above in (
            ("sources", sources, self._lookup.sources, above_source),
            ("actors", actors, self._lookup.actors, above_actor),
            ("places", places, self._lookup.places, above_place),
        ):
            records = self._new_records(ids, look_up, above)
            if not records:  # as it mostly is, a while after the start
                continue
            for line, these in zip(lines, ids, strict=True):
                waiting = [each for each in these if each in records]
                while waiting:
                    record_id = waiting.pop()
                    record = records.pop(record_id, None)
                    if record is not None:
                        line.setdefault(section, {})[record_id] = record_as_json(record)
                        waiting += above(record)

    def _new_records(self, ids: Iterable[Iterable[str]], look_up: Any, above: Any) -> dict[str, Any]:
        """These records and all that they derive from, belong to or lie in, those written of late left out."""
        records: dict[str, Any] = {}
        waiting = self._remember(chain.from_iterable(ids))
        while waiting:
            found = {record.id: record for record in look_up(waiting)}
            records |= found
            waiting = self._remember(chain.from_iterable(map(above, found.values())))
        return records

    def _remember(self, ids: Iterable[str]) -> set[str]:
        """Those of the ids that have not been written of late, each of which will now be."""
        if len(self._young) >= _REMEMBERED:
            self._old, self._young = self._young, set()
        unseen = set(ids) - self._young
        self._young |= unseen
        return unseen - self._old

    def _define_terms(self, told: Json, wanted: Iterable[tuple[str, str]]) -> None:
        for kind, term in wanted:
            meaning = self._terms.pop((kind, term), None)
            if meaning is not None:
                told.setdefault("vocabulary", {}).setdefault(kind, {})[term] = meaning


def record_as_json(record: Source | Actor | Place) -> Json:
    """A record under its id: the keys of an annotation file, those without a value left out."""
    return {name: value for name, value in _values(record).items() if name != "id"}


def _values(record: Any) -> Json:
    """The fields that are set, lists of records behind the others."""
    kind: Any = type(record)
    found = {
        name: value
        for name, value in zip(kind._fields, record, strict=True)
        if value or (value is not None and value != ())
    }
    for name in _of_records(kind):
        if values := found.pop(name, None):
            found[name] = [_values(each) for each in values]
    return found


@cache
def _of_records(kind: Any) -> list[str]:
    """The fields that hold lists of records."""
    return [field.name for field in fields_of(kind) if field.kind.name in ("derivations", "memberships")]


def actors_of(entry: Entry) -> list[str]:
    """The ids of the actors that an event names: who takes part, and whom its sources report."""
    found = [part.actor for part in entry.participants]
    return found + [each.actor for claim in entry.claims for each in claim.according_to if each.actor is not None]


def above_source(source: Source) -> list[str]:
    """The ids of the sources that a source derives from, one step."""
    return [each.source for each in source.derived_from]


def above_actor(actor: Actor) -> list[str]:
    """The ids of the groups that an actor belongs to."""
    return [each.group for each in actor.member_of]


def above_place(place: Place) -> list[str]:
    """The id of the place that a place lies in, if any."""
    return [place.within] if place.within else []


def _terms(entry: Entry) -> Iterable[tuple[str, str]]:
    """The words of the vocabularies that an event uses."""
    if entry.type is not None:
        yield "types", entry.type
        yield "types", entry.type.partition("/")[0]
    for role in {part.role for part in entry.participants}:
        yield "roles", role
    for figure in chain.from_iterable(claim.figures for claim in entry.claims):
        yield "measures", figure.measure
