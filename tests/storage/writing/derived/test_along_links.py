"""The place of linked events in lists, after loads of any kind: the same as if all had been loaded at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from tests.support import brute_force
from tests.support.stores import contents, load
from timeline.domain.records import Actor, Claim, Event, Link, Participant, RecordSet, Source
from timeline.query import EventQuery
from timeline.storage.connecting.address import read_address
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.reading.told.entries import find_entries
from timeline.storage.schema.memory import memory_connection
from timeline.storage.schema.tables import metadata
from timeline.storage.writing.derived.along_links import order_along_links
from timeline.storage.writing.transaction.session import write_session

EVENTS = tuple("abcdef")
DATES = st.sampled_from(["2031-05-01", "2031-05-01", "2031-05-01", "2031-05-01~", "2031-05", "1 day after a", None])
RANKED = ("event", "participation", "event_text")
few = settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])


def event_of(event_id: str, others: tuple[str, ...]) -> st.SearchStrategy[Event]:
    links = st.lists(
        st.builds(Link, st.sampled_from(["follows", "responds-to", "part-of"]), st.sampled_from(others)), max_size=3
    )
    dates = DATES if event_id != "a" else DATES.filter(lambda date: date != "1 day after a")
    return st.builds(
        lambda date, told: Event(
            event_id,
            "Call",
            participants=(Participant("ana", "initiator"),),
            claims=(Claim("gazette", date=date),),
            links=tuple(dict.fromkeys(told)),
        ),
        dates,
        links,
    )


def world_of(events: dict[str, Event]) -> RecordSet:
    return RecordSet({"gazette": Source("gazette", "Gazette")}, {"ana": Actor("ana", "Ana")}, {}, events, {})


def worlds(ids: tuple[str, ...] = EVENTS) -> st.SearchStrategy[RecordSet]:
    """These events and their links to one another; the first is always there, as others are dated from it."""
    return st.fixed_dictionaries({each: event_of(each, ids) for each in ids}).map(world_of)


@st.composite
def editions(draw: st.DrawFn) -> list[RecordSet]:
    """A world that is edited: each edition has some of the events, told anew in part."""
    first = draw(worlds())
    told = [first]
    for _ in range(draw(st.integers(1, 3))):
        kept = ("a", *draw(st.lists(st.sampled_from(EVENTS[1:]), unique=True)))
        anew = draw(st.lists(st.sampled_from(kept), unique=True))
        events = {}
        for each in kept:
            old = told[-1].events.get(each)
            if old is None or each in anew or any(link.event not in kept for link in old.links):
                old = draw(event_of(each, kept))
            events[each] = old
        told.append(world_of(events))
    return told


def ranks(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """What stands in the order of lists, in each table that has it."""
    found = {}
    for table in RANKED:
        key = "id" if table == "event" else "event_id"
        rows = connection.execute(text(f"SELECT DISTINCT {key}, sort_day, sort_rank FROM {table} ORDER BY 1"))
        found[table] = [tuple(row) for row in rows]
    return found


def fresh(world: RecordSet) -> dict[str, list[tuple[object, ...]]]:
    with memory_connection() as connection:
        load(connection, world)
        return ranks(connection)


@contextmanager
def emptied(database: str) -> Iterator[Connection]:
    """A transaction on the database, with all tables empty."""
    with write_session(read_address(database)) as (connection, _):
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
        yield connection


def listed(connection: Connection, query: EventQuery) -> list[str]:
    return [entry.id for entry in find_entries(ConnectionReader(connection), query, brief=True)]


def test_what_is_new_of_an_event_stands_where_that_does() -> None:
    """The event keeps its place behind the one it follows; the part that is added to it has to get it."""
    call = Event("a", "Call", claims=(Claim("gazette", date="2031-05-01"),))
    answer = call._replace(id="b", links=(Link("follows", "a"),))
    one, other = Participant("ana", "initiator"), Participant("ana", "recipient")
    with memory_connection() as connection:
        load(connection, world_of({"a": call, "b": answer._replace(participants=(one,))}))
        load(connection, world_of({"a": call, "b": answer._replace(participants=(one, other))}))
        stand = set(connection.execute(text("SELECT sort_rank FROM participation WHERE event_id = 'b'")).scalars())
        assert stand == set(connection.execute(text("SELECT sort_rank FROM event WHERE id = 'b'")).scalars())
        assert stand == {1}


@few
@given(told=editions())
def test_edited_again_and_again_is_as_loaded_at_once(database: str, told: list[RecordSet]) -> None:
    with emptied(database) as connection:
        for world in told:
            load(connection, world, prune=True)
            assert ranks(connection) == fresh(world)


@few
@given(world=worlds(), first=st.lists(st.sampled_from(EVENTS[1:]), unique=True))
def test_one_load_after_another_is_as_loaded_at_once(database: str, world: RecordSet, first: list[str]) -> None:
    some = {
        each: event._replace(links=tuple(link for link in event.links if link.event in ("a", *first)))
        for each, event in world.events.items()
        if each in ("a", *first)
    }
    with emptied(database) as connection:
        load(connection, world_of(some))
        load(connection, world)
        assert ranks(connection) == fresh(world)
        before = contents(connection)
        order_along_links(connection, None)
        assert contents(connection) == before, "all of it anew finds nothing to move"


@few
@given(world=worlds(), back=st.booleans(), size=st.integers(1, 4))
def test_pages_run_along_links(database: str, world: RecordSet, back: bool, size: int) -> None:
    whole = EventQuery(reverse=back)
    with emptied(database) as connection:
        load(connection, world)
        expected = brute_force.answer(world, whole)
        assert listed(connection, whole) == expected
        for query in (whole, whole._replace(actors=(("ana",),))):
            pages = [listed(connection, query._replace(limit=size, offset=at)) for at in range(0, len(EVENTS), size)]
            assert [event for page in pages for event in page] == expected
