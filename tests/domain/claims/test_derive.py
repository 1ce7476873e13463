"""What follows from the records: relative dates resolved, events dated and weighed."""

from itertools import pairwise, permutations
from random import Random

import networkx
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.support.relatives import relatives
from timeline.domain.chronology import EventDate
from timeline.domain.claims.agreement import agree
from timeline.domain.claims.derive import Derived, derive
from timeline.domain.dates.relative.meaning import NothingLeft, resolve
from timeline.domain.dates.relative.reading import RelativeError
from timeline.domain.dates.relative.relation import Anchor, Relative
from timeline.domain.dates.when import When
from timeline.domain.dates.written import told_from, written
from timeline.domain.records import Claim, Event, RecordSet, Source
from timeline.domain.records import Derivation as DerivedFrom

GAZETTE = Source("gazette", "Gazette", published="2031-05-02", derived_from=(DerivedFrom("quotes", "wire"),))
HERALD = Source("herald", "Herald", published="2031-05-03", derived_from=(DerivedFrom("quotes", "wire"),))
WITNESS = Source("witness", "Witness")
WIRE = Source("wire", "Newswire")


def derived(*events: Event) -> Derived:
    sources = {source.id: source for source in (GAZETTE, HERALD, WITNESS, WIRE)}
    return derive(RecordSet(sources=sources, events={event.id: event for event in events}))


def event(event_id: str, *claims: tuple[str, str | None], date: str | None = None) -> Event:
    return Event(event_id, event_id, date=date, claims=tuple(Claim(source, date=said) for source, said in claims))


def edtf_of(derivation: Derived, event_id: str) -> str | None:
    return derivation.events[event_id].date.edtf


def test_a_relative_date_goes_by_what_the_same_source_says() -> None:
    found = derived(
        event("call", ("gazette", "2031-05-01"), ("herald", "2031-05-02")),
        event("meeting", ("gazette", "1 day after call")),
        event("strike", ("herald", "1 day after call")),
    )
    assert edtf_of(found, "meeting") == "2031-05-02"
    assert edtf_of(found, "strike") == "2031-05-03"


def test_else_by_the_events_overall_date() -> None:
    found = derived(
        event("call", ("gazette", "2031-05-01"), ("herald", "2031-05-02")),
        event("meeting", ("witness", "1 day after call")),
    )
    assert edtf_of(found, "meeting") == "[2031-05-02..2031-05-03]"
    assert found.events["call"].date.status == "disputed"


def test_the_editors_date_stands_but_not_before_the_same_source() -> None:
    found = derived(
        event("call", ("gazette", "2031-05-01"), date="2031-05-09"),
        event("meeting", ("gazette", "1 day after call")),
        event("strike", ("witness", "1 day after call")),
    )
    assert found.events["call"].date.status == "decided"
    assert edtf_of(found, "meeting") == "2031-05-02"
    assert edtf_of(found, "strike") == "2031-05-10"


def test_publication_is_that_of_the_source_that_speaks() -> None:
    found = derived(event("call", ("gazette", "1 day before publication"), ("herald", "1 day before publication")))
    assert edtf_of(found, "call") == "[2031-05-01,2031-05-02]"
    assert not found.faults


def test_a_source_without_a_date_cannot_date_from_its_publication() -> None:
    found = derived(event("call", ("witness", "1 day before publication")))
    assert [(fault.event, fault.claim, fault.kind) for fault in found.faults] == [("call", 0, "unpublished")]
    assert found.events["call"].claim_dates == (None,)
    assert found.events["call"].date.status == "undated"


def test_an_undated_event_dates_nothing() -> None:
    found = derived(event("call", ("gazette", None)), event("meeting", ("gazette", "after call")))
    assert [(fault.event, fault.kind) for fault in found.faults] == [("meeting", "undated")]


def test_a_relation_to_an_unknown_event_comes_to_nothing() -> None:
    assert edtf_of(derived(event("meeting", ("gazette", "after nowhere"))), "meeting") is None


