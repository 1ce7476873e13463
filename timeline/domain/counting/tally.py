"""Events put where they belong, and counted there.

Many events are in the same places, so what was counted is held by place first. An event that lasts may be in very many
stretches of time, so it is not put into each: what it adds is noted where it begins to count and taken away behind the
last stretch, once for all that are there. Sums are of exact numbers, so that nothing is left of what was taken away.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product
from math import inf
from typing import NamedTuple, Self

from timeline.domain.chronology import EventDate
from timeline.domain.counting.counted import Cell, Sum
from timeline.domain.counting.event_figures import EventFigure, Number, plain
from timeline.domain.counting.placing import NOWHERE, Place, Placing, Range, parts_of

Key = tuple[str | None, ...]
"""Values of the dimensions that are no time, one for each; None where an event has none."""


class Fact(NamedTuple):
    """What counting needs to know of an event, or of several alike."""

    date: EventDate
    values: tuple[tuple[str | None, ...], ...] = ()
    """For each dimension that is no time the values that the event has, none twice; one None where it has none."""
    figure: EventFigure | None = None
    events: int = 1


Amounts = list[Number]
"""How many events; then, where figures are added up, of theirs: low, best, high, and how many give one, dispute it,
have no best, no high. Of a run first of what is certain, then of what is possible."""
_SUMMED = 8


def _of_figure(figure: EventFigure, events: int) -> Amounts:
    low, best, high, disputed, has_best = figure
    return [events * each for each in (low, best, high or 0, 1, disputed, not has_best, high is None)]


class _Ends(NamedTuple):
    """Where amounts begin to count, and the last stretch in which they do, by number of a stretch."""

    begins: defaultdict[float, Number]
    ends: defaultdict[float, Number]

    @classmethod
    def none_yet(cls) -> Self:
        """Where nothing counts."""
        return cls(defaultdict(int), defaultdict(int))

    def add(self, first: float, last: float, amount: Number) -> None:
        """Counts an amount in some stretches in a row."""
        self.begins[first] += amount
        self.ends[last] += amount


class Series:
    """How many events there are in each of several stretches."""

    def __init__(self, *, summed: bool = False) -> None:
        amounts = range(_SUMMED if summed else 1)
        self._certain = [_Ends.none_yet() for _ in amounts]
        """For each of the amounts what is certain,"""
        self._reached = [_Ends.none_yet() for _ in amounts]
        """and what is certain or possible."""
        self._beside: set[float] = set()
        """Where what is possible ends beside what is certain, and goes on for ever to the other side."""
        self.undated: Amounts | None = None
        """Of what has no date, as of a run; None where there is nothing."""

    @property
    def reach(self) -> Range:
        """The first and the last stretch in which anything begins or ends; (inf, -inf) where nothing does."""
        noted = {*self._beside}.union(*self._certain[0], *self._reached[0]) - {inf, -inf}
        return min(noted, default=inf), max(noted, default=-inf)

    def add(self, place: Place | None, amounts: Sequence[Number]) -> None:
        """Counts what is in a place; None: what has no date, which is certain."""
        if place is None:
            before = self.undated or [0] * (2 * len(amounts))
            self.undated = [one + more for one, more in zip(before, [*amounts, *[0] * len(amounts)], strict=True)]
            return
        if not place:
            return
        certain_first, certain_last = place[0], place[1]
        is_certain = certain_first <= certain_last
        if is_certain:
            _add(self._certain, certain_first, certain_last, amounts)
        for first, last in parts_of(place):
            _add(self._reached, first, last, amounts)
            if is_certain and first == -inf:
                self._beside.add(certain_first - 1)
            if is_certain and last == inf:
                self._beside.add(certain_last + 1)

    def begin(self, number: float, certain: int, possible: int) -> None:
        """Counts so many events from a stretch on."""
        self._certain[0].begins[number] += certain
        self._reached[0].begins[number] += certain + possible

    def end(self, number: float, certain: int, possible: int) -> None:
        """Counts them no more behind a stretch."""
        self._certain[0].ends[number] += certain
        self._reached[0].ends[number] += certain + possible

    def runs(self, first: float, last: float) -> Iterator[tuple[int, int, Amounts]]:
        """(the first, the last of some stretches in a row, the amounts of each) from one stretch to another, where
        there are any events."""
        certain: Amounts = [0] * len(self._certain)
        reached = list(certain)
        turns = {*self._reached[0].begins, *self._certain[0].begins}
        turns |= {number + 1 for ends in (self._reached[0].ends, self._certain[0].ends) for number in ends}
        begins = sorted(number for number in turns if number <= last)
        for number, following in zip(begins, [*begins[1:], last + 1], strict=False):
            for sums, columns in ((certain, self._certain), (reached, self._reached)):
                for at, column in enumerate(columns):
                    sums[at] += column.begins.get(number, 0) - column.ends.get(number - 1, 0)
            start = max(number, first)
            if start < following and any(reached):
                possible = [one - other for one, other in zip(reached, certain, strict=True)]
                yield int(start), int(following) - 1, [*certain, *possible]


def _add(columns: list[_Ends], first: float, last: float, amounts: Sequence[Number]) -> None:
    for column, amount in zip(columns, amounts, strict=True):
        column.add(first, last, amount)


def cell_of(amounts: Amounts) -> Cell:
    """The numbers as they are told."""
    half = len(amounts) // 2
    certain, possible = amounts[:half], amounts[half:]
    sums = (_sum(certain), _sum(possible)) if half == _SUMMED else (None, None)
    return Cell(int(certain[0]), int(possible[0]), *sums)


def no_cell(*, summed: bool) -> Cell:
    """The numbers where there is nothing."""
    return cell_of([0] * (2 * _SUMMED if summed else 2))


def _sum(amounts: Amounts) -> Sum:
    _, low, best, high, events, disputed, without_best, without_high = amounts
    return Sum(
        plain(low),
        plain(best),
        None if without_high else plain(high),
        int(events),
        int(disputed),
        int(without_best),
        int(without_high),
    )


class _Held:
    """How many events are in which places."""

    def __init__(self) -> None:
        self.events: dict[Place | None, int] = {}
        self.figures: dict[Place | None, Amounts] = {}
        """What theirs add up to, of those that give any."""

    def add(self, place: Place | None, events: int, figure: EventFigure | None) -> None:
        self.events[place] = self.events.get(place, 0) + events
        if figure is not None:
            amounts = _of_figure(figure, events)
            before = self.figures.get(place)
            added = amounts if before is None else [one + more for one, more in zip(before, amounts, strict=True)]
            self.figures[place] = added

    def amounts(self, *, summed: bool) -> Iterator[tuple[Place | None, Amounts]]:
        """What is in each place."""
        if not summed:
            return ((place, [events]) for place, events in self.events.items())
        nothing = [0] * (_SUMMED - 1)
        return ((place, [events, *self.figures.get(place, nothing)]) for place, events in self.events.items())


_NOTHING = _Held()


class Tally:
    """Counts events by time and by what else they have, and what there is to say of the numbers.

    They are counted by some of the other dimensions at a time, which are told by their numbers: by none of them, by
    each alone, and by both where there are two.
    """

    def __init__(self, placing: Placing, others: int, *, summed: bool) -> None:
        """``others``: how many dimensions are no time."""
        self.placing = placing
        self.summed = summed
        each = tuple(range(others))
        self.parts: tuple[tuple[int, ...], ...] = tuple(dict.fromkeys(((), *((number,) for number in each), each)))
        """What is counted by."""
        self._held: dict[tuple[int, ...], dict[Key, _Held]] = {part: {} for part in self.parts}
        self._of = lru_cache(4096)(placing.of)  # in the order of time the same dates come again and again
        self._kept: tuple[Series, Cell] | None = None
        self.undecided = 0
        """Events that certainly were in all the time asked about, and certainly in no one stretch of it."""
        self.lasted = 0
        """Events that are certain in several stretches."""
        self.before = 0
        """Events that did not begin in the time asked about, where only begins count."""
        self.endless = 0
        """Events that have no end, and so count to the end of what is told."""
        self.several: list[int] = [0] * others
        """Events with several values, for each dimension that is no time."""

    def take(self, series: Series, total: int, certain: int, undecided: int, endless: int) -> None:
        """Takes all events as they have been counted by time, which is the one dimension, and by nothing else.

        ``certain``: how many are certain in any stretch, each once.
        """
        self._kept = series, Cell(total)
        self.undecided, self.endless = undecided, endless
        first, last = series.reach
        if first <= last:
            runs = series.runs(first, last)
            self.lasted = int(sum((end - start + 1) * amounts[0] for start, end, amounts in runs) > certain)

    def add(self, fact: Fact) -> None:
        """Counts an event with all that it has."""
        place = self._of(fact.date)
        self.add_events(place, [len(values) > 1 for values in fact.values], fact.events, fact.figure)
        for part in self.parts[1:]:
            for key in product(*(fact.values[number] for number in part)):
                self.add_part(part, key, place, fact.events, fact.figure)

    def add_events(
        self, place: Place | None, several: Iterable[bool], events: int = 1, figure: EventFigure | None = None
    ) -> None:
        """Counts events by none of the other dimensions; ``several``: of which of these they have several values."""
        if place == NOWHERE:
            self.before += events
            return
        self.add_part((), (), place, events, figure)
        for number, has_several in enumerate(several):
            if has_several:
                self.several[number] += events
        if place is not None and self.placing.scale.unit is not None:
            self._note(place, events)

    def _note(self, place: Place, events: int) -> None:
        certain_first, certain_last, last = place[0], place[1], place[-1]
        if certain_first > certain_last:
            if self.placing.is_certain(place):
                self.undecided += events
        elif certain_last > certain_first:
            self.lasted += events
        if last == inf and not certain_first <= certain_last == inf:
            self.endless += events

    def add_part(
        self,
        part: tuple[int, ...],
        key: Key,
        place: Place | None,
        events: int = 1,
        figure: EventFigure | None = None,
    ) -> None:
        """Counts events by some of the other dimensions, with a value of each; by none of them: see ``add_events``."""
        if place == NOWHERE:
            return
        held = self._held[part].get(key)
        if held is None:
            held = self._held[part][key] = _Held()
        held.add(place, events, figure)

    @property
    def total(self) -> Cell:
        """All events, over all the time that is asked about."""
        if self._kept is not None:
            return self._kept[1]
        return self._whole(self._held[()].get((), _NOTHING))

    def by_time(self) -> Series:
        """All events by time."""
        if self._kept is not None:
            return self._kept[0]
        return self._series(self._held[()].get((), _NOTHING))

    def by_value(self, part: tuple[int, ...]) -> dict[Key, Cell]:
        """What was counted by some of the other dimensions, over all the time that is asked about."""
        return {key: self._whole(held) for key, held in self._held[part].items()}

    def by_time_and_value(self, part: tuple[int, ...]) -> Iterator[tuple[Key, Series]]:
        """The same by time."""
        return ((key, self._series(held)) for key, held in self._held[part].items())

    def _series(self, held: _Held) -> Series:
        series = Series(summed=self.summed)
        for place, amounts in held.amounts(summed=self.summed):
            series.add(place, amounts)
        return series

    def _whole(self, held: _Held) -> Cell:
        size = _SUMMED if self.summed else 1
        sums: Amounts = [0] * (2 * size)
        for place, amounts in held.amounts(summed=self.summed):
            for at, amount in enumerate(amounts, 0 if self.placing.is_certain(place) else size):
                sums[at] += amount
        return cell_of(sums)
