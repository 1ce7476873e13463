"""Events that are alike in what they are counted by are counted by the database.

It is asked once how many events there are by where they are, by the values of which each event has one, and by
whether they have none or several of the others; and once more for each of these others, or for two of them together,
how many there are by their values besides. What stands in a row tells where an event of one span is; those of several
spans are rows of their own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

from timeline.domain.counting.placing import CERTAIN, NOWHERE, POSSIBLE, Place
from timeline.domain.counting.tally import Tally
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader, Value
from timeline.storage.reading.counting.places import days_of, several_placed
from timeline.storage.reading.counting.values import Values, Wanted, values_of
from timeline.storage.reading.finding.find_events import select_events
from timeline.storage.reading.finding.lead import choose_lead
from timeline.storage.reading.finding.window import was_then
from timeline.storage.reading.overviews.densities import is_of_all

Part = tuple[int, ...]
"""Some of the dimensions that are no time, by number."""

_OF_EVENT = (
    *("id", "type", "place_id", "status", "begin_earliest", "begin_latest", "end_earliest", "end_latest"),
    *("edtf", "second", "span_count", "standing"),
)
"""Columns of an event that may be asked for."""
_IN_WINDOW = (NOWHERE, POSSIBLE, CERTAIN)
"""Where an event is in the window, taken as one stretch, by the number that the database tells."""


class _Told(NamedTuple):
    """Events that are alike in all of this."""

    where: Sequence[Any]
    """What tells where they are."""
    own: Sequence[str | None]
    """The values of which each has one."""
    columns: Sequence[Any]
    events: int


def count_alike(reader: Reader, query: EventQuery, wanted: Wanted, tally: Tally) -> None:
    """Counts the events of a query in a tally; no figures, and no time of day by stretches of time."""
    _Alike(reader, query, wanted, tally).count()


class _Alike:
    def __init__(self, reader: Reader, query: EventQuery, wanted: Wanted, tally: Tally) -> None:
        self._reader = reader
        self._query = query
        self._wanted = wanted
        self._tally = tally
        self._lead = None if is_of_all(query) else choose_lead(reader, query)
        self._parameters: dict[str, Value] = {}
        numbers = range(len(wanted.dimensions))
        self._values = [
            values_of(query, wanted, number, reader.dialect, self._parameters, str(number)) for number in numbers
        ]
        self._own = tuple(number for number in numbers if not self._values[number].tables)
        """The dimensions of which an event has one value, in its own row; NULL for none."""
        self._parts: dict[Part, list[Part]] = {(): []}
        """By the dimensions that are joined to the events, what is counted by them and by the events' own."""
        for part in tally.parts:
            self._parts.setdefault(tuple(number for number in part if number not in self._own), []).append(part)
        placing = tally.placing
        self._by_days = placing.scale.unit is not None
        self._is_apart = self._by_days or placing.begun
        """Whether what stands at an event of several spans does not tell where it is."""
        where = ("e.span_count", *days_of("eeee")) if self._by_days else _in_window(query, begun=placing.begun)
        self._where = ("CASE WHEN e.span_count > 1 THEN e.id END", *where) if self._is_apart else where
        self._places: dict[str, Place] = {}
        """Where events of several spans are."""

    def count(self) -> None:
        has_none = self._count_events()
        for joined in filter(None, self._parts):
            for missing in product(*([False, True] if number in has_none else [False] for number in joined)):
                if not all(missing):  # what has none of them has been counted with all events
                    self._count_values(joined, {number for number, none in zip(joined, missing, strict=True) if none})

    def _count_events(self) -> set[int]:
        """Counts all events by what each has one of; the dimensions of which some have no value."""
        flags = ["0" if number in self._own else each.has_several for number, each in enumerate(self._values)]
        rows: Iterable[_Told] = self._grouped(flags, (), "COUNT(*)")
        if self._is_apart:
            rows = list(rows)
            hulls = ((told[0], told[2:] if self._by_days else None) for told, *_ in rows if told[0] is not None)
            self._places.update(several_placed(self._reader, self._tally.placing, hulls))
        has_none: set[int] = set()
        for told, own, several, count in rows:
            place = self._place(told)
            none = {number for number, flag in enumerate(several) if flag is None}
            has_none |= none
            self._tally.add_events(place, several, count)
            values = {**dict(zip(self._own, own, strict=True)), **dict.fromkeys(none)}
            for joined, parts in self._parts.items():
                if none.issuperset(joined):
                    self._add(parts, values, place, count)
        return has_none

    def _count_values(self, joined: Part, missing: set[int]) -> None:
        """Counts events by their values of some dimensions; those that have none of the ``missing`` ones."""
        columns = ["NULL" if number in missing else self._values[number].value for number in joined]
        has_values = [self._values[number] for number in joined if number not in missing]
        has_none = [
            f"NOT EXISTS (SELECT 1 FROM {self._values[number].tables} WHERE {self._values[number].joined})"
            for number in missing
        ]
        counted = "COUNT(*)" if all(each.each_once for each in has_values) else "COUNT(DISTINCT e.id)"
        for told, own, values, count in self._grouped(columns, has_values, counted, has_none):
            all_values = dict(zip((*self._own, *joined), (*own, *values), strict=True))
            self._add(self._parts[joined], all_values, self._place(told), count)

    def _add(self, parts: Iterable[Part], values: Mapping[int, str | None], place: Place | None, count: int) -> None:
        told, dimensions = self._wanted.told, self._wanted.dimensions
        for part in filter(None, parts):
            key = tuple([told(dimensions[number], values[number]) for number in part])
            self._tally.add_part(part, key, place, count)

    def _place(self, told: Sequence[Any]) -> Place | None:
        """Where an event is of which this is told."""
        if not told:
            return CERTAIN
        if self._is_apart and told[0] is not None:
            return self._places[told[0]]
        if not self._by_days:
            return _IN_WINDOW[told[-1]]
        _, span_count, *days = told
        return self._tally.placing.of_days(*days) if span_count else None

    def _grouped(
        self, columns: Sequence[str], joined: Iterable[Values], counted: str, conditions: Sequence[str] = ()
    ) -> Iterator[_Told]:
        """The events, counted by where they are, the values of which each has one, and the columns."""
        own = [self._values[number].value for number in self._own]
        first, second = len(self._where), len(self._where) + len(own)
        numbers = ", ".join(str(number) for number in range(1, second + len(columns) + 1))
        group = f" GROUP BY {numbers}" if numbers else ""
        for *told, count in self._rows([*self._where, *own, *columns, counted], joined, conditions, group):
            yield _Told(told[:first], told[first:second], told[second:], count)

    def _rows(
        self, columns: Iterable[str], joined: Iterable[Values], conditions: Iterable[str], end: str
    ) -> Iterator[tuple[Any, ...]]:
        """Asks the events of the query, each with every row of the tables that are joined to it."""
        select = f"SELECT {', '.join(columns)} FROM "
        # CROSS JOIN: SQLite takes the tables in this order.
        tables = "".join(f" CROSS JOIN {each.tables}" for each in joined)
        held = " AND ".join([*(each.joined for each in joined), *conditions])
        rest = f"{tables} WHERE {held or '1 = 1'}{end}"
        if self._lead is None:
            return self._reader.rows(f"{select}event e{rest}", self._parameters)
        asked = ", ".join(f"e.{column}" for column in _OF_EVENT if f"e.{column}" in select + rest)
        sql, parameters = select_events(self._query, self._lead, dialect=self._reader.dialect, columns=asked or "e.id")
        return self._reader.rows(f"{select}({sql}) e{rest}", {**parameters, **self._parameters})


def _in_window(query: EventQuery, *, begun: bool) -> tuple[str, ...]:
    """What tells where an event is in the window, by number of ``_IN_WINDOW``; nothing where there is none."""
    if query.window is None:
        return ()
    if not begun:
        return (f"CASE WHEN {was_then(query)} THEN 2 ELSE 1 END",)
    return (
        "CASE WHEN e.begin_earliest > :to_day OR e.begin_latest < :from_day THEN 0 "
        "WHEN e.begin_earliest >= :from_day AND e.begin_latest <= :to_day THEN 2 ELSE 1 END",
    )
