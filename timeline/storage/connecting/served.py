"""Reading and writing through SQLAlchemy: servers, and databases in memory."""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, CursorResult, text

from timeline.errors import NoDatabase
from timeline.storage.connecting.address import Address
from timeline.storage.connecting.engine import explained, make_engine
from timeline.storage.connecting.reader import Parameters, Reader, not_timeline

_ROWS_AT_A_TIME = 1_000
_PARAMETER = re.compile(r"(?<![:\w]):([a-z]\w*)")
"""Two colons are a cast."""
_TEXTS_REMEMBERED = 200
_PREPARED_AFTER = 5
"""Psycopg's own: what is asked more often in one connection is prepared, and soon planned for any values at all."""


class ConnectionReader:
    """Reads through an open SQLAlchemy connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.dialect = connection.dialect.name

    def rows(self, sql: str, parameters: Parameters, *, few: bool = False) -> Iterator[tuple[Any, ...]]:
        """The rows of one query, streamed; ``few`` are fetched at once, which spares a server some ways."""
        if self.dialect == "postgresql":
            sql = _with_percent(sql)
            driver: Any = self._connection.connection.dbapi_connection
            driver.prepare_threshold = None if _depends_on_values(parameters) else _PREPARED_AFTER
        options = {} if few else {"yield_per": _ROWS_AT_A_TIME}
        # Past the expression language, which would look for its own signs in every one of our texts.
        result = self._connection.exec_driver_sql(sql, dict(parameters), execution_options=options)
        return iter([tuple(row) for row in result]) if few else _until_closed(result)


def _depends_on_values(parameters: Parameters) -> bool:
    """Whether a statement has to be planned for what it asks: a page of all times.

    For an actor in every third event its list is walked until the page is full; for any actor at all, everything
    would be found first, and sorted. A window bounds both, and planning its many branches takes longer than the page.
    """
    return "limit" in parameters and "from_day" not in parameters


@lru_cache(_TEXTS_REMEMBERED)
def _with_percent(sql: str) -> str:
    """The text as psycopg takes it: ``%(name)s`` for ``:name``."""
    return _PARAMETER.sub(r"%(\1)s", sql.replace("%", "%%"))


def _until_closed(result: CursorResult[Any]) -> Iterator[tuple[Any, ...]]:
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
