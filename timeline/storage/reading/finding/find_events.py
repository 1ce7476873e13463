"""EventQuery -> SQL text with named parameters: which events, in their order; the same text on both databases.

Only the keys of events are found and ordered here; what is told of them is fetched for those that are
shown (see ``entries``). Either the list is walked in its order and each event is asked about, or one
filter leads: it finds the events, and the rest is asked of those. Which one is chosen in ``lead``.
"""

from collections.abc import Iterator
from typing import NamedTuple

from timeline.query import EventQuery
from timeline.storage.connecting.reader import Value, in_list
from timeline.storage.reading.finding.conditions import conditions, in_roles, of_type
from timeline.storage.reading.finding.window import (
    OVERLAPS,
    at_that_time,
    bind_window,
    branches,
    how_it_lies,
    lies_within,
    spans_fit,
)
from timeline.storage.schema.stored_days import BEFORE_ALL, OPEN_END, UNDATED_SORT

WALK = ""
"""No filter leads."""


class Statement(NamedTuple):
    """A query's text and its parameters."""

    sql: str
    parameters: dict[str, Value]


def find_events(query: EventQuery, led_by: str = WALK, *, dialect: str = "sqlite") -> Statement:
    """The events that a query asks for: (sort_day, sort_rank, id) of each, in this order.

    Backwards, undated events are last as well: their sort_day is told as BEFORE_ALL.

    ``led_by``: ``actor0`` (the first of the actors, and so on), ``place``, ``type``, ``source``,
    ``according_to0``, ``tag0``, ``standing`` or ``text``; the answer is the same whichever leads.
    """
    parameters: dict[str, Value] = {}
    if query.has_window:
        bind_window(query, parameters)
    if led_by == WALK:
        selects = list(_walk(query, parameters))
    elif _is_one_actor(query, led_by):
        selects = list(_walk_of_actor(query, parameters, led_by))
    else:
        selects = [_led(query, parameters, led_by, dialect)]
    down = " DESC" if query.reverse else ""
    order = f"ORDER BY 1{down}, 2{down}, 3{down}"
    return Statement(f"{' UNION ALL '.join(selects)} {order}{_page(query, parameters)}", parameters)


def count_events(query: EventQuery, led_by: str = WALK, *, dialect: str = "sqlite", most: int) -> Statement:
    """How many events a query finds, its page left aside; counted no further than ``most``."""
    sql, parameters = find_events(query._replace(limit=most, offset=0), led_by, dialect=dialect)
    return Statement(f"SELECT count(*) FROM ({sql}) counted", parameters)


def _page(query: EventQuery, parameters: dict[str, Value]) -> str:
    if query.limit is None and not query.offset:
        return ""
    # Neither database counts further than this, and neither holds more events.
    parameters["limit"] = OPEN_END if query.limit is None else min(query.limit, OPEN_END)
    parameters["offset"] = min(query.offset, OPEN_END)
    return " LIMIT :limit OFFSET :offset"


# --- walked in order ---------------------------------------------------------------------------------


def _walk(query: EventQuery, parameters: dict[str, Value]) -> Iterator[str]:
    asked = list(conditions(query, parameters, WALK))
    select = "SELECT e.sort_day, e.sort_rank, e.id FROM event e"
    if not query.has_window:
        for day, which in _whole_list(query, "e.sort_day"):
            yield f"SELECT {day}, e.sort_rank, e.id FROM event e WHERE {_all([*which, *asked])}"
        return
    for branch in branches(query, parameters, "e"):
        yield f"{select} WHERE {_all([*branch.conditions, *spans_fit(query, branch), *asked])}"


def _whole_list(query: EventQuery, sort_day: str) -> Iterator[tuple[str, list[str]]]:
    """The list in one part; backwards in two, each of which an index has in order: what to sort by, and a condition."""
    if not query.reverse:
        yield sort_day, []
        return
    yield sort_day, [f"{sort_day} < {UNDATED_SORT}"]
    yield str(BEFORE_ALL), [f"{sort_day} = {UNDATED_SORT}"]


def _is_one_actor(query: EventQuery, led_by: str) -> bool:
    return led_by.startswith("actor") and not query.with_members and len(_actors(query, led_by)) == 1


def _actors(query: EventQuery, led_by: str) -> tuple[str, ...]:
    return query.actors[int(led_by.removeprefix("actor"))]


