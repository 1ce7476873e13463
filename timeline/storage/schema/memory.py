"""A database of the same schema that lives in memory, for the length of a question."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Index

from timeline.storage.connecting.engine import memory_engine
from timeline.storage.schema.tables import metadata


@contextmanager
def memory_connection() -> Iterator[Connection]:
    """An open transaction on an empty database of this release's schema."""
    engine = memory_engine()
    try:
        with engine.begin() as connection:
            metadata.create_all(connection)
            # Of two indexes that serve alike SQLite takes one by their age: made anew by name, as in a file.
            for index in sorted((each for table in metadata.sorted_tables for each in table.indexes), key=_name):
                index.drop(connection)
                index.create(connection)
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


def _name(index: Index) -> str:
    return str(index.name)
