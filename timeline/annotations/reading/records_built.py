"""Validated entries of an annotation file to the records of the domain: each key by the kind of its field."""

from collections.abc import Callable, Mapping
from typing import Any

from timeline.domain.claims.figures import read_figure
from timeline.domain.records import (
    Actor,
    Claim,
    Condition,
    Derivation,
    Event,
    Link,
    Membership,
    Participant,
    Place,
    Question,
    Source,
    fields_of,
)


def _pairs(record: Any) -> Callable[[Mapping[str, list[str]]], tuple[Any, ...]]:
    """A map to lists: a record for each key and each value of its list."""
    return lambda lists: tuple([record(key, value) for key, values in lists.items() for value in values])


_READ: Mapping[str, Callable[[Any], Any]] = {
    "texts": tuple,
    "tags": tuple,
    "former ids": tuple,
    "attributions": tuple,
    "derivations": _pairs(Derivation),
    "participants": _pairs(Participant),
    "links": _pairs(Link),
    "figures": lambda figures: tuple([read_figure(measure, text) for measure, text in figures.items()]),
    "conditions": lambda entry: tuple(
        [Condition(name, value) for name, values in entry if values is not None for value in _as_list(values)]
    ),
    "memberships": lambda entries: tuple([Membership(**_values(Membership, entry)) for entry in entries]),
    "claims": lambda entries: tuple([Claim(**_values(Claim, entry)) for entry in entries]),
}
"""How the values of a kind are made of what stands in a file; those of other kinds stand there as they are."""


def _as_list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _values(record: Any, entry: Any) -> dict[str, Any]:
    """The fields that an entry sets."""
    found: dict[str, Any] = {}
    for name, read in _READERS[record]:
        value = getattr(entry, name)
        if value is not None:
            found[name] = value if read is None else read(value)
    return found


_READERS: Mapping[Any, list[tuple[str, Callable[[Any], Any] | None]]] = {
    record: [(field.name, _READ.get(field.kind.name)) for field in fields_of(record) if field.name not in apart]
    for record, apart in (
        (Source, ("id",)),
        (Actor, ("id",)),
        (Place, ("id",)),
        (Event, ("id", "place", "latitude", "longitude")),
        (Question, ("id",)),
        (Claim, ()),
        (Membership, ()),
    )
}


def _event(key: str, entry: Any) -> Event:
    where = entry.place  # a map of its own
    point = {} if where is None else {"place": where.id, "latitude": where.latitude, "longitude": where.longitude}
    return Event(id=key, **point, **_values(Event, entry))


def _of(record: Any) -> Callable[[str, Any], Any]:
    return lambda key, entry: record(id=key, **_values(record, entry))


BUILDERS: Mapping[str, Callable[[str, Any], Any]] = {
    "sources": _of(Source),
    "actors": _of(Actor),
    "places": _of(Place),
    "events": _event,
    "questions": _of(Question),
}
"""What makes the records of each section."""
