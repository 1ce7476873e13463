"""What events are compared by: when, where, who, what, how many, in which words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import cos, radians, sin
from typing import NamedTuple

from timeline.domain.dates.when import Span


class ActorTraits(NamedTuple):
    """An actor, as far as it is compared."""

    id: str
    names: tuple[frozenset[str], ...] = ()
    """Of each of its names how its words sound (see ``names.sounds``)."""
    groups: frozenset[str] = frozenset()
    """Ids of the groups that it belongs to at some time, directly or through others; not its own."""

    @property
    def keys(self) -> frozenset[str]:
        """What two actors must share one of to have anything in common."""
        return frozenset((self.id,)) | self.groups | frozenset(sound for name in self.names for sound in name)


@dataclass(slots=True)
class PlaceTraits:
    """The place of an event, as far as it is compared."""

    id: str
    names: tuple[frozenset[str], ...] = ()
    """As of ``ActorTraits``, of the place itself."""
    containers: frozenset[str] = frozenset()
    """Ids of the places that it lies within; not its own."""
    latitude: float | None = None
    """Degrees north, of the event's own point or of the place; None where neither has one."""
    longitude: float | None = None
    radius: float = 5.0
    """Kilometres from the point within which it was, as far as the kind of the place tells (see ``radius_of``)."""
    has_point: bool = field(init=False, compare=False, repr=False)
    """Whether it is known where on earth it is."""
    direction: tuple[float, float, float] = field(init=False, compare=False, repr=False)
    """Of its point, seen from the middle of the earth, of the length 1; without a meaning where it has none."""

    def __post_init__(self) -> None:
        self.has_point = self.latitude is not None and self.longitude is not None
        north, east = radians(self.latitude or 0.0), radians(self.longitude or 0.0)
        aside = cos(north)
        self.direction = (aside * cos(east), aside * sin(east), sin(north))

    def at(self, latitude: float, longitude: float) -> "PlaceTraits":
        """The same place of an event that has a point of its own."""
        return PlaceTraits(self.id, self.names, self.containers, latitude, longitude, self.radius)


class Traits(NamedTuple):
    """An event, as far as it is compared with others."""

    id: str
    title: str
    span: Span
    """Its outer and inner days: of a disputed date those of all alternatives."""
    place: PlaceTraits | None = None
    actors: tuple[ActorTraits, ...] = ()
    """Whoever takes part in it, each once."""
    type: str | None = None
    figures: Mapping[str, tuple[float, float]] = {}
    """By measure the least and the most that any claim gives."""
    words: frozenset[str] = frozenset()
    """Those of title and summary (see ``same_words.words_of``)."""
    parts_of: tuple[str, ...] = ()
    """The events that it is written to be a part of."""
    sort_key: tuple[int, int] = (0, 0)
    """Where it stands in lists: the day and the rank of its key."""

    @property
    def is_compared(self) -> bool:
        """Whether its date says enough: what has no date, or may have begun at any time before a day, is not."""
        return self.span.begin_earliest is not None and (self.span.end_latest is not None or self.span.lasting)


WIDEST = 500.0
"""Kilometres of the vaguest place: of what is vaguer the middle says nothing anyway."""
_KILOMETRES: dict[str, float] = {
    "continent": WIDEST,
    "sea": WIDEST,
    "country": 300,
    "state": 100,
    "region": 100,
    "first order division": 75,
    "governorate": 75,
    "province": 75,
    "area": 50,
    "second order division": 25,
    "county": 25,
    "district": 25,
    "city": 8,
}
"""How far from its point what happened in a place of a kind may have been: about half of what is usual across."""
_OTHERWISE = 5.0


def radius_of(kind: str | None) -> float:
    """Kilometres from the point of a place within which it lies, by what its kind says; a town's where that is unknown.

    An event's own point makes it no nearer: datasets give events of which they know but the province its middle.
    """
    return (
        _OTHERWISE if kind is None else _KILOMETRES.get(" ".join(kind.casefold().replace("-", " ").split()), _OTHERWISE)
    )
