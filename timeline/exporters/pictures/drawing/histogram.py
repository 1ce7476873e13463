"""How much began, and how much was under way, along an axis: what cannot be drawn one by one is counted."""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import ceil
from typing import NamedTuple

from timeline.exporters.pictures.placing.collected import Drawn
from timeline.exporters.pictures.placing.geometry import outer_ends
from timeline.exporters.pictures.placing.scale import Scale


class Histogram(NamedTuple):
    """Counts for buckets of equal width, from left to right.

    By outer days: an event begins where it may first have begun, and is under way from there to the last day on
    which it may have been. What began before the axis, or is open to the past, is under way from its begin.
    """

    width: float
    """Of a bucket, in pixels."""
    began: Sequence[int]
    under_way: Sequence[int]


def histogram_of(events: Iterable[Drawn], scale: Scale, width: float) -> Histogram:
    """Counts every event once in ``began``, where that lies on the axis, and in each bucket that it reaches."""
    count = max(1, round((scale.right - scale.left) / width))
    width = (scale.right - scale.left) / count
    began, change = [0] * count, [0] * (count + 1)

    def bucket(day: float) -> int:
        return min(int((scale.x(day) - scale.left) / width), count - 1)

    for event in events:
        first, last = outer_ends(event)
        if first > scale.last or last <= scale.first:
            continue
        from_bucket = bucket(first)
        # What ends where a bucket does is not in the next.
        to_bucket = max(from_bucket, min(ceil((scale.x(last) - scale.left) / width - 1e-9) - 1, count - 1))
        if first >= scale.first:
            began[from_bucket] += 1
        change[from_bucket] += 1
        change[to_bucket + 1] -= 1
    return Histogram(width, began, list(accumulate(change[:count])))
