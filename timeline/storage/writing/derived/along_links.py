"""The place of linked events in the order of lists: among those of one date, along their links (``link_order``).

It follows from many events at once, so it is seen to when they all have been written: the last part of the sort_rank,
which is none in what is written of an event by itself.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, text

from timeline.domain.link_order import steps_along
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.connecting.reader import Reader, Value, in_list
from timeline.storage.reading.stored.stored_records import CHUNK
from timeline.storage.schema.stored_days import STEP_BITS, STEPS

_TABLES = ("event", "participation", "event_text")
"""Where the place of an event stands; on SQLite with its number, too."""
# Ranks are negative, too: a division would round some of them up.
_DATE = f"sort_day, (sort_rank >> {STEP_BITS})"
# What a link leads to is perhaps told as another. It may lie on another machine than what links to it: its date is
# asked for apart.
_LINKS = (
    "SELECT l.event_id, COALESCE(m.told_as, l.target_id), e.sort_day, (e.sort_rank >> "
    f"{STEP_BITS}) FROM event_link l JOIN event e ON e.id = l.event_id LEFT JOIN matched_event m ON m.id = l.target_id"
)
_STEPS = f"(sort_rank & {STEPS - 1})"
_MANY = 5_000
"""Of more events the links of all are looked through."""


class Reordering:
    """The events whose links are to be followed once all is written."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._ids: set[str] = set()
        self._is_all = False

    def of(self, ids: Collection[str]) -> None:
        """Adds events that were written or removed."""
        self._ids.update(ids)
        if len(self._ids) > _MANY:
            self._is_all = True
            self._ids.clear()

    def finish(self) -> None:
        """Gives them, and all that hang on them, their places."""
        if self._is_all or self._ids:
            order_along_links(self._connection, None if self._is_all else self._ids)


def order_along_links(connection: Connection, ids: Collection[str] | None) -> None:
    """Gives events their places among those of their date; ``ids``: what was written or removed, None for all."""
    reader = ConnectionReader(connection)
    if ids is None:
        links = _of_one_date(reader, reader.rows(_LINKS, {}))
        behind = {str(each) for (each,) in reader.rows(f"SELECT id FROM event WHERE {_STEPS} > 0", {})}
    else:
        links, behind = _around(reader, ids)
    steps = dict.fromkeys(behind, 0) | steps_along(links)
    places = [
        {"rank": rank - stored + wanted, "id": event_id}
        for event_id, rank, stored in _each(
            reader, f"SELECT id, sort_rank, {_STEPS} FROM event WHERE id IN {{}}", steps
        )
        # Where an event keeps its place, what is new of it does not have it yet.
        if stored != (wanted := min(steps[event_id], STEPS - 1)) or wanted
    ]
    if not places:
        return
    for table in (*_TABLES, *(["event_number"] if reader.dialect == "sqlite" else [])):
        key = "id" if table == "event" else "event_id"
        connection.execute(
            text(f"UPDATE {table} SET sort_rank = :rank WHERE {key} = :id AND sort_rank <> :rank"), places
        )


def _around(reader: Reader, ids: Collection[str]) -> tuple[set[tuple[str, str]], set[str]]:
    """The links within one date that lead to or from these events, and on from there; and all whose place may change.

    What links to one of them may have stood behind it, when that had another date.
    """
    linked = "SELECT event_id FROM event_link WHERE target_id IN {}"
    behind = set(ids) | {str(each) for (each,) in _each(reader, linked, _named_for(reader, ids))}
    links: set[tuple[str, str]] = set()
    fresh = behind
    while fresh:
        found = {
            pair
            for end, those in (("l.event_id", fresh), ("l.target_id", _named_for(reader, fresh)))
            for pair in _of_one_date(reader, _each(reader, f"{_LINKS} WHERE {end} IN {{}}", those))
        }
        links |= found
        fresh = {event_id for pair in found for event_id in pair} - behind
        behind |= fresh
    return links, behind


def _named_for(reader: Reader, ids: Collection[str]) -> set[str]:
    """These events and all that are told as one of them: what links to it may name any."""
    same = "SELECT id FROM matched_event WHERE told_as IN {}"
    return set(ids) | {str(each) for (each,) in _each(reader, same, ids)}


def _of_one_date(reader: Reader, rows: Iterable[Any]) -> set[tuple[str, str]]:
    """Of links, as ``_LINKS`` tells them, those between events of the same date: (which links, to which)."""
    links = {(str(event), str(other)): date for event, other, *date in rows}
    others = {other for _, other in links}
    dates = {event: date for event, *date in _each(reader, f"SELECT id, {_DATE} FROM event WHERE id IN {{}}", others)}
    return {(event, other) for (event, other), date in links.items() if dates.get(other) == date}


def _each(reader: Reader, sql: str, ids: Iterable[str]) -> Iterator[Any]:
    """The rows of a query for these ids, some at a time."""
    wanted = sorted(ids)
    for start in range(0, len(wanted), CHUNK):
        parameters: dict[str, Value] = {}
        listed = in_list("id", wanted[start : start + CHUNK], parameters)
        yield from reader.rows(sql.format(listed), parameters)
