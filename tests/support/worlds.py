"""Hypothesis strategies for small consistent worlds: records whose references all hold."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from timeline.domain.claims.derive import derive
from timeline.domain.matches import faults
from timeline.domain.records import (
    Actor,
    Claim,
    Condition,
    Derivation,
    Event,
    Figure,
    Link,
    Match,
    Membership,
    Participant,
    Place,
    Question,
    RecordSet,
    Source,
    Term,
)

SOURCES = ("gazette", "herald", "wire", "radio")
ACTORS = ("ana", "ben", "union", "party", "front")
PLACES = ("port", "city", "land")
QUESTIONS = ("of-ana", "of-late")
EVENTS = tuple(f"event-{number}" for number in range(6))

DATES = st.sampled_from(
    [
        *(f"2031-05-{day:02d}" for day in range(1, 13)),
        "2031-05-04T10:00:00",
        "2031-05-04T09:30:00",
        "2031-05-04T00:00:00",
        "2031-05-06T23:59:59+03",
        "2031-05",
        "2031-05~",
        "2031-04",
        "2031",
        "2031-21",
        "2031-05?",
        "2030-06/2031-05-06",
        "2031-05-01/2031-05-09",
        "2031-05-02/2031-05",
        "{2031-05-03,2031-05-06}",
        "2031-05-05/..",
        "../2031-05-05",
        "[..2031-05-03]",
        "[2031-05-08..]",
        "[2031-05-02,2031-05-07]",
        "2001/2040",
        "1850/2040?",
        "../..",
        "-0044-03-15",
        "Y17E7",
    ]
)
_texts = st.none() | st.sampled_from(["", "plain", "Grün – “zone”", "two\nlines", "المنطقة"]).filter(bool)


def _lists(values: Sequence[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


def _source(source_id: str) -> st.SearchStrategy[Source]:
    earlier = SOURCES[SOURCES.index(source_id) + 1 :]  # derives from later ones only: no circle
    froms = _lists(earlier) if earlier else st.just(())
    return st.builds(
        partial(Source),
        st.just(source_id),
        st.sampled_from(["Title", "Títle", "عنوان"]),
        kind=st.sampled_from([None, "article"]),
        publisher=st.sampled_from([None, "The Gazette", "Herald"]),
        published=st.none() | DATES,
        derived_from=froms.flatmap(
            lambda ids: st.tuples(
                *(st.builds(Derivation, st.sampled_from(["quotes", "republishes"]), st.just(each)) for each in ids)
            )
        ),
        reliability=st.sampled_from([None, "A", "F"]),
        note=_texts,
    )


def _actor(actor_id: str) -> st.SearchStrategy[Actor]:
    groups = ACTORS[ACTORS.index(actor_id) + 1 :]
    memberships = st.builds(Membership, st.sampled_from(groups), _texts, st.none() | DATES) if groups else st.nothing()
    return st.builds(
        partial(Actor),
        st.just(actor_id),
        st.sampled_from(["Ana Ruiz", "al-Ruiz", "Union"]),
        kind=st.sampled_from([None, "person", "organisation"]),
        names=_lists(["A. Ruiz", "Ruíz", "آنا رويز"]),
        member_of=st.lists(memberships, max_size=2).map(tuple) if groups else st.just(()),
        note=_texts,
    )


_points = st.sampled_from([(None, None), (None, None), (-33.25, 44.366), (0.0, 0.0), (1.5, -0.25)])


def _place(place_id: str) -> st.SearchStrategy[Place]:
    larger = PLACES[PLACES.index(place_id) + 1 :]
    return _points.flatmap(lambda point: _placed(place_id, larger, *point))


def _placed(
    place_id: str, larger: Sequence[str], latitude: float | None, longitude: float | None
) -> st.SearchStrategy[Place]:
    return st.builds(
        partial(Place),
        st.just(place_id),
        st.sampled_from(["Port City", "Città"]),
        names=_lists(["Puerto", "Port"]),
        within=st.none() | st.sampled_from(larger) if larger else st.none(),
        latitude=st.just(latitude),
        longitude=st.just(longitude),
    )


_participants = st.lists(
    st.builds(Participant, st.sampled_from(ACTORS), st.sampled_from(["initiator", "victim"])), max_size=4
).map(tuple)
_figures = st.lists(
    st.builds(
        Figure,
        st.sampled_from(["killed", "rockets"]),
        st.sampled_from([None, 0.0, 12.0]),
        st.sampled_from([3.0, 2.5]),
        st.none(),
        st.booleans(),
    ),
    max_size=2,
    unique_by=lambda figure: figure.measure,
).map(tuple)


def _claims(earlier: Sequence[str]) -> st.SearchStrategy[tuple[Claim, ...]]:
    relations = ["before publication", "2 days after publication"]
    relations += [
        f"{relation} {event}" for event in earlier for relation in ("1 day after", "about before", "same week as")
    ]
    relations += [f"2018 to at least {event}" for event in earlier]
    relations += [f"after {one}, before {other}" for one, other in pairwise(earlier)]
    relations += [f"about {one} to {other}" for one, other in pairwise(earlier)]
    return st.lists(
        st.builds(
            partial(Claim),
            st.sampled_from(SOURCES),
            at=_texts,
            date=st.none() | DATES | st.sampled_from(relations),
            modality=st.sampled_from(["asserted", "asserted", "alleged", "denied", "expected"]),
            according_to=_lists([*ACTORS, "two unnamed officials", "“police”"]),
            figures=_figures,
            participants=_participants,
            credibility=st.sampled_from([None, 1, 6]),
            note=_texts,
        ),
        max_size=3,
    ).map(tuple)


def event_of(event_id: str) -> st.SearchStrategy[Event]:
    """An event of this id, told from earlier ones only: no circle."""
    places = st.tuples(st.just(None), st.just((None, None))) | st.tuples(st.sampled_from(PLACES), _points)
    return places.flatmap(lambda found: _event(event_id, found[0], *found[1]))


def _event(
    event_id: str, place: str | None, latitude: float | None, longitude: float | None
) -> st.SearchStrategy[Event]:
    return st.builds(
        partial(Event),
        st.just(event_id),
        st.sampled_from(["Call", "Visit – Grüne Zone", "حدث"]),
        summary=_texts,
        type=st.sampled_from([None, "consult", "consult/phone", "assault"]),
        place=st.just(place),
        latitude=st.just(latitude),
        longitude=st.just(longitude),
        date=st.none() | st.none() | DATES,
        date_note=_texts,
        participants=_participants,
        claims=_claims(EVENTS[: EVENTS.index(event_id)]),
        links=st.lists(
            st.builds(Link, st.sampled_from(["follows", "part-of"]), st.sampled_from(EVENTS)), max_size=1
        ).map(tuple),
        tags=_lists(["a tag", "b"]),
        note=_texts,
    )


def _question(question_id: str) -> st.SearchStrategy[Question]:
    values: dict[str, Sequence[str]] = {
        "place": PLACES,
        "source": (*SOURCES, "The Wire"),
        "during": ("2031-05", "last week"),
        "type": ("consult",),
        "text": ("two words",),
        "disputed": ("yes",),
        "tag": ("b", "a tag"),
    }
    one = [st.sampled_from(those).map(partial(Condition, name)) for name, those in values.items()]
    actors = _lists(ACTORS).map(lambda ids: [Condition("actor", each) for each in ids])
    asks = st.tuples(st.lists(st.one_of(one), min_size=1, unique_by=lambda each: each.filter), actors)
    asked = asks.map(lambda each: (*each[0], *each[1]))
    return st.builds(Question, st.just(question_id), asked, _texts, _texts, st.just(()))


@st.composite
def worlds(draw: st.DrawFn) -> RecordSet:
    """Every source, actor, place and event of the fixed ids, with any contents."""
    terms = draw(_lists(["envoy", "witness"]))
    return RecordSet(
        sources={each: draw(_source(each)) for each in SOURCES},
        actors={each: draw(_actor(each)) for each in ACTORS},
        places={each: draw(_place(each)) for each in PLACES},
        events={each: draw(event_of(each)) for each in EVENTS},
        terms={("roles", each): Term("roles", each, "what it means") for each in terms},
        questions={each: draw(_question(each)) for each in draw(_lists(QUESTIONS))},
    )


@st.composite
def matches_in(draw: st.DrawFn, world: RecordSet) -> RecordSet:
    """The world with decisions on its events that go together."""
    chosen: dict[str, Match] = {}
    for kind in draw(st.lists(st.sampled_from(["same", "same", "not_same"]), max_size=4)):
        events = draw(st.lists(st.sampled_from(EVENTS), min_size=2, max_size=3, unique=True))
        match = Match(kind, tuple(events), draw(st.sampled_from([None, "A. Editor"])), draw(_texts))
        with_it = {**chosen, match.id: match}
        told = derive(world._replace(matches=with_it)) if not faults(with_it.values()) else None
        if told is not None and all(fault.kind != "circle" for fault in told.faults):
            chosen = with_it
    return world._replace(matches=chosen)


@st.composite
def parts_of(draw: st.DrawFn, world: RecordSet) -> RecordSet:
    """A later edition of some of a world's records; what it refers to stays in the world."""
    sources = {each: draw(_source(each)) for each in draw(_lists(SOURCES))}
    actors = {each: draw(_actor(each)) for each in draw(_lists(ACTORS))}
    places = {each: draw(_place(each)) for each in draw(_lists(PLACES))}
    events = {each: draw(event_of(each)) for each in draw(_lists(EVENTS, 3))}
    kept = draw(st.booleans())
    questions = {each: draw(_question(each)) for each in draw(_lists(QUESTIONS))}
    return RecordSet(sources, actors, places, events, world.terms if kept else {}, questions=questions)


def merged(world: RecordSet, part: RecordSet) -> RecordSet:
    """The world once the part has been loaded into it."""
    return RecordSet(
        {**world.sources, **part.sources},
        {**world.actors, **part.actors},
        {**world.places, **part.places},
        {**world.events, **part.events},
        {**world.terms, **part.terms},
        {**world.matches, **part.matches},
        {**world.questions, **part.questions},
    )
