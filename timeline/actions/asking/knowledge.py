"""What a database knows at some moment, as it is asked: today, here; at others, in ``hindsight``."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from timeline.domain.chronology import Entry
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.finding.place_in_list import Key, Start
from timeline.storage.reading.hanging_together import hanging_together, same_as, told_as
from timeline.storage.reading.overviews.densities import found_days
from timeline.storage.reading.overviews.value_counts import ValuesCounted, count_values
from timeline.storage.reading.told.entries import (
    count_entries,
    entries_told,
    entry_of,
    find_entries,
    find_keys,
    is_quickly_counted,
    read_page,
    tell_events,
)

if TYPE_CHECKING:
    from timeline.domain.counting.tally import Tally
    from timeline.domain.duplicates.traits import Traits
    from timeline.storage.reading.counting.values import Wanted


class Knowledge(Protocol):
    """Answers queries, of which each says what it says of today."""

    def entries(self, query: EventQuery, *, brief: bool = False, brief_claims: bool = False) -> Iterator[Entry]:
        """As of ``find_entries``."""

    def page(self, query: EventQuery, start: Start, *, brief: bool = False) -> list[tuple[Key, Entry]]:
        """As of ``read_page``."""

    def keys(self, query: EventQuery, start: Start) -> list[Key]:
        """As of ``find_keys``."""

    def count(self, query: EventQuery, *, most: int) -> int:
        """As of ``count_entries``."""

    def is_quickly_counted(self, query: EventQuery) -> bool:
        """Whether counting all that a query finds takes no longer than a page does."""

    def days(self, query: EventQuery) -> Iterator[tuple[int | None, int | None, int]]:
        """As of ``found_days``."""

    def values(self, query: EventQuery, most: int) -> ValuesCounted:
        """As of ``count_values``."""

    def add_up(self, query: EventQuery, wanted: "Wanted", tally: "Tally") -> None:
        """As of ``count_found``."""

    def entry(self, event_id: str) -> Entry | None:
        """One event that is told by itself; None where there is none of that id."""

    def told(self, keys: Sequence[Key]) -> list[Entry]:
        """The events of these keys, in any order; all that a query has found."""

    def traits(self, query: EventQuery, most: int | None = None) -> "Iterator[Traits]":
        """As of ``find_traits``."""

    def traits_of(self, keys: Sequence[Key]) -> "list[Traits]":
        """What the events of these keys are compared by, in any order; all that a query has found."""

    def by_ids(self, ids: Collection[str]) -> dict[str, Entry]:
        """The events of these ids, by them: of one that is told as another, that one. Left out where there is none."""

    def together(self, ids: Collection[str]) -> set[tuple[str, str]]:
        """The pairs of events that hang together by a link or a date, of which either is one of these.

        Those that are told, the one that says so first; perhaps some that were not known then.
        """


class Today:
    """What the database knows today."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def entries(self, query: EventQuery, *, brief: bool = False, brief_claims: bool = False) -> Iterator[Entry]:
        """As of ``find_entries``."""
        return find_entries(self._reader, query, brief=brief, brief_claims=brief_claims)

    def page(self, query: EventQuery, start: Start, *, brief: bool = False) -> list[tuple[Key, Entry]]:
        """As of ``read_page``."""
        return read_page(self._reader, query, start, brief=brief)

    def keys(self, query: EventQuery, start: Start) -> list[Key]:
        """As of ``find_keys``."""
        return find_keys(self._reader, query, start)

    def count(self, query: EventQuery, *, most: int) -> int:
        """As of ``count_entries``."""
        return count_entries(self._reader, query, most=most)

    def is_quickly_counted(self, query: EventQuery) -> bool:
        """As of ``Knowledge``."""
        return is_quickly_counted(self._reader, query)

    def days(self, query: EventQuery) -> Iterator[tuple[int | None, int | None, int]]:
        """As of ``found_days``."""
        return found_days(self._reader, query)

    def values(self, query: EventQuery, most: int) -> ValuesCounted:
        """As of ``count_values``."""
        return count_values(self._reader, query, most)

    def add_up(self, query: EventQuery, wanted: "Wanted", tally: "Tally") -> None:
        """As of ``count_found``."""
        from timeline.storage.reading.counting.count_found import count_found  # only who counts needs it

        count_found(self._reader, query, wanted, tally)

    def entry(self, event_id: str) -> Entry | None:
        """As of ``Knowledge``."""
        return entry_of(self._reader, event_id)

    def told(self, keys: Sequence[Key]) -> list[Entry]:
        """As of ``Knowledge``."""
        return list(tell_events(self._reader, EventQuery(), keys))

    def traits(self, query: EventQuery, most: int | None = None) -> "Iterator[Traits]":
        """As of ``Knowledge``."""
        from timeline.storage.reading.duplicates.traits_read import find_traits  # only who looks for pairs needs them

        return find_traits(self._reader, query, most)

    def traits_of(self, keys: Sequence[Key]) -> "list[Traits]":
        """As of ``Knowledge``."""
        from timeline.storage.reading.duplicates.traits_read import Referred, read_traits

        return read_traits(self._reader, keys, Referred.none_yet())

    def by_ids(self, ids: Collection[str]) -> dict[str, Entry]:
        """As of ``Knowledge``."""
        heads = {each: each for each in ids} | told_as(self._reader, ids)
        entries = {entry.id: entry for entry in entries_told(self._reader, sorted({*heads.values()}))}
        return {each: entries[head] for each, head in heads.items() if head in entries}

    def together(self, ids: Collection[str]) -> set[tuple[str, str]]:
        """As of ``Knowledge``."""
        pairs = hanging_together(self._reader, {*ids, *same_as(self._reader, ids)})
        heads = told_as(self._reader, {each for pair in pairs for each in pair})
        return {(heads.get(event, event), heads.get(other, other)) for event, other in pairs}
