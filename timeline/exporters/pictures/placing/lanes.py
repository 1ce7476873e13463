"""Lanes: what lies beside one another in a picture, none upon another."""

from bisect import bisect_left, insort
from collections.abc import Sequence

Extent = tuple[float, float]
"""From left to right, in pixels."""


def lanes_of(extents: Sequence[Extent], apart: float, most: int) -> list[int] | None:
    """A lane for each extent, from 0: the first in which it lies clear of all before it by ``apart``.

    None where they take more than ``most`` lanes.
    """
    lanes: list[list[Extent]] = []
    found = []
    for extent in extents:
        lane = next((number for number, held in enumerate(lanes) if _is_clear(extent, held, apart)), len(lanes))
        if lane == most:
            return None
        if lane == len(lanes):
            lanes.append([])
        insort(lanes[lane], extent)
        found.append(lane)
    return found


def _is_clear(extent: Extent, held: Sequence[Extent], apart: float) -> bool:
    """Whether it lies clear of those in a lane, which ascend and lie clear of one another."""
    after = bisect_left(held, extent)
    return (after == len(held) or extent[1] + apart <= held[after][0]) and (
        after == 0 or held[after - 1][1] + apart <= extent[0]
    )


def pixel_lanes(extents: Sequence[Extent], most: int) -> list[int | None]:
    """A lane for each extent, of which each pixel of a lane has one; None for what finds all of them taken.

    Extents are in whole pixels, both included, and come from left to right.
    """
    found: list[int | None] = []
    ends: list[float] = []
    for left, right in extents:
        if len(ends) == most and min(ends) >= left:
            found.append(None)
            continue
        lane = next((number for number, end in enumerate(ends) if end < left), len(ends))
        if lane == len(ends):
            ends.append(right)
        else:
            ends[lane] = right
        found.append(lane)
    return found
