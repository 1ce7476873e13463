"""The full records behind the entries of an answer, for exports that are read back without loss."""

from timeline.domain.chronology import RecordLookup
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.stored.stored_records import read_actors, read_places, read_sources, read_terms

_UNUSED = {
    "source": "SELECT s.id FROM source s LEFT JOIN (SELECT DISTINCT source_id FROM claim) c ON c.source_id = s.id "
    "WHERE c.source_id IS NULL ORDER BY s.id",
    "actor": "SELECT a.id FROM actor a LEFT JOIN (SELECT DISTINCT actor_id FROM participation) p "
    "ON p.actor_id = a.id LEFT JOIN (SELECT DISTINCT actor_id FROM attribution) t ON t.actor_id = a.id "
    "WHERE p.actor_id IS NULL AND t.actor_id IS NULL ORDER BY a.id",
    "place": "SELECT p.id FROM place p LEFT JOIN (SELECT DISTINCT place_id FROM event) e ON e.place_id = p.id "
    "WHERE e.place_id IS NULL ORDER BY p.id",
}


def record_lookup(reader: Reader, *, whole: bool) -> RecordLookup:
    """Looks up records in the database of an answer; ``whole``: the answer has every event of it."""

    def unused() -> tuple[list[str], list[str], list[str]]:
        sources, actors, places = ([row[0] for row in reader.rows(sql, {})] for sql in _UNUSED.values())
        return sources, actors, places

    return RecordLookup(
        sources=lambda ids: read_sources(reader, ids),
        actors=lambda ids: read_actors(reader, ids),
        places=lambda ids: read_places(reader, ids),
        terms=lambda: read_terms(reader),
        unused=unused if whole else None,
    )
