"""Two edits of one record made into one: what either changed, and a conflict where both changed one thing."""

from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.annotations import records as strategies
from timeline.domain.comparing.merge import EditClash, Side, merge
from timeline.domain.records import Actor, Claim, Event, Figure, Link, Participant, Place

HERALD = Claim("herald", at="¶ 1", date="2031-05-01", figures=(Figure("killed", best=5),))
BASE = Event(
    "talks",
    "Talks",
    participants=(Participant("ana", "initiator"), Participant("tom", "recipient")),
    claims=(HERALD, Claim("gazette")),
    tags=("harbour", "strike"),
)


def claimed(**fields: Any) -> tuple[Claim, ...]:
    return HERALD._replace(**fields), BASE.claims[1]


@pytest.mark.parametrize(
    ("theirs", "ours", "both"),
    [
        ({"title": "A"}, {"note": "n"}, {"title": "A", "note": "n"}),
        ({"title": "A"}, {"title": "A", "note": "n"}, {"title": "A", "note": "n"}),
        ({"tags": ("harbour",)}, {"tags": ("harbour", "strike", "union")}, {"tags": ("harbour", "union")}),
        ({"tags": ("strike", "harbour")}, {"tags": ("harbour",)}, {"tags": ("harbour",)}),
        (
            {"tags": ("strike", "harbour")},
            {"tags": ("new", "harbour", "more", "strike")},
            {"tags": ("new", "strike", "harbour", "more")},
        ),
        (
            {"tags": ("harbour", "b", "strike")},
            {"tags": ("harbour", "a", "strike")},
            {"tags": ("harbour", "a", "b", "strike")},
        ),
        ({"claims": claimed(date="2031")}, {"claims": claimed(at="¶ 2")}, {"claims": claimed(date="2031", at="¶ 2")}),
        (
            {"claims": claimed(figures=(Figure("killed", best=5), Figure("hurt", best=1)))},
            {"claims": claimed(figures=())},
            {"claims": claimed(figures=(Figure("hurt", best=1),))},
        ),
        ({"claims": BASE.claims[:1]}, {"claims": claimed(note="n")}, {"claims": claimed(note="n")[:1]}),
        (
            {"claims": (*BASE.claims, Claim("wire", at="p. 1"))},
            {"claims": (*BASE.claims, Claim("wire", date="2031"))},
            {"claims": (*BASE.claims, Claim("wire", at="p. 1", date="2031"))},
        ),
        (
            {"participants": (Participant("ana", "host"), BASE.participants[1])},
            {"participants": BASE.participants[:1]},
            {"participants": (Participant("ana", "host"),)},
        ),
    ],
)
def test_what_either_changed_is_in_it(theirs: Any, ours: Any, both: Any) -> None:
    one, other = BASE._replace(**theirs), BASE._replace(**ours)
    assert merge(BASE, one, other) == merge(BASE, other, one) == (BASE._replace(**both), ())


@pytest.mark.parametrize(
    ("theirs", "ours", "conflict"),
    [
        ({"title": "A"}, {"title": "B"}, EditClash(("title",), "Talks", "A", "B")),
        ({"note": "A"}, {"note": "B"}, EditClash(("note",), None, "A", "B")),
        (
            {"claims": claimed(date="2031")},
            {"claims": claimed(date=None)},
            EditClash(("claims", "herald", "date"), "2031-05-01", "2031", None),
        ),
        (
            {"claims": BASE.claims[1:]},
            {"claims": claimed(date=None)},
            EditClash(("claims", "herald"), "¶ 1, 2031-05-01, asserted, killed 5", None, "¶ 1, asserted, killed 5"),
        ),
        (
            {"claims": (*BASE.claims, Claim("wire", modality="denied"))},
            {"claims": (*BASE.claims, Claim("wire"))},
            EditClash(("claims", "wire", "modality"), None, "denied", "asserted"),
        ),
        (
            {"links": (Link("follows", "strike"),)},
            {"links": (Link("part-of", "strike"),)},
            EditClash(("links", "strike"), None, "follows", "part-of"),
        ),
        (
            {"place": "port", "latitude": 1.5, "longitude": 2.0},
            {"place": "city"},
            EditClash(("place",), None, "port, 1.5, 2.0", "city"),
        ),
    ],
)
def test_what_both_changed_differently_is_a_conflict(theirs: Any, ours: Any, conflict: EditClash) -> None:
    one, other = BASE._replace(summary="s", **theirs), BASE._replace(**ours)
    found = merge(BASE, one, other)
    assert found.conflicts == (conflict,)
    assert found.record == merge(BASE, one, other, Side.OURS).record == BASE._replace(summary="s", **ours)
    assert merge(BASE, one, other, Side.THEIRS) == (one, ())


def test_an_order_that_both_changed_is_one() -> None:
    base, one, other = (Actor("a", "A", names=tuple(names)) for names in ("xyz", "yxz", "xzy"))
    assert merge(base, one, other).conflicts == (EditClash(("names",), "x, y, z", "y, x, z", "x, z, y"),)
    assert merge(base, one, other, Side.THEIRS).record == one


