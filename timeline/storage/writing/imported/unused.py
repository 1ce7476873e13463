"""Records that imports have written and that nothing uses any more: no event, and no other record."""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from timeline.domain.comparing.fingerprint import is_digest_of
from timeline.domain.former_ids import without_former_ids
from timeline.storage.connecting.reader import Reader, Value, in_list
from timeline.storage.reading.stored.stored_records import CHUNK, read_actors, read_places, read_sources
from timeline.storage.writing.compare import Removal, Removed

_WRITTEN = {
    "source": "SELECT s.id, s.title, r.digest FROM record_import r JOIN source s ON s.id = r.record_id "
    "LEFT JOIN (SELECT DISTINCT source_id FROM claim) c ON c.source_id = s.id WHERE c.source_id IS NULL ORDER BY s.id",
    "actor": "SELECT a.id, a.name, r.digest FROM record_import r JOIN actor a ON a.id = r.record_id "
    "LEFT JOIN (SELECT DISTINCT actor_id FROM participation) p ON p.actor_id = a.id "
    "LEFT JOIN (SELECT DISTINCT actor_id FROM attribution) t ON t.actor_id = a.id "
    "WHERE p.actor_id IS NULL AND t.actor_id IS NULL ORDER BY a.id",
    "place": "SELECT p.id, p.name, r.digest FROM record_import r JOIN place p ON p.id = r.record_id "
    "LEFT JOIN (SELECT place_id FROM event UNION SELECT place_id FROM matched_event) e ON e.place_id = p.id "
    "WHERE e.place_id IS NULL ORDER BY p.id",
}
"""Those that imports have written and no event names, each with its mark. An event that is told as another may have
a place of its own; whatever else it names, the one that is told names too."""
_NAMED_BY = {
    "source": "SELECT source_id, from_id FROM source_derivation WHERE from_id IN {}",
    "actor": "SELECT actor_id, group_id FROM membership WHERE group_id IN {}",
    "place": "SELECT id, within_id FROM place WHERE within_id IN {}",
}
"""(which record, names which)"""
_READ: dict[str, Callable[[Reader, Collection[str]], Iterator[Any]]] = {
    "source": read_sources,
    "actor": read_actors,
    "place": read_places,
}


def unused_imports(reader: Reader, origin: str, is_named: Callable[[str], bool]) -> Removal:
    """What imports of a kind of file have written, nobody has edited and nothing uses, by kind and id.

    ``is_named``: whether the file at hand names a record of this id; such a one would come back with it.
    """
    found: list[Removed] = []
    for kind, sql in _WRITTEN.items():
        titles, digests = {}, {}
        for record_id, title, mark in reader.rows(sql, {}):
            by, _, digest = mark.partition(" ")
            if by == origin and not is_named(record_id):
                titles[record_id], digests[record_id] = title, digest
        free = {
            each.id for each in _READ[kind](reader, titles) if is_digest_of(digests[each.id], without_former_ids(each))
        }
        _drop_used(free, list(_pairs(reader, _NAMED_BY[kind], free)))
        found += [Removed(kind, record_id, titles[record_id]) for record_id in sorted(free)]
    return Removal(found)


def _drop_used(free: set[str], named_by: list[tuple[str, str]]) -> None:
    """Takes out what a record names that stays, and what those name in turn."""
    while used := {named for user, named in named_by if user not in free} & free:
        free -= used


def _pairs(reader: Reader, sql: str, ids: Collection[str]) -> Iterator[tuple[str, str]]:
    wanted = sorted(ids)
    for start in range(0, len(wanted), CHUNK):
        parameters: dict[str, Value] = {}
        listed = in_list("id", wanted[start : start + CHUNK], parameters)
        for user, named in reader.rows(sql.format(listed), parameters, few=True):
            yield str(user), str(named)
