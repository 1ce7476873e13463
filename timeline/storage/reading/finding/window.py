"""The branches by which events of a window are found; each event is in exactly one.

An event overlaps a window when it *starts in it* (a plain range on the order index) or is *already
under way when it opens* (one branch a length class, each looking back only as far as its longest
event reaches; one more for events without a start). Every branch reads one index in the order of
lists, so that a page takes from each no more than it shows.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from timeline.query import EventQuery
from timeline.storage.connecting.reader import Value
from timeline.storage.reading.finding.place_in_list import Days
from timeline.storage.schema.stored_days import (
    LAST_RANK,
    LONGEST,
    OPEN_END,
    OPEN_START,
    OPEN_START_CLASS,
    UNBOUNDED_CLASS,
)

if TYPE_CHECKING:
    from timeline.domain.dates.typed.windows import Window

_SOME_SPAN = "(SELECT 1 FROM event_span s WHERE s.event_id = {0}.id AND s."
# Not EXISTS: PostgreSQL would gather the spans of all events first, to ask about one.
_OVERLAPPING = f"{_SOME_SPAN}begin_earliest <= :to_day AND s.end_latest >= :from_day LIMIT 1) IS NOT NULL"
_SOME_SPAN_INSIDE = (
    f"{_SOME_SPAN.format('e')}begin_earliest >= :whole_from AND s.end_latest <= :whole_to LIMIT 1) IS NOT NULL"
)
_HAS_TIME = "e.second IS NOT NULL AND COALESCE(e.edtf, '') LIKE '%T%'"
"""One day and one time of it. Where sources tell several times of a day, the date is written without any."""

_SPAN_OVERLAPS = f"({{0}}.span_count = 1 OR {_OVERLAPPING})"
OVERLAPS = f"e.begin_earliest <= :to_day AND e.end_latest >= :from_day AND {_SPAN_OVERLAPS.format('e')}"
"""The same without branches, for events that something else has found."""


class Branch(NamedTuple):
    """Conditions on ``x``, the event or a participation; and what they say of events ``e`` with one span alone."""

    conditions: list[str]
    """Those that no index has in order; the days stand beside them."""
    inside: str
    """When an event with one span lies inside the window."""
    days: Days


def window_of(query: EventQuery) -> "Window":
    """The window of a query that has one."""
    if query.window is None:
        raise ValueError("a query without a window was put as one with it")
    return query.window


def bind_window(query: EventQuery, parameters: dict[str, Value]) -> None:
    """Adds the two ends of the window to the parameters."""
    window = window_of(query)
    from_day = OPEN_START if window.earliest_day is None else window.earliest_day
    to_day = OPEN_END if window.latest_day is None else window.latest_day
    parameters["from_day"], parameters["to_day"] = from_day, to_day
    # What has no time lies inside only where its day does, whole; and it has begun only when its day is over.
    parameters["whole_from"] = from_day if window.earliest_second is None else from_day + 1
    parameters["whole_to"] = to_day if window.latest_second is None else to_day - 1
    if window.earliest_second is not None:
        parameters["from_second"] = window.earliest_second
    if window.latest_second is not None:
        parameters["to_second"] = window.latest_second


def branches(query: EventQuery, parameters: dict[str, Value], x: str) -> Iterator[Branch]:
    """The branches that together find what overlaps the window."""
    from_day, to_day = window_of(query)[:2]
    opens, closes = OPEN_START if from_day is None else from_day, OPEN_END if to_day is None else to_day
    # sort_day is the first day, or the last of what has no start: either lies in the window.
    inside = "e.end_latest <= :to_day"
    if from_day is not None:
        inside += f" AND e.sort_rank < {LAST_RANK}"  # it has a start
    if _has_times(query):
        inside = f"({inside} AND ({_HAS_TIME} OR (e.sort_day >= :whole_from AND e.end_latest <= :whole_to)))"
    yield Branch([], inside, Days(f"{x}.sort_day", ">= :from_day", "<= :to_day", opens, closes))
    # The partial index that these read: of longer events, or of those with several spans alone.
    kept = f"{x}.span_count > 1" if query.in_window == "dated" and x == "e" else f"{x}.length_class <> 0"
    # Of one actor's two indexes SQLite would take the shorter one, if both could look up the day.
    day = "e.sort_day" if x == "e" else f"{x}.begin_earliest"
    if from_day is not None:
        for number, days in _under_way(from_day, parameters, day):
            reaches = f"{x}.end_latest >= :from_day"
            yield Branch([kept, f"{x}.length_class = {number}", reaches], "1 = 0", days)
    if to_day is not None:
        last_day = "e.sort_day" if x == "e" else f"{x}.end_latest"
        without_start = Days(last_day, "> :to_day", "", closes + 1, OPEN_END)
        yield Branch([kept, f"{x}.length_class = {OPEN_START_CLASS}"], "1 = 0", without_start)


def _under_way(from_day: int, parameters: dict[str, Value], day: str) -> Iterator[tuple[int, Days]]:
    """For each length class how far back the events begin that may reach the window."""
    for number, longest in LONGEST.items():
        # The first day of the longest event of this class that still reaches the window.
        back = parameters[f"back{number}"] = from_day - longest + 1
        yield number, Days(day, f">= :back{number}", "< :from_day", back, from_day - 1)
    # Bounded on both sides: SQLite's planner takes an open range for a half of the table.
    yield UNBOUNDED_CLASS, Days(day, f"> {OPEN_START}", "< :from_day", OPEN_START + 1, from_day - 1)


def fits(query: EventQuery, branch: Branch) -> list[str]:
    """What is left to ask of an event of this branch but ``some_span``: how it lies to the window."""
    return [*how_it_lies(query, branch.inside), *at_that_time(query)]


def some_span(query: EventQuery, found: str) -> str:
    """Of what all branches found, (id, span_count) among it, that some span overlaps the window; "" for no question.

    Asked of all together: for each branch by itself a server would plan it again.
    """
    # What lies inside, or must have been then, overlaps the window.
    is_told = query.certain or query.in_window not in (None, "perhaps")
    return "" if is_told else _SPAN_OVERLAPS.format(found)


def how_it_lies(query: EventQuery, single: str) -> Iterator[str]:
    """What a query asks of events that overlap its window; ``single`` says when one with one span lies inside."""
    if query.certain:
        yield was_then(query)
    if query.in_window is not None:
        yield from _inside_or_not(query.in_window == "dated", single)
    if query.in_window == "under way":
        yield was_then(query)
    elif query.in_window == "perhaps" and query.as_of is None:
        yield f"NOT {was_then(query)}"
    elif query.in_window == "perhaps":
        # Of what has no end it depends on the sources that were known how long it is known to have gone on.
        yield f"(NOT {was_then(query)} OR e.end_latest = {OPEN_END})"


def was_then(query: EventQuery) -> str:
    """Whether an event must have been in the window: in every span it has begun by its end, and not ended before."""
    then = "e.begin_latest <= :whole_to AND e.end_earliest >= :whole_from"
    if not _has_times(query):
        return f"({then})"
    return f"(({then}) OR ({_HAS_TIME} AND e.begin_earliest >= :from_day AND e.end_latest <= :to_day))"


def _has_times(query: EventQuery) -> bool:
    window = window_of(query)
    return window.earliest_second is not None or window.latest_second is not None


def at_that_time(query: EventQuery) -> Iterator[str]:
    """What a window that opens or closes at a time of day asks besides: whether an event of that day was earlier."""
    window = window_of(query)
    if window.earliest_second is not None:
        yield f"NOT (e.sort_day = :from_day AND {_HAS_TIME} AND e.second < :from_second)"
    if window.latest_second is not None:
        yield f"NOT (e.sort_day = :to_day AND {_HAS_TIME} AND e.second > :to_second)"


def lies_within(query: EventQuery) -> str:
    """When an event with one span lies inside the window, however it was found."""
    within = "e.begin_earliest >= :whole_from AND e.end_latest <= :whole_to"
    if not _has_times(query):
        return within
    return f"({within} OR ({_HAS_TIME} AND e.begin_earliest >= :from_day AND e.end_latest <= :to_day))"


def _inside_or_not(wanted: bool, single: str) -> list[str]:
    """Whether some span lies inside the window; ``single`` says it of events with one span."""
    if not wanted:
        return [f"NOT ((e.span_count = 1 AND {single}) OR (e.span_count > 1 AND {_SOME_SPAN_INSIDE}))"]
    if single == "1 = 0":
        return ["e.span_count > 1", _SOME_SPAN_INSIDE]
    return [f"((e.span_count = 1 AND {single}) OR (e.span_count > 1 AND {_SOME_SPAN_INSIDE}))"]
