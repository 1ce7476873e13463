"""Records get other ids: what names them follows, and so does what imports remember of them."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, text

from timeline.domain.comparing.fingerprint import fingerprint, is_digest_of
from timeline.domain.former_ids import ids_named, renamed, with_current_ids, without_former_ids
from timeline.domain.history import MARK, TAKEN
from timeline.domain.records import RecordSet
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.connecting.reader import Reader
from timeline.storage.history.states import names_taken_for, states_now
from timeline.storage.reading.stored.stored_records import KINDS, kinds_of
from timeline.storage.writing.change_log import ChangeLog
from timeline.storage.writing.compare import Ids, Stored, by_kind, no_ids, record_set, records_of
from timeline.storage.writing.reach import referring
from timeline.storage.writing.rows import Shape
from timeline.storage.writing.write_rows import bring, insert

_MARKS = {
    "event": Shape("event_import", "event_id", "digest"),
    "record": Shape("record_import", "record_id", "digest"),
}


class Rename(NamedTuple):
    """A record of a kind is to have another id."""

    kind: str
    old: str
    new: str


class Following(NamedTuple):
    """All that renames touch: the records themselves, and those that name them."""

    renames: Collection[Rename]
    stored: Stored
    """What stands there."""
    records: RecordSet
    """What is to stand there."""
    removed: Ids
    """The old ids."""
    named_by: Mapping[str, Mapping[str, int]]
    """By old ids, how many other records name them, by kind of record."""


def followed(reader: Reader, renames: Collection[Rename]) -> Following:
    """What has to be written for renames of records that are there. Each old id has one new one."""
    removed, wanted = no_ids(), no_ids()
    for kind, old, new in renames:
        removed[kind].add(old)
        wanted[kind] |= {old, new}
    for record_id, kind in kinds_of(reader, referring(reader, removed)).items():
        wanted[kind].add(record_id)
    stands = records_of(reader, wanted)
    current = {each.old: each.new for each in renames}
    follow = with_current_ids(record_set({kind: each for kind, each in stands.items() if kind != "term"}), current)
    after: dict[str, dict[str, Any]] = {kind: dict(of_kind) for kind, of_kind in by_kind(follow).items()}
    for kind, old, new in renames:
        gone = renamed(after[kind].pop(old), new)
        held = after[kind].get(new)
        # Of one that is there already only what it was called before is more.
        after[kind][new] = gone if held is None else held._replace(was=(*dict.fromkeys((*gone.was, *held.was)),))
    named_by: dict[str, dict[str, int]] = {old: {} for old in current}
    for kind in KINDS:
        for record_id, record in stands[kind].items():
            for each in ids_named(record) & current.keys() - {record_id}:
                named_by[each][kind] = named_by[each].get(kind, 0) + 1
    for key, match in stands["match"].items():
        for each in current.keys() & {*match.events}:
            named_by[each]["match"] = named_by[each].get("match", 0) + 1
            removed["match"].add(key)
    removed["match"] -= after["match"].keys()
    return Following(renames, Stored.of({**stands, "term": {}}), record_set(after), removed, named_by)


def move_marks(connection: Connection, log: ChangeLog, follow: Following) -> None:
    """Lets what imports remember follow: a record that nobody has edited stays one, and so does one that was edited.

    To be called before the records are written; what is remembered of the old ids goes with them.
    """
    reader = ConnectionReader(connection)
    new_ids = {each.old: each.new for each in follow.renames}
    taken = names_taken_for(reader, list(new_ids))
    log.changed(TAKEN, taken)
    for old in set(taken.values()):
        moved = {"new": new_ids[old], "old": old}
        connection.execute(text("UPDATE import_name SET record_id = :new WHERE record_id = :old"), moved)
    stands = {record_id: (kind, each) for kind in KINDS for record_id, each in follow.stored.records[kind].items()}
    marks = states_now(reader, [(MARK, each) for each in stands])
    after = {record_id: each for kind in KINDS for record_id, each in by_kind(follow.records)[kind].items()}
    for table, shape in _MARKS.items():
        fresh: dict[str, str] = {}
        for (_, record_id), mark in marks.items():
            kind, before = stands[record_id]
            now = new_ids.get(record_id, record_id)
            # One that is there by both ids keeps the mark of the one that stays.
            if mark is not None and (kind == "event") == (table == "event") and (now == record_id or now not in stands):
                fresh[now] = _moved(mark, before, after[now])
        held = {each: mark for each in fresh if each in stands and (mark := marks[MARK, each]) is not None}
        other = {each: mark for each, mark in held.items() if fresh[each] != mark}
        log.changed(MARK, other)  # those of new ids come and go with them
        bring(connection, [shape], other.keys(), ((shape, (each, fresh[each])) for each in sorted(other)))
        insert(connection, ((shape, each) for each in sorted(fresh.items()) if each[0] not in held))


def _moved(mark: str, before: Any, after: Any) -> str:
    """The mark of a record that has followed; of one that was edited it stays what the file said then."""
    origin, _, digest = mark.partition(" ")
    is_as_imported = is_digest_of(digest, without_former_ids(before))
    return f"{origin} {fingerprint(without_former_ids(after))}" if is_as_imported else mark
