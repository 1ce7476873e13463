"""Reading a SQLite file through the standard library, which starts much quicker than SQLAlchemy."""

import os
import sqlite3
import stat
from collections import deque
from contextlib import closing
from typing import TYPE_CHECKING

from timeline.errors import DatabaseError, NoDatabase, TimelineError
from timeline.storage.connecting.address import Address
from timeline.storage.connecting.reader import Parameters
from timeline.storage.connecting.row_streams import Rows, StreamingReader
from timeline.storage.connecting.version import VERSION_TABLE, check_version, not_timeline

if TYPE_CHECKING:
    from timeline.storage.connecting.time_limit import TimeLimit

_ROWS_AT_A_TIME = 250
_IDLE_KEPT = 8
"""So many connections wait for the next question; more are made when they are needed, and closed after."""

_CACHE_KIB = 8_192
"""Of the file, kept by a connection as it reads: in SQLite's own 2 MiB the statements of one question push each other's
pages out. Not more, for a server keeps several connections."""

_State = tuple[int, int, int, int]
"""What tells a file from another, and from itself before it was written to."""


class SqliteReader(StreamingReader[sqlite3.Connection]):
    """Reads a SQLite file; what is wrong with it is told in one line, whoever reads on."""

    dialect = "sqlite"
    at_a_time = _ROWS_AT_A_TIME

    def __init__(
        self, connection: sqlite3.Connection, address: Address, state: _State | None, limit: "TimeLimit | None"
    ) -> None:
        super().__init__(connection, limit)
        self.state = state
        """Of the file when it was opened."""
        self._address = address

    def _ask(self, connection: sqlite3.Connection, sql: str, parameters: Parameters, *, few: bool) -> sqlite3.Cursor:  # noqa: ARG002
        """A file sends rows one by one at no cost, few or many."""
        try:
            return connection.execute(sql, dict(parameters))
        except sqlite3.Error as error:
            raise self._told(error) from None

    def _fetch(self, rows: sqlite3.Cursor, most: int) -> Rows:
        try:
            return rows.fetchmany(most)
        except sqlite3.Error as error:
            raise self._told(error) from None

    def _told(self, error: sqlite3.Error) -> TimelineError:
        if self.limit is not None and self.limit.has_ended(error):
            return self.limit.error()
        return _told(error, self._address)


class FileConnections:
    """Connections to a file; each serves one question, in a transaction of its own, and is kept for the next.

    Between questions no lock is held, and nobody waits for what is idle.
    """

    def __init__(self, address: Address) -> None:
        self._address = address
        self._path = address.path or ""
        self._idle: deque[tuple[sqlite3.Connection, _State | None]] = deque()
        """Taken and given back without a lock of ours: the collector may give one back in the middle of that."""

    def lend(self, limit: "TimeLimit | None", *, steady: bool = False) -> SqliteReader:  # noqa: ARG002
        """A reader, from now on of one moment: of a file always steady. Raises DatabaseError."""
        refuse_no_file(self._address)
        try:
            if os.path.exists(self._path) and os.path.exists(f"{self._path}-journal"):
                _undo_half_done(self._path, self._address.label)
            if _is_missing(self._path):
                raise NoDatabase(f"there is no database at {self._address.label}: make one with `timeline load PATH`")
            state = _state(self._path)
            connection = self._idle_one(state) or _connect(self._path)
            try:
                if limit is not None:
                    limit.bind_file(connection)
                connection.execute("BEGIN")
                self._check(connection)
                return SqliteReader(connection, self._address, state, limit)
            except BaseException:
                connection.close()
                raise
        except sqlite3.Error as error:
            raise _told(error, self._address) from None

    def _idle_one(self, state: _State | None) -> sqlite3.Connection | None:
        """A connection to the file that is there now: another may have taken its place, or been copied over it."""
        while self._idle:
            try:
                connection, opened = self._idle.pop()
            except IndexError:  # another thread was quicker
                return None
            if opened is not None and opened == state:
                return connection
            connection.close()
        return None

    def _check(self, connection: sqlite3.Connection) -> None:
        """Refuses what is no timeline of this version, with a DatabaseError."""
        label = self._address.label
        try:
            found = [str(version) for (version,) in connection.execute(f"SELECT version_num FROM {VERSION_TABLE}")]
        except sqlite3.OperationalError as error:
            if "no such table" not in str(error):
                raise
            raise NoDatabase(not_timeline(label)) from None
        tables = "SELECT name FROM sqlite_master WHERE type = 'table'"
        check_version(found, lambda: (str(name) for (name,) in connection.execute(tables)), label)

    def take_back(self, reader: SqliteReader) -> None:
        """Ends the reader's transaction; its connection waits for the next question."""
        connection = reader.release()
        if connection is None:
            return
        try:
            connection.rollback()
            if reader.limit is not None:
                reader.limit.free_file(connection)
        except sqlite3.Error:  # of a file that is gone or damaged: the next question opens it again
            connection.close()
            return
        self._idle.append((connection, reader.state))
        while len(self._idle) > _IDLE_KEPT:
            self._close_oldest()

    def close(self) -> None:
        """Closes the connections that wait."""
        while self._idle:
            self._close_oldest()

    def _close_oldest(self) -> None:
        try:
            self._idle.popleft()[0].close()
        except IndexError:  # another thread was quicker
            return