def test_a_date_may_hang_on_two_events_and_on_publication() -> None:
    found = derived(
        event("call", ("gazette", "2031-04-20"), ("herald", "2031-04-22")),
        event("talks", ("herald", "2031-04-28")),
        event("strike", ("gazette", "after call, before talks"), ("witness", "after call, before talks")),
        event("march", ("gazette", "after strike, before publication")),
        event("siege", ("gazette", "call to publication")),
        event("blockade", ("gazette", "2030 to at least publication")),
    )
    dates = {event_id: [date and date.text for date in each.claim_dates] for event_id, each in found.events.items()}
    assert dates["strike"] == ["[2031-04-21..2031-04-27]", "[2031-04-21..2031-04-27]"]
    assert dates["march"] == ["[2031-04-22..2031-05-01]"]
    assert dates["siege"] == ["2031-04-20/2031-05-02"]
    assert found.events["blockade"].date.edtf is None
    (span,) = found.events["blockade"].date.spans
    assert (span.earliest, span.begins_by, span.ends_from, span.latest) == (
        "2030-01-01",
        "2030-12-31",
        "2031-05-02",
        None,
    )
    assert not found.faults


def test_each_reference_goes_by_what_the_same_source_says_first() -> None:
    found = derived(
        event("call", ("gazette", "2031-04-20"), ("herald", "2031-04-22")),
        event("talks", ("gazette", "2031-04-28"), ("herald", "2031-04-26")),
        event("strike", ("gazette", "after call, before talks")),
        event("march", ("herald", "after call, before talks")),
    )
    assert edtf_of(found, "strike") == "[2031-04-21..2031-04-27]"
    assert edtf_of(found, "march") == "[2031-04-23..2031-04-25]"


def test_through_a_range_of_publication() -> None:
    monthly = Source("monthly", "Monthly", published="2031-05")
    says = event("call", ("monthly", "the week before publication"), ("monthly", "earlier in the month of publication"))
    found = derive(RecordSet(sources={"monthly": monthly}, events={"call": says}))
    assert [date and date.text for date in found.events["call"].claim_dates] == [
        "[2031-04-21..2031-05-25]",
        "[2031-05-01..2031-05-30]",
    ]


@pytest.mark.parametrize(
    ("date", "message"),
    [
        (
            "after talks, before publication",
            "talks is dated 2031-05-09 and publication 2031-05-02, and no day lies between",
        ),
        (
            "talks to publication",
            "talks is dated 2031-05-09 and publication 2031-05-02, and the end would lie before the begin",
        ),
        ("after 2031-06, before publication", "publication is dated 2031-05-02, and no day lies between"),
        ("earlier in the month of may-day", "may-day is dated 2031-05-01, and no day of its month lies before it"),
        (
            "after talks, before siege",
            "talks is dated 2031-05-09 and siege [2030-01-01..2031-05-02], and no day lies between",
        ),
    ],
)
def test_what_its_references_leave_no_day_is_a_fault_and_dates_nothing(date: str, message: str) -> None:
    found = derived(
        event("talks", ("witness", "2031-05-09")),
        event("may-day", ("witness", "2031-05-01")),
        event("siege", ("witness", "2030 to talks"), date="[2030-01-01..2031-05-02]"),
        event("strike", ("gazette", date), ("herald", "2031-05-07")),
    )
    assert [(fault.event, fault.claim, fault.kind) for fault in found.faults] == [("strike", 0, "contradictory")]
    assert found.faults[0].message == f'"{date}" cannot be resolved: {message}'
    assert edtf_of(found, "strike") == "2031-05-07"


def test_all_that_is_missing_is_said() -> None:
    found = derived(event("call", ("witness", None)), event("strike", ("witness", "after call, before publication")))
    assert [(fault.kind, fault.message.partition(": ")[2]) for fault in found.faults] == [
        ("undated", "call has no date itself"),
        ("unpublished", "source witness has no published date"),
    ]


def test_a_date_of_which_no_sense_can_be_made_any_more_is_a_fault() -> None:
    found = derived(event("2020", ("gazette", "2020-05-01")), event("strike", ("gazette", "after 2020")))
    assert [(fault.event, fault.kind) for fault in found.faults] == [("strike", "unreadable")]
    assert "write [2021..]" in found.faults[0].message
    assert found.events["strike"].claim_dates == (None,)
    assert found.events["strike"].date.status == "undated"


def test_denied_claims_do_not_vote() -> None:
    denied = Claim("herald", date="2031-05-09", modality="denied")
    call = Event("call", "call", claims=(Claim("gazette", date="2031-05-01"), denied))
    found = derived(call, event("meeting", ("herald", "1 day after call")))
    assert edtf_of(found, "call") == "2031-05-01"
    assert edtf_of(found, "meeting") == "2031-05-02"
    assert found.events["call"].standing == "contested"
    assert found.events["call"].claim_dates[1] is not None


