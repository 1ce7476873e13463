"""How well the places of two events agree."""

from functools import lru_cache
from math import asin, cos, log, sqrt

from timeline.domain.duplicates.traits import PlaceTraits

REACH = 50.0
"""Kilometres beyond what the vaguer of two places covers, at which they agree no more."""
_EARTH = 6_371.0
_SOME_METRES = 1e-11
"""Of a cosine: 30 metres beside a point, less the farther away."""
_VAGUE = 0.25
"""What the radius of the vaguer place costs, by its logarithm: of two events in one country it agrees by 0.54."""
_BY_NAME = 0.9
"""The agreement of two places, one without coordinates, that are called alike."""


def places_agree(one: PlaceTraits, other: PlaceTraits) -> float | None:
    """How well two places agree: 1 at most; None where nothing tells how they lie to each other.

    By the distance of their points, as far as the radius of the vaguer does not explain it; a place agrees with all
    that is written to lie within it. The vaguer one of them is, the less it says that they agree.
    """
    radius = max(one.radius, other.radius)
    if is_one_or_within(one, other):
        near = 1.0
    elif one.has_point and other.has_point:
        near = max(0.0, 1 - max(0.0, distance(one, other) - radius) / REACH)
    elif are_called_alike(one, other):
        near = _BY_NAME
    else:
        return None
    return near / (1 + _VAGUE * log(1 + radius / 10))


def is_one_or_within(one: PlaceTraits, other: PlaceTraits) -> bool:
    """Whether they are one place, at one point where both have one; or either is written to lie within the other."""
    if one.id == other.id:
        return not (one.has_point and other.has_point) or one.direction == other.direction
    return other.id in one.containers or one.id in other.containers


def are_called_alike(one: PlaceTraits, other: PlaceTraits) -> bool:
    """Whether all words of a name of the one are in a name of the other: Baghdad, and Baghdad city."""
    return any(name <= another or another <= name for name in one.names for another in other.names)


@lru_cache(maxsize=1_024)  # as many as there are radii
def cosine(kilometres: float) -> float:
    """Of the angle between two points so far apart, or some metres more: a bound that rounding does not pass."""
    return cos(kilometres / _EARTH) - _SOME_METRES


def distance(one: PlaceTraits, other: PlaceTraits) -> float:
    """Kilometres between the points of two places, along a great circle."""
    (x, y, z), (other_x, other_y, other_z) = one.direction, other.direction
    straight = sqrt((x - other_x) ** 2 + (y - other_y) ** 2 + (z - other_z) ** 2)
    return 2 * _EARTH * asin(min(1.0, straight / 2))
