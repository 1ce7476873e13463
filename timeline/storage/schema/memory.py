"""A database of the same schema that lives in memory, for the length of a question."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from threading import Lock

from sqlalchemy import Connection, Engine, Index
from sqlalchemy.schema import CreateIndex, CreateTable

from timeline.storage.connecting.engine import memory_engine
from timeline.storage.schema.tables import event_text, metadata
from timeline.storage.schema.word_index import create_words

_copying = Lock()


@contextmanager
def memory_connection() -> Iterator[Connection]:
    """An open transaction on an empty database of this release's schema."""
    engine = memory_engine()
    try:
        # Made once and then copied: that takes a fiftieth of the time.
        with _copying, _driver_of(engine) as driver:
            _empty().backup(driver)
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def for_a_while(connection: Connection) -> Iterator[None]:
    """A block whose writes are gone at its end."""
    savepoint = connection.begin_nested()
    try:
        yield
    finally:
        savepoint.rollback()


@cache
def _empty() -> sqlite3.Connection:
    """A database with every table, and nothing in any."""
    empty = sqlite3.connect(":memory:", check_same_thread=False)
    engine = memory_engine()
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            connection.execute(CreateTable(table))
        # Of two indexes that serve alike SQLite takes one by their age: made by name, as in a file.
        for index in sorted((each for table in metadata.sorted_tables for each in table.indexes), key=_name):
            connection.execute(CreateIndex(index))
        create_words(event_text, connection)
    with _driver_of(engine) as driver:
        driver.backup(empty)
    engine.dispose()
    return empty


@contextmanager
def _driver_of(engine: Engine) -> Iterator[sqlite3.Connection]:
    """The driver's own connection, in no transaction."""
    with closing(engine.raw_connection()) as borrowed:
        driver = borrowed.dbapi_connection
        assert isinstance(driver, sqlite3.Connection), "that is what a database in memory is"
        yield driver


def _name(index: Index) -> str:
    return str(index.name)
