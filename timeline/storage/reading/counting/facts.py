"""What is counted of events that have been found, each by itself: its date, what it is counted by, and its figure."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from timeline.domain.counting.event_figures import event_figure
from timeline.domain.counting.tally import Fact
from timeline.domain.records import Figure
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader, Value, among
from timeline.storage.reading.counting.values import Wanted, values_of
from timeline.storage.reading.finding.place_in_list import Key
from timeline.storage.reading.told.entry_rows import DATING, SPAN, as_date, with_spans


def facts_of(reader: Reader, query: EventQuery, wanted: Wanted, keys: Sequence[Key]) -> list[Fact]:
    """The facts of these events, which the query has found, in their order."""
    return _Facts(reader, query, wanted, [key.id for key in keys]).told()


_Values = dict[str, dict[str, None]]
"""By event the values that it has, none twice."""


class _Facts:
    def __init__(self, reader: Reader, query: EventQuery, wanted: Wanted, ids: list[str]) -> None:
        self._reader = reader
        self._query = query
        self._wanted = wanted
        self._ids = ids

    def _of_these(self, sql: str, **more: Value) -> Iterator[tuple[Any, ...]]:
        parameters: dict[str, Value] = dict(more)
        listed = among(self._reader, "ids", self._ids, parameters)
        return self._reader.rows(sql.format(listed), parameters)

    def told(self) -> list[Fact]:
        dates = self._dates()
        values = [self._values(number) for number in range(len(self._wanted.dimensions))]
        figures = {} if self._wanted.measure is None else self._figures(self._wanted.measure)
        none = (None,)
        return [
            Fact(
                dates[event_id],
                tuple([tuple(of_each[event_id]) if event_id in of_each else none for of_each in values]),
                event_figure(figures[event_id]) if event_id in figures else None,
            )
            for event_id in self._ids
        ]

    def _dates(self) -> dict[str, Any]:
        columns = ", ".join(f"e.{each}" for each in ("id", "span_count", *DATING))
        dates, several = {}, []
        for event_id, span_count, *dating in self._of_these(f"SELECT {columns} FROM event e WHERE e.id {{}}"):
            dates[event_id] = as_date(*dating)
            if span_count > 1:
                several.append(event_id)
        if several:
            parameters: dict[str, Value] = {}
            listed = among(self._reader, "ids", several, parameters)
            spans = defaultdict(list)
            sql = f"SELECT event_id, {', '.join(SPAN)} FROM event_span WHERE event_id {listed}"
            for row in self._reader.rows(f"{sql} ORDER BY event_id, position", parameters):
                spans[row[0]].append(row)
            dates |= {event_id: with_spans(dates[event_id], rows) for event_id, rows in spans.items()}
        return dates

    def _values(self, number: int) -> _Values:
        dimension = self._wanted.dimensions[number]
        more: dict[str, Value] = {}
        values = values_of(self._query, self._wanted, number, self._reader.dialect, more)
        tables = f"event e CROSS JOIN {values.tables}" if values.tables else "event e"
        joined = values.joined or f"{values.value} IS NOT NULL"
        found: _Values = defaultdict(dict)
        sql = f"SELECT e.id, {values.value} FROM {tables} WHERE e.id {{}} AND {joined}"
        for event_id, value in self._of_these(sql, **more):
            found[event_id][self._wanted.told(dimension, value) or ""] = None
        return found

    def _figures(self, measure: str) -> dict[str, list[Figure]]:
        found: dict[str, list[Figure]] = defaultdict(list)
        for event_id, low, best, high in self._of_these(_FIGURES, measure=measure):
            found[event_id].append(Figure(measure, low, best, high))
        return found


# CROSS JOIN: SQLite takes the two in this order. Claims that deny an event have no say in its figures, see
# ``disputes.disputed_measures``.
_FIGURES = (
    "SELECT f.event_id, f.low, f.best, f.high FROM figure f CROSS JOIN claim c WHERE f.event_id {} "
    "AND f.measure = :measure AND c.event_id = f.event_id AND c.position = f.claim_position AND c.modality <> 'denied'"
)
