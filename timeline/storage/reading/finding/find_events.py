"""EventQuery -> SQL text with named parameters: which events, in their order; the same text on both databases.

Only the keys of events are found and ordered here; what is told of them is fetched for those that are
shown (see ``entries``). Either the list is walked in its order and each event is asked about, or one
filter leads: it finds the events, and the rest is asked of those. Which one is chosen in ``lead``.
"""

from collections.abc import Iterator
from typing import NamedTuple

from timeline.query import EventQuery
from timeline.storage.connecting.reader import Value, among_in, in_list
from timeline.storage.reading.finding.conditions import (
    MAY_HAVE_OTHER_DAYS,
    Put,
    bind_then,
    conditions,
    in_roles,
    of_type,
)
from timeline.storage.reading.finding.place_in_list import (
    FROM_THE_BEGINNING,
    WHOLE_LIST,
    Days,
    ListStretch,
    Start,
    beyond,
    bind_start,
    bind_stretch,
    told_key,
)
from timeline.storage.reading.finding.window import (
    OVERLAPS,
    at_that_time,
    bind_window,
    branches,
    fits,
    how_it_lies,
    lies_within,
    some_span,
)
from timeline.storage.schema.stored_days import BEFORE_ALL, OPEN_END, UNDATED_SORT

WALK = ""
"""No filter leads."""
_MERGED = 4
"""Of so many actors, any of whom is asked for, each one's events are merged; those of more are gathered and sorted."""


class Statement(NamedTuple):
    """A query's text and its parameters."""

    sql: str
    parameters: dict[str, Value]


def find_events(
    query: EventQuery,
    led_by: str = WALK,
    *,
    dialect: str = "sqlite",
    start: Start = FROM_THE_BEGINNING,
    stretch: ListStretch = WHOLE_LIST,
    ordered: bool = True,
) -> Statement:
    """The events that a query asks for: (sort_day, sort_rank, id) of each, in this order.

    With ``as_of`` candidates, see ``candidates``, that asks for those of which the place in lists cannot change.

    In a list that runs backwards undated events are last as well: their sort_day is told as BEFORE_ALL.

    ``led_by``: ``actor0`` (the first of the actors, and so on), ``role``, ``place``, ``type``, ``source``,
    ``according_to0``, ``tag0``, ``disputed``, ``standing``, ``as_of`` or ``text``; the answer is the same whichever
    leads.
    ``start``: where in the list to begin, and whether it is read against its order. ``stretch``: the events of these
    days of the list alone, where what leads can be asked so (``is_asked_in_stretches``). ``ordered``: else they come in
    no order, and a page is any so many of them: to merge the branches costs as much as to read them.
    """
    parameters: dict[str, Value] = {}
    if query.has_window:
        bind_window(query, parameters)
    down = query.reverse != start.is_back
    if start.key is not None:
        start = start._replace(key=told_key(start.key, undated_first=query.reverse))
        bind_start(start, parameters)
    reading = _Reading(start, down)
    direction = " DESC" if down else ""
    order = f" ORDER BY 1{direction}, 2{direction}, 3{direction}" if ordered else ""
    of_each = order if dialect == "postgresql" else ""
    if led_by == WALK:
        found = _together(query, _walk(query, parameters, dialect, reading), of_each)
    elif is_in_order(query, led_by):
        found = _together(query, _walk_of_actors(query, Put(parameters, led_by, dialect), reading), of_each)
    else:
        bind_stretch(stretch, parameters)
        found = _led(query, Put(parameters, led_by, dialect), reading, stretch)
    return Statement(f"{found}{order}{_page(query, parameters)}", parameters)


def _together(query: EventQuery, selects: Iterator[str], of_each: str) -> str:
    """One question of all branches: of several machines each merges, sorts and cuts off its own.

    A union at the top is asked branch by branch there, and every key of a window is collected (Citus, "Subquery/CTE
    Push-Pull Execution"). On one machine it is the same plan. ``of_each``: the order of each branch, for PostgreSQL,
    which otherwise reads every branch to its end and sorts them all; SQLite merges branches without being told.
    """
    branches = list(selects)
    if of_each and len(branches) > 1:
        branches = [f"({branch}{of_each})" for branch in branches]
    found = f"({' UNION ALL '.join(branches)}) found"
    if not query.has_window:
        return f"SELECT * FROM {found}"
    asked = some_span(query, "found")
    return f"SELECT sort_day, sort_rank, id FROM {found}{f' WHERE {asked}' if asked else ''}"


