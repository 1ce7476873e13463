"""Address -> Engine: how SQLAlchemy reaches SQLite and PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool, StaticPool

from timeline.errors import DatabaseError
from timeline.storage.connecting.address import Address
from timeline.storage.connecting.complaints import explain
from timeline.storage.connecting.server_options import NO_DRIVER, server_options

BUSY_SECONDS = 30.0
"""How long a load waits for another on SQLite; a server lets it wait until the other is done."""


def make_engine(address: Address, **options: Any) -> Engine:
    """An engine whose transactions are real ones on both databases, and whose foreign keys hold.

    ``options`` go to a server's driver, before those of the URL. Raises DatabaseError for an URL that is none.
    """
    if address.path is not None:
        return _sqlite_engine(URL.create("sqlite", database=address.path), NullPool)
    told = server_options(address) | options
    try:
        return create_engine("postgresql+psycopg://", connect_args=told, poolclass=NullPool)
    except ImportError:  # psycopg is not there, or finds no library to work with
        raise DatabaseError(NO_DRIVER) from None


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
