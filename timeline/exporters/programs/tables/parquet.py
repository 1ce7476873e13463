"""Parquet: one of the tables of ``tidy_tables``, its columns typed.

DuckDB writes it, and only into a file: so rows go as JSON Lines into a file of their own, which DuckDB reads with the
types that the table declares, and what it writes is copied. Neither ever holds more than a group of rows.
"""

from itertools import islice
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

import duckdb
from orjson import OPT_APPEND_NEWLINE, dumps

from timeline.domain.chronology import Chronology
from timeline.exporters.programs.tables.tidy_tables import DAY, NUMBER, TABLES, TEXT, TEXTS, WHOLE, YES_NO, TidyTable

_TYPES = {TEXT: "VARCHAR", WHOLE: "BIGINT", NUMBER: "DOUBLE", YES_NO: "BOOLEAN", DAY: "DATE", TEXTS: "VARCHAR[]"}
_AT_A_TIME = 200
"""Rows that are written at once."""
_GROUP = 10_240
"""Rows of a row group, which DuckDB holds in memory."""
_USUAL_ROW = 2**20
"""Bytes that a row may have without more ado; DuckDB sets aside memory for two of the longest."""
_MEMORY = 64
"""MiB that DuckDB may take, beside what long rows need."""
_SETTINGS: dict[str, Any] = {
    "threads": 1,
    "autoinstall_known_extensions": False,  # nothing is fetched: what it takes is built in
    "autoload_known_extensions": False,
}


def export(chronology: Chronology, out: BinaryIO, *, table: str = "events") -> None:
    """Write a table, events unless another is named; title, query and day stand in the file's own metadata."""
    with TemporaryDirectory(prefix="timeline-") as folder:
        rows, parquet = Path(folder, "rows.jsonl"), Path(folder, "table.parquet")
        longest = _write_rows(TABLES[table], chronology, rows)
        _convert(TABLES[table], chronology, rows, longest, parquet)
        rows.unlink()
        with parquet.open("rb") as file:
            copyfileobj(file, out)


def _write_rows(table: TidyTable, chronology: Chronology, path: Path) -> int:
    """Writes the rows as JSON Lines; gives the bytes of the longest."""
    columns, rows = tuple(table.columns), table.rows(chronology)
    longest = _USUAL_ROW
    with path.open("wb") as file:
        while batch := list(islice(rows, _AT_A_TIME)):
            lines = [dumps(dict(zip(columns, row, strict=True)), option=OPT_APPEND_NEWLINE) for row in batch]
            file.writelines(lines)
            longest = max(longest, *map(len, lines))
    return longest


def _convert(table: TidyTable, chronology: Chronology, rows: Path, longest: int, parquet: Path) -> None:
    columns = ", ".join(f"{_quoted(name)}: {_quoted(_TYPES[holds])}" for name, holds in table.columns.items())
    told = {"title": chronology.title, "query": chronology.query, "made_on": chronology.made_on, "table": table.name}
    if chronology.change is not None:
        told["change"] = str(chronology.change)
    metadata = ", ".join(f"{_quoted(key)}: {_quoted(value)}" for key, value in told.items())
    memory = f"{_MEMORY + 4 * longest // 2**20}MB"
    connection = duckdb.connect(config={**_SETTINGS, "memory_limit": memory, "temp_directory": str(parquet.parent)})
    try:
        connection.execute(
            f"COPY (SELECT * FROM read_json({_quoted(str(rows))}, format = 'newline_delimited', "
            f"columns = {{{columns}}}, maximum_object_size = {longest}, compression = 'uncompressed')) "
            f"TO {_quoted(str(parquet))} "
            f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_GROUP}, KV_METADATA {{{metadata}}})"
        )
    finally:
        connection.close()


def _quoted(text: str) -> str:
    """A text within SQL; a NUL, which SQL cannot hold, is left out."""
    return "'" + text.replace("'", "''").replace("\0", "") + "'"
