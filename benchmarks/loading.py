"""How fast databases fill, against raw ``executemany`` of finished rows into the same tables; and other tools.

Run from the checkout: python -m benchmarks.loading [--events N]
"""

import csv
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.databases import CHECKOUT, Made, made, tell
from benchmarks.generator import World
from benchmarks.measure import Timed, arguments, heading, machine, say, seconds
from timeline.actions.upkeep.init import init_database
from timeline.cli.collection import without_collection
from timeline.domain.history import Signature
from timeline.domain.records import RecordSet
from timeline.storage.connecting.address import read_address
from timeline.storage.connecting.database import open_database
from timeline.storage.schema import tables
from timeline.storage.writing.change_log import ChangeLog
from timeline.storage.writing.loader import Loader
from timeline.storage.writing.rows import Shape
from timeline.storage.writing.transaction.session import write_session
from timeline.storage.writing.write_rows import insert

BIN = Path(sys.executable).parent
ROUNDS = 3
BATCH = 5_000
MOST_IN_MEMORY = 100_000
"""Rows and records of so many events are made ready before the clock starts."""

_INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"

Rows = list[tuple[str, tuple[Any, ...]]]


def rows_of(database: Path) -> Rows:
    """Every row of a database, table by table, parents before children."""
    found: Rows = []
    with closing(sqlite3.connect(database)) as connection:
        for table in tables.metadata.sorted_tables:
            columns = ", ".join(column.name for column in table.columns)
            found += [(table.name, row) for row in connection.execute(f"SELECT {columns} FROM {table.name}")]
    return found


def by_insert(database: Path, rows: Rows) -> None:
    """Our bulk path: the function that every load ends in."""
    shapes = {table.name: Shape(table.name, *table.columns.keys()) for table in tables.metadata.sorted_tables}
    with without_collection(), write_session(read_address(str(database))) as (connection, _):
        insert(connection, ((shapes[table], row) for table, row in rows))


def by_executemany(database: Path, rows: Rows, *, indexed_after: bool = False) -> None:
    """The same rows in the same order in one transaction, foreign keys held; a statement a table and batch."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN IMMEDIATE")
        indexes = connection.execute(_INDEXES).fetchall() if indexed_after else []
        for name, _ in indexes:
            connection.execute(f"DROP INDEX {name}")
        for table, batch in _batches(rows):
            connection.executemany(_insert(table, batch[0]), batch)
        for _, made_by in indexes:
            connection.execute(made_by)
        connection.execute("COMMIT")


def _insert(table: str, row: tuple[Any, ...]) -> str:
    # By name: columns that came later stand last in the file.
    columns = ", ".join(tables.metadata.tables[table].columns.keys())
    return f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(row))})"


def _batches(rows: Rows) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    table, batch = "", list[tuple[Any, ...]]()
    for table_now, row in rows:
        if table_now != table or len(batch) == BATCH:
            if batch:
                yield table, batch
            table, batch = table_now, []
        batch.append(row)
    if batch:
        yield table, batch


def by_loader(database: Path, parts: list[RecordSet]) -> None:
    """Records that are ready in memory: everything derived, every table, the index of words."""
    with without_collection(), write_session(read_address(str(database))) as (connection, _):
        loader = Loader(connection, ChangeLog(connection, Signature(datetime.now(UTC), "benchmark")))
        for part in parts:
            loader.add(part)
        loader.finish()


def by_import(database: Path, file: Path) -> None:
    """The whole command: reading, checks, everything derived, every table, the index of words."""
    _run([str(BIN / "timeline"), "--db", str(database), "import", str(file)])


def by_sqlite_utils(database: Path, file: Path) -> None:
    """A table as wide as the objects' keys; lists stay JSON text."""
    _run([str(BIN / "sqlite-utils"), "insert", str(database), "events", str(file), "--nl", "--pk", "id"])


