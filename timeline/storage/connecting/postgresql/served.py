"""Reading from a server through its driver alone: SQLAlchemy takes longer to import than most questions to answer."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NamedTuple

import psycopg

from timeline.errors import DatabaseError, NoDatabase, TimelineError
from timeline.storage.connecting.address import Address
from timeline.storage.connecting.complaints import explain
from timeline.storage.connecting.postgresql.citus import HAS_CITUS
from timeline.storage.connecting.postgresql.driver_text import with_names, with_numbers
from timeline.storage.connecting.reader import Parameters
from timeline.storage.connecting.row_streams import Rows, StreamingReader
from timeline.storage.connecting.server_options import server_options
from timeline.storage.connecting.version import VERSION_TABLE, check_version, not_timeline

if TYPE_CHECKING:
    from sqlalchemy import Connection as LockingConnection

    from timeline.storage.connecting.time_limit import TimeLimit

_ROWS_AT_A_TIME = 1_000
_IDLE_KEPT = 8
"""So many connections wait for the next question; more are made when they are needed, and closed after."""

_Connection = psycopg.Connection[tuple[Any, ...]]
_Cursor = psycopg.Cursor[tuple[Any, ...]]

_BEGIN = (
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    # Our statements say by their form how they are to be answered: to plan the branches of a window anew takes longer
    # than the page. What has to be planned for its values is sent with them in it. Citus refuses some plans for any
    # values, and relies on being asked again.
    f"SELECT set_config('plan_cache_mode', 'force_generic_plan', true) WHERE ({HAS_CITUS}) = 0",
    # What is asked again and again is in memory: by the default of 4, for disks that turn, a whole table would be read
    # to find what a few hundred looks into an index find.
    "SET LOCAL random_page_cost = 1.1",
)
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
"""In our schema alone: what stands further down the search_path is another timeline's."""
_VERSION = (f"{_TABLES} AND tablename = '{VERSION_TABLE}'", f"SELECT version_num FROM {VERSION_TABLE}")


_OF_A_LIST = {"limit", "offset", "start_day", "start_rank", "start_id", "actor0"}
"""What a page of all events, or of all of one actor, asks: whoever it is, an index has them in order."""


class _Stream(psycopg.RawServerCursor[tuple[Any, ...]]):
    """Rows that the server keeps until they are fetched."""

    def close(self) -> None:
        """Gives up the rest; a server that is gone has done so, and who reads on is told."""
        try:
            super().close()
        except psycopg.Error:
            psycopg.Cursor.close(self)


class ServedReader(StreamingReader[_Connection]):
    """Reads from a server; what that complains of is told in one line, whoever reads on."""

    dialect = "postgresql"
    at_a_time = _ROWS_AT_A_TIME

    def __init__(
        self,
        connection: _Connection,
        address: Address,
        limit: "TimeLimit | None",
        holding_loads: "LockingConnection | None",
    ) -> None:
        super().__init__(connection, limit)
        self.holding_loads = holding_loads
        """What keeps loads waiting, where that has to be."""
        self._address = address
        self._streams = 0

    def _ask(self, connection: _Connection, sql: str, parameters: Parameters, *, few: bool) -> _Cursor:
        """``few`` are sent at once; of many the server keeps what has not been fetched."""
        with _told(self._address, self.limit):
            if few and _depends_on_values(parameters):
                cursor: _Cursor = psycopg.ClientCursor(connection)
                return cursor.execute(with_names(sql).encode(), parameters, prepare=False)
            text, names = with_numbers(sql)
            values = [parameters[name] for name in names]
            if few:
                return psycopg.RawCursor(connection).execute(text.encode(), values)
            self._streams += 1
            streamed = _Stream(connection, f"timeline_{self._streams}")
            try:
                return streamed.execute(text.encode(), values)
            except BaseException:
                streamed.close()
                raise

    def _fetch(self, rows: _Cursor, most: int) -> Rows:
        with _told(self._address, self.limit):
            return rows.fetchmany(most)


def _depends_on_values(parameters: Parameters) -> bool:
    """Whether a statement has to be planned for what it asks: a page of all times that some filter narrows.

    For a group that every second event fits its list is walked until the page is full; for any group at all, everything
    would be found first, and sorted. A window bounds both, and planning its many branches takes longer than the page.
    """
    return "limit" in parameters and "from_day" not in parameters and not parameters.keys() <= _OF_A_LIST


