"""Which actors are called so: for texts that name an actor where the id is wanted."""

from collections.abc import Iterable

from timeline.domain.records import Actor
from timeline.domain.words import names


class Called:
    """Finds actors by their names, in any usual spelling."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._whole: dict[str, set[str]] = {}
        self._ends: dict[str, set[str]] = {}
        for actor in actors:
            for name in (actor.name, *actor.names):
                for key, is_whole in names.keys(name, person=actor.kind == "person"):
                    (self._whole if is_whole else self._ends).setdefault(key, set()).add(actor.id)

    def exactly(self, text: str) -> set[str]:
        """The ids of the actors that have this name."""
        return self._whole.get(names.fold(text), set())

    def any(self, text: str) -> set[str]:
        """The same; where there is none, of the persons whose names end so."""
        return self.exactly(text) or self._ends.get(names.fold(text), set())
