"""Rows on their way, a few hundred at a time, whichever thread asks for the next."""

from _thread import RLock  # threading itself takes a while to import, and no thread is started here
from abc import abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from timeline.errors import DatabaseError
from timeline.storage.connecting.reader import Parameters

if TYPE_CHECKING:
    from timeline.storage.connecting.time_limit import TimeLimit

Connection = TypeVar("Connection")
Rows = list[tuple[Any, ...]]


class OpenRows(Protocol):
    """The rows of a query that are still with the database: a cursor."""

    def close(self) -> None:
        """Gives up the rest."""


class StreamingReader(Generic[Connection]):
    """A reader over one connection, which is used by one thread at a time.

    Which thread that is does not matter: an answer begun in one may be read on in another. Whoever asks while
    another thread is served waits until that one has its rows. Once the connection has been released nothing more
    is read from it, for it may serve another question by then.
    """

    dialect: str
    at_a_time: int
    """Rows that are fetched together; an answer with fewer has been read when it is given."""

    def __init__(self, connection: Connection, limit: "TimeLimit | None" = None) -> None:
        """Readers of each kind see to it that a statement which is at work when the limit is over ends then."""
        self.limit = limit
        self._connection: Connection | None = connection
        self._turn = RLock()
        self._unfinished: set[OpenRows] = set()

    @abstractmethod
    def _ask(self, connection: Connection, sql: str, parameters: Parameters, *, few: bool) -> OpenRows:
        """Begins to ask."""

    @abstractmethod
    def _fetch(self, rows: Any, most: int) -> Rows:
        """The next rows; fewer than asked for where there are no more."""

    def rows(self, sql: str, parameters: Parameters, *, few: bool = False) -> Iterator[tuple[Any, ...]]:
        """The rows of one query, streamed."""
        with self._turn:
            rows = self._ask(self._held(), sql, parameters, few=few)
            first = self._fetch(rows, self.at_a_time)
            if len(first) < self.at_a_time:
                rows.close()
                return iter(first)
            self._unfinished.add(rows)
        return self._streamed(first, rows)

    def _streamed(self, fetched: Rows, rows: OpenRows) -> Iterator[tuple[Any, ...]]:
        try:
            while fetched:
                yield from fetched
                with self._turn:
                    self._held()
                    fetched = self._fetch(rows, self.at_a_time)
        finally:  # also for who stops half-way
            with self._turn:
                if rows in self._unfinished:
                    self._unfinished.remove(rows)
                    rows.close()

    def _held(self) -> Connection:
        if self._connection is None:
            raise DatabaseError("this answer is closed: read it while its database, and its own block, are open")
        if self.limit is not None:
            self.limit.refuse_late()
        return self._connection

    def release(self) -> Connection | None:
        """Ends every answer and gives the connection back; None where it was given back before.

        Waits for a thread that is just being served.
        """
        with self._turn:
            while self._unfinished:
                self._unfinished.pop().close()
            connection, self._connection = self._connection, None
            return connection
