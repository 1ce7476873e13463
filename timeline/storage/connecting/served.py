"""Reading through SQLAlchemy: servers, databases in memory, and what is being written."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, CursorResult, text
from sqlalchemy.exc import DBAPIError

from timeline.errors import NoDatabase
from timeline.storage.connecting.address import Address
from timeline.storage.connecting.engine import explained, make_engine
from timeline.storage.connecting.load_lock import hold_loads, let_loads_go_on
from timeline.storage.connecting.reader import Parameters
from timeline.storage.connecting.row_streams import Rows, StreamingReader
from timeline.storage.connecting.version import VERSION_TABLE, check_version, not_timeline

if TYPE_CHECKING:
    from timeline.storage.connecting.time_limit import TimeLimit

_ROWS_AT_A_TIME = 1_000
_PARAMETER = re.compile(r"(?<![:\w]):([a-z]\w*)")
"""Two colons are a cast."""
_TEXTS_REMEMBERED = 200
_PREPARED_AFTER = 5
"""Psycopg's own: what is asked more often in one connection is prepared, and soon planned for any values at all."""
_IDLE_KEPT = 8
"""So many connections of a pool wait for the next question; more are made when they are needed, and closed after."""


class ConnectionReader(StreamingReader[Connection]):
    """Reads through an open SQLAlchemy connection."""

    at_a_time = _ROWS_AT_A_TIME

    def __init__(self, connection: Connection, limit: "TimeLimit | None" = None) -> None:
        super().__init__(connection, limit)
        self.dialect = connection.dialect.name
        if limit is not None:
            self._end_late(connection, limit)

    def _end_late(self, connection: Connection, limit: "TimeLimit") -> None:
        """Lets the database end what is at work when the time is over."""
        if self.dialect == "postgresql":
            connection.exec_driver_sql(limit.statement())
        else:
            driver: Any = connection.connection.dbapi_connection
            limit.bind_file(driver)

    @contextmanager
    def _ended(self) -> Iterator[None]:
        """Tells what the database has ended from what went wrong."""
        try:
            yield
        except DBAPIError as error:
            if self.limit is not None and self.limit.has_ended(error.orig):
                raise self.limit.error() from None
            raise

    def _ask(self, connection: Connection, sql: str, parameters: Parameters, *, few: bool) -> CursorResult[Any]:
        """``few`` are sent at once, which spares a server some ways."""
        if self.dialect == "postgresql":
            sql = _with_percent(sql)
            driver: Any = connection.connection.dbapi_connection
            driver.prepare_threshold = None if _depends_on_values(parameters) else _PREPARED_AFTER
        options: Mapping[str, Any] = {} if few else {"yield_per": self.at_a_time}
        # Past the expression language, which would look for its own signs in every one of our texts.
        with self._ended():
            return connection.exec_driver_sql(sql, dict(parameters), execution_options=options)

    def _fetch(self, rows: CursorResult[Any], most: int) -> Rows:
        with self._ended():
            return [tuple(row) for row in rows.fetchmany(most)]


class ServedReader(ConnectionReader):
    """Reads from a server; what that complains of is told in one line, whoever reads on."""

    def __init__(
        self, connection: Connection, address: Address, limit: "TimeLimit | None", *, holds_loads: bool
    ) -> None:
        super().__init__(connection, limit)
        self._address = address
        self.holds_loads = holds_loads

    def _ask(self, connection: Connection, sql: str, parameters: Parameters, *, few: bool) -> CursorResult[Any]:
        with explained(self._address):
            return super()._ask(connection, sql, parameters, few=few)

    def _fetch(self, rows: CursorResult[Any], most: int) -> Rows:
        with explained(self._address):
            return super()._fetch(rows, most)


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


class ServerConnections:
    """A pool of connections to a server; each serves one question, in a read-only transaction of its own."""

    def __init__(self, address: Address) -> None:
        self._address = address
        engine = make_engine(address, idle_kept=_IDLE_KEPT)
        self._engine = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    def lend(self, limit: "TimeLimit | None", *, steady: bool = False) -> ServedReader:
        """A reader, from now on of one moment, over several servers too if it is steady. Raises DatabaseError."""
        with explained(self._address):
            connection = self._engine.connect()
            try:
                holds_loads = steady and hold_loads(connection, self._address)
                self._check(connection)  # all that is read from here on is of one moment
                return ServedReader(connection, self._address, limit, holds_loads=holds_loads)
            except BaseException:
                connection.invalidate()  # with what it holds
                connection.close()
                raise

    def _check(self, connection: Connection) -> None:
        """Refuses what is no timeline of this version, with a DatabaseError."""
        # In our schema alone: what stands further down the search_path is another timeline's.
        tables = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        if not connection.execute(text(f"{tables} AND tablename = '{VERSION_TABLE}'")).first():
            raise NoDatabase(not_timeline(self._address.label))
        found = [str(each) for each in connection.scalars(text(f"SELECT version_num FROM {VERSION_TABLE}"))]
        check_version(found, lambda: map(str, connection.scalars(text(tables))), self._address.label)

    def take_back(self, reader: ServedReader) -> None:
        """Ends the reader's transaction; its connection waits for the next question."""
        connection = reader.release()
        if connection is not None:
            try:
                if reader.holds_loads:
                    let_loads_go_on(connection)
                connection.close()
            except DBAPIError:  # the server is gone, and who was reading has been told
                with suppress(DBAPIError):
                    connection.invalidate()

    def close(self) -> None:
        """Closes the connections that wait."""
        self._engine.dispose()
