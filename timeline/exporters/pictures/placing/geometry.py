"""Where an event lies on the axis: its spans as shapes, in pixels."""

from collections.abc import Iterable, Iterator
from math import ceil, inf
from typing import NamedTuple

from timeline.domain.dates.when import Span
from timeline.exporters.pictures.placing.collected import Drawn
from timeline.exporters.pictures.placing.scale import Scale

_TAIL = 34.0
"""Pixels of what is drawn of an open end."""
_LEAST = 3.0
"""Pixels of the shortest bar."""
_DISC_DAY = 14.0
"""Pixels: a day that is wider is drawn as what it is, some time within."""
_SECONDS = 86_400


class DrawnSpan(NamedTuple):
    """A span in pixels: outer ends, and between them what is certain."""

    left: float
    core_left: float
    core_right: float
    """Before ``core_left`` where nothing is certain."""
    right: float
    disc: float | None = None
    """Where the disc of an exact day, or of a time of day, lies; the rest is as wide as the disc."""
    open_left: bool = False
    open_right: bool = False
    cut_left: bool = False
    """Whether it goes on beyond the picture."""
    cut_right: bool = False

    @property
    def has_core(self) -> bool:
        """Whether there is time in which it certainly was."""
        return self.core_left < self.core_right


def points_of(events: Iterable[Drawn]) -> Iterator[float]:
    """Where events lie, in days and their fractions: the ends of their spans, as far as they are known, and between.

    What may have been at any time of a year lies all over it.
    """
    for event in events:
        for span in event.spans:
            first, last = span.begin_earliest, span.end_latest
            if first is not None and first == last:
                yield first + (0 if event.second is None else event.second / _SECONDS)
                if event.second is None:
                    yield first + 1.0
                continue
            known = (first, span.begin_latest, span.end_earliest, last)
            start = next((day for day in known if day is not None), None)
            if start is None:
                continue
            end = max(day for day in known if day is not None) + 1
            steps = 3 if first is not None and last is not None else 1
            yield from (start + (end - start) * step / steps for step in range(steps + 1))


def outer_ends(event: Drawn) -> tuple[float, float]:
    """Where it may first have begun and last have ended, in days and their fractions; infinite where that is open."""
    begin = event.spans[0].begin_earliest
    if begin is not None and len(event.spans) == 1 and _is_time(event.spans[0], event.second):
        moment = begin + (event.second or 0) / _SECONDS
        return moment, moment
    return (
        -inf if begin is None else float(begin),
        max(inf if span.end_latest is None else float(span.end_latest + 1) for span in event.spans),
    )


def pixels_of(event: Drawn, scale: Scale) -> tuple[int, int]:
    """The first and the last pixel that it takes, over all of its dates."""
    first, last = outer_ends(event)
    left, right = scale.x(first), scale.x(last)
    if first == -inf:
        span = event.spans[0]
        known = span.begin_latest if span.begin_latest is not None else span.end_latest
        left = scale.left if known is None else max(scale.left, scale.x(known) - _TAIL)
    if last == inf:
        begun = [each.end_earliest for each in event.spans if each.end_earliest is not None]
        right = min(scale.right, scale.x(max(begun) + 1) + _TAIL) if begun else scale.right
    return int(left), max(int(left), ceil(right) - 1)


def shapes_of(event: Drawn, scale: Scale, radius: float) -> list[DrawnSpan]:
    """A shape for each span, from left to right; what lies beyond the axis is at its end, and cut."""
    return [_shape(span, event.second, scale, radius) for span in event.spans]


def _is_time(span: Span, second: int | None) -> bool:
    return second is not None and _is_day(span)


def _is_day(span: Span) -> bool:
    return span.begin_earliest is not None and span.begin_earliest == span.end_latest


def _shape(span: Span, second: int | None, scale: Scale, radius: float) -> DrawnSpan:
    first = -inf if span.begin_earliest is None else float(span.begin_earliest)
    last = inf if span.end_latest is None else float(span.end_latest + 1)
    cut_left = -inf < first < scale.first or last <= scale.first
    cut_right = scale.last < last < inf or first >= scale.last
    if _is_day(span) and not (cut_left and cut_right):
        left, right = scale.x(first), scale.x(last)
        if second is not None:
            return _disc(scale.x(first + second / _SECONDS), radius, cut_left, cut_right)
        if right - left < _DISC_DAY:
            return _disc((left + right) / 2, radius, cut_left, cut_right)
    begun = last if span.begin_latest is None else float(span.begin_latest)
    ending = first if span.end_earliest is None else float(span.end_earliest + 1)
    known = [day for day in (first, begun, ending, last) if abs(day) != inf]
    left = scale.x(first) if first != -inf else max(scale.left, scale.x(min(known, default=scale.last)) - _TAIL)
    right = scale.x(last) if last != inf else min(scale.right, scale.x(max(known, default=scale.first)) + _TAIL)
    if right - left < _LEAST:
        middle = min(max((left + right) / 2, scale.left + _LEAST / 2), scale.right - _LEAST / 2)
        left, right = middle - _LEAST / 2, middle + _LEAST / 2
    core_left, core_right = right, left
    if span.lasting and begun < ending and abs(begun) != inf and abs(ending) != inf:
        core_left = min(max(scale.x(begun), left), right)
        core_right = max(min(scale.x(ending), right), left)
        if core_right - core_left < _LEAST and scale.first <= begun and ending <= scale.last:
            core_left, core_right = max(left, core_right - _LEAST), core_right
    return DrawnSpan(left, core_left, core_right, right, None, first == -inf, last == inf, cut_left, cut_right)


def _disc(x: float, radius: float, cut_left: bool, cut_right: bool) -> DrawnSpan:
    return DrawnSpan(x - radius, x, x, x + radius, x, cut_left=cut_left, cut_right=cut_right)
