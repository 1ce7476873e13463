"""Who reads something whole keeps loads waiting, where no snapshot is common to all that is read."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import psycopg
import pytest

from tests.support.citus import plain, stand_in
from tests.support.command import Run
from tests.support.stores import fill, load
from timeline.domain.records import Place, RecordSet
from timeline.storage.connecting.address import read_address
from timeline.storage.connecting.database import Database, open_database
from timeline.storage.connecting.postgresql.nodes import Unsettled
from timeline.storage.writing.transaction.session import write_session

PORT = RecordSet(places={"port": Place("port", "Port")})
CITY = RecordSet(places={"city": Place("city", "City")})
PLACES = "SELECT id FROM place ORDER BY id"
WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
HELD = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ShareLock'"


@pytest.fixture
def spread(postgres_url: str, run: Run) -> str:
    """A database that seems to be spread over several servers."""
    stand_in(postgres_url)
    fill(postgres_url, PORT)
    run("db", "distribute", "--apply", db=postgres_url)
    return postgres_url


@pytest.fixture
def opened(spread: str) -> Iterator[Database]:
    with closing(open_database(spread)) as found:
        yield found


def write(url: str) -> None:
    with write_session(read_address(url)) as (connection, _):
        load(connection, CITY)


def ask(url: str, sql: str) -> int:
    with psycopg.connect(plain(url), autocommit=True) as connection:
        ((count,),) = connection.execute(sql.encode()).fetchall()
        return int(count)


def wait_for_one_that_waits(url: str) -> None:
    for _ in range(200):
        if ask(url, WAITING):
            return
        threading.Event().wait(0.05)
    raise AssertionError("nobody waits")


def test_a_load_waits_for_a_steady_reader(spread: str, opened: Database) -> None:
    with ThreadPoolExecutor(1) as pool:
        with opened.reading(steady=True) as reader:
            loading = pool.submit(write, spread)
            wait_for_one_that_waits(spread)
            assert list(reader.rows(PLACES, {})) == [("port",)]
            assert not loading.done()
        loading.result(timeout=30)
    with opened.reading(steady=True) as reader:
        assert list(reader.rows(PLACES, {})) == [("city",), ("port",)]


def test_a_steady_reader_waits_for_a_load_and_sees_it(spread: str, opened: Database) -> None:
    def read() -> list[tuple[str, ...]]:
        with opened.reading(steady=True) as reader:
            return list(reader.rows(PLACES, {}))

    with ThreadPoolExecutor(1) as pool:
        with write_session(read_address(spread)) as (connection, _):
            reading = pool.submit(read)
            wait_for_one_that_waits(spread)
            load(connection, CITY)
        assert reading.result(timeout=30) == [("city",), ("port",)]


def test_other_readers_hold_nobody_and_nothing_is_held_afterwards(spread: str, opened: Database) -> None:
    with opened.reading():
        assert ask(spread, HELD) == 0
    for _ in range(2):  # the second on the connection of the first
        with opened.reading(steady=True), opened.reading(steady=True):
            assert ask(spread, HELD) == 2
    assert ask(spread, HELD) == 0
    with pytest.raises(RuntimeError), opened.reading(steady=True):
        raise RuntimeError
    assert ask(spread, HELD) == 0


def test_what_an_earlier_load_left_half_done_is_not_read_as_a_whole(spread: str, opened: Database) -> None:
    with psycopg.connect(plain(spread), autocommit=True) as connection:
        connection.execute("UPDATE pg_dist_node SET answers = false WHERE nodename = 'worker-2'")
    with pytest.raises(Unsettled, match="worker worker-2:5432 does not answer"), opened.reading(steady=True):
        pass
    assert ask(spread, HELD) == 0


def test_one_server_has_snapshots_and_keeps_nobody_waiting(postgres_url: str) -> None:
    fill(postgres_url, PORT)
    with closing(open_database(postgres_url)) as opened, opened.reading(steady=True) as reader:
        write(postgres_url)
        assert list(reader.rows(PLACES, {})) == [("port",)]