def test_sources_and_origins_are_counted() -> None:
    found = derived(event("call", ("gazette", None), ("gazette", "2031-05-01"), ("herald", None), ("witness", None)))
    assert (found.events["call"].source_count, found.events["call"].origin_count) == (3, 2)


@pytest.mark.parametrize(
    ("events", "circle"),
    [
        ([event("a", ("gazette", "1 day after a"))], "a -> a"),
        (
            [event("b", ("gazette", "1 day after a")), event("a", ("gazette", "1 day before b"))],
            "a -> b -> a",
        ),
        (
            [
                event("c", ("gazette", "after a")),
                event("a", ("gazette", "after b")),
                event("b", ("gazette", "after c")),
            ],
            "a -> b -> c -> a",
        ),
    ],
)
def test_a_circle_names_its_members(events: list[Event], circle: str) -> None:
    found = derived(*events)
    assert [fault.kind for fault in found.faults if fault.kind == "circle"] == ["circle"]
    assert f"in a circle: {circle}:" in found.faults[0].message
    assert found.events["a"].date.status == "undated"


def test_every_circle_is_named() -> None:
    found = derived(
        event("a", ("gazette", "after b")),
        event("b", ("gazette", "after a")),
        event("x", ("herald", "after y")),
        event("y", ("herald", "after x")),
    )
    assert [fault.event for fault in found.faults if fault.kind == "circle"] == ["a", "x"]


def test_a_circle_runs_through_any_reference() -> None:
    found = derived(
        event("a", ("gazette", "after z, before b")),
        event("b", ("gazette", "2030 to c")),
        event("c", ("gazette", "after a, before publication")),
        event("z", ("gazette", "2031-01-01")),
        event("y", ("gazette", "after z, before a")),
    )
    assert [(fault.event, fault.kind) for fault in found.faults] == [("a", "circle"), ("y", "undated")]
    assert "in a circle: a -> b -> c -> a:" in found.faults[0].message


def test_whatever_stands_in_a_circle_comes_to_nothing_in_whichever_order_it_is_read() -> None:
    """Two circles share q: whether p or r is asked first, neither is dated by what is left of the other."""
    events = [
        event("q", ("gazette", "after p, before r"), ("gazette", "2031-01-01")),
        event("p", ("gazette", "before q")),
        event("r", ("gazette", "after q")),
    ]
    for order in permutations(events):
        found = derived(*order)
        assert [fault.message.partition("circle: ")[2].partition(":")[0] for fault in found.faults] == [
            "p -> q -> p",
            "q -> r -> q",
        ]
        assert {key: each.date.edtf for key, each in found.events.items()} == {"p": None, "r": None, "q": "2031-01-01"}


def test_two_sources_that_date_each_from_the_other_event_are_no_circle() -> None:
    found = derived(
        event("a", ("gazette", "2031-05-01"), ("herald", "1 day before b")),
        event("b", ("gazette", "1 day after a"), ("herald", "2031-05-02")),
    )
    assert not found.faults
    assert (edtf_of(found, "a"), edtf_of(found, "b")) == ("2031-05-01", "2031-05-02")


def test_a_long_chain_resolves() -> None:
    chain = [event("e0", ("gazette", "2031-01-01"))]
    chain += [event(f"e{number}", ("gazette", f"1 day after e{number - 1}")) for number in range(1, 3000)]
    assert edtf_of(derived(*reversed(chain)), "e2999") == "2039-03-19"


NODES = 8
edges = st.lists(st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1)), max_size=14, unique=True)


def told_from_two(edges: list[tuple[int, int]]) -> list[Event]:
    """Events of one source, a claim for each one or two edges that leave an event."""
    events = []
    for node in range(NODES):
        targets = [other for start, other in edges if start == node]
        dates = [f"1 day after e{targets[0]}"] if len(targets) % 2 else []
        pairs = zip(targets[len(targets) % 2 :: 2], targets[len(targets) % 2 + 1 :: 2], strict=True)
        dates += [f"2030 to e{one}" if one == other else f"e{one} to e{other}" for one, other in pairs]
        events.append(event(f"e{node}", *(("gazette", date) for date in dates)))
    return events


def circles_of(found: Derived) -> list[list[str]]:
    messages = [fault.message for fault in found.faults if fault.kind == "circle"]
    return [message.partition("circle: ")[2].partition(":")[0].split(" -> ") for message in messages]


