"""EventQuery -> SQL text with named parameters; the same text runs on SQLite and PostgreSQL.

An event overlaps a window when it *starts in it* (a plain range on the order index) or is *already
under way when it opens* (one branch a length class, each looking back only as far as its longest
event reaches; one more for events without a start). Each event is in exactly one branch.
"""

from collections.abc import Iterator
from typing import NamedTuple

from timeline.query import EventQuery
from timeline.storage.days import LONGEST, OPEN_END, OPEN_START, UNBOUNDED_CLASS
from timeline.storage.reader import Value, in_list

# Columns of the event, in the order in which ``entries`` reads them; the first three are the order of lists.
COLUMNS = (
    "e.sort_day, e.sort_second, e.id, e.title, e.summary, e.type, e.place_id, e.date_note, e.note, e.status, e.edtf, "
    "e.earliest_day, e.latest_day, e.approximate, e.uncertain, e.span_count, e.standing, e.source_count, e.origin_count"
)


_INSIDE = (
    "((e.span_count = 1 AND e.earliest_day >= :from_day AND e.latest_day <= :to_day) "
    "OR EXISTS (SELECT 1 FROM event_span s WHERE s.event_id = e.id "
    "AND s.earliest_day >= :from_day AND s.latest_day <= :to_day))"
)
"""Some span lies inside the window."""


class Statement(NamedTuple):
    """A query's text and its parameters."""

    sql: str
    parameters: dict[str, Value]


def find_events(query: EventQuery) -> Statement:
    """The events that a query asks for, COLUMNS of each, in chronological order (undated ones last)."""
    parameters: dict[str, Value] = {}
    conditions = [*_window_conditions(query), *_conditions(query, parameters)]
    branches = [
        f"SELECT {COLUMNS} FROM event e WHERE {' AND '.join([*branch, *conditions]) or '1 = 1'}"
        for branch in _branches(query, parameters)
    ]
    down = " DESC" if query.reverse else ""
    order = f"ORDER BY sort_day{down}, sort_second{down}, id{down}"
    return Statement(f"{' UNION ALL '.join(branches)} {order}{_page(query, parameters)}", parameters)


def _page(query: EventQuery, parameters: dict[str, Value]) -> str:
    if query.limit is None and not query.offset:
        return ""
    # Neither database counts further than this, and neither holds more events.
    parameters["limit"] = OPEN_END if query.limit is None else min(query.limit, OPEN_END)
    parameters["offset"] = min(query.offset, OPEN_END)
    return " LIMIT :limit OFFSET :offset"


def _branches(query: EventQuery, parameters: dict[str, Value]) -> Iterator[list[str]]:
    """The conditions of each branch; together they find what overlaps the window, each event once."""
    if not query.has_window:
        yield []
        return
    parameters["from_day"] = OPEN_START if query.from_day is None else query.from_day
    parameters["to_day"] = OPEN_END if query.to_day is None else query.to_day
    # sort_day is the first day, or the last of what has no start: either lies in the window.
    yield ["e.sort_day BETWEEN :from_day AND :to_day"]
    if query.certain:
        return  # what was under way before does not lie inside
    if query.from_day is not None:
        yield from _under_way(query.from_day, parameters)
    if query.to_day is not None:
        # Bounded on both sides: SQLite's planner takes an open range for a half of the table, and walks all of it.
        yield [f"e.earliest_day = {OPEN_START}", "e.latest_day > :to_day", f"e.latest_day <= {OPEN_END}"]


def _under_way(from_day: int, parameters: dict[str, Value]) -> Iterator[list[str]]:
    for number, longest in LONGEST.items():
        # The first day of the longest event of this class that still reaches the window.
        parameters[f"back{number}"] = from_day - longest + 1
        yield [*_long(number), f"e.earliest_day >= :back{number}", "e.earliest_day < :from_day"]
    yield [*_long(UNBOUNDED_CLASS), "e.earliest_day < :from_day"]


