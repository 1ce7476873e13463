"""The one small door through which queries read: SQL text with named parameters in, tuples out.

Two implementations give the same rows for the same text: the standard library's ``sqlite3`` (which
starts much quicker) and a SQLAlchemy connection for everything else.
"""

import os.path
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Any, Protocol

from timeline.errors import DatabaseError, NoDatabase
from timeline.storage.address import Address
from timeline.storage.version import HEAD, KNOWN

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
        from timeline.storage.served import open_served_reader  # only servers need SQLAlchemy

        with open_served_reader(address) as served:
            check_version(served, address.label)
            yield served
        return
    if not os.path.exists(address.path):
        raise NoDatabase(f"there is no database at {address.label}: make one with `timeline load PATH`")
    refuse_folder(address)
    connection = None
    try:
        if os.path.exists(f"{address.path}-journal"):
            _take_back(address.path)
        connection = sqlite3.connect(_uri(address.path), uri=True, isolation_level=None)
        connection.execute("BEGIN")
        reader = SqliteReader(connection)
        check_version(reader, address.label)
        yield reader
    except sqlite3.Error as error:
        from timeline.storage.engine import explain  # the wording stands once, beside the engine

        raise DatabaseError(explain(address, error)) from None
    finally:
        if connection is not None:
            connection.close()


def _take_back(path: str) -> None:
    """Undoes what a writer that was killed has left half-done; who opens a file for reading only may not.

    A writer that is still at work is left alone.
    """
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()


def _uri(path: str) -> str:
    """The URI that opens a file for reading only; SQLite takes these three signs for its own."""
    for sign, quoted in (("%", "%25"), ("?", "%3f"), ("#", "%23")):
        path = path.replace(sign, quoted)
    # Two slashes before an absolute path: else the second of two would begin the name of a host.
    return f"file:{'//' if path.startswith('/') else ''}{path}?mode=ro"


def check_version(reader: Reader, label: str) -> None:
    """Refuses a database of another version, or of something else, with a DatabaseError."""
    try:
        found = [version for (version,) in reader.rows("SELECT version_num FROM alembic_version", {})]
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            raise
        raise NoDatabase(not_timeline(label)) from None
    if found == [HEAD]:
        return
    if not found:
        raise NoDatabase(not_timeline(label))
    if found[0] in KNOWN:
        raise DatabaseError(older(label))
    raise DatabaseError(newer(label, found[0]))


def refuse_folder(address: Address) -> None:
    """A folder is no database: raises DatabaseError, for SQLite's own words are of a failing disk."""
    if address.path is not None and os.path.isdir(address.path):
        raise DatabaseError(f"{address.label} is a folder: name a file")


def not_timeline(label: str) -> str:
    """What to say of a database without our tables."""
    return f"{label} is no timeline database: make one with `timeline load PATH`, or name another with --db"


def older(label: str) -> str:
    """What to say of a database that an older release has made."""
    return f"{label} was made by an older timeline: bring it up to date with `timeline init`"


def newer(label: str, revision: str) -> str:
    """What to say of a database that a newer release has made."""
    return f"{label} was made by a newer timeline (schema {revision}, this one knows {HEAD}): upgrade timeline-db"


def in_list(name: str, values: "list[str] | tuple[str, ...]", parameters: dict[str, Value]) -> str:
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
