"""How many events there are: by time, by who took part, by any two of what they have."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from timeline.actions.answer import open_query
from timeline.actions.counting.asked import CountAsked
from timeline.actions.counting.stretches import Stretches, by_time_and_value, check_pairs, stretches
from timeline.domain.counting.counted import CALLED, Cell, CountRow, CountTable, CountValue
from timeline.domain.counting.placing import Placing, TimeScale
from timeline.domain.counting.tally import Tally, cell_of, no_cell
from timeline.domain.counting.units import UNITS, written
from timeline.errors import UnknownName
from timeline.query import EventQuery, Request
from timeline.storage.connecting.database import Database
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.counting.values import Wanted
from timeline.views.findings.count_notes import NONE, About, count_notes, stretch_told

_NAMED_AT_A_TIME = 5_000


class CountAnswer(NamedTuple):
    """What was counted, and what is to be said beside it."""

    counted: CountTable
    notes: tuple[str, ...]
    """Whom a name fits too; with ``as_of``, the claims left out."""


def count(database: Database, request: Request, asked: CountAsked, *, time_limit: float | None = None) -> CountAnswer:
    """The events that a request finds, counted; its page left aside.

    ``time_limit``: as of ``Database.reading``. Raises UsageFault where there would be too many rows, UnknownName for a
    measure that no figure has or a kind that no place has, and what ``answer`` raises.
    """
    request = request._replace(limit=None, offset=0, reverse=False, perhaps=False)
    with open_query(database, request, time_limit) as (moment, known, query, notes):
        reader = moment.references
        if asked.measure is not None:
            from timeline.actions.asking.known_values import unknown_values  # most counts add nothing up

            for said in unknown_values(reader, "measure", (asked.measure,)):
                raise UnknownName(said)
        wanted = Wanted(asked.others, asked.measure, _kept_places(reader, asked.place_level), asked.in_modes)
        placing = Placing(TimeScale(asked.unit, query.window), begun=asked.begun)
        tally = Tally(placing, len(asked.others), summed=asked.measure is not None)
        known.add_up(query, wanted, tally)
        return CountAnswer(_Rows(reader, query, asked, tally).count(), notes)


def _kept_places(reader: Reader, level: str | None) -> frozenset[str] | None:
    """The places of a kind; None where those of every kind are told. Raises UnknownName where no place is of it."""
    if level is None:
        return None
    kinds: dict[str, str] = dict(reader.rows("SELECT id, kind FROM place WHERE kind IS NOT NULL", {}))
    found = frozenset(place for place, kind in kinds.items() if kind.casefold() == level.casefold())
    if not found:
        from timeline.domain.words.names import nearest

        near = nearest(level, [(kind, kind) for kind in sorted({*kinds.values()})])
        offer = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(sorted({*kinds.values()}))}"
        raise UnknownName(f'no place is of the kind "{level}": {offer if kinds else "none has a kind"}')
    return found


class _Rows:
    """Makes rows of what has been counted."""

    def __init__(self, reader: Reader, query: EventQuery, asked: CountAsked, tally: Tally) -> None:
        self._reader = reader
        self._query = query
        self._asked = asked
        self._tally = tally
        self._nothing = no_cell(summed=tally.summed)
        self._stretches: Stretches | None = None

    def count(self) -> CountTable:
        asked = self._asked
        total = self._tally.total
        told_rows = [self._alone(dimension) for dimension in asked.by]
        firsts = told_rows[0] if told_rows else []
        end = None if asked.limit is None else asked.offset + asked.limit
        shown = firsts[asked.offset : end]
        rows = shown if len(asked.by) < 2 else list(self._together(shown, told_rows[1]))
        about = About(asked.by, asked.measure, total, tuple(firsts), self._tally, self._query.window, asked.begun)
        left_out = None if self._stretches is None else self._stretches.left_out
        notes = [*count_notes(about), *([left_out] if left_out else [])]
        more = len(firsts) - len(shown) - min(asked.offset, len(firsts))
        seconds = tuple(told_rows[1]) if len(told_rows) > 1 else ()
        return CountTable(asked.by, asked.measure, tuple(rows), tuple(shown), seconds, total, tuple(notes), more)

    def _alone(self, dimension: str) -> list[CountRow]:
        """The rows of a dimension by itself, in their order; what has no value last."""
        rows = self._of_time() if dimension in UNITS else self._of_values(dimension)
        if self._asked.reverse:
            rows = [*(row for row in reversed(rows) if row.values[0].value is not None), *rows[-1:]]
            if rows and rows[-1].values[0].value is not None:
                rows.pop()
        return rows

    def _of_time(self) -> list[CountRow]:
        series, scale = self._tally.by_time(), self._tally.placing.scale
        self._stretches = stretches(series, scale, self._nothing)
        cells = {} if self._stretches is None else self._stretches.cells
        rows = [CountRow((_stretch(scale, number),), cell) for number, cell in cells.items()]
        if series.undated is not None:
            rows.append(CountRow((CountValue(None, NONE[scale.unit or ""]),), cell_of(series.undated)))
        return rows

    def _of_values(self, dimension: str) -> list[CountRow]:
        part = (self._asked.others.index(dimension),)
        cells = {key: cell for (key,), cell in self._tally.by_value(part).items()}
        names = self._names(dimension, [key for key in cells if key is not None])
        rows = [
            CountRow((CountValue(key, NONE[dimension] if key is None else names[key]),), cell)
            for key, cell in cells.items()
        ]
        return sorted(rows, key=_most_first)

    def _names(self, dimension: str, values: list[str]) -> Mapping[str, str]:
        if dimension not in CALLED:
            return {value: value for value in values}
        from timeline.storage.reading.overviews.value_counts import called

        kind = "source" if dimension == "origin" else dimension
        found: dict[str, str] = {}
        for start in range(0, len(values), _NAMED_AT_A_TIME):
            found |= called(self._reader, kind, values[start : start + _NAMED_AT_A_TIME])
        return {value: found.get(value, value) for value in values}

    def _together(self, firsts: list[CountRow], seconds: list[CountRow]) -> Iterator[CountRow]:
        """Each pair of values that has any event."""
        unit, part = self._asked.unit, self._tally.parts[-1]
        if unit is None:
            cells = self._tally.by_value(part)
            check_pairs(len(cells))
        else:
            told = lru_cache(None)(lambda each: written(unit, each))
            cells = by_time_and_value(self._tally.by_time_and_value(part), told, self._stretches)
        time_second = unit is not None and self._asked.by[1] == unit
        of_first: dict[str | None, dict[str | None, Cell]] = {}
        for pair, cell in cells.items():
            first, second = reversed(pair) if time_second else pair
            of_first.setdefault(first, {})[second] = cell
        order = {row.values[0].value: (number, row.values[0]) for number, row in enumerate(seconds)}
        for row in firsts:
            found = of_first.get(row.values[0].value, {})
            for second in sorted(found, key=lambda each: order[each][0]):
                yield CountRow((row.values[0], order[second][1]), found[second])


def _most_first(row: CountRow) -> Any:
    value, cell = row.values[0], row.cell
    return value.value is None, -cell.certain, -cell.possible, value.name, value.value


def _stretch(scale: TimeScale, number: int) -> CountValue:
    unit = scale.unit or ""
    first, last = scale.days(number)
    return CountValue(written(unit, number), stretch_told(unit, number, first, last), first, last)
