"""What is counted of the events that a query finds: their dates, what they are counted by, and their figures."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from timeline.domain.chronology import EventDate
from timeline.domain.counting.event_figures import event_figure
from timeline.domain.counting.tally import Fact
from timeline.domain.dates.when import Span
from timeline.domain.records import Figure
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader, Value, among, in_list
from timeline.storage.reading.entry_rows import DATING, SPAN, as_date, with_spans
from timeline.storage.reading.finding.conditions import SHARES_A_DAY, in_roles
from timeline.storage.reading.finding.find_events import find_events, select_events
from timeline.storage.reading.finding.lead import choose_lead
from timeline.storage.reading.finding.place_in_list import Key
from timeline.storage.schema.stored_days import LAST_RANK, UNDATED_SORT, read_span

_AT_A_TIME = 2_000
"""Events that are looked at together."""


class Wanted(NamedTuple):
    """What of the events is to be known."""

    dimensions: tuple[str, ...] = ()
    """Those that are no time: ``actor``, ``role``, ``type``, ``place`` (with all that it lies within), ``source``
    (with all that it derives from), ``origin``, ``standing``, ``tag``."""
    measure: str | None = None


def found_facts(reader: Reader, query: EventQuery, wanted: Wanted) -> Iterator[Fact]:
    """The facts of all events of a query, in no order; one for many where they are alike."""
    has_times = query.window is not None and query.window[3:] != (None, None)
    if wanted.measure is None and not has_times and {*wanted.dimensions} <= {*_EVENT_COLUMNS}:
        yield from _alike(reader, query, wanted.dimensions)
        return
    found = reader.rows(*find_events(query, choose_lead(reader, query), dialect=reader.dialect))
    while keys := [Key(*row) for row in islice(found, _AT_A_TIME)]:
        yield from facts_of(reader, query, wanted, keys)


def _alike(reader: Reader, query: EventQuery, dimensions: tuple[str, ...]) -> Iterator[Fact]:
    """Events of one date and of the same values are counted by the database; those of several dates are looked at."""
    if not dimensions and query._replace(actors=()) == EventQuery() and list(map(len, query.actors)) == [1]:
        yield from _of_actor(reader, query.actors[0][0])
        return
    lead = choose_lead(reader, query)
    columns = ", ".join(f"e.{each}" for each in (*SPAN, *dimensions))
    sql, parameters = select_events(query, lead, dialect=reader.dialect, columns=f"{columns}, COUNT(*)")
    for row in reader.rows(f"{sql} AND e.span_count <= 1 GROUP BY {columns}", parameters):
        span, values, count = row[: len(SPAN)], row[len(SPAN) : -1], row[-1]
        date = _UNDATED if span[0] is None else EventDate("", None, (read_span(*span),))
        yield Fact(date, tuple([(each,) for each in values]), None, count)
    sql, parameters = select_events(query, lead, dialect=reader.dialect, columns="e.sort_day, e.sort_rank, e.id")
    several = reader.rows(f"{sql} AND e.span_count > 1", parameters)
    while keys := [Key(*row) for row in islice(several, _AT_A_TIME)]:
        yield from facts_of(reader, query, Wanted(dimensions), keys)


_UNDATED = EventDate("undated", None)


def _of_actor(reader: Reader, actor: str) -> Iterator[Fact]:
    """All events of one actor: those of single days, most of them, are counted in the actor's own index alone.

    Of a single day, or of none, are those of a rank of 0 or more, but for what has no start: see
    ``stored_days.sort_keys``.
    """
    parameters: dict[str, Value] = {"actor": actor}
    single = (
        "SELECT DISTINCT p.sort_day, p.sort_rank, p.event_id FROM participation p "
        f"WHERE p.actor_id = :actor AND p.sort_rank >= 0 AND p.sort_rank < {LAST_RANK}"
    )
    for day, count in reader.rows(f"SELECT d.sort_day, COUNT(*) FROM ({single}) d GROUP BY d.sort_day", parameters):
        date = _UNDATED if day == UNDATED_SORT else EventDate("", None, (Span.within(day, day),))
        yield Fact(date, (), None, count)
    columns = ", ".join(f"e.{each}" for each in SPAN)
    longer = "SELECT DISTINCT p.event_id FROM participation p WHERE p.actor_id = :actor AND p.length_class <> 0"
    found = f"FROM ({longer}) p CROSS JOIN event e WHERE e.id = p.event_id"
    sql = f"SELECT {columns}, COUNT(*) {found} AND e.span_count = 1 GROUP BY {columns}"
    for *span, count in reader.rows(sql, parameters):
        yield Fact(EventDate("", None, (read_span(*span),)), (), None, count)
    several = reader.rows(f"SELECT e.sort_day, e.sort_rank, e.id {found} AND e.span_count > 1", parameters)
    while keys := [Key(*row) for row in islice(several, _AT_A_TIME)]:
        yield from facts_of(reader, EventQuery(), Wanted(), keys)


def facts_of(reader: Reader, query: EventQuery, wanted: Wanted, keys: Sequence[Key]) -> list[Fact]:
    """The facts of these events, which the query has found, in their order."""
    return _Facts(reader, query, [key.id for key in keys]).told(wanted)


_EVENT_COLUMNS = ("type", "standing")
"""Dimensions of which an event has one value, in its own row."""
_Values = dict[str, dict[str, None]]
"""By event the values that it has, none twice."""


class _Facts:
    def __init__(self, reader: Reader, query: EventQuery, ids: list[str]) -> None:
        self._reader = reader
        self._query = query
        self._ids = ids
        columns = ", ".join(f"e.{each}" for each in ("id", "span_count", *_EVENT_COLUMNS, *DATING))
        self._rows = {row[0]: row for row in self._of_these(f"SELECT {columns} FROM event e WHERE e.id {{}}")}

    def _of_these(self, sql: str, **more: Value) -> Iterator[tuple[Any, ...]]:
        parameters: dict[str, Value] = dict(more)
        listed = among(self._reader, "ids", self._ids, parameters)
        return self._reader.rows(sql.format(listed), parameters)

    def told(self, wanted: Wanted) -> list[Fact]:
        dates = self._dates()
        values = [self._values(each) for each in wanted.dimensions]
        figures = {} if wanted.measure is None else self._figures(wanted.measure)
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
        dates = {event_id: as_date(*row[2 + len(_EVENT_COLUMNS) :]) for event_id, row in self._rows.items()}
        several = [event_id for event_id, row in self._rows.items() if row[1] > 1]
        if several:
            parameters: dict[str, Value] = {}
            listed = among(self._reader, "ids", several, parameters)
            spans = defaultdict(list)
            sql = f"SELECT event_id, {', '.join(SPAN)} FROM event_span WHERE event_id {listed}"
            for row in self._reader.rows(f"{sql} ORDER BY event_id, position", parameters):
                spans[row[0]].append(row)
            dates |= {event_id: with_spans(dates[event_id], rows) for event_id, rows in spans.items()}
        return dates

    def _values(self, dimension: str) -> _Values:
        if dimension in _EVENT_COLUMNS:
            at = 2 + _EVENT_COLUMNS.index(dimension)
            return {event_id: {row[at]: None} for event_id, row in self._rows.items() if row[at] is not None}
        more: dict[str, Value] = {}
        sql = _VALUES[dimension]
        if dimension == "actor":
            sql += in_roles(self._query, more)
        elif dimension == "role":
            sql += in_roles(self._query, more) + _of_those_asked_for(self._query, more)
        found: _Values = defaultdict(dict)
        for event_id, value in self._of_these(sql, **more):
            found[event_id][value] = None
        return found

    def _figures(self, measure: str) -> dict[str, list[Figure]]:
        found: dict[str, list[Figure]] = defaultdict(list)
        for event_id, low, best, high in self._of_these(_FIGURES, measure=measure):
            found[event_id].append(Figure(measure, low, best, high))
        return found


# CROSS JOIN: SQLite takes the two in this order.
_VALUES = {
    "actor": "SELECT p.event_id, p.actor_id FROM participation p WHERE p.event_id {}",
    "role": "SELECT p.event_id, p.role FROM event e CROSS JOIN participation p WHERE e.id {} AND p.event_id = e.id",
    "place": (
        "SELECT e.id, w.container_id FROM event e CROSS JOIN place_within w WHERE e.id {} AND w.place_id = e.place_id"
    ),
    "source": (
        "SELECT c.event_id, l.ancestor_id FROM claim c CROSS JOIN source_lineage l "
        "WHERE c.event_id {} AND l.source_id = c.source_id"
    ),
    "origin": (
        "SELECT c.event_id, l.ancestor_id FROM claim c CROSS JOIN source_lineage l "
        "WHERE c.event_id {} AND l.source_id = c.source_id AND l.is_origin = 1"
    ),
    "tag": "SELECT t.event_id, t.tag FROM event_tag t WHERE t.event_id {}",
}
# Claims that deny an event have no say in its figures, see ``disputes.disputed_measures``.
_FIGURES = (
    "SELECT f.event_id, f.low, f.best, f.high FROM figure f CROSS JOIN claim c WHERE f.event_id {} "
    "AND f.measure = :measure AND c.event_id = f.event_id AND c.position = f.claim_position AND c.modality <> 'denied'"
)


def _of_those_asked_for(query: EventQuery, parameters: dict[str, Value]) -> str:
    """The condition that a participation is of one of the actors asked for, where any are."""
    ids = list(dict.fromkeys(each for group in query.actors for each in group))
    if not ids:
        return ""
    listed = in_list("asked", ids, parameters)
    if not query.with_members:
        return f" AND p.actor_id IN {listed}"
    return (
        f" AND EXISTS (SELECT 1 FROM group_member g WHERE g.member_id = p.actor_id AND g.group_id IN {listed} "
        f"AND {SHARES_A_DAY})"
    )
