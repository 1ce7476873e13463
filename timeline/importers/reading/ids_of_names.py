"""Names of a file -> ids: one name is one actor, across rows and files; one path of names is one place.

An id is made of the name itself, whatever order the rows have. Where the slug of a name already belongs to something
else, a piece of the digest of the exact name is added. Which record a name was taken for is remembered in the
database: the next import takes it for the same one, whatever else has come to bear that name.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b, sha256
from types import MappingProxyType
from typing import NamedTuple

from timeline.domain.comparing.joined import kind_of_both
from timeline.domain.records import Actor, Place
from timeline.domain.words.names import slug

_LONGEST = 80
_DIGITS = 8
_DIGIT = re.compile("[0-9]")

PlaceKey = tuple[str, str | None]
"""(exact name, the id of the place that it lies within; None where it lies in none)."""
_NOTHING: Mapping[str, Sequence[str]] = MappingProxyType({})
_NOWHERE: Mapping[PlaceKey, Sequence[str]] = MappingProxyType({})
_NEVER: Mapping[str, str] = MappingProxyType({})


class PlaceStep(NamedTuple):
    """A place on the way from the largest to the smallest."""

    name: str
    kind: str | None = None


def slug_with_digest(text: str, key: str) -> str:
    """A readable id of at most 80 characters that no other key has: the text's slug and a digest of the key."""
    digest = sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    head = slug(text)[: _LONGEST - _DIGITS - 1].strip("-")
    return f"{head}-{digest}" if head else f"x-{digest}"


class Naming:
    """Gives the actors and places of a file their ids, each the same for the same name throughout."""

    def __init__(
        self,
        actors: Mapping[str, Sequence[str]] = _NOTHING,
        places: Mapping[PlaceKey, Sequence[str]] = _NOWHERE,
        is_taken: Callable[[str], bool] = lambda _: False,
        remembered: Mapping[str, str] = _NEVER,
    ) -> None:
        """What the database holds: the ids of all actors of an exact name, of all places of one within another,
        whether an id belongs to anything, and which record each name was taken for (see ``taken``)."""
        self._held_actors = actors
        self._held_places = places
        self._is_taken = is_taken
        self._remembered = remembered
        self._given: set[str] = set()
        self._reserved: tuple[str, ...] = ()
        self._actors: dict[str, Actor] = {}
        self._places: dict[tuple[str, ...], Place] = {}
        self.taken: dict[str, str] = {}
        """Digests of names -> the records that they were taken for, where that is not remembered already."""

    def is_held(self, record_id: str) -> bool:
        """Whether the database has a record of this id."""
        return self._is_taken(record_id)

    def reserve(self, prefix: str) -> None:
        """Keeps for the events of a file an id, and those that it begins and that have a digit in what follows."""
        self._reserved += (f"{prefix}-",)

    def actor(self, name: str, kind: str | None = None) -> Actor:
        """The actor of an exact name."""
        found = self._actors.get(name)
        if found is None:
            exact = f"{name}\nactor"
            actor_id = self._id("actor", (name,), self._held_actors.get(name, ()), slug(name), exact)
            found = self._actors[name] = Actor(actor_id, name, kind=kind)
        elif found.kind != kind:
            found = self._actors[name] = found._replace(kind=kind_of_both(found.kind, kind))
        return found

    def place(self, path: Sequence[PlaceStep]) -> tuple[Place, ...]:
        """The places of a path, largest first; the last is the one that is meant."""
        found: list[Place] = []
        names: tuple[str, ...] = ()
        for part in path:
            names = (*names, part.name)
            found.append(self._place(part, found[-1].id if found else None, names))
        return tuple(found)

    def _place(self, part: PlaceStep, within: str | None, names: tuple[str, ...]) -> Place:
        """The place of ``names``, which are all from the largest down."""
        found = self._places.get(names)
        if found is None:
            # A country by itself would take the id of the state of that name. Its kind is no part of the id: one
            # file has it and another has not.
            wanted = slug(" ".join(reversed(names) if within else (part.name, "place")))
            held = self._held_places.get((part.name, within), ())
            place_id = self._id("place", names, held, wanted, "\n".join((*names, "place")))
            found = self._places[names] = Place(place_id, part.name, kind=part.kind, within=within)
        elif found.kind != part.kind:
            found = self._places[names] = found._replace(kind=kind_of_both(found.kind, part.kind))
        return found

    def _id(self, kind: str, names: tuple[str, ...], held: Sequence[str], wanted: str, exact: str) -> str:
        """The record that these names were taken for before, or the held one of this name, or a new one."""
        key = _key(kind, names)
        found = self._remembered.get(key)
        if found is None:
            found = self.taken[key] = _chosen(held, wanted, exact) or self._free(wanted, exact)
        self._given.add(found)
        return found

    def _free(self, wanted: str, exact: str) -> str:
        if not wanted or len(wanted) > _LONGEST or wanted in self._given or self._is_kept(wanted):
            return slug_with_digest(wanted, exact)
        return wanted

    def _is_kept(self, wanted: str) -> bool:
        return self._is_taken(wanted) or any(
            f"{wanted}-".startswith(prefix) and (wanted == prefix[:-1] or _DIGIT.search(wanted, len(prefix)))
            for prefix in self._reserved
        )


def _chosen(held: Sequence[str], wanted: str, exact: str) -> str | None:
    """The held record of a name; of several, the one that an import has made, else none."""
    if len(held) < 2:
        return held[0] if held else None
    return next((each for each in (wanted, slug_with_digest(wanted, exact)) if each in held), None)


def _key(kind: str, names: tuple[str, ...]) -> str:
    # No name has a line end within it.
    said = "\n".join(names).encode("utf-8", "surrogatepass")
    return f"{kind} {blake2b(said, digest_size=12).hexdigest()}"
