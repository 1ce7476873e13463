"""What follows from the records: every claim's date resolved, every event dated and weighed.

A relative date resolves first against the dates that the *same source* gives the other events, then
against those events' overall dates. The questions depend on one another, so they are answered in
dependency order; a circle is a fault that names its members, and whatever stands in one comes to nothing.

Events that are the same by decision are one here: it is told with the claims of all, and whatever is told from any of
them is told from it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter

from timeline.domain.chronology import EventDate
from timeline.domain.claims.agreement import agree, decide
from timeline.domain.claims.circles import shortest_circle, tangles
from timeline.domain.claims.disputes import disputes
from timeline.domain.claims.lineage import count_origins
from timeline.domain.claims.possible import Possibilities, Possible
from timeline.domain.claims.standing import standing
from timeline.domain.claims.voting import said_by, voting
from timeline.domain.dates import edtf
from timeline.domain.dates.relative.meaning import NothingLeft, resolve
from timeline.domain.dates.relative.reading import RelativeError
from timeline.domain.dates.relative.relation import Anchor, Relative
from timeline.domain.dates.when import End, When
from timeline.domain.dates.written import WrittenDate, written
from timeline.domain.matches import Groups, Told, tell_all
from timeline.domain.records import Claim, Event, RecordSet, Source
from timeline.problems import listed

_DATES_REMEMBERED = 50_000
"""Events share their days: to agree on each once spares most of the work."""

_Node = tuple[str, str, int | str]
"""A question: ("claim", event, index), ("said", event, source) or ("event", event, "")."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A relative date that cannot be resolved."""

    event: str
    """In which the claim was written."""
    claim: int
    """Index of the claim within that event, from 0."""
    kind: str
    """``circle``, ``unpublished`` (its source has no date), ``undated`` (the other event has none),
    ``contradictory`` (no day fits what it is told from) or ``unreadable``."""
    message: str


