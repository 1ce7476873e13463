"""What differs between two states of a record."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.annotations import records as strategies
from tests.support.later import later
from timeline.domain.comparing.changes import Difference, Record, differences
from timeline.domain.records import Actor, Claim, Event, Figure, Link, Membership, Participant, Place, Source

HERALD = Claim("herald", at="¶ 1", date="2031-05-01", figures=(Figure("killed", best=5),))
EVENT = Event(
    "talks",
    "Talks",
    participants=(Participant("ana", "initiator"), Participant("tom", "recipient")),
    claims=(HERALD, Claim("gazette")),
    links=(Link("follows", "strike"),),
    tags=("harbour", "strike"),
)


@pytest.mark.parametrize(
    ("changes", "path", "before", "after"),
    [
        ({"title": "Talks begin"}, ("title",), "Talks", "Talks begin"),
        ({"note": "x"}, ("note",), None, "x"),
        ({"participants": EVENT.participants[:1]}, ("participants", "tom"), "recipient", None),
        (
            {"participants": (Participant("ana", "host"), EVENT.participants[1])},
            ("participants", "ana"),
            "initiator",
            "host",
        ),
        (
            {"participants": (*EVENT.participants, Participant("ana", "host"))},
            ("participants", "ana/2"),
            None,
            "host",
        ),
        ({"participants": EVENT.participants[::-1]}, ("participants",), "ana, tom", "tom, ana"),
        ({"claims": (HERALD,)}, ("claims", "gazette"), "asserted", None),
        (
            {"claims": (HERALD, Claim("gazette", according_to=("ana",)))},
            ("claims", "gazette", "according_to"),
            None,
            "ana",
        ),
        (
            {"claims": (*EVENT.claims, Claim("post", modality="denied", according_to=("ana", "two officials")))},
            ("claims", "post"),
            None,
            "denied, according to ana and two officials",
        ),
        (
            {"claims": (*EVENT.claims, HERALD)},
            ("claims", "herald/2"),
            None,
            "¶ 1, 2031-05-01, asserted, killed 5",
        ),
        (
            {"claims": (HERALD._replace(date="2031-05-02"), EVENT.claims[1])},
            ("claims", "herald", "date"),
            "2031-05-01",
            "2031-05-02",
        ),
        (
            {"claims": (HERALD._replace(figures=(Figure("killed", low=7),)), EVENT.claims[1])},
            ("claims", "herald", "figures", "killed"),
            "5",
            "at least 7",
        ),
        (
            {"claims": (HERALD._replace(participants=(Participant("ana", "host"),)), EVENT.claims[1])},
            ("claims", "herald", "participants", "ana"),
            None,
            "host",
        ),
        ({"claims": EVENT.claims[::-1]}, ("claims",), "herald, gazette", "gazette, herald"),
        ({"links": (Link("part-of", "strike"),)}, ("links", "strike"), "follows", "part-of"),
        ({"tags": ("strike",)}, ("tags",), "harbour", None),
        ({"tags": ("strike", "harbour")}, ("tags",), "harbour, strike", "strike, harbour"),
    ],
)
def test_a_change_of_an_event_is_told_where_it_is(
    changes: dict[str, object], path: tuple[str, ...], before: str | None, after: str | None
) -> None:
    changed = EVENT._replace(**changes)  # type: ignore[arg-type]
    assert differences(EVENT, changed) == [Difference(path, before, after)]
    assert differences(changed, EVENT) == [Difference(path, after, before)]


def test_several_changes_come_in_the_order_of_the_fields() -> None:
    actor = Actor("ana", "Ana", names=("A.",), member_of=(Membership("union", "chair"), Membership("club")))
    changed = Actor("ana", "Ana Ruiz", names=("A. R.",), member_of=(Membership("union", "chair", "2031"),), note="n")
    assert differences(actor, changed) == [
        Difference(("name",), "Ana", "Ana Ruiz"),
        Difference(("names",), "A.", None),
        Difference(("names",), None, "A. R."),
        Difference(("member_of", "union"), "chair", "chair, 2031"),
        Difference(("member_of", "club"), "member", None),
        Difference(("note",), None, "n"),
    ]


def test_numbers_are_told_as_they_are() -> None:
    assert differences(Place("a", "A", latitude=1.5), Place("a", "A", latitude=2.0)) == [
        Difference(("latitude",), "1.5", "2.0")
    ]
    assert differences(Place("a", "A", latitude=2), Place("a", "A", latitude=2.0)) == []


def test_a_figure_without_a_number_is_told_too() -> None:
    one, other = (EVENT._replace(claims=(HERALD._replace(figures=figures),)) for figures in ((Figure("x"),), ()))
    assert [each.path for each in differences(one, other)] == [("claims", "herald", "figures", "x")]


def test_a_field_that_is_to_come_is_compared_as_well() -> None:
    Later = later(Source, region=None)  # noqa: N806
    one, other = Later("s", "S"), Later("s", "S", region=(1.5, 2))
    assert differences(one, other) == [Difference(("region",), None, "1.5, 2")]


_SHORT = st.text("ab", max_size=2)
_FEW = st.builds(
    partial(Event),
    id=st.just("x"),
    title=_SHORT,
    participants=st.lists(st.builds(Participant, _SHORT, _SHORT), max_size=3).map(tuple),
    claims=st.lists(
        st.builds(
            partial(Claim),
            _SHORT,
            at=st.none() | _SHORT,
            figures=st.lists(st.builds(Figure, _SHORT, st.none() | st.integers(0, 2)), max_size=2).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
    tags=st.lists(_SHORT, max_size=3).map(tuple),
)


@given(st.tuples(_FEW, _FEW) | st.tuples(strategies.events(), strategies.events()))
def test_there_is_no_difference_exactly_between_equals(pair: tuple[Event, Event]) -> None:
    before, after = pair[0], pair[1]._replace(id=pair[0].id)
    assert bool(differences(before, after)) == (before != after)
    assert differences(before, before) == []
    back = [Difference(each.path, each.after, each.before) for each in differences(before, after)]
    assert sorted(back, key=repr) == sorted(differences(after, before), key=repr)


_PAIRS = [st.tuples(each, each) for each in (strategies.actors, strategies.sources, strategies.places())]


@given(st.one_of(_PAIRS))
def test_so_it_is_of_every_kind(pair: tuple[Record, Record]) -> None:
    assert bool(differences(*pair)) == (pair[0] != pair[1])