class _Reading(NamedTuple):
    """Where a list is read from, and which way its indexes are."""

    start: Start
    """Its key as the list is sorted."""
    down: bool

    def of(self, days: Days, rank: str, id_: str) -> list[str]:
        """The conditions on what an index has in order."""
        return days.conditions(self.start, rank, id_, down=self.down)


def select_events(query: EventQuery, led_by: str = WALK, *, dialect: str = "sqlite", columns: str) -> Statement:
    """The same events in no order, each once, told by columns of its row ``e`` that stand behind its key."""
    is_page = query.limit is not None or query.offset > 0
    sql, parameters = find_events(query, led_by, dialect=dialect, ordered=is_page)
    # CROSS JOIN: SQLite takes the two in this order, and looks up each.
    return Statement(
        f"WITH found (sort_day, sort_rank, id) AS ({sql}) "
        f"SELECT {columns} FROM found CROSS JOIN event e WHERE e.id = found.id",
        parameters,
    )


def count_events(query: EventQuery, led_by: str = WALK, *, dialect: str = "sqlite", most: int) -> Statement:
    """How many events a query finds, its page left aside; counted no further than ``most``."""
    sql, parameters = find_events(query._replace(limit=most, offset=0), led_by, dialect=dialect, ordered=False)
    return Statement(f"SELECT count(*) FROM ({sql}) counted", parameters)


def _page(query: EventQuery, parameters: dict[str, Value]) -> str:
    if query.limit is None and not query.offset:
        return ""
    # Neither database counts further than this, and neither holds more events.
    parameters["limit"] = OPEN_END if query.limit is None else min(query.limit, OPEN_END)
    parameters["offset"] = min(query.offset, OPEN_END)
    return " LIMIT :limit OFFSET :offset"


# --- walked in order ---------------------------------------------------------------------------------


def _walk(query: EventQuery, parameters: dict[str, Value], dialect: str, reading: _Reading) -> Iterator[str]:
    asked = _asked(query, Put(parameters, WALK, dialect))
    if not query.has_window:
        for day, which in _whole_list(query, "e", reading, "e.id"):
            yield f"SELECT {day}, e.sort_rank, e.id FROM event e WHERE {_all([*which, *asked])}"
        return
    for branch in branches(query, parameters, "e"):
        days = reading.of(branch.days, "e.sort_rank", "e.id")
        found = _all([*branch.conditions, *days, *fits(query, branch), *asked])
        yield f"SELECT e.sort_day, e.sort_rank, e.id, e.span_count FROM event e WHERE {found}"


def _whole_list(query: EventQuery, x: str, reading: _Reading, id_: str) -> Iterator[tuple[str, list[str]]]:
    """The list in one part; where it runs backwards in two, each of which an index has in order.

    What to sort by, and conditions; no part of which nothing can be left.
    """
    day, rank = f"{x}.sort_day", f"{x}.sort_rank"
    if not query.reverse:
        yield day, reading.of(Days(day), rank, id_)
        return
    key = reading.start.key
    is_undated = key is not None and key.sort_day == BEFORE_ALL
    if key is None or not is_undated or not reading.down:
        yield day, reading.of(Days(day, upper=f"< {UNDATED_SORT}", first=BEFORE_ALL + 1), rank, id_)
    if key is None or is_undated or reading.down:
        undated = f"{day} = {UNDATED_SORT}"
        after = [beyond(str(BEFORE_ALL), rank, id_, down=reading.down)] if is_undated else []
        # Of the kind of the column: SQLite merges branches of the same kinds alone, and would sort these.
        yield f"CAST({BEFORE_ALL} AS BIGINT)", [undated, *after]


def is_in_order(query: EventQuery, led_by: str) -> bool:
    """Whether what leads finds events in the order of lists: one actor, or one of a few."""
    return led_by.startswith("actor") and not query.with_members and len(_actors(query, led_by)) <= _MERGED


def _actors(query: EventQuery, led_by: str) -> tuple[str, ...]:
    return query.actors[int(led_by.removeprefix("actor"))]


