"""How likely it is that two events are one: a score from 0 to 1.

    score = product of (agreement of a part ** its weight)

over six parts: date, place, actors, type, words, figures. The agreement of a part lies between its *floor*, where all
contradicts, and 1; where one event does not say, it is *unknown*, which lies between. Date and place have no floor:
where they contradict, the score is 0. Weights add up to 1, so that the score is a weighted geometric mean: what speaks
against it weighs more than as much that speaks for it. It is symmetric, and no event scores higher with another than
with itself.
"""

from typing import NamedTuple

from timeline.domain.duplicates.same_actors import actors_agree
from timeline.domain.duplicates.same_days import EventDays, days_agree, days_of
from timeline.domain.duplicates.same_figures import figures_agree, types_agree
from timeline.domain.duplicates.same_place import places_agree
from timeline.domain.duplicates.same_words import Rarity, words_agree
from timeline.domain.duplicates.traits import Traits


class Part(NamedTuple):
    """What a part of the score weighs."""

    weight: float
    floor: float
    """Its agreement where it contradicts."""
    unknown: float
    """Its agreement where one of the events does not say."""


PARTS = {
    # When and where are what all datasets of events have, and the most exact of what they have.
    "date": Part(0.25, 0.0, 0.0),
    "place": Part(0.25, 0.0, 0.35),
    # Who took part is named, and not always by one name; datasets call groups by names of their own.
    "actors": Part(0.20, 0.2, 0.4),
    # Each dataset has types of its own, and maps put them to ours as they go.
    "type": Part(0.13, 0.25, 0.5),
    # Titles are often made of the columns: they say again who and where.
    "words": Part(0.12, 0.2, 0.4),
    # Deaths differ within one event, and rise from one day's report to the next.
    "figures": Part(0.05, 0.3, 0.7),
}
"""The parts of the score, in the order in which reasons tell them."""
LEAST = 0.5
"""The score from which on pairs are told, unless one asks for others: see docs/duplicates.md for what that finds."""


class Scored(NamedTuple):
    """The score of two events, and what it is made of."""

    score: float
    agreement: dict[str, float | None]
    """By part, from 0 to 1; None where one of the events does not say."""


class EventCompared:
    """An event with what of it is looked at for each comparison."""

    __slots__ = ("_actor_keys", "_rare", "_rarity", "days", "side", "traits", "until", "width")

    def __init__(self, traits: Traits, rarity: Rarity, side: int = 0) -> None:
        self.traits = traits
        self.side = side
        """Which dataset it is of."""
        self.days: EventDays = days_of(traits.span)
        self.until = self.days.last
        self.width = self.days.width
        # Both are asked for only where a place is not on the map, or where one of two is not.
        self._rarity = rarity
        self._rare: list[str] | None = None
        self._actor_keys: frozenset[str] | None = None

    @property
    def rare(self) -> list[str]:
        """Those of its words that are rare."""
        if self._rare is None:
            self._rare = self._rarity.rare(self.traits.words)
        return self._rare

    def actor_keys(self) -> frozenset[str]:
        """All of its actors' keys."""
        if self._actor_keys is None:
            self._actor_keys = frozenset(key for who in self.traits.actors for key in who.keys)
        return self._actor_keys


def scored(one: Traits, other: Traits, rarity: Rarity) -> Scored:
    """The score of two events whose dates say enough (see ``Traits.is_compared``)."""
    mine, theirs = EventCompared(one, rarity), EventCompared(other, rarity)
    agreement = {
        "date": days_agree(mine.days, theirs.days),
        "place": _places(one, other),
        "actors": actors_agree(one.actors, other.actors),
        "type": types_agree(one.type, other.type),
        "words": words_agree(one.words, other.words, rarity),
        "figures": figures_agree(one.figures, other.figures),
    }
    return Scored(score(mine, theirs, rarity, 0.0), agreement)


def score(one: EventCompared, other: EventCompared, rarity: Rarity, least: float) -> float:
    """The score of two events; 0 where it is below ``least``, for then it is not worked out to its end.

    0 also where nothing tells how their places lie to each other, unless they share an actor or a rare word.
    """
    mine, theirs = one.traits, other.traits
    found = _power("date", days_agree(one.days, other.days))
    if not found or found < least:
        return 0.0
    place = _places(mine, theirs)
    if place is None and not _share_something(one, other):
        return 0.0
    found *= _power("place", place)
    if not found or found < least:
        return 0.0
    found *= _power("type", types_agree(mine.type, theirs.type))
    if found < least:
        return 0.0
    found *= _power("actors", actors_agree(mine.actors, theirs.actors))
    found *= _power("figures", figures_agree(mine.figures, theirs.figures))
    if found < least:
        return 0.0
    found *= _power("words", words_agree(mine.words, theirs.words, rarity))
    return found if found >= least else 0.0


def _power(part: str, agreement: float | None) -> float:
    weight, floor, unknown = PARTS[part]
    value = unknown if agreement is None else floor + (1 - floor) * agreement
    return float(value**weight)


def _places(one: Traits, other: Traits) -> float | None:
    return None if one.place is None or other.place is None else places_agree(one.place, other.place)


def _share_something(one: EventCompared, other: EventCompared) -> bool:
    rare = one.rare
    return bool(rare and not other.traits.words.isdisjoint(rare)) or not one.actor_keys().isdisjoint(other.actor_keys())
