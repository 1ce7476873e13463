"""Reaching a database: foreign keys hold, and what a server or its driver lacks is told in one line."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import IntegrityError

from tests.support.opened import reading
from timeline.errors import DatabaseError
from timeline.storage.connecting.address import read_address
from timeline.storage.connecting.complaints import explain
from timeline.storage.connecting.engine import make_engine, memory_engine
from timeline.storage.writing.transaction.session import write_session

SECRET = "s3cret"


def refusals(database: str) -> Iterator[str]:
    """The one line in which reading is refused, and that in which writing is."""
    for opened in (reading, lambda each: write_session(read_address(each))):
        with pytest.raises(DatabaseError) as caught, opened(database):
            pass
        message = str(caught.value)
        assert message
        assert "\n" not in message
        assert SECRET not in message
        yield message


def test_foreign_keys_hold_and_a_transaction_is_one() -> None:
    engine = memory_engine()
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE a (id INTEGER PRIMARY KEY)"))
        connection.execute(text("CREATE TABLE b (a_id INTEGER REFERENCES a (id))"))
    both = ["CREATE TABLE c (id INTEGER)", "INSERT INTO b VALUES (1)"]
    with pytest.raises(IntegrityError), engine.begin() as connection:
        _ = [connection.execute(text(statement)) for statement in both]
    with engine.begin() as connection:
        assert connection.execute(text("SELECT name FROM sqlite_master ORDER BY name")).scalars().all() == ["a", "b"]
    engine.dispose()


@pytest.mark.parametrize("url", ["postgresql://ana:s3cret@host:port/news", "postgresql://[::1/news"])
def test_a_malformed_url_is_told(url: str) -> None:
    for message in refusals(url):
        assert "is not a database URL" in message


@contextmanager
def server(reply: bytes | None) -> Iterator[str]:
    """A URL at which something listens: it says one thing to whoever greets it, or nothing at all."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        held: list[socket.socket] = []

        def answer() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                held.append(connection)
                if reply is not None:
                    connection.recv(4096)
                    connection.sendall(reply)
                    connection.close()

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        options = "sslmode=disable&gssencmode=disable&connect_timeout=2"
        yield f"postgresql://ana:{SECRET}@127.0.0.1:{listener.getsockname()[1]}/news?{options}"
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()
        for connection in held:
            connection.close()


def fatal(code: str, message: str) -> bytes:
    """An ErrorResponse (PostgreSQL, Frontend/Backend Protocol, "Message Formats")."""
    fields = f"SFATAL\0VFATAL\0C{code}\0M{message}\0\0".encode()
    return b"E" + (len(fields) + 4).to_bytes(4, "big") + fields


def test_a_wrong_password_is_told_and_not_shown() -> None:
    with server(fatal("28P01", 'password authentication failed for user "ana"')) as url:
        for message in refusals(url):
            assert message.endswith("the server knows no such user and password; check both")
            assert "ana:***@127.0.0.1" in message


def test_an_unknown_user_or_database_is_told_by_the_server_itself(postgres_url: str) -> None:
    real = make_url(postgres_url)
    stranger = real.set(username="stranger", password=SECRET).render_as_string(hide_password=False)
    for message in refusals(stranger):
        assert 'role "stranger" does not exist' in message
    for message in refusals(real.set(database="nowhere").render_as_string(hide_password=False)):
        assert 'database "nowhere" does not exist' in message


def test_a_server_that_is_not_there_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    for message in refusals(f"postgresql://ana:{SECRET}@127.0.0.1:{port}/news"):
        assert message.endswith("no server answers there; check its name and port, and that it runs")


@pytest.mark.parametrize(
    "said",
    [
        "connection to the remote node ana@worker-1.example:5433 failed with the following error: Connection refused\n"
        "\tIs the server running on that host and accepting TCP/IP connections?",
        "connection to the remote node worker-1.example:5433 failed with the following error: timeout expired",
        "connection to the remote node ana@worker-1.example:5433 failed",
        "could not establish any connections to the node worker-1.example:5433 after 30000 ms",
        "terminating connection due to administrator command\n"
        "CONTEXT:  while executing command on worker-1.example:5433",
    ],
)
def test_a_worker_that_is_down_is_not_taken_for_the_server(said: str) -> None:
    address = read_address("postgresql://ana@coordinator.example/news")
    assert explain(address, Exception(said)) == (
        "postgresql://ana@coordinator.example/news: worker worker-1.example:5433 does not answer; "
        "start it, or mend the network between the servers, and try again"
    )


def test_a_server_that_does_not_answer_is_told() -> None:
    with server(None) as url, pytest.raises(DatabaseError) as caught, reading(url):
        pass
    assert str(caught.value).endswith("the server does not answer; check its name and port, and that it runs")
    assert SECRET not in str(caught.value)


TRY = """
import sys
{before}
from timeline.errors import DatabaseError
from timeline.storage.connecting.address import read_address
from timeline.storage.connecting.engine import make_engine
try:
    make_engine(read_address("postgresql://ana:s3cret@host/news"))
except DatabaseError as error:
    print(error)
"""


@pytest.mark.parametrize(
    ("before", "surroundings"),
    [("sys.modules['psycopg'] = None", {}), ("", {"PSYCOPG_IMPL": "none"})],
    ids=["not installed", "without its library"],
)
def test_a_driver_that_is_missing_is_told(before: str, surroundings: dict[str, str]) -> None:
    result = subprocess.run(
        [sys.executable, "-c", TRY.format(before=before)],
        env={**os.environ, **surroundings},
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.endswith("PostgreSQL needs it; install timeline-db[postgres]\n")
    assert result.stdout.count("\n") == 1


def test_a_file_needs_no_driver(sqlite_url: str) -> None:
    with make_engine(read_address(sqlite_url)).begin() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
