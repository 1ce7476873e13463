"""What an answer could be narrowed to: each count against what the filter then finds."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.storage.reading.finding.test_find_events import queries
from tests.support import brute_force
from tests.support.stores import fill, in_database
from tests.support.worlds import worlds
from timeline.actions.lists import facets as facets_
from timeline.actions.lists.facets import Facet, facets
from timeline.domain.records import Actor, Claim, Event, Participant, Place, RecordSet, Source
from timeline.errors import TookTooLong, UsageFault
from timeline.query import EventQuery, Request
from timeline.storage.connecting.database import open_database
from timeline.storage.reading.overviews.value_counts import count_values


def alone(filter_: str, value: str, query: EventQuery) -> EventQuery:
    """The filter with one value; of an actor, in the roles that the query asks for."""
    if filter_ == "actor":
        return EventQuery(actors=((value,),), roles=query.roles)
    field = {"source": "sources", "standing": "standings", "tag": "tags"}.get(filter_, filter_)
    values: dict[str, Any] = {field: value if field == filter_ else (value,)}
    return EventQuery(**values)


def values(world: RecordSet) -> dict[str, set[str]]:
    """Every value that a filter may have."""
    events = world.events.values()
    kinds = {event.type for event in events if event.type}
    return {
        "actor": set(world.actors),
        "type": kinds | {kind.partition("/")[0] for kind in kinds},
        "place": set(world.places),
        "source": set(world.sources),
        "standing": {"asserted", "contested", "alleged", "expected", "denied"},
        "tag": {tag for event in events for tag in event.tags},
    }


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(world=worlds(), asked=st.lists(queries(), min_size=3, max_size=6))
def test_each_value_counts_what_its_filter_finds(database: str, world: RecordSet, asked: list[EventQuery]) -> None:
    with in_database(database, world) as reader:
        for query in asked:
            found = set(brute_force.answer(world, query._replace(limit=None, offset=0)))
            counted = count_values(reader, query, 1_000)
            assert (counted.events, counted.is_all) == (len(found), True)
            for filter_, possible in values(world).items():
                expected = {
                    value: len(found & set(brute_force.answer(world, alone(filter_, value, query))))
                    for value in possible
                }
                assert counted.counts[filter_] == {value: count for value, count in expected.items() if count}, filter_


RADIO = Source("radio", "Radio")
CLAIMS = (Claim("radio", date="2031-05-01"),)
WORLD = RecordSet(
    sources={"radio": RADIO},
    actors={"ana": Actor("ana", "Ana Ruiz"), "ben": Actor("ben", "Ben Vale")},
    places={"port": Place("port", "Port", within="land"), "land": Place("land", "Land")},
    events={
        event.id: event
        for event in (
            Event("a", "A", type="consult/phone", participants=(Participant("ana", "host"),), claims=CLAIMS),
            Event("b", "B", type="consult", place="port", claims=CLAIMS, tags=("talks",)),
            Event("c", "C", participants=(Participant("ana", "host"), Participant("ben", "host")), claims=CLAIMS),
        )
    },
)


def test_the_most_frequent_come_first_with_their_names(database: str) -> None:
    fill(database, WORLD)
    with open_database(database) as opened:
        found = facets(opened, Request())
        assert (found.events, found.is_all) == (3, True)
        assert found.by_filter == {
            "actor": (Facet("ana", "Ana Ruiz", 2), Facet("ben", "Ben Vale", 1)),
            "type": (Facet("consult", "consult", 2), Facet("consult/phone", "consult/phone", 1)),
            "place": (Facet("land", "Land", 1), Facet("port", "Port", 1)),
            "source": (),  # all have it
            "standing": (),
            "tag": (Facet("talks", "talks", 1),),
        }
        assert facets(opened, Request(), 1).by_filter["actor"] == (Facet("ana", "Ana Ruiz", 2),)
        of_ana = facets(opened, Request(actors=(("ana",),), limit=1))
        assert (of_ana.events, of_ana.by_filter["actor"]) == (2, (Facet("ben", "Ben Vale", 1),))
        nothing = facets(opened, Request(undated=True))
        assert (nothing.events, set(nothing.by_filter.values())) == (0, {()})


def test_of_very_many_the_first_are_looked_at_and_it_says_so(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(database, WORLD)
    monkeypatch.setattr(facets_, "LOOKED_AT", 2)
    with open_database(database) as opened:
        found = facets(opened, Request())
    assert (found.events, found.is_all) == (2, False)
    assert found.by_filter["place"] == (Facet("land", "Land", 1), Facet("port", "Port", 1))


def test_what_cannot_be_asked_or_takes_too_long(database: str) -> None:
    fill(database, WORLD)
    with open_database(database) as opened:
        with pytest.raises(UsageFault, match="ask for 1 or more"):
            facets(opened, Request(), 0)
        with pytest.raises(TookTooLong):
            facets(opened, Request(), time_limit=1e-9)
