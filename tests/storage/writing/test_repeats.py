"""What participations repeat is told of each, whatever was written before."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.repeats import are_told
from tests.support.stores import fill, in_memory, load
from tests.support.worlds import worlds
from timeline.domain.records import Actor, Claim, Event, Participant, RecordSet, Source
from timeline.storage.connecting.address import read_address
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.schema.memory import memory_connection
from timeline.storage.writing.derived.rederive import rederive
from timeline.storage.writing.transaction.session import write_session

Loads = list[tuple[RecordSet, bool]]
LOADS = st.lists(st.tuples(worlds(), st.booleans()), min_size=1, max_size=3)


def test_an_actor_and_his_role() -> None:
    named = (("ana", "victim"), ("ana", "host"), ("union", "victim"))
    by_claims = (("union", "victim"), ("union", "host")), (("ana", "victim"),)
    talks = Event(
        "talks",
        "Talks",
        participants=tuple(Participant(*each) for each in named),
        claims=tuple(Claim("wire", participants=tuple(Participant(*each) for each in named)) for named in by_claims),
    )
    march = Event("march", "March", participants=(Participant("ana", "victim"),))
    world = RecordSet(
        sources={"wire": Source("wire", "Wire")},
        actors={each: Actor(each, each) for each in ("ana", "union")},
        events={each.id: each for each in (talks, march)},
    )
    with in_memory(world) as reader:
        told = reader.rows("SELECT repeats FROM participation ORDER BY event_id DESC, position", {})
        assert [repeats for (repeats,) in told] == [0, 1, 0, 2, 1, 2, 0]
        assert are_told(reader) == 4


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(LOADS)
def test_after_any_loads(loads: Loads) -> None:
    with memory_connection() as connection:
        for records, prune in loads:
            load(connection, records, prune=prune)
            are_told(ConnectionReader(connection))
        rederive(connection)
        are_told(ConnectionReader(connection))


@settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(loads=LOADS)
def test_so_in_both_databases(database: str, loads: Loads) -> None:
    fill(database, RecordSet())
    with write_session(read_address(database)) as (connection, _):
        for records, prune in loads:
            load(connection, records, prune=prune)
            are_told(ConnectionReader(connection))
