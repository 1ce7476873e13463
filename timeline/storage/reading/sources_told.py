"""What is told of a source beside each of its claims, remembered: what speaks of one event speaks of the next."""

from collections.abc import Iterable
from typing import Any

from timeline.storage.connecting.reader import Reader, Value, among

SourceTold = tuple[str, str | None, str | None, tuple[str, ...], tuple[str, ...]]
"""Its title, its publisher, when it was published, the ids of its origins and their names: fields of a claim as told,
in their order."""

_REMEMBERED = 5_000
"""Sources in each of two generations; the older is forgotten when the younger is full. A source takes up to a KiB."""
_SQL = (
    # Most sources are origins of their own, and need not be looked up again.
    "SELECT s.id, s.title, s.publisher, s.published, l.ancestor_id, COALESCE(o.publisher, o.title) FROM source s "
    "LEFT JOIN source_lineage l ON l.source_id = s.id AND l.is_origin = 1 "
    "LEFT JOIN source o ON o.id = NULLIF(l.ancestor_id, s.id) WHERE s.id {} ORDER BY s.id, l.ancestor_id"
)


class SourcesTold:
    """Looks sources up, each once as a rule."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._young: dict[str, SourceTold] = {}
        self._old: dict[str, SourceTold] = {}

    def of(self, ids: Iterable[str]) -> dict[str, SourceTold]:
        """What is told of these sources, and of others."""
        if len(self._young) > _REMEMBERED:
            self._old, self._young = self._young, {}
        young, old = self._young, self._old
        unknown = []
        for source_id in set(ids).difference(young):
            if source_id in old:
                young[source_id] = old[source_id]
            else:
                unknown.append(source_id)
        if unknown:
            young |= self._looked_up(sorted(unknown))
        return young

    def _looked_up(self, ids: list[str]) -> dict[str, SourceTold]:
        found: dict[str, SourceTold] = {}
        parameters: dict[str, Value] = {}
        of_these = among(self._reader, "ids", ids, parameters)
        for row in self._reader.rows(_SQL.format(of_these), parameters, few=True):
            found[row[0]] = _with_origin(found.get(row[0]), *row)
        return found


def _with_origin(
    before: SourceTold | None, source_id: str, title: str, publisher: Any, published: Any, origin: Any, name: Any
) -> SourceTold:
    """A source with one origin more; with itself alone, where none is known."""
    if origin is None:
        return title, publisher, published, (source_id,), ()
    if origin == source_id:
        origin, name = source_id, title if publisher is None else publisher  # a text that is held already
    origins, names = before[3:] if before is not None else ((), ())
    return title, publisher, published, (*origins, origin), (*names, name)
