"""The names that a database holds already, so that an import finds its actors and places again."""

from collections.abc import Callable
from typing import NamedTuple

from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.naming.former_ids import former_ids_held


class NamesHeld(NamedTuple):
    """Ids by exact name."""

    actors: dict[str, tuple[str, ...]]
    """All actors of a main name; where there is none, the one that has it as another spelling."""
    places: dict[tuple[str, str | None], tuple[str, ...]]
    """All places by (name, the id of the place around it)."""
    is_taken: Callable[[str], bool]
    """Whether an id belongs to any record, or did."""
    remembered: dict[str, str]
    """What imports have taken names for, by "kind digest", where that is still held."""


def names_held(reader: Reader) -> NamesHeld:
    """The exact names of all actors and places, and what tells whether an id was taken when this was asked."""
    actors: dict[str, tuple[str, ...]] = {}
    actor_ids: set[str] = set()
    for actor_id, name in reader.rows("SELECT id, name FROM actor ORDER BY id", {}):
        actors[name] = (*actors.get(name, ()), actor_id)
        actor_ids.add(actor_id)
    # Of two actors with one other spelling none is chosen.
    for name, actor_id in reader.rows(
        "SELECT name, MIN(actor_id) FROM actor_name GROUP BY name HAVING COUNT(DISTINCT actor_id) = 1", {}
    ):
        actors.setdefault(name, (actor_id,))
    places: dict[tuple[str, str | None], tuple[str, ...]] = {}
    place_ids: set[str] = set()
    for place_id, name, within in reader.rows("SELECT id, name, within_id FROM place ORDER BY id", {}):
        places[name, within] = (*places.get((name, within), ()), place_id)
        place_ids.add(place_id)
    held = {"actor": actor_ids, "place": place_ids}
    remembered = {
        key: record_id
        for key, record_id in reader.rows("SELECT key, record_id FROM import_name", {})
        if record_id in held.get(key.partition(" ")[0], ())
    }
    former = {each.id for each in former_ids_held(reader)}
    # Of sources and events there may be very many, so each id is asked for; and none where there are none.
    asked = [
        table
        for table in ("source", "event", "matched_event")
        if any(True for _ in reader.rows(f"SELECT 1 FROM {table} LIMIT 1", {}))
    ]
    taken = " UNION ALL ".join(f"SELECT 1 FROM {table} WHERE id = :id" for table in asked)

    def is_taken(record_id: str) -> bool:
        return (
            record_id in actor_ids
            or record_id in place_ids
            or record_id in former
            or (bool(taken) and any(True for _ in reader.rows(taken, {"id": record_id}, few=True)))
        )

    return NamesHeld(actors, places, is_taken, remembered)
