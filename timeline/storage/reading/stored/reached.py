"""What a change of sources and events can reach.

An event is reached by a change of a source it cites (or of one that source derives from) and by a
change of an event that its relative dates lead to, however far. What reaches an event reaches all that are
the same, by the decisions that stand or come.
"""

from collections.abc import Collection, Iterator
from typing import Any

from timeline.domain.matches import Groups
from timeline.storage.connecting.reader import Reader, Value, in_list
from timeline.storage.reading.stored.stored_records import CHUNK

_TOLD_FROM = "SELECT event_id FROM claim_anchor WHERE target_id IN {}"


def heirs(reader: Reader, sources: Collection[str]) -> set[str]:
    """The stored sources that derive from these, directly or through others, these included."""
    return ids_found(reader, "SELECT source_id FROM source_lineage WHERE ancestor_id IN {}", sources) | set(sources)


def reached_events(
    reader: Reader, sources: Collection[str], events: Collection[str], same: Collection[Groups] = ()
) -> set[str]:
    """The stored events that a change of these sources and events reaches, the events themselves left out.

    ``same``: the groups of events that are one, before the change and after it.
    """
    citing = ids_found(reader, "SELECT event_id FROM claim WHERE source_id IN {}", heirs(reader, sources))
    reached = _wholly(citing | set(events), same)
    fresh = reached
    while fresh:
        fresh = _wholly(ids_found(reader, _TOLD_FROM, fresh), same) - reached
        reached = reached | fresh
    return reached - set(events)


def _wholly(ids: set[str], same: Collection[Groups]) -> set[str]:
    """These events and all that are one with them, now or by another decision of one of those."""
    fresh = ids
    while fresh:
        fresh = {each for groups in same if groups for each in groups.wholly(fresh)} - ids
        ids = ids | fresh
    return ids


def ids_found(reader: Reader, sql: str, ids: Collection[str]) -> set[str]:
    """What a query for some ids (``{}``: the list of them) finds."""
    return {each for (each,) in rows_found(reader, sql, ids)}


def rows_found(reader: Reader, sql: str, ids: Collection[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of a query for some ids, asked for some at a time."""
    wanted = sorted(ids)
    for start in range(0, len(wanted), CHUNK):
        parameters: dict[str, Value] = {}
        listed = in_list("id", wanted[start : start + CHUNK], parameters)
        yield from reader.rows(sql.format(listed), parameters)
