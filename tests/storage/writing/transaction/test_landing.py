"""A connection that is lost while it commits: what is said is what came of it."""

import itertools
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, event

from tests.support.citus import plain, stand_in
from tests.support.command import Run
from tests.support.cut import Cut, Door, door
from tests.support.stores import contents_of, fill, load
from timeline.domain.records import Place, RecordSet
from timeline.errors import DatabaseError
from timeline.storage.connecting.address import read_address
from timeline.storage.writing.transaction import landing
from timeline.storage.writing.transaction.session import write_session

FIRST = RecordSet(places={"port": Place("port", "Port")})
SECOND = RecordSet(places={"city": Place("city", "City")})


@pytest.fixture
def through(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Door, str]]:
    """A door to a database that holds FIRST."""
    monkeypatch.setattr(landing, "PATIENCE", 1.5)
    fill(postgres_url, FIRST)
    with door(postgres_url) as found:
        yield found


def write(database: str, records: RecordSet = SECOND) -> None:
    with write_session(read_address(database)) as (connection, _):
        load(connection, records)


def refusal(database: str) -> str:
    with pytest.raises(DatabaseError) as caught:
        write(database)
    message = str(caught.value)
    assert "\n" not in message
    return message.removeprefix(f"{read_address(database).label}: ")


def execute(url: str, *statements: str) -> list[tuple[Any, ...]]:
    """Runs statements, each in a transaction of its own; gives the rows of the last."""
    rows: list[tuple[Any, ...]] = []
    with psycopg.connect(plain(url), autocommit=True) as connection:
        for statement in statements:
            cursor = connection.execute(statement.encode())
            rows = cursor.fetchall() if cursor.description else []
    return rows


def places(url: str) -> list[object]:
    return [row[0] for row in contents_of(url)["place"]]


def test_what_did_not_land_is_told(through: tuple[Door, str], postgres_url: str) -> None:
    before, url = through
    before.cut = Cut.BEFORE
    assert refusal(url) == "the connection to the server was lost, and nothing was changed; try again"
    assert places(postgres_url) == ["port"]


def test_what_landed_is_a_success(through: tuple[Door, str], postgres_url: str) -> None:
    before, url = through
    before.cut = Cut.AFTER
    write(url)
    assert before.cut is None
    assert places(postgres_url) == ["city", "port"]


