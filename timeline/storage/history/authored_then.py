"""What people had written by a moment: what stands there now, with what stood there before it was touched."""

from collections.abc import Callable, Collection, Iterable, Iterator
from heapq import merge
from typing import Any

from timeline.domain.records import Actor, Event, Match, Place, Question, Source, Term
from timeline.storage.history.since import Since
from timeline.storage.reading.stored.authored import Authored


class AuthoredThen:
    """As it stood there then."""

    def __init__(self, now: Authored, since: Since) -> None:
        self._now = now
        self._since = since

    def sources(self, ids: Collection[str] | None = None) -> Iterator[Source]:
        """As of ``Authored``."""
        return merge(*self._both("source", self._now.sources, ids), key=_id)

    def actors(self, ids: Collection[str] | None = None) -> Iterator[Actor]:
        """As of ``Authored``."""
        return merge(*self._both("actor", self._now.actors, ids), key=_id)

    def places(self, ids: Collection[str] | None = None) -> Iterator[Place]:
        """As of ``Authored``."""
        return merge(*self._both("place", self._now.places, ids), key=_id)

    def events(self, ids: Collection[str] | None = None) -> Iterator[Event]:
        """As of ``Authored``."""
        untouched, touched = self._both("event", self._now.events, ids)
        yield from touched
        yield from untouched

    def event_dates(self, ids: Collection[str]) -> Iterator[tuple[str, list[str]]]:
        """As of ``Authored``."""
        yield from self._since.then["event"].dates(ids)
        left = [each for each in ids if not self._since.is_touched("event", each)]
        yield from self._now.event_dates(left) if left else ()

    def questions(self, ids: Collection[str] | None = None) -> Iterator[Question]:
        """As of ``Authored``."""
        return merge(*self._both("question", self._now.questions, ids), key=_id)

    def terms(self) -> list[Term]:
        """As of ``Authored``."""
        now = (term for term in self._now.terms() if not self._since.is_touched("term", _term_id(term)))
        return sorted([*now, *self._since.then["term"].values()], key=_term_id)

    def matches(self) -> list[Match]:
        """As of ``Authored``."""
        now = (match for match in self._now.matches() if not self._since.is_touched("match", match.id))
        return sorted([*now, *self._since.then["match"].values()], key=_id)

    def _both(
        self, kind: str, read: Callable[[Collection[str] | None], Iterable[Any]], ids: Collection[str] | None
    ) -> tuple[Iterator[Any], Iterator[Any]]:
        """Of what was never touched, and of what was."""
        then = self._since.then[kind]
        if ids is None:
            untouched = (record for record in read(None) if not self._since.is_touched(kind, record.id))
            return untouched, (then[each] for each in sorted(then))
        wanted = set(ids)
        left = [each for each in wanted if not self._since.is_touched(kind, each)]
        return iter(read(left) if left else ()), (then[each] for each in sorted(wanted & then.keys()))


def _id(record: Any) -> str:
    found: str = record.id
    return found


def _term_id(term: Term) -> str:
    return f"{term.kind}/{term.term}"
