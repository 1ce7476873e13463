"""Which filter leads a query: the one by which the fewest events have to be looked at.

Walking a list in its order costs as many looks as there are events between those that fit; a filter
that leads costs one look an event that it finds, and their sorting. What each filter finds is counted
first no further than a few looks cost, and further only where these few do not decide; how many fit
all of them is estimated from that, as if none had to do with another. So the choice itself costs some
milliseconds at any size.
"""

from collections.abc import Container, Iterable, Iterator
from math import inf, prod
from typing import NamedTuple

from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader, Value, among, in_list
from timeline.storage.reading.finding.conditions import Put, conditions
from timeline.storage.reading.finding.find_events import (
    OWN_LEADS,
    WALK,
    Statement,
    count_events,
    is_asked_in_stretches,
    is_in_order,
    lead_select,
)
from timeline.storage.reading.finding.window import bind_window
from timeline.storage.schema.stored_days import OPEN_END, OPEN_START, UNDATED_SORT

_FEW = 500
"""A window of fewer events is walked, and a filter that finds fewer leads: nothing is worth counting further."""
_MANY, _MANY_WITH_WORDS = 5_000, 15_000
"""So far what a filter finds is counted at first; by words events of all times are found at less cost."""
_MOST = 200_000
"""So far it is counted where more is to be known: it costs what some thousand looks cost."""
_WORTH_COUNTING = 10_000
"""What takes fewer looks than this is done without counting further."""
_SAMPLE = 100
"""So many of an actor's events, or of all, tell how often it is met, or a group."""
_MEMBERS = 500
"""A group of more members does not lead: each is looked up in its own place."""

_LED, _LED_BY_OWN, _LOOKED_UP, _OWN_ORDER, _BY_WORDS, _IN_INDEX, _HELD_TO_WORDS = 1.5, 0.6, 0.6, 1.3, 0.3, 0.1, 2
"""In looks of a walk: to look at an event that a filter has found, which do not lie side by side; at one that an index
of events themselves has found, and at what it owns; at one in an actor's own order; to find one by words; to pass over
one in an index; and to hold one to words."""
_OWNED = ("tags", "actors", "roles", "according_to", "sources", "texts")
"""The fields of a query that are asked of what an event owns."""
_UNCOUNTED = 0.2
"""A filter that nothing is counted of finds about this share of all events, for one that finds few has an index."""
_ASKED_IN_STRETCHES = 200
"""In looks: to find out where to cut a list, and to ask at each of many places of an index."""
_UNSETTLED = 4
"""What is not counted to its end is likely to be so many times as much."""
_AMPLE = 2
"""So many times as many events as a page needs are looked for in the first days of the list, where it is asked so."""
_WHOLE = 0.5
"""Of a list of which a page is likely to take more, all is looked for at once."""


class WayToFind(NamedTuple):
    """How to find the events of a query."""

    led_by: str
    """What to give to ``find_events``: it decides how quick the answer is, not which."""
    passed: float = inf
    """About so many events of all kinds lie in the list, from where it is read, before a page is likely to be full;
    ``inf``: it is all looked for at once."""


def choose_lead(reader: Reader, query: EventQuery) -> str:
    """The same for whoever asks for all at once."""
    return choose_way(reader, query).led_by


def choose_way(reader: Reader, query: EventQuery) -> WayToFind:
    """The way that is likely to take the fewest looks."""
    leads = list(_leads(reader, query))
    if not leads:
        return WayToFind(WALK)
    # Of candidates no more are read than there is need for.
    is_bounded = query.has_window or query.limit is not None or query.as_of is not None
    if len(leads) == 1 and not is_bounded:
        return WayToFind(leads[0])
    if len(leads) == 1 and _is_one_actor(query, leads[0]):
        return WayToFind(WALK if _is_everywhere(reader, query, leads[0]) else leads[0])
    if query.has_window and _count(reader, count_events(EventQuery(window=query.window), most=_FEW)) < _FEW:
        return WayToFind(WALK)
    counts = {lead: _found(reader, query, lead, _many(query, lead)) for lead in leads}
    fewest = min(leads, key=lambda lead: counts[lead])
    if counts[fewest] < _FEW:
        return WayToFind(fewest)
    ways = Ways(query, *_reached(reader, query))
    unsettled = {lead for lead in leads if counts[lead] >= _many(query, lead)}
    best, looks = ways.best(counts, unsettled)
    if looks > _WORTH_COUNTING:
        counts |= {lead: _found(reader, query, lead, _MOST) for lead in unsettled}
        if query.with_members and query.actors and not any(lead.startswith("actor") for lead in leads):
            ways.share_of_groups = share_of_groups(reader, query)
        best, _ = ways.best(counts, ())
    return best


