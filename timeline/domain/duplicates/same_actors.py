"""How far two events have the same actors: by id, through names in another spelling, as a member and its group."""

from collections.abc import Sequence
from functools import lru_cache

from timeline.domain.duplicates.traits import ActorTraits

OF_GROUP = 0.8
"""What a member and its group, or two actors of which names sound alike, count."""
_LEAST_SHARED = 0.6
"""The share of the shorter name's words that must be in the other."""


def actors_agree(one: Sequence[ActorTraits], other: Sequence[ActorTraits]) -> float | None:
    """How far two events have the same actors, 1 at most; None where one of them names nobody.

    Of each actor what it has most in common with one of the other event's, on average.
    """
    if not one or not other:
        return None
    if {who.id for who in one} == {who.id for who in other}:
        return 1.0
    rows: list[list[float]] = [[alike(mine, theirs) for theirs in other] for mine in one]
    best = sum(max(row) for row in rows) + sum(max(column) for column in zip(*rows, strict=True))
    return float(best) / (len(one) + len(other))


@lru_cache(maxsize=65_536)  # the same actors meet again and again
def alike(one: ActorTraits, other: ActorTraits) -> float:
    """How far two actors may be one: 1 by id, at most ``OF_GROUP`` through names and groups, else 0."""
    if one.id == other.id:
        return 1.0
    if one.id in other.groups or other.id in one.groups:
        return OF_GROUP
    return max((_called_alike(name, another) for name in one.names for another in other.names), default=0.0)


def _called_alike(one: frozenset[str], other: frozenset[str]) -> float:
    """By the share of the shorter name's words in the other."""
    shorter = min(len(one), len(other))
    shared = len(one & other) / shorter if shorter else 0.0
    return OF_GROUP * shared if shared >= _LEAST_SHARED else 0.0
