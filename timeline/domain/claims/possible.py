"""The days that an event may have had as it was known on some day: whichever of its claims had been published by then.

An event's spans are made of the days of its claims, narrowed and never widened; so none reaches beyond the hull of
these days, and none begins on a day that no claim begins on. What is told from other events is resolved against the
hull of what *those* may have had: the further apart the days of an anchor, the further apart what is told from it.
Where relative dates run in a circle once the editors' dates are left aside, any day is possible.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from timeline.domain.claims.voting import said_by, voting
from timeline.domain.dates.relative.meaning import NothingLeft, resolve
from timeline.domain.dates.relative.relation import Anchor, Relative
from timeline.domain.dates.when import Span, When
from timeline.domain.dates.written import written
from timeline.domain.records import Claim, Event, Source


class Possible(NamedTuple):
    """The days of an event by any of its claims, and where lists may have it; None is open."""

    begin_earliest: int | None
    end_latest: int | None
    sorts_from: int | None
    """The first day that it may stand at in lists: that of its begin, or where it has none the last of its end."""
    sorts_to: int | None
    """The last one."""


class _Reach(NamedTuple):
    """The days that a claim may mean."""

    first: int | None
    last: int | None
    varies: bool = False
    """Whether they are a hull of what it may mean on one day or another, and not just what it means."""


_ANY = _Reach(None, None, varies=True)
_Node = tuple[str, int]
"""A relative claim: its event, and its index there."""


def dates_of(event: Event) -> list[str]:
    """The dates that an event has, its own and those of its claims."""
    return [date for date in (event.date, *(claim.date for claim in event.claims)) if date is not None]


def own_days(dates: Iterable[str]) -> tuple[int | None, int | None]:
    """The first and the last day that an event of these dates may have as far as they tell, None being open.

    So both are open where it has none, or one that is told from others or makes no sense.
    """
    spans = []
    for text in dates:
        try:
            spans.append(written(text).when().span)
        except ValueError:
            return None, None
    if not spans:
        return None, None
    return _earliest(span.begin_earliest for span in spans), _latest(span.end_latest for span in spans)


class Possibilities:
    """The possible days of events, each relative claim looked at once."""

    def __init__(
        self,
        sources: Mapping[str, Source],
        event_of: Callable[[str], Event | None],
        relative: Mapping[_Node, Relative],
    ) -> None:
        """``event_of`` gives the event that tells of one; ``relative``: the relative dates that could be read."""
        self._sources = sources
        self._event_of = event_of
        self._relative = relative
        self._reaches: dict[_Node, _Reach | None] = {}

    def of(self, event: Event) -> Possible | None:
        """The possible days; None where the event stands at one place of lists whatever is known, or at none.

        That is: all who date it write the same date, the editor too if there is one, and it links to no other event
        beside which it might have to stand; or nobody dates it.
        """
        votes = list(voting(event))
        if self._is_one_place(event, votes):  # as mostly
            return None
        reaches = [reach for index in votes if (reach := self._of_claim(event, index)) is not None]
        if not reaches:
            return None
        firsts, lasts = [reach.first for reach in reaches], [reach.last for reach in reaches]
        latest = _latest(lasts)
        has_open_start = None in firsts
        return Possible(
            _earliest(firsts),
            latest,
            _earliest(_first_place(reach) for reach in reaches),
            latest if has_open_start else _latest(reach.last if reach.varies else reach.first for reach in reaches),
        )

    def _is_one_place(self, event: Event, votes: Iterable[int]) -> bool:
        if event.links or (self._relative and any((event.id, index) in self._relative for index in votes)):
            return False
        texts = {event.claims[index].date for index in votes}
        texts.discard("../..")  # which says nothing
        return len(texts) == 1 and (event.date is None or event.date in texts)

    def _of_claim(self, event: Event, index: int) -> _Reach | None:
        """None where a claim dates nothing, whatever is known."""
        if (event.id, index) in self._relative:
            return self._of_relative((event.id, index))
        try:
            span = written(event.claims[index].date or "").when().span
        except ValueError:  # of which no sense can be made
            return None
        reach = _Reach(span.begin_earliest, span.end_latest)
        return None if reach == _Reach(None, None) else reach

    def _of_relative(self, wanted: _Node) -> _Reach | None:
        """Answered along what it is told from, however far that goes."""
        begun: set[_Node] = set()
        waiting = [wanted]
        while waiting:
            node = waiting[-1]
            missing = [] if node in self._reaches else [each for each in self._needs(node) if each not in self._reaches]
            if missing and node not in begun:
                begun.add(node)
                waiting += missing
                continue
            waiting.pop()
            if node not in self._reaches:  # what is missing still runs in a circle
                self._reaches[node] = self._resolved(node)
        return self._reaches[wanted]

    def _needs(self, node: _Node) -> Iterator[_Node]:
        source = self._claim(node).source
        for other in self._relative[node].events:
            event = self._event_of(other)
            if event is not None:
                nodes = ((event.id, index) for index in _asked(event, source))
                yield from (node for node in nodes if node in self._relative)

    def _resolved(self, node: _Node) -> _Reach | None:
        relative, claim = self._relative[node], self._claim(node)
        anchors: dict[Anchor, When] = {}
        for anchor in relative.anchors:
            days = self._of_anchor(anchor, claim)
            if days is None:
                return None
            anchors[anchor] = days
        try:
            span = resolve(relative, anchors).span
        except NothingLeft:
            return None
        return _Reach(span.begin_earliest, span.end_latest, varies=bool(relative.events))

    def _of_anchor(self, anchor: Anchor, claim: Claim) -> When | None:
        if anchor.event is None:
            source = self._sources.get(claim.source)
            return None if source is None or source.published is None else written(source.published).when()
        event = self._event_of(anchor.event)
        if event is None:
            return None
        asked = [(event.id, index) for index in _asked(event, claim.source)]
        found = (
            self._reaches.get(node, _ANY) if node in self._relative else self._of_claim(event, node[1])
            for node in asked
        )
        reaches = [reach for reach in found if reach is not None]
        if not reaches:
            return None
        return When("", Span.within(_earliest(each.first for each in reaches), _latest(each.last for each in reaches)))

    def _claim(self, node: _Node) -> Claim:
        event_id, index = node
        event = self._event_of(event_id)
        assert event is not None
        return event.claims[index]


def _asked(event: Event, source: str) -> list[int]:
    """Whom a relative date of a source asks: what that source says, else what all say."""
    return list(said_by(event, source)) or list(voting(event))


def _first_place(reach: _Reach) -> int | None:
    if reach.first is not None or reach.varies:
        return reach.first
    return reach.last  # what has no start stands by its last day


def _earliest(days: Iterable[int | None]) -> int | None:
    return _end_of(days, min)


def _latest(days: Iterable[int | None]) -> int | None:
    return _end_of(days, max)


def _end_of(days: Iterable[int | None], pick: Callable[[list[int]], int]) -> int | None:
    found = list(days)
    known = [day for day in found if day is not None]
    return pick(known) if len(known) == len(found) else None
