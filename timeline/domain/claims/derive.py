"""What follows from the records: every claim's date resolved, every event dated and weighed.

A relative date resolves first against the date that the *same source* gives the other event, then
against that event's overall date. The questions depend on one another, so they are answered in
dependency order; a circle is a fault that names its members.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter

from timeline.domain.chronology import EventDate
from timeline.domain.claims.agreement import agree, decide
from timeline.domain.claims.disputes import disputes
from timeline.domain.claims.lineage import count_origins
from timeline.domain.claims.standing import standing
from timeline.domain.dates.relative import Relative, resolve
from timeline.domain.dates.when import End, When
from timeline.domain.dates.written import WrittenDate, written
from timeline.domain.records import Claim, Event, RecordSet

_DATES_REMEMBERED = 50_000
"""Events share their days: to agree on each once spares most of the work."""

_Node = tuple[str, str, int | str]
"""A question: ("claim", event, index), ("said", event, source) or ("event", event, "")."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A relative date that cannot be resolved."""

    event: str
    claim: int
    """Index of the claim within its event, from 0."""
    kind: str
    """``circle``, ``unpublished`` (its source has no date), ``undated`` (the other event has none)."""
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


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows for all events, and the relative dates that came to nothing."""

    events: dict[str, DerivedEvent]
    faults: list[Fault]


def derive(records: RecordSet) -> Derived:
    """Every event dated and weighed. The records' own dates must be well written (see ``checks``).

    Raises EdtfError or RelativeError otherwise.
    """
    resolver = _Resolver(records)
    resolver.run()
    return Derived(
        events={event.id: _derived(event, resolver) for event in records.events.values()},
        faults=sorted(resolver.faults, key=lambda fault: (fault.event, fault.claim)),
    )


def _derived(event: Event, resolver: "_Resolver") -> DerivedEvent:
    cited = dict.fromkeys(claim.source for claim in event.claims)
    date, stands = resolver.event_date(event), standing(claim.modality for claim in event.claims)
    return DerivedEvent(
        date=date,
        claim_dates=tuple(resolver.claim_date(event, index) for index in range(len(event.claims))),
        standing=stands,
        source_count=len(cited),
        origin_count=resolver.count_origins(cited),
        disputed=disputes(event.claims, date, stands),
    )


@lru_cache(_DATES_REMEMBERED)
def _agreed(date: WrittenDate) -> EventDate:
    """The date of an event whose claims all give this one."""
    return agree([date.when()])


class _Resolver:
    """Dates of claims and events, each found once."""

    def __init__(self, records: RecordSet) -> None:
        self.records = records
        self.faults: list[Fault] = []
        self.relative: dict[tuple[str, int], Relative] = {}
        self._claims: dict[tuple[str, int], When | None] = {}
        self._events: dict[str, EventDate] = {}
        self._origins: dict[str, tuple[str, ...]] = {}
        for event in records.events.values():
            for index, claim in enumerate(event.claims):
                relative = None if claim.date is None else written(claim.date).relative()
                if relative is not None:
                    self.relative[event.id, index] = relative

    def count_origins(self, cited: Iterable[str]) -> int:
        return count_origins(cited, self.records.sources, self._origins)

    def run(self) -> None:
        """Resolves every relative date, in dependency order; circles are reported and left out."""
        graph = self._graph()
        while True:
            try:
                order = list(TopologicalSorter(graph).static_order())
                break
            except CycleError as error:
                self._report_circle(error.args[1], graph)
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
        source = self.records.sources.get(claim.source) if date.end is End.OPEN else None
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
        votes = list(_voting(event))
        texts = {event.claims[index].date or "" for index in votes}
        if len(texts) == 1 and (event.id, votes[0]) not in self.relative:
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
        event = self.records.events.get(event_id)
        if event is None:
            return
        if kind == "claim":
            relative = self.relative.get((event_id, int(rest)))
            if relative is not None and relative.event is not None:
                yield self._asks(relative.event, event.claims[int(rest)].source)
        elif kind == "said":
            yield from (("claim", event_id, index) for index in _said_by(event, str(rest)))
        elif event.date is None:
            yield from (("claim", event_id, index) for index in _voting(event))

    def _asks(self, event_id: str, source: str) -> _Node:
        """The question that a relative date puts: what this source says, else what all say."""
        event = self.records.events.get(event_id)
        if event is not None and any(True for _ in _said_by(event, source)):
            return ("said", event_id, source)
        return ("event", event_id, "")

    def _resolve(self, event_id: str, index: int) -> When | None:
        relative = self.relative[event_id, index]
        claim = self.records.events[event_id].claims[index]
        if relative.event is None:
            return self._from_publication(relative, claim, event_id, index)
        other = self.records.events.get(relative.event)
        if other is None:
            return None  # an id that nothing defines is reported where references are checked
        if self._asks(other.id, claim.source)[0] == "said":
            date = agree(self._dates(other, _said_by(other, claim.source)))
        else:
            date = self.event_date(other)
        if not date.spans:
            self.faults.append(
                Fault(
                    event_id,
                    index,
                    "undated",
                    f'"{claim.date}" cannot be resolved: {other.id} has no date itself',
                )
            )
            return None
        return resolve(relative, _as_when(date))

    def _from_publication(self, relative: Relative, claim: Claim, event_id: str, index: int) -> When | None:
        source = self.records.sources.get(claim.source)
        if source is None:
            return None
        if source.published is None:
            message = f'"{claim.date}" cannot be resolved: source {source.id} has no published date'
            self.faults.append(Fault(event_id, index, "unpublished", message))
            return None
        return resolve(relative, written(source.published).when())

    def _report_circle(self, nodes: list[_Node], graph: dict[_Node, set[_Node]]) -> None:
        """Names the events of a circle, in the order "a is told from b", and takes it apart."""
        claims = [node for node in nodes[:0:-1] if node[0] == "claim"]
        first = min(range(len(claims)), key=lambda position: claims[position][1:])
        claims = claims[first:] + claims[:first]
        members = [str(node[1]) for node in claims]
        for node in claims:
            graph[node] = set()
            self._claims[str(node[1]), int(node[2])] = None
        message = f"relative dates run in a circle: {' -> '.join([*members, members[0]])}: date one of them by itself"
        self.faults.append(Fault(members[0], int(claims[0][2]), "circle", message))


def _voting(event: Event) -> Iterator[int]:
    """The claims that count for the event's date: all that give one and do not deny the event."""
    return (index for index, claim in enumerate(event.claims) if claim.date is not None and claim.modality != "denied")


def _said_by(event: Event, source: str) -> Iterator[int]:
    return (index for index in _voting(event) if event.claims[index].source == source)


def _as_when(date: EventDate) -> When:
    return When(text=date.edtf or "", span=date.hull, approximate=date.approximate, uncertain=date.uncertain)
