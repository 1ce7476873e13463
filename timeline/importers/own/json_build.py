"""Events of our own JSON -> records, their ids kept; the records behind them where a line defines them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Any, Generic, TypeVar

from timeline.annotations.reading.slugs import is_slug
from timeline.domain.claims.attribution import is_actor
from timeline.domain.dates.edtf import EdtfError
from timeline.domain.dates.written import written
from timeline.domain.records import (
    Actor,
    Claim,
    Derivation,
    Event,
    Figure,
    Link,
    Membership,
    Participant,
    Place,
    Source,
    Term,
    fields_of,
)
from timeline.importers.items import Imported
from timeline.importers.own.json_shape import (
    DefinesShape,
    PlaceShape,
)

Record = TypeVar("Record", Source, Actor, Place)


class _Held(Generic[Record]):
    """The records of one kind that lines have told of, each with all that it derives from, belongs to or lies in."""

    def __init__(self, above: Callable[[Record], Iterable[str]]) -> None:
        """``above`` gives the ids of what a record itself names."""
        self._above: Callable[[Record], Iterable[str]] = above
        self._records: dict[str, Record] = {}
        self._lines: dict[str, tuple[Record, ...]] = {}
        """What was found above records: events that name the same actor ask for the same."""
        self._waiting: list[str] = []
        """What lines that were rejected define: the next that is not brings it along."""

    def __contains__(self, record_id: str) -> bool:
        return record_id in self._records

    def get(self, record_id: str) -> Record | None:
        """The record; None where no line has told of it."""
        return self._records.get(record_id)

    def put(self, record: Record) -> None:
        """Holds a record, in the place of one of the same id."""
        self._records[record.id] = record
        self._lines.clear()

    def define(self, section: str, records: Iterable[Record]) -> Iterator[str]:
        """Holds records that a line defines; says which of them an earlier one has otherwise."""
        for record in records:
            self._waiting.append(record.id)
            held = self._records.get(record.id)
            if held is None:
                self.put(record)
            elif held != record:
                yield f"defines.{section}.{record.id}: an earlier line has it otherwise: keep one of the two"

    def brought(self, ids: Iterable[str]) -> tuple[Record, ...]:
        """What waits to be brought along, and these records, all above them first; what is not held is left out."""
        waiting, self._waiting = self._waiting, []
        found: dict[str, Record] = {}
        for each in chain(waiting, ids):
            if each not in found and each in self._records:
                for record in self._line(each):
                    found.setdefault(record.id, record)
        return tuple(found.values())

    def _line(self, record_id: str) -> tuple[Record, ...]:
        record = self._records[record_id]
        if not self._above(record):  # as most
            return (record,)
        line = self._lines.get(record_id)
        if line is None:
            line = self._lines[record_id] = tuple(self._upwards(record_id))
        return line

    def _upwards(self, wanted: str) -> Iterator[Record]:
        seen: set[str] = set()
        waiting = [(wanted, False)]
        while waiting:
            record_id, is_last = waiting.pop()
            if is_last:
                yield self._records[record_id]
            elif record_id in self._records and record_id not in seen:
                seen.add(record_id)
                waiting.append((record_id, True))
                waiting += [(each, False) for each in self._above(self._records[record_id])]


class Builder:
    """Builds what the lines of a file say; holds the records behind events, for later lines to refer to."""

    def __init__(self, is_held: Callable[[str], bool]) -> None:
        """``is_held``: whether the database has a record of an id."""
        self._is_held = is_held
        self._sources = _Held[Source](_above_source)
        self._actors = _Held[Actor](_above_actor)
        self._places = _Held[Place](_above_place)
        self._terms: dict[tuple[str, str], Term] = {}
        self._waiting: list[Term] = []
        """What lines that were rejected declare: the next that is not brings it along."""

    def define(self, defines: DefinesShape | None) -> list[str]:
        """Takes in what a line defines; gives what is wrong with it."""
        if defines is None:
            return []
        found = [
            *self._sources.define("sources", [_record(Source, each, id=key) for key, each in defines.sources.items()]),
            *self._actors.define("actors", [_record(Actor, each, id=key) for key, each in defines.actors.items()]),
            *self._places.define("places", [_record(Place, each, id=key) for key, each in defines.places.items()]),
        ]
        for key, each in defines.places.items():
            found += _point_mistakes(f"defines.places.{key}", each)
        if defines.vocabulary is not None:
            for kind in ("types", "roles", "measures"):
                for term, meaning in getattr(defines.vocabulary, kind).items():
                    self._terms[kind, term] = Term(kind, term, meaning)
                    self._waiting.append(self._terms[kind, term])
        return found

    def event(self, shape: Any) -> tuple[Event, list[str]]:
        """The event of a line, and what is wrong with it."""
        problems: list[str] = []
        by_claim: dict[int | None, list[Participant]] = {}
        for index, part in enumerate(shape.participants):
            claim, problem = _claim_of(shape, index)
            if problem:
                problems.append(problem)
            parts = by_claim.setdefault(claim, [])
            told = Participant(part.actor, part.role)
            # Without the number of the claim, those of several claims of one source come together.
            if part.claim is not None or part.source is None or told not in parts:
                parts.append(told)
        for index, each in enumerate(shape.claims):
            problems += _figure_mistakes(index, each)
        problems += _point_mistakes("place", shape.place)
        date, problem = _decided(shape)
        if problem:
            problems.append(problem)
        claims = [
            _record(Claim, each, participants=tuple(by_claim.get(index, ()))) for index, each in enumerate(shape.claims)
        ]
        latitude, longitude = self._own_point(shape.place)
        event = _record(
            Event,
            shape,
            place=shape.place.id if shape.place else None,
            latitude=latitude,
            longitude=longitude,
            date=date,
            participants=tuple(by_claim.get(None, ())),
            claims=tuple(claims),
        )
        return event, problems

    def imported(self, line: int, shape: Any, event: Event) -> Imported:
        """The event with every record that it refers to and those that came with it."""
        self._make_up_for(shape)
        waiting, self._waiting = self._waiting, []
        sources = self._sources.brought([claim.source for claim in event.claims])
        actors = self._actors.brought([part.actor for part in shape.participants] + _actors_reported(shape))
        places = self._places.brought([event.place] if event.place else [])
        terms = dict.fromkeys(waiting)
        if self._terms:
            terms |= dict.fromkeys(term for key in _words(event) if (term := self._terms.get(key)))
        return Imported(line, event, sources, actors, places, tuple(terms))

    def _make_up_for(self, shape: Any) -> None:
        """What no line has defined and the database has not: as far as the event itself tells of it."""
        for claim in shape.claims:
            if claim.source not in self._sources and not self._is_held(claim.source):
                self._sources.put(_told_source(claim))
        for part in shape.participants:
            if self._is_nameless(part.actor) and part.name is not None and not self._is_held(part.actor):
                self._actors.put(Actor(part.actor, part.name))
        for actor in _actors_reported(shape):
            if actor not in self._actors and is_slug(actor) and not self._is_held(actor):
                self._actors.put(Actor(actor, actor))
        place = shape.place
        if place and place.id not in self._places and place.name is not None and not self._is_held(place.id):
            point = (place.latitude, place.longitude) if place.own_point is False else (None, None)
            self._places.put(Place(place.id, place.name, latitude=point[0], longitude=point[1]))

    def _is_nameless(self, actor: str) -> bool:
        """Whether no line has told an actor's name; one that was only reported goes by its id so far."""
        held = self._actors.get(actor)
        return held is None or (held.name == actor and held == Actor(actor, actor))

    def _own_point(self, place: Any | None) -> tuple[float | None, float | None]:
        """The event's own point.

        Where it is not told whose a point is, only one that a line has given to the place itself is the place's:
        another event there may have another.
        """
        if place is None or place.own_point is False:
            return None, None
        point = (place.latitude, place.longitude)
        defined = self._places.get(place.id)
        if place.own_point is None and defined and point == (defined.latitude, defined.longitude):
            return None, None
        return point


