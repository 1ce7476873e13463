"""What cannot all be true of the events that a request finds: the surest first, then in the order of time."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby, islice
from typing import NamedTuple

from timeline.actions.answer import open_query
from timeline.actions.asking.knowledge import Knowledge
from timeline.actions.conflicts.components import components
from timeline.domain.chronology import Entry
from timeline.domain.conflicts.conflict import KINDS, SURENESS, Contradiction, EventNamed
from timeline.domain.conflicts.in_dispute import (
    dates_in_dispute,
    figures_in_dispute,
    hangs_on_others,
    whether_it_happened,
)
from timeline.domain.conflicts.journeys import day_of, is_wide, presences, too_far
from timeline.domain.conflicts.lineages import from_later
from timeline.domain.conflicts.linked import in_links
from timeline.domain.conflicts.offices import held_at_once, outside_terms
from timeline.domain.conflicts.worlds import events_named
from timeline.domain.dates.typed.windows import Window
from timeline.domain.records import Actor, Membership
from timeline.errors import UsageFault
from timeline.query import EventQuery, Request, Suspect
from timeline.storage.connecting.database import Database
from timeline.storage.reading.finding.place_in_list import FROM_THE_BEGINNING
from timeline.storage.reading.hanging_together import from_later_sources
from timeline.storage.reading.moment import PointInTime

_AT_A_TIME = 250


class Found(NamedTuple):
    """What was found, good while it is open."""

    conflicts: Iterator[Contradiction]
    """A one-pass stream: the surest first, those of one event's sources before those of several events."""
    notes: tuple[str, ...] = ()
    """Lines to be said beside it, as of an ``Answer``."""


@contextmanager
def conflicts(
    database: Database,
    request: Request,
    kinds: Collection[str] = (),
    *,
    limit: int | None = None,
    offset: int = 0,
    time_limit: float | None = None,
) -> Iterator[Found]:
    """The contradictions that some event which the request finds is part of, for the length of a ``with`` block.

    ``kinds``: of KINDS, all where none is named. ``limit`` and ``offset``: as of a list of events.

    Raises as ``answer`` does.
    """
    with open_query(database, request._replace(limit=None, offset=0, reverse=False), time_limit) as opened:
        moment, known, query, notes = opened
        found = _Finder(moment, known, query).all_of(frozenset(kinds or KINDS))
        yield Found(islice(found, offset, None if limit is None else offset + limit), notes)


def read_kinds(given: Iterable[str]) -> tuple[str, ...]:
    """The kinds of these names. Raises UsageFault for one that is none."""
    kinds = tuple(given)
    for kind in kinds:
        if kind not in KINDS:
            raise UsageFault(f'"{kind}" is no kind of contradiction: {", ".join(KINDS)}')
    return kinds


class _Looking(NamedTuple):
    """One way of looking, and what it may find."""

    kinds: frozenset[str]
    sureness: frozenset[str]
    find: Callable[[], Iterator[Contradiction]]


