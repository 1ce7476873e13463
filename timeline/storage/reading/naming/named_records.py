"""What people type for an actor, a place or a source -> the ids it stands for.

Each row that is asked for here begins with the id of its record: see ``PointInTime.references``.
"""

from collections.abc import Iterable

from timeline.domain.words.names import LONGEST_NAME, fold, nearest, other_names, slug
from timeline.errors import AmbiguousName, UnknownName
from timeline.storage.connecting.reader import Reader, Value, in_list
from timeline.storage.reading.decisions import decisions_on, told_as
from timeline.views.records.matches_told import told_line

_ALL = {"actor": "actors", "place": "places", "source": "sources", "event": "events", "question": "questions"}

_LABELS = {"source": "title", "event": "title", "question": "title"}
"""What records are called that are not known by names, by kind."""


def find_record(reader: Reader, kind: str, wanted: str, notes: list[str] | None = None) -> str:
    """The id of the one actor or place that has this id or any of its names in any usual spelling.

    A whole name goes before the end of a person's name, and a name to the letter before one that is only
    spelled alike: ``notes`` then gets a line that names the others. Raises AmbiguousName where several
    fit, with all of them, and UnknownName where none does, with the nearest.
    """
    found = _chosen(reader, [(kind, each) for each in _by_id_or_name(reader, kind, wanted)], wanted, notes)
    if len(found) == 1:
        return found[0][1]
    if not found:
        raise UnknownName(_unknown(reader, kind, wanted))
    raise AmbiguousName(f'"{wanted}" fits {len(found)} {_ALL[kind]}: {_all_titled(reader, found)}: use the id')


def find_sources(reader: Reader, wanted: str) -> tuple[str, ...]:
    """The ids of the sources that have this id, this title or this publisher, sorted.

    Raises UnknownName where there is none, with the nearest.
    """
    found = _by_id_or_name(reader, "source", wanted)
    if not found:
        raise UnknownName(_unknown(reader, "source", wanted))
    return tuple(found)


def find_any(reader: Reader, wanted: str, notes: list[str] | None = None) -> tuple[str, str]:
    """(kind of record, id) of the one record with this id, or of the one actor or place of this name.

    The id of an event that is told as another leads to that one, and ``notes`` gets a line that says so; else they,
    AmbiguousName and UnknownName are as with ``find_record``.
    """
    for kind in _ALL:
        if _has(reader, kind, wanted):
            return kind, wanted
    told = _told_as(reader, wanted, notes)
    if told is not None:
        return "event", told
    for kind, record_id in _formerly(reader, wanted):
        return kind, (_told_as(reader, record_id, notes) if kind == "event" else None) or record_id
    named = [(kind, record_id) for kind in ("actor", "place") for record_id in _by_id_or_name(reader, kind, wanted)]
    named = _chosen(reader, named, wanted, notes)
    if len(named) == 1:
        return named[0]
    if named:
        raise AmbiguousName(f'"{wanted}" fits {len(named)} records: {_all_titled(reader, named)}: use the id')
    for kind in _LABELS:
        if _has(reader, kind, slug(wanted)):
            return kind, slug(wanted)
    told = _told_as(reader, slug(wanted), notes)
    if told is not None:
        return "event", told
    candidates = [*_names(reader, "actor"), *_names(reader, "place"), *_slugs(reader)]
    near = nearest(wanted, candidates)
    # Titles are many, and told apart by their words.
    offer = _offer(near) if near or not fold(wanted) else ": `timeline events --text WORDS` looks for words of a title"
    raise UnknownName(f'nothing has the id or name "{wanted}"{offer}')


def completions(reader: Reader, kinds: tuple[str, ...], begun: str) -> list[tuple[str, str]]:
    """(id, name) of the records whose id begins as typed, or whose name does; for shells to offer."""
    found: dict[str, str] = {}
    folded = fold(begun)
    if begun and not folded:
        return []  # no id or name begins with a sign alone; to LIKE it might mean any
    for kind in kinds:
        label = _LABELS.get(kind, "name")
        condition = "id LIKE :begun"
        parameters: dict[str, str | int | float | None] = {"begun": f"{folded.replace(' ', '-')}%"}
        if folded and kind not in ("event", "question"):
            condition += " OR id IN (SELECT record_id FROM name_key WHERE kind = :kind AND key LIKE :folded)"
            parameters |= {"kind": kind, "folded": f"{folded}%"}
        found.update(
            reader.rows(f"SELECT id, {label} FROM {kind} WHERE {condition} ORDER BY id LIMIT 200", parameters, few=True)
        )
        if kind == "event":
            told = f"SELECT id, told_as FROM matched_event WHERE {condition} AND position > 0 ORDER BY id LIMIT 200"
            found.update((each, f"told as {head}") for each, head in reader.rows(told, parameters, few=True))
    return list(found.items())


def _by_id_or_name(reader: Reader, kind: str, wanted: str) -> list[str]:
    if _has(reader, kind, wanted):
        return [wanted]
    former = [record_id for of, record_id in _formerly(reader, wanted) if of == kind]
    if former:
        return former
    rows = sorted(
        reader.rows(
            "SELECT record_id, is_whole FROM name_key WHERE kind = :kind AND key = :key",
            {"kind": kind, "key": fold(wanted)},
            few=True,
        )
    )
    whole = [record_id for record_id, is_whole in rows if is_whole]
    if rows:
        return whole or [record_id for record_id, _ in rows]
    if _has(reader, kind, slug(wanted)):  # an id in capitals, or with spaces
        return [slug(wanted)]
    return _by_other_name(reader, kind, fold(wanted))


