"""What records were called before -> database."""

from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import Connection

from timeline.domain.records import RecordSet
from timeline.storage.connecting.reader import Reader, Value, in_list
from timeline.storage.reading.stored_records import CHUNK, KINDS
from timeline.storage.schema import tables
from timeline.storage.writing.compare import by_kind
from timeline.storage.writing.rows import FORMER_ID
from timeline.storage.writing.write_rows import delete, insert

FormerIds = Mapping[str, tuple[str, str, int]]
"""By former ids: (kind of record, the id that it has now, the place among its former ids)."""


def former_ids_told(records: RecordSet) -> FormerIds:
    """What all of these say that they were called before."""
    return {
        each: (kind, record.id, position)
        for kind, wanted in by_kind(records).items()
        if kind in KINDS
        for record in wanted.values()
        for position, each in enumerate(record.was)
    }


def bring_former_ids(connection: Connection, reader: Reader, told: FormerIds, outdated: Collection[str]) -> bool:
    """Writes former ids, and takes away what else these records had; gives whether an id finds none any more.

    One that was there before keeps its number, wherever it leads now; new ones get higher numbers, of one record the
    first the highest.
    """
    if not told and not _is_any(reader):
        return False
    before = dict(_numbers(reader, "record_id", outdated))
    numbers = before | dict(_numbers(reader, "id", told))
    delete(connection, tables.former_id, "id", numbers.keys())
    ((last,),) = reader.rows("SELECT COALESCE(MAX(number), 0) FROM former_id", {}, few=True)
    last = max([last, *numbers.values()])
    fresh = sorted((each for each in told if each not in numbers), key=lambda each: (told[each][1], -told[each][2]))
    numbers |= {each: last + 1 + index for index, each in enumerate(fresh)}
    insert(
        connection,
        (
            (FORMER_ID, (each, kind, record_id, position, numbers[each]))
            for each, (kind, record_id, position) in sorted(told.items())
        ),
    )
    return bool(before.keys() - told.keys())


def _is_any(reader: Reader) -> bool:
    return any(True for _ in reader.rows("SELECT 1 FROM former_id LIMIT 1", {}, few=True))


def _numbers(reader: Reader, column: str, ids: Collection[str]) -> Iterator[tuple[str, int]]:
    wanted = sorted(ids)
    for start in range(0, len(wanted), CHUNK):
        parameters: dict[str, Value] = {}
        listed = in_list("id", wanted[start : start + CHUNK], parameters)
        sql = f"SELECT id, number FROM former_id WHERE {column} IN {listed}"
        yield from ((str(each), int(number)) for each, number in reader.rows(sql, parameters, few=True))
