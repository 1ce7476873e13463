"""Actors, sources and places as lists: how many events each has, and the first and last of their days."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from timeline.domain.dates.calendar import iso_day
from timeline.domain.words.names import LONGEST_NAME, fold
from timeline.storage.connecting.reader import Reader, Value, among
from timeline.storage.schema.stored_days import OPEN_END, UNDATED_SORT, read_day

_AT_A_TIME = 500
"""Records of a page that are counted together."""


class Listed(NamedTuple):
    """A line of a list; days are None where there is no dated event, or the end is open."""

    id: str
    name: str
    kind: str | None
    detail: str | None
    """A source's publisher, or the larger place of a place."""
    events: int
    """How many there are."""
    begin_earliest: int | None
    end_latest: int | None

    @property
    def earliest(self) -> str | None:
        """The first day, ISO 8601."""
        return None if self.begin_earliest is None else iso_day(self.begin_earliest)

    @property
    def latest(self) -> str | None:
        """The last day, ISO 8601."""
        return None if self.end_latest is None else iso_day(self.end_latest)


# An event counts once for an actor, however many roles; for a place, also where it lies within; for a
# source, also where another passes its word on. So the counts are those of the same filter of ``events``.
# They are counted before they are joined: a database over several machines then counts where the events lie.
_FIRST_DAY, _LAST_DAY = (f"{end}(CASE WHEN p.sort_day < {UNDATED_SORT} THEN p.sort_day END)" for end in ("MIN", "MAX"))
# Of an actor by two indexes alone, for an actor may be in a quarter of all events: in one an event of an actor stands
# beside itself, with the day by which lists have it; in the other all that is longer, with its first and last day.
_LISTS = {
    "actor": (
        "SELECT a.id, a.name, a.kind, NULL, COALESCE(c.events, 0), c.earliest, c.latest FROM actor a LEFT JOIN "
        "(SELECT u.id, CAST(SUM(u.events) AS INTEGER) AS events, MIN(u.day) AS earliest, MAX(u.until) AS latest FROM "
        f"(SELECT p.actor_id AS id, COUNT(*) AS events, {_FIRST_DAY} AS day, {_LAST_DAY} AS until "
        "FROM participation p WHERE p.repeats = 0 AND {counted} GROUP BY p.actor_id UNION ALL "
        "SELECT p.actor_id, 0, MIN(p.begin_earliest), MAX(p.end_latest) FROM participation p "
        "WHERE p.length_class <> 0 AND {counted} GROUP BY p.actor_id) u GROUP BY u.id) c ON c.id = a.id "
        "WHERE {listed} ORDER BY a.id",
        "p.actor_id",
    ),
    "source": (
        "SELECT a.id, a.title, a.kind, a.publisher, COALESCE(c.events, 0), c.earliest, c.latest FROM source a "
        "LEFT JOIN (SELECT l.ancestor_id AS id, COUNT(DISTINCT e.id) AS events, MIN(e.begin_earliest) AS earliest, "
        "MAX(e.end_latest) AS latest FROM source_lineage l JOIN claim x ON x.source_id = l.source_id "
        "JOIN event e ON e.id = x.event_id WHERE {counted} GROUP BY l.ancestor_id) c ON c.id = a.id "
        "WHERE {listed} ORDER BY a.id",
        "l.ancestor_id",
    ),
    "place": (
        "SELECT a.id, a.name, a.kind, a.within_id, COALESCE(c.events, 0), c.earliest, c.latest FROM place a LEFT JOIN "
        "(SELECT w.container_id AS id, COUNT(*) AS events, MIN(e.begin_earliest) AS earliest, "
        "MAX(e.end_latest) AS latest FROM place_within w JOIN event e ON e.place_id = w.place_id "
        "WHERE {counted} GROUP BY w.container_id) c ON c.id = a.id WHERE {listed} ORDER BY a.id",
        "w.container_id",
    ),
}
_OF_ACTOR = "FROM participation p WHERE p.actor_id = a.id"
_FIRST, _LAST = (f"(SELECT {end}(p.sort_day) {_OF_ACTOR} AND p.sort_day < {UNDATED_SORT})" for end in ("MIN", "MAX"))
_FIRST_OF_LONGER, _LAST_OF_LONGER = (
    f"(SELECT {day} {_OF_ACTOR} AND p.length_class <> 0)" for day in ("MIN(p.begin_earliest)", "MAX(p.end_latest)")
)
# SQLite counts the rows of one actor three times as fast as it groups those of all; first and last it looks up.
_ACTORS_ONE_BY_ONE = (
    "SELECT a.id, a.name, a.kind, NULL, "
    f"(SELECT COUNT(*) {_OF_ACTOR} AND p.repeats = 0), "
    f"MIN({_FIRST}, COALESCE({_FIRST_OF_LONGER}, {_FIRST})), MAX({_LAST}, COALESCE({_LAST_OF_LONGER}, {_LAST})) "
    "FROM actor a WHERE {listed} ORDER BY a.id"
)