def finds_few(reader: Reader, query: EventQuery, lead: str) -> bool:
    """Whether a filter finds so few events that they are best all looked at."""
    return lead != WALK and _found(reader, query, lead, _many(query, lead)) < _MANY


class Ways:
    """How many looks each way to find the events of a query takes."""

    def __init__(self, query: EventQuery, everything: int, reached: int) -> None:
        """``everything``: the events that there are; ``reached``: those of the window."""
        self._query = query
        self._everything = everything
        self._reached = reached
        self._needed = inf if query.limit is None else query.offset + query.limit
        self.share_of_groups = _UNCOUNTED if query.with_members and query.actors else 1.0
        """Of the events that are looked at, those that groups of which nothing is counted are in."""

    def best(self, counts: dict[str, int], unsettled: Container[str]) -> tuple[WayToFind, float]:
        """The way that takes the fewest looks, and how many.

        ``counts``: how many events each filter finds; those that are ``unsettled`` find so many or more.
        """
        shares = {lead: self._share(lead, count) for lead, count in counts.items()}
        ways = {WayToFind(WALK): self._walked(self._reached, shares.values())}
        for lead, count in counts.items():
            others = [share for each, share in shares.items() if each != lead]
            likely = count * _UNSETTLED if lead in unsettled else count
            part = self._part(lead, likely, others)
            if is_in_order(self._query, lead):
                looks = self._walked(self._reached if lead in unsettled else count, others) * _OWN_ORDER
                ways[WayToFind(lead)] = looks
            elif lead not in unsettled:
                ways[WayToFind(lead)] = self._led(lead, count, shares)
            if part < 1:
                ways[WayToFind(lead, part * self._reached)] = likely * part * _LED + _ASKED_IN_STRETCHES
        best = min(ways, key=lambda way: ways[way])
        return best, ways[best]

    def _part(self, lead: str, count: int, others: Iterable[float]) -> float:
        """How much of what a filter finds has to be looked at for a page; 1: all, for it is not asked in stretches."""
        if not is_asked_in_stretches(self._query, lead):
            return 1
        part = _AMPLE * self._needed / max(count * prod(others) * _UNCOUNTED ** bool(self._query.in_window), 1)
        return part if part < _WHOLE else 1

    def _share(self, lead: str, count: int) -> float:
        """How many of the events of the window a filter finds."""
        is_of_window = lead == "text" or lead.startswith("actor")
        of = self._reached if is_of_window else self._everything
        return min(max(count, 1) / max(of, 1), 1)

    def _walked(self, most: int, shares: Iterable[float]) -> float:
        """Looks at one event after the other, until there is a page."""
        query = self._query
        fit = prod(shares) * self.share_of_groups * _UNCOUNTED ** bool(query.in_window)
        return min(most, self._needed / fit) * (_HELD_TO_WORDS if query.texts else 1)

    def _led(self, lead: str, count: int, shares: dict[str, float]) -> float:
        """Looks at all that a filter finds."""
        if lead not in OWN_LEADS:
            return count * (_LED + _BY_WORDS * (lead == "text"))
        # What stands with an event itself is asked first; of what that leaves, what the event owns is looked up.
        left = prod(share for each, share in shares.items() if each != lead and each in OWN_LEADS)
        looks = _LED_BY_OWN + _LOOKED_UP * left * any(self._query.asks(field) for field in _OWNED)
        if lead == "place":
            # The index of places has the days of events: what is not of the window is passed over.
            of_window = min(self._reached / max(self._everything, 1), 1)
            return count * (looks * of_window + _IN_INDEX * (1 - of_window))
        return count * looks


