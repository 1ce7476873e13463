"""From days to pixels: an axis of one or several stretches, each with a scale of its own.

Events crowd: forty years of background, then a month with a hundred events. On one scale that month is a line. So where
some stretch of time is many times as crowded as the rest, it gets a scale of its own, and time in which nothing lies
is left out; the axis shows where. Stretches follow one another without a gap, so that every day has its place and
what was before is left of what was after.

Stretches are found by likelihood: points are parted where two densities, each of its side, and nothing between them
make the points much likelier than one density for all (a Poisson process; the idea of Bayesian blocks, Scargle 1998).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from math import ceil, floor, inf, log
from typing import NamedTuple

from timeline.domain.dates.calendar import date_from_day, day_from_date

_BREAK_WIDTH = 26.0
"""Pixels of a stretch in which nothing lies."""
_LEAST_WIDTH = 84.0
"""Pixels of any other."""
_GAIN = 12.0
"""How many times likelier, as a logarithm, the points must be with a cut than without."""
_TIMES_AS_CROWDED = 12.0
"""One side of a cut as the other, at least, or"""
_LONG_GAP = 0.4
"""the gap between them, as a share of all."""
_FINENESS = 50
"""No part counts as shorter than one in so many of the whole."""
_CROWD = 10
"""Points, some four events: fewer need no scale of their own."""
_FEW_DAYS = 3
_MOST_CUTS = 4000
_GROWTH = 0.6
""" "A hundred times the points" is so many times the width as 100 to the power of this."""
_HOUR = 1 / 24


class Stretch(NamedTuple):
    """A part of the axis: from ``first`` to ``last``, in days and their fractions, and where it lies in pixels."""

    first: float
    last: float
    left: float
    right: float
    is_break: bool = False
    """Whether it is time that is left out: nothing lies in it."""

    def x(self, day: float) -> float:
        """Where a day begins; a fraction of it lies further."""
        return self.left + (day - self.first) / (self.last - self.first) * (self.right - self.left)


class Scale:
    """The axis: what lies before it or after it is at its ends."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        self.stretches = stretches = tuple(stretches)
        self.first, self.last = stretches[0].first, stretches[-1].last
        self.left, self.right = stretches[0].left, stretches[-1].right
        self._lasts = [each.last for each in stretches[:-1]]

    def x(self, day: float) -> float:
        """Where it lies, in pixels; it never runs backwards."""
        if day <= self.first:
            return self.left
        if day >= self.last:
            return self.right
        return self.stretches[bisect_right(self._lasts, day)].x(day)


def scale_for(points: Sequence[float], first: float, last: float, left: float, right: float) -> Scale:
    """The axis from ``first`` to ``last`` (days) on pixels from ``left`` to ``right``.

    ``points`` ascend: where something lies that is to be told apart. Those beyond the axis do not count.
    """
    last = max(last, first + _HOUR)
    inside = points[bisect_left(points, first) : bisect_right(points, last)]
    clusters = _clusters(inside, most=max(1, min(5, int((right - left) / 220))))
    parts = _parts(_apart(clusters), first, last)
    return Scale(_placed(parts, left, right))


class _Part(NamedTuple):
    points: int
    """Of points; 0 where the part is left out."""
    first: float
    last: float


def _clusters(points: Sequence[float], most: int) -> list[Sequence[float]]:
    """The points parted where that makes them much likelier, at most into so many."""
    clusters = [points] if points else []
    while len(clusters) < most:
        gain, cut, which = max(((*_best_cut(each), at) for at, each in enumerate(clusters)), default=(0.0, 0, 0))
        if gain < _GAIN:
            break
        clusters[which : which + 1] = [clusters[which][:cut], clusters[which][cut:]]
    return clusters


