"""Address -> Engine: how SQLAlchemy reaches SQLite and PostgreSQL."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import NullPool, QueuePool, StaticPool

from timeline.errors import DatabaseError
from timeline.storage.connecting.address import Address

BUSY_SECONDS = 30.0
"""How long a load waits for another on SQLite; a server lets it wait until the other is done."""


def make_engine(address: Address, *, idle_kept: int = 0, **options: Any) -> Engine:
    """An engine whose transactions are real ones on both databases, and whose foreign keys hold.

    ``idle_kept``: so many connections to a server wait to be used again; who asks for more gets more. ``options`` go
    to a server's driver, before those of the URL.
    """
    if address.path is not None:
        return _sqlite_engine(URL.create("sqlite", database=address.path), NullPool)
    try:
        return create_engine(address.url or "", connect_args=options, **_pool(idle_kept))
    except ImportError:  # psycopg is not there, or finds no library to work with
        raise DatabaseError(
            "psycopg is not installed or not complete: PostgreSQL needs it; install timeline-db[postgres]"
        ) from None
    except (ArgumentError, NoSuchModuleError, ValueError):  # whose words may repeat a password
        raise DatabaseError(
            f"{address.label} is not a database URL: write postgresql://user@host:5432/name, and signs such as @ / : "
            "in a password as %40 %2F %3A"
        ) from None


def _pool(idle_kept: int) -> dict[str, Any]:
    if not idle_kept:
        return {"poolclass": NullPool}
    # Without a limit: who holds one answer and asks a second would wait for ever for those who do the same. The
    # server has a limit of its own, and may have ended what has waited since.
    return {
        "poolclass": QueuePool,
        "pool_size": idle_kept,
        "max_overflow": -1,
        "pool_pre_ping": True,
        "pool_use_lifo": True,
    }


def memory_engine() -> Engine:
    """An empty SQLite database that lives as long as the engine; any thread may read from it, one at a time."""
    return _sqlite_engine(URL.create("sqlite", database=":memory:"), StaticPool)


def _sqlite_engine(url: URL, pool: Any) -> Engine:
    # Which thread it is does not matter: nothing here is used by two at once.
    engine = create_engine(url, poolclass=pool, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        # The driver would commit before DDL and begin late; here BEGIN is ours alone.
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "invalidate")
    def give_up(connection: Any, _record: Any, _error: Any) -> None:
        # Interrupted in the middle of a statement: to close is not enough while its cursor lives.
        with suppress(connection.Error):
            connection.rollback()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # IMMEDIATE: whoever means to write waits here, not half-way through.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


@contextmanager
def explained(address: Address) -> Iterator[None]:
    """Turns a database's own errors into one line that says what to do."""
    try:
        yield
    except DBAPIError as error:
        raise DatabaseError(explain(address, error.orig or error)) from None


def explain(address: Address, error: BaseException) -> str:
    """One line for what SQLite or PostgreSQL complained of; never holds a password."""
    said = address.without_secrets(" ".join(str(error).split()))
    is_lost = any(words in said for words in _LOST)
    if worker := _WORKER.search(said) or (is_lost and _ON_WORKER.search(said)):
        return f"{address.label}: {silent_worker(f'{worker[1]}:{worker[2]}')}"
    if is_lost:
        return f"{address.label}: the connection to the server was lost; nothing was changed, try again"
    for needle, meaning in _MEANINGS:
        if needle in said:
            return f"{address.label}: {meaning}"
    return f"{address.label}: {said}"


def silent_worker(worker: str) -> str:
    """What to say of one of the servers among which Citus has spread a database, as HOST:PORT."""
    return f"worker {worker} does not answer; start it, or mend the network between the servers, and try again"


_WORKER = re.compile(r"(?:connection to the remote node (?:\S+@)?|connections to the node )(\S+):(\d+)(?= failed|$| )")
"""A worker that the coordinator does not reach (Citus); what follows would name the worker as if it were the server."""
_ON_WORKER = re.compile(r"while executing command on (\S+):(\d+)")
_LOST = (
    "server closed the connection unexpectedly",
    "terminating connection",
    "the connection is lost",
    "the connection is closed",
    "consuming input failed",
    "could not receive data from server",
    "could not send data to server",
    "SSL connection has been closed",
    "SSL SYSCALL error",
)
_MEANINGS = (
    ("database is locked", "another program is writing to this database; try again when it is done"),
    ("database or disk is full", "the disk is full; nothing was changed: free some space and try again"),
    ("file is not a database", "this file is not a database; name another with --db"),
    (
        "database disk image is malformed",
        "this database is damaged; restore a copy, or load the files into a new one",
    ),
    ("attempt to write a readonly database", "this database cannot be written to; check its permissions"),
    ("unable to open database file", "cannot be opened or made here; check the folder and its permissions"),
    ("password authentication failed", "the server knows no such user and password; check both"),
    ("no password supplied", "the server wants a password; put it into ~/.pgpass or PGPASSWORD"),
    ("connection timeout expired", "the server does not answer; check its name and port, and that it runs"),
    ("Connection refused", "no server answers there; check its name and port, and that it runs"),
    (
        "canceling statement due to lock timeout",
        "another program is writing to this database; try again when it is done",
    ),
    ("disk I/O error", "the disk failed or is full; nothing was changed"),
)