def _reached(reader: Reader, query: EventQuery) -> tuple[int, int]:
    """About how many events there are, and how many are of the window: by what the loader has counted by month."""
    # Without a window: of all time.
    parameters: dict[str, Value] = {"from_day": OPEN_START, "to_day": OPEN_END}
    if query.has_window:
        bind_window(query, parameters)
    begun = "CASE WHEN first_day <= :to_day THEN certain_begun + possible_begun ELSE 0 END"
    ended = "CASE WHEN first_day < :from_day - 31 THEN certain_ended + possible_ended ELSE 0 END"
    total = "COALESCE(SUM(certain_begun + possible_begun), 0)"
    sql = f"SELECT {total}, COALESCE(SUM({begun} - {ended}), 0) FROM stretch_count WHERE unit = 'month'"
    ends = {each: parameters[each] for each in ("from_day", "to_day")}
    ((everything, reached),) = reader.rows(sql, ends, few=True)
    if query.undated:
        undated = f"SELECT 1 FROM event WHERE sort_day = {UNDATED_SORT} LIMIT :most"
        reached = _count(reader, Statement(f"SELECT count(*) FROM ({undated}) counted", {"most": _MOST}))
    return int(everything), int(reached)


def _leads(reader: Reader, query: EventQuery) -> Iterator[str]:
    """The filters that have an index to find events by."""
    for number, ids in enumerate(query.actors):
        if not query.with_members or _are_few(reader, ids):
            yield f"actor{number}"
    for lead, asked in (
        ("text", query.texts or None),
        ("role", None if query.actors else query.roles or None),
        ("source", query.sources),
        *((f"according_to{number}", actor) for number, actor in enumerate(query.according_to)),
        *((f"tag{number}", tag) for number, tag in enumerate(query.tags)),
        ("place", query.place),
        ("type", query.type),
        ("disputed", True if query.disputed and query.as_of is None else None),
        ("standing", query.standings if _are_few_by_standing(query) else None),
        ("as_of", query.as_of),
    ):
        if asked is not None:
            yield lead


def _are_few_by_standing(query: EventQuery) -> bool:
    """What is merely asserted is no small part; and what it was known as once, nobody has written down."""
    return bool(query.standings) and "asserted" not in query.standings and query.as_of is None


def _is_one_actor(query: EventQuery, lead: str) -> bool:
    return is_in_order(query, lead) and len(query.actors[int(lead[5:])]) == 1


def _many(query: EventQuery, lead: str) -> int:
    return _MANY_WITH_WORDS if lead == "text" and not query.has_window else _MANY


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


def share_of_groups(reader: Reader, query: EventQuery) -> float:
    """In how many of the window's events members of the groups are that are asked for: judged by its first ones.

    None of them is taken for half of one.
    """
    parameters: dict[str, Value] = {}
    if query.has_window:
        bind_window(query, parameters)
    begun = " WHERE e.sort_day BETWEEN :from_day AND :to_day" if query.has_window else ""
    first = f"SELECT e.id FROM event e{begun} LIMIT {_SAMPLE}"
    ids = [event_id for (event_id,) in reader.rows(first, parameters, few=True)]
    groups = EventQuery(actors=query.actors, roles=query.roles, with_members=True)
    of_sample: dict[str, Value] = {}
    asked = [f"e.id {among(reader, 'sampled', ids, of_sample)}"]
    asked += conditions(groups, Put(of_sample, WALK, reader.dialect))
    met = _count(reader, Statement(f"SELECT count(*) FROM event e WHERE {' AND '.join(asked)}", of_sample))
    return max(met, 0.5) / max(len(ids), 1)


def _found(reader: Reader, query: EventQuery, lead: str, most: int) -> int:
    """How many events a filter finds, counted no further than ``most``."""
    if lead == "text":
        return _found_by_words(reader, query, most)
    parameters: dict[str, Value] = {"most": most}
    if query.has_window:
        bind_window(query, parameters)
    select = lead_select(query, parameters, lead, reader.dialect)
    counted = f"SELECT count(*) FROM (SELECT 1 FROM ({select}) found LIMIT :most) counted"
    return _count(reader, Statement(counted, parameters))


def _found_by_words(reader: Reader, query: EventQuery, most: int) -> int:
    """What is common in a sample is taken to be in ``most``: to find it by its words would take long."""
    # Only questions for a text.
    from timeline.storage.reading.finding.words_found import COMMON, SAMPLE, count_in_sample, count_words, is_sampled

    if not is_sampled(query, reader.dialect):
        return _count(reader, Statement(*count_words(query, most)))
    met = _count(reader, Statement(*count_in_sample(query)))
    return most if met >= COMMON else min(met * _reached(reader, query)[1] // SAMPLE, most)


def _count(reader: Reader, statement: Statement) -> int:
    return int(next(iter(reader.rows(statement.sql, statement.parameters, few=True)))[0])
