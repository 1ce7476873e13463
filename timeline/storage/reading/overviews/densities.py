"""On which days events began and ended: of all by what the loader has counted, of some by looking at each."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader, Value, among
from timeline.storage.reading.finding.find_events import select_events
from timeline.storage.reading.finding.lead import choose_lead
from timeline.storage.reading.finding.place_in_list import Key
from timeline.storage.schema.stored_days import OPEN_END, OPEN_START

_COUNTABLE = 2**48
"""Days (some 770 thousand million years), of which databases can still reckon the share of a bucket."""


class DayCount(NamedTuple):
    """How many events began and how many ended on a day; OPEN_START and OPEN_END are days of their own."""

    day: int
    begun: int
    ended: int


class Extent(NamedTuple):
    """How far the events of a list reach."""

    first_begin: int | None
    """The first day on which one begins that has a start; None where there is none."""
    last_begin: int | None
    last_end: int | None
    """The last day on which one ends that has an end."""
    open_starts: int
    """How many have no start,"""
    open_ends: int
    """no end,"""
    undated: int
    """no date."""
    total: int
    """Of all, dated or not."""


def is_of_all(query: EventQuery) -> bool:
    """Whether every event is asked for, in whatever order, of today's knowledge."""
    return query._replace(reverse=False, perhaps=False) == EventQuery()


def count_all(reader: Reader, from_day: int, to_day: int, buckets: int) -> tuple[int, list[DayCount]]:
    """(how many events that began before these days had not ended before them, what began and ended in each bucket).

    A bucket without either is left out; ``day`` is its number here, see ``bucket_of``.
    """
    bounds = {"from_day": from_day, "to_day": to_day}
    before = "SELECT COALESCE(SUM(begun), 0) - COALESCE(SUM(ended), 0) FROM density WHERE day < :from_day"
    ((under_way,),) = reader.rows(before, bounds, few=True)
    days = to_day - from_day + 1
    if days > _COUNTABLE:
        every = reader.rows("SELECT day, begun, ended FROM density WHERE day BETWEEN :from_day AND :to_day", bounds)
        return int(under_way), [DayCount(bucket_of(day, from_day, days, buckets), *counts) for day, *counts in every]
    sql = (
        "SELECT (day - :from_day) * :buckets / :days, SUM(begun), SUM(ended) FROM density "
        "WHERE day BETWEEN :from_day AND :to_day GROUP BY 1"
    )
    parameters = {**bounds, "buckets": buckets, "days": days}
    rows = reader.rows(sql, parameters, few=True)
    return int(under_way), [DayCount(*map(int, row)) for row in rows]


def bucket_of(day: int, from_day: int, days: int, buckets: int) -> int:
    """The number of the bucket that a day is in, of so many over so many days."""
    return (day - from_day) * buckets // days


def found_days(reader: Reader, query: EventQuery) -> Iterator[tuple[int | None, int | None, int]]:
    """(first day, last day, how many) of the events that a query finds, as stored; None of the undated."""
    columns = "e.begin_earliest, e.end_latest, COUNT(*)"
    sql, parameters = select_events(query, choose_lead(reader, query), dialect=reader.dialect, columns=columns)
    return reader.rows(f"{sql} GROUP BY e.begin_earliest, e.end_latest", parameters)


def days_of(reader: Reader, keys: Sequence[Key]) -> list[tuple[int | None, int | None]]:
    """(first day, last day) of these events, as stored, in their order; None of the undated."""
    parameters: dict[str, Value] = {}
    listed = among(reader, "ids", [key.id for key in keys], parameters)
    sql = f"SELECT id, begin_earliest, end_latest FROM event WHERE id {listed}"
    days = {event_id: (first, last) for event_id, first, last in reader.rows(sql, parameters, few=True)}
    return [days[key.id] for key in keys]


def extent_of_all(reader: Reader) -> Extent:
    """The extent of every event."""
    undated_sql = "SELECT COUNT(*) FROM event WHERE sort_day > :last"
    ((undated,),) = reader.rows(undated_sql, {"last": OPEN_END}, few=True)
    ((first, last, end, starts, ends, dated),) = reader.rows(
        "SELECT MIN(CASE WHEN begun > 0 AND day > :open_start THEN day END), "
        "MAX(CASE WHEN begun > 0 AND day > :open_start THEN day END), "
        "MAX(CASE WHEN ended > 0 AND day < :open_end THEN day END), "
        "COALESCE(SUM(CASE WHEN day = :open_start THEN begun ELSE 0 END), 0), "
        "COALESCE(SUM(CASE WHEN day = :open_end THEN ended ELSE 0 END), 0), COALESCE(SUM(begun), 0) FROM density",
        {"open_start": OPEN_START, "open_end": OPEN_END},
        few=True,
    )
    return Extent(first, last, end, int(starts), int(ends), undated, int(dated) + undated)