class _Finder:
    """Looks for what cannot all be true, once for each degree of sureness that there is any of."""

    def __init__(self, moment: PointInTime, known: Knowledge, query: EventQuery) -> None:
        self._moment = moment
        self._known = known
        self._query = query
        everything = EventQuery(as_of=query.as_of, recorded_on=query.recorded_on)
        self._is_narrowed = query != everything
        # Of actors and places, read once: the same come on one day after the other.
        self._is_person: dict[str, bool] = {}
        self._is_wide: dict[str, bool] = {}

    def all_of(self, kinds: frozenset[str]) -> Iterator[Contradiction]:
        """The contradictions of these kinds, in order."""
        ways = [
            _Looking(frozenset(of), frozenset(sure), find)
            for of, sure, find in (
                (("date", "figures", "standing"), ("cannot", "hardly"), self._in_dispute),
                (("part-of", "order", "publication"), ("cannot", "hardly"), self._linked),
                (("publication",), ("cannot", "hardly"), self._from_later),
                (("presence",), ("hardly", "doubtful"), self._too_far),
                (("office",), ("doubtful",), self._offices),
                (("date",), ("decided",), self._decided),
            )
            if kinds & {*of}
        ]
        met: dict[int, set[str]] = {}
        for sure in SURENESS:
            for number, way in enumerate(ways):
                if sure not in way.sureness or (number in met and sure not in met[number]):
                    continue
                seen = met.setdefault(number, set())
                for conflict in way.find():
                    seen.add(conflict.sureness)
                    if conflict.sureness == sure and conflict.kind in kinds:
                        yield conflict

    def _suspects(self, what: Suspect, *, brief: bool = False) -> Iterator[Entry]:
        """The events found that may be part of one; all of them where the database cannot say."""
        query = self._query._replace(suspect=what) if self._moment.is_now else self._query
        return self._known.entries(query, brief=brief)

    # --- of one event --------------------------------------------------------------------------------

    def _in_dispute(self) -> Iterator[Contradiction]:
        for entry in self._known.entries(self._query._replace(disputed=True)):
            if "date" in entry.disputed and not hangs_on_others(entry, self._above(entry)):
                for conflict in dates_in_dispute(entry):
                    yield conflict._replace(follows_from_it=tuple(self._hanging_on(entry)))
            yield from figures_in_dispute(entry)
            yield from whether_it_happened(entry)

    def _above(self, entry: Entry) -> dict[str, Entry]:
        """What an event is told from, directly or through others, by the ids that it is named by."""
        found: dict[str, Entry] = {}
        fresh = _told_from([entry])
        while fresh:
            told = self._known.by_ids(fresh)
            found |= told
            fresh = _told_from(told.values()) - found.keys()
        return found | {entry.id: entry}

    def _hanging_on(self, entry: Entry) -> Iterator[EventNamed]:
        """The events whose dates are in dispute for no other reason than that this one's is."""
        seen, fresh = {entry.id}, [entry.id]
        while fresh:
            told_from = {one for one, other in self._known.together(fresh) if other in fresh} - seen
            fresh = []
            for other in sorted(self._known.by_ids(told_from).values(), key=lambda each: each.id):
                above = self._above(other)
                if other.id not in seen and seen & {above[each].id for each in _told_from([other]) if each in above}:
                    seen.add(other.id)
                    if hangs_on_others(other, above):
                        fresh.append(other.id)
                        yield EventNamed(other.id, other.title)

    def _decided(self) -> Iterator[Contradiction]:
        if self._query.as_of is None:  # no editor had decided then
            for entry in self._suspects("decided"):
                if entry.date.status == "decided":
                    yield from dates_in_dispute(entry)

    # --- of several ----------------------------------------------------------------------------------

    def _linked(self) -> Iterator[Contradiction]:
        left: dict[str, list[Contradiction]] = {}
        """By events that have not been found so far, what they are part of."""
        for groups in components(self._known, (each.id for each in self._suspects("linked", brief=True))):
            told = self._by_any_id({each for _, group in groups for each in group})
            called: dict[str, list[str]] = {}
            for name, entry in told.items():
                called.setdefault(entry.id, []).append(name)
            for found, group in groups:
                events = {name: told[name] for each in group for name in called.get(each, ())}
                here = list(in_links(events)) if group else left.pop(found[0], [])
                for conflict in here:
                    ids = {each.id for each in conflict.events}
                    if not self._is_narrowed or not ids.isdisjoint(found):
                        yield conflict
                        for event_id in ids & left.keys():
                            left[event_id] = [each for each in left[event_id] if each is not conflict]
                    else:
                        for event_id in ids:
                            left.setdefault(event_id, []).append(conflict)

    def _by_any_id(self, group: Collection[str]) -> dict[str, Entry]:
        """The events of groups, by their ids and by all others that dates of theirs name them by."""
        told = self._known.by_ids(group)
        others = self._known.by_ids(events_named(told.values()) - told.keys())
        return told | {each: entry for each, entry in others.items() if entry.id in told}

    def _from_later(self) -> Iterator[Contradiction]:
        authored = self._moment.authored
        ids = from_later_sources(self._moment.reader) if self._moment.is_now else None
        for source in authored.sources(ids):
            if source.derived_from and (not self._is_narrowed or self._cites(source.id)):
                known = {each.id: each for each in authored.sources([each.source for each in source.derived_from])}
                yield from from_later([source], known)

    def _cites(self, source_id: str) -> bool:
        """Whether any event that is found cites a source."""
        asked = self._query.sources
        if asked is not None and self._moment.sources([source_id]).keys().isdisjoint(asked):
            return False
        query = self._query._replace(sources=(source_id,), limit=1)
        return bool(self._known.keys(query, FROM_THE_BEGINNING))

    # --- of persons ----------------------------------------------------------------------------------

    def _too_far(self) -> Iterator[Contradiction]:
        for day, entries in groupby(self._suspects("there"), key=day_of):
            if day is None:
                continue
            found = {entry.id: entry for entry in entries}
            others = self._others_of(found.values(), day) if self._is_narrowed else {}
            everybody = {**others, **found}.values()
            if len(everybody) > 1:
                persons, wide = self._persons(everybody), self._wide(everybody)
                there = [each for entry in everybody for each in presences(entry, persons, wide)]
                for conflict in too_far(there, day):
                    if any(each.id in found for each in conflict.events):
                        yield conflict

    def _others_of(self, found: Iterable[Entry], day: int) -> dict[str, Entry]:
        """What else of that day has any of those who take part."""
        found = list(found)
        persons = self._persons(found)
        there = {each.person.id for entry in found for each in presences(entry, persons, self._wide(found))}
        others: dict[str, Entry] = {}
        for person in sorted(there):
            query = EventQuery(
                window=Window(day, day, ""),
                in_window="dated",
                actors=((person,),),
                as_of=self._query.as_of,
                recorded_on=self._query.recorded_on,
            )
            others |= {entry.id: entry for entry in self._known.entries(query)}
        return others

    def _persons(self, entries: Iterable[Entry]) -> set[str]:
        ids = {part.actor for entry in entries for part in entry.participants}
        unknown = ids - self._is_person.keys()
        if unknown:
            self._is_person |= dict.fromkeys(unknown, False)
            self._is_person |= {actor.id: actor.kind == "person" for actor in self._moment.authored.actors(unknown)}
        return {each for each in ids if self._is_person[each]}

    def _wide(self, entries: Iterable[Entry]) -> set[str]:
        ids = {entry.place.id for entry in entries if entry.place is not None}
        unknown = ids - self._is_wide.keys()
        if unknown:
            self._is_wide |= dict.fromkeys(unknown, False)
            self._is_wide |= {place.id: is_wide(place.kind) for place in self._moment.authored.places(unknown)}
        return {each for each in ids if self._is_wide[each]}

    def _offices(self) -> Iterator[Contradiction]:
        entries = self._suspects("office")
        while some := list(islice(entries, _AT_A_TIME)):
            ids = {part.actor for entry in some for part in entry.participants}
            actors = {actor.id: actor for actor in self._moment.authored.actors(ids)}
            for entry in some:
                yield from outside_terms(entry, actors)
        yield from self._held_at_once()

    def _held_at_once(self) -> Iterator[Contradiction]:
        asked = {actor for any_of in self._query.actors for actor in any_of}
        if self._is_narrowed and not asked:
            return
        held: list[tuple[Actor, Membership]] = []
        for actor in self._moment.authored.actors():
            held += [(actor, each) for each in actor.member_of if each.date is not None]
        groups = {each.id: each for each in self._moment.authored.actors(_groups_of(each for _, each in held))}
        for conflict in held_at_once(held, groups):
            terms = [each.term for side in conflict.sides for each in side.statements if each.term is not None]
            if not self._is_narrowed or any({each.actor, each.group} & asked for each in terms):
                yield conflict


def _told_from(entries: Iterable[Entry]) -> set[str]:
    return {event_id for entry in entries for claim in entry.claims for event_id, _ in claim.told_from}


def _groups_of(members: Iterable[Membership]) -> set[str]:
    return {each.group for each in members}
