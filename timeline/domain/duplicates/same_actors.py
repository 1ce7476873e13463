"""How far two events have the same actors: by id, through names in another spelling, as a member and its group."""

from functools import lru_cache

from timeline.domain.duplicates.traits import ActorTraits

OF_GROUP = 0.8
"""What a member and its group, or two actors of which names sound alike, count."""
_LEAST_SHARED = 0.6
"""The share of the shorter name's words that must be in the other."""


class Cast:
    """All actors of an event: one value for all events that have the same, so that it is compared once."""

    __slots__ = ("keys", "members")

    def __init__(self, actors: tuple[ActorTraits, ...]) -> None:
        self.members = tuple([_member(who) for who in actors])
        self.keys = frozenset().union(*[each.keys for each in self.members])
        """Casts that share none have nothing in common."""


class _Member:
    """An actor: one value for all casts that it is of, so that what it has in common with another is found once."""

    __slots__ = ("keys", "who")

    def __init__(self, who: ActorTraits) -> None:
        self.who = who
        self.keys = who.keys


_member = lru_cache(maxsize=65_536)(_Member)
cast_of = lru_cache(maxsize=8_192)(Cast)
"""The cast of these actors."""


def casts_agree(one: Cast | None, other: Cast | None) -> float | None:
    """How far two events have the same actors, 1 at most; None where one of them names nobody.

    Of each actor what it has most in common with one of the other event's, on average.
    """
    if one is None or other is None:
        return None
    if one.keys.isdisjoint(other.keys):
        return 0.0
    mine, theirs = one.members, other.members
    if mine == theirs or {*mine} == {*theirs}:
        return 1.0
    rows: list[list[float]] = [[_alike(each, another) for another in theirs] for each in mine]
    best = sum([max(row) for row in rows]) + sum([max(column) for column in zip(*rows, strict=True)])
    return float(best) / (len(mine) + len(theirs))


@lru_cache(maxsize=65_536)  # the same actors meet again and again
def _alike(one: _Member, other: _Member) -> float:
    return 0.0 if one.keys.isdisjoint(other.keys) else alike(one.who, other.who)


def alike(one: ActorTraits, other: ActorTraits) -> float:
    """How far two actors may be one: 1 by id, at most ``OF_GROUP`` through names and groups, else 0."""
    if one.id == other.id:
        return 1.0
    if one.id in other.groups or other.id in one.groups:
        return OF_GROUP
    shares = [
        len(shared) / min(len(name), len(another))
        for name in one.names
        for another in other.names
        if (shared := name & another)
    ]
    best = max(shares, default=0.0)
    return OF_GROUP * best if best >= _LEAST_SHARED else 0.0
