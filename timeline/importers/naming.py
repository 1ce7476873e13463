"""Names of a file -> ids: one name is one actor, across rows and files; one path is one place.

An id is made of the name itself. Where the slug of a name already belongs to something else, a piece
of the digest of the exact name is added, so the same name has the same id each time.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType
from typing import NamedTuple

from timeline.domain.names import slug
from timeline.domain.records import Actor, Place

_LONGEST = 80
_DIGITS = 8
_DIGIT = re.compile("[0-9]")

PlaceKey = tuple[str, str | None]
"""(exact name, the id of the place that it lies within; None where it lies in none)."""
PlaceKnown = tuple[str, float | None, float | None]
"""(id, latitude, longitude)"""
_NOTHING: Mapping[str, str] = MappingProxyType({})
_NOWHERE: Mapping[PlaceKey, Sequence[PlaceKnown]] = MappingProxyType({})


class Part(NamedTuple):
    """A place on the way from the largest to the smallest."""

    name: str
    kind: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    note: str | None = None


def slug_with_digest(text: str, key: str) -> str:
    """A readable id of at most 80 characters that no other key has: the text's slug and a digest of the key."""
    digest = sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    head = slug(text)[: _LONGEST - _DIGITS - 1].strip("-")
    return f"{head}-{digest}" if head else f"x-{digest}"


class Naming:
    """Gives the actors and places of a file their ids, each the same for the same name throughout."""

    def __init__(
        self,
        actors: Mapping[str, str] = _NOTHING,
        places: Mapping[PlaceKey, Sequence[PlaceKnown]] = _NOWHERE,
        is_taken: Callable[[str], bool] = lambda _: False,
    ) -> None:
        """What the database holds: ids by exact name, ids by place, and whether an id belongs to anything."""
        self._known_actors = actors
        self._known_places = places
        self._is_taken = is_taken
        self._given: set[str] = set()
        self._reserved: tuple[str, ...] = ()
        self._actors: dict[str, Actor] = {}
        self._places: dict[tuple[PlaceKey, float | None, float | None], Place] = {}

    def is_held(self, record_id: str) -> bool:
        """Whether the database has a record of this id."""
        return self._is_taken(record_id)

    def reserve(self, prefix: str) -> None:
        """Keeps for the events of a file an id, and those that it begins and that have a digit in what follows."""
        self._reserved += (f"{prefix}-",)

    def actor(self, name: str, kind: str | None = None, note: str | None = None) -> Actor:
        """The actor of an exact name; what is said first of it stands."""
        found = self._actors.get(name)
        if found is None:
            actor_id = self._known_actors.get(name) or self._free(slug(name), f"{name}\nactor")
            found = self._actors[name] = Actor(actor_id, name, kind=kind, note=note)
            self._given.add(actor_id)
        return found

    def place(self, parts: Sequence[Part]) -> tuple[Place, ...]:
        """The places of a path, largest first; the last is the one that is meant.

        The same name within the same place, at other coordinates, is another place.
        """
        found: list[Place] = []
        for depth, part in enumerate(parts):
            within = found[-1].id if found else None
            found.append(self._place(part, within, " ".join(each.name for each in reversed(parts[: depth + 1]))))
        return tuple(found)

    def _place(self, part: Part, within: str | None, path: str) -> Place:
        key = ((part.name, within), part.latitude, part.longitude)
        place = self._places.get(key)
        if place is None:
            place_id = self._place_id(part, within, path)
            place = self._places[key] = Place(
                place_id,
                part.name,
                kind=part.kind,
                within=within,
                latitude=part.latitude,
                longitude=part.longitude,
                note=part.note,
            )
            self._given.add(place_id)
        return place

    def _place_id(self, part: Part, within: str | None, path: str) -> str:
        for known, latitude, longitude in self._known_places.get((part.name, within), ()):
            # A name without coordinates, here or there, is any place of that name.
            is_vague = None in (latitude, part.latitude)
            if is_vague or (latitude, longitude) == (part.latitude, part.longitude):
                return known
        exact = f"{part.name}\n{within}\n{part.latitude}\n{part.longitude}"
        # A country by itself would take the id of the state of that name.
        return self._free(slug(path if within else f"{path} {part.kind or 'place'}"), exact)

    def _free(self, wanted: str, exact: str) -> str:
        if not wanted or len(wanted) > _LONGEST or wanted in self._given or self._is_kept(wanted):
            return slug_with_digest(wanted, exact)
        return wanted

    def _is_kept(self, wanted: str) -> bool:
        return self._is_taken(wanted) or any(
            f"{wanted}-".startswith(prefix) and (wanted == prefix[:-1] or _DIGIT.search(wanted, len(prefix)))
            for prefix in self._reserved
        )
