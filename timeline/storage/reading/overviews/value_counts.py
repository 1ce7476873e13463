"""What the events that a query finds have: actors, types, places, sources, standings, tags; and how many have each."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader, Value, among
from timeline.storage.reading.finding.conditions import in_roles
from timeline.storage.reading.finding.find_events import select_events
from timeline.storage.reading.finding.lead import choose_lead

_AT_A_TIME = 5_000
"""Events whose participants and claims are counted together."""
_NAMES = {"actor": ("actor", "name"), "place": ("place", "name"), "source": ("source", "title")}
"""By filter, the table of the records that it asks for, and what they are called by."""

Counts = dict[str, Counter[str]]
"""By the name of a filter: how many events each of its values would find among these."""


class ValuesCounted(NamedTuple):
    """What some events have."""

    events: int
    """How many were looked at: all that the query finds, or as many as were to be looked at."""
    is_all: bool
    counts: Counts


def count_values(reader: Reader, query: EventQuery, most: int) -> ValuesCounted:
    """What the events of a query have, of no more than the first ``most``; its page is left aside.

    A value counts as its filter would find it: a place with all that lies within, a type with its modes, a source
    with those that derive from it, an actor in the roles that the query asks for.
    """
    asked = query._replace(limit=most + 1, offset=0)
    sql = select_events(asked, choose_lead(reader, asked), dialect=reader.dialect, columns="e.id")
    ids = [event_id for (event_id,) in reader.rows(*sql)]
    return ValuesCounted(min(len(ids), most), len(ids) <= most, values_of(reader, query, ids[:most]))


def values_of(reader: Reader, query: EventQuery, ids: list[str]) -> Counts:
    """What these events have, as the filters of a query would find it."""
    return {
        "actor": _of_events(reader, ids, _ACTORS_IN_ROLES if query.roles else _ACTORS, query),
        "type": _types(_of_events(reader, ids, _EVENTS_OWN.format("type", "{}"), query)),
        "place": _containers(reader, _of_events(reader, ids, _EVENTS_OWN.format("place_id", "{}"), query)),
        "source": _of_events(reader, ids, _SOURCES, query),
        "standing": _of_events(reader, ids, _EVENTS_OWN.format("standing", "{}"), query),
        "tag": _of_events(reader, ids, _TAGS, query),
    }


def called(reader: Reader, filter_: str, values: list[str]) -> dict[str, str]:
    """What the records of these ids are called, by id; a value that is no record by itself."""
    if filter_ not in _NAMES:
        return {value: value for value in values}
    table, column = _NAMES[filter_]
    parameters: dict[str, Value] = {}
    sql = f"SELECT id, {column} FROM {table} WHERE id {among(reader, 'ids', values, parameters)}"
    return dict(reader.rows(sql, parameters, few=True))


_ACTORS = "SELECT p.actor_id, COUNT(*) FROM participation p WHERE p.event_id {} AND p.repeats = 0 GROUP BY p.actor_id"
_ACTORS_IN_ROLES = (
    "SELECT p.actor_id, COUNT(DISTINCT p.event_id) FROM participation p WHERE p.event_id {}{roles} GROUP BY p.actor_id"
)
# CROSS JOIN: SQLite takes the two in this order.
_SOURCES = (
    "SELECT l.ancestor_id, COUNT(DISTINCT c.event_id) FROM claim c CROSS JOIN source_lineage l "
    "WHERE c.event_id {} AND l.source_id = c.source_id GROUP BY l.ancestor_id"
)
_EVENTS_OWN = "SELECT e.{0}, COUNT(*) FROM event e WHERE e.id {1} AND e.{0} IS NOT NULL GROUP BY e.{0}"
_TAGS = "SELECT t.tag, COUNT(DISTINCT t.event_id) FROM event_tag t WHERE t.event_id {} GROUP BY t.tag"


def _of_events(reader: Reader, ids: list[str], sql: str, query: EventQuery) -> Counter[str]:
    """How many of these events have each value."""
    counts: Counter[str] = Counter()
    for start in range(0, len(ids), _AT_A_TIME):
        parameters: dict[str, Value] = {}
        listed = among(reader, "ids", ids[start : start + _AT_A_TIME], parameters)
        roles = in_roles(query, parameters) if "{roles}" in sql else ""
        for value, count in reader.rows(sql.format(listed, roles=roles), parameters):
            counts[value] += count
    return counts


def _types(of_type: Counter[str]) -> Counter[str]:
    """A type with its modes."""
    counts = Counter(of_type)
    for kind, count in of_type.items():
        whole, slash, _ = kind.partition("/")
        if slash:
            counts[whole] += count
    return counts


def _containers(reader: Reader, at: Counter[str]) -> Counter[str]:
    """A place with all that lies within."""
    counts: Counter[str] = Counter()
    for place, container in _around(reader, sorted(at)):
        counts[container] += at[place]
    return counts


def _around(reader: Reader, places: list[str]) -> Iterator[tuple[str, str]]:
    for start in range(0, len(places), _AT_A_TIME):
        parameters: dict[str, Value] = {}
        listed = among(reader, "ids", places[start : start + _AT_A_TIME], parameters)
        yield from reader.rows(f"SELECT place_id, container_id FROM place_within WHERE place_id {listed}", parameters)
