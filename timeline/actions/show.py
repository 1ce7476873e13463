"""Everything about one record: an event with its claims, an actor, a source or a place with its events, a question."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from timeline.actions.answer import open_knowledge, open_moment
from timeline.actions.asking.knowledge import Knowledge
from timeline.domain.chronology import Entry
from timeline.domain.claims.lineage import origins
from timeline.domain.records import NAMES_RECORDS, Actor, Match, Place, Question, Source
from timeline.errors import UnknownName
from timeline.query import EventQuery, Request
from timeline.storage.connecting.database import Database
from timeline.storage.reading.moment import Member, PointInTime, Reported
from timeline.storage.reading.naming.named_records import find_any

if TYPE_CHECKING:
    from timeline.domain.recorded_on import RecordedOn


class RecordInContext(NamedTuple):
    """A record and what hangs together with it."""

    kind: str
    """``event``, ``actor``, ``source``, ``place`` or ``question``."""
    record: Entry | Actor | Source | Place | Question
    events: Iterable[Entry]
    """In chronological order, to be gone through once.

    For an actor, those it takes part in; for a source, those it or its heirs speak of; for a place,
    those there or within; none for an event, nor for a question, which is asked to find them."""
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
    """How many events there are, on whatever page, without telling them; counted no further than it is told to."""


@contextmanager
def show(
    database: Database,
    wanted: str,
    *,
    recorded_on: "RecordedOn | None" = None,
    limit: int | None = None,
    offset: int = 0,
    time_limit: float | None = None,
) -> Iterator[RecordInContext]:
    """The record with an id, or the actor or place of a name, for the length of a ``with`` block.

    As it stands now, or stood when it was ``recorded_on``. ``limit``: at most so many of its events, after the first
    ``offset``. ``time_limit``: as of ``Database.reading``.

    Raises DatabaseError, UnknownName (with the nearest) or AmbiguousName (with all that fit).
    """
    with open_moment(database, recorded_on, time_limit) as (moment, then, told):
        notes = list(told)
        kind, record_id = _found(moment, wanted, then, notes)
        with open_knowledge(moment) as (known, _):
            yield _Shown(moment, known, then, limit, offset).of(kind, record_id)._replace(notes=tuple(notes))


def _found(moment: PointInTime, wanted: str, then: "RecordedOn | None", notes: list[str]) -> tuple[str, str]:
    try:
        return find_any(moment.references, wanted, notes)
    except UnknownName:
        if then is None:
            raise
    kind, record_id = find_any(moment.reader, wanted)  # what is not there now either is told as it is
    raise UnknownName(
        f"{kind} {record_id} was not here as recorded {then.told}: `timeline log {record_id}` tells when it came"
    )


class _Shown:
    """Shows records of a moment."""

    def __init__(
        self, moment: PointInTime, known: Knowledge, recorded_on: "RecordedOn | None", limit: int | None, offset: int
    ) -> None:
        """``limit`` and ``offset``: of the events of a record."""
        self._limit, self._offset = limit, offset
        self._moment = moment
        self._known = known
        self._recorded_on = recorded_on
        self._records = moment.records(whole=False)

    def of(self, kind: str, record_id: str) -> RecordInContext:
        """The record of an id that is there."""
        match kind:
            case "event":
                entry = self._known.entry(record_id)
                assert entry is not None, "the id was found a moment ago, in the same transaction"
                return RecordInContext("event", entry, iter(()), {}, matches=self._moment.decisions(record_id))
            case "actor":
                return self._actor(record_id)
            case "source":
                return self._source(record_id)
            case "question":
                return self._question(record_id)
        return self._place(record_id)

    def _actor(self, actor_id: str) -> RecordInContext:
        actor = next(iter(self._records.actors([actor_id])))
        groups = {each.id: each.name for each in self._records.actors([each.group for each in actor.member_of])}
        names = {each.group: groups[each.group] for each in actor.member_of if each.group in groups}
        members, reported = self._moment.members(actor_id), self._moment.reported(actor_id)
        shown = RecordInContext("actor", actor, (), names, members=members, reported=reported)
        return self._with_events(shown, EventQuery(actors=((actor_id,),)))

    def _source(self, source_id: str) -> RecordInContext:
        family = self._moment.sources([source_id])
        names = {each: family[each].publisher or family[each].title for each in sorted(family)}
        shown = RecordInContext("source", family[source_id], (), names, origins=origins(source_id, family))
        return self._with_events(shown, EventQuery(sources=(source_id,)))

    def _question(self, question_id: str) -> RecordInContext:
        question = next(iter(self._moment.authored.questions([question_id])))
        named = {each.value: NAMES_RECORDS[each.filter] for each in question.asks if each.filter in NAMES_RECORDS}
        actors, places = ([each for each, of in named.items() if of == kind] for kind in ("actor", "place"))
        names = {each.id: each.name for each in self._records.actors(actors)}
        names |= {each.id: each.name for each in self._records.places(places)}
        return RecordInContext("question", question, iter(()), names)

    def _place(self, place_id: str) -> RecordInContext:
        place = next(iter(self._records.places([place_id])))
        around = [] if place.within is None else self._records.places([place.within])
        return self._with_events(
            RecordInContext("place", place, (), {each.id: each.name for each in around}), EventQuery(place=place_id)
        )

    def _with_events(self, shown: RecordInContext, query: EventQuery) -> RecordInContext:
        query = query._replace(recorded_on=self._recorded_on)
        return shown._replace(
            events=self._known.entries(query._replace(limit=self._limit, offset=self._offset)),
            request=Request._make(query),
            count=lambda most: self._known.count(query, most=most),
        )
