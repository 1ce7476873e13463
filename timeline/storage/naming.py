"""What people type for an actor, a place or a source -> the ids it stands for."""

from timeline.domain.names import fold, nearest
from timeline.errors import AmbiguousName, UnknownName
from timeline.storage.reader import Reader

_ALL = {"actor": "actors", "place": "places", "source": "sources", "event": "events"}


def find_record(reader: Reader, kind: str, wanted: str) -> str:
    """The id of the one actor or place that has this id or any of its names in any usual spelling.

    A whole name goes before the end of a person's name. Raises AmbiguousName where several fit, with
    all of them, and UnknownName where none does, with the nearest.
    """
    found = _by_id_or_name(reader, kind, wanted)
    if len(found) == 1:
        return found[0]
    if not found:
        raise UnknownName(_unknown(reader, kind, wanted))
    listed = ", ".join(_titled(reader, kind, record_id) for record_id in found)
    raise AmbiguousName(f'"{wanted}" fits {len(found)} {_ALL[kind]}: {listed}: use the id')


def find_sources(reader: Reader, wanted: str) -> tuple[str, ...]:
    """The ids of the sources that have this id, this title or this publisher, sorted.

    Raises UnknownName where there is none, with the nearest.
    """
    found = _by_id_or_name(reader, "source", wanted)
    if not found:
        raise UnknownName(_unknown(reader, "source", wanted))
    return tuple(found)


def find_any(reader: Reader, wanted: str) -> tuple[str, str]:
    """(kind of record, id) of the one record with this id, or of the one actor or place of this name.

    Raises AmbiguousName and UnknownName as ``find_record`` does.
    """
    for kind in _ALL:
        if _has(reader, kind, wanted):
            return kind, wanted
    named = [(kind, record_id) for kind in ("actor", "place") for record_id in _by_id_or_name(reader, kind, wanted)]
    if len(named) == 1:
        return named[0]
    if named:
        listed = ", ".join(_titled(reader, kind, record_id) for kind, record_id in named)
        raise AmbiguousName(f'"{wanted}" fits {len(named)} records: {listed}: use the id')
    candidates = [*_names(reader, "actor"), *_names(reader, "place"), *_slugs(reader)]
    raise UnknownName(f'nothing has the id or name "{wanted}"{_offer(nearest(wanted, candidates))}')


def completions(reader: Reader, kinds: tuple[str, ...], begun: str) -> list[tuple[str, str]]:
    """(id, name) of the records whose id begins as typed, or whose name does; for shells to offer."""
    found: dict[str, str] = {}
    folded = fold(begun)
    if begun and not folded:
        return []  # no id or name begins with a sign alone; to LIKE it might mean any
    for kind in kinds:
        label = "title" if kind in ("event", "source") else "name"
        condition = "id LIKE :begun"
        parameters: dict[str, str | int | float | None] = {"begun": f"{folded.replace(' ', '-')}%"}
        if folded and kind != "event":
            condition += " OR id IN (SELECT record_id FROM name_key WHERE kind = :kind AND key LIKE :folded)"
            parameters |= {"kind": kind, "folded": f"{folded}%"}
        found.update(
            reader.rows(f"SELECT id, {label} FROM {kind} WHERE {condition} ORDER BY id LIMIT 200", parameters, few=True)
        )
    return list(found.items())


def _by_id_or_name(reader: Reader, kind: str, wanted: str) -> list[str]:
    if _has(reader, kind, wanted):
        return [wanted]
    rows = list(
        reader.rows(
            "SELECT record_id, is_whole FROM name_key WHERE kind = :kind AND key = :key ORDER BY record_id",
            {"kind": kind, "key": fold(wanted)},
            few=True,
        )
    )
    whole = [record_id for record_id, is_whole in rows if is_whole]
    return whole or [record_id for record_id, _ in rows]


def _has(reader: Reader, kind: str, wanted: str) -> bool:
    return any(True for _ in reader.rows(f"SELECT 1 FROM {kind} WHERE id = :id", {"id": wanted}, few=True))


def _unknown(reader: Reader, kind: str, wanted: str) -> str:
    near = nearest(wanted, [*_names(reader, kind), *_slugs(reader, kind)])
    if near:
        return f'no {kind} is called "{wanted}"{_offer([_titled(reader, kind, record_id) for record_id in near])}'
    return f'no {kind} is called "{wanted}": `timeline {_ALL[kind]}` lists them all'


def _offer(near: list[str]) -> str:
    return f": did you mean {' or '.join(near)}?" if near else ""


def _titled(reader: Reader, kind: str, record_id: str) -> str:
    label = "title" if kind in ("event", "source") else "name"
    names = [name for (name,) in reader.rows(f"SELECT {label} FROM {kind} WHERE id = :id", {"id": record_id}, few=True)]
    return f"{record_id} ({names[0]})" if names else record_id


def _names(reader: Reader, kind: str) -> list[tuple[str, str]]:
    return [
        (key, record_id)
        for key, record_id in reader.rows("SELECT key, record_id FROM name_key WHERE kind = :kind", {"kind": kind})
    ]


def _slugs(reader: Reader, kind: str | None = None) -> list[tuple[str, str]]:
    """Ids as names: what is meant may have been typed as an id."""
    kinds = [kind] if kind else list(_ALL)
    return [
        (fold(record_id), record_id) for each in kinds for (record_id,) in reader.rows(f"SELECT id FROM {each}", {})
    ]
