"""How likely it is that two events are one: a score from 0 to 1.

    score = product of (agreement of a part ** its weight)

over six parts: date, place, actors, type, words, figures. The agreement of a part lies between its *floor*, where all
contradicts, and 1; where one event does not say, it is *unknown*, which lies between. Date and place have no floor:
where they contradict, the score is 0. Weights add up to 1, so that the score is a weighted geometric mean: what speaks
against it weighs more than as much that speaks for it. It is symmetric, and no event scores higher with another than
with itself.
"""

from functools import lru_cache
from typing import NamedTuple

from timeline.domain.duplicates.same_actors import Cast, cast_of, casts_agree
from timeline.domain.duplicates.same_days import EventDays, days_agree, days_of
from timeline.domain.duplicates.same_figures import figures_agree, types_agree
from timeline.domain.duplicates.same_place import REACH, cosine, places_agree
from timeline.domain.duplicates.same_words import Rarity, words_agree
from timeline.domain.duplicates.traits import PlaceTraits, Traits


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
_ROUNDED = 1 - 1e-9
"""A product of the same parts in another order may differ by its last digits."""
_PLACE = PARTS["place"].weight
_NO_PLACE = PARTS["place"].unknown ** _PLACE


class Scored(NamedTuple):
    """The score of two events, and what it is made of."""

    score: float
    agreement: dict[str, float | None]
    """By part, from 0 to 1; None where one of the events does not say."""


class EventCompared:
    """An event with what of it is looked at for each comparison."""

    __slots__ = (
        *("cast", "days", "has_point", "nearest", "place", "side", "traits", "type", "until", "width", "x", "y", "z"),
        *("figures", "key", "number", "words", "_rare", "_rarity", "_weight"),
    )

    def __init__(self, traits: Traits, rarity: Rarity, side: int = 0, number: int = 0) -> None:
        self.traits = traits
        self.side = side
        """Which dataset it is of."""
        self.number = number
        """Which of all events compared it is, in the order of lists."""
        self.days: EventDays = days_of(traits.span)
        self.until = self.days.last
        self.width = self.days.width
        self.key = (*traits.sort_key, traits.id)
        """Where it stands in lists."""
        self.type = traits.type
        self.figures = traits.figures
        self.words = traits.words
        self.cast: Cast | None = cast_of(traits.actors) if traits.actors else None
        self.place = place = traits.place
        self.has_point = place is not None and place.has_point
        if place is not None and place.has_point:
            self.x, self.y, self.z = place.direction
            self.nearest = cosine(place.radius + REACH)
            """Two points of which the product of directions is less than that of both lie too far apart to agree."""
        # What follows is asked for only of some.
        self._rarity = rarity
        self._rare: list[str] | None = None
        self._weight: float | None = None

    @property
    def rare(self) -> list[str]:
        """Those of its words that are rare."""
        if self._rare is None:
            self._rare = self._rarity.rare(self.words)
        return self._rare

    @property
    def weight(self) -> float:
        """What all of its words weigh."""
        if self._weight is None:
            self._weight = self._rarity.weight_of(self.words)
        return self._weight

    def actor_keys(self) -> frozenset[str]:
        """All of its actors' keys."""
        return frozenset() if self.cast is None else self.cast.keys


def scored(one: Traits, other: Traits, rarity: Rarity) -> Scored:
    """The score of two events whose dates say enough (see ``Traits.is_compared``)."""
    mine, theirs = EventCompared(one, rarity), EventCompared(other, rarity)
    agreement = {
        "date": days_agree(mine.days, theirs.days),
        "place": _places(one.place, other.place),
        "actors": casts_agree(mine.cast, theirs.cast),
        "type": types_agree(one.type, other.type),
        "words": words_agree(one.words, other.words, rarity),
        "figures": figures_agree(one.figures, other.figures),
    }
    return Scored(score(mine, theirs, rarity, 0.0), agreement)


def score(one: EventCompared, other: EventCompared, rarity: Rarity, least: float) -> float:
    """The score of two events; 0 where it is below ``least``, for then it is not worked out to its end.

    0 also where nothing tells how their places lie to each other, unless they share an actor or a rare word.
    """
    found = _date(one.days, other.days)
    type_ = _type(one.type, other.type)
    # What is remembered comes first: many cannot score high enough for these two alone.
    if not found or found * type_ < least:
        return 0.0
    place = _places(one.place, other.place)
    if place is None and not _share_something(one, other):
        return 0.0
    found = found * (_NO_PLACE if place is None else place**_PLACE) * type_
    if not found or found < least:
        return 0.0
    # Actors are the dearest, so that they come last; multiplied is in the order of the parts.
    words = _power("words", words_agree(one.words, other.words, rarity, weights=(one.weight, other.weight)))
    figures = _power("figures", figures_agree(one.figures, other.figures))
    if found * words * figures < least * _ROUNDED:
        return 0.0
    found = found * _actors(one.cast, other.cast) * figures * words
    return found if found >= least else 0.0


def _power(part: str, agreement: float | None) -> float:
    weight, floor, unknown = PARTS[part]
    value = unknown if agreement is None else floor + (1 - floor) * agreement
    return float(value**weight)


@lru_cache(maxsize=65_536)  # few dates may still be met, and few types there are
def _date(one: EventDays, other: EventDays) -> float:
    return _power("date", days_agree(one, other))


@lru_cache(maxsize=65_536)
def _type(one: str | None, other: str | None) -> float:
    return _power("type", types_agree(one, other))


@lru_cache(maxsize=32_768)
def _actors(one: Cast | None, other: Cast | None) -> float:
    return _power("actors", casts_agree(one, other))


def _places(one: PlaceTraits | None, other: PlaceTraits | None) -> float | None:
    return None if one is None or other is None else places_agree(one, other)


def _share_something(one: EventCompared, other: EventCompared) -> bool:
    rare = one.rare
    return bool(rare and not other.words.isdisjoint(rare)) or not one.actor_keys().isdisjoint(other.actor_keys())
