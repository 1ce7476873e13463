"""The events that nobody touched, and that were told or found otherwise when what they rest on was another."""

from collections.abc import Callable, Collection, Container, Iterator, Mapping
from typing import Any, NamedTuple

from timeline.domain.matches import Groups
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader
from timeline.storage.history.since import Since
from timeline.storage.reading.stored.reached import ids_found, reached_events, rows_found
from timeline.storage.reading.stored.stored_records import read_actors, read_places, read_sources
from timeline.storage.schema.stored_days import STEP_BITS

Place = tuple[int, int]
"""Where an event stands in lists, but for its links: its day, and its rank without its steps."""


class RestsOn(NamedTuple):
    """What a question asks of events beside what they themselves say and their dates."""

    names: bool = False
    """The words of who took part, and of where it was."""
    groups: bool = False
    """The groups that who took part belongs to."""
    around: bool = False
    """What its place lies within."""
    on_a_day: bool = False
    """Dates as they were known on another day."""
    compared: bool = False
    """All that events are compared by: the three before, and where its place lies."""

    @classmethod
    def by(cls, query: EventQuery) -> "RestsOn":
        """By the filters of a query."""
        return cls(bool(query.texts), query.with_members, query.place is not None, query.as_of is not None)


def reached_since(
    reader: Reader, since: Since, asked: RestsOn, changed: Collection[str], same: Collection[Groups]
) -> set[str]:
    """The events that nobody touched and of which a filter, a date or what follows may have been otherwise.

    ``changed``: the events that were others then; on those that were not there nothing rests that was. ``same``: the
    groups of events that are one, now and then.

    What is merely called otherwise is not among them: who tells them looks that up.
    """
    read: Mapping[str, Any] = {"source": read_sources, "actor": read_actors, "place": read_places}

    def differing(kind: str, *fields: str) -> set[str]:
        then = since.then[kind]
        # What is there no more is named by no event that nobody touched.
        now = read[kind](reader, then.keys()) if then else ()
        return {each.id for each in now if any(getattr(each, it) != getattr(then[each.id], it) for it in fields)}

    reached = reached_events(reader, differing("source", "published", "derived_from"), changed, same)
    if asked.names or asked.compared:
        reached |= ids_found(reader, _OF_ACTORS, differing("actor", "name", "names"))
        reached |= ids_found(reader, _AT_PLACES, differing("place", "name", "names"))
    if asked.groups or asked.compared:
        below = ids_found(reader, _MEMBERS, differing("actor", "member_of"))
        reached |= ids_found(reader, _OF_ACTORS, below)
    if asked.compared:
        reached |= ids_found(reader, _AT_PLACES, differing("place", "kind", "latitude", "longitude"))
    if asked.around or asked.compared:
        below = ids_found(reader, _WITHIN, differing("place", "within"))
        reached |= ids_found(reader, _AT_PLACES, below)
    new = since.added["event"]
    return {each for each in reached.difference(changed) if each not in new}


_OF_ACTORS = "SELECT event_id FROM participation WHERE actor_id IN {}"
_AT_PLACES = "SELECT id FROM event WHERE place_id IN {}"
# Whoever was below one then, and is no more, has been touched, or is below one that has.
_MEMBERS = "SELECT member_id FROM group_member WHERE group_id IN {}"
_WITHIN = "SELECT place_id FROM place_within WHERE container_id IN {}"


def linked_behind(
    reader: Reader,
    others: Collection[str],
    new: Container[str],
    places_then: Callable[[Collection[str]], Mapping[str, Place]],
) -> set[str]:
    """The events that may have stood at another place along their links: those that link to one of these.

    That is where both have one date, as it stands now or as it was then; and all that link to these in turn. An event
    of which no place is known now (it is told as another), or none then, counts as of every date. ``new``: events that
    were not there then.
    """

    def links_to(ids: Collection[str]) -> set[tuple[str, str]]:
        return {(event, other) for event, other in _links_to(reader, ids) if event not in others and event not in new}

    pairs = links_to(others)
    now = _places_now(reader, {each for pair in pairs for each in pair})
    then = places_then({other for _, other in pairs})

    def may_be_of_one_date(event: str, other: str) -> bool:
        if other not in then or other not in now or event not in now:
            return True
        return now[event] in (now[other], then[other])

    behind = {event for event, other in pairs if may_be_of_one_date(event, other)}
    fresh = behind
    while fresh:
        pairs = {pair for pair in links_to(fresh) if pair[0] not in behind}
        now |= _places_now(reader, {each for pair in pairs for each in pair} - now.keys())
        fresh = {event for event, other in pairs if now.get(event) == now.get(other)}
        behind = behind | fresh
    return behind


def _places_now(reader: Reader, ids: Collection[str]) -> dict[str, Place]:
    """Where events stand in lists now, but for their links, by id."""
    sql = f"SELECT id, sort_day, (sort_rank >> {STEP_BITS}) FROM event WHERE id IN {{}}"
    return {event: (day, rank) for event, day, rank in rows_found(reader, sql, ids)}


def _links_to(reader: Reader, ids: Collection[str]) -> Iterator[tuple[str, str]]:
    rows = rows_found(reader, "SELECT event_id, target_id FROM event_link WHERE target_id IN {}", ids)
    return ((event, other) for event, other in rows)
