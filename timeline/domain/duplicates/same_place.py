"""How well the places of two events agree."""

from math import asin, cos, log, radians, sin, sqrt

from timeline.domain.duplicates.traits import PlaceTraits

REACH = 50.0
"""Kilometres beyond what the vaguer of two places covers, at which they agree no more."""
_EARTH = 6_371.0
_A_DEGREE = 111.0
"""Kilometres of latitude, a little less than it is."""
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
        if abs((one.latitude or 0.0) - (other.latitude or 0.0)) * _A_DEGREE > radius + REACH:
            return 0.0  # most are as far apart as that, and need no more looking at
        near = max(0.0, 1 - max(0.0, distance(one, other) - radius) / REACH)
    elif are_called_alike(one, other):
        near = _BY_NAME
    else:
        return None
    return near / (1 + _VAGUE * log(1 + radius / 10))


def is_one_or_within(one: PlaceTraits, other: PlaceTraits) -> bool:
    """Whether they are one place, at one point where both have one; or either is written to lie within the other."""
    if one.id == other.id:
        return not (one.has_point and other.has_point) or one[3:5] == other[3:5]
    return other.id in one.containers or one.id in other.containers


def are_called_alike(one: PlaceTraits, other: PlaceTraits) -> bool:
    """Whether all words of a name of the one are in a name of the other: Baghdad, and Baghdad city."""
    return any(name <= another or another <= name for name in one.names for another in other.names)


def distance(one: PlaceTraits, other: PlaceTraits) -> float:
    """Kilometres between the points of two places, along a great circle."""
    north, east = radians(one.latitude or 0.0), radians(one.longitude or 0.0)
    other_north, other_east = radians(other.latitude or 0.0), radians(other.longitude or 0.0)
    up, along = (other_north - north) / 2, (other_east - east) / 2
    half_chord = sin(up) ** 2 + cos(north) * cos(other_north) * sin(along) ** 2
    return 2 * _EARTH * asin(min(1.0, sqrt(half_chord)))
