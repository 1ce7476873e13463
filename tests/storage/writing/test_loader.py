"""Records into the database: whole, only what changed, and the same as if all had been loaded at once."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from tests.support.stores import contents, load
from tests.support.worlds import merged, parts_of, worlds
from timeline.domain.records import Actor, Claim, Event, Place, RecordSet, Source
from timeline.errors import TimelineError
from timeline.storage.connecting.address import read_address
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.reading.stored.stored_records import read_all
from timeline.storage.schema.memory import memory_connection
from timeline.storage.schema.tables import metadata
from timeline.storage.writing.transaction.session import write_session

few = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])


@contextmanager
def emptied(database: str) -> Iterator[Connection]:
    """A transaction on the database, with all tables empty."""
    with write_session(read_address(database)) as (connection, _):
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
        yield connection


def in_memory(records: RecordSet) -> dict[str, list[tuple[object, ...]]]:
    with memory_connection() as connection:
        load(connection, records)
        return contents(connection)


@settings(max_examples=20)
@given(worlds())
def test_what_was_loaded_is_read_back_equal(world: RecordSet) -> None:
    with memory_connection() as connection:
        load(connection, world)
        found = read_all(ConnectionReader(connection))
    assert found == world


@few
@given(world=worlds())
def test_both_databases_hold_the_same(database: str, world: RecordSet) -> None:
    with emptied(database) as connection:
        load(connection, world)
        assert read_all(ConnectionReader(connection)) == world
        assert contents(connection) == in_memory(world)


@settings(max_examples=20)
@given(worlds())
def test_loading_again_changes_nothing(world: RecordSet) -> None:
    with memory_connection() as connection:
        first = load(connection, world)
        before = contents(connection)
        again = load(connection, world)
        assert contents(connection) == before
    assert first.changes == sum(first.added.values())
    assert again.changes == again.redated == 0
    assert again.left == first.added


@settings(max_examples=20)
@given(st.data())
def test_part_by_part_comes_to_the_same_as_all_at_once(data: st.DataObject) -> None:
    world = data.draw(worlds())
    with memory_connection() as connection:
        load(connection, world)
        for _ in range(2):
            part = data.draw(parts_of(world))
            world = merged(world, part)
            load(connection, part)
        assert contents(connection) == in_memory(world)


@few
@given(data=st.data())
def test_part_by_part_on_both_databases(database: str, data: st.DataObject) -> None:
    world = data.draw(worlds())
    part = data.draw(parts_of(world))
    with emptied(database) as connection:
        load(connection, world)
        load(connection, part)
        assert contents(connection) == in_memory(merged(world, part))


@settings(max_examples=12)
@given(worlds(), worlds())
def test_pruning_leaves_only_what_the_files_hold(before: RecordSet, after: RecordSet) -> None:
    extra = RecordSet(
        {**before.sources, "old": Source("old", "Old")},
        {**before.actors, "gone": Actor("gone", "Gone")},
        {**before.places, "sunk": Place("sunk", "Sunk")},
        {**before.events, "past": Event("past", "Past", place="sunk", claims=(Claim("old", date="after event-1"),))},
        before.terms,
    )
    with memory_connection() as connection:
        load(connection, extra)
        report = load(connection, after, prune=True)
        assert contents(connection) == in_memory(after)
    assert {kind: report.removed[kind] for kind in ("source", "actor", "place", "event")} == {
        "source": 1,
        "actor": 1,
        "place": 1,
        "event": 1,
    }


def test_a_change_of_a_source_redates_the_events_it_reaches(database: str) -> None:
    wire = Source("wire", "Wire", published="2031-05-02")
    call = Event("call", "Call", claims=(Claim("wire", date="1 day before publication"),))
    talks = Event("talks", "Talks", claims=(Claim("wire", date="1 day after call"),))
    with emptied(database) as connection:
        load(connection, RecordSet({"wire": wire}, events={"call": call, "talks": talks}))
        report = load(connection, RecordSet({"wire": Source("wire", "Wire", published="2031-06-02")}))
        dates = dict(tuple(row) for row in connection.execute(text("SELECT id, edtf FROM event")))
    assert (report.changed["source"], report.redated) == (1, 2)
    assert dates == {"call": "2031-06-01", "talks": "2031-06-02"}


def test_one_namespace_for_all_records(database: str) -> None:
    with emptied(database) as connection:
        load(connection, RecordSet(places={"iraq": Place("iraq", "Iraq")}))
        with pytest.raises(TimelineError, match="iraq is already the id of a place in the database, here of an actor"):
            load(connection, RecordSet(actors={"iraq": Actor("iraq", "Iraq")}))


def test_a_circle_through_the_database_is_refused(database: str) -> None:
    wire = {"wire": Source("wire", "Wire")}
    first = Event("a", "A", claims=(Claim("wire", date="2031-05-01"),))
    second = Event("b", "B", claims=(Claim("wire", date="after a"),))
    with emptied(database) as connection:
        load(connection, RecordSet(wire, events={"a": first, "b": second}))
        with pytest.raises(TimelineError, match="circle: a -> b -> a"):
            load(connection, RecordSet(events={"a": Event("a", "A", claims=(Claim("wire", date="after b"),))}))
