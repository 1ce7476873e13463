"""What the database holds already, as far as files to be loaded speak of it."""

from collections.abc import Collection
from typing import NamedTuple

from timeline.storage.connecting.reader import Reader, Value, in_list
from timeline.storage.reading.stored_records import CHUNK, kinds_of, read_terms

_DIRECTLY_ABOVE = (
    "SELECT source_id, from_id FROM source_derivation WHERE source_id IN {}",
    "SELECT actor_id, group_id FROM membership WHERE actor_id IN {}",
    "SELECT id, within_id FROM place WHERE within_id IS NOT NULL AND id IN {}",
)


class Held(NamedTuple):
    """What is there of the ids that were asked for."""

    kinds: dict[str, str]
    """The kind of record of each id that is held."""
    terms: list[tuple[str, str]]
    """Every (types, roles or measures; term) that chronologies have added."""
    above: dict[str, list[str]]
    """What each source, actor or place derives from, belongs to or lies in, and so on upwards."""


def held(reader: Reader, ids: Collection[str]) -> Held:
    """What the database holds of these ids, and all that lies above them."""
    above: dict[str, list[str]] = {}
    missing = set(ids)
    while missing:
        above |= {each: [] for each in missing}
        for sql in _DIRECTLY_ABOVE:
            for below, parent in _pairs(reader, sql, missing):
                above[below].append(parent)
        missing = {parent for parents in above.values() for parent in parents} - above.keys()
    return Held(
        kinds=kinds_of(reader, above),
        terms=terms_held(reader),
        above={below: parents for below, parents in above.items() if parents},
    )


def terms_held(reader: Reader) -> list[tuple[str, str]]:
    """Every (types, roles or measures; term) that chronologies have added."""
    return [(term.kind, term.term) for term in read_terms(reader)]


def _pairs(reader: Reader, sql: str, ids: Collection[str]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    wanted = sorted(ids)
    for start in range(0, len(wanted), CHUNK):
        parameters: dict[str, Value] = {}
        listed = in_list("id", wanted[start : start + CHUNK], parameters)
        found += [(str(below), str(parent)) for below, parent in reader.rows(sql.format(listed), parameters, few=True)]
    return found
