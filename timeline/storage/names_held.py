"""The names that a database holds already, so that an import finds its actors and places again."""

from collections.abc import Callable
from typing import NamedTuple

from timeline.storage.reader import Reader

_ACTORS = (
    # A main name goes before another spelling; of two actors with one name none is chosen.
    "SELECT name, MIN(id) FROM actor GROUP BY name HAVING COUNT(*) = 1",
    "SELECT name, MIN(actor_id) FROM actor_name GROUP BY name HAVING COUNT(DISTINCT actor_id) = 1",
)


class NamesHeld(NamedTuple):
    """Ids by exact name."""

    actors: dict[str, str]
    places: dict[tuple[str, str | None], list[tuple[str, float | None, float | None]]]
    """(id, latitude, longitude) by (name, the id of the place it lies within)."""
    is_taken: Callable[[str], bool]
    """Whether an id belongs to any record."""


def names_held(reader: Reader) -> NamesHeld:
    """The exact names of all actors and places, and what tells whether an id was taken when this was asked."""
    actors: dict[str, str] = {}
    for sql in _ACTORS:
        for name, actor_id in reader.rows(sql, {}):
            actors.setdefault(name, actor_id)
    places: dict[tuple[str, str | None], list[tuple[str, float | None, float | None]]] = {}
    ids = {record_id for (record_id,) in reader.rows("SELECT id FROM actor", {})}
    for place_id, name, within, latitude, longitude in reader.rows(
        "SELECT id, name, within_id, latitude, longitude FROM place ORDER BY id", {}
    ):
        places.setdefault((name, within), []).append((place_id, latitude, longitude))
        ids.add(place_id)
    # Of sources and events there may be very many, so each id is asked for; and none where there are none.
    asked = [
        kind for kind in ("source", "event") if any(True for _ in reader.rows(f"SELECT 1 FROM {kind} LIMIT 1", {}))
    ]
    taken = " UNION ALL ".join(f"SELECT 1 FROM {kind} WHERE id = :id" for kind in asked)

    def is_taken(record_id: str) -> bool:
        return record_id in ids or (bool(taken) and any(True for _ in reader.rows(taken, {"id": record_id}, few=True)))

    return NamesHeld(actors, places, is_taken)