def _actors_reported(shape: Any) -> list[str]:
    """The ids of the actors whom the claims of an event report."""
    return [each for claim in shape.claims for each in claim.according_to if is_actor(each)]


def _point_mistakes(where: str, place: Any | PlaceShape | None) -> Iterator[str]:
    if place is not None and (place.latitude is None) != (place.longitude is None):
        there, missing = ("latitude", "longitude") if place.longitude is None else ("longitude", "latitude")
        yield f"{where}: has a {there} and no {missing}: write both, or neither"


def _above_source(source: Source) -> Iterable[str]:
    return [each.source for each in source.derived_from] if source.derived_from else ()


def _above_actor(actor: Actor) -> Iterable[str]:
    return [each.group for each in actor.member_of] if actor.member_of else ()


def _above_place(place: Place) -> Iterable[str]:
    return (place.within,) if place.within else ()


def _words(event: Event) -> Iterator[tuple[str, str]]:
    if event.type:
        yield "types", event.type
        yield "types", event.type.partition("/")[0]
    for part in event.participants:
        yield "roles", part.role
    for claim in event.claims:
        yield from (("roles", part.role) for part in claim.participants)
        yield from (("measures", figure.measure) for figure in claim.figures)


def _claim_of(shape: Any, index: int) -> tuple[int | None, str | None]:
    """(which claim a participant rests on, None for the editor; what is wrong with it)."""
    part, claims = shape.participants[index], shape.claims
    if part.claim is not None:
        if part.claim >= len(claims):
            return None, f"participants[{index}].claim: there is no claim {part.claim}, claims count from 0"
        if part.source not in (None, claims[part.claim].source):
            other = claims[part.claim].source
            return (
                None,
                f"participants[{index}].claim: is {part.claim}, a claim of {other}, but the source is {part.source}",
            )
        return part.claim, None
    if part.source is None:
        return None, None
    for number, claim in enumerate(claims):
        if claim.source == part.source:
            return number, None
    return None, f"participants[{index}].source: no claim of this event is of {part.source}"


