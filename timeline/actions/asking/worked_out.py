"""What follows from some records as they were known then, as a small database that answers for these events alone.

So that every filter means the same as today it is the same query that is put, to the same tables: in memory, emptied
for the next events.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from timeline.domain.claims.as_of import as_known
from timeline.domain.claims.attribution import is_actor
from timeline.domain.claims.derive import Derived, derive
from timeline.domain.dates.written import told_from
from timeline.domain.matches import Groups
from timeline.domain.records import Event, Match, RecordSet
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.finding.find_events import find_events
from timeline.storage.reading.finding.place_in_list import Key
from timeline.storage.reading.stored.authored import Authored
from timeline.storage.schema.stored_days import sort_keys

if TYPE_CHECKING:
    from timeline.storage.connecting.time_limit import TimeLimit

_Record = TypeVar("_Record")


class World(NamedTuple):
    """Some events with all that is needed to tell of them, and what follows from it."""

    records: RecordSet
    derived: Derived


def world_of(authored: Authored, ids: Collection[str], day: int | None, matches: Mapping[str, Match]) -> World:
    """The world of these events, as far as it had been published by the end of a day; None: of all that is written.

    Beside them there is what their dates are told from, and what they are linked to: its title, and of what has the
    same date the place behind which they stand.
    """
    groups = Groups(matches.values())
    events: dict[str, Event] = {}
    looked_for: set[str] = set()

    def read(wanted: Iterable[str]) -> bool:
        """Whether any was not there yet."""
        missing = groups.wholly(wanted) - looked_for
        if not missing:
            return False
        while missing:
            looked_for.update(missing)
            found = {event.id: event for event in authored.events(missing)}
            events.update(found)
            missing = groups.wholly(_told_from(found.values())) - looked_for
        return True

    def linked(from_: Iterable[str]) -> set[str]:
        written = (events[event_id] for event_id in groups.wholly(from_) if event_id in events)
        return groups.wholly(link.event for event in written for link in event.links)

    read(ids)
    behind = set(ids)
    while True:
        read(linked(behind))
        world = _derived(authored, events, day, matches)
        while more := _of_one_date(world, behind) - behind:
            behind |= more
        if not linked(behind) - looked_for:
            return _complete(authored, world)


def _told_from(events: Iterable[Event]) -> set[str]:
    return {other for event in events for claim in event.claims for other in told_from(claim.date)}


def _derived(authored: Authored, events: dict[str, Event], day: int | None, matches: Mapping[str, Match]) -> World:
    cited = {claim.source for event in events.values() for claim in event.claims}
    sources = with_all_above(cited, authored.sources, lambda each: (from_.source for from_ in each.derived_from))
    records = RecordSet(
        sources=sources,
        events=dict(events),
        matches={key: match for key, match in matches.items() if events.keys() >= {*match.events}},
    )
    if day is not None:
        records = as_known(records, day).records
    return World(records, derive(records))


def _of_one_date(world: World, ids: Iterable[str]) -> set[str]:
    """What these events link to and that has their date."""
    places = {event_id: sort_keys(derived.date) for event_id, derived in world.derived.events.items()}
    return {
        link.event
        for event_id in ids
        if event_id in places
        for link in world.derived.told[event_id].event.links
        if places.get(link.event) == places[event_id]
    }


def _complete(authored: Authored, world: World) -> World:
    """The world with the actors and places that its events name, and all above these."""
    events = world.records.events.values()
    named = {each.actor for event in events for each in event.participants}
    claims = [claim for event in events for claim in event.claims]
    named.update(each.actor for claim in claims for each in claim.participants)
    named.update(each for claim in claims for each in claim.according_to if is_actor(each))
    actors = with_all_above(named, authored.actors, lambda actor: (each.group for each in actor.member_of))
    at = {event.place for event in events if event.place is not None}
    places = with_all_above(at, authored.places, lambda place: () if place.within is None else (place.within,))
    return world._replace(records=world.records._replace(actors=actors, places=places))


def with_all_above(
    ids: Iterable[str], read: Callable[[Collection[str]], Iterable[_Record]], above: Callable[[_Record], Iterable[str]]
) -> dict[str, _Record]:
    """The records of these ids, what is directly above each, and so on."""
    found: dict[str, _Record] = {}
    missing = set(ids)
    while missing:
        fresh: dict[str, Any] = {each.id: each for each in read(missing)}  # type: ignore[attr-defined]
        found |= fresh
        missing = {each for record in fresh.values() for each in above(record)} - found.keys()
    return found


Told = Callable[[Reader, list[Key]], Sequence[Any]]
"""What is wanted of events that a query has found, by their keys: an item for each, in their order."""


def tell_nothing(_reader: Reader, keys: list[Key]) -> Sequence[None]:
    """Where the keys are enough."""
    return [None] * len(keys)


class WorkedOut:
    """The small database, made when it is first needed; it holds one world at a time."""

    def __init__(self, authored: Authored, day: int | None, limit: "TimeLimit | None", kept_open: ExitStack) -> None:
        """``limit``: how long all that is asked may take, here too; ``kept_open`` ends what is opened here."""
        self._authored = authored
        self._day = day
        self._limit = limit
        self._kept_open = kept_open
        self._opened: tuple[Any, Reader] | None = None
        self._matches: Mapping[str, Match] | None = None

    def find(self, query: EventQuery, ids: Collection[str], tell: Told) -> list[tuple[Key, Any]]:
        """Those of these events that the query finds, in the order of lists; its page and direction left aside."""
        if not ids:
            return []
        # What writes takes longer to import than many a look back, which needs none of it.
        from timeline.storage.schema.memory import for_a_while
        from timeline.storage.writing.loader import load_fresh

        wanted = set(ids)
        # What hangs together with events that are not here is not known here.
        query = query._replace(as_of=None, suspect="", limit=None, offset=0, reverse=False)
        connection, reader = self._open()
        with for_a_while(connection):
            world = world_of(self._authored, ids, self._day, self._all_matches())
            if not world.records.events:
                return []
            load_fresh(connection, world.records, world.derived)
            found = reader.rows(*find_events(query, dialect=reader.dialect), few=True)
            keys = [Key(*row) for row in found if row[2] in wanted]
            return list(zip(keys, tell(reader, keys), strict=True)) if keys else []

    def told_with_others(self) -> set[str]:
        """The events that decisions speak of."""
        return {each for match in self._all_matches().values() for each in match.events}

    def groups(self) -> Groups:
        """The groups of events that are one."""
        return Groups(self._all_matches().values())

    def _all_matches(self) -> Mapping[str, Match]:
        if self._matches is None:
            self._matches = {match.id: match for match in self._authored.matches()}
        return self._matches

    def _open(self) -> tuple[Any, Reader]:
        if self._opened is None:
            from timeline.storage.connecting.connection_reader import ConnectionReader
            from timeline.storage.schema.memory import memory_connection

            connection = self._kept_open.enter_context(memory_connection())
            self._opened = connection, ConnectionReader(connection, self._limit)
        return self._opened