def test_a_point_is_one_thing() -> None:
    base, one, other = (Place("a", "A", latitude=each, longitude=1.0) for each in (1.0, 2.0, 1.0))
    other = other._replace(longitude=3.0)
    assert merge(base, one, other).conflicts == (EditClash(("latitude",), "1.0, 1.0", "2.0, 1.0", "1.0, 3.0"),)
    assert merge(base, one, other, Side.THEIRS).record == one


def test_where_neither_had_it_what_only_one_says_is_taken() -> None:
    one, other = Actor("a", "A", kind="person", names=("B",)), Actor("a", "A", names=("C",), note="n")
    assert merge(None, one, other) == (Actor("a", "A", kind="person", names=("B", "C"), note="n"), ())
    assert merge(None, one, other._replace(name="C")).conflicts == (EditClash(("name",), None, "A", "C"),)


def test_of_two_items_about_one_thing_each_can_go() -> None:
    first, second = Claim("herald", at="¶ 1"), Claim("herald", at="¶ 2")
    base = BASE._replace(claims=(first, second))
    assert merge(base, base._replace(claims=(first,)), base._replace(claims=(second,))).record.claims == ()
    later = second._replace(note="n")
    found = merge(base, base._replace(claims=(second,)), base._replace(claims=(first, later)))
    assert found == (base._replace(claims=(later,)), ())


_SHORT = st.sampled_from("ab")
_MAYBE = st.none() | _SHORT
_ROLES = st.sampled_from([(), ("x",), ("y",)])
_PARTS = st.fixed_dictionaries({}, optional=dict.fromkeys("pqr", _ROLES)).map(
    lambda found: tuple(Participant(actor, role) for actor, roles in found.items() for role in roles)
)
_CLAIMS = st.dictionaries(
    st.sampled_from("st"),
    st.tuples(_MAYBE, _MAYBE, st.lists(st.sampled_from("mn"), unique=True, max_size=2), st.integers(0, 1)),
    max_size=2,
).map(
    lambda found: tuple(
        Claim(source, at=at, note=note, figures=tuple(Figure(each, best=number) for each in sorted(measures)))
        for source, (at, note, measures, number) in sorted(found.items())
    )
)
_EVENTS = st.builds(
    partial(Event, "x"),
    title=_SHORT,
    note=_MAYBE,
    participants=_PARTS.map(lambda parts: tuple(sorted(parts))),
    claims=_CLAIMS,
    tags=st.sets(st.sampled_from("uvw")).map(sorted).map(tuple),
)


def things(event: Event) -> dict[tuple[str, ...], Any]:
    """All that an event says, flat: one thing a key."""
    found: dict[tuple[str, ...], Any] = {("title",): event.title, ("note",): event.note}
    found |= {("participants", part.actor): part.role for part in event.participants}
    found |= {("tags", tag): tag for tag in event.tags}
    for claim in event.claims:
        found["claims", claim.source] = "is there"
        found["claims", claim.source, "at"], found["claims", claim.source, "note"] = claim.at, claim.note
        found |= {("claims", claim.source, "figures", each.measure): each for each in claim.figures}
    return {key: value for key, value in found.items() if value is not None}


def expected(base: Event, one: Event, other: Event) -> tuple[dict[tuple[str, ...], Any], bool]:
    """What should come of it, thing by thing, and whether there is a conflict."""
    was, mine, yours = map(things, (base, one, other))
    found: dict[tuple[str, ...], Any] = {}
    is_conflict = False
    for key in sorted({*was, *mine, *yours}):
        before, a, b = was.get(key), mine.get(key), yours.get(key)
        inside = key[0] == "claims" and len(key) > 2
        gone = [inside and key[:2] in was and key[:2] not in each for each in (mine, yours)]
        if any(gone):  # a claim that one takes away, and the other may have changed
            is_conflict |= (gone[0], gone[1]) != (True, True) and (b if gone[0] else a) != before
            continue
        if a != before and b != before and a != b:
            is_conflict = True
        value = b if a == before else a
        if value is not None:
            found[key] = value
    return found, is_conflict


@given(_EVENTS, _EVENTS, _EVENTS)
def test_a_conflict_is_exactly_where_both_changed_one_thing_differently(base: Event, one: Event, other: Event) -> None:
    found, back = merge(base, one, other), merge(base, other, one)
    said, is_conflict = expected(base, one, other)
    assert bool(found.conflicts) == bool(back.conflicts) == is_conflict
    if not is_conflict:
        assert found.record == back.record
        assert things(found.record) == said
    paths = [each.path for each in found.conflicts]
    assert len(paths) == len(set(paths))
    for side in Side:
        chosen = merge(base, one, other, side)
        assert chosen.conflicts == ()
        assert merge(base, chosen.record, chosen.record).record == chosen.record


_KINDS = (strategies.events(), strategies.sources, strategies.actors, strategies.places())


@given(st.one_of([st.tuples(each, each, each) for each in _KINDS]))
def test_what_only_one_changed_is_as_it_has_it(three: tuple[Any, Any, Any]) -> None:
    base, one, other = (each._replace(id="x") for each in three)
    assert merge(base, one, base) == merge(base, base, one) == merge(base, one, one) == (one, ())
    assert merge(None, one, one) == (one, ())
    found, back = merge(base, one, other), merge(base, other, one)
    assert len(found.conflicts) == len(back.conflicts)
    if not found.conflicts:
        assert found == back
