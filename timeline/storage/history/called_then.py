"""What events name, called as it was called then: for events of which nothing else has changed."""

from collections.abc import Iterable, Iterator
from typing import Any

from timeline.domain.chronology import Entry, EntryClaim
from timeline.storage.history.since import Since


class CalledThen:
    """Gives entries the names, titles and points of then."""

    def __init__(self, since: Since) -> None:
        then = since.then
        self._actors, self._places, self._sources = then["actor"], then["place"], then["source"]
        self._events = then["event"]
        self._is_any = any((self._actors, self._places, self._sources, self._events))

    def told(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The entries, in their order."""
        return map(self._entry, entries) if self._is_any else iter(entries)

    def _entry(self, entry: Entry) -> Entry:
        changed: dict[str, Any] = {}
        if entry.place is not None and entry.place.id in self._places:
            then = self._places[entry.place.id]
            point = {} if entry.place.own_point else {"latitude": then.latitude, "longitude": then.longitude}
            changed["place"] = entry.place._replace(name=then.name, **point)
        if any(part.actor in self._actors for part in entry.participants):
            changed["participants"] = tuple([self._named(part) for part in entry.participants])
        if any(link.event in self._events for link in entry.links):
            changed["links"] = tuple(
                [link._replace(title=self._titled(link.event, link.title)) for link in entry.links]
            )
        claims = tuple([self._claim(claim) for claim in entry.claims])
        if any(new is not old for new, old in zip(claims, entry.claims, strict=True)):
            changed["claims"] = claims
        return entry._replace(**changed) if changed else entry

    def _claim(self, claim: EntryClaim) -> EntryClaim:
        changed: dict[str, Any] = {}
        if claim.source in self._sources:
            source = self._sources[claim.source]
            changed |= {"title": source.title, "publisher": source.publisher, "published": source.published}
        if any(origin in self._sources for origin in claim.origins):
            changed["origin_names"] = tuple(
                [self._called(origin, name) for origin, name in zip(claim.origins, claim.origin_names, strict=True)]
            )
        if any(each.actor in self._actors for each in claim.according_to):
            changed["according_to"] = tuple([self._named(each) for each in claim.according_to])
        if any(event in self._events for event, _ in claim.told_from):
            changed["told_from"] = tuple([(event, self._titled(event, title)) for event, title in claim.told_from])
        return claim._replace(**changed) if changed else claim

    def _named(self, part: Any) -> Any:
        return part._replace(name=self._actors[part.actor].name) if part.actor in self._actors else part

    def _titled(self, event_id: str, title: Any) -> Any:
        return self._events[event_id].title if event_id in self._events else title

    def _called(self, source_id: str, name: str) -> str:
        source = self._sources.get(source_id)
        return name if source is None else source.publisher or source.title