def list_records(
    reader: Reader, kind: str, word: str | None = None, *, limit: int | None = None, offset: int = 0
) -> Iterator[Listed]:
    """The actors, sources or places (``kind`` in the singular), by id; a word keeps those it is part of.

    The word is looked for in any of their names, spelled in any usual way, and in their ids. Of a page nothing is
    counted but what is on it.
    """
    parameters: dict[str, Value] = {}
    condition = _has_word(kind, word, parameters)
    if condition is None:
        return
    if limit is None and not offset:
        yield from _listed(reader, kind, condition, parameters)
        return
    parameters["limit"], parameters["offset"] = OPEN_END if limit is None else min(limit, OPEN_END), offset
    found = condition.format(column="a.id")
    sql = f"SELECT a.id FROM {kind} a WHERE {found} ORDER BY a.id LIMIT :limit OFFSET :offset"
    ids = reader.rows(sql, parameters)
    while chunk := [record_id for (record_id,) in islice(ids, _AT_A_TIME)]:
        yield from listed_of(reader, kind, chunk)


def count_records(reader: Reader, kind: str, word: str | None = None) -> int:
    """How many the same list has."""
    parameters: dict[str, Value] = {}
    condition = _has_word(kind, word, parameters)
    if condition is None:
        return 0
    sql = f"SELECT COUNT(*) FROM {kind} a WHERE {condition.format(column='a.id')}"
    ((count,),) = reader.rows(sql, parameters, few=True)
    return int(count)


def ids_from(reader: Reader, kind: str, word: str | None, key: str | None, most: int, *, is_back: bool) -> list[str]:
    """The ids of the same list after a key, or backwards before it, as they are read; no more than ``most``."""
    parameters: dict[str, Value] = {"most": most}
    condition = _has_word(kind, word, parameters)
    if condition is None:
        return []
    wanted = condition.format(column="a.id")
    if key is not None:
        parameters["key"] = key
        wanted += f" AND a.id {'<' if is_back else '>'} :key"
    sql = f"SELECT a.id FROM {kind} a WHERE {wanted} ORDER BY a.id{' DESC' if is_back else ''} LIMIT :most"
    return [record_id for (record_id,) in reader.rows(sql, parameters, few=True)]


def listed_of(reader: Reader, kind: str, ids: list[str]) -> list[Listed]:
    """The lines of these records, by id; nothing is counted of any others."""
    parameters: dict[str, Value] = {}
    return list(_listed(reader, kind, f"{{column}} {among(reader, 'ids', ids, parameters)}", parameters))


def _has_word(kind: str, word: str | None, parameters: dict[str, Value]) -> str | None:
    """The condition that a record (``{column}``) has a word in its names or its id; None where none can have it."""
    if word is None:
        return "1 = 1"
    folded = fold(word)
    if not folded or len(folded) > LONGEST_NAME:
        return None  # no letter or digit: part of no name, where an empty key would be part of all
    parameters.update(slug=f"%{folded.replace(' ', '-')}%", kind=kind, key_word=f"%{folded}%")
    return (
        "({column} LIKE :slug OR {column} IN "
        "(SELECT k.record_id FROM name_key k WHERE k.kind = :kind AND k.is_whole = 1 AND k.key LIKE :key_word))"
    )


def _listed(reader: Reader, kind: str, condition: str, parameters: dict[str, Value]) -> Iterator[Listed]:
    sql, counted = _LISTS[kind]
    if kind == "actor" and reader.dialect == "sqlite":
        sql = _ACTORS_ONE_BY_ONE
    conditions = {"listed": condition.format(column="a.id"), "counted": condition.format(column=counted)}
    for row in reader.rows(sql.format(**conditions), parameters):
        record_id, name, record_kind, detail, count, earliest, latest = row
        yield Listed(record_id, name, record_kind, detail, count, read_day(earliest), read_day(latest))
