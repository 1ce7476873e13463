"""Two accounts of one record by rows or files that only name it: one record, the same whichever comes first."""

from typing import Any, TypeVar

from timeline.domain.records import Actor, Place, Source

Named = TypeVar("Named", Source, Actor, Place)

_FIRST = ("state", "armed-group", "organisation", "office", "person", "group")
"""Kinds of actors, from the one that says most; all other words go by the alphabet."""


def joined(one: Named, other: Named) -> Named:
    """The other record, of the kind that says more of the two. A name tells no more than that of a record.

    An actor that goes by its id there, for want of a name, takes the name of the first.
    """
    kind = kind_of_both(one.kind, other.kind)
    found = other if kind == other.kind else other._replace(kind=kind)
    joined_: Named = _named(one, found)
    return joined_


def _named(one: Any, other: Any) -> Any:
    goes_by_its_id = isinstance(other, Actor) and other.name == other.id
    return other._replace(name=one.name) if goes_by_its_id else other


def kind_of_both(one: str | None, other: str | None) -> str | None:
    """One kind out of two that rows give to one name; None is no kind."""
    if one == other or other is None:
        return one
    return other if one is None else min(one, other, key=_rank)


def _rank(kind: str) -> tuple[int, str]:
    return _FIRST.index(kind) if kind in _FIRST else len(_FIRST), kind
