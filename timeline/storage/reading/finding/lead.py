"""Which filter leads a query: the one that finds the fewest events, counted no further than pays.

Walking a list in its order costs as many looks as there are events between those that fit; a filter
that leads costs one look an event that it finds, and their sorting. Both are measured by counts that
stop early, so that the choice itself costs a millisecond or two at any size.
"""

from collections.abc import Iterator

from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader, Value, in_list
from timeline.storage.reading.finding.find_events import WALK, Statement, count_events, lead_select
from timeline.storage.reading.finding.window import bind_window

_FEW = 500
"""A window of fewer events is walked: no question is worth counting."""
_MANY = 5_000
"""A filter that finds more does not lead, where a page is asked for or a window: the walk meets enough of them."""
_MANY_WITH_WORDS = 15_000
"""The same of a text, whose events cost less to find and more to ask."""
_SAMPLE = 100
"""So many of an actor's events tell how often it is met."""
_MEMBERS = 500
"""A group of more members does not lead: each is looked up in its own place."""


def choose_lead(reader: Reader, query: EventQuery) -> str:
    """What to give to ``find_events``: it decides how quick the answer is, not which."""
    leads = list(_leads(reader, query))
    if not leads:
        return WALK
    # Of candidates no more are read than there is need for.
    is_bounded = query.has_window or query.limit is not None or query.as_of is not None
    if len(leads) == 1 and not is_bounded:
        return leads[0]
    in_order = [lead for lead in leads if _is_in_order(query, lead)]
    if len(leads) == len(in_order) == 1:
        return WALK if _is_everywhere(reader, query, leads[0]) else leads[0]
    if query.has_window and _count(reader, count_events(EventQuery(window=query.window), most=_FEW)) < _FEW:
        return WALK
    counts = {lead: _count(reader, _found(query, lead, reader.dialect)) for lead in leads}
    best = min(leads, key=lambda lead: counts[lead])
    if counts[best] < (_MANY_WITH_WORDS if best == "text" else _MANY):
        return best
    if in_order:
        return in_order[0]
    return WALK if is_bounded else best


def finds_few(reader: Reader, query: EventQuery, lead: str) -> bool:
    """Whether a filter finds so few events that they are best all looked at."""
    return lead != WALK and _count(reader, _found(query, lead, reader.dialect)) < _MANY


def _leads(reader: Reader, query: EventQuery) -> Iterator[str]:
    """The filters that have an index to find events by."""
    for number, ids in enumerate(query.actors):
        if not query.with_members or _are_few(reader, ids):
            yield f"actor{number}"
    for lead, asked in (
        ("text", query.texts or None),
        ("source", query.sources),
        *((f"according_to{number}", actor) for number, actor in enumerate(query.according_to)),
        *((f"tag{number}", tag) for number, tag in enumerate(query.tags)),
        ("place", query.place),
        ("type", query.type),
        ("standing", query.standings if _are_few_by_standing(query) else None),
        ("as_of", query.as_of),
    ):
        if asked is not None:
            yield lead


def _are_few_by_standing(query: EventQuery) -> bool:
    """What is merely asserted is no small part; and what it was known as once, nobody has written down."""
    return bool(query.standings) and "asserted" not in query.standings and query.as_of is None


def _is_in_order(query: EventQuery, lead: str) -> bool:
    """One actor's events stand in the order of lists: a page costs a page."""
    return lead.startswith("actor") and not query.with_members and len(query.actors[int(lead[5:])]) == 1


def _is_everywhere(reader: Reader, query: EventQuery, lead: str) -> bool:
    """Whether a page of a window meets the actor soon, in a tenth or more of the events: judged by its beginning."""
    if not query.has_window or query.limit is None:
        return False
    (actor,) = query.actors[int(lead[5:])]
    parameters: dict[str, Value] = {"actor": actor, "nth": _SAMPLE - 1}
    bind_window(query, parameters)
    of_actor = (
        "SELECT p.sort_day FROM participation p WHERE p.actor_id = :actor AND p.sort_day BETWEEN :from_day AND :to_day "
        "ORDER BY p.sort_day, p.sort_rank, p.event_id LIMIT 1 OFFSET :nth"
    )
    found = next(iter(reader.rows(of_actor, parameters, few=True)), None)
    if found is None:
        return False
    until = {"from_day": parameters["from_day"], "until": found[0], "most": 10 * _SAMPLE}
    events = "SELECT 1 FROM event e WHERE e.sort_day BETWEEN :from_day AND :until LIMIT :most"
    return _count(reader, Statement(f"SELECT count(*) FROM ({events}) counted", until)) < 10 * _SAMPLE


def _are_few(reader: Reader, groups: tuple[str, ...]) -> bool:
    parameters: dict[str, Value] = {"most": _MEMBERS + 1}
    listed = in_list("group", groups, parameters)
    members = f"SELECT member_id FROM group_member WHERE group_id IN {listed} LIMIT :most"
    return _count(reader, Statement(f"SELECT count(*) FROM ({members}) counted", parameters)) <= _MEMBERS


def _found(query: EventQuery, lead: str, dialect: str) -> Statement:
    """How many events a filter finds, counted as far as it may lead."""
    if lead == "text":
        from timeline.storage.reading.finding.words_found import count_words  # only questions for a text

        return Statement(*count_words(query, dialect, _MANY_WITH_WORDS))
    parameters: dict[str, Value] = {"most": _MANY}
    if query.has_window:
        bind_window(query, parameters)
    select = lead_select(query, parameters, lead, dialect)
    return Statement(f"SELECT count(*) FROM (SELECT 1 FROM ({select}) found LIMIT :most) counted", parameters)


def _count(reader: Reader, statement: Statement) -> int:
    return int(next(iter(reader.rows(statement.sql, statement.parameters, few=True)))[0])
