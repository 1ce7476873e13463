"""Events put where they belong, and counted there.

An event that lasts may be in very many stretches of time, so it is not put into each: what it adds is noted where it
begins to count and taken away behind the last stretch. Sums are of exact numbers, so that nothing is left of what was
taken away.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import product
from math import inf
from typing import NamedTuple

from timeline.domain.chronology import EventDate
from timeline.domain.counting.counted import Cell, Sum
from timeline.domain.counting.event_figures import EventFigure, Number, plain
from timeline.domain.counting.placing import Range, Stays, TimeScale, placed

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
have no best, no high."""
_SUMMED = 8


def _amounts(fact: Fact, *, summed: bool) -> Amounts:
    if not summed:
        return [fact.events]
    if fact.figure is None:
        return [fact.events, *[0] * (_SUMMED - 1)]
    low, best, high, disputed, has_best = fact.figure
    of_one = (1, low, best, high or 0, 1, disputed, not has_best, high is None)
    return [fact.events * each for each in of_one]


class Series:
    """How many events there are in each of several stretches."""

    def __init__(self) -> None:
        self._begins: dict[float, Amounts] = {}
        """By number: what counts from this stretch on, first what is certain, then what is possible."""
        self._held: dict[Stays | None, Amounts] = {}
        """What was counted where, and is not noted yet: many events stay in the same stretches."""
        self._undated: Amounts | None = None
        self._first, self._last = inf, -inf
        self.begun_certain = 0
        """How many events are certain in any."""
        self.endless = 0
        """How many may go on without an end."""

    def add(self, where: Stays | None, amounts: Amounts) -> None:
        """Counts an event that has been placed; None: that has no date."""
        held = self._held.get(where)
        if held is None:
            self._held[where] = list(amounts)
            return
        for at, each in enumerate(amounts):
            held[at] += each

    def add_undated(self, count: int) -> None:
        """Counts so many events without a date."""
        self.add(None, [count])

    @property
    def undated(self) -> Amounts | None:
        """Of what has no date, as of a run; None where there is nothing."""
        self._settle()
        return self._undated

    @property
    def reach(self) -> Range:
        """The first and the last stretch in which anything begins or ends; (inf, -inf) where nothing does."""
        self._settle()
        return self._first, self._last

    def _settle(self) -> None:
        for where, amounts in self._held.items():
            nothing = [0] * len(amounts)
            if where is None:
                self._undated = _added(self._undated, [*amounts, *nothing])
                continue
            if where.certain is not None:
                self.note(where.certain, [*amounts, *nothing])
            for each in where.possible:
                self.note(each, [*nothing, *amounts])
        self._held.clear()

    def note(self, where: Range, amounts: Amounts) -> None:
        """Counts amounts, of what is certain and of what is possible, in some stretches in a row."""
        self.begin(where[0], amounts)
        self.end(where[1], amounts)

    def begin(self, number: float, amounts: Amounts) -> None:
        """Counts amounts from a stretch on."""
        self._begins[number] = _added(self._begins.get(number), amounts)
        self.begun_certain += int(amounts[0])
        self._reach(number)

    def end(self, number: float, amounts: Amounts) -> None:
        """Counts them no more behind a stretch."""
        if number == inf:
            self.endless += int(amounts[len(amounts) // 2])
        else:
            self._begins[number + 1] = _added(self._begins.get(number + 1), [-each for each in amounts])
        self._reach(number)

    def _reach(self, number: float) -> None:
        if number not in (inf, -inf):
            self._first, self._last = min(self._first, number), max(self._last, number)

    def runs(self, first: float, last: float) -> Iterator[tuple[int, int, Amounts]]:
        """(the first, the last of some stretches in a row, the amounts of each) from one stretch to another, where
        there are any events."""
        self._settle()
        amounts: Amounts | None = None
        begins = sorted(number for number in self._begins if number <= last)
        for number, following in zip(begins, [*begins[1:], last + 1], strict=False):
            amounts = _added(amounts, self._begins[number])
            start = max(number, first)
            if start < following and any(amounts):
                yield int(start), int(following) - 1, amounts


def _added(some: Amounts | None, more: Amounts) -> Amounts:
    return more if some is None else [one + other for one, other in zip(some, more, strict=True)]


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


class View:
    """Events counted by some of the dimensions: a series for each value, or each pair of values."""

    def __init__(self, scale: TimeScale, others: tuple[int, ...]) -> None:
        """``others``: which of the dimensions that are no time."""
        self.scale = scale
        self.others = others
        self.series: dict[Key, Series] = {}

    def add(self, where: Stays | None, fact: Fact, amounts: Amounts) -> None:
        """Counts an event under all of its values."""
        for key in product(*(fact.values[number] for number in self.others)):
            series = self.series.get(key)
            if series is None:
                series = self.series[key] = Series()
            series.add(where, amounts)


class Tally:
    """Counts events by any of several views at once, and what there is to say of the numbers."""

    def __init__(self, scale: TimeScale | None, others: int, scope: TimeScale, *, begun: bool, summed: bool) -> None:
        """``scale``: of time, where that is a dimension; ``others``: how many dimensions are no time; ``scope``: all
        the time that is asked about, in one stretch."""
        self.summed = summed
        self._begun = begun
        self.total = View(scope, ())
        alone = [View(scope, (number,)) for number in range(others)]
        by_time = [] if scale is None else [View(scale, ())]
        self.firsts = [*by_time, *alone]
        """By each dimension by itself, time before the others."""
        both = tuple(range(others))
        self.together: View | None = None
        if scale is not None and others:
            self.together = View(scale, both)
        elif others > 1:
            self.together = View(scope, both)
        views = [self.total, *self.firsts, *([self.together] if self.together else [])]
        self._scales: dict[TimeScale, list[View]] = {}
        for view in views:
            self._scales.setdefault(view.scale, []).append(view)
        self._placed = lru_cache(4096)(self._place)  # in the order of time the same dates come again and again
        self._scope, self._scale = scope, scale
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

    def take(self, series: Series, dated: int, undated: int) -> None:
        """Takes all events as they have been counted by time, which is the one dimension, and by nothing else."""
        self.total.series[()] = Series()
        self.total.series[()].note((0, 0), [dated + undated, 0])
        self.firsts[0].series[()] = series
        if undated:
            series.add_undated(undated)
        begun = series.begun_certain
        self.undecided = dated - begun
        self.endless = series.endless
        first, last = series.reach
        if first <= last:
            runs = series.runs(first, last)
            self.lasted = int(sum((end - start + 1) * amounts[0] for start, end, amounts in runs) > begun)

    def _place(self, date: EventDate, scale: TimeScale) -> Stays | None:
        where = placed(date, scale, begun=self._begun)
        if where is None and scale.unit is None:
            return Stays((0, 0), ())  # what has no date is found, where no time is asked about
        return where

    def add(self, fact: Fact) -> None:
        """Counts an event."""
        whole = self._placed(fact.date, self._scope)
        if whole is not None and whole.certain is None and not whole.possible:
            self.before += fact.events
            return
        amounts = _amounts(fact, summed=self.summed)
        for scale, views in self._scales.items():
            where = self._placed(fact.date, scale)
            for view in views:
                view.add(where, fact, amounts)
        for number, values in enumerate(fact.values):
            self.several[number] += fact.events * (len(values) > 1)
        if self._scale is not None and fact.date.spans:
            at = self._placed(fact.date, self._scale)
            certain = None if at is None else at.certain
            if certain is None:
                self.undecided += fact.events * (whole is not None and whole.certain is not None)
            else:
                self.lasted += fact.events * (certain[1] > certain[0])
            self.endless += fact.events * (at is not None and any(each[1] == inf for each in at.possible))


def only(series: Mapping[Key, Series], key: Key = ()) -> Series:
    """The series of a key; an empty one where nothing was counted there."""
    return series.get(key) or Series()
