"""In which stretches of time an event certainly was, and in which it only may have been.

The rule is that of a query for the stretch (``in_window``, ``--certain``): an event certainly was in it where by each
of its dates it had begun by the end of the stretch and not ended before its start; it possibly was where it overlaps
the stretch and was not certainly there. So a date that does not decide between two months is certain in neither, and
what lasted is certain in each month in which it was under way.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from timeline.domain.chronology import EventDate
from timeline.domain.counting.units import first_day_of, last_day_of, number_of
from timeline.domain.dates.when import Span

if TYPE_CHECKING:
    from timeline.domain.dates.typed.windows import Window

Range = tuple[float, float]
"""The numbers of the first and the last stretch of several in a row; infinite where it has no end."""

Place = tuple[float, ...]
"""Where an event is, by the numbers of stretches: the first and the last in which it certainly was, which was in none
where the first comes after the last; then the first and the last that it reaches, certainly or possibly, and where
there are gaps, of each part of these. What was certain is among what is reached."""
NOWHERE: Place = ()
"""Of an event that has a date, which does not reach the window."""
CERTAIN: Place = (0, 0, 0, 0)
"""Certainly in all the time that is asked about, taken as one stretch;"""
POSSIBLE: Place = (1, -1, 0, 0)
"""only possibly."""


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


class _Numbers(dict[float, float]):
    """The numbers of days, each reckoned once: the dates of many events are the same days."""

    def __init__(self, number: Callable[[float], float]) -> None:
        super().__init__()
        self._number = number

    def __missing__(self, day: float) -> float:
        number = self[day] = self._number(day)
        return number


class _NumbersByMonth(dict[float, float]):
    """The same where a stretch is of whole months: all days of a month are reckoned together."""

    def __init__(self, scale: TimeScale) -> None:
        super().__init__()
        self._scale = scale

    def __missing__(self, day: float) -> float:
        number = self._scale.number(day)
        if day in (inf, -inf):
            self[day] = number
        else:
            month = number_of("month", int(day))
            self.update(dict.fromkeys(range(first_day_of("month", month), last_day_of("month", month) + 1), number))
        return number


class Placing:
    """Puts dates where they belong on a scale. They have been found by its window, if there is one."""

    def __init__(self, scale: TimeScale, *, begun: bool = False) -> None:
        """``begun``: an event is in the stretch in which it began, in no other."""
        self.scale = scale
        self.begun = begun
        first, last = (None, None) if scale.window is None else scale.window[:2]
        self._opens, self._closes = _first(first), _last(last)
        self._first, self._last = scale.number(self._opens), scale.number(self._closes)
        # A day before the window ends in the stretch before its first; one after it begins in that after its last.
        is_of_months = scale.unit not in (None, "day", "week")
        self._numbers = _NumbersByMonth(scale) if is_of_months else _Numbers(scale.number)
        self._begins = self._numbers if scale.window is None else _Numbers(self._begin)
        self._ends = self._numbers if scale.window is None else _Numbers(self._end)

    def _begin(self, day: float) -> float:
        return self._last + 1 if day > self._closes else self._numbers[max(day, self._opens)]

    def _end(self, day: float) -> float:
        return self._first - 1 if day < self._opens else self._numbers[min(day, self._closes)]

    def of_days(
        self, begin_earliest: int | None, begin_latest: int | None, end_earliest: int | None, end_latest: int | None
    ) -> Place:
        """Where an event of one span is; or of several, by their hull: see ``is_told_by_hull``."""
        begins, ends = self._begins, self._ends
        if self.begun:
            end_earliest, end_latest = begin_earliest, begin_latest
        first = begins[-inf if begin_earliest is None else begin_earliest]
        last = ends[inf if end_latest is None else end_latest]
        if first > last:
            return NOWHERE
        return (
            begins[inf if begin_latest is None else begin_latest],
            ends[-inf if end_earliest is None else end_earliest],
            first,
            last,
        )

    def of_spans(self, spans: Sequence[Span]) -> Place:
        """Where an event of these spans is."""
        if len(spans) == 1:
            return self.of_days(*spans[0][:4])
        each_place = [place for span in spans if (place := self.of_days(*span[:4]))]
        if not each_place:
            return NOWHERE
        had_begun = max(_last(span.begin_latest) for span in spans)
        ended_from = min(_first(span.begin_earliest if self.begun else span.end_earliest) for span in spans)
        parts = _joined((first, last) for _, _, first, last in each_place)
        return self._begins[had_begun], self._ends[ended_from], *chain.from_iterable(parts)

    def is_told_by_hull(self, place: Place) -> bool:
        """Whether an event of several spans is where their hull is, for there is no room for a gap.

        Where the window cuts the hull, no span need lie at the cut; but what the window has found is in one of them.
        """
        if not place:
            return True
        _, _, first, last = place
        if first == last and not self.begun:
            return True
        return last - first <= 1 and self._first < first and last < self._last

    def of(self, date: EventDate) -> Place | None:
        """Where an event of this date is; None where it has none."""
        if not date.spans:
            return None
        place = self.of_spans(date.spans)
        window = self.scale.window
        if not place or window is None or window[3:] == (None, None) or self._tells_time(date):
            return place
        # It has begun only when its day is over, and not ended only where its day is in the window, whole.
        _, _, _, from_second, to_second = window
        had_begun = max(_last(span.begin_latest) for span in date.spans)
        ended_from = min(_first(span.begin_earliest if self.begun else span.end_earliest) for span in date.spans)
        begins, ends = self._opens + (from_second is not None), self._closes - (to_second is not None)
        return place if had_begun <= ends and ended_from >= begins else (inf, -inf, *place[2:])

    def _tells_time(self, date: EventDate) -> bool:
        """Whether an event has a time of its own, which has been held to the window."""
        span = date.spans[0]
        inside = _first(span.begin_earliest) >= self._opens and _last(span.end_latest) <= self._closes
        return inside and date.second is not None and "T" in (date.edtf or "")

    def is_certain(self, place: Place | None) -> bool:
        """Whether an event certainly was in all the time that is asked about, taken as one stretch."""
        return place is None or (place[0] <= self._last and place[1] >= self._first)


def stays_of(place: Place) -> Stays:
    """The stretches of a place, told apart."""
    certain = (place[0], place[1]) if place and place[0] <= place[1] else None
    return Stays(certain, tuple(_without(parts_of(place), certain)))


def parts_of(place: Place) -> Iterator[Range]:
    """The stretches that a place reaches."""
    return zip(islice(place, 2, None, 2), islice(place, 3, None, 2), strict=True)


def _first(day: int | None) -> float:
    return -inf if day is None else day


def _last(day: int | None) -> float:
    return inf if day is None else day


def _joined(ranges: Iterable[Range]) -> Sequence[Range]:
    """The same stretches, each in one range."""
    found: list[Range] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found


def _without(ranges: Iterable[Range], hole: Range | None) -> Iterator[Range]:
    """What of the ranges is not in the hole."""
    for first, last in ranges:
        if hole is None or hole[1] < first or hole[0] > last:
            yield first, last
            continue
        if first < hole[0]:
            yield first, hole[0] - 1
        if last > hole[1]:
            yield hole[1] + 1, last
