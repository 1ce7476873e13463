"""What events are counted by beside time, as SQL that asks an event ``e`` for it."""

from typing import NamedTuple

from timeline.query import EventQuery
from timeline.storage.connecting.reader import Value, among_in, in_list
from timeline.storage.reading.finding.conditions import SHARES_A_DAY, in_roles


class Wanted(NamedTuple):
    """What of the events is to be known."""

    dimensions: tuple[str, ...] = ()
    """Those that are no time: ``actor``, ``role``, ``type``, ``place`` (with all that it lies within), ``source``
    (with all that it derives from), ``origin``, ``standing``, ``tag``."""
    measure: str | None = None
    places: frozenset[str] | None = None
    """The places that are told; None: all."""
    in_modes: bool = True
    """Whether a type is told with its mode; else by its first part."""

    def told(self, dimension: str, value: str | None) -> str | None:
        """A value as it is told."""
        if value is None or dimension != "type" or self.in_modes:
            return value
        return value.partition("/")[0]


class Values(NamedTuple):
    """The values that an event has for one dimension, some perhaps twice."""

    value: str
    tables: str = ""
    """In the order in which they are to be read; "" where the value stands at the event itself, NULL for none."""
    joined: str = ""
    """The condition that a row of theirs is of the event ``e``."""
    each_once: bool = False
    """Whether none of the event's values is there twice."""

    @property
    def has_several(self) -> str:
        """Whether an event has several values; NULL where it has none."""
        return f"(SELECT MIN({self.value}) < MAX({self.value}) FROM {self.tables} WHERE {self.joined})"


def values_of(
    query: EventQuery, wanted: Wanted, number: int, dialect: str, parameters: dict[str, Value], x: str = ""
) -> Values:
    """The values of a dimension, by its number; ``x`` tells its tables from those of another."""
    dimension = wanted.dimensions[number]
    if dimension in ("type", "standing"):
        return Values(f"e.{dimension}")
    value, tables, joined = (text.format(x=x) for text in _VALUES[dimension])
    each_once = dimension == "place"
    if dimension in ("actor", "role"):
        joined += in_roles(query, parameters).replace("p.role", f"p{x}.role")
    if dimension == "actor" and not query.roles:
        joined += f" AND p{x}.repeats = 0"
        each_once = True
    elif dimension == "role":
        joined += _of_those_asked_for(query, f"p{x}", parameters)
    elif dimension == "place" and wanted.places is not None:
        # No column: each of the many would be looked up.
        joined += f" AND (w{x}.container_id || '') {among_in(dialect, 'places', sorted(wanted.places), parameters)}"
    return Values(value, tables, joined, each_once)


# CROSS JOIN: SQLite takes the tables in this order.
_LINEAGE = (
    "l{x}.ancestor_id",
    "claim c{x} CROSS JOIN source_lineage l{x}",
    "c{x}.event_id = e.id AND l{x}.source_id = c{x}.source_id",
)
_VALUES = {
    "actor": ("p{x}.actor_id", "participation p{x}", "p{x}.event_id = e.id"),
    "role": ("p{x}.role", "participation p{x}", "p{x}.event_id = e.id"),
    "place": ("w{x}.container_id", "place_within w{x}", "w{x}.place_id = e.place_id"),
    "source": _LINEAGE,
    "origin": (*_LINEAGE[:2], f"{_LINEAGE[2]} AND l{{x}}.is_origin = 1"),
    "tag": ("t{x}.tag", "event_tag t{x}", "t{x}.event_id = e.id"),
}
"""The value, the tables that have it, and how they hang together with the event."""


def _of_those_asked_for(query: EventQuery, p: str, parameters: dict[str, Value]) -> str:
    """The condition that a participation ``p`` is of one of the actors asked for, where any are."""
    ids = list(dict.fromkeys(each for group in query.actors for each in group))
    if not ids:
        return ""
    listed = in_list("asked", ids, parameters)
    if not query.with_members:
        return f" AND ({p}.actor_id || '') IN {listed}"  # no column: the actor's many would be looked up
    # Looked up again: servers that share the events refuse a question about each that is put to memberships alone.
    return (
        f" AND EXISTS (SELECT 1 FROM participation m CROSS JOIN group_member g WHERE m.event_id = {p}.event_id "
        f"AND m.position = {p}.position AND g.member_id = m.actor_id AND g.group_id IN {listed} AND {SHARES_A_DAY})"
    )
