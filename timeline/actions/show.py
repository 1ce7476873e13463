"""Everything about one record: an event with its claims, an actor, a source or a place with its events."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from timeline.domain.chronology import Entry
from timeline.domain.claims.lineage import origins
from timeline.domain.records import Actor, Match, Place, Source
from timeline.query import EventQuery, Request
from timeline.storage.connecting.database import Database
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.decisions import decisions_on
from timeline.storage.reading.entries import count_entries, entry_of, find_entries
from timeline.storage.reading.named_records import find_any
from timeline.storage.reading.stored_records import matched_events, read_actors, read_places, read_sources


class Member(NamedTuple):
    """Who belongs to a group, perhaps in an office, perhaps only for a time."""

    id: str
    name: str
    office: str | None
    date: str | None
    """EDTF, as written."""


class Reported(NamedTuple):
    """How much rests on an actor's word."""

    claims: int
    """Those whose source reports the actor."""
    events: int
    """That these claims speak of."""


class RecordInContext(NamedTuple):
    """A record and what hangs together with it."""

    kind: str
    """``event``, ``actor``, ``source`` or ``place``."""
    record: Entry | Actor | Source | Place
    events: Iterable[Entry]
    """In chronological order, to be gone through once.

    For an actor, those it takes part in; for a source, those it or its heirs speak of; for a place,
    those there or within; none for an event."""
    names: dict[str, str]
    """The names (of sources the publishers, or else the titles) of the ids that a record refers to, but for an
    event, which has them itself."""
    members: tuple[Member, ...] = ()
    """Of a group: each direct member."""
    reported: Reported = Reported(0, 0)
    """Of an actor."""
    notes: tuple[str, ...] = ()
    """Lines to be said beside it: whom the name fits too."""
    origins: tuple[str, ...] = ()
    """Of a source: where its lineage ends."""
    matches: tuple[Match, ...] = ()
    """Of an event: what was decided on it, and on those that are told with it."""
    request: Request | None = None
    """What finds ``events``, to read them a page at a time; None for an event."""
    count: Callable[[int], int] = lambda most: 0  # noqa: ARG005
    """How many ``events`` there are, without telling them; counted no further than it is told to."""


@contextmanager
def show(database: Database, wanted: str, *, time_limit: float | None = None) -> Iterator[RecordInContext]:
    """The record with an id, or the actor or place of a name, for the length of a ``with`` block.

    ``time_limit``: as of ``Database.reading``.

    Raises DatabaseError, UnknownName (with the nearest) or AmbiguousName (with all that fit).
    """
    with database.reading(time_limit=time_limit) as reader:
        notes: list[str] = []
        kind, record_id = find_any(reader, wanted, notes)
        yield _SHOW[kind](reader, record_id)._replace(notes=tuple(notes))


def _show_event(reader: Reader, event_id: str) -> RecordInContext:
    entry = entry_of(reader, event_id)
    assert entry is not None, "the id was found a moment ago, in the same transaction"
    same = [each.id for events in matched_events(reader, [event_id]).values() for each in events]
    matches = tuple(decisions_on(reader, same or [event_id]))
    return RecordInContext("event", entry, iter(()), {}, matches=matches)


def _show_actor(reader: Reader, actor_id: str) -> RecordInContext:
    actor = next(iter(read_actors(reader, [actor_id])))
    members = tuple(
        Member(*row)
        for row in reader.rows(
            "SELECT m.actor_id, a.name, m.office, m.date FROM membership m JOIN actor a ON a.id = m.actor_id "
            "WHERE m.group_id = :id ORDER BY m.actor_id, m.position",
            {"id": actor_id},
        )
    )
    groups = _names(reader, "actor", [membership.group for membership in actor.member_of])
    rests_on_it = "SELECT COUNT(*), COUNT(DISTINCT event_id) FROM attribution WHERE actor_id = :id"
    reported = next(Reported(*row) for row in reader.rows(rests_on_it, {"id": actor_id}, few=True))
    shown = RecordInContext("actor", actor, (), groups, members=members, reported=reported)
    return _with_events(reader, shown, EventQuery(actors=((actor_id,),)))


def _show_source(reader: Reader, source_id: str) -> RecordInContext:
    family = {
        source.id: source
        for source in read_sources(
            reader,
            [
                each
                for (each,) in reader.rows(
                    "SELECT ancestor_id FROM source_lineage WHERE source_id = :id", {"id": source_id}
                )
            ],
        )
    }
    names = {source.id: source.publisher or source.title for source in family.values()}
    shown = RecordInContext("source", family[source_id], (), names, origins=origins(source_id, family))
    return _with_events(reader, shown, EventQuery(sources=(source_id,)))


def _show_place(reader: Reader, place_id: str) -> RecordInContext:
    place = next(iter(read_places(reader, [place_id])))
    shown = RecordInContext("place", place, (), _names(reader, "place", [place.within] if place.within else []))
    return _with_events(reader, shown, EventQuery(place=place_id))


def _with_events(reader: Reader, shown: RecordInContext, query: EventQuery) -> RecordInContext:
    return shown._replace(
        events=find_entries(reader, query),
        request=Request._make(query),
        count=lambda most: count_entries(reader, query, most=most),
    )


_SHOW = {"event": _show_event, "actor": _show_actor, "source": _show_source, "place": _show_place}


def _names(reader: Reader, kind: str, ids: list[str]) -> dict[str, str]:
    return {
        record_id: str(name)
        for record_id in dict.fromkeys(ids)
        for (name,) in reader.rows(f"SELECT name FROM {kind} WHERE id = :id", {"id": record_id}, few=True)
    }
