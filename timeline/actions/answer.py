"""Put a request to a database: the events it finds, as they are told."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from timeline.actions.asking.find_query import find_query
from timeline.domain.chronology import Entry, RecordLookup
from timeline.domain.records import Source
from timeline.query import EventQuery, Request
from timeline.storage.connecting.database import Database
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.entries import count_entries, find_entries, is_quickly_counted, listed_sources

_COUNTED = 10_001
"""So many events after a page are counted, which takes a few milliseconds: nobody pages through more."""


class More(NamedTuple):
    """How many events come after a page."""

    least: int
    """At least so many; 1 where counting would take long."""
    is_all: bool
    """Whether there are no more than that."""


class Answer(NamedTuple):
    """What a request found, good while the answer is open."""

    entries: Iterator[Entry]
    """A one-pass stream in chronological order, undated events last."""
    in_words: Callable[[], str]
    """Says the request in words."""
    perhaps: Iterator[Entry]
    """Where the answer was asked for in two parts: what may have been in the window, and that no source
    puts wholly inside. Follows ``entries``."""
    sources: Callable[[Iterable[str]], dict[str, Source]]
    """Gives the sources of these ids, with all that they derive from."""
    more_after: Callable[[int], More | None]
    """Once so many events of a page have been told, how many more come after it; None where there is none."""
    count: Callable[[int], int]
    """How many events the request finds, its page left aside; counted no further than it is told to."""
    records: Callable[[], RecordLookup]
    """Looks up the full records behind the entries."""
    notes: tuple[str, ...] = ()
    """Lines to be said beside it: whom a name fits too; with ``as_of``, the claims left out because it is not
    known when they were published."""


@contextmanager
def answer(
    database: Database, request: Request, *, in_two_parts: bool = False, brief: bool = False
) -> Iterator[Answer]:
    """The answer to a request, for the length of a ``with`` block.

    In two parts, for people to read: what some source puts inside the window, then what may also have
    been in it; a page (limit, offset) runs through the first into the second. Brief: without claims,
    participants and place.

    Raises DatabaseError, and what find_query raises.
    """
    with database.reading() as reader:
        notes: list[str] = []
        query = find_query(reader, request, notes)
        then_day = None if query.as_of is None else query.as_of.latest_day
        if then_day is None:
            yield _answer(reader, request, query, in_two_parts, brief)._replace(notes=tuple(notes))
            return
        from timeline.actions.asking.hindsight import open_as_of  # needs what a plain query does without

        with open_as_of(reader, then_day) as (then, left_out):
            yield _answer(then, request, query, in_two_parts, brief)._replace(notes=(*notes, *left_out))


def _answer(reader: Reader, request: Request, query: EventQuery, in_two_parts: bool, brief: bool) -> Answer:
    def say() -> str:
        from timeline.actions.asking.request_words import in_words  # only exports say what they were asked

        return in_words(reader, request, query)

    def records() -> RecordLookup:
        from timeline.storage.reading.full_records import record_lookup  # only exports that are read back carry records

        return record_lookup(reader, whole=query._replace(reverse=False) == EventQuery())

    def more_after(shown: int) -> More | None:
        if query.limit is None or shown < query.limit:
            return None
        start = query.offset + shown
        most = _COUNTED if is_quickly_counted(reader, query) else 1
        found = count_entries(reader, query, most=start + most) - start
        if found <= 0:
            return None
        return More(found, is_all=found < most)

    parts = _Parts(reader, query, brief)
    entries, perhaps = parts.both() if in_two_parts and query.has_window else (parts.find(query), iter(()))
    return Answer(
        entries,
        say,
        perhaps,
        lambda ids: listed_sources(reader, ids),
        more_after,
        lambda most: count_entries(reader, query, most=most),
        records,
    )


class _Parts:
    """The two parts of an answer: a page (limit, offset) runs through the first into the second."""

    def __init__(self, reader: Reader, query: EventQuery, brief: bool) -> None:
        self._reader = reader
        self._query = query
        self._brief = brief
        self._shown = 0

    def find(self, query: EventQuery) -> Iterator[Entry]:
        return find_entries(self._reader, query, brief=self._brief)

    def both(self) -> tuple[Iterator[Entry], Iterator[Entry]]:
        """To be read one after the other: the second knows by then how long the first was."""
        return self._first(), self._second()

    def _first(self) -> Iterator[Entry]:
        for entry in self.find(self._query._replace(inside=True)):
            self._shown += 1
            yield entry

    def _second(self) -> Iterator[Entry]:
        limit, offset = self._query.limit, self._query.offset
        if offset and not self._shown:
            # The page begins behind all that lies inside.
            offset -= count_entries(self._reader, self._query._replace(inside=True), most=offset)
        else:
            offset = 0
        yield from self.find(
            self._query._replace(inside=False, offset=offset, limit=None if limit is None else limit - self._shown)
        )
