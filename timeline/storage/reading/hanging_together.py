"""Which events hang together: by links and by the dates that are told from others, whichever of the two says so."""

from collections.abc import Collection

from timeline.storage.connecting.reader import Reader, Value, among

Pair = tuple[str, str]
"""An event, and one that it names."""


def hanging_together(reader: Reader, ids: Collection[str]) -> set[Pair]:
    """The pairs of which either is one of these, by the ids that stand there."""
    if not ids:
        return set()
    parameters: dict[str, Value] = {}
    of_these = among(reader, "ids", sorted(ids), parameters)
    selects = [
        f"SELECT event_id, target_id FROM {table} WHERE {column} {of_these}"
        for table in ("event_link", "claim_anchor")
        for column in ("event_id", "target_id")
    ]
    return {(event, other) for event, other in reader.rows(" UNION ALL ".join(selects), parameters, few=True)}


def told_as(reader: Reader, ids: Collection[str]) -> dict[str, str]:
    """Of these events those that are told with others: which of them is told, itself or another."""
    return dict(_matched(reader, "id, told_as", "id", ids))


def same_as(reader: Reader, heads: Collection[str]) -> dict[str, str]:
    """All events that are told as these, these included where there are any: by each the one that is told."""
    return dict(_matched(reader, "id, told_as", "told_as", heads))


def from_later_sources(reader: Reader) -> list[str]:
    """The sources that derive from one that certainly came out more than a day after them, by id."""
    sql = (
        "SELECT DISTINCT d.source_id FROM source_derivation d JOIN source s ON s.id = d.source_id "
        "JOIN source f ON f.id = d.from_id WHERE f.published_earliest > s.published_latest + 1 ORDER BY d.source_id"
    )
    return [source_id for (source_id,) in reader.rows(sql, {})]


def _matched(reader: Reader, columns: str, key: str, ids: Collection[str]) -> list[tuple[str, str]]:
    if not ids:
        return []
    parameters: dict[str, Value] = {}
    sql = f"SELECT {columns} FROM matched_event WHERE {key} {among(reader, 'ids', sorted(ids), parameters)}"
    return [(str(event), str(head)) for event, head in reader.rows(sql, parameters, few=True)]