@given(edges)
def test_circles_are_those_of_the_graph(edges: list[tuple[int, int]]) -> None:
    """One source says everything, so events and relations are a plain graph: networkx knows its circles."""
    graph = networkx.DiGraph((f"e{one}", f"e{other}") for one, other in edges)
    circles = circles_of(derived(*told_from_two(edges)))
    for members in circles:
        assert all(graph.has_edge(one, other) for one, other in pairwise(members))
        assert len(set(members)) == len(members) - 1
        assert members[0] == min(members)
    tangled = {node for part in networkx.strongly_connected_components(graph) if len(part) > 1 for node in part}
    tangled |= {node for node in graph if graph.has_edge(node, node)}
    assert {member for members in circles for member in members} == tangled


worlds = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from(["gazette", "herald", "witness"]),
            st.one_of(
                st.sampled_from(["2031-05-01", "2031-04", "[2031-04-28..2031-05-02]", "2031-04/2031-05-01", "2031/.."]),
                relatives(most=3),
            ),
        ),
        max_size=3,
    ),
    min_size=2,
    max_size=5,
)


def _among(relative: Relative, number: int) -> str:
    """The relation as one between the events of a world."""
    return relative.told(lambda each: f"e{len(each.event) % number}" if each.event else each.text)


@settings(max_examples=200)
@given(worlds, st.randoms(use_true_random=False))
def test_dates_are_those_of_the_definition_in_whatever_order_events_are_read(
    world: list[list[tuple[str, str | Relative]]], random: Random
) -> None:
    events = {}
    for number, said in enumerate(world):
        dates = [(source, date if isinstance(date, str) else _among(date, len(world))) for source, date in said]
        events[f"e{number}"] = event(f"e{number}", *dates)
    assume(all(_is_read(claim.date) for each in events.values() for claim in each.claims))
    sources = {source.id: source for source in (GAZETTE, HERALD, WITNESS, WIRE)}
    found = derive(RecordSet(sources=sources, events=events))
    expected = BruteForce(sources, events)
    for each in events.values():
        assert found.events[each.id].claim_dates == tuple(expected.claim(each.id, at) for at in range(len(each.claims)))
        assert found.events[each.id].date == expected.event(each.id)
    order = list(events.values())
    random.shuffle(order)
    again = derive(RecordSet(sources=sources, events={each.id: each for each in order}))
    assert again.events == found.events
    assert again.faults == found.faults


def _is_read(date: str | None) -> bool:
    try:
        return date is None or written(date).read() is not None
    except RelativeError:  # as "after e1, before e1"
        return False


class BruteForce:
    """Dates by their definition, each looked up when it is asked; what leads back to itself comes to nothing."""

    def __init__(self, sources: dict[str, Source], events: dict[str, Event]) -> None:
        self._sources = sources
        self._events = events

    def claim(self, event_id: str, index: int) -> When | None:
        claim = self._events[event_id].claims[index]
        if claim.date is None:
            return None
        says = written(claim.date).read()
        published = self._sources[claim.source].published
        when = None if published is None else written(published).when()
        if isinstance(says, When):
            return says if when is None else says.as_published(when.span)
        if self._leads_to(event_id, index, (event_id, index), set()):
            return None
        known = {Anchor(): when}
        for other in says.events:
            date = agree(filter(None, (self.claim(other, each) for each in self._asked(other, claim.source))))
            known[Anchor(other)] = (
                When(date.edtf or "", date.hull, date.approximate, date.uncertain) if date.spans else None
            )
        if any(known[each] is None for each in says.anchors):
            return None
        try:
            return resolve(says, {each: when for each, when in known.items() if when is not None})
        except NothingLeft:
            return None

    def event(self, event_id: str) -> EventDate:
        claims = self._events[event_id].claims
        return agree(filter(None, (self.claim(event_id, index) for index in range(len(claims)))))

    def _asked(self, event_id: str, source: str) -> list[int]:
        """The claims that say when an event was, as one source tells it."""
        claims = self._events[event_id].claims
        own = [index for index, claim in enumerate(claims) if claim.source == source]
        return own or list(range(len(claims)))

    def _leads_to(self, event_id: str, index: int, wanted: tuple[str, int], seen: set[tuple[str, int]]) -> bool:
        claim = self._events[event_id].claims[index]
        for other in told_from(claim.date):
            for each in self._asked(other, claim.source):
                if (other, each) == wanted:
                    return True
                if (other, each) not in seen:
                    seen.add((other, each))
                    if self._leads_to(other, each, wanted, seen):
                        return True
        return False
