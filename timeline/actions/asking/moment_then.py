"""The records of a database at an earlier moment: those of now, with what stood in the place of what has changed since.

Nothing is copied: the states from before are kept, and only they, and what rests on them, are worked out anew (see
``hindsight``). What is merely called otherwise by now is told by the name it had.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from itertools import chain
from typing import Any

from timeline.actions.asking.worked_out import with_all_above, world_of
from timeline.domain.chronology import RecordLookup
from timeline.domain.matches import Groups, tell_all
from timeline.domain.records import Event, Match, Source
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Parameters, Reader
from timeline.storage.history.authored_then import AuthoredThen
from timeline.storage.history.called_then import CalledThen
from timeline.storage.history.reached_since import Place, RestsOn, linked_behind, reached_since
from timeline.storage.history.since import Since, touched_since
from timeline.storage.reading.moment import Member, Reported
from timeline.storage.reading.naming.former_ids import former_ids_held
from timeline.storage.reading.stored.authored import Authored, LaidOver, StoredRecords
from timeline.storage.schema.stored_days import STEP_BITS, sort_keys


class MomentThen:
    """What stood there after a change, as a ``PointInTime``."""

    is_now = False

    def __init__(self, reader: Reader, since: Since, open_: ExitStack) -> None:
        self.reader = reader
        self._since = since
        self._open = open_
        self._laid: dict[RestsOn, LaidOver] = {}
        stored = StoredRecords(reader)
        self.authored: Authored = AuthoredThen(stored, since)
        matches_now = list(stored.matches())
        self._matches = {match.id: match for match in self.authored.matches()}
        self._groups = Groups(self._matches.values())
        self._same = (Groups(matches_now), self._groups)
        decided = [each for each in (*matches_now, *self._matches.values()) if since.is_touched("match", each.id)]
        self._decided = {each for match in decided for each in match.events}
        self._changed = frozenset(self._wholly(since.then["event"].keys() | self._decided))
        """The events that were others then, or were or are told with such."""
        self._touched = AnyOf(self._changed, since.added["event"])
        """They, and those that were not there."""
        touched_ids = [ids for of_kind in (since.then, since.added) for ids in of_kind.values()]
        self.references: Reader = ReferencesThen(reader, [*touched_ids, self._changed], lambda: self._called_then)
        self.called = CalledThen(since).told

    @classmethod
    @contextmanager
    def opened(cls, reader: Reader, change: int) -> Iterator["MomentThen"]:
        """After a change of this number; 0: before the first."""
        with ExitStack() as open_:
            yield cls(reader, touched_since(reader, change), open_)

    @cached_property
    def _events(self) -> dict[str, Event]:
        """Of the touched events those that stood there then, as they were written."""
        return {event.id: event for event in self.authored.events(self._changed)}

    @cached_property
    def _told(self) -> list[Event]:
        """They, as they were told."""
        return [each.event for each in tell_all(self._events, self._groups).values()]

    @cached_property
    def _called_then(self) -> Reader:
        # What writes takes longer to import than many a look back, which needs none of it.
        from timeline.storage.connecting.connection_reader import ConnectionReader
        from timeline.storage.schema.memory import memory_connection
        from timeline.storage.writing.renaming.then import write_references

        connection = self._open.enter_context(memory_connection())
        former = [(each.id, each.record) for each in former_ids_held(self.reader)]
        write_references(connection, self._since.then, self._events, self._groups, former)
        return ConnectionReader(connection, self.reader.limit)

    # --- events --------------------------------------------------------------------------------------

    def laid_over(self, query: EventQuery, *, around: bool = False, compared: bool = False) -> LaidOver:
        """As of ``PointInTime``."""
        asked = RestsOn.by(query)
        asked = asked._replace(around=asked.around or around, compared=compared)
        if asked not in self._laid:
            self._laid[asked] = self._rests_on(asked)
        return self._laid[asked]

    def _rests_on(self, asked: RestsOn) -> LaidOver:
        new = self._since.added["event"]
        reached = reached_since(self.reader, self._since, asked, self._changed, self._same)
        others = self._wholly(self._changed | reached)
        # On another day they may have had any date.
        places = (lambda _: {}) if asked.on_a_day else self._places
        left_out = self._wholly(others | linked_behind(self.reader, others, new, places))
        return LaidOver(AnyOf(left_out, new), frozenset([each for each in left_out if each not in new]))

    def _wholly(self, ids: Collection[str]) -> set[str]:
        """These events, and all that are or were one with them."""
        return {each for groups in self._same for each in groups.wholly(ids)}

    def _places(self, ids: Collection[str]) -> dict[str, Place]:
        """Where events stood in lists, but for their links; of what was told otherwise by decision nothing."""
        derived = world_of(self.authored, ids, None, self._matches).derived.events
        keys = {each: sort_keys(derived[each].date) for each in ids if each in derived and each not in self._decided}
        return {event_id: (day, rank >> STEP_BITS) for event_id, (day, rank) in keys.items()}

    def decisions(self, event_id: str) -> tuple[Match, ...]:
        """As of ``PointInTime``."""
        same = {*self._groups.of(event_id)}
        return tuple(match for match in self._matches.values() if not same.isdisjoint(match.events))

    def told_with_others(self) -> set[str]:
        """As of ``PointInTime``."""
        return {self._groups.told_as(each) for each in self._groups.events}

    # --- records -------------------------------------------------------------------------------------

    def sources(self, ids: Iterable[str]) -> dict[str, Source]:
        """As of ``PointInTime``."""
        return with_all_above(ids, self.authored.sources, _derived_from)

    def records(self, *, whole: bool) -> RecordLookup:
        """As of ``PointInTime``."""
        authored = self.authored
        unused = self._unused if whole else None
        return RecordLookup(authored.sources, authored.actors, authored.places, authored.terms, unused)

    def _unused(self) -> tuple[list[str], list[str], list[str]]:
        used: set[str] = set()
        for sql in _NAMED_BY_EVENTS:
            rows = self.reader.rows(sql, {})
            used.update(each for event_id, each in rows if event_id not in self._touched)
        for event in self._told:
            used |= _named_by(event)
        every = self.authored.sources(), self.authored.actors(), self.authored.places()
        sources, actors, places = ([each.id for each in records if each.id not in used] for records in every)
        return sources, actors, places

    def members(self, group_id: str) -> tuple[Member, ...]:
        """As of ``PointInTime``."""
        sql = "SELECT actor_id FROM membership WHERE group_id = :id"
        ids = {each for (each,) in self.reader.rows(sql, {"id": group_id})} | self._since.then["actor"].keys()
        return tuple(
            Member(actor.id, actor.name, each.office, each.date)
            for actor in self.authored.actors(ids)
            for each in actor.member_of
            if each.group == group_id
        )

    def reported(self, actor_id: str) -> Reported:
        """As of ``PointInTime``."""
        rests_on_it = "SELECT event_id FROM attribution WHERE actor_id = :id"
        rows = self.reader.rows(rests_on_it, {"id": actor_id})
        events = [each for (each,) in rows if each not in self._touched]
        for event in self._told:
            events += [event.id for claim in event.claims if actor_id in claim.according_to]
        return Reported(len(events), len(set(events)))


_NAMED_BY_EVENTS = (
    "SELECT event_id, source_id FROM claim",
    "SELECT event_id, actor_id FROM participation",
    "SELECT event_id, actor_id FROM attribution WHERE actor_id IS NOT NULL",
    "SELECT id, place_id FROM event WHERE place_id IS NOT NULL",
)


def _named_by(event: Event) -> set[str]:
    """The ids of the sources, actors and places that an event names itself; and the words of attributions."""
    named = {part.actor for part in event.participants} | {claim.source for claim in event.claims}
    for claim in event.claims:
        named.update(claim.according_to, (part.actor for part in claim.participants))
    return named | ({event.place} if event.place is not None else set())


def _derived_from(source: Source) -> list[str]:
    return [derivation.source for derivation in source.derived_from]


class AnyOf(Collection[str]):
    """What is in any of some collections, each asked in turn."""

    def __init__(self, *parts: Collection[str]) -> None:
        self._parts = parts

    def __contains__(self, item: object) -> bool:
        return any(item in part for part in self._parts)

    def __iter__(self) -> Iterator[str]:
        """Each at least once."""
        return chain(*self._parts)

    def __len__(self) -> int:
        """At most so many."""
        return sum(map(len, self._parts))


class ReferencesThen:
    """Reads what records were called: rows that begin with a record's id, of what stands there and what stood there."""

    def __init__(self, reader: Reader, touched: Iterable[Collection[str]], then: Callable[[], Reader]) -> None:
        """``touched``: ids of what is not to be taken from what stands there; ``then`` has it as it was."""
        self.dialect = reader.dialect
        self.limit = reader.limit
        self._now = reader
        self._touched = [ids for ids in touched if ids]
        self._then = then

    def rows(self, sql: str, parameters: Parameters, *, few: bool = False) -> Iterator[tuple[Any, ...]]:
        """The rows, in no order."""
        rows = self._now.rows(sql, parameters, few=few)
        if not self._touched:
            return rows
        untouched = (row for row in rows if not any(row[0] in ids for ids in self._touched))
        return chain(untouched, self._then().rows(sql, parameters, few=few))
