"""The keys of a page in order: at once, or, where many actors' events would be gathered for it, by stretches of days.

What each of many actors did stands in order, what they did together does not: all of it would be gathered and sorted
for the first fifty. So they are asked for what lies on the first days of the list alone, as many as are likely to fill
the page, and where these do not, for what lies on the next ones.
"""

from collections.abc import Iterator
from itertools import islice
from math import isinf
from typing import Any

from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.finding.find_events import find_events
from timeline.storage.reading.finding.lead import WayToFind
from timeline.storage.reading.finding.place_in_list import FROM_THE_BEGINNING, ListStretch, Start
from timeline.storage.reading.finding.window import window_of
from timeline.storage.schema.stored_days import BEFORE_ALL, OPEN_END, OPEN_START, UNDATED_SORT

_FURTHER = 4
"""Where a stretch does not fill the page, the next one is likely to have so many times as many events."""


def find_in_order(
    reader: Reader, query: EventQuery, way: WayToFind, start: Start = FROM_THE_BEGINNING, *, few: bool
) -> Iterator[tuple[Any, ...]]:
    """(sort_day, sort_rank, id) of the events of a query, in order, as ``find_events`` tells them, read from ``start``.

    ``few``: a server may send them all at once.
    """
    if isinf(way.passed) or query.limit is None:
        return reader.rows(*find_events(query, way.led_by, dialect=reader.dialect, start=start), few=few)
    end = query.offset + query.limit
    return islice(_first_ones(reader, query._replace(offset=0, limit=end), way, start), query.offset, end)


def _first_ones(reader: Reader, query: EventQuery, way: WayToFind, start: Start) -> Iterator[tuple[Any, ...]]:
    """So many as the query's limit, found a stretch at a time, of which none is asked for before it is needed."""
    for stretch in _stretches(reader, query, start, way.passed):
        found = find_events(query, way.led_by, dialect=reader.dialect, start=start, stretch=stretch)
        rows = list(reader.rows(*found, few=True))
        yield from rows
        query = query._replace(limit=(query.limit or 0) - len(rows))


def _stretches(reader: Reader, query: EventQuery, start: Start, passed: float) -> Iterator[ListStretch]:
    """The whole list in stretches, in the order of reading; in the first one there are about ``passed`` events.

    In a list that runs backwards undated events come last as well: then they are a stretch of their own.
    """
    down = query.reverse != start.is_back
    undated = [ListStretch(UNDATED_SORT, UNDATED_SORT)] if query.reverse and not query.has_window else []
    dated = ListStretch(BEFORE_ALL, UNDATED_SORT - 1) if undated else ListStretch()
    if start.is_back:
        yield from undated
    for first_day, last_day in _cuts(reader, query, start, passed):
        if down:
            yield dated._replace(first=first_day)
            dated = dated._replace(last=first_day - 1)
        else:
            yield dated._replace(last=last_day)
            dated = dated._replace(first=last_day + 1)
    yield dated
    if not start.is_back:
        yield from undated


def _cuts(reader: Reader, query: EventQuery, start: Start, passed: float) -> Iterator[tuple[int, int]]:
    """Where the list is cut, in the order of reading: (first day behind the cut, last day before it).

    By what the loader has counted by week.
    """
    from_day, to_day = _ends(query)
    down = query.reverse != start.is_back
    under_way = 0 if down else _under_way(reader, from_day)
    if start.key is not None and down:
        to_day = min(to_day, start.key.sort_day)
    elif start.key is not None and start.key.sort_day >= from_day:
        from_day, under_way = start.key.sort_day, 0
    seen, enough = under_way, passed
    weeks = (
        "SELECT first_day, certain_begun + possible_begun FROM stretch_count WHERE unit = 'week' "
        f"AND first_day > :from_day AND first_day <= :to_day ORDER BY first_day{' DESC' if down else ''}"
    )
    for first_day, begun in reader.rows(weeks, {"from_day": from_day, "to_day": to_day}, few=True):
        seen += begun * down
        if seen >= enough:
            yield first_day, first_day - 1
            passed *= _FURTHER
            enough = seen + passed
        seen += begun * (not down)


def _ends(query: EventQuery) -> tuple[int, int]:
    """The first and the last day of the window, or of the list without one."""
    if not query.has_window:
        return OPEN_START, OPEN_END
    from_day, to_day = window_of(query)[:2]
    return OPEN_START if from_day is None else from_day, OPEN_END if to_day is None else to_day


def _under_way(reader: Reader, from_day: int) -> int:
    """About how many events are under way when a window opens: they come first in its list."""
    if from_day == OPEN_START:
        return 0
    sql = (
        "SELECT COALESCE(SUM(certain_begun + possible_begun - certain_ended - possible_ended), 0) "
        "FROM stretch_count WHERE unit = 'month' AND first_day < :from_day - 31"
    )
    ((under_way,),) = reader.rows(sql, {"from_day": from_day}, few=True)
    return int(under_way)
