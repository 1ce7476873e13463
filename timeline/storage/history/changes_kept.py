"""Rows -> changes: what was written when and by whom, in the order in which it landed."""

from collections.abc import Collection, Iterator
from datetime import datetime
from json import loads
from typing import Any

from timeline.domain.history import RECORD_KINDS, Change, Count, instant, instant_text
from timeline.storage.connecting.reader import Reader, Value, in_list

_COLUMNS = "id, at, author, message, command, verb, undoes, begins, counts, digest, previous_digest"


def read_changes(
    reader: Reader,
    *,
    after: int = 0,
    until: int | None = None,
    newest_first: bool = False,
    since: datetime | None = None,
    before: datetime | None = None,
    by: Collection[str] | None = None,
    limit: int | None = None,
) -> Iterator[Change]:
    """The changes with numbers above ``after``, up to ``until`` included, in the order of their numbers.

    ``since``: those made at that moment or later, ``before``: earlier than that; ``by``: of these authors.
    """
    parameters: dict[str, Value] = {"after": after, "until": 2**31 - 1 if until is None else until}
    narrowed = ""
    for sign, name, moment in ((">=", "since", since), ("<", "before", before)):
        if moment is not None:
            narrowed += f" AND at {sign} :{name}"
            parameters[name] = instant_text(moment)
    if by is not None:
        narrowed += f" AND author IN {in_list('by', sorted(by), parameters)}"
    order = f"ORDER BY id{' DESC' if newest_first else ''}{'' if limit is None else f' LIMIT {limit:d}'}"
    sql = f"SELECT {_COLUMNS} FROM change WHERE id > :after AND id <= :until{narrowed} {order}"
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


def authors(reader: Reader) -> list[str]:
    """All who have made a change, sorted."""
    return [author for (author,) in reader.rows("SELECT DISTINCT author FROM change ORDER BY author", {}, few=True)]


_COUNT = "SELECT COUNT(*) FROM {}"


def counted_before(reader: Reader) -> dict[str, int]:
    """By kind, how many records stood there before the history began: those of now, less what all changes came to."""
    tables = {kind: kind for kind in RECORD_KINDS} | {"term": "vocabulary", "match": "event_match"}
    found = {kind: count for kind, table in tables.items() for (count,) in reader.rows(_COUNT.format(table), {})}
    found["event"] += sum(count for (count,) in reader.rows(f"{_COUNT.format('matched_event')} WHERE position > 0", {}))
    for change in read_changes(reader):
        for each in change.counts:
            found[each.kind] += each.removed - each.added
    return found


def _change(row: tuple[Any, ...]) -> Change:
    number, at, author, message, command, verb, undoes, begins, counts, digest, previous = row
    counted = tuple(Count(*each) for each in loads(counts))
    return Change(number, instant(at), author, message, command, verb, undoes, bool(begins), counted, digest, previous)