def _by_other_name(reader: Reader, kind: str, key: str) -> list[str]:
    """Those whose name says in parentheses that they are called so, or has parentheses behind what is wanted."""
    if not 0 < len(key) <= LONGEST_NAME:
        return []
    near = "kind = :kind AND is_whole = 1 AND (key LIKE :begins OR key LIKE :holds)"
    parameters: dict[str, Value] = {"kind": kind, "begins": f"{key} %", "holds": f"% {key}%"}
    ids = sorted({each for (each,) in reader.rows(f"SELECT record_id FROM name_key WHERE {near}", parameters)})
    return [
        record_id
        for record_id, names in _names_of(reader, kind, ids).items()
        if any(fold(other) == key for name in names for other in other_names(name))
    ]


def _names_of(reader: Reader, kind: str, ids: list[str]) -> dict[str, list[str]]:
    """All names of these records as they are written, of sources the title and the publisher."""
    found: dict[str, list[str]] = {record_id: [] for record_id in ids}
    if not ids:
        return found
    parameters: dict[str, Value] = {}
    listed = f"IN {in_list('id', ids, parameters)}"
    if kind == "source":
        selects = [f"SELECT id, {column} FROM source WHERE id {listed}" for column in ("title", "publisher")]
    else:
        selects = [
            f"SELECT id, name FROM {kind} WHERE id {listed}",
            f"SELECT {kind}_id, name FROM {kind}_name WHERE {kind}_id {listed}",
        ]
    for select in selects:
        for record_id, name in reader.rows(select, parameters):
            found[record_id] += [name] if name else []
    return found


def _chosen(
    reader: Reader, found: list[tuple[str, str]], wanted: str, notes: list[str] | None
) -> list[tuple[str, str]]:
    """Of several (kind, id) the one whose name is written to the letter as it was typed; else all of them."""
    if len(found) < 2:
        return found
    exact = [(kind, each) for kind, each in found if wanted in _names_of(reader, kind, [each])[each]]
    if len(exact) != 1:
        return found
    if notes is not None:
        others = _all_titled(reader, [each for each in found if each not in exact])
        notes.append(f'"{wanted}" is {_all_titled(reader, exact)}, to the letter; it also fits {others}: use the id')
    return exact


def _has(reader: Reader, kind: str, wanted: str) -> bool:
    return any(True for _ in reader.rows(f"SELECT id FROM {kind} WHERE id = :id", {"id": wanted}, few=True))


def _told_as(reader: Reader, wanted: str, notes: list[str] | None) -> str | None:
    """The event that an event is told as; None where it is told by itself, or there is none."""
    head = told_as(reader, wanted)
    if head is not None and notes is not None:
        notes.append(told_line(wanted, head, decisions_on(reader, [wanted])))
    return head


def _formerly(reader: Reader, wanted: str) -> list[tuple[str, str]]:
    """(kind of record, id) of the record that had this id before: one, or none."""
    if wanted != slug(wanted):  # no id; most names are none
        return []
    found = reader.rows("SELECT record_id, kind FROM former_id WHERE id = :id", {"id": wanted}, few=True)
    return [(kind, record_id) for record_id, kind in found]


def _unknown(reader: Reader, kind: str, wanted: str) -> str:
    near = near_records(reader, kind, wanted)
    if near:
        return f'no {kind} is called "{wanted}"{_offer(near)}'
    return f'no {kind} is called "{wanted}": `timeline {_ALL[kind]}` lists them all'


def near_records(reader: Reader, kind: str, wanted: str) -> list[str]:
    """The records of a kind whose names or ids come nearest to what is wanted, as people are told of them."""
    near = nearest(wanted, [*_names(reader, kind), *_slugs(reader, kind)])
    return [_titled(reader, kind, record_id) for record_id in near]


def _offer(near: list[str]) -> str:
    return f": did you mean {' or '.join(near)}?" if near else ""


def _all_titled(reader: Reader, found: Iterable[tuple[str, str]]) -> str:
    return ", ".join(_titled(reader, kind, record_id) for kind, record_id in found)


def _titled(reader: Reader, kind: str, record_id: str) -> str:
    label = _LABELS.get(kind, "name")
    sql = f"SELECT id, {label} FROM {kind} WHERE id = :id"
    names = [name for _, name in reader.rows(sql, {"id": record_id}, few=True)]
    return f"{record_id} ({names[0]})" if names and names[0] else record_id


def _names(reader: Reader, kind: str) -> list[tuple[str, str]]:
    return [
        (key, record_id)
        for record_id, key in reader.rows("SELECT record_id, key FROM name_key WHERE kind = :kind", {"kind": kind})
    ]


def _slugs(reader: Reader, kind: str | None = None) -> list[tuple[str, str]]:
    """Ids as names: what is meant may have been typed as an id."""
    kinds = [kind] if kind else list(_ALL)
    tables = [*kinds, "matched_event"] if "event" in kinds else kinds
    return [
        (fold(record_id), record_id) for each in tables for (record_id,) in reader.rows(f"SELECT id FROM {each}", {})
    ]
