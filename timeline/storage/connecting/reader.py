"""The one small door through which queries read: SQL text with named parameters in, tuples out.

Two implementations give the same rows for the same text: the standard library's ``sqlite3`` (which
starts much quicker) and a SQLAlchemy connection for everything else.
"""

import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any, Protocol

from timeline.errors import DatabaseError, NoDatabase
from timeline.storage.connecting.address import Address
from timeline.storage.connecting.version import HEAD, KNOWN

Value = str | int | float | list[str] | None
"""A list is for servers alone, see ``among``."""
Parameters = Mapping[str, Value]


class Reader(Protocol):
    """Reads rows; ``:name`` in the text is a parameter on both databases."""

    dialect: str
    """``sqlite`` or ``postgresql``: words are looked up in an index of its own kind on each."""

    def rows(self, sql: str, parameters: Parameters, *, few: bool = False) -> Iterator[tuple[Any, ...]]:
        """The rows of one query, streamed in the order it asks for.

        ``few``: there are no more than a page or the rows of some ids, which a server may send at once.
        """


class SqliteReader:
    """Reads a SQLite file through the standard library."""

    dialect = "sqlite"

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, parameters: Parameters, *, few: bool = False) -> Iterator[tuple[Any, ...]]:  # noqa: ARG002
        """The rows of one query, streamed: a file sends them one by one at no cost."""
        return self._connection.execute(sql, dict(parameters))


@contextmanager
def open_reader(address: Address) -> Iterator[Reader]:
    """A reader over the database at an address, for the length of a ``with`` block; it writes nothing.

    Everything read within the block is of one moment. Raises DatabaseError, in one line, where there is no
    database, or it is not one of this version.
    """
    if address.path is None:
        from timeline.storage.connecting.served import open_served_reader  # only servers need SQLAlchemy

        with open_served_reader(address) as served:
            check_version(served, address.label)
            yield served
        return
    refuse_no_file(address)
    connection = None
    try:
        if os.path.exists(address.path) and os.path.exists(f"{address.path}-journal"):
            _take_back(address.path, address.label)
        if _is_missing(address.path):
            raise NoDatabase(f"there is no database at {address.label}: make one with `timeline load PATH`")
        connection = sqlite3.connect(_uri(address.path), uri=True, isolation_level=None)
        connection.execute("BEGIN")
        reader = SqliteReader(connection)
        check_version(reader, address.label)
        yield reader
    except sqlite3.Error as error:
        from timeline.storage.connecting.engine import explain  # the wording stands once, beside the engine

        raise DatabaseError(explain(address, error)) from None
    finally:
        if connection is not None:
            connection.close()


def _take_back(path: str, label: str) -> None:
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
    from timeline.storage.connecting.new_file import remove_stray  # what stands there is a database, nearly always

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


def check_version(reader: Reader, label: str) -> None:
    """Refuses a database of another version, or of something else, with a DatabaseError."""
    try:
        found = [str(version) for (version,) in reader.rows("SELECT version_num FROM alembic_version", {})]
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            raise
        raise NoDatabase(not_timeline(label)) from None
    if found == [HEAD]:
        return
    tables = "SELECT name FROM sqlite_master WHERE type = 'table'"
    if reader.dialect == "postgresql":
        tables = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
    if not found or not are_ours(str(name) for (name,) in reader.rows(tables, {})):
        raise NoDatabase(not_timeline(label))
    if found[0] in KNOWN and len(found) == 1:
        raise DatabaseError(older(label))
    raise DatabaseError(strange(label, found))


def are_ours(tables: Iterable[str]) -> bool:
    """Whether tables of these names are a timeline's, of whatever version: other applications have Alembic too."""
    return {"actor", "claim", "event", "place", "source"} <= set(tables)


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


def not_timeline(label: str) -> str:
    """What to say of a database without our tables."""
    return f"{label} is no timeline database: make one with `timeline load PATH`, or name another with --db"


def older(label: str) -> str:
    """What to say of a database that an older release has made."""
    return f"{label} was made by an older timeline: bring it up to date with `timeline init`"


def strange(label: str, versions: Sequence[str]) -> str:
    """What to say of a timeline database whose version this release does not know, or that has several."""
    if len(versions) > 1:
        return (
            f"{label} has {len(versions)} versions in its table alembic_version ({', '.join(sorted(versions))}), "
            "where one belongs: restore a copy, or delete the rows that are wrong"
        )
    return f"{label} was made by a newer timeline (schema {versions[0]}, this one knows {HEAD}): upgrade timeline-db"


def in_list(name: str, values: Sequence[str | int], parameters: dict[str, Value]) -> str:
    """``(:name0, :name1, …)`` for an IN, its values added to the parameters.

    Where there is no value: a list that fits nothing.
    """
    if not values:
        return "(NULL)"  # PostgreSQL knows no empty list
    for number, value in enumerate(values):
        parameters[f"{name}{number}"] = value
    return "(" + ", ".join(f":{name}{number}" for number in range(len(values))) + ")"


def among(reader: Reader, name: str, ids: list[str], parameters: dict[str, Value]) -> str:
    """What follows a column that is to be one of these ids: one parameter, added to the others.

    A text of hundreds of parameters takes longer to read than its rows, and is another text for each number of them.
    """
    if reader.dialect == "postgresql":
        parameters[name] = ids
        return f"= ANY(CAST(:{name} AS text[]))"
    joined = '","'.join(ids)
    if "\\" in joined or joined.count('"') != 2 * max(len(ids) - 1, 0) or not joined.isprintable():
        return f"IN {in_list(name, ids, parameters)}"  # no slugs, and nothing to write JSON of by hand
    parameters[name] = f'["{joined}"]' if ids else "[]"
    return f"IN (SELECT value FROM json_each(:{name}))"
