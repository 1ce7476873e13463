"""What is told of sources, actors and places beside events, remembered: what stands in one event stands in the next.

They are looked up by themselves, not joined to what names them: from several servers each would be joined anew by each.
"""

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

from timeline.domain.chronology import EntryPlace
from timeline.storage.connecting.reader import Reader, Value, among

SourceTold = tuple[str, str | None, str | None, tuple[str, ...], tuple[str, ...]]
"""Its title, its publisher, when it was published, the ids of its origins and their names: fields of a claim as told,
in their order."""
Told = TypeVar("Told")

_REMEMBERED = 5_000
"""In each of two generations; the older is forgotten when the younger is full. A source takes up to a KiB."""
_SOURCES = (
    # Most sources are origins of their own, and need not be looked up again.
    "SELECT s.id, s.title, s.publisher, s.published, l.ancestor_id, COALESCE(o.publisher, o.title) FROM source s "
    "LEFT JOIN source_lineage l ON l.source_id = s.id AND l.is_origin = 1 "
    "LEFT JOIN source o ON o.id = NULLIF(l.ancestor_id, s.id) WHERE s.id {} ORDER BY s.id, l.ancestor_id"
)


class Beside(Generic[Told]):
    """Looks records of one kind up by their ids, each once as a rule."""

    def __init__(self, reader: Reader, looked_up: Callable[[Reader, list[str]], dict[str, Told]]) -> None:
        self._reader = reader
        self._looked_up = looked_up
        self._young: dict[str, Told] = {}
        self._old: dict[str, Told] = {}

    def of(self, ids: Iterable[str]) -> dict[str, Told]:
        """What is told of these records, and of others."""
        if len(self._young) > _REMEMBERED:
            self._old, self._young = self._young, {}
        young, old = self._young, self._old
        unknown = []
        for record_id in set(ids).difference(young):
            if record_id in old:
                young[record_id] = old[record_id]
            else:
                unknown.append(record_id)
        if unknown:
            young |= self._looked_up(self._reader, sorted(unknown))
        return young


def actor_names(reader: Reader, ids: list[str]) -> dict[str, str]:
    """The names of actors."""
    return dict(_rows(reader, "SELECT id, name FROM actor WHERE id {}", ids))


def places_told(reader: Reader, ids: list[str]) -> dict[str, EntryPlace]:
    """Places, with their points."""
    rows = _rows(reader, "SELECT id, name, latitude, longitude FROM place WHERE id {}", ids)
    return {row[0]: EntryPlace(*row) for row in rows}


def sources_told(reader: Reader, ids: list[str]) -> dict[str, SourceTold]:
    """What claims tell of their sources."""
    found: dict[str, SourceTold] = {}
    for row in _rows(reader, _SOURCES, ids):
        found[row[0]] = _with_origin(found.get(row[0]), *row)
    return found


def _rows(reader: Reader, sql: str, ids: list[str]) -> Iterable[tuple[Any, ...]]:
    parameters: dict[str, Value] = {}
    return reader.rows(sql.format(among(reader, "ids", ids, parameters)), parameters, few=True)


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