def _connect(path: str) -> sqlite3.Connection:
    # Any thread may use it: a reader sees to it that they do so one after the other.
    connection = sqlite3.connect(_uri(path), uri=True, isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    return connection


def _state(path: str) -> _State | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _told(error: sqlite3.Error, address: Address) -> DatabaseError:
    from timeline.storage.connecting.complaints import explain  # no question that is answered needs it

    return DatabaseError(explain(address, error))


def _undo_half_done(path: str, label: str) -> None:
    """Undoes what a writer that was killed has left half-done; who opens a file for reading only may not.

    A writer that is still at work is left alone. Raises DatabaseError where this user may not undo it.
    """
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except sqlite3.OperationalError as error:
        if (_may_write(path) and _may_write(os.path.dirname(path) or ".")) or not os.path.exists(f"{path}-journal"):
            raise
        raise DatabaseError(
            f"{label}: a load was cut off; to undo it (see {os.path.basename(path)}-journal) takes the right to write "
            f"to this file and its folder: have {_owner(path)} ask it once, as with `timeline events --limit 1`"
        ) from error


def _is_missing(path: str) -> bool:
    """Whether there is no database: nothing, or only what a killed run has left of one that it was making."""
    if os.path.exists(path) and os.path.getsize(path) > 0:
        return False
    from timeline.storage.connecting.sqlite.new_file import (
        remove_stray,  # what stands there is a database, nearly always
    )

    remove_stray(path)
    return not os.path.exists(path)


def _may_write(path: str) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _owner(path: str) -> str:
    """The name of a file's owner; in other words where the system knows none."""
    try:
        from pathlib import Path  # no question that is answered needs it

        return Path(path).owner()
    except (KeyError, OSError, NotImplementedError):  # UnsupportedOperation is both of an OSError and a ValueError
        return "its owner"


def _uri(path: str) -> str:
    """The URI that opens a file for reading only; SQLite takes these three signs for its own."""
    for sign, quoted in (("%", "%25"), ("?", "%3f"), ("#", "%23")):
        path = path.replace(sign, quoted)
    # Two slashes before an absolute path: else the second of two would begin the name of a host.
    return f"file:{'//' if path.startswith('/') else ''}{path}?mode=ro"


def refuse_no_file(address: Address) -> None:
    """Only a file is a database: raises DatabaseError for what is there and is none.

    SQLite would speak of a failing disk, and wait for ever at a pipe.
    """
    try:
        mode = os.stat(address.path or "").st_mode
    except (OSError, ValueError):
        return  # not there, not to be seen or not even a path: SQLite tells
    if stat.S_ISDIR(mode):
        raise DatabaseError(f"{address.label} is a folder: name a file")
    if not stat.S_ISREG(mode):
        kind = "pipe" if stat.S_ISFIFO(mode) else "socket" if stat.S_ISSOCK(mode) else "device"
        raise DatabaseError(f"{address.label} is a {kind}: name a file")