def _walk_of_actors(query: EventQuery, put: Put, reading: _Reading) -> Iterator[str]:
    """An actor's events stand in order in its own index; those of several are merged."""
    ids = _actors(query, put.led_by)
    any_of_them = in_list("actor", ids, put.parameters)
    asked = _asked(query, put)
    role = in_roles(query, put.parameters)
    # Who takes part in an event twice, or with another of them, is found once.
    if len(ids) == 1 and len(query.roles) < 2:
        first = "p.repeats < 2" if query.roles else "p.repeats = 0"
    else:
        first = (
            "NOT EXISTS (SELECT 1 FROM participation q WHERE q.event_id = p.event_id "
            f"AND q.position < p.position AND q.actor_id IN {any_of_them}{role.replace('p.role', 'q.role')})"
        )
    if query.undated and query.as_of is None:
        role += f" AND p.sort_day = {UNDATED_SORT}"
    for number in range(len(ids)):
        yield from _walk_of(f"p.actor_id = :actor{number}{role} AND {first}", query, put.parameters, asked, reading)


def _walk_of(
    own: str, query: EventQuery, parameters: dict[str, Value], asked: list[str], reading: _Reading
) -> Iterator[str]:
    """The events of one actor in its index; ``own``: which participations."""
    select = "SELECT {}, p.sort_rank, p.event_id{} FROM participation p"
    if not query.has_window and not asked:
        for day, which in _whole_list(query, "p", reading, "p.event_id"):
            yield f"{select.format(day, '')} WHERE {_all([*which, own])}"
        return
    select += " CROSS JOIN event e WHERE e.id = p.event_id"
    if not query.has_window:
        for day, which in _whole_list(query, "p", reading, "p.event_id"):
            yield f"{select.format(day, '')} AND {_all([*which, own, *asked])}"
        return
    for branch in branches(query, parameters, "p"):
        days = reading.of(branch.days, "p.sort_rank", "p.event_id")
        found = _all([*branch.conditions, *days, own, *fits(query, branch), *asked])
        told = branch.days.column, " AS id, e.span_count"
        yield f"{select.format(*told)} AND {found}"


def _asked(query: EventQuery, put: Put) -> list[str]:
    """The conditions of filters; of what was known once, for events that stand where they stand today or nowhere."""
    found = list(conditions(query, put))
    return [*found, f"NOT {MAY_HAVE_OTHER_DAYS}"] if query.as_of is not None else found


def _all(conditions: list[str]) -> str:
    return " AND ".join(conditions) or "1 = 1"


# --- led by a filter ---------------------------------------------------------------------------------


def is_asked_in_stretches(query: EventQuery, led_by: str) -> bool:
    """Whether what leads finds the events of some days of the list alone as well: many actors' own indexes have these.

    What has no date has no place among the days.
    """
    return led_by.startswith("actor") and not is_in_order(query, led_by) and not query.undated


def _led(query: EventQuery, put: Put, reading: _Reading, stretch: ListStretch) -> str:
    parameters, led_by, dialect = put
    # A member counts for a group only while it is one: that is still to be asked.
    settled = WALK if query.with_members and led_by.startswith("actor") else led_by
    asked = _asked(query, Put(parameters, settled, dialect))
    if query.has_window:
        asked += _in_window(query)
    own = _own_events(query, parameters, led_by, "e")
    if own is not None:
        if reading.start.key is not None:
            asked.append(_after(query, "e", "e.id", reading))
        # No column: an index of the order would be taken before what leads.
        return f"SELECT 0 + {_told_day(query, 'e.sort_day')}, e.sort_rank, e.id FROM {_all([own, *asked])}"
    found = lead_select(query, parameters, led_by, dialect, stretch)
    if led_by == "text" and not asked:
        where = f" WHERE {_after(query, 'k', 'k.event_id', reading)}" if reading.start.key is not None else ""
        return f"SELECT {_told_day(query, 'k.sort_day')}, k.sort_rank, k.event_id FROM ({found}) k{where}"
    if reading.start.key is not None:
        asked.append(_after(query, "e", "e.id", reading))
    # CROSS JOIN: SQLite takes the two in this order. Who stands in an event twice is found once.
    return (
        f"SELECT {_told_day(query, 'e.sort_day')}, e.sort_rank, e.id FROM ({found}) k CROSS JOIN event e "
        f"WHERE {_all(['e.id = k.event_id', *asked])} GROUP BY e.sort_day, e.sort_rank, e.id"
    )


def _after(query: EventQuery, x: str, id_: str, reading: _Reading) -> str:
    """What comes after the key at which a page begins, of a list that is sorted afterwards."""
    # No column: an index of the order would be taken before what leads.
    return beyond(f"(0 + {_told_day(query, f'{x}.sort_day')})", f"{x}.sort_rank", id_, down=reading.down)


def _is_undated_first(query: EventQuery) -> bool:
    """Whether undated events are told as BEFORE_ALL: a list that runs backwards has them last."""
    return query.reverse and not query.has_window


