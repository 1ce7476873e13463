"""What an answer could be narrowed to: the values that some of its events have and others do not."""

from typing import NamedTuple

from timeline.actions.answer import open_query
from timeline.errors import UsageFault
from timeline.query import Request
from timeline.storage.connecting.database import Database
from timeline.storage.reading.overviews.value_counts import called

LOOKED_AT = 10_000
"""So many events at most are looked at, the first of the list: some 0.3 s."""


class Facet(NamedTuple):
    """A value by which the answer could be narrowed."""

    value: str
    """What to give to the filter: an id, a type, a standing, a tag."""
    name: str
    """What people are told: the name of an actor or place, the title of a source; else the value."""
    events: int
    """How many of the events the filter would leave; where not all were looked at, at least so many."""


class Facets(NamedTuple):
    """What an answer could be narrowed to."""

    events: int
    """How many events the answer has, its page left aside; where ``is_all`` is not, at least so many."""
    is_all: bool
    """Whether all events were looked at, or only the first."""
    by_filter: dict[str, tuple[Facet, ...]]
    """By the name of the filter (``actor``, ``type``, ``place``, ``source``, ``standing``, ``tag``), most frequent
    first, then by value. A value that all of the events have narrows nothing and is left out."""


def facets(database: Database, request: Request, most: int = 10, *, time_limit: float | None = None) -> Facets:
    """What the events that a request finds could be narrowed to, at most so many values for each filter.

    A value counts as its filter finds: a place with all that lies within it, a type with its modes, a source with
    those that derive from it, an actor by itself (not by its members) in the roles asked for. ``time_limit``: as of
    ``Database.reading``. Raises UsageFault for a number of values that is none, and what ``answer`` raises.
    """
    if most < 1:
        raise UsageFault(f"{most} values of each kind show nothing: ask for 1 or more")
    with open_query(database, request, time_limit) as (moment, known, query, _):
        found = known.values(query, LOOKED_AT)
        by_filter = {}
        for filter_, counts in found.counts.items():
            narrowing = [(value, count) for value, count in counts.items() if count < found.events]
            first = sorted(narrowing, key=lambda each: (-each[1], each[0]))[:most]
            names = called(moment.references, filter_, [value for value, _ in first])
            by_filter[filter_] = tuple(Facet(value, names[value], count) for value, count in first)
    return Facets(found.events, found.is_all, by_filter)
