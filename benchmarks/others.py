"""The same events in other people's tools, and what their users would ask them."""

import csv
import re
import sqlite3
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.databases import Made, tell

TABLES = ("event", "participation")
"""What the questions need."""

_TOLD = (
    "e.id, e.title, e.summary, e.type, e.place_id, e.date_note, e.note, e.status, e.edtf, e.begin_earliest, "
    "e.end_latest, e.standing, e.source_count, e.origin_count"
)
_OVERLAPS = "e.begin_earliest <= :to_day AND e.end_latest >= :from_day"
_PAGE = "ORDER BY e.sort_day, e.sort_rank, e.id LIMIT 50"

WINDOW = f"SELECT {_TOLD} FROM event e WHERE {_OVERLAPS} {_PAGE}"
"""A page of a window, as one would write it by hand; :from_day and :to_day."""
ACTOR_ROWS = (
    f"SELECT {_TOLD} FROM event e WHERE e.id IN (SELECT p.event_id FROM participation p WHERE p.actor_id = :actor "
    "AND p.begin_earliest <= :to_day AND p.end_latest >= :from_day) ORDER BY e.sort_day, e.sort_rank, e.id"
)
"""All events of an actor in a window; :actor too."""
ACTOR = f"{ACTOR_ROWS} LIMIT 50"
"""A page of them."""


def ask_utils(database: Any, sql: str, parameters: dict[str, Any]) -> int:
    """How many rows sqlite-utils finds, as a library."""
    return len(list(database.query(sql, parameters)))


def ask_duckdb(connection: Any, sql: str, parameters: dict[str, Any]) -> int:
    """How many rows DuckDB finds; it marks parameters with a dollar."""
    return len(connection.execute(re.sub(r":(?=[a-z])", "$", sql), parameters).fetchall())


def duckdb_copy(of: Made) -> Path:
    """The events and participations of a database in a file of DuckDB's own, without indexes; made once."""
    path = of.path.with_suffix(".duckdb")
    if not path.exists():
        tell("copying the rows into DuckDB …")
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        with duckdb.connect(str(part)) as copy:
            for table in TABLES:
                _copy_table(of.path, table, copy)
        part.rename(path)
    return path


def _copy_table(database: Path, table: str, copy: Any) -> None:
    rows = database.with_suffix(f".{table}.csv")
    with sqlite3.connect(database) as connection, rows.open("w", encoding="utf-8", newline="") as out:
        found = connection.execute(f"SELECT * FROM {table}")
        columns = [column[0] for column in found.description]
        csv.writer(out).writerow(columns)
        csv.writer(out).writerows(found)
    days = ", ".join(f"'{name}': 'BIGINT'" for name in columns if name.endswith(("_day", "_class", "_second")))
    copy.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv('{rows}', header = true, types = {{{days}}})")
    rows.unlink()
