"""Reading and writing through SQLAlchemy: servers, and databases in memory."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from sqlalchemy import Connection, Result, text

from timeline.errors import NoDatabase
from timeline.storage.address import Address
from timeline.storage.engine import explained, make_engine
from timeline.storage.reader import Parameters, Reader, not_timeline

_ROWS_AT_A_TIME = 1_000


class ConnectionReader:
    """Reads through an open SQLAlchemy connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.dialect = connection.dialect.name

    def rows(self, sql: str, parameters: Parameters) -> Iterator[tuple[Any, ...]]:
        """The rows of one query, streamed."""
        result = self._connection.execute(text(sql), dict(parameters), execution_options={"yield_per": _ROWS_AT_A_TIME})
        return _until_closed(result)


def _until_closed(result: Result[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows; the server's cursor is closed with them, also by who stops half-way."""
    with closing(result):
        for row in result:
            yield tuple(row)


@contextmanager
def open_served_reader(address: Address) -> Iterator[Reader]:
    """A reader over a server's database, within one read-only transaction."""
    engine = make_engine(address).execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    with explained(address), engine.connect() as connection:
        # In our schema alone: what stands further down the search_path is another timeline's.
        sql = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'alembic_version'"
        if not connection.execute(text(sql)).scalar_one():
            raise NoDatabase(not_timeline(address.label))
        yield ConnectionReader(connection)