def by_duckdb(database: Path, file: Path) -> None:
    """A table made of what DuckDB finds in the file."""
    read = "read_json" if file.suffix == ".jsonl" else "read_csv"
    made_ = f"import duckdb; duckdb.connect({str(database)!r}).execute(\"CREATE TABLE t AS FROM {read}('{file}')\")"
    _run([sys.executable, "-c", made_])


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=CHECKOUT)


class Empty:
    """New databases, each an empty one's copy, each gone after use."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._empty = folder / "empty.db"
        with open_database(str(self._empty)) as opened:
            init_database(opened)

    def timed(self, load: Callable[[Path], None], *, with_schema: bool = True) -> float:
        """The seconds that a load into a new database takes."""
        database = self._folder / "filled.db"
        if with_schema:
            shutil.copyfile(self._empty, database)
        try:
            return seconds(partial(load, database))
        finally:
            for left in self._folder.glob("filled.db*"):
                left.unlink()


def compare_loads(empty: Empty, ours: Callable[[Path], None], other: Callable[[Path], None], rounds: int) -> Timed:
    """Medians of pairs; the ratio is of speeds: how many times as fast as the other."""
    pairs = [(empty.timed(ours), empty.timed(other)) for _ in range(rounds)]
    return Timed(
        median(mine for mine, _ in pairs),
        median(theirs for _, theirs in pairs),
        median(theirs / mine for mine, theirs in pairs),
    )


def export(of: Made, file: Path) -> None:
    """The events of a database as a file."""
    _run([str(BIN / "timeline"), "--db", str(of.path), "export", str(file)])


def csv_of(lines: Path, table: Path) -> None:
    """The same objects as a table, lists as JSON text: for read_csv."""
    with lines.open(encoding="utf-8") as source, table.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        objects = map(json.loads, source)
        first = next(objects)
        keys = [key for key in first if key != "defines"]
        writer.writerow(keys)
        for each in (first, *objects):
            writer.writerow(
                [json.dumps(each[key]) if isinstance(each[key], list | dict) else each[key] for key in keys]
            )


def main() -> None:
    """Every line about loading."""
    options = arguments(__doc__ or "")
    rounds = min(options.rounds, ROUNDS)
    events = min(options.events, MOST_IN_MEMORY)
    of = made(events)
    print(machine())
    with tempfile.TemporaryDirectory(dir=of.path.parent) as name:
        folder = Path(name)
        empty = Empty(folder)
        tell("reading rows and records into memory …")
        rows, parts = rows_of(of.path), list(World(events).parts())
        file = folder / "events.jsonl"
        export(of, file)
        raw = partial(by_executemany, rows=rows)
        print(f"\n{events:,} events, {len(rows):,} rows; ratios are of speeds")
        heading("against raw executemany of these rows, which checks and derives nothing and indexes no words")
        insert_ = partial(by_insert, rows=rows)
        say("  the same rows through storage.write.insert", compare_loads(empty, insert_, raw, rounds), least=0.95)
        after = partial(raw, indexed_after=True)
        say("  the same, against raw with its indexes made afterwards", compare_loads(empty, insert_, after, rounds))
        loaded = compare_loads(empty, partial(by_loader, parts=parts), raw, rounds)
        say("  records, everything derived, full text", loaded, least=0.75)
        imported = compare_loads(empty, partial(by_import, file=file), raw, rounds)
        say("  timeline import events.jsonl, whole process", imported, least=0.45)
        del rows, parts
        table = folder / "events.csv"
        csv_of(file, table)
        megabytes = file.stat().st_size / 1e6
        print(f"\nthe same {megabytes:,.0f} MB in one table of other tools, nothing checked; ours: timeline import")
        for what, load in (
            ("sqlite-utils insert --nl", partial(by_sqlite_utils, file=file)),
            ("DuckDB read_json", partial(by_duckdb, file=file)),
            ("DuckDB read_csv", partial(by_duckdb, file=table)),
        ):
            other = median(empty.timed(load, with_schema=False) for _ in range(rounds))
            say(f"  {what}", Timed(imported.ours, other, other / imported.ours))


if __name__ == "__main__":
    main()
