"""List the actors, sources or places of a database."""

import re
from typing import NamedTuple

from timeline.actions.asking.known_values import known_values
from timeline.actions.lists.places import FIRST, LAST, SIZE, begin_at, place_named
from timeline.domain.words.names import fold
from timeline.errors import TimelineError
from timeline.storage.connecting.database import Database
from timeline.storage.reading.naming.named_records import completions, near_records
from timeline.storage.reading.overviews.lists import Listed, count_records, ids_from, list_records, listed_of

_ID = re.compile(r"[a-z0-9-]{1,80}", re.ASCII)


class Listing(NamedTuple):
    """A list of records."""

    found: list[Listed]
    notes: tuple[str, ...] = ()
    """Lines to be said beside it: where a word is part of no name, the nearest."""
    all: int = 0
    """How many there are, those that are not on the page asked for included."""


def list_kind(
    database: Database, kind: str, word: str | None = None, *, limit: int | None = None, offset: int = 0
) -> Listing:
    """All of a kind (actor, source, place), by id, or so many after the first ones; a word keeps those it is part of.

    Raises TimelineError where the word has no letter or digit.
    """
    if word is not None:
        _refuse_empty(word)
    with database.reading() as reader:
        found = list(list_records(reader, kind, word, limit=limit, offset=offset))
        is_whole = not offset and (limit is None or len(found) < limit)
        count = len(found) if is_whole else count_records(reader, kind, word)
        near = [] if count or word is None else near_records(reader, kind, word)
    return Listing(found, _did_you_mean(kind, word, near), count)


class ListPage(NamedTuple):
    """A page of a list of records, by id."""

    found: list[Listed]
    next: str | None
    """As of a ``Page`` of events."""
    previous: str | None
    notes: tuple[str, ...] = ()
    """As of a ``Listing``."""


def page_of_kind(
    database: Database,
    kind: str,
    word: str | None = None,
    *,
    size: int = SIZE,
    after: str | None = None,
    before: str | None = None,
    time_limit: float | None = None,
) -> ListPage:
    """A page of the list that ``list_kind`` gives: what is counted is counted of its records alone.

    Places and what is raised are as of ``page``; TimelineError also where the word has no letter or digit.
    """
    start = begin_at(after, before, size, _ID, lambda found: found[0])
    if word is not None:
        _refuse_empty(word)
    with database.reading(time_limit=time_limit) as reader:
        ids = ids_from(reader, kind, word, start.key, size + 1, is_back=start.is_back)
        shown, behind = ids[:size], None
        if start.key is not None:
            # Whether anything stands by now where the page comes from; of an empty page, anywhere.
            turned = shown[0] if shown else None
            if ids_from(reader, kind, word, turned, 1, is_back=not start.is_back):
                behind = place_named(shown[0]) if shown else (FIRST if start.is_back else LAST)
        ahead = place_named(shown[-1]) if len(ids) > size else None
        near = [] if ids or start.key is not None or word is None else near_records(reader, kind, word)
        found = listed_of(reader, kind, shown)
    notes = _did_you_mean(kind, word, near)
    return ListPage(found, behind, ahead, notes) if start.is_back else ListPage(found, ahead, behind, notes)


def _refuse_empty(word: str) -> None:
    if not fold(word):
        raise TimelineError(f'"{word}" has no letter or digit to look for: give a word')


def _did_you_mean(kind: str, word: str | None, near: list[str]) -> tuple[str, ...]:
    return (f'no {kind} has "{word}" in its names: did you mean {" or ".join(near)}?',) if near else ()


def complete(database: Database, kinds: tuple[str, ...], begun: str) -> list[tuple[str, str]]:
    """(id, name) of records that a shell may offer for what has been typed so far."""
    with database.reading() as reader:
        return completions(reader, kinds, begun)


def complete_value(database: Database, kind: str, begun: str) -> list[tuple[str, str]]:
    """(value, meaning) of the types, roles or tags (``kind`` in the singular) that begin as typed."""
    with database.reading() as reader:
        return [(value, meaning) for value, meaning in known_values(reader, kind).items() if value.startswith(begun)]
