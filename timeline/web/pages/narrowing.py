"""What a list of events could be narrowed to: values with counts, each a link that adds its filter to the address."""

from time import monotonic
from typing import Any, NamedTuple

from timeline.actions.lists.facets import Facets, facets
from timeline.errors import TookTooLong
from timeline.query import Request
from timeline.web.asking import Given, address, without
from timeline.web.pages.page import Asking

FACETS = "facets"
"""The parameter that asks for the counts: they take ten times as long as a page."""
_MOST = 8
"""Values of each filter on a page."""
_MOST_IN_DATA = 50
_REPEATED = ("actor", "tag")
"""Filters that all hold where they are repeated; any other is replaced."""
_LEAST_TIME = 0.001
_TOOK_TOO_LONG = "These counts took too long, and are left out: narrow the list first."
_NOTHING = "Nothing that some of these events have and others do not."
_PERHAPS = "Counts are with what only perhaps was then."
_WITH_MEMBERS = "Actors are counted by themselves, without their members."


class Value(NamedTuple):
    """A value of a filter."""

    name: str
    events: str
    address: str


class Narrowing(NamedTuple):
    """What stands in the part of the page about narrowing."""

    about: list[str]
    """Sentences."""
    by_filter: list[tuple[str, list[Value]]]
    is_whole: bool
    """Whether nothing had to be left out for want of time."""


def narrowing(asking: Asking, request: Request, given: Given, begun: float) -> Narrowing:
    """For a page that was begun at this moment (``monotonic``); what is left of its time is the time that there is."""
    left = max(asking.site.time_limit - (monotonic() - begun), _LEAST_TIME)
    try:
        found = facets(asking.site.database, request, _MOST, time_limit=left)
    except TookTooLong:
        return Narrowing([_TOOK_TOO_LONG], [], is_whole=False)
    by_filter = []
    for filter_, values in found.by_filter.items():
        if values and not _would_widen(filter_, given):
            least = not found.is_all or (filter_ == "actor" and request.with_members)
            told = [
                Value(
                    each.name,
                    f"at least {each.events:,}" if least else f"{each.events:,}",
                    address("/events", *_narrowed(given, filter_, each.value), (FACETS, "1")),
                )
                for each in values
            ]
            by_filter.append((filter_.capitalize(), told))
    return Narrowing(_about(found, request, is_any=bool(by_filter)), by_filter, is_whole=True)


def _about(found: Facets, request: Request, *, is_any: bool) -> list[str]:
    said = [] if found.is_all else [f"There are many: the first {found.events:,} were counted."]
    if not is_any:
        return [*said, _NOTHING]
    if request.has_window and not (request.perhaps or request.certain):
        said.append(_PERHAPS)
    if request.with_members:
        said.append(_WITH_MEMBERS)
    return said


def _would_widen(filter_: str, given: Given) -> bool:
    """Whether to put another value in the place of the one that is given finds events that are not in this list.

    An event has one type and lies at one place, but has several sources.
    """
    return filter_ == "source" and any(name == filter_ for name, _ in given)


def _narrowed(given: Given, filter_: str, value: str) -> Given:
    if filter_ not in _REPEATED:
        return [*without(given, filter_), (filter_, value)]
    if filter_ == "actor" and ("any-actor", "") in given:  # which would take one more as one of them
        given = [
            ("any-actor" if name == "actor" else name, each)
            for name, each in given
            if (name, each) != ("any-actor", "")
        ]
    return [*given, (filter_, value)]


def narrowing_as_json(asking: Asking, request: Request) -> dict[str, Any]:
    """The counts as data. Raises TookTooLong."""
    found = facets(asking.site.database, request, _MOST_IN_DATA, time_limit=asking.site.time_limit)
    return {
        "events": found.events,
        "complete": found.is_all,
        "by_filter": {name: [each._asdict() for each in values] for name, values in found.by_filter.items()},
    }
