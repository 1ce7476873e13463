"""What cannot all be true, of a database: against the same records without one, by every filter and at every moment."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.stores import fill
from tests.support.worlds import matches_in, worlds
from timeline.actions.conflicts.find_conflicts import conflicts
from timeline.domain.claims.as_of import as_known
from timeline.domain.claims.derive import derive
from timeline.domain.conflicts.among_records import contradictions
from timeline.domain.conflicts.conflict import KINDS, RANKS, Contradiction
from timeline.domain.dates.calendar import day_from_date
from timeline.domain.records import (
    Actor,
    Claim,
    Derivation,
    Event,
    Figure,
    Link,
    Match,
    Membership,
    Participant,
    Place,
    RecordSet,
    Source,
)
from timeline.query import asked
from timeline.storage.connecting.database import open_database

TODAY = date(2031, 6, 1)


def found(database: str, *kinds: str, limit: int | None = None, offset: int = 0, **filters: Any) -> list[Contradiction]:
    request = asked(filters, TODAY)
    with open_database(database) as opened, conflicts(opened, request, kinds, limit=limit, offset=offset) as each:
        return list(each.conflicts)


def known_by(conflict: Contradiction) -> tuple[Any, ...]:
    said = [each for side in conflict.sides for each in side.statements]
    what = frozenset(
        (each.event, each.claim and each.claim.id, each.link, each.term, each.derived, each.decided) for each in said
    )
    return conflict.kind, conflict.sureness, conflict.measure, conflict.day, what


def in_short(found_: list[Contradiction]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(each.kind, each.sureness, tuple(named.id for named in each.events)) for each in found_]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(worlds().flatmap(matches_in), st.sampled_from([None, None, day_from_date(2031, 5, 6)]))
def test_a_database_has_what_its_records_have(sqlite_url: str, world: RecordSet, day: int | None) -> None:
    fill(sqlite_url, world)
    then = world if day is None else as_known(world, day).records
    expected = contradictions(then, derive(then))
    here = found(sqlite_url, as_of=None if day is None else "2031-05-06")
    assert Counter(map(known_by, here)) == Counter(map(known_by, expected))
    assert [RANKS[each.sureness] for each in here] == sorted(RANKS[each.sureness] for each in here)


# --- a world with one of each ----------------------------------------------------------------------------

SOURCES = {
    each.id: each
    for each in (
        Source("gazette", "Talks", publisher="The Gazette", published="2031-05-10"),
        Source("herald", "More talks", publisher="The Herald", published="2031-05-11"),
        Source("early", "Early", published="2031-04-20", derived_from=(Derivation("quotes", "gazette"),)),
    )
}
ACTORS = {
    each.id: each
    for each in (
        Actor("ana", "Ana", kind="person", member_of=(Membership("chair", None, "2029/2031-05-05"),)),
        Actor("ben", "Ben", kind="person", member_of=(Membership("chair", None, "2031-01-01/2033-01-01"),)),
        Actor("eva", "Eva", kind="person", member_of=(Membership("chair", None, "2020/2021"),)),
        Actor("chair", "The chair", kind="office"),
    )
}
PLACES = {
    each.id: each
    for each in (
        Place("port", "Port", kind="city", latitude=1.5, longitude=103.2),
        Place("hill", "Hill", kind="city", latitude=10.0, longitude=-60.0),
        Place("land", "Land", kind="country", latitude=60.0, longitude=-60.0),
    )
}


def event(event_id: str, *claims: Claim, **more: Any) -> Event:
    return Event(event_id, event_id.capitalize(), claims=claims, **more)


def meeting(event_id: str, place: str, role: str = "participant", **more: Any) -> Event:
    claim = Claim("gazette", at="¶ 1", date="2031-05-03")
    part = (Participant("ana", role),)
    return event(event_id, claim, type="consult/meeting", place=place, participants=part, **more)


EVENTS = {
    each.id: each
    for each in (
        event("call", Claim("gazette", date="2031-05-01"), Claim("herald", date="2031-05-02")),
        event("threat", Claim("gazette", date="same day as call"), Claim("herald", date="same day as call")),
        event("about", Claim("gazette", date="2031-05-01"), Claim("herald", date="2031-05-12~")),
        event("almost", Claim("gazette", date="2031-05-01"), Claim("herald", date="2031-05-04~")),
        event(
            "toll",
            Claim("gazette", figures=(Figure("killed", best=5.0),)),
            Claim("herald", figures=(Figure("killed", low=9.0),)),
        ),
        event("raid", Claim("gazette"), Claim("herald", modality="denied")),
        event("visit", Claim("gazette", date="2031-05-05/2031-05-06")),
        event("dinner", Claim("herald", date="2031-05-08"), links=(Link("part-of", "visit"),)),
        event("question", Claim("gazette", date="2031-05-07")),
        event("answer", Claim("herald", date="2031-05-06"), links=(Link("responds-to", "question"),)),
        event("march", Claim("herald", date="2031-05-09"), Claim("early")),
        event("decided", Claim("gazette", date="2031-05-01"), Claim("herald", date="2031-05-03"), date="2031-05-01"),
        meeting("in-port", "port"),
        meeting("on-the-hill", "hill"),
        meeting("in-the-land", "land"),
        meeting("by-name", "hill", role="subject"),
        event(
            "signing",
            Claim("gazette", date="2031-05-04"),
            participants=(Participant("eva", "signatory"), Participant("chair", "signatory")),
        ),
        event("plain", Claim("gazette", date="2031-05")),
    )
}
WORLD = RecordSet(SOURCES, ACTORS, PLACES, EVENTS)
ALL = [
    ("standing", "cannot", ("raid",)),
    ("figures", "cannot", ("toll",)),
    ("date", "cannot", ("call",)),
    ("part-of", "cannot", ("dinner", "visit")),
    ("order", "cannot", ("answer", "question")),
    ("publication", "cannot", ("march",)),
    ("publication", "cannot", ()),
    ("date", "hardly", ("about",)),
    ("presence", "doubtful", ("in-port", "on-the-hill")),
    ("office", "doubtful", ("signing",)),
    ("office", "doubtful", ()),
    ("date", "decided", ("decided",)),
]


def test_one_of_each_kind_the_surest_first_by_every_question(database: str) -> None:
    fill(database, WORLD)
    everything = found(database)
    assert sorted(in_short(everything), key=str) == sorted(ALL, key=str)
    assert [RANKS[each.sureness] for each in everything] == sorted(RANKS[each.sureness] for each in everything)
    (call,) = [each for each in everything if each.events[:1] and each.events[0].id == "call"]
    assert [each.id for each in call.follows_from_it] == ["threat"]
    (there,) = [each for each in everything if each.kind == "presence"]
    assert there.person is not None
    assert (there.person.id, there.kilometres) == ("ana", 17_758)
    # Kinds, pages.
    for kind in KINDS:
        assert in_short(found(database, kind)) == [each for each in in_short(everything) if each[0] == kind]
    assert found(database, limit=3, offset=2) == everything[2:5]
    assert found(database, limit=0) == []
    # A contradiction is told where any of its events is found.
    assert in_short(found(database, text="answer")) == [("order", "cannot", ("answer", "question"))]
    assert in_short(found(database, text="question")) == [("order", "cannot", ("answer", "question"))]
    assert in_short(found(database, place="port")) == [("presence", "doubtful", ("in-port", "on-the-hill"))]
    assert in_short(found(database, text="plain")) == []
    assert in_short(found(database, "publication", source="early")) == [
        ("publication", "cannot", ("march",)),
        ("publication", "cannot", ()),
    ]
    assert in_short(found(database, "office", actor="ben")) == [("office", "doubtful", ())]
    assert ("date", "cannot", ("call",)) in in_short(found(database, on="2031-05-02"))
    assert in_short(found(database, disputed=True)) == [
        each for each in in_short(everything) if each[2] in (("raid",), ("toll",), ("call",), ("about",))
    ]
    # As it was known when The Herald had not come out.
    then = in_short(found(database, as_of="2031-05-10"))
    assert then == [
        ("publication", "cannot", ()),
        ("presence", "doubtful", ("in-port", "on-the-hill")),
        ("office", "doubtful", ("signing",)),
        ("office", "doubtful", ()),
    ]


def test_what_is_one_by_decision_is_looked_at_as_one(database: str) -> None:
    """Two datasets contradict each other only once somebody has said that they speak of one event."""
    ours, theirs = (
        event("ours", Claim("gazette", date="2031-05-01")),
        event("theirs", Claim("herald", date="2031-05-04")),
    )
    later = event("later", Claim("herald", date="1 day after theirs"), Claim("gazette", date="2031-05-09"))
    world = RecordSet(SOURCES, events={each.id: each for each in (ours, theirs, later)})
    fill(database, world)
    assert in_short(found(database, "date")) == [("date", "hardly", ("later",))]
    match = Match("same", ("ours", "theirs"))
    fill(database, world._replace(matches={match.id: match}))
    (here, other) = found(database, "date")
    assert in_short([here, other]) == [("date", "cannot", ("ours",)), ("date", "hardly", ("later",))]
    addresses = [each.claim.id for side in here.sides for each in side.statements if each.claim]
    assert addresses == ["ours/gazette", "theirs/herald"]


def test_an_unknown_kind_is_told_with_those_that_there_are() -> None:
    from timeline.actions.conflicts.find_conflicts import read_kinds
    from timeline.errors import UsageFault

    with pytest.raises(UsageFault, match='"dates" is no kind of contradiction: date, figures'):
        read_kinds(["dates"])
