"""What follows from the records: relative dates resolved, events dated and weighed."""

from itertools import pairwise

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.domain.claims.derive import Derived, derive
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


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=14, unique=True))
def test_circles_are_those_of_the_graph(edges: list[tuple[int, int]]) -> None:
    """One source says everything, so events and relations are a plain graph: networkx knows its circles."""
    events = [
        event(f"e{node}", *(("gazette", f"1 day after e{other}") for start, other in edges if start == node))
        for node in range(10)
    ]
    graph = networkx.DiGraph(edges)
    circles = [fault for fault in derived(*events).faults if fault.kind == "circle"]
    assert bool(circles) == (not networkx.is_directed_acyclic_graph(graph))
    for fault in circles:
        members = fault.message.partition("circle: ")[2].partition(":")[0].split(" -> ")
        nodes = [int(member.removeprefix("e")) for member in members]
        assert all(graph.has_edge(one, other) for one, other in pairwise(nodes))
