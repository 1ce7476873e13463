"""What records were called before -> database."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, text

from timeline.domain.history import FORMER
from timeline.domain.records import RecordSet
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.connecting.reader import Reader, Value, in_list
from timeline.storage.history.states import states_now
from timeline.storage.reading.stored.stored_records import CHUNK, KINDS
from timeline.storage.schema import tables
from timeline.storage.writing.change_log import ChangeLog
from timeline.storage.writing.compare import by_kind
from timeline.storage.writing.rows import FORMER_ID
from timeline.storage.writing.write_rows import delete, insert

FormerIds = Mapping[str, tuple[str, str, int]]
"""By former ids: (kind of record, the id that it has now, the place among its former ids)."""
_Finds = tuple[str, int]
"""The id of a record, and the number of the change that made a former id one of it."""


def former_ids_told(records: RecordSet) -> FormerIds:
    """What all of these say that they were called before."""
    return {
        each: (kind, record.id, position)
        for kind, wanted in by_kind(records).items()
        if kind in KINDS
        for record in wanted.values()
        for position, each in enumerate(record.was)
    }


def bring_former_ids(connection: Connection, log: ChangeLog, told: FormerIds, outdated: Collection[str]) -> bool:
    """Writes former ids, and takes away what else the outdated records had; gives whether an id finds none any more.

    One that was there before goes on being of the change that made it one, wherever it leads now.
    """
    reader = ConnectionReader(connection)
    if not told and not _is_any(reader):
        return False
    before = _held(reader, "record_id", outdated)
    lost = before.keys() - told.keys()
    before |= _held(reader, "id", told)
    after = {
        each: (record_id, before[each][1] if each in before else log.number())
        for each, (_, record_id, _) in told.items()
    }
    log.added(FORMER, after.keys() - before.keys())
    log.changed(
        FORMER, {each: _text(before[each]) for each in after.keys() & before.keys() if after[each] != before[each]}
    )
    log.removed(FORMER, {each: _text(before[each]) for each in lost})
    delete(connection, tables.former_id, "id", before.keys())
    _insert(connection, told, {each: change for each, (_, change) in after.items()})
    return bool(lost)


def write_former_ids(connection: Connection, told: FormerIds) -> None:
    """Writes former ids where there are none, and no history."""
    _insert(connection, told, {})


def restore_former_ids(connection: Connection, log: ChangeLog, wanted: Mapping[str, str | None]) -> None:
    """Makes former ids those of the changes that they were of (see FORMER); what they find follows from the records."""
    now = states_now(ConnectionReader(connection), [(FORMER, each) for each in wanted])
    for (_, each), held in now.items():
        then = wanted[each]
        if held is not None and then is not None and held != then and held.split(" ")[0] == then.split(" ")[0]:
            log.changed(FORMER, {each: held})
            moved = {"id": each, "change": int(then.split(" ")[1])}
            connection.execute(text("UPDATE former_id SET change_id = :change WHERE id = :id"), moved)


def _insert(connection: Connection, told: FormerIds, changes: Mapping[str, int]) -> None:
    insert(
        connection,
        (
            (FORMER_ID, (each, kind, record_id, position, changes.get(each, 0)))
            for each, (kind, record_id, position) in sorted(told.items())
        ),
    )


def _is_any(reader: Reader) -> bool:
    return any(True for _ in reader.rows("SELECT 1 FROM former_id LIMIT 1", {}, few=True))


def _held(reader: Reader, column: str, ids: Collection[str]) -> dict[str, _Finds]:
    """What former ids find, by former id: those that are among some ids, or are of some records."""
    found: dict[str, _Finds] = {}
    wanted = sorted(ids)
    for start in range(0, len(wanted), CHUNK):
        parameters: dict[str, Value] = {}
        listed = in_list("id", wanted[start : start + CHUNK], parameters)
        sql = f"SELECT id, record_id, change_id FROM former_id WHERE {column} IN {listed}"
        found.update((each, (record_id, change)) for each, record_id, change in reader.rows(sql, parameters, few=True))
    return found


def _text(finds: _Finds) -> str:
    record_id, change = finds
    return f"{record_id} {change}"
