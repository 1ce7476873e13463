"""Reading through SQLAlchemy: databases in memory, and what is being written."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, CursorResult
from sqlalchemy.exc import DBAPIError

from timeline.storage.connecting.postgresql.driver_text import with_names
from timeline.storage.connecting.reader import Parameters
from timeline.storage.connecting.row_streams import Rows, StreamingReader

if TYPE_CHECKING:
    from timeline.storage.connecting.time_limit import TimeLimit

_ROWS_AT_A_TIME = 1_000


class ConnectionReader(StreamingReader[Connection]):
    """Reads through an open SQLAlchemy connection."""

    at_a_time = _ROWS_AT_A_TIME

    def __init__(self, connection: Connection, limit: "TimeLimit | None" = None) -> None:
        """``limit`` is for databases in memory: what is being written takes the time it needs."""
        super().__init__(connection, limit)
        self.dialect = connection.dialect.name
        if limit is not None:
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
            sql = with_names(sql)
        options: Mapping[str, Any] = {} if few else {"yield_per": self.at_a_time}
        # Past the expression language, which would look for its own signs in every one of our texts.
        with self._ended():
            return connection.exec_driver_sql(sql, dict(parameters), execution_options=options)

    def _fetch(self, rows: CursorResult[Any], most: int) -> Rows:
        with self._ended():
            return [tuple(row) for row in rows.fetchmany(most)]
