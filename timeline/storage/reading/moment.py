"""The records of a database at one moment: now, or then. What is told of events: ``actions.asking.knowledge``."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from timeline.domain.chronology import Entry, RecordLookup
from timeline.domain.records import Match, Source
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.stored.authored import Authored, LaidOver, StoredRecords
from timeline.storage.reading.told.entries import listed_sources


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


class PointInTime(Protocol):
    """What can be asked of a moment, for the length of one question."""

    reader: Reader
    """Of the database, as it stands."""
    is_now: bool
    """Whether that is all there is to ask."""
    references: Reader
    """What records are called, and what is in use: for queries of which each row begins with the id of its record, in
    no order."""
    authored: Authored
    """What people wrote."""

    def laid_over(self, query: EventQuery, *, around: bool = False, compared: bool = False) -> LaidOver:
        """The events of which the database cannot say whether the query finds them; all others it answers for.

        ``around``: it is also asked what the places of events lie within; ``compared``: all that they are compared by.
        """

    def called(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Events that the database tells, in their order, with what they name called as it was called then."""

    def decisions(self, event_id: str) -> tuple[Match, ...]:
        """Which decisions speak of an event, or of those that it is told of."""

    def told_with_others(self) -> set[str]:
        """The events that are told with others: few, for people decide on each."""

    def sources(self, ids: Iterable[str]) -> dict[str, Source]:
        """These sources and all that they derive from, by id."""

    def records(self, *, whole: bool) -> RecordLookup:
        """Looks up records; ``whole``: for an answer that has every event."""

    def members(self, group_id: str) -> tuple[Member, ...]:
        """The direct members of a group, by id."""

    def reported(self, actor_id: str) -> Reported:
        """What rests on an actor's word."""


class Now:
    """What stands in the database."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.is_now = True
        self.references = reader
        self.authored: Authored = StoredRecords(reader)

    def laid_over(
        self,
        query: EventQuery,  # noqa: ARG002 - nothing for any
        *,
        around: bool = False,  # noqa: ARG002
        compared: bool = False,  # noqa: ARG002
    ) -> LaidOver:
        """As of ``PointInTime``."""
        return LaidOver()

    def called(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """As of ``PointInTime``."""
        return iter(entries)

    def decisions(self, event_id: str) -> tuple[Match, ...]:
        """As of ``PointInTime``."""
        from timeline.storage.reading.decisions import decisions_on
        from timeline.storage.reading.stored.stored_records import matched_events

        same = [each.id for events in matched_events(self.reader, [event_id]).values() for each in events]
        return tuple(decisions_on(self.reader, same or [event_id]))

    def told_with_others(self) -> set[str]:
        """As of ``PointInTime``."""
        from timeline.storage.reading.decisions import told_with_others  # only exports say what they leave out

        return told_with_others(self.reader)

    def sources(self, ids: Iterable[str]) -> dict[str, Source]:
        """As of ``PointInTime``."""
        return listed_sources(self.reader, ids)

    def records(self, *, whole: bool) -> RecordLookup:
        """As of ``PointInTime``."""
        from timeline.storage.reading.stored.full_records import (
            record_lookup,  # only exports that are read back carry records
        )

        return record_lookup(self.reader, whole=whole)

    def members(self, group_id: str) -> tuple[Member, ...]:
        """As of ``PointInTime``."""
        sql = (
            "SELECT m.actor_id, a.name, m.office, m.date FROM membership m JOIN actor a ON a.id = m.actor_id "
            "WHERE m.group_id = :id ORDER BY m.actor_id, m.position"
        )
        return tuple(Member(*row) for row in self.reader.rows(sql, {"id": group_id}))

    def reported(self, actor_id: str) -> Reported:
        """As of ``PointInTime``."""
        rests_on_it = "SELECT COUNT(*), COUNT(DISTINCT event_id) FROM attribution WHERE actor_id = :id"
        return next(Reported(*row) for row in self.reader.rows(rests_on_it, {"id": actor_id}, few=True))
