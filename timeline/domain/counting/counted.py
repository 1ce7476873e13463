"""What was counted: rows with their numbers, as every output tells them."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from timeline.domain.counting.units import UNITS

DIMENSIONS = (*UNITS, "actor", "role", "type", "place", "source", "origin", "standing", "tag")
"""What events are counted by."""
CALLED = ("actor", "place", "source", "origin")
"""Of these values are ids of records, which have names beside."""


class Sum(NamedTuple):
    """Figures of one measure, added up: one for each event that gives any (see ``event_figures``)."""

    low: float | int
    best: float | int
    high: float | int | None
    """None where an event leaves its upper end open: the sum has none either."""
    events: int
    """How many events give a figure."""
    disputed: int
    """Of how many the sources' figures do not overlap: they count in their widest range."""
    without_best: int
    """How many give no best number: their low one counts in ``best``."""
    without_high: int
    """How many give no upper end."""


class Cell(NamedTuple):
    """How many events there certainly are, and how many more there may be; no event is in both."""

    certain: int = 0
    possible: int = 0
    certain_sum: Sum | None = None
    """Of the figures of what is certain; None where none were asked for."""
    possible_sum: Sum | None = None


class CountValue(NamedTuple):
    """What events are counted under."""

    value: str | None
    """An id, a term, a stretch of time as programs write it (``2020-09``, ``2020-W38``); None of the events that have
    none: no date, no actor …"""
    name: str
    """What people are told."""
    first_day: int | None = None
    """Of a stretch of time, as far as the window asked for reaches; both ends included."""
    last_day: int | None = None


class CountRow(NamedTuple):
    """The numbers of a value, or of two values together."""

    values: tuple[CountValue, ...]
    """One for each dimension, in their order."""
    cell: Cell

    @property
    def name(self) -> str:
        """What it is called: "September 2020", "September 2020, Ana Ruiz"."""
        return ", ".join(value.name for value in self.values)

    @property
    def certain(self) -> int:
        """How many events certainly count there."""
        return self.cell.certain

    @property
    def possible(self) -> int:
        """How many more there may be."""
        return self.cell.possible


class CountTable(NamedTuple):
    """What ``count`` found."""

    by: tuple[str, ...]
    """None, one or two of ``DIMENSIONS``."""
    measure: str | None
    """Whose figures were added up."""
    rows: tuple[CountRow, ...]
    """In the order of time; by other than time most events first, then by name; what has no value comes last. Of
    two dimensions by the first, then by the second, pairs without an event left out."""
    firsts: tuple[CountRow, ...]
    """By the first dimension alone: an event counts once in each, whatever it has of the second. The rows, where there
    is one dimension."""
    seconds: tuple[CountRow, ...]
    """By the second alone, if there is one."""
    total: Cell
    """All events once."""
    notes: tuple[str, ...]
    """What there is to know of the numbers: why rows do not add up to the total, what they leave out."""
    more: int = 0
    """How many values of the first dimension come after these."""

    @property
    def is_exact(self) -> bool:
        """Whether all there is is certain: then possible ones need no column."""
        return not (self.total.possible or any(row.cell.possible for row in (*self.rows, *self.firsts)))

    def table(self) -> dict[str, list[Any]]:
        """The rows as columns, for pandas, Polars or DuckDB: a list of values for each name.

        ``from`` and ``to`` are ``datetime.date``, and None where that has none.
        """
        names = columns(self)
        rows = [tuple(row_values(self, row, _as_date)) for row in self.rows]
        return {name: [row[number] for row in rows] for number, name in enumerate(names)}


_OF_SUM = Sum._fields


def _as_date(day: int | None) -> date | None:
    return None if day is None or not 1 <= day <= date.max.toordinal() else date.fromordinal(day)


def columns(count: CountTable) -> tuple[str, ...]:
    """The names of what a row tells, as JSON, CSV and Python have them."""
    return tuple(_names(count))


def _names(count: CountTable) -> Iterator[str]:
    for dimension in count.by:
        yield dimension
        if dimension in UNITS:
            yield from ("from", "to")
        elif dimension in CALLED:
            yield f"{dimension}_name"
    yield from cell_names(count)


def cell_names(count: CountTable) -> Iterator[str]:
    """The names of the numbers alone."""
    for part in ("certain", "possible"):
        yield part
        if count.measure is not None:
            yield from (f"{part}_{each}" for each in _OF_SUM)


def row_values(count: CountTable, row: CountRow, day: Callable[[int | None], Any]) -> Iterator[Any]:
    """What a row tells, in the order of ``columns``; ``day`` writes the days of a stretch."""
    for dimension, value in zip(count.by, row.values, strict=True):
        yield value.value
        if dimension in UNITS:
            yield from (day(each) for each in (value.first_day, value.last_day))
        elif dimension in CALLED:
            yield None if value.value is None else value.name
    yield from cell_values(row.cell)


def cell_values(cell: Cell) -> Iterator[int | float | None]:
    """The numbers alone."""
    for number, sum_ in ((cell.certain, cell.certain_sum), (cell.possible, cell.possible_sum)):
        yield number
        if sum_ is not None:
            yield from sum_
