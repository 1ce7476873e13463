"""What a load takes away that prunes: what its files no longer hold, and no import wrote."""

from collections import defaultdict
from collections.abc import Container, Mapping, Set

from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.stored.stored_records import KINDS, kinds_of
from timeline.storage.writing.compare import Ids, Removal, no_ids, unnamed
from timeline.storage.writing.reach import naming

_MARKED = "SELECT event_id FROM event_import UNION ALL SELECT record_id FROM record_import"
_WORDS = {
    "types": "SELECT id, type FROM event WHERE type IS NOT NULL",
    "roles": "SELECT event_id, role FROM participation",
    "measures": "SELECT event_id, measure FROM figure",
}
"""By vocabulary, (event, a term that it uses)."""


def imported(reader: Reader) -> Ids:
    """The records that imports have written, whoever has edited them since."""
    found = no_ids()
    for record_id, kind in kinds_of(reader, [each for (each,) in reader.rows(_MARKED, {})]).items():
        found[kind].add(record_id)
    return found


def pruned(reader: Reader, wanted: Mapping[str, Container[str]], *, imports: bool, newer: Ids | None = None) -> Removal:
    """What the database holds and is not wanted (``wanted``: ids by kind).

    Unless ``imports``, what imports have written stays, and so does all that this names, directly or through others;
    ``newer``: records of which the same is true.
    """
    all_ = unnamed(reader, wanted)
    if not all_.records:
        return all_
    free = all_.ids()
    marked = no_ids() if imports else imported(reader)
    by_imports = _needed(reader, free, {each for kind in KINDS for each in free[kind] & marked[kind]})
    newer = newer or no_ids()
    by_newer = _needed(reader, free, {each for kind in KINDS for each in newer[kind]}) | (free["term"] & newer["term"])
    staying = by_imports | by_newer
    kept = {kind: len(ids & by_imports) for kind, ids in free.items()}
    beside = {kind: len(ids & (by_newer - by_imports)) for kind, ids in free.items()}
    return Removal(
        [each for each in all_.records if each.id not in staying],
        *({kind: number for kind, number in counts.items() if number} for counts in (kept, beside)),
    )


def _needed(reader: Reader, free: Ids, staying: Set[str]) -> Set[str]:
    """Those of the free records that stay where some records do: of these, and of all that they name."""
    if not staying:
        return set()
    named_by: dict[str, set[str]] = defaultdict(set)
    for owner, named in naming(reader, free):
        named_by[owner].add(named)
    found, waiting = set(staying), list(staying)
    while waiting:
        fresh = named_by[waiting.pop()] - found
        found |= fresh
        waiting += fresh
    found |= _words_used(reader, free["term"], found)
    return {each for ids in free.values() for each in ids & found}


def _words_used(reader: Reader, terms: Set[str], events: Set[str]) -> set[str]:
    """Those of the terms that any of these events uses."""
    found: set[str] = set()
    if not terms:
        return found
    for kind, sql in _WORDS.items():
        for event_id, word in reader.rows(sql, {}):
            if event_id in events:
                found.update(f"{kind}/{each}" for each in (word, word.partition("/")[0]))
    return found & terms
