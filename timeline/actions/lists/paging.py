"""Read a list of events a page at a time, from either end: each page begins at the key of an event, not at a number.

So the thousandth page costs what the first one costs, and what is added or removed meanwhile moves no page: nothing
is shown twice, nothing is left out that stood there all the time.
"""

import re
from typing import NamedTuple

from timeline.actions.answer import open_query
from timeline.actions.asking.knowledge import Knowledge
from timeline.actions.lists.places import FIRST, LAST, SIZE, begin_at, place_named
from timeline.domain.chronology import Entry
from timeline.errors import UsageFault
from timeline.query import EventQuery, Request
from timeline.storage.connecting.database import Database
from timeline.storage.reading.finding.place_in_list import Key, Start

_KEY = re.compile(r"(-?[0-9]{1,19})\.(-?[0-9]{1,19})\.([a-z0-9-]{1,80})", re.ASCII)
_GREATEST = 2**63 - 1
"""What a day or a rank may be in a database."""


class Page(NamedTuple):
    """A page of a list; empty where nothing is found, or nothing stands where it begins."""

    entries: tuple[Entry, ...]
    """In the order of the list (see ``EventQuery``): chronological or, with ``reverse``, the latest first; undated
    ones last. With a window each says how it lies to it (``in_window``); what only may have been then is among them."""
    next: str | None
    """What to give as ``after`` for the page that follows: signs that need no quoting in an address. None: nothing
    follows."""
    previous: str | None
    """What to give as ``before`` for the page that comes before; None: this is the beginning."""
    notes: tuple[str, ...] = ()
    """Lines to be said beside it, as of an ``Answer``."""


def page(
    database: Database,
    request: Request,
    *,
    size: int = SIZE,
    after: str | None = None,
    before: str | None = None,
    brief: bool = False,
    time_limit: float | None = None,
) -> Page:
    """The page of a request's list that begins after a place of it, or ends before one; without either, the first.

    Places are what other pages of the same request say, or FIRST and LAST of ``places``. ``size``: at most so many
    events, one or more. Brief: without claims, participants and place. ``time_limit``: as of ``Database.reading``.

    Raises TimelineError for a place that is none, UsageFault
    for both places at once, or a request that has a limit or an offset of its own, and what ``answer`` raises.
    """
    if request.limit is not None or request.offset:
        raise UsageFault("a page has its own size and place: leave out limit and offset")
    start = Start(*begin_at(after, before, size, _KEY, _key))
    with open_query(database, request, time_limit) as (_, known, query, notes):
        return _page(known, query, start, size, brief)._replace(notes=notes)


def _page(known: Knowledge, query: EventQuery, start: Start, size: int, brief: bool) -> Page:
    found = known.page(query._replace(limit=size + 1), start, brief=brief)
    ahead = place_of(found[size - 1][0]) if len(found) > size else None
    del found[size:]
    behind = None
    if start.key is not None:
        # Whether anything stands by now where the page comes from; of an empty page, anywhere.
        turned = Start(found[0][0] if found else None, not start.is_back)
        if known.keys(query._replace(limit=1), turned):
            behind = place_of(found[0][0]) if found else (FIRST if start.is_back else LAST)
    entries = tuple([entry for _, entry in found])
    return Page(entries[::-1], behind, ahead) if start.is_back else Page(entries, ahead, behind)


def place_of(key: Key) -> str:
    """A place in a list as pages tell it."""
    return place_named(".".join(map(str, key)))


def _key(found: re.Match[str]) -> Key | None:
    key = Key(int(found[1]), int(found[2]), found[3])
    is_one = place_of(key) == place_named(found[0]) and max(abs(key.sort_day), abs(key.sort_rank)) <= _GREATEST
    return key if is_one else None