def _walk_of_actor(query: EventQuery, parameters: dict[str, Value], led_by: str) -> Iterator[str]:
    """One actor's events stand in order in its own index."""
    (parameters["actor"],) = _actors(query, led_by)
    asked = list(conditions(query, parameters, led_by))
    role = in_roles(query, parameters)
    select = "SELECT {}, p.sort_rank, p.event_id FROM participation p"
    # Who takes part in an event twice is found once.
    own = (
        f"p.actor_id = :actor{role} AND NOT EXISTS (SELECT 1 FROM participation q WHERE q.event_id = p.event_id "
        f"AND q.position < p.position AND q.actor_id = :actor{role.replace('p.role', 'q.role')})"
    )
    if not query.has_window and not asked:
        for day, which in _whole_list(query, "p.sort_day"):
            yield f"{select.format(day)} WHERE {_all([*which, own])}"
        return
    select += " CROSS JOIN event e WHERE e.id = p.event_id"
    if not query.has_window:
        for day, which in _whole_list(query, "p.sort_day"):
            yield f"{select.format(day)} AND {_all([*which, own, *asked])}"
        return
    for branch in branches(query, parameters, "p"):
        yield f"{select.format(branch.day)} AND {_all([*branch.conditions, own, *spans_fit(query, branch), *asked])}"


def _all(conditions: list[str]) -> str:
    return " AND ".join(conditions) or "1 = 1"


# --- led by a filter ---------------------------------------------------------------------------------


def _led(query: EventQuery, parameters: dict[str, Value], led_by: str, dialect: str) -> str:
    found = lead_select(query, parameters, led_by, dialect)
    # A member counts for a group only while it is one: that is still to be asked.
    settled = WALK if query.with_members and led_by.startswith("actor") else led_by
    asked = list(conditions(query, parameters, settled))
    if query.has_window:
        asked += _in_window(query)
    if led_by == "text" and not asked:
        return f"SELECT {_told_day(query, 'k.sort_day')}, k.sort_rank, k.event_id FROM ({found}) k"
    # CROSS JOIN: SQLite takes the two in this order. Who stands in an event twice is found once.
    return (
        f"SELECT {_told_day(query, 'e.sort_day')}, e.sort_rank, e.id FROM ({found}) k CROSS JOIN event e "
        f"WHERE {_all(['e.id = k.event_id', *asked])} GROUP BY e.sort_day, e.sort_rank, e.id"
    )


def _told_day(query: EventQuery, sort_day: str) -> str:
    """What a list that is sorted afterwards is sorted by."""
    if not query.reverse or query.has_window:
        return sort_day
    return f"CASE WHEN {sort_day} = {UNDATED_SORT} THEN {BEFORE_ALL} ELSE {sort_day} END"


def _in_window(query: EventQuery) -> Iterator[str]:
    yield OVERLAPS
    yield from at_that_time(query)
    yield from how_it_lies(query, lies_within(query))


def lead_select(query: EventQuery, parameters: dict[str, Value], led_by: str, dialect: str) -> str:
    """The events that one filter finds by an index of its own: a SELECT of event_id, some perhaps twice."""
    if led_by.startswith("actor"):
        return " UNION ALL ".join(_of_actors(query, parameters, led_by))
    if led_by == "place":
        parameters["place"] = query.place
        return (
            "SELECT x.id AS event_id FROM place_within w CROSS JOIN event x "
            "WHERE w.container_id = :place AND x.place_id = w.place_id"
        )
    if led_by == "type":
        return f"SELECT x.id AS event_id FROM event x WHERE {of_type('x.type', query.type or '', parameters)}"
    if led_by == "source":
        listed = in_list("source", query.sources or (), parameters)
        return (
            "SELECT c.event_id FROM source_lineage l CROSS JOIN claim c "
            f"WHERE l.ancestor_id IN {listed} AND c.source_id = l.source_id"
        )
    if led_by == "standing":
        listed = in_list("standing", query.standings, parameters)
        return f"SELECT x.id AS event_id FROM event x WHERE x.standing <> 'asserted' AND x.standing IN {listed}"
    if led_by.startswith("according_to"):
        parameters["reported"] = query.according_to[int(led_by.removeprefix("according_to"))]
        return "SELECT t.event_id FROM attribution t WHERE t.actor_id = :reported"
    if led_by.startswith("tag"):
        parameters["tag"] = query.tags[int(led_by.removeprefix("tag"))]
        return "SELECT t.event_id FROM event_tag t WHERE t.tag = :tag"
    from timeline.storage.reading.finding.words_found import with_words  # only questions for a text

    return with_words(query, parameters, dialect)


def _of_actors(query: EventQuery, parameters: dict[str, Value], led_by: str) -> Iterator[str]:
    ids = _actors(query, led_by)
    role = in_roles(query, parameters)
    if query.with_members:
        found = "SELECT p.event_id FROM group_member g CROSS JOIN participation p"
        own = f"WHERE g.group_id IN {in_list('group', ids, parameters)} AND p.actor_id = g.member_id{role}"
    else:
        found = "SELECT p.event_id FROM participation p"
        own = f"WHERE p.actor_id IN {in_list('actor', ids, parameters)}{role}"
    if not query.has_window:
        yield f"{found} {own}"
        return
    for branch in branches(query, parameters, "p"):
        yield f"{found} {own} AND {_all(branch.conditions)}"