@contextmanager
def _told(address: Address, limit: "TimeLimit | None") -> Iterator[None]:
    """Turns the driver's errors into one line."""
    try:
        yield
    except psycopg.Error as error:
        raise _line(error, address, limit) from None


def _line(error: psycopg.Error, address: Address, limit: "TimeLimit | None") -> TimelineError:
    if limit is not None and limit.has_ended(error):
        return limit.error()
    return DatabaseError(explain(address, error))


class _Found(NamedTuple):
    """A connection in its transaction, and what its database says of itself."""

    connection: _Connection
    versions: list[str]


class ServerConnections:
    """Connections to a server; each serves one question, in a read-only transaction of its own, and waits for the next.

    Without a limit to their number: who holds one answer and asks a second would wait for ever for those who do the
    same. The server has a limit of its own.
    """

    def __init__(self, address: Address) -> None:
        self._address = address
        self._options = server_options(address)
        self._idle: deque[_Connection] = deque()
        """Taken and given back without a lock of ours: the collector may give one back in the middle of that."""

    def lend(self, limit: "TimeLimit | None", *, steady: bool = False) -> ServedReader:
        """A reader, from now on of one moment, over several servers too if it is steady. Raises DatabaseError."""
        holding_loads = self._hold_loads() if steady else None
        try:
            with _told(self._address, limit):
                connection, versions = self._begun(limit)
                try:
                    self._check(connection, versions)  # all that is read from here on is of one moment
                    return ServedReader(connection, self._address, limit, holding_loads)
                except BaseException:
                    connection.close()
                    raise
        except BaseException:
            _let_go(holding_loads)
            raise

    def _begun(self, limit: "TimeLimit | None") -> _Found:
        """A connection that has begun to read; the server may have ended one that has waited since."""
        while self._idle:
            try:
                idle = self._idle.pop()
            except IndexError:  # another thread was quicker
                break
            with suppress(psycopg.OperationalError):
                return self._begin(idle, limit)
        return self._begin(self._connect(), limit)

    def _connect(self) -> _Connection:
        options: dict[str, Any] = {**self._options, "autocommit": True}
        return psycopg.connect(**options)

    def _begin(self, connection: _Connection, limit: "TimeLimit | None") -> _Found:
        """Begins to read, on one way to the server and back."""
        bounds = () if limit is None else (limit.statement(),)
        try:
            answers = connection.execute("; ".join((*_BEGIN, *bounds, *_VERSION)).encode(), prepare=False)
            rows = [answers.fetchall() for _ in answers.results() if answers.description is not None]
        except psycopg.errors.UndefinedTable:
            rows = [[], []]
        except BaseException:
            connection.close()
            raise
        named, versions = rows[-2:]
        return _Found(connection, [str(version) for (version,) in versions] if named else [])

    def _check(self, connection: _Connection, versions: list[str]) -> None:
        """Refuses what is no timeline of this version, with a DatabaseError."""
        if not versions:
            raise NoDatabase(not_timeline(self._address.label))
        tables = _TABLES.encode()
        check_version(versions, lambda: (str(name) for (name,) in connection.execute(tables)), self._address.label)

    def _hold_loads(self) -> "LockingConnection | None":
        """Keeps loads waiting, where events are spread over several servers."""
        with _told(self._address, None), self._connect() as connection:
            if connection.execute(HAS_CITUS.encode()).fetchone() == (0,):
                return None
        from timeline.storage.connecting.postgresql.load_lock import hold_loads  # it knows SQLAlchemy

        return hold_loads(self._address)

    def take_back(self, reader: ServedReader) -> None:
        """Ends the reader's transaction; its connection waits for the next question."""
        connection = reader.release()
        if connection is None:
            return
        _let_go(reader.holding_loads)
        try:
            connection.commit()  # nothing was written; psycopg forgets at a rollback what it has prepared
        except psycopg.Error:  # the server is gone, and who was reading has been told
            connection.close()
            return
        self._idle.append(connection)
        while len(self._idle) > _IDLE_KEPT:
            self._close_oldest()

    def close(self) -> None:
        """Closes the connections that wait."""
        while self._idle:
            self._close_oldest()

    def _close_oldest(self) -> None:
        try:
            self._idle.popleft().close()
        except IndexError:  # another thread was quicker
            return


def _let_go(holding_loads: "LockingConnection | None") -> None:
    """Lets loads go on, where they were kept waiting."""
    if holding_loads is not None:
        from timeline.storage.connecting.postgresql.load_lock import let_loads_go_on

        let_loads_go_on(holding_loads)
