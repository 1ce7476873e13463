"""What a query for what was known once is answered from: every event that it may find, in the order of lists.

Nothing says how an event was dated on some day but its claims of then; only whoever works that out knows what the
query finds. So it is asked for candidates: all that may fit for any set of their claims, each with the first place in
the list at which it may stand. Whoever works them out in this order may tell what stands before the place of the
next one.

Most events are dated the same by all who date them: they stand where they stand today, or have no date, and are found
as today (``find_events``). The others have their possible days beside them (``event_possible``, see
``domain.claims.possible``), and are found by these.
"""

from collections.abc import Iterator
from heapq import merge
from typing import NamedTuple

from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader, Value
from timeline.storage.reading.finding.conditions import Put, conditions
from timeline.storage.reading.finding.find_events import WALK, Statement, find_events, lead_select
from timeline.storage.reading.finding.lead import choose_lead, finds_few
from timeline.storage.reading.finding.place_in_list import FROM_THE_BEGINNING, Key, Start, told_key
from timeline.storage.reading.finding.window import window_of
from timeline.storage.schema.stored_days import (
    LONGEST,
    OPEN_END,
    OPEN_START,
    OPEN_START_CLASS,
    UNBOUNDED_CLASS,
)

LEAST, GREATEST = -(2**63), 2**63 - 1
BEHIND_ALL = "\x7f"
"""Comes after every id."""


class Candidate(NamedTuple):
    """An event that a query may find."""

    place: Key
    """Where it stands in the list if it does, or the first place at which it may stand: of a list that is read
    downwards the last one. As lists are sorted: undated events of one that runs backwards are at BEFORE_ALL."""
    id: str


def find_candidates(reader: Reader, query: EventQuery, start: Start = FROM_THE_BEGINNING) -> Iterator[Candidate]:
    """The candidates of a query, its page left aside, in the order of their places, each once; without ``as_of`` they
    are what it finds.

    What has no date today stands behind all others of a list that is read from its beginning; any other may turn out
    to have had none. ``start``: what certainly stands before that place of the list is left out.
    """
    query = query._replace(limit=None, offset=0)
    lead = choose_lead(reader, query)
    down = query.reverse != start.is_back
    settled = (
        Candidate(Key(day, rank, event_id), event_id)
        for day, rank, event_id in reader.rows(*find_events(query, lead, dialect=reader.dialect, start=start))
    )
    if query.as_of is None:
        return settled
    whatever = query._replace(window=None)  # which they had other days for
    loose_lead = lead if finds_few(reader, whatever, lead) else WALK
    rank, behind = (GREATEST, BEHIND_ALL) if down else (LEAST, "")
    loose = (
        Candidate(Key(day, rank, behind), event_id)
        for day, event_id in reader.rows(*_find_loose(query, loose_lead, reader.dialect, start, down=down))
    )
    return merge(settled, loose, key=lambda candidate: candidate.place, reverse=down)


def _find_loose(query: EventQuery, led_by: str, dialect: str, start: Start, *, down: bool) -> Statement:
    """Those that may have had other days than they have today: (the first or last day of their places, id)."""
    parameters: dict[str, Value] = {}
    select = "event_possible k CROSS JOIN event e WHERE e.id = k.event_id"
    if led_by != WALK:
        found = lead_select(query._replace(window=None), parameters, led_by, dialect)
        # CROSS JOIN: SQLite takes them in this order.
        select = f"(SELECT DISTINCT event_id FROM ({found}) f) l CROSS JOIN {select} AND k.event_id = l.event_id"
    # A member counts for a group only while it is one: that is still to be asked.
    settled = WALK if query.with_members and led_by.startswith("actor") else led_by
    asked = list(conditions(query, Put(parameters, settled, dialect)))
    if start.key is not None:
        parameters["start_day"] = told_key(start.key, undated_first=query.reverse).sort_day
        asked.append("k.sorts_from <= :start_day" if down else "k.sorts_to >= :start_day")
    day = "sorts_to" if down else "sorts_from"
    selects = [
        f"SELECT k.{day}, k.event_id FROM {' AND '.join([select, *branch, *asked])}"
        for branch in _branches(query, parameters)
    ]
    direction = " DESC" if down else ""
    return Statement(f"{' UNION ALL '.join(selects)} ORDER BY 1{direction}, 2{direction}", parameters)


def _branches(query: EventQuery, parameters: dict[str, Value]) -> Iterator[list[str]]:
    """The branches that together find what may overlap the window, as of ``window``, by the possible days."""
    if not query.has_window:
        yield []
        return
    from_day, to_day = window_of(query)[:2]
    opens = parameters["may_from"] = OPEN_START if from_day is None else from_day
    parameters["may_to"] = OPEN_END if to_day is None else to_day
    has_start = f"k.length_class <> {OPEN_START_CLASS}"
    yield [has_start, "k.sorts_from BETWEEN :may_from AND :may_to"]
    reaches = "k.end_latest >= :may_from"
    if from_day is not None:
        for number, longest in LONGEST.items():
            # The first day of the longest event of this class that still reaches the window.
            parameters[f"may_back{number}"] = opens - longest + 1
            began = f"k.sorts_from >= :may_back{number} AND k.sorts_from < :may_from"
            yield [f"k.length_class = {number}", began, reaches]
        began = f"k.sorts_from > {OPEN_START} AND k.sorts_from < :may_from"
        yield [f"k.length_class = {UNBOUNDED_CLASS}", began, reaches]
    yield [f"k.length_class = {OPEN_START_CLASS}", reaches]
