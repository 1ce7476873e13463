"""Types, roles, tags and measures as people type them: what nothing can have is refused, with the nearest."""

from collections.abc import Iterable, Iterator, Mapping

from timeline.annotations.vocabulary import BUILT_IN, OTHER_WORDS
from timeline.storage.connecting.reader import Reader

_VOCABULARY = {"type": "types", "role": "roles", "measure": "measures"}
_LEAST_BEGUN, _MOST_BEGUN = 3, 3
"""Letters of a word that may be the beginning of others, and how many of these are offered."""
_LISTED = 24
"""So many are named where none is near."""


def unknown_values(reader: Reader, kind: str, wanted: Iterable[str]) -> Iterator[str]:
    """A line for each of the values that is not known; ``kind``: ``type``, ``role``, ``tag`` or ``measure``.

    Known are the built-in and the declared terms; types that events have, or whose modes they have, and measures
    that their figures have; of tags, which nobody declares, those that events have.
    """
    for value in wanted:
        if value in BUILT_IN.get(_VOCABULARY.get(kind, ""), ()):
            continue
        from timeline.storage.reading.overviews.values_in_use import is_in_use  # of most the vocabulary tells

        if _is_declared(reader, kind, value) or (kind != "role" and is_in_use(reader, kind, value)):
            continue
        yield _unknown(value, kind, known_values(reader, kind))


def known_values(reader: Reader, kind: str) -> dict[str, str]:
    """All that is known of a kind, in order, each with its meaning; empty where that is not told."""
    from timeline.storage.reading.overviews.values_in_use import in_use

    group = _VOCABULARY.get(kind)
    found: dict[str, str] = {}
    if kind != "role":  # a role that is not declared is not loaded
        found |= dict.fromkeys(in_use(reader, kind), "")
    if group is not None:
        found |= BUILT_IN[group]
        sql = "SELECT kind || '/' || term, term, meaning FROM vocabulary WHERE kind = :kind"
        found |= {term: meaning for _, term, meaning in reader.rows(sql, {"kind": group}, few=True)}
    return dict(sorted(found.items()))


def _is_declared(reader: Reader, kind: str, value: str) -> bool:
    sql = "SELECT kind || '/' || term FROM vocabulary WHERE kind = :kind AND term = :term"
    group = _VOCABULARY.get(kind)
    return group is not None and any(True for _ in reader.rows(sql, {"kind": group, "term": value}, few=True))


def _unknown(wanted: str, kind: str, known: Mapping[str, str]) -> str:
    from timeline.domain.words.names import fold, nearest

    if kind == "measure" and wanted.lower() in OTHER_WORDS:
        return f'there is no {kind} "{wanted}": did you mean {OTHER_WORDS[wanted.lower()]}?'
    begun = [value for value in known if len(wanted) >= _LEAST_BEGUN and value.startswith(wanted.lower())]
    if 0 < len(begun) <= _MOST_BEGUN:
        return f'there is no {kind} "{wanted}": did you mean {" or ".join(begun)}?'
    # A word of the meaning leads there too: "attack" to assault, which "attacks: shoots, bombs …".
    keys = [(fold(text), value) for value, meaning in known.items() for text in (value, meaning)]
    near = nearest(wanted, [(key, value) for key, value in keys if key])
    if near:
        return f'there is no {kind} "{wanted}": did you mean {" or ".join(near)}?'
    if not known:
        owner = "figure" if kind == "measure" else "event"
        return f'there is no {kind} "{wanted}": no {owner} has one'
    listed = ", ".join(list(known)[:_LISTED])
    more = f" and {len(known) - _LISTED:,} more" if len(known) > _LISTED else ""
    return f'there is no {kind} "{wanted}": there are {listed}{more}'
