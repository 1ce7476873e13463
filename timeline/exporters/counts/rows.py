"""Counts as files: JSON, JSON Lines and CSV for programs (docs/json.md has their names), SVG to look at."""

import csv
import json
from collections.abc import Callable, Iterator
from typing import Any, TextIO

from timeline.domain.counting.counted import CountTable, cell_names, cell_values, columns, row_values
from timeline.domain.words.control_signs import escaped_in_json
from timeline.exporters.programs.iso_days import day_text
from timeline.exporters.programs.tables.csv_rows import defused


def rows_as_dicts(count: CountTable) -> Iterator[dict[str, Any]]:
    """Each row, its values by name; days as ISO 8601 texts."""
    names = columns(count)
    for row in count.rows:
        yield dict(zip(names, row_values(count, row, day_text), strict=True))


def count_as_json(count: CountTable) -> dict[str, Any]:
    """All that was counted, as JSON has it."""
    return {
        "by": list(count.by),
        "sum": count.measure,
        "rows": list(rows_as_dicts(count)),
        "more": count.more,
        "total": dict(zip(cell_names(count), cell_values(count.total), strict=True)),
        "notes": list(count.notes),
    }


def as_json(count: CountTable, out: TextIO) -> None:
    """One object."""
    out.write(escaped_in_json(json.dumps(count_as_json(count), ensure_ascii=False, indent=2)) + "\n")


def as_lines(count: CountTable, out: TextIO) -> None:
    """The rows alone, one a line."""
    for row in rows_as_dicts(count):
        out.write(escaped_in_json(json.dumps(row, ensure_ascii=False)) + "\n")


def as_csv(count: CountTable, out: TextIO) -> None:
    """The rows alone, under a header; safe to open in a spreadsheet."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns(count))
    for row in count.rows:
        writer.writerow(["" if each is None else defused(str(each)) for each in row_values(count, row, day_text)])


def as_svg(count: CountTable, out: TextIO) -> None:
    """A picture of bars."""
    from timeline.exporters.counts.bars_svg import count_svg  # who wants data needs none

    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{count_svg(count)}\n')


WRITERS: dict[str, Callable[[CountTable, TextIO], None]] = {
    "json": as_json,
    "jsonl": as_lines,
    "csv": as_csv,
    "svg": as_svg,
}
"""What writes a count, by format."""
