"""What a digest of the first form covers: fixed lists of fields, without their names.

Databases before schema 0005 hold such digests; as their files are imported again, others take their place. The
lists are those of then and never change: no digest of this form was stored of a record that has more set.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, NamedTuple

from timeline.domain import records

FORM = "1"

_CLAIM = ("source", "at", "date", "modality", "participants", "credibility", "quote", "note")
_EVENT = ("id", "title", "summary", "type", "place", "date", "date_note", "participants", "links", "tags", "note")
_SOURCE = (
    "id", "title", "kind", "publisher", "author", "published", "url", "archive_url", "accessed", "language",
    "derived_from", "reliability", "note",
)  # fmt: skip
_ACTOR = ("id", "name", "kind", "names", "member_of", "wikidata", "note")
_PLACE = ("id", "name", "kind", "names", "within", "wikidata", "note")


class Participant(NamedTuple):
    """Reads as the record of that name did then, as do the three below."""

    actor: str
    role: str


class Link(NamedTuple):
    """Another event."""

    kind: str
    event: str


class Derivation(NamedTuple):
    """What a source takes its content from."""

    how: str
    source: str


class Membership(NamedTuple):
    """An actor belongs to a group."""

    group: str
    office: str | None
    date: str | None


_ITEMS: dict[str, tuple[type[Any], Callable[[Any], tuple[Any, ...]]]] = {
    "participants": (Participant, attrgetter("actor", "role")),
    "links": (Link, attrgetter("kind", "event")),
    "derived_from": (Derivation, attrgetter("how", "source")),
    "member_of": (Membership, attrgetter("group", "office", "date")),
}


def said(record: records.Source | records.Actor | records.Place | records.Event) -> Any:
    """What the digest is made of."""
    if isinstance(record, records.Event):
        claims = [(_values(claim, _CLAIM, "figures"), _figures(claim)) for claim in record.claims]
        return (_values(record, _EVENT, "claims"), claims)
    if isinstance(record, records.Place):
        return (
            _values(record, _PLACE, "latitude", "longitude"),
            _float(record.latitude),
            _float(record.longitude),
        )
    return _values(record, _SOURCE if isinstance(record, records.Source) else _ACTOR)


def _values(record: Any, names: tuple[str, ...], *told_apart: str) -> tuple[Any, ...]:
    values = [_as_then(name, getattr(record, name)) for name in names]
    later = [each for each in record._fields if each not in names and each not in told_apart]
    values += [(each, value) for each in later if (value := getattr(record, each)) != record._field_defaults.get(each)]
    return tuple(values)


def _as_then(name: str, value: Any) -> Any:
    if name not in _ITEMS:
        return value
    make, read = _ITEMS[name]
    return tuple(make(*read(each)) for each in value)


def _figures(claim: records.Claim) -> list[tuple[Any, ...]]:
    return [
        (measure, _float(low), _float(best), _float(high), bool(approximate))
        for measure, low, best, high, approximate in claim.figures
    ]


def _float(number: float | None) -> float | None:
    return None if number is None else float(number)
