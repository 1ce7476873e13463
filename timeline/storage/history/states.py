"""What records said after a change: what the next change of each found there, or what they say now.

Of all that a change did only the state before is kept (see ``writing.change_log``); the state after it is the state
before the next change of the same record.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from timeline.domain.history import FORMER, MARK, TAKEN
from timeline.storage.connecting.reader import Reader, Value, in_list
from timeline.storage.history.packing import Images, unpacked_ids
from timeline.storage.reading.stored.stored_records import (
    CHUNK,
    read_actors,
    read_events,
    read_matches,
    read_places,
    read_questions,
    read_sources,
    read_terms,
)

_EVER = 2**31 - 1
_EACH = 50
"""Of more ids, all that changes added is looked through, and not each looked up."""


class Touch(NamedTuple):
    """What one change did to one record, or to what an import remembers."""

    kind: str
    id: str
    change: int
    op: str
    """added, changed or removed."""
    block: int = 0
    """Where the state before stands: the number of the block; 0 where there was none."""
    place: int = 0
    digest: str = ""
    """Of the state before: its ``fingerprint``."""


def touches_of(reader: Reader, kind: str, record_id: str) -> list[Touch]:
    """All that changes did to one record, oldest first."""
    sql = (
        "SELECT change_id, op, block_id, place_in_block, digest FROM change_record "
        "WHERE kind = :kind AND record_id = :id"
    )
    found = [Touch(kind, record_id, *row) for row in reader.rows(sql, {"kind": kind, "id": record_id}, few=True)]
    found += [Touch(kind, record_id, change, "added") for change in _added_by(reader, kind, record_id, 0)]
    return sorted(found, key=lambda touch: touch.change)


def touches_by(reader: Reader, change: int) -> Iterator[Touch]:
    """All that one change did, by kind and id; what it added first."""
    for kind, packed in reader.rows(
        "SELECT kind, ids FROM change_added WHERE change_id = :id ORDER BY kind, first_id, part", {"id": change}
    ):
        yield from (Touch(kind, each, change, "added") for each in unpacked_ids(packed))
    for row in reader.rows(
        f"SELECT {_TOUCH} FROM change_record WHERE change_id = :id ORDER BY kind, record_id", {"id": change}
    ):
        yield Touch(*row)


def first_touches(
    reader: Reader, after: int, until: int | None = None, kinds: Collection[str] | None = None
) -> dict[tuple[str, str], Touch]:
    """The first thing that changes above ``after`` (up to ``until`` included) did to each record they touched."""
    parameters: dict[str, Value] = {"after": after, "until": _EVER if until is None else until}
    of_kind = "" if kinds is None else f" AND kind IN {in_list('kind', sorted(kinds), parameters)}"
    found: dict[tuple[str, str], Touch] = {}
    sql = f"FROM {{}} WHERE change_id > :after AND change_id <= :until{of_kind} ORDER BY change_id"
    for row in reader.rows(f"SELECT {_TOUCH} {sql.format('change_record')}", parameters):
        touch = Touch(*row)
        found.setdefault((touch.kind, touch.id), touch)
    for kind, change, packed in reader.rows(f"SELECT kind, change_id, ids {sql.format('change_added')}", parameters):
        for record_id in unpacked_ids(packed):
            at = kind, record_id
            if at not in found or found[at].change > change:
                found[at] = Touch(kind, record_id, change, "added")
    return found


def next_touches(reader: Reader, after: int, wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], Touch]:
    """The first thing that changes above ``after`` did to each of these records, by (kind, id), if they did any."""
    if len(wanted) > _EACH:
        every = first_touches(reader, after, kinds={kind for kind, _ in wanted})
        return {each: every[each] for each in wanted if each in every}
    found = {}
    for kind, record_id in wanted:
        later = [touch for touch in touches_of(reader, kind, record_id) if touch.change > after]
        if later:
            found[kind, record_id] = later[0]
    return found


def states_before(reader: Reader, touches: Iterable[Touch]) -> dict[Touch, Any]:
    """The state that each of these found: a record (of what imports remember a text); None where it added it."""
    blocks: dict[int, list[Touch]] = defaultdict(list)
    found: dict[Touch, Any] = {}
    for touch in touches:
        if touch.op == "added":
            found[touch] = None
        else:
            blocks[touch.block].append(touch)
    numbers = sorted(blocks)
    for start in range(0, len(numbers), CHUNK):
        parameters: dict[str, Value] = {}
        listed = in_list("id", numbers[start : start + CHUNK], parameters)
        for number, packed in reader.rows(f"SELECT id, images FROM change_block WHERE id IN {listed}", parameters):
            images = Images(packed)
            for touch in blocks[number]:
                found[touch] = images.state(touch.kind, touch.place)
    return found


def states_after(reader: Reader, change: int, wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], Any]:
    """What records, by (kind, id), said after a change (0: before the first); None where they were not there."""
    touched = next_touches(reader, change, wanted)
    states = states_before(reader, touched.values())
    now = states_now(reader, [each for each in wanted if each not in touched])
    return {each: states[touched[each]] if each in touched else now[each] for each in wanted}


def states_now(reader: Reader, wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], Any]:
    """What records, by (kind, id), say now; None where they are not there."""
    ids: dict[str, list[str]] = defaultdict(list)
    for kind, record_id in wanted:
        ids[kind].append(record_id)
    held = {kind: dict(_READ[kind](reader, those)) for kind, those in ids.items()}
    return {(kind, record_id): held[kind].get(record_id) for kind, record_id in wanted}


def names_taken_for(reader: Reader, ids: Collection[str]) -> dict[str, str]:
    """What imports have taken names for, as far as that is one of these records: the record's id by the name's key."""
    return {key: record_id for record_id, key in _texts(_TAKEN_FOR)(reader, ids)}


# --- one by one, or all ------------------------------------------------------------------------------

_TOUCH = "kind, record_id, change_id, op, block_id, place_in_block, digest"


def _added_by(reader: Reader, kind: str, record_id: str, after: int) -> list[int]:
    sql = (
        "SELECT change_id, ids FROM change_added "
        "WHERE kind = :kind AND first_id <= :id AND last_id >= :id AND change_id > :after"
    )
    rows = reader.rows(sql, {"kind": kind, "id": record_id, "after": after}, few=True)
    return [int(change) for change, packed in rows if record_id in unpacked_ids(packed)]


_Read = Callable[[Reader, Collection[str]], Iterable[tuple[str, Any]]]


def _of(read: Callable[[Reader, Collection[str]], Iterator[Any]]) -> _Read:
    return lambda reader, ids: ((record.id, record) for record in read(reader, ids))


def _terms(reader: Reader, ids: Collection[str]) -> Iterable[tuple[str, Any]]:
    found = ((f"{term.kind}/{term.term}", term) for term in read_terms(reader))
    return ((each, term) for each, term in found if each in ids)


def _matches(reader: Reader, ids: Collection[str]) -> Iterable[tuple[str, Any]]:
    return ((each.id, each) for each in read_matches(reader) if each.id in ids)


def _texts(*selects: str) -> _Read:
    def read(reader: Reader, ids: Collection[str]) -> Iterator[tuple[str, str]]:
        wanted = sorted(ids)
        for start in range(0, len(wanted), CHUNK):
            parameters: dict[str, Value] = {}
            listed = in_list("id", wanted[start : start + CHUNK], parameters)
            for select in selects:
                yield from reader.rows(select.format(listed), parameters, few=True)

    return read


_TAKEN_FOR = "SELECT record_id, key FROM import_name WHERE record_id IN {}"

_READ: Mapping[str, _Read] = {
    "source": _of(read_sources),
    "actor": _of(read_actors),
    "place": _of(read_places),
    "event": _of(read_events),
    "question": _of(read_questions),
    "term": _terms,
    "match": _matches,
    MARK: _texts(
        "SELECT event_id, digest FROM event_import WHERE event_id IN {}",
        "SELECT record_id, digest FROM record_import WHERE record_id IN {}",
    ),
    TAKEN: _texts("SELECT key, record_id FROM import_name WHERE key IN {}"),
    FORMER: _texts("SELECT id, record_id || ' ' || CAST(change_id AS TEXT) FROM former_id WHERE id IN {}"),
}
