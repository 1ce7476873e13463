"""Words stay right through every change; and their index holds what the texts say."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from tests.support.stores import load
from tests.support.worlds import merged, parts_of, worlds
from timeline.domain.records import Actor, Claim, Event, Participant, Place, RecordSet, Source
from timeline.query import EventQuery
from timeline.storage.connecting.address import read_address
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.reading.finding import words_found
from timeline.storage.reading.finding.find_events import WALK, find_events
from timeline.storage.schema import tables, word_index
from timeline.storage.schema.memory import memory_connection
from timeline.storage.schema.word_index import indexed_at_once
from timeline.storage.writing.transaction.session import write_session
from timeline.storage.writing.write_rows import delete

ANA = Actor("ana", "Ana Ruiz", names=("A. Ruíz",))
PIER = Place("pier", "Pier", within="port")
PORT = Place("port", "Port")
CALL = Event(
    "call",
    "Call",
    summary="In the Grüne Zone",
    place="pier",
    claims=(Claim("wire", participants=(Participant("ana", "initiator"),)),),
)
TALKS = Event("talks", "Talks", note="Rockets", participants=(Participant("ben", "victim"),))
WORLD = RecordSet(
    {"wire": Source("wire", "Wire")},
    {"ana": ANA, "ben": Actor("ben", "Ben Vale")},
    {"pier": PIER, "port": PORT},
    {"call": CALL, "talks": TALKS},
)


@contextmanager
def loaded(database: str, records: RecordSet = WORLD) -> Iterator[Connection]:
    """A later transaction on a database with these records: the first puts indexes off to its end."""
    with write_session(read_address(database)) as (connection, _):
        load(connection, records)
    with write_session(read_address(database)) as (connection, _):
        yield connection


def found(connection: Connection, typed: str) -> list[str]:
    """The events with these words; the index of words and the texts themselves agree."""
    reader = ConnectionReader(connection)
    query = EventQuery(texts=(typed,))
    led, walked = (
        [row[2] for row in reader.rows(*find_events(query, lead, dialect=reader.dialect))] for lead in ("text", WALK)
    )
    assert led == walked
    return led


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("ruiz", ["call"]),
        ('"a ruiz" call', ["call"]),
        ("pier grun*", ["call"]),
        ("port", []),
        ("vale rockets", ["talks"]),
        ('"vale talks"', []),
        ("wire", []),
    ],
)
def test_words_of_an_event_and_of_its_names(database: str, typed: str, ids: list[str]) -> None:
    with loaded(database) as connection:
        assert found(connection, typed) == ids


def test_a_new_name_is_found_and_an_old_one_is_not(database: str) -> None:
    with loaded(database) as connection:
        load(connection, RecordSet(actors={"ana": Actor("ana", "Ana Rosa")}, places={"pier": Place("pier", "Mole")}))
        assert found(connection, "ruiz") == found(connection, "pier") == []
        assert found(connection, "rosa mole grune") == ["call"]
        assert found(connection, "vale") == ["talks"]


def test_a_name_where_there_was_none(database: str) -> None:
    with loaded(
        database, RecordSet(WORLD.sources, {**WORLD.actors, "ana": Actor("ana", "!")}, WORLD.places, WORLD.events)
    ) as (connection):
        assert found(connection, "ruiz") == []
        load(connection, RecordSet(actors={"ana": ANA}))
        assert found(connection, "ruiz") == ["call"]


def test_a_change_that_is_none_of_names_writes_no_text(database: str) -> None:
    with loaded(database) as connection:
        connection.execute(tables.event_text.update().values(sort_rank=7))
        load(connection, RecordSet(actors={"ana": Actor("ana", "ANA Ruiz", names=("A. Ruiz",), note="A note")}))
        assert {row[0] for row in connection.execute(text("SELECT sort_rank FROM event_text"))} == {7}


def test_a_changed_event_is_found_by_its_new_words(database: str) -> None:
    with loaded(database) as connection:
        load(connection, RecordSet(events={"talks": Event("talks", "Parley")}))
        assert found(connection, "talks") == found(connection, "rockets") == found(connection, "vale") == []
        assert found(connection, "parley") == ["talks"]


def test_what_is_gone_is_not_found(database: str) -> None:
    with loaded(database) as connection:
        load(connection, RecordSet(WORLD.sources, WORLD.actors, WORLD.places, {"call": CALL}), prune=True)
        assert found(connection, "rockets") == []
        delete(connection, tables.event, "id", ["call"])
        assert found(connection, "ruiz") == []


def test_a_dry_run_leaves_the_words_as_they_were(database: str) -> None:
    with loaded(database):
        pass
    with write_session(read_address(database), dry_run=True) as (connection, _):
        load(connection, RecordSet(events={"talks": Event("talks", "Parley")}))
        assert found(connection, "parley") == ["talks"]
    with write_session(read_address(database)) as (connection, _):
        assert found(connection, "parley") == []
        assert found(connection, "rockets") == ["talks"]


def test_many_events_are_indexed_at_once(database: str) -> None:
    with loaded(database) as connection:
        with indexed_at_once(connection):
            load(connection, RecordSet(events={"raid": Event("raid", "Raid on the rockets")}))
        assert found(connection, "rockets") == ["raid", "talks"]
        load(connection, RecordSet(events={"raid": Event("raid", "Raid")}))
        assert found(connection, "rockets") == ["talks"]


def test_long_words_and_long_texts_are_taken(database: str) -> None:
    events = {"long": Event("long", "x" * 5_000, note=" ".join(f"word{number}" for number in range(100_000)))}
    with loaded(database, RecordSet(events=events)) as connection:
        assert found(connection, "x" * 5_000) == ["long"]
        assert found(connection, '"word0 word1" word4000*') == ["long"]


def test_a_question_names_the_expression_that_postgresql_has_indexed() -> None:
    assert word_index.LEXEMES.replace("(text,", "(t.text,") == words_found.LEXEMES


def test_a_number_that_was_given_is_not_given_again(sqlite_url: str) -> None:
    with loaded(sqlite_url) as connection:
        days = {"sort_day": 1, "sort_rank": 0, "begin_earliest": 1, "end_latest": 1}
        for event_id in ("raid", "siege", "truce"):
            load(connection, RecordSet(events={event_id: Event(event_id, f"{event_id} {event_id}1")}))
        connection.execute(tables.event_text.delete().where(tables.event_text.c.event_id == "siege"))
        connection.execute(tables.event_text.insert().values(event_id="siege", text="| siege again |", **days))
        assert found(connection, "again") == ["siege"]
        assert found(connection, '"raid raid1"') == ["raid"]
        assert found(connection, '"truce truce1"') == ["truce"]


_INDEXED = "SELECT n.event_id, v.offset, v.term FROM terms v JOIN event_number n ON n.number = v.doc"


def indexed(connection: Connection) -> set[tuple[str, int, str]]:
    """(event, place in its text, word or bar) as SQLite's index holds them."""
    connection.exec_driver_sql("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, event_words, 'instance')")
    rows = {(event_id, place, word) for event_id, place, word in connection.exec_driver_sql(_INDEXED)}
    connection.exec_driver_sql("DROP TABLE temp.terms")
    return rows


@settings(max_examples=15)
@given(st.data())
def test_the_index_holds_what_the_texts_say(data: st.DataObject) -> None:
    world = data.draw(worlds())
    with memory_connection() as connection:
        load(connection, world)
        for _ in range(2):
            part = data.draw(parts_of(world))
            world = merged(world, RecordSet(actors=part.actors, places=part.places, events=part.events))
            load(connection, RecordSet(actors=part.actors, places=part.places, events=part.events))
        texts = connection.execute(text("SELECT event_id, text FROM event_text"))
        assert indexed(connection) == {
            (event_id, place, word) for event_id, said in texts for place, word in enumerate(said.split())
        }