def _best_cut(points: Sequence[float]) -> tuple[float, int]:
    """(gain, index) of the cut that makes the points the likeliest; 0 where none is worth a break in the axis."""
    count, length = len(points), points[-1] - points[0]
    finest = max(length / _FINENESS, _HOUR)
    whole = _likelihood(count, max(length, finest))
    best = (0.0, 0)
    for at in _cuts(points):
        left, right = max(points[at - 1] - points[0], finest), max(points[-1] - points[at], finest)
        sparse, crowded = sorted((at / left, (count - at) / right))
        of_crowd = at if at / left > (count - at) / right else count - at
        is_worth_it = crowded >= _TIMES_AS_CROWDED * sparse or points[at] - points[at - 1] >= _LONG_GAP * length
        if of_crowd < _CROWD or not is_worth_it:
            continue
        gain = _likelihood(at, left) + _likelihood(count - at, right) - whole
        if gain > best[0]:
            best = (gain, at)
    return best


def _cuts(points: Sequence[float]) -> Iterable[int]:
    """Where points may be parted: between any two that differ; of very many, at every so manieth."""
    step = max(1, len(points) // _MOST_CUTS)
    return (at for at in range(1, len(points), step) if points[at] > points[at - 1])


def _likelihood(count: int, length: float) -> float:
    return count * log(count / length)


def _apart(clusters: Sequence[Sequence[float]]) -> list[_Part]:
    """The clusters as parts of the axis: rounded to the calendar as far as their neighbours leave room."""
    found: list[_Part] = []
    before = -inf
    for at, points in enumerate(clusters):
        first, last = _rounded(points)
        after = clusters[at + 1][0] if at + 1 < len(clusters) else inf
        found.append(_Part(len(points), max(first, before), min(max(last, points[0] + _HOUR), after)))
        before = found[-1].last
    return found


def _rounded(points: Sequence[float]) -> tuple[float, float]:
    """The days of a cluster, from the begin of a year, a month or a day to the end of one, by how long it is.

    What has times of day is as long as it is; a few days without have their month around them.
    """
    first, last = floor(points[0]), ceil(points[-1])
    year, month, _ = date_from_day(first)
    end_year, end_month, _ = date_from_day(last - 1)
    if last - first > 3 * 366:
        return day_from_date(year, 1, 1), day_from_date(end_year + 1, 1, 1)
    is_timed = any(each % 1 for each in points)
    if last - first > 62 or (last - first <= _FEW_DAYS and not is_timed):
        after = (end_year, end_month + 1) if end_month < 12 else (end_year + 1, 1)
        return day_from_date(year, month, 1), day_from_date(*after, 1)
    return (points[0], points[-1]) if last == first + 1 else (first, last)


def _parts(clusters: Sequence[_Part], first: float, last: float) -> list[_Part]:
    """The whole axis in parts: what lies between clusters is left out where it is long, else belongs to one of them."""
    if not clusters:
        return [_Part(1, first, last)]
    found = [clusters[0]._replace(first=first)]
    for part in clusters[1:]:
        before = found[-1]
        gap = part.first - before.last
        sparser_before = before.points / (before.last - before.first) <= part.points / (part.last - part.first)
        if gap > _LONG_GAP * min(before.last - before.first, part.last - part.first):
            found += [_Part(0, before.last, part.first), part]
        elif sparser_before:
            found[-1] = before._replace(last=part.first)
            found.append(part)
        else:
            found.append(part._replace(first=before.last))
    found[-1] = found[-1]._replace(last=max(last, found[-1].first + _HOUR))
    return found


def _placed(parts: Sequence[_Part], left: float, right: float) -> Iterator[Stretch]:
    """The parts side by side: the more points, the wider, but not in proportion."""
    filled = [each for each in parts if each.points]
    free = right - left - _BREAK_WIDTH * (len(parts) - len(filled)) - _LEAST_WIDTH * len(filled)
    weights = sum(each.points**_GROWTH for each in filled)
    x = left
    for number, part in enumerate(parts):
        width = _LEAST_WIDTH + free * part.points**_GROWTH / weights if part.points else _BREAK_WIDTH
        end = right if number == len(parts) - 1 else x + width
        yield Stretch(part.first, part.last, x, end, is_break=not part.points)
        x = end
