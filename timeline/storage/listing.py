"""Actors, sources and places as lists: how many events each has, and the first and last of their days."""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.domain.names import fold
from timeline.storage.days import read_day
from timeline.storage.reader import Reader, Value


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of a list; days are None where there is no dated event, or the end is open."""

    id: str
    name: str
    kind: str | None
    detail: str | None
    """A source's publisher, or the larger place of a place."""
    event_count: int
    earliest_day: int | None
    latest_day: int | None


# An event counts once for an actor, however many roles; for a place, also where it lies within; for a
# source, also where another passes its word on. So the counts are those of the same filter of ``events``.
_LISTS = {
    "actor": (
        "SELECT a.id, a.name, a.kind, NULL, COUNT(DISTINCT p.event_id), MIN(p.earliest_day), "
        "MAX(p.latest_day) FROM actor a LEFT JOIN participation p ON p.actor_id = a.id WHERE {condition} "
        "GROUP BY a.id, a.name, a.kind ORDER BY a.id",
        "a.id",
    ),
    "source": (
        "SELECT a.id, a.title, a.kind, a.publisher, COUNT(DISTINCT e.id), MIN(e.earliest_day), MAX(e.latest_day) "
        "FROM source a LEFT JOIN source_lineage l ON l.ancestor_id = a.id "
        "LEFT JOIN claim c ON c.source_id = l.source_id LEFT JOIN event e ON e.id = c.event_id WHERE {condition} "
        "GROUP BY a.id, a.title, a.kind, a.publisher ORDER BY a.id",
        "a.id",
    ),
    "place": (
        "SELECT a.id, a.name, a.kind, a.within_id, COUNT(DISTINCT e.id), MIN(e.earliest_day), MAX(e.latest_day) "
        "FROM place a LEFT JOIN place_within w ON w.container_id = a.id LEFT JOIN event e ON e.place_id = w.place_id "
        "WHERE {condition} GROUP BY a.id, a.name, a.kind, a.within_id ORDER BY a.id",
        "a.id",
    ),
}


def list_records(reader: Reader, kind: str, word: str | None = None) -> Iterator[Listed]:
    """The actors, sources or places (``kind`` in the singular), by id; a word keeps those it is part of.

    The word is looked for in any of their names, spelled in any usual way, and in their ids.
    """
    sql, column = _LISTS[kind]
    condition = "1 = 1"
    parameters: dict[str, Value] = {}
    if word is not None:
        condition = (
            f"({column} LIKE :slug OR {column} IN "
            "(SELECT k.record_id FROM name_key k WHERE k.kind = :kind AND k.is_whole = 1 AND k.key LIKE :key))"
        )
        folded = fold(word)
        if not folded:
            return  # no letter or digit: part of no name, where an empty key would be part of all
        parameters = {"slug": f"%{folded.replace(' ', '-')}%", "kind": kind, "key": f"%{folded}%"}
    for row in reader.rows(sql.format(condition=condition), parameters):
        record_id, name, record_kind, detail, count, earliest, latest = row
        yield Listed(record_id, name, record_kind, detail, count, read_day(earliest), read_day(latest))
