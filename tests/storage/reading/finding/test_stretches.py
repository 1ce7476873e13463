"""Pages of what many actors did, found by stretches of days: against the plain model, and no more than is needed."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.storage.reading.finding.test_find_events import queries
from tests.support import brute_force
from tests.support.stores import in_database, in_memory
from tests.support.worlds import ACTORS, worlds
from timeline.domain.records import Actor, Event, Membership, Participant, RecordSet
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Parameters, Reader
from timeline.storage.reading.finding.lead import WayToFind
from timeline.storage.reading.finding.place_in_list import FROM_THE_BEGINNING, Key, Start
from timeline.storage.reading.finding.stretches import find_in_order
from timeline.storage.schema.stored_days import BEFORE_ALL, UNDATED_SORT

_ACTORS = st.lists(st.sampled_from(ACTORS), min_size=1, max_size=3, unique=True).map(tuple)


def of_groups(query: EventQuery, actors: tuple[str, ...]) -> EventQuery:
    return query._replace(actors=(actors,), with_members=True, undated=False)


def keys(reader: Reader, query: EventQuery, start: Start, passed: float) -> list[Key]:
    found = find_in_order(reader, query, WayToFind("actor0", passed), start, few=True)
    return [Key(UNDATED_SORT if day == BEFORE_ALL else day, rank, event_id) for day, rank, event_id in found]


def agrees_with_the_model(reader: Reader, world: RecordSet, asked: list[EventQuery]) -> None:
    everything = list(find_in_order(reader, EventQuery(), WayToFind(""), few=True))
    for query in asked:
        expected = brute_force.answer(world, query)
        whole = brute_force.answer(world, query._replace(limit=None, offset=0))
        order = brute_force.answer(world, EventQuery(reverse=query.reverse))
        for passed in (1, 3, 7):
            assert [key.id for key in keys(reader, query, FROM_THE_BEGINNING, passed)] == expected, (query, passed)
            page = query._replace(limit=2, offset=0)
            back = keys(reader, page, Start(None, is_back=True), passed)
            assert [key.id for key in back] == whole[::-1][:2], (query, passed)
            for key in (Key(*row) for row in everything):
                place = order.index(key.id)
                after = [each for each in whole if order.index(each) > place]
                before = [each for each in whole if order.index(each) < place][::-1]
                assert [each.id for each in keys(reader, page, Start(key), passed)] == after[:2], (query, key)
                found = keys(reader, page, Start(key, is_back=True), passed)
                assert [each.id for each in found] == before[:2], (query, key)


@settings(max_examples=20)
@given(worlds(), st.lists(st.builds(of_groups, queries(), _ACTORS), min_size=3, max_size=5))
def test_by_stretches_the_same_is_found(world: RecordSet, asked: list[EventQuery]) -> None:
    with in_memory(world) as reader:
        agrees_with_the_model(reader, world, asked)


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds(), asked=st.lists(st.builds(of_groups, queries(), _ACTORS), min_size=3, max_size=5))
def test_so_it_is_in_both_databases(database: str, world: RecordSet, asked: list[EventQuery]) -> None:
    with in_database(database, world) as reader:
        agrees_with_the_model(reader, world, asked)


class Noting:
    """A reader that notes which stretches events are looked for in."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.stretches: list[tuple[object, object]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reader, name)

    def rows(self, sql: str, parameters: Parameters, *, few: bool = False) -> Iterator[tuple[Any, ...]]:
        if "stretch_first" in parameters or "stretch_last" in parameters:
            self.stretches.append((parameters.get("stretch_first"), parameters.get("stretch_last")))
        return self._reader.rows(sql, parameters, few=few)


@pytest.mark.parametrize("reverse", [False, True])
def test_no_more_of_the_list_is_looked_at_than_fills_the_page(*, reverse: bool) -> None:
    members = [f"member-{number}" for number in range(6)]
    actors = {each: Actor(each, each, member_of=(Membership("union"),)) for each in members}
    events = {
        f"e-{number:04d}": Event(
            f"e-{number:04d}",
            "Event",
            date=f"20{number // 12:02d}-{1 + number % 12:02d}-01",
            participants=(Participant(members[number % 6], "host"),),
        )
        for number in range(1_200)
    }
    world = RecordSet(actors={"union": Actor("union", "Union", kind="organisation"), **actors}, events=events)
    query = EventQuery(actors=(("union",),), with_members=True, limit=5, reverse=reverse)
    with in_memory(world) as reader:
        noting = Noting(reader)
        found = find_in_order(noting, query, WayToFind("actor0", 20), few=True)
        assert [row[2] for row in found] == sorted(events, reverse=reverse)[:5]
    assert len(noting.stretches) == 1
