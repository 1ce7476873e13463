"""A database of the same schema that lives in memory, for the length of a question."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from timeline.storage.engine import memory_engine
from timeline.storage.tables import metadata


@contextmanager
def memory_connection() -> Iterator[Connection]:
    """An open transaction on an empty database of this release's schema."""
    engine = memory_engine()
    try:
        with engine.begin() as connection:
            metadata.create_all(connection)
            yield connection
    finally:
        engine.dispose()