def _figure_mistakes(index: int, claim: Any) -> Iterator[str]:
    measures: set[str] = set()
    for number, figure in enumerate(claim.figures):
        where = f"claims[{index}].figures[{number}]"
        if figure.low is None and figure.best is None and figure.high is None:
            yield f"{where}: has no number: write low, best or high"
        if figure.measure in measures:
            yield f"{where}: is the second figure for {figure.measure} of this claim: give it another measure"
        measures.add(figure.measure)


def _decided(shape: Any) -> tuple[str | None, str | None]:
    """(the date that the editor has decided, what is wrong with it)."""
    if shape.date is None or shape.date.status != "decided":
        return None, None
    if shape.date.edtf is None:
        return None, "date.edtf: is missing, and the status is decided"
    decided = written(shape.date.edtf)
    try:
        decided.when()
    except EdtfError as error:
        from timeline.domain.dates.typed.edtf_hints import explained  # only who errs pays for the hints

        return None, f"date.edtf: {explained(error)}"
    return decided, None


def _said(text: str | None) -> str | None:
    """A text that may be left out: one without a letter says nothing."""
    return text if text and not text.isspace() else None


def _record(record: Any, shape: Any, **given: Any) -> Any:
    """A record of the keys of its shape; some of its fields are given, since they stand elsewhere."""
    under = shape.__dict__  # of hundreds of keys an event, each would be looked for in its class first
    return record(
        *[
            given[name] if name in given else value if (value := under[name]) is None or read is None else read(value)
            for name, read in _fields_read(record)
        ]
    )


def _items(record: Any) -> Callable[[Iterable[Any]], tuple[Any, ...]]:
    """What makes the values of a list."""
    return lambda shapes: tuple([_record(record, shape) for shape in shapes])


_READ: Mapping[str, Callable[[Any], Any]] = {
    "text": _said,
    "claim date": lambda date: date.written if date else None,
    "figures": _items(Figure),
    "derivations": _items(Derivation),
    "memberships": _items(Membership),
    "links": _items(Link),
}
"""How the values of a kind are made of what stands under a key; those of other kinds stand there as they are."""


@cache
def _fields_read(record: Any) -> list[tuple[str, Callable[[Any], Any] | None]]:
    """The fields of a kind of record, each with what reads its value."""
    return [(field.name, _READ.get(field.kind.name)) for field in fields_of(record)]


def _told_source(claim: Any) -> Source:
    """A source of which only its claim tells; without a title it goes by its publisher, or its id."""
    published = None if claim.published is None else written(claim.published)
    if published is not None:
        try:
            published.when()
        except EdtfError:
            published = None
    publisher = _said(claim.publisher)
    return Source(claim.source, claim.title or publisher or claim.source, publisher=publisher, published=published)
