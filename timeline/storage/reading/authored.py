"""Where the records come from of which something is worked out: what people wrote, by their ids.

A protocol of five questions, so that what is worked out of the records of today (``StoredRecords``) can be of those of
another day. Who answers otherwise than the database has to say which events that reaches, see ``LaidOver``.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple, Protocol

from timeline.domain.records import Actor, Event, Match, Place, Source
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.stored_records import read_actors, read_events, read_matches, read_places, read_sources


class Authored(Protocol):
    """Records as people wrote them; of an id that is none nothing, in any order."""

    def events(self, ids: Collection[str]) -> Iterable[Event]:
        """The events of these ids, with all that they own."""

    def sources(self, ids: Collection[str]) -> Iterable[Source]:
        """The sources of these ids."""

    def actors(self, ids: Collection[str]) -> Iterable[Actor]:
        """The actors of these ids."""

    def places(self, ids: Collection[str]) -> Iterable[Place]:
        """The places of these ids."""

    def matches(self) -> Iterable[Match]:
        """Every decision that events are one, or are not."""


class StoredRecords:
    """The records of the database."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def events(self, ids: Collection[str]) -> Iterable[Event]:
        """As of ``Authored``."""
        return read_events(self._reader, ids)

    def sources(self, ids: Collection[str]) -> Iterable[Source]:
        """As of ``Authored``."""
        return read_sources(self._reader, ids)

    def actors(self, ids: Collection[str]) -> Iterable[Actor]:
        """As of ``Authored``."""
        return read_actors(self._reader, ids)

    def places(self, ids: Collection[str]) -> Iterable[Place]:
        """As of ``Authored``."""
        return read_places(self._reader, ids)

    def matches(self) -> Iterable[Match]:
        """As of ``Authored``."""
        return read_matches(self._reader)


class LaidOver(NamedTuple):
    """The events of which the database cannot say whether a query finds them, because other records are asked."""

    left_out: Collection[str] = ()
    """Never taken from the database: those that have other records, or rest on such, or are not there at all."""
    added: Collection[str] = ()
    """Worked out for every query: those of them that there are."""


AS_STORED = LaidOver()
