"""What people wrote, by its ids: as it stands in the database, or stood there once.

A protocol, so that what is worked out of the records of today (``StoredRecords``) can be of those of another day. Who
answers otherwise than the database has to say which events that reaches, see ``LaidOver``.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple, Protocol

from timeline.domain.records import Actor, Event, Match, Place, Question, Source, Term
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.stored.stored_records import (
    read_actors,
    read_events,
    read_matches,
    read_places,
    read_questions,
    read_sources,
    read_terms,
)


class Authored(Protocol):
    """Records as people wrote them: of some ids, or all for None; of an id that is none nothing."""

    def events(self, ids: Collection[str] | None = None) -> Iterable[Event]:
        """The events of these ids, with all that they own, in any order."""

    def event_dates(self, ids: Collection[str]) -> Iterable[tuple[str, list[str]]]:
        """(id, the dates that it and its claims have) of the events of these ids, in any order."""

    def sources(self, ids: Collection[str] | None = None) -> Iterable[Source]:
        """The sources of these ids, by id."""

    def actors(self, ids: Collection[str] | None = None) -> Iterable[Actor]:
        """The actors of these ids, by id."""

    def places(self, ids: Collection[str] | None = None) -> Iterable[Place]:
        """The places of these ids, by id."""

    def questions(self, ids: Collection[str] | None = None) -> Iterable[Question]:
        """The questions of these ids, by id."""

    def terms(self) -> Iterable[Term]:
        """The terms that chronologies have added, by kind and term."""

    def matches(self) -> Iterable[Match]:
        """Every decision that events are one, or are not, by what it is known by."""


class StoredRecords:
    """The records of the database."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def events(self, ids: Collection[str] | None = None) -> Iterable[Event]:
        """As of ``Authored``."""
        return read_events(self._reader, ids)

    def event_dates(self, ids: Collection[str]) -> Iterable[tuple[str, list[str]]]:
        """As of ``Authored``."""
        from timeline.domain.claims.possible import dates_of  # needs what a plain query does without

        return ((event.id, dates_of(event)) for event in read_events(self._reader, ids))

    def sources(self, ids: Collection[str] | None = None) -> Iterable[Source]:
        """As of ``Authored``."""
        return read_sources(self._reader, ids)

    def actors(self, ids: Collection[str] | None = None) -> Iterable[Actor]:
        """As of ``Authored``."""
        return read_actors(self._reader, ids)

    def places(self, ids: Collection[str] | None = None) -> Iterable[Place]:
        """As of ``Authored``."""
        return read_places(self._reader, ids)

    def questions(self, ids: Collection[str] | None = None) -> Iterable[Question]:
        """As of ``Authored``."""
        return read_questions(self._reader, ids)

    def terms(self) -> Iterable[Term]:
        """As of ``Authored``."""
        return read_terms(self._reader)

    def matches(self) -> Iterable[Match]:
        """As of ``Authored``."""
        return read_matches(self._reader)


class LaidOver(NamedTuple):
    """The events of which the database cannot say whether a query finds them, because other records are asked."""

    left_out: Collection[str] = ()
    """Never taken from the database: those that have other records, or rest on such, or are not there at all."""
    added: Collection[str] = ()
    """Worked out for every query: those of them that there are."""
