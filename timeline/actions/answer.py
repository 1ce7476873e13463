"""Put a request to a database: the events it finds, as they are told."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from timeline.actions.asking.find_query import find_query
from timeline.actions.asking.knowledge import Knowledge, Today
from timeline.domain.chronology import Entry, More, RecordLookup
from timeline.domain.in_window import PARTS, InWindow
from timeline.domain.records import Source
from timeline.query import EventQuery, Request
from timeline.storage.connecting.database import Database
from timeline.storage.reading.moment import Now, PointInTime

if TYPE_CHECKING:
    from timeline.domain.recorded_on import RecordedOn

_COUNTED = 10_001
"""So many events after a page are counted, which takes a few milliseconds: nobody pages through more."""


class Answer(NamedTuple):
    """What a request found, good while the answer is open."""

    entries: Iterator[Entry]
    """A one-pass stream in chronological order, undated events last."""
    in_words: Callable[[], str]
    """Says the request in words."""
    under_way: Iterator[Entry]
    """Where the answer was asked for in parts: what was not dated in the window, and certainly was going on then.
    Follows ``entries``."""
    perhaps: Iterator[Entry]
    """Likewise what only may have been in it, where that was asked for or there is nothing else. Follows
    ``under_way``."""
    perhaps_besides: Callable[[], More | None]
    """Once the parts have been told: how many only may have been in the window and are not among them."""
    sources: Callable[[Iterable[str]], dict[str, Source]]
    """Gives the sources of these ids, with all that they derive from."""
    more_after: Callable[[int], More | None]
    """Once so many events of a page have been told, how many more come after it; None where there is none."""
    count: Callable[[int], int]
    """How many events the request finds, its page left aside; counted no further than it is told to."""
    records: Callable[[], RecordLookup]
    """Looks up the full records behind the entries."""
    matched: Callable[[], set[str]]
    """The ids of all events of the database that are told with others."""
    change: Callable[[], int | None]
    """The number of the newest change of the database; None where there is none, or where an earlier moment was asked
    for, which the words say."""
    window: tuple[int | None, int | None] | None = None
    """The first and the last day asked for, both included, None being open; None where no days were asked for."""
    notes: tuple[str, ...] = ()
    """Lines to be said beside it: whom a name fits too; with ``as_of``, the claims left out because it is not
    known when they were published."""


@contextmanager
def answer(
    database: Database,
    request: Request,
    *,
    in_parts: bool = False,
    brief: bool = False,
    brief_claims: bool = False,
    time_limit: float | None = None,
    steady: bool = False,
) -> Iterator[Answer]:
    """The answer to a request, for the length of a ``with`` block.

    In parts, for people to read: what some source dates in the window, then what certainly was under way, then
    what only may have been then (see ``domain.in_window``), where that is asked for or all there is; a page (limit,
    offset) runs through them. Brief: without claims, participants and place; ``brief_claims``: as
    of ``find_entries``. ``time_limit`` and ``steady``: as of ``Database.reading``.

    Raises DatabaseError, and what find_query raises.
    """
    with open_query(database, request, time_limit, steady=steady) as (moment, known, query, notes):
        order = PARTS if in_parts and query.has_window else (None,)
        parts = _Parts(known, query, order, brief=brief, brief_claims=brief_claims)
        yield _answer(moment, known, request, query, parts)._replace(notes=notes)


@contextmanager
def open_query(
    database: Database, request: Request, time_limit: float | None = None, *, steady: bool = False
) -> Iterator[tuple[PointInTime, Knowledge, EventQuery, tuple[str, ...]]]:
    """(the records of then or of today, what is known by them, the query that a request comes to, what is to be said
    beside it).

    Raises as ``answer`` does.
    """
    with open_moment(database, request.recorded_on, time_limit, steady=steady) as (moment, recorded_on, told):
        notes = list(told)
        query = find_query(moment.references, request._replace(recorded_on=recorded_on), notes)
        then_day = None if query.as_of is None else query.as_of.latest_day
        with open_knowledge(moment, then_day) as (known, left_out):
            yield moment, known, query, (*notes, *left_out)


@contextmanager
def open_moment(
    database: Database, recorded_on: "RecordedOn | None", time_limit: float | None = None, *, steady: bool = False
) -> Iterator[tuple[PointInTime, "RecordedOn | None", tuple[str, ...]]]:
    """(what stood there then, or does now; then with the number of its change; what is to be said beside it).

    Raises DatabaseError, and TimelineError where there is no such change.
    """
    with database.reading(time_limit=time_limit, steady=steady) as reader:
        if recorded_on is None:
            yield Now(reader), None, ()
            return
        from timeline.actions.asking.recorded import open_recorded  # needs what a plain query does without

        with open_recorded(reader, recorded_on) as found:
            yield found


@contextmanager
def open_knowledge(moment: PointInTime, day: int | None = None) -> Iterator[tuple[Knowledge, list[str]]]:
    """(what was known by the end of a day, or is by all that is written; what was left out, in words)."""
    if moment.is_now and day is None:
        yield Today(moment.reader), []
        return
    from timeline.actions.asking.hindsight import open_hindsight  # needs what a plain query does without

    with open_hindsight(moment, day) as found:
        yield found


def _answer(moment: PointInTime, known: Knowledge, request: Request, query: EventQuery, parts: "_Parts") -> Answer:
    def say() -> str:
        from timeline.actions.asking.request_words import in_words  # only exports say what they were asked

        return in_words(moment.references, request, query)

    def records() -> RecordLookup:
        return moment.records(whole=query._replace(reverse=False, recorded_on=None) == EventQuery())

    def matched() -> set[str]:
        return moment.told_with_others()

    def change() -> int | None:
        from timeline.storage.history.changes_kept import newest_change  # only exports say what they were made from

        return newest_change(moment.reader) or None if moment.is_now else None

    def more_after(shown: int) -> More | None:
        if query.limit is None or shown < query.limit:
            return None
        start = query.offset + shown
        most = _COUNTED if known.is_quickly_counted(query) else 1
        found = parts.count(start + most) - start
        if found <= 0:
            return None
        return More(found, is_all=found < most)

    entries, under_way, perhaps = parts.streams()
    return Answer(
        entries,
        say,
        under_way,
        perhaps,
        parts.perhaps_besides,
        moment.sources,
        more_after,
        parts.count,
        records,
        matched,
        change,
        None if query.window is None else query.window[:2],
    )


class _Parts:
    """The parts of an answer, to be read one after the other: a page (limit, offset) runs through them."""

    def __init__(
        self,
        known: Knowledge,
        query: EventQuery,
        order: tuple[InWindow | None, ...],
        *,
        brief: bool,
        brief_claims: bool,
    ) -> None:
        """``brief`` and ``brief_claims``: as of ``find_entries``."""
        self._known = known
        self._query = query
        self._entries = partial(known.entries, brief=brief, brief_claims=brief_claims)
        self.order = order
        self._to_skip = query.offset
        self._left = query.limit
        self._is_empty = True
        self._told: set[InWindow | None] = set()

    def streams(self) -> tuple[Iterator[Entry], Iterator[Entry], Iterator[Entry]]:
        """What stands in each part, in their order; in the first, where the answer has no parts, all of it."""
        first, second, third = [self._of(part) for part in self.order] + [iter(())] * (len(PARTS) - len(self.order))
        return first, second, third

    def _of(self, part: InWindow | None) -> Iterator[Entry]:
        if part == "perhaps" and not (self._query.perhaps or self._is_empty):
            return
        self._told.add(part)
        found = 0
        if self._left != 0:
            page = self._query._replace(in_window=part, offset=self._to_skip, limit=self._left)
            for entry in self._entries(page):
                found += 1
                yield entry
        skipped = 0 if found else self._skipped(part)
        self._to_skip = 0 if found else max(self._to_skip - skipped, 0)
        self._left = None if self._left is None else self._left - found
        self._is_empty = self._is_empty and not found and not skipped

    def _skipped(self, part: InWindow | None) -> int:
        """How many events of a part the page leaves out, of which it shows none; a page of none: whether there are."""
        is_untried = self._left == 0 and self._is_empty
        return self._count(part, max(self._to_skip, 1)) if self._to_skip or is_untried else 0

    def count(self, most: int) -> int:
        """How many events there are in the parts that are told; counted no further than ``most``."""
        found = 0
        for part in self.order:
            if found < most and (part != "perhaps" or self._query.perhaps or part in self._told):
                found += self._count(part, most - found)
        return found

    def perhaps_besides(self) -> More | None:
        """How many only may have been then, where these were not told."""
        if "perhaps" not in self.order or "perhaps" in self._told or self._query.certain:
            return None
        query = self._query._replace(in_window="perhaps")
        most = _COUNTED if self._known.is_quickly_counted(query) else 1
        found = self._count("perhaps", most)
        return More(found, is_all=found < most) if found else None

    def _count(self, part: InWindow | None, most: int) -> int:
        return self._known.count(self._query._replace(in_window=part), most=most)