def _told_day(query: EventQuery, sort_day: str) -> str:
    """What a list that is sorted afterwards is sorted by."""
    if not _is_undated_first(query):
        return sort_day
    return f"CASE WHEN {sort_day} = {UNDATED_SORT} THEN {BEFORE_ALL} ELSE {sort_day} END"


def _in_window(query: EventQuery) -> Iterator[str]:
    yield OVERLAPS
    yield from at_that_time(query)
    yield from how_it_lies(query, lies_within(query))


def lead_select(
    query: EventQuery, parameters: dict[str, Value], led_by: str, dialect: str, stretch: ListStretch = WHOLE_LIST
) -> str:
    """The events that one filter finds by an index of its own: a SELECT of event_id, some perhaps twice."""
    if led_by.startswith("actor"):
        return " UNION ALL ".join(_of_actors(query, parameters, led_by, stretch))
    if led_by == "role":
        return f"SELECT p.event_id FROM participation p WHERE p.role IN {in_list('role', query.roles, parameters)}"
    own = _own_events(query, parameters, led_by, "x")
    if own is not None:
        return f"SELECT x.id AS event_id FROM {own}"
    if led_by == "source":
        listed = among_in(dialect, "sources", query.sources or (), parameters)
        return (
            "SELECT c.event_id FROM source_lineage l CROSS JOIN claim c "
            f"WHERE l.ancestor_id {listed} AND c.source_id = l.source_id"
        )
    if led_by == "as_of":
        bind_then(query, parameters)
        return (
            "SELECT c.event_id FROM source s CROSS JOIN claim c "
            "WHERE s.published_latest <= :then_day AND c.source_id = s.id"
        )
    if led_by.startswith("according_to"):
        parameters["reported"] = query.according_to[int(led_by.removeprefix("according_to"))]
        return "SELECT t.event_id FROM attribution t WHERE t.actor_id = :reported"
    if led_by.startswith("tag"):
        parameters["tag"] = query.tags[int(led_by.removeprefix("tag"))]
        return "SELECT t.event_id FROM event_tag t WHERE t.tag = :tag"
    from timeline.storage.reading.finding.words_found import with_words  # only questions for a text

    return with_words(query, parameters, dialect)


OWN_LEADS = ("place", "type", "standing", "disputed")
"""Filters by which an index of events themselves leads."""


def _own_events(query: EventQuery, parameters: dict[str, Value], led_by: str, x: str) -> str | None:
    """The tables and conditions by which an index of events ``x`` themselves leads, each found once; None: no such."""
    if led_by not in OWN_LEADS:
        return None
    if led_by == "place":
        parameters["place"] = query.place
        # CROSS JOIN: SQLite takes the two in this order.
        return f"place_within w CROSS JOIN event {x} WHERE w.container_id = :place AND {x}.place_id = w.place_id"
    if led_by == "type":
        return f"event {x} WHERE {of_type(f'{x}.type', query.type or '', parameters)}"
    if led_by == "standing":
        listed = in_list("standing", query.standings, parameters)
        return f"event {x} WHERE {x}.standing <> 'asserted' AND {x}.standing IN {listed}"
    return f"event {x} WHERE {x}.disputed IS NOT NULL"


def _of_actors(query: EventQuery, parameters: dict[str, Value], led_by: str, stretch: ListStretch) -> Iterator[str]:
    ids = _actors(query, led_by)
    role = in_roles(query, parameters)
    if query.with_members:
        found = "SELECT p.event_id FROM group_member g CROSS JOIN participation p"
        own = f"WHERE g.group_id IN {in_list('group', ids, parameters)} AND p.actor_id = g.member_id{role}"
    else:
        found = "SELECT p.event_id FROM participation p"
        own = f"WHERE p.actor_id IN {in_list('actor', ids, parameters)}{role}"
    for asked, days in _parts(query, parameters):
        of_stretch = days.within(stretch)
        if of_stretch.first <= of_stretch.last:
            between = of_stretch.conditions(FROM_THE_BEGINNING, "p.sort_rank", "p.event_id", down=False)
            yield " AND ".join([f"{found} {own}", *asked, *between])


def _parts(query: EventQuery, parameters: dict[str, Value]) -> Iterator[tuple[list[str], Days]]:
    """What an actor's indexes are asked for: what is of the window, branch by branch, or everything."""
    if not query.has_window:
        yield [], Days("p.sort_day")
        return
    for branch in branches(query, parameters, "p"):
        yield branch.conditions, branch.days