def test_a_first_load_that_did_not_land_leaves_nothing(postgres_url: str) -> None:
    with door(postgres_url) as (before, url):
        before.cut = Cut.BEFORE
        assert refusal(url).endswith("nothing was changed; try again")
    assert execute(postgres_url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'") == []


def test_a_first_load_that_landed_is_a_success(postgres_url: str) -> None:
    with door(postgres_url) as (before, url):
        before.cut = Cut.AFTER
        write(url)
    assert places(postgres_url) == ["city"]


def test_a_load_that_changes_nothing_has_nothing_to_lose(through: tuple[Door, str], postgres_url: str) -> None:
    before, url = through
    marks = execute(postgres_url, "SELECT * FROM landed_write")
    before.cut = Cut.BEFORE
    write(url, FIRST)
    assert before.cut is None
    assert execute(postgres_url, "SELECT * FROM landed_write") == marks


def test_where_no_server_answers_any_more_it_is_not_sure(through: tuple[Door, str], postgres_url: str) -> None:
    before, url = through
    before.cut = Cut.AFTER
    before.then = lambda: setattr(before, "is_shut", True)
    message = refusal(url)
    assert message.startswith(
        "the connection to the server was lost; not sure whether this was written: run it again in a minute ("
    )
    assert places(postgres_url) == ["city", "port"]
    before.is_shut = False
    write(url)  # as the message says: it does no harm


def slowly(seconds: float) -> list[str]:
    """Statements that make every COMMIT of places take so long."""
    return [
        "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS "
        f"'BEGIN PERFORM pg_sleep({seconds}); RETURN NULL; END'",
        "CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON place DEFERRABLE INITIALLY DEFERRED "
        "FOR EACH ROW EXECUTE FUNCTION wait()",
    ]


def test_a_commit_that_is_still_under_way_is_waited_for(through: tuple[Door, str], postgres_url: str) -> None:
    before, url = through
    execute(postgres_url, *slowly(0.7))
    before.cut = Cut.DURING
    write(url)
    assert places(postgres_url) == ["city", "port"]


def test_a_commit_that_takes_too_long_is_not_sure(through: tuple[Door, str], postgres_url: str) -> None:
    before, url = through
    execute(postgres_url, *slowly(4))
    before.cut = Cut.DURING
    message = refusal(url)
    assert "not sure whether this was written: run it again in a minute" in message
    assert "another program is writing" in message
    # Nothing may be dropped while it is still at it.
    while execute(postgres_url, "SELECT 1 FROM pg_stat_activity WHERE query = 'COMMIT' AND state = 'active'"):
        time.sleep(0.1)


@pytest.mark.parametrize("moment", ["writing", "committing"])
def test_a_server_process_that_is_ended(postgres_url: str, moment: str) -> None:
    """At any moment before it has landed: nothing was changed, and that is said."""
    fill(postgres_url, FIRST)
    execute(postgres_url, *slowly(30))

    def end() -> None:
        while not execute(
            postgres_url,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND state = 'active' AND query = 'COMMIT'",
        ):
            time.sleep(0.05)

    def write_and_lose() -> None:
        with write_session(read_address(postgres_url)) as (connection, _):
            load(connection, SECOND)
            if moment == "writing":
                (number,) = connection.exec_driver_sql("SELECT pg_backend_pid()").one()
                execute(postgres_url, f"SELECT pg_terminate_backend({number})")
                connection.exec_driver_sql("SELECT 1")
            thread = threading.Thread(target=end)
            thread.start()

    with pytest.raises(DatabaseError, match=r"the connection to the server was lost.* nothing was changed.* try again"):
        write_and_lose()
    assert places(postgres_url) == ["port"]


def test_what_the_server_refuses_is_told_as_before(through: tuple[Door, str], postgres_url: str) -> None:
    _, url = through
    execute(
        postgres_url,
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no more''; END'",
        "CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON place DEFERRABLE INITIALLY DEFERRED "
        "FOR EACH ROW EXECUTE FUNCTION refuse()",
    )
    assert refusal(url).startswith("no more")
    assert places(postgres_url) == ["port"]


@contextmanager
def interrupted_at_commit(*, lands: bool) -> Iterator[None]:
    """An interrupt reaches us at the next COMMIT, before the server does it or after."""

    def interrupt(connection: Any) -> None:
        event.remove(Engine, "commit", interrupt)
        if lands:
            connection.connection.dbapi_connection.commit()
        raise KeyboardInterrupt

    event.listen(Engine, "commit", interrupt)
    yield


def test_an_interrupt_that_comes_too_late_does_not_hide_what_landed(postgres_url: str) -> None:
    fill(postgres_url, FIRST)
    with interrupted_at_commit(lands=True):
        write(postgres_url)
    assert places(postgres_url) == ["city", "port"]


def test_an_interrupt_that_comes_in_time(postgres_url: str) -> None:
    fill(postgres_url, FIRST)
    with interrupted_at_commit(lands=False), pytest.raises(KeyboardInterrupt):
        write(postgres_url)
    assert places(postgres_url) == ["port"]


def test_so_many_marks_are_kept(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landing, "_MARKS_KEPT", 3)
    for number in range(6):
        write(postgres_url, RecordSet(places={f"p{number}": Place(f"p{number}", "Place")}))
    assert execute(postgres_url, "SELECT number FROM landed_write ORDER BY 1") == [(4,), (5,), (6,)]


# --- over several machines: as Citus commits --------------------------------------------------------


@pytest.fixture
def spread(postgres_url: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> str:
    """A distributed database with FIRST in it."""
    monkeypatch.setattr(landing, "PATIENCE", 1.5)
    stand_in(postgres_url)
    assert run("db", "distribute", "--apply", db=postgres_url).exit_code == 0
    fill(postgres_url, FIRST)
    return postgres_url


@contextmanager
def left_prepared(url: str, begins: str = "citus_0_") -> Iterator[None]:
    """A transaction is prepared on the workers, and not told yet what became of it."""
    name = f"{begins}{os.getpid()}_{next(_NUMBERS)}_3"
    execute(url, "CREATE TABLE elsewhere (id integer)")
    try:
        with psycopg.connect(plain(url), autocommit=True) as connection:
            connection.execute("BEGIN")
            connection.execute("INSERT INTO elsewhere VALUES (1)")
            connection.execute(f"PREPARE TRANSACTION '{name}'".encode())
        yield
    finally:
        with psycopg.connect(plain(url), autocommit=True) as connection:
            if connection.execute("SELECT 1 FROM pg_prepared_xacts WHERE gid = %s", [name]).fetchone():
                connection.execute(f"ROLLBACK PREPARED '{name}'".encode())


_NUMBERS = itertools.count(1)
"""A server knows each prepared transaction by its name, whichever the database."""
WARNS = (
    "CREATE FUNCTION warn() RETURNS trigger LANGUAGE plpgsql AS "
    "'BEGIN RAISE WARNING ''failed to commit transaction on worker-1:5432''; RETURN NULL; END'",
    "CREATE CONSTRAINT TRIGGER warn AFTER INSERT ON landed_write DEFERRABLE INITIALLY DEFERRED "
    "FOR EACH ROW EXECUTE FUNCTION warn()",
)


def test_a_warning_at_the_end_is_looked_into(spread: str) -> None:
    execute(spread, *WARNS)
    write(spread)
    assert places(spread) == ["city", "port"]


def test_what_a_worker_has_not_been_told_is_not_sure(spread: str, monkeypatch: pytest.MonkeyPatch) -> None:
    execute(spread, *WARNS)
    with left_prepared(spread):
        # As if it were ours, which the look before a load cannot have met.
        monkeypatch.setattr("timeline.storage.writing.transaction.session.settle", lambda *_: None)
        message = refusal(spread)
    assert message.startswith(
        "the server warned: failed to commit transaction on worker-1:5432; not sure whether this was written: "
        "run it again in a minute (worker worker-1:5432 has not finished"
    )


def test_a_worker_that_does_not_answer_after_the_commit_is_not_sure(
    spread: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    execute(spread, *WARNS, "UPDATE pg_dist_node SET answers = false WHERE nodename = 'worker-2'")
    monkeypatch.setattr("timeline.storage.writing.transaction.session.settle", lambda *_: None)
    assert "run it again in a minute (worker worker-2:5432 does not answer" in refusal(spread)


def test_a_load_waits_for_what_an_earlier_one_has_left(spread: str) -> None:
    with left_prepared(spread):
        assert refusal(spread) == (
            "worker worker-1:5432 has not finished what an earlier load wrote; run it again in a minute"
        )
        assert places(spread) == ["port"]
    write(spread)
    assert places(spread) == ["city", "port"]


def test_a_load_has_what_is_left_finished_where_it_may(spread: str) -> None:
    execute(
        spread,
        "CREATE TABLE asked (id integer)",
        "CREATE FUNCTION pg_catalog.recover_prepared_transactions() RETURNS integer LANGUAGE sql AS "
        "'INSERT INTO public.asked VALUES (1) RETURNING id'",
    )
    with left_prepared(spread):
        assert "has not finished" in refusal(spread)
    assert execute(spread, "SELECT count(*) > 0 FROM asked") == [(True,)]


def test_what_others_prepare_is_none_of_ours(spread: str) -> None:
    with left_prepared(spread, "somebody_elses_"):
        write(spread)
    assert places(spread) == ["city", "port"]


def test_a_worker_that_is_down_is_named_before_anything_is_written(spread: str) -> None:
    execute(spread, "UPDATE pg_dist_node SET answers = false WHERE nodename = 'worker-2'")
    assert refusal(spread).startswith("worker worker-2:5432 does not answer; start it")
