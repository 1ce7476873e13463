"""What the database holds already, as far as files to be loaded speak of it."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

from timeline.domain.words.names import fold
from timeline.storage.connecting.reader import Reader, Value, in_list
from timeline.storage.reading.stored.stored_records import CHUNK, kinds_of, matched_events, read_terms

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


def actors_called(reader: Reader, texts: Collection[str], *, whole: bool = False) -> dict[str, list[str]]:
    """The actors of these names, in any usual spelling, by the texts that are one.

    Where no whole name fits, the persons whose names end so, unless ``whole`` names are wanted.
    """
    keys = {text: fold(text) for text in texts}
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for chunk in _chunks(set(keys.values()) - {""}):
        parameters: dict[str, Value] = {}
        listed = in_list("key", chunk, parameters)
        fitting = f"kind = 'actor' AND key IN {listed} ORDER BY record_id"
        rows = reader.rows(f"SELECT key, is_whole, record_id FROM name_key WHERE {fitting}", parameters, few=True)
        for key, is_whole, actor_id in rows:
            found[key, is_whole].append(actor_id)
    called = {text: found.get((key, 1)) or ([] if whole else found.get((key, 0), [])) for text, key in keys.items()}
    return {text: ids for text, ids in called.items() if ids}


def terms_held(reader: Reader) -> list[tuple[str, str]]:
    """Every (types, roles or measures; term) that chronologies have added."""
    return [(term.kind, term.term) for term in read_terms(reader)]


def _pairs(reader: Reader, sql: str, ids: Collection[str]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for chunk in _chunks(ids):
        parameters: dict[str, Value] = {}
        listed = in_list("id", chunk, parameters)
        found += [(str(below), str(parent)) for below, parent in reader.rows(sql.format(listed), parameters, few=True)]
    return found


def _chunks(texts: Collection[str]) -> Iterator[list[str]]:
    wanted = sorted(texts)
    for start in range(0, len(wanted), CHUNK):
        yield wanted[start : start + CHUNK]


def events_with_terms(reader: Reader, types: Collection[str], roles: Collection[str]) -> set[str]:
    """The events of any of these types (or of a mode of one: "consult/phone" of "consult"), or with such a role.

    And all that are one with others, whatever they say.
    """
    found: set[str] = set()
    for each in types:
        of_type: dict[str, Value] = {"type": each, "first": f"{each}/", "last": f"{each}0"}  # "0" follows "/"
        sql = "SELECT id FROM event WHERE type = :type OR (type > :first AND type < :last)"
        found.update(event_id for (event_id,) in reader.rows(sql, of_type))
    for each in roles:
        sql = "SELECT event_id FROM participation WHERE role = :role"
        found.update(event_id for (event_id,) in reader.rows(sql, {"role": each}))
    if types or roles:
        # What is told for several may hide what one of them says.
        found.update(each.id for same in matched_events(reader).values() for each in same)
    return found
