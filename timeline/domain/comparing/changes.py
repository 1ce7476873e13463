"""What differs between two states of a record: field by field, and within lists item by item.

An item of a list is known by what it is about: a claim by its source, a participant by the actor, a figure by
its measure. So a new order, or a change in one item, is told as that and not as another list.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from timeline.domain.claims.addresses import numbered
from timeline.domain.claims.figures import figure_text
from timeline.domain.records import (
    Actor,
    Claim,
    Condition,
    Derivation,
    Event,
    Figure,
    Link,
    Match,
    Membership,
    Participant,
    Place,
    Question,
    Source,
    Term,
)
from timeline.problems import listed

Record = Source | Actor | Place | Event | Question | Term | Match


class Difference(NamedTuple):
    """One thing that is otherwise, as texts; None where it is not there."""

    path: tuple[str, ...]
    """Where: ``("title",)``, ``("claims", "herald", "date")``, ``("claims", "herald/2", "figures", "killed")``.

    A second item about the same thing has its number after a slash. ``("names",)`` with one None is an item that
    came or went, with both texts the order of the whole list.
    """
    before: str | None
    after: str | None


def differences(before: Record, after: Record) -> list[Difference]:
    """All that differs between two states of one record, in the order of its fields; empty only if they are equal."""
    return list(_of_fields((), before, after))


def _of_fields(path: tuple[str, ...], before: Any, after: Any) -> Iterator[Difference]:
    for field in before._fields:
        one, other = getattr(before, field), getattr(after, field)
        if one == other:
            continue
        inner = (*path, field)
        if type(one) is tuple and type(other) is tuple:  # what is named is a tuple too, and no list
            yield from _of_list(inner, one, other)
        else:
            yield Difference(inner, told_value(one), told_value(other))


def _of_list(path: tuple[str, ...], before: tuple[Any, ...], after: tuple[Any, ...]) -> Iterator[Difference]:
    olds, news = _keyed(before), _keyed(after)
    found = False
    for key in dict.fromkeys((*olds, *news)):
        for difference in _of_item(path, key, olds.get(key), news.get(key)):
            found = True
            yield difference
    if not found:
        yield Difference(path, ", ".join(olds), ", ".join(news))


def _of_item(path: tuple[str, ...], key: str, before: Any, after: Any) -> Iterator[Difference]:
    if before == after:
        return
    if isinstance(before, Claim) and isinstance(after, Claim):
        yield from _of_fields((*path, key), before, after)
    elif isinstance(before, str) or isinstance(after, str):  # the item is its own key
        yield Difference(path, before, after)
    else:
        yield Difference((*path, key), told_value(before), told_value(after))


def _keyed(items: tuple[Any, ...]) -> Mapping[str, Any]:
    """The items of a list by what they are about; of several about the same, all but the first with a number."""
    return dict(zip(numbered([what_about(each) for each in items]), items, strict=True))


def what_about(item: Any) -> str:
    """What an item of a list is known by."""
    if isinstance(item, Claim | Derivation):
        return item.source
    if isinstance(item, Participant):
        return item.actor
    if isinstance(item, Link):
        return item.event
    if isinstance(item, Membership):
        return item.group
    if isinstance(item, Condition):
        return item.filter
    return item.measure if isinstance(item, Figure) else str(item)


def told_value(value: Any) -> str | None:
    """A value, or an item of a list beside its key, as a person reads it."""
    if value is None or value == ():
        return None
    if isinstance(value, Participant):
        return value.role
    if isinstance(value, Derivation):
        return value.how
    if isinstance(value, Link):
        return value.kind
    if isinstance(value, Membership):
        return ", ".join(each for each in (value.office, value.date) if each is not None) or "member"
    if isinstance(value, Condition):
        return value.value
    if isinstance(value, Figure):
        return _figure(value)
    if isinstance(value, Claim):
        return _claim(value)
    if isinstance(value, tuple):  # coordinates
        return ", ".join(map(str, value))
    return str(value)


def _figure(figure: Figure) -> str:
    try:
        return figure_text(figure)
    except ValueError:  # no number at all, or none that a file could hold
        return str(tuple(figure[1:]))


def _claim(claim: Claim) -> str:
    said = [claim.at, claim.date, claim.modality]
    if claim.according_to:
        said.append(f"according to {listed(claim.according_to)}")
    said += [f"{figure.measure} {_figure(figure)}" for figure in claim.figures]
    return ", ".join(each for each in said if each is not None)
