"""Events counted the slow and obvious way: every event of a world held to every stretch of time and every value."""

from collections.abc import Collection, Iterator
from fractions import Fraction
from math import inf
from typing import NamedTuple

from tests.support import brute_force
from timeline.domain.chronology import EventDate
from timeline.domain.claims.derive import derive
from timeline.domain.dates.typed.windows import Window
from timeline.domain.records import Event, RecordSet
from timeline.query import EventQuery


class Expected(NamedTuple):
    """The ids of what is certain and of what is only possible."""

    certain: frozenset[str]
    possible: frozenset[str]


class BruteCount:
    """What a query finds in a world, to be counted."""

    def __init__(self, world: RecordSet, query: EventQuery, *, begun: bool = False) -> None:
        self._world = world
        self._query = query._replace(limit=None, offset=0, reverse=False)
        self._begun = begun
        self.dates = {event_id: each.date for event_id, each in derive(world).events.items()}
        self._standings = {event_id: each.standing for event_id, each in derive(world).events.items()}
        self.found = brute_force.answer(world, self._query)

    def undated(self) -> frozenset[str]:
        return frozenset(each for each in self.found if self.dates[each].status == "undated")

    def in_days(self, first: int | None, last: int | None) -> Expected:
        """What was in a stretch; its ends are those of the window where they are the same, down to the second."""
        window = self._query.window or Window(None, None, "")
        stretch = Window(
            first,
            last,
            "",
            window.earliest_second if first == window.earliest_day else None,
            window.latest_second if last == window.latest_day else None,
        )
        certain, overlapping = set(), set()
        for event_id in self.found:
            date = self.dates[event_id]
            if date.status == "undated":
                if (first, last) == (None, None):
                    certain.add(event_id)
                continue
            if _was(date, stretch, certain=True, begun=self._begun):
                certain.add(event_id)
            elif _was(date, stretch, certain=False, begun=self._begun):
                overlapping.add(event_id)
        return Expected(frozenset(certain), frozenset(overlapping))

    def values(self, dimension: str, event_id: str) -> set[str | None]:
        """All that an event counts under."""
        event = self._world.events[event_id]
        return set(self._values(dimension, event)) or {None}

    def _values(self, dimension: str, event: Event) -> Iterator[str]:
        parts = [*event.participants, *(part for claim in event.claims for part in claim.participants)]
        if self._query.roles:
            parts = [part for part in parts if part.role in self._query.roles]
        if dimension == "actor":
            yield from (part.actor for part in parts)
        elif dimension == "role":
            asked = self._query.actors
            date = self.dates[event.id]
            for part in parts:
                if not asked or any(brute_force._is_one_of(self._world, self._query, part, ids, date) for ids in asked):
                    yield part.role
        elif dimension == "type" and event.type:
            yield event.type.partition("/")[0]
        elif dimension == "place":
            yield from brute_force._containers(self._world, event.place)
        elif dimension in ("source", "origin"):
            for claim in event.claims:
                yield from self._family(claim.source, origins=dimension == "origin")
        elif dimension == "standing":
            yield self._standings[event.id]
        elif dimension == "tag":
            yield from event.tags

    def _family(self, source: str, *, origins: bool) -> Iterator[str]:
        derived = self._world.sources[source].derived_from
        if not origins or not derived:
            yield source
        for each in derived:
            yield from self._family(each.source, origins=origins)

    def sum(self, ids: Collection[str], measure: str) -> tuple[Fraction, Fraction, Fraction | None, int, int, int, int]:
        """(low, best, high, how many give a figure, are disputed, have no best, no upper end)."""
        figures = [figure for each in ids if (figure := _figure(self._world.events[each], measure)) is not None]
        return (
            sum((Fraction(low) for low, *_ in figures), Fraction(0)),
            sum((Fraction(low if best is None else best) for low, best, *_ in figures), Fraction(0)),
            None
            if any(high == inf for _, _, high, _ in figures)
            else sum((Fraction(high) for _, _, high, _ in figures), Fraction(0)),
            len(figures),
            sum(disputed for *_, disputed in figures),
            sum(best is None for _, best, _, _ in figures),
            sum(high == inf for _, _, high, _ in figures),
        )


def _was(date: EventDate, stretch: Window, *, certain: bool, begun: bool) -> bool:
    if not begun:
        return brute_force._in_window(EventQuery(window=stretch, certain=certain), date)
    # Where it began may be any day from begin_earliest to begin_latest, of each of its alternatives.
    told = date._replace(
        spans=tuple(
            span._replace(end_earliest=span.begin_earliest, end_latest=span.begin_latest, lasting=False)
            for span in date.spans
        )
    )
    return brute_force._in_window(EventQuery(window=stretch, certain=certain), told)


def _figure(event: Event, measure: str) -> tuple[float, float | None, float, bool] | None:
    """(low, best, high, whether it is disputed) of one event, by what the claims say that do not deny it."""
    given = [
        figure
        for claim in event.claims
        if claim.modality != "denied"
        for figure in claim.figures
        if figure.measure == measure
    ]
    if not given:
        return None
    ranges = []
    for figure in given:
        numbers = [each for each in (figure.low, figure.best, figure.high) if each is not None]
        if figure.best is None and figure.high is None:
            ranges.append((numbers[0], inf))
        elif figure.best is None and figure.low is None:
            ranges.append((0, numbers[0]))
        else:
            ranges.append((min(numbers), max(numbers)))
    common = max(low for low, _ in ranges), min(high for _, high in ranges)
    is_disputed = common[0] > common[1]
    low, high = (min(low for low, _ in ranges), max(high for _, high in ranges)) if is_disputed else common
    bests = sorted(min(max(figure.best, low), high) for figure in given if figure.best is not None)
    return low, bests[(len(bests) - 1) // 2] if bests else None, high, is_disputed