def _long(number: int) -> list[str]:
    return [f"e.length_class = {number}", "e.latest_day > e.earliest_day", "e.latest_day >= :from_day"]


def _window_conditions(query: EventQuery) -> Iterator[str]:
    if not query.has_window:
        return
    if query.inside is not None:
        yield _INSIDE if query.inside else f"NOT {_INSIDE}"
    if query.certain:
        yield "e.earliest_day >= :from_day AND e.latest_day <= :to_day"
    else:
        yield (
            "(e.span_count = 1 OR EXISTS (SELECT 1 FROM event_span s WHERE s.event_id = e.id "
            "AND s.earliest_day <= :to_day AND s.latest_day >= :from_day))"
        )


def _conditions(query: EventQuery, parameters: dict[str, Value]) -> Iterator[str]:
    yield from _participants(query, parameters)
    if query.place is not None:
        parameters["place"] = query.place
        yield "e.place_id IN (SELECT w.place_id FROM place_within w WHERE w.container_id = :place)"
    if query.type is not None:
        parameters["type"] = query.type
        # Its modes are all that begins with "type/"; 0 is the character after the slash. LIKE would take
        # % for a pattern.
        parameters["modes_from"], parameters["modes_to"] = f"{query.type}/", f"{query.type}0"
        yield "(e.type = :type OR (e.type >= :modes_from AND e.type < :modes_to))"
    if query.sources is not None:
        listed = in_list("source", query.sources, parameters)
        yield (
            "EXISTS (SELECT 1 FROM claim c JOIN source_lineage l ON l.source_id = c.source_id "
            f"WHERE c.event_id = e.id AND l.ancestor_id IN {listed})"
        )
    if query.tag is not None:
        parameters["tag"] = query.tag
        yield "EXISTS (SELECT 1 FROM event_tag t WHERE t.event_id = e.id AND t.tag = :tag)"
    if query.text is not None:
        from timeline.domain.names import fold  # most queries have no text

        parameters["text"] = f"%{fold(query.text)}%"
        yield "e.search_text LIKE :text"
    if query.disputed:
        yield "e.status = 'disputed'"
    if query.undated:
        yield "e.status = 'undated'"
    if query.standings:
        yield f"e.standing IN {in_list('standing', query.standings, parameters)}"


def _participants(query: EventQuery, parameters: dict[str, Value]) -> Iterator[str]:
    role = ""
    if query.roles:
        role = f" AND p.role IN {in_list('role', query.roles, parameters)}"
    for number, ids in enumerate(query.actors):
        listed = in_list(f"actor{number}x", ids, parameters)
        if query.with_members:
            yield _of_group(listed, role)
        elif query.has_window:
            # The window has found few events: probe each one.
            yield f"EXISTS (SELECT 1 FROM participation p WHERE p.event_id = e.id AND p.actor_id IN {listed}{role})"
        else:
            yield f"e.id IN (SELECT p.event_id FROM participation p WHERE p.actor_id IN {listed}{role})"
    if query.roles and not query.actors:
        yield f"EXISTS (SELECT 1 FROM participation p WHERE p.event_id = e.id{role})"


def _of_group(listed: str, role: str) -> str:
    """A member's part counts where the event may fall within the membership: on some span of it."""
    return (
        "EXISTS (SELECT 1 FROM participation p JOIN group_member g ON g.member_id = p.actor_id "
        f"WHERE p.event_id = e.id AND g.group_id IN {listed}{role} AND (e.status = 'undated' "
        "OR (e.span_count = 1 AND g.earliest_day <= e.latest_day AND g.latest_day >= e.earliest_day) "
        "OR EXISTS (SELECT 1 FROM event_span s WHERE s.event_id = e.id "
        "AND g.earliest_day <= s.latest_day AND g.latest_day >= s.earliest_day)))"
    )
