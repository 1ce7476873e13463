"""In which stretches of time an event certainly was, and in which it only may have been.

The rule is that of a query for the stretch (``in_window``, ``--certain``): an event certainly was in it where by each
of its dates it had begun by the end of the stretch and not ended before its start; it possibly was where it overlaps
the stretch and was not certainly there. So a date that does not decide between two months is certain in neither, and
what lasted is certain in each month in which it was under way.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from timeline.domain.chronology import EventDate
from timeline.domain.counting.units import first_day_of, last_day_of, number_of
from timeline.domain.dates.when import Span

if TYPE_CHECKING:
    from timeline.domain.dates.typed.windows import Window

Range = tuple[float, float]
"""The numbers of the first and the last stretch of several in a row; infinite where it has no end."""


class Stays(NamedTuple):
    """The stretches of an event; no stretch is in both."""

    certain: Range | None
    possible: tuple[Range, ...]


class TimeScale(NamedTuple):
    """The time over which events are counted, in stretches of a unit; without one, in one stretch."""

    unit: str | None = None
    window: "Window | None" = None

    def number(self, day: float) -> float:
        """The number of the stretch that a day lies in; of one that is open, infinite."""
        if self.unit is None:
            return 0
        return day if day in (inf, -inf) else number_of(self.unit, int(day))

    def days(self, number: int) -> tuple[int | None, int | None]:
        """The first and the last day of a stretch, as far as the window reaches; None is open."""
        first, last = (None, None) if self.window is None else self.window[:2]
        if self.unit is None:
            return first, last
        begins, ends = first_day_of(self.unit, number), last_day_of(self.unit, number)
        return begins if first is None else max(begins, first), ends if last is None else min(ends, last)


def placed(date: EventDate, scale: TimeScale, *, begun: bool = False) -> Stays | None:
    """Where an event of this date lies; None where it has none. It has been found by the window, if there is one.

    ``begun``: in the stretch in which it began, in no other.
    """
    spans = [_begin(span) for span in date.spans] if begun else date.spans
    if not spans:
        return None
    if scale.unit is None and scale.window is None:
        return _EVER
    opens, closes, whole_from, whole_to = _bounds(scale, date)
    if len(spans) == 1:
        return _placed_once(spans[0], scale, (opens, closes), (whole_from, whole_to))
    had_begun = max(_last(span.begin_latest) for span in spans)
    ended_from = min(_first(span.end_earliest) for span in spans)
    certain: Range | None = None
    if had_begun <= whole_to and ended_from >= whole_from:
        first, last = scale.number(max(had_begun, opens)), scale.number(min(ended_from, closes))
        certain = (first, last) if first <= last else None
    overlapped = [
        (scale.number(max(_first(span.begin_earliest), opens)), scale.number(min(_last(span.end_latest), closes)))
        for span in spans
        if _first(span.begin_earliest) <= closes and _last(span.end_latest) >= opens
    ]
    if len(overlapped) == 1 and certain == overlapped[0]:  # as mostly
        return Stays(certain, ())
    return Stays(certain, tuple(_without(_joined(overlapped), certain)))


_EVER = Stays((0, 0), ())
"""All time is one stretch."""


def _placed_once(span: Span, scale: TimeScale, window: tuple[float, float], whole: tuple[float, float]) -> Stays:
    """The same for most events, which have one date."""
    first_day, had_begun = _first(span.begin_earliest), _last(span.begin_latest)
    ended_from, last_day = _first(span.end_earliest), _last(span.end_latest)
    opens, closes = window
    certain: Range | None = None
    if had_begun <= whole[1] and ended_from >= whole[0]:
        first, last = scale.number(max(had_begun, opens)), scale.number(min(ended_from, closes))
        certain = (first, last) if first <= last else None
    if first_day > closes or last_day < opens:
        return Stays(certain, ())
    reached = scale.number(max(first_day, opens)), scale.number(min(last_day, closes))
    return Stays(certain, () if reached == certain else tuple(_without((reached,), certain)))


def _begin(span: Span) -> Span:
    return Span.within(span.begin_earliest, span.begin_latest)


def _first(day: int | None) -> float:
    return -inf if day is None else day


def _last(day: int | None) -> float:
    return inf if day is None else day


def _bounds(scale: TimeScale, date: EventDate) -> tuple[float, float, float, float]:
    """The days of the window, and those of them that count whole for what has no time of day."""
    if scale.window is None:
        return -inf, inf, -inf, inf
    from_day, to_day, _, from_second, to_second = scale.window
    opens, closes = _first(from_day), _last(to_day)
    if date.second is not None and "T" in (date.edtf or ""):
        span = date.spans[0]
        if _first(span.begin_earliest) >= opens and _last(span.end_latest) <= closes:
            return opens, closes, opens, closes  # its own time has been held to the window
    return opens, closes, opens + (from_second is not None), closes - (to_second is not None)


def _joined(ranges: Iterable[Range]) -> Sequence[Range]:
    """The same stretches, each in one range."""
    found: list[Range] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found


def _without(ranges: Sequence[Range], hole: Range | None) -> Iterator[Range]:
    """What of the ranges is not in the hole."""
    for first, last in ranges:
        if hole is None or hole[1] < first or hole[0] > last:
            yield first, last
            continue
        if first < hole[0]:
            yield first, hole[0] - 1
        if last > hole[1]:
            yield hole[1] + 1, last
