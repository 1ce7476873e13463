"""A database that is open for reading: as many readers as there are questions at once, from any thread."""

from _thread import allocate_lock  # threading itself takes a while to import, and no thread is started here
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol

from timeline.errors import DatabaseError
from timeline.storage.connecting.address import Address, read_address
from timeline.storage.connecting.reader import Reader

if TYPE_CHECKING:
    from timeline.storage.connecting.row_streams import StreamingReader
    from timeline.storage.connecting.time_limit import TimeLimit


class Database:
    """What stands at an address, for as many threads as ask, until it is closed.

    To make one asks nothing of the database: it need not be there yet. Each question has a reader, and that a
    connection, of its own, which is kept for the next question. Not to be taken along into a forked process.
    """

    def __init__(self, address: Address) -> None:
        self.address = address
        self._connections: _Connections | None = None
        self._making = allocate_lock()
        self._lent: set[StreamingReader[Any]] = set()
        self._is_closed = False

    @contextmanager
    def reading(self, *, time_limit: float | None = None, steady: bool = False) -> Iterator[Reader]:
        """A reader for one question, for the length of a ``with`` block; it writes nothing.

        Everything read within the block is of one moment, and what has not been read by its end cannot be read any
        more. Where Citus spreads the events over several servers only ``steady`` makes it so, by keeping loads waiting
        for the length of the block; without, a load that ends meanwhile may be half seen. A block within a block, or
        beside it in another thread, is another question.

        ``time_limit``: seconds that the question may take, the first statement to the last row; whoever reads on
        after that gets TookTooLong, and a statement that is at work is ended. The database can be asked again.

        Raises DatabaseError, in one line, where there is no database, or it is not one of this version.
        """
        connections = self._opened()
        reader = connections.lend(_limit(time_limit), steady=steady)
        self._lent.add(reader)
        try:
            self._refuse_closed()  # by now
            yield reader
        finally:
            connections.take_back(reader)
            self._lent.discard(reader)
            if self._is_closed:
                connections.close()

    def close(self) -> None:
        """Closes every connection, also those that are being read from: their answers end with an error.

        Waits for a thread that is just being served.
        """
        with self._making:
            self._is_closed = True
            connections = self._connections
        if connections is not None:
            for reader in list(self._lent):
                connections.take_back(reader)
            connections.close()

    def __enter__(self) -> "Database":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _opened(self) -> "_Connections":
        """The connections, made at the first question."""
        with self._making:
            self._refuse_closed()
            if self._connections is None:
                self._connections = _connections(self.address)
            return self._connections

    def _refuse_closed(self) -> None:
        if self._is_closed:
            raise DatabaseError(f"{self.address.label} has been closed: open it again")


def open_database(text: str) -> Database:
    """The database that a path or URL names. Raises DatabaseError for what names none."""
    return Database(read_address(text))


def _limit(seconds: float | None) -> "TimeLimit | None":
    if seconds is None:
        return None
    from timeline.storage.connecting.time_limit import TimeLimit  # commands take the time they need

    return TimeLimit(seconds)


class _Connections(Protocol):
    """The connections to one database, for any number of threads."""

    def lend(self, limit: "TimeLimit | None", *, steady: bool = False) -> "StreamingReader[Any]":
        """A reader, from now on of one moment. Raises DatabaseError."""

    def take_back(self, reader: Any) -> None:
        """Ends the reader; to be called again does nothing."""

    def close(self) -> None:
        """Closes the connections that nobody reads from."""


def _connections(address: Address) -> _Connections:
    if address.path is None:
        try:
            from timeline.storage.connecting.postgresql.served import ServerConnections
        except ImportError:  # psycopg is not there, or finds no library to work with
            from timeline.storage.connecting.server_options import NO_DRIVER

            raise DatabaseError(NO_DRIVER) from None
        return ServerConnections(address)
    from timeline.storage.connecting.sqlite.sqlite_file import FileConnections

    return FileConnections(address)
