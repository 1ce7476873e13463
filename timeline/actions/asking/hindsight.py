"""A database asked of another day than today: what had been published by then, of records of today or of then.

Nothing is copied: a query's candidates come in the order of lists (``storage.reading.finding.candidates``), some at a
time they are worked out (``worked_out``), and what stands before the place of the next candidate is told. So a page
costs what its candidates cost, and a whole export holds no more than what waits for its place.

**Both times at once.** The records are those of a ``PointInTime``: now, or another day. Of then some events are left
out of what the database finds (changed since, new since, resting on what was changed: ``LaidOver``). Those that were
there are candidates of every query that may find their days, each from its first day on. Without a ``day`` nothing is
left out that was written: what the database finds is told by it, and only the others are worked out.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from copy import copy
from heapq import merge
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Any

from timeline.actions.asking.knowledge import Knowledge
from timeline.actions.asking.worked_out import Told, WorkedOut, tell_nothing
from timeline.domain.chronology import Entry
from timeline.domain.claims.possible import own_days
from timeline.domain.dates.written import told_from
from timeline.domain.records import Event
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.claims_left_out import MOST, LeftOut, claims_left_out
from timeline.storage.reading.finding.candidates import (
    BEHIND_ALL,
    GREATEST,
    LEAST,
    Candidate,
    find_candidates,
)
from timeline.storage.reading.finding.place_in_list import FROM_THE_BEGINNING, Key, Start, told_key
from timeline.storage.reading.hanging_together import hanging_together, same_as
from timeline.storage.reading.moment import PointInTime
from timeline.storage.reading.overviews.densities import days_of
from timeline.storage.reading.overviews.value_counts import Counts, ValuesCounted, values_of
from timeline.storage.reading.stored.authored import LaidOver
from timeline.storage.reading.told.entries import entries_told, entry_of, is_quickly_counted, tell_events
from timeline.storage.schema.stored_days import BEFORE_ALL, UNDATED_SORT

if TYPE_CHECKING:
    from timeline.domain.counting.tally import Fact, Tally
    from timeline.domain.duplicates.traits import Traits
    from timeline.storage.reading.counting.values import Wanted

_AT_A_TIME = 250
"""Candidates that are worked out together: more cost no less each."""
_AT_FIRST = 64
"""Fewer at first: a screen is full at once."""
_QUICKLY_COUNTED = 300
"""So many candidates are worked out in a few hundredths of a second."""
_END_OF_DATED = {False: Key(UNDATED_SORT, LEAST, ""), True: Key(UNDATED_SORT, GREATEST, BEHIND_ALL)}
"""Where what has a date ends, by whether the list runs backwards."""

_Days = tuple[int | None, int | None]
"""The first and the last that an event may have; None is open."""
_Found = tuple[Key, Any]
"""An event that a query finds, and what is wanted of it."""


@contextmanager
def open_hindsight(moment: PointInTime, day: int | None) -> Iterator[tuple[Knowledge, list[str]]]:
    """(what was known by the end of a day, by the records of a moment; what was left out in words).

    Without a day: by all that is written. It has the time limit of the reader. What is worked out in between is ended
    only once it is done.
    """
    with ExitStack() as kept_open:
        left_out = [] if day is None else list(_left_out(claims_left_out(moment, day)))
        yield Hindsight(moment, day, kept_open), left_out


def _left_out(counted: LeftOut) -> Iterator[str]:
    for count, why in (
        (counted.of_undated_sources, "no known date of publication"),
        (counted.of_vague_sources, "a date of publication too vague to tell"),
    ):
        if count == 1:
            yield f"1 claim left out: its source has {why}"
        elif count:
            number = f"more than {MOST}" if count > MOST else str(count)
            yield f"{number} claims left out: their sources have {why}"


class Hindsight:
    """What is known of another day than today, or was recorded on one.

    Its queries have the ``as_of`` of its day, or none where it has none.
    """

    def __init__(self, moment: PointInTime, day: int | None, kept_open: ExitStack) -> None:
        self._moment = moment
        self._reader = moment.reader
        self._day = day
        self._around = self._compared = False
        self._world = WorkedOut(moment.authored, day, moment.reader.limit, kept_open)
        self._pairs: set[tuple[str, str]] | None = None
        self._days: dict[str, _Days] = {}
        """Of what was laid over."""

    # --- as of Knowledge ------------------------------------------------------------------------------

    def entries(self, query: EventQuery, *, brief: bool = False, brief_claims: bool = False) -> Iterator[Entry]:
        """As of ``Knowledge``."""
        telling = self._telling(query, brief=brief, brief_claims=brief_claims)
        return (entry for _, entry in self._page(query, FROM_THE_BEGINNING, telling))

    def page(self, query: EventQuery, start: Start, *, brief: bool = False) -> list[tuple[Key, Entry]]:
        """As of ``Knowledge``."""
        return list(self._page(query, start, self._telling(query, brief=brief)))

    def keys(self, query: EventQuery, start: Start) -> list[Key]:
        """As of ``Knowledge``."""
        return [key for key, _ in self._page(query, start, tell_nothing)]

    def count(self, query: EventQuery, *, most: int) -> int:
        """As of ``Knowledge``."""
        found = self._list(query._replace(reverse=False), FROM_THE_BEGINNING, tell_nothing)
        return sum(1 for _ in islice(found, most))

    def is_quickly_counted(self, query: EventQuery) -> bool:
        """As of ``Knowledge``."""
        if self._day is None:
            few_laid_over = len(self._laid_over(query).added) < _QUICKLY_COUNTED
            return few_laid_over and is_quickly_counted(self._reader, query._replace(recorded_on=None))
        few = islice(self._candidates(query, FROM_THE_BEGINNING), _QUICKLY_COUNTED)
        return sum(1 for _ in few) < _QUICKLY_COUNTED

    def days(self, query: EventQuery) -> Iterator[tuple[int | None, int | None, int]]:
        """As of ``Knowledge``."""
        counted = Counter(days for _, days in self._page(query, FROM_THE_BEGINNING, days_of))
        return ((first, last, count) for (first, last), count in counted.items())

    def values(self, query: EventQuery, most: int) -> ValuesCounted:
        """As of ``Knowledge``."""
        keys = self.keys(query._replace(limit=most + 1, offset=0), FROM_THE_BEGINNING)
        counts: Counts = {}

        def count(reader: Reader, found: list[Key]) -> list[None]:
            for filter_, of_these in values_of(reader, query, [key.id for key in found]).items():
                counts.setdefault(filter_, Counter()).update(of_these)
            return [None] * len(found)

        for _ in self._looking_around()._told(query, iter(keys[:most]), count):
            pass
        counts = counts or values_of(self._reader, query, [])
        return ValuesCounted(min(len(keys), most), len(keys) <= most, counts)

    def add_up(self, query: EventQuery, wanted: "Wanted", tally: "Tally") -> None:
        """As of ``Knowledge``."""
        from timeline.storage.reading.counting.facts import facts_of  # only who counts needs it

        def tell(reader: Reader, keys: list[Key]) -> "list[Fact]":
            return facts_of(reader, query, wanted, keys)

        for _, fact in self._looking_around()._page(query, FROM_THE_BEGINNING, tell):
            tally.add(fact)

    def entry(self, event_id: str) -> Entry | None:
        """As of ``Knowledge``."""
        if self._day is None and event_id not in self._laid_over(EventQuery()).left_out:
            found = entry_of(self._reader, event_id)
            return None if found is None else next(self._moment.called([found]))
        worked_out = self._world.find(EventQuery(), [event_id], self._telling(EventQuery()))
        return worked_out[0][1] if worked_out else None

    def _looking_around(self) -> "Hindsight":
        """The same, which also says of its events what their places lie within."""
        found = copy(self)
        found._around = True
        return found

    def told(self, keys: Sequence[Key]) -> list[Entry]:
        """As of ``Knowledge``."""
        return [entry for _, entry in self._told(EventQuery(), iter(keys), self._telling(EventQuery()))]

    def traits(self, query: EventQuery, most: int | None = None) -> "Iterator[Traits]":
        """As of ``Knowledge``."""
        found = self._comparing()._page(query._replace(limit=most), FROM_THE_BEGINNING, _tell_traits())
        return (told for _, told in found)

    def traits_of(self, keys: Sequence[Key]) -> "list[Traits]":
        """As of ``Knowledge``."""
        return [told for _, told in self._comparing()._told(EventQuery(), iter(keys), _tell_traits())]

    def _comparing(self) -> "Hindsight":
        """The same, where it counts all that events are compared by."""
        comparing = copy(self)
        comparing._compared = True
        return comparing

    def by_ids(self, ids: Collection[str]) -> dict[str, Entry]:
        """As of ``Knowledge``."""
        groups = self._world.groups()
        heads = {each: groups.told_as(each) for each in ids}
        wanted = sorted({*heads.values()})
        left_out = self._laid_over(EventQuery()).left_out if self._day is None else wanted
        entries = list(
            self._moment.called(entries_told(self._reader, [each for each in wanted if each not in left_out]))
        )
        worked_out = [each for each in wanted if each in left_out]
        for start in range(0, len(worked_out), _AT_A_TIME):
            some = worked_out[start : start + _AT_A_TIME]
            entries += [entry for _, entry in self._world.find(EventQuery(), some, self._telling(EventQuery()))]
        by_id = {entry.id: entry for entry in entries}
        return {each: by_id[head] for each, head in heads.items() if head in by_id}

    def together(self, ids: Collection[str]) -> set[tuple[str, str]]:
        """As of ``Knowledge``."""
        groups = self._world.groups()
        # What is told with others today may be told by itself then.
        pairs = hanging_together(self._reader, groups.wholly(ids) | {*same_as(self._reader, ids)})
        if not self._moment.is_now:
            pairs |= {pair for pair in self._laid_together() if not {*ids}.isdisjoint(map(groups.told_as, pair))}
        return {(groups.told_as(event), groups.told_as(other)) for event, other in pairs}

    def _laid_together(self) -> set[tuple[str, str]]:
        """The pairs that what was laid over names."""
        if self._pairs is None:
            events = self._moment.authored.events(self._laid_over(EventQuery()).added)
            self._pairs = {(event.id, other) for event in events for other in _named_by(event)}
        return self._pairs

    # --- the list ------------------------------------------------------------------------------------

    def _page(self, query: EventQuery, start: Start, tell: Told) -> Iterator[_Found]:
        """What a query finds from a place of its list on, within its page."""
        end = None if query.limit is None else query.offset + query.limit
        if end == 0:
            return iter(())
        if not query.offset:
            return islice(self._list(query, start, tell), end)
        # What the page leaves out is found, and not told.
        keys = (key for key, _ in self._list(query, start, tell_nothing))
        return self._told(query, islice(keys, query.offset, end), tell)

    def _list(self, query: EventQuery, start: Start, tell: Told) -> Iterator[_Found]:
        """The list from a place on, in the order in which it is read: what has a date, then what has none."""
        is_undated = start.key is not None and start.key.sort_day == UNDATED_SORT
        if query.has_window:
            yield from self._dated(query, start, tell)
        elif start.is_back:
            if start.key is None or is_undated:
                yield from self._undated(query, start, None, tell)
                start = start._replace(key=_END_OF_DATED[query.reverse])
            if not query.undated:
                yield from self._dated(query, start, tell)
        else:
            undated: list[Key] | None = None
            if not is_undated and not query.undated:
                undated = [] if start.key is None else None
                yield from self._dated(query, start, tell, undated)
            yield from self._undated(query, start, undated, tell)

    def _dated(self, query: EventQuery, start: Start, tell: Told, undated: list[Key] | None = None) -> Iterator[_Found]:
        """What has a date, in its order; what turns out to have none is noted in ``undated``."""
        down = query.reverse != start.is_back
        candidates = self._candidates(query, start)
        beyond = None if start.key is None else told_key(start.key, undated_first=query.reverse)
        waiting: list[_Found] = []
        many = _AT_FIRST
        following = next(candidates, None)
        while following is not None:
            some = [following, *islice(candidates, many - 1)]
            following = next(candidates, None)
            many = min(many * 2, _AT_A_TIME)
            for key, told in self._work_out(query, some, tell):
                if key.sort_day != UNDATED_SORT:
                    if _is_after(key, beyond, down=down):
                        waiting.append((key, told))
                elif undated is not None:
                    undated.append(key)
            waiting.sort(key=_key_of, reverse=down)
            ready = len(waiting) if following is None else _how_many_before(following.place, waiting, down=down)
            yield from waiting[:ready]
            del waiting[:ready]

    def _undated(self, query: EventQuery, start: Start, known: list[Key] | None, tell: Told) -> Iterator[_Found]:
        """What has no date, in its order; ``known``: all of it, where that has been found out."""
        keys = list(self._all_undated(query)) if known is None else known
        down = query.reverse != start.is_back
        beyond = start.key if start.key is not None and start.key.sort_day == UNDATED_SORT else None
        following = sorted((key for key in keys if _is_after(key, beyond, down=down)), reverse=down)
        return self._told(query, iter(following), tell)

    def _all_undated(self, query: EventQuery) -> Iterator[Key]:
        candidates = self._candidates(query._replace(undated=True), FROM_THE_BEGINNING)
        while some := list(islice(candidates, _AT_A_TIME)):
            found = self._work_out(query._replace(undated=True), some, tell_nothing)
            yield from (key for key, _ in found)

    def _told(self, query: EventQuery, keys: Iterator[Key], tell: Told) -> Iterator[_Found]:
        """What is wanted of events that have been found, in their order."""
        while some := list(islice(keys, _AT_A_TIME)):
            told = dict(self._work_out(query, [Candidate(key, key.id) for key in some], tell))
            yield from ((key, told[key]) for key in some)

    # --- candidates ----------------------------------------------------------------------------------

    def _candidates(self, query: EventQuery, start: Start) -> Iterator[Candidate]:
        """All that the query may find, in order."""
        left_out, added = self._laid_over(query)
        found = find_candidates(self._reader, query, start)
        if not left_out:
            return found
        down = query.reverse != start.is_back
        laid = sorted(self._laid(query, added, down=down), reverse=down)
        return merge(laid, (each for each in found if each.id not in left_out), key=_place_of, reverse=down)

    def _laid(self, query: EventQuery, added: Collection[str], *, down: bool) -> Iterator[Candidate]:
        """What is laid over, each from the first place on that it may have; without what no window can find."""
        self._note_days(added)
        from_day, to_day = query.window[:2] if query.window is not None else (None, None)
        for event_id in added:
            if event_id not in self._days:
                continue
            first, last = self._days[event_id]
            if not _are_apart(first, to_day) and not _are_apart(from_day, last):
                day = last if down else first
                # Where either is open it may stand anywhere.
                is_anywhere = first is None or last is None
                place = _FIRST_PLACE[down] if day is None or is_anywhere else _FIRST_PLACE[down]._replace(sort_day=day)
                yield Candidate(place, event_id)

    def _note_days(self, ids: Collection[str]) -> None:
        """Finds out which days events may have, of those that are there; of what is told for several any."""
        missing = {each for each in ids if each not in self._days}
        if missing:
            several = missing & self._world.told_with_others()
            self._days |= dict.fromkeys(several, (None, None))
            for event_id, dates in self._moment.authored.event_dates(missing - several):
                self._days[event_id] = own_days(dates)

    def _work_out(self, query: EventQuery, candidates: list[Candidate], tell: Told) -> list[_Found]:
        """Those that the query finds, each with what is wanted of it; in no order."""
        if self._day is not None:
            return self._world.find(query, [each.id for each in candidates], tell)
        # Without a day what the database has is what it says.
        laid = self._laid_over(query).added
        keys = [_stored_key(each.place) for each in candidates if each.id not in laid]
        added = [each.id for each in candidates if each.id in laid]
        stored = zip(keys, tell(self._reader, keys), strict=True) if keys else ()
        return [*stored, *self._world.find(query, added, tell)]

    def _laid_over(self, query: EventQuery) -> LaidOver:
        return self._moment.laid_over(query, around=self._around, compared=self._compared)

    def _telling(self, query: EventQuery, *, brief: bool = False, brief_claims: bool = False) -> Told:
        def tell(reader: Reader, keys: list[Key]) -> list[Entry]:
            told = tell_events(reader, query, keys, brief=brief, brief_claims=brief_claims)
            return list(self._moment.called(told) if reader is self._reader else told)

        return tell


def _tell_traits() -> Told:
    """Tells what events are compared by."""
    from timeline.storage.reading.duplicates.traits_read import Referred, read_traits  # only who looks for pairs

    def tell(reader: Reader, keys: list[Key]) -> "list[Traits]":
        # What actors belong to is of each small database: none remembers it of another.
        return read_traits(reader, keys, Referred.none_yet())

    return tell


def _named_by(event: Event) -> set[str]:
    """The events that one links to, or is dated by."""
    return {link.event for link in event.links} | {other for claim in event.claims for other in told_from(claim.date)}


_FIRST_PLACE = {False: Key(LEAST, LEAST, ""), True: Key(GREATEST, GREATEST, BEHIND_ALL)}
"""Before all others, by whether the list is read downwards."""


def _are_apart(first: int | None, last: int | None) -> bool:
    """Whether something ends before something begins, None being open."""
    return first is not None and last is not None and last < first


def _place_of(candidate: Candidate) -> Key:
    return candidate.place


def _key_of(found: _Found) -> Key:
    return found[0]


def _is_after(key: Key, beyond: Key | None, *, down: bool) -> bool:
    """Whether an event comes after the one at which a page begins, as the list is read."""
    return beyond is None or (key < beyond if down else key > beyond)


def _how_many_before(place: Key, waiting: list[_Found], *, down: bool) -> int:
    before = takewhile(lambda found: found[0] > place if down else found[0] < place, waiting)
    return sum(1 for _ in before)


def _stored_key(place: Key) -> Key:
    return place._replace(sort_day=UNDATED_SORT) if place.sort_day == BEFORE_ALL else place