@dataclass(frozen=True, slots=True)
class DerivedEvent:
    """What follows for one event."""

    date: EventDate
    claim_dates: tuple[When | None, ...]
    """One for each claim, in order; None where a claim gives no date or it cannot be resolved."""
    standing: str
    source_count: int
    origin_count: int
    disputed: tuple[str, ...]
    """What its sources disagree on: see ``disputes``."""
    possible: Possible | None
    """The days that it may have had as it was known once, where that can change its place in lists."""


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows for all events, and the relative dates that came to nothing."""

    events: dict[str, DerivedEvent]
    faults: list[Fault]
    told: dict[str, Told]
    """The same events, as they are told: those that are told as another are not among them."""


def derive(records: RecordSet) -> Derived:
    """Every event that is told, dated and weighed. The records' own dates must be well written (see ``checks``).

    Raises EdtfError otherwise. A relative date of which no sense can be made, as of one told from what is a date
    by now and was an event's id when it was stored, is a fault.
    """
    groups = Groups(records.matches.values())
    told = tell_all(records.events, groups)
    resolver = _Resolver(records.sources, told, groups)
    resolver.run()
    possible = Possibilities(records.sources, resolver.event, resolver.relative).of
    return Derived(
        events={each.event.id: _derived(each.event, resolver, possible) for each in told.values()},
        faults=sorted(resolver.faults, key=lambda fault: (fault.event, fault.claim)),
        told=told,
    )


def _derived(event: Event, resolver: "_Resolver", possible: Callable[[Event], Possible | None]) -> DerivedEvent:
    cited = dict.fromkeys(claim.source for claim in event.claims)
    date, stands = resolver.event_date(event), standing(claim.modality for claim in event.claims)
    return DerivedEvent(
        date=date,
        claim_dates=tuple(resolver.claim_date(event, index) for index in range(len(event.claims))),
        standing=stands,
        source_count=len(cited),
        origin_count=resolver.count_origins(cited),
        disputed=disputes(event.claims, date, stands),
        possible=possible(event),
    )


@lru_cache(_DATES_REMEMBERED)
def _agreed(date: WrittenDate) -> EventDate:
    """The date of an event whose claims all give this one."""
    return agree([date.when()])


class _Resolver:
    """Dates of claims and events, each found once."""

    def __init__(self, sources: Mapping[str, Source], told: Mapping[str, Told], groups: Groups) -> None:
        self.sources = sources
        self.told = told
        self._groups = groups
        self.faults: list[Fault] = []
        self.relative: dict[tuple[str, int], Relative] = {}
        self._claims: dict[tuple[str, int], When | None] = {}
        self._events: dict[str, EventDate] = {}
        self._origins: dict[str, tuple[str, ...]] = {}
        for event in (each.event for each in told.values()):
            for index, claim in enumerate(event.claims):
                try:
                    relative = None if claim.date is None else written(claim.date).relative()
                except RelativeError as error:
                    self._come_to_nothing(event.id, index, "unreadable", str(error))
                    continue
                if relative is not None:
                    self.relative[event.id, index] = relative

    def count_origins(self, cited: Iterable[str]) -> int:
        return count_origins(cited, self.sources, self._origins)

    def run(self) -> None:
        """Resolves every relative date, in dependency order; circles are reported and left out."""
        graph = self._graph()
        try:
            order = list(TopologicalSorter(graph).static_order())
        except CycleError:
            for nodes in tangles(graph):
                self._take_apart(nodes, graph)
            order = list(TopologicalSorter(graph).static_order())
        for kind, event_id, index in order:
            if kind == "claim" and (event_id, index) in self.relative and (event_id, index) not in self._claims:
                self._claims[event_id, int(index)] = self._resolve(event_id, int(index))

    def claim_date(self, event: Event, index: int) -> When | None:
        key = (event.id, index)
        if key not in self._claims:
            claim = event.claims[index]
            self._claims[key] = None if claim.date is None else self._as_published(written(claim.date).when(), claim)
        return self._claims[key]

    def _as_published(self, date: When, claim: Claim) -> When:
        source = self.sources.get(claim.source) if date.end is End.OPEN else None
        if source is None or source.published is None:
            return date
        return date.as_published(written(source.published).when().span)

    def event_date(self, event: Event) -> EventDate:
        if event.id not in self._events:
            if event.date is not None:
                self._events[event.id] = decide(written(event.date).when())
            else:
                self._events[event.id] = self._agreed(event)
        return self._events[event.id]

    def _agreed(self, event: Event) -> EventDate:
        votes = list(voting(event))
        texts = {event.claims[index].date or "" for index in votes}
        if len(texts) == 1 and (event.id, votes[0]) not in self._claims:
            date = written(texts.pop())
            if date.when().end is not End.OPEN:  # else it depends on the source
                return _agreed(date)
        return agree(self._dates(event, votes))

    def _dates(self, event: Event, indexes: Iterable[int]) -> list[When]:
        found = (self.claim_date(event, index) for index in indexes)
        return [date for date in found if date is not None]

    def _graph(self) -> dict[_Node, set[_Node]]:
        """What has to be known first, for each relative date and for all that it leads to."""
        graph: dict[_Node, set[_Node]] = {}
        waiting: list[_Node] = [("claim", *key) for key in self.relative]
        while waiting:
            node = waiting.pop()
            if node not in graph:
                graph[node] = set(self._needs(node))
                waiting.extend(graph[node])
        return graph

    def _needs(self, node: _Node) -> Iterator[_Node]:
        kind, event_id, rest = node
        event = self.event(event_id)
        if event is None:
            return
        if kind == "claim":
            relative = self.relative.get((event_id, int(rest)))
            if relative is not None:
                yield from (self._asks(other, event.claims[int(rest)].source) for other in relative.events)
        elif kind == "said":
            yield from (("claim", event_id, index) for index in said_by(event, str(rest)))
        elif event.date is None:
            yield from (("claim", event_id, index) for index in voting(event))

    def _asks(self, event_id: str, source: str) -> _Node:
        """The question that a relative date puts: what this source says, else what all say."""
        event = self.event(event_id)
        if event is None:
            return ("event", event_id, "")
        is_said = any(True for _ in said_by(event, source))
        return ("said", event.id, source) if is_said else ("event", event.id, "")

    def event(self, event_id: str) -> Event | None:
        """The event that tells of one."""
        told = self.told.get(self._groups.told_as(event_id)) or self.told.get(event_id)
        return None if told is None else told.event

    def _resolve(self, event_id: str, index: int) -> When | None:
        relative = self.relative[event_id, index]
        claim = self.told[event_id].event.claims[index]
        faults: list[tuple[str, str]] = []
        found: dict[Anchor, When] = {}
        for anchor in relative.anchors:
            when = self._date_of(anchor, claim, faults)
            if when is not None:
                found[anchor] = when
        if len(found) == len(relative.anchors):
            try:
                return resolve(relative, found)
            except NothingLeft as error:
                faults.append(("contradictory", f"{_as_dated(found)}, and {error}"))
        for kind, why in faults:
            self._come_to_nothing(event_id, index, kind, f'"{claim.date}" cannot be resolved: {why}')
        return None

    def _date_of(self, anchor: Anchor, claim: Claim, faults: list[tuple[str, str]]) -> When | None:
        """What is known of an anchor; else None, and why, where it is not reported with the references of records."""
        if anchor.event is None:
            source = self.sources.get(claim.source)
            if source is None:
                return None
            if source.published is None:
                faults.append(("unpublished", f"source {source.id} has no published date"))
                return None
            return written(source.published).when()
        other = self.event(anchor.event)
        if other is None:
            return None
        if self._asks(other.id, claim.source)[0] == "said":
            date = agree(self._dates(other, said_by(other, claim.source)))
        else:
            date = self.event_date(other)
        if not date.spans:
            faults.append(("undated", f"{other.id} has no date itself"))
            return None
        return When(date.edtf or "", date.hull, date.approximate, date.uncertain)

    def _come_to_nothing(self, event_id: str, index: int, kind: str, message: str) -> None:
        self._claims[event_id, index] = None
        self.faults.append(self._fault(event_id, index, kind, message))

    def _fault(self, event_id: str, index: int, kind: str, message: str) -> Fault:
        return Fault(*self._written_in(event_id, index), kind, message)

    def _written_in(self, event_id: str, index: int) -> tuple[str, int]:
        """The event in which people wrote a claim, and its number there."""
        events = self.told[event_id].written_in
        return (events[index], index - events.index(events[index])) if events else (event_id, index)

    def _take_apart(self, nodes: set[_Node], graph: dict[_Node, set[_Node]]) -> None:
        """Names every claim of a tangle in a circle of events, in the order "a is told from b", and answers none."""
        within = {node: graph[node] & nodes for node in nodes}
        named: set[_Node] = set()
        for node in sorted(node for node in nodes if node[0] == "claim"):
            self._claims[str(node[1]), int(node[2])] = None
            graph[node] = set()
            if node not in named:
                circle = [each for each in shortest_circle(within, node) if each[0] == "claim"]
                named.update(circle)
                self._report_circle(circle)

    def _report_circle(self, claims: list[_Node]) -> None:
        start = claims.index(min(claims))
        claims = [*claims[start:], *claims[:start]]
        written_in = [self._written_in(str(node[1]), int(node[2]))[0] for node in claims]
        names = " -> ".join((*written_in, written_in[0]))
        same = {str(node[1]): self._groups.of(str(node[1])) for node in claims}
        one = [f"{listed(group)} are the same" for group in same.values() if len(group) > 1]
        why = f", for {' and '.join(one)}" if one else ""
        message = f"relative dates run in a circle: {names}{why}: date one of them by itself"
        self.faults.append(self._fault(str(claims[0][1]), int(claims[0][2]), "circle", message))


def _as_dated(found: Mapping[Anchor, When]) -> str:
    """How anchors are dated, in a message: "talks is dated 2031-05-09 and publication 2031-05-03"."""
    days = [when.text or edtf.between(when.begin_earliest, when.end_latest) for when in found.values()]
    names = [each.text for each in found]
    return listed([f"{names[0]} is dated {days[0]}", *map(" ".join, zip(names[1:], days[1:], strict=True))])
