"""Rows -> changes: what was written when and by whom, in the order in which it landed."""

from collections.abc import Iterator
from datetime import datetime
from json import loads
from typing import Any

from timeline.domain.history import Change, Count, instant, instant_text
from timeline.storage.connecting.reader import Reader, Value

_COLUMNS = "id, at, author, message, command, verb, undoes, begins, counts, digest, previous_digest"


def read_changes(
    reader: Reader, *, after: int = 0, until: int | None = None, newest_first: bool = False
) -> Iterator[Change]:
    """The changes with numbers above ``after``, up to ``until`` included."""
    parameters: dict[str, Value] = {"after": after, "until": 2**31 - 1 if until is None else until}
    direction = " DESC" if newest_first else ""
    sql = f"SELECT {_COLUMNS} FROM change WHERE id > :after AND id <= :until ORDER BY id{direction}"
    return map(_change, reader.rows(sql, parameters))


def read_change(reader: Reader, number: int) -> Change | None:
    """The change of this number; None where there is none."""
    return next(read_changes(reader, after=number - 1, until=number), None)


def last_change_by(reader: Reader, at: datetime) -> int:
    """The number of the last change that had landed by a moment; 0 where none had.

    Where the clock once jumped back, an earlier number may bear a later time: what landed before it did count.
    """
    ((found,),) = reader.rows("SELECT COALESCE(MAX(id), 0) FROM change WHERE at <= :at", {"at": instant_text(at)})
    return int(found)


def newest_change(reader: Reader) -> int:
    """The number of the newest change; 0 where there is none."""
    ((found,),) = reader.rows("SELECT COALESCE(MAX(id), 0) FROM change", {}, few=True)
    return int(found)


def _change(row: tuple[Any, ...]) -> Change:
    number, at, author, message, command, verb, undoes, begins, counts, digest, previous = row
    counted = tuple(Count(*each) for each in loads(counts))
    return Change(number, instant(at), author, message, command, verb, undoes, bool(begins), counted, digest, previous)
