"""The ids that records had before, as the database has them."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from timeline.storage.connecting.reader import Reader, Value, in_list

_CHUNK = 500


class FormerId(NamedTuple):
    """An id that a record had before."""

    id: str
    kind: str
    """``source``, ``actor``, ``place`` or ``event``."""
    record: str
    """The id that the record has now."""


def current_ids(reader: Reader, ids: Collection[str]) -> dict[str, str]:
    """Of these ids those that a record had before, each with the one that the record has now."""
    return {each.id: each.record for each in _found(reader, "id", ids)}


def former_ids_of(reader: Reader, ids: Collection[str]) -> dict[str, str]:
    """All ids that these records had before, each with the one that its record has now."""
    return {each.id: each.record for each in _found(reader, "record_id", ids)}


def former_ids_held(reader: Reader) -> list[FormerId]:
    """All that there are, the latest first."""
    sql = "SELECT id, kind, record_id FROM former_id ORDER BY change_id DESC, position, id"
    return [FormerId(*row) for row in reader.rows(sql, {})]


def _found(reader: Reader, column: str, ids: Collection[str]) -> Iterator[FormerId]:
    if len(ids) > _CHUNK and not any(True for _ in reader.rows("SELECT 1 FROM former_id LIMIT 1", {}, few=True)):
        return  # as mostly, and many need not be asked for
    wanted = sorted(ids)
    for start in range(0, len(wanted), _CHUNK):
        parameters: dict[str, Value] = {}
        listed = in_list("id", wanted[start : start + _CHUNK], parameters)
        sql = f"SELECT id, kind, record_id FROM former_id WHERE {column} IN {listed} ORDER BY id"
        yield from (FormerId(*row) for row in reader.rows(sql, parameters, few=True))
