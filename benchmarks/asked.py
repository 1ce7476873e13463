"""What the benchmarks ask for: windows, actors and groups; and the SQL that a question comes to."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.generator import BIG_GROUP, DAYS, FIRST_DAY, GROUP_EVERY, World
from timeline.domain.dates.typed import windows as typed_windows
from timeline.query import EventQuery
from timeline.storage.connecting.database import open_database
from timeline.storage.connecting.reader import Parameters, Reader
from timeline.storage.reading.told.entries import find_entries

PAGE = 50
WINDOWS = 20
"""So many windows, evenly over the years, stand for any."""


class Window(NamedTuple):
    """The first and the last day."""

    from_day: int
    to_day: int

    def of(self, query: EventQuery) -> EventQuery:
        """The query for this window."""
        return query._replace(window=typed_windows.Window(self.from_day, self.to_day, self.typed))

    @property
    def typed(self) -> str:
        """As people type it."""
        return f"{date.fromordinal(self.from_day)}..{date.fromordinal(self.to_day)}"


Statements = list[tuple[str, dict[str, Any]]]


@contextmanager
def opened(database: Path | str) -> Iterator[Reader]:
    """A reader over a database, as every command opens it."""
    with open_database(str(database)) as opened_, opened_.reading() as reader:
        yield reader


@contextmanager
def raw(database: Path) -> Iterator[sqlite3.Connection]:
    """The standard library's connection, and nothing else."""
    connection = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True, isolation_level=None)
    connection.execute("BEGIN")
    try:
        yield connection
    finally:
        connection.close()


def queries(days: int) -> list[EventQuery]:
    """For what overlaps each of the windows of so many days."""
    return [window.of(EventQuery()) for window in windows(days)]


def windows(days: int, count: int = WINDOWS) -> list[Window]:
    """The first and the last day of windows of so many days, the years' ends left out."""
    first = FIRST_DAY.toordinal() + DAYS // 20
    step = DAYS * 9 // 10 // count
    return [Window(first + step * each, first + step * each + days - 1) for each in range(count)]


def actors(world: World) -> dict[str, str]:
    """The id of an actor in very many events, in some, in few."""
    ranks = {"hottest": 0, "middling": world.actors // 50, "rare": world.actors - 2}
    return {name: world.actor_id(rank + (rank % GROUP_EVERY == BIG_GROUP)) for name, rank in ranks.items()}


def groups(world: World) -> dict[str, str]:
    """The id of the group that most belong to, and of one like the others."""
    return {"biggest": world.actor_id(BIG_GROUP), "usual": world.actor_id(BIG_GROUP + GROUP_EVERY)}


def page(reader: Reader, query: EventQuery, *, brief: bool = True) -> int:
    """How many events the first page has; brief is what lists show."""
    return sum(1 for _ in find_entries(reader, query._replace(limit=PAGE), brief=brief))


class Recorder:
    """A reader that notes what it is asked."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.statements: Statements = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reader, name)

    def rows(self, sql: str, parameters: Parameters, *, few: bool = False) -> Iterator[tuple[Any, ...]]:
        """The rows, noted in passing."""
        self.statements.append((sql, dict(parameters)))
        return self._reader.rows(sql, parameters, few=few)


def statements(reader: Reader, query: EventQuery, *, brief: bool = True) -> Statements:
    """Every statement that a page sends, in order."""
    recorder = Recorder(reader)
    page(recorder, query, brief=brief)
    return recorder.statements


def replay(connection: sqlite3.Connection, asked: Statements) -> None:
    """Runs statements as they are, and reads all of their rows."""
    for sql, parameters in asked:
        connection.execute(sql, parameters).fetchall()
