"""What docs/imports.md says that dates become is what they become."""

import re
from pathlib import Path

from timeline.domain.dates.calendar import day_from_date
from timeline.domain.dates.written import written
from timeline.importers.table.cells.table_dates import DateStyle, read_table_date
from timeline.importers.ucdp.ucdp_dates import date_of

DOCUMENT = Path(__file__).parents[2] / "docs" / "imports.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in DOCUMENT.read_text("utf-8").splitlines()
    if line.startswith("|")
][2:]


def quoted(text: str) -> list[str]:
    return re.findall("`([^`]+)`", text)


def test_every_date_that_is_shown_can_be_read() -> None:
    shown = [date for row in ROWS for date in quoted(row[3]) if re.search("[0-9]", date)]
    assert len(shown) > 20
    for date in shown:
        written(date).read()


def test_cells_of_tables_become_what_is_shown() -> None:
    (row,) = [row for row in ROWS if row[1] == "a column of dates"]
    cells, dates = quoted(row[2]), quoted(row[3])
    assert len(cells) == len(dates) > 5
    assert [read_table_date(cell, DateStyle()) for cell in cells] == dates


def test_rows_of_ucdp_become_what_is_shown() -> None:
    start = next(at for at, row in enumerate(ROWS) if row[0] == "UCDP GED")
    shown = [quoted(row[3]) for row in ROWS[start : start + 6]]
    june = day_from_date(2014, 6, 1)
    year = day_from_date(2014, 1, 1), day_from_date(2014, 12, 31)
    assert [
        [date_of(june + 1, june + 1, "1", "1")],
        [date_of(june + 1, june + 1, "3", "1")],
        [date_of(june + 1, june + 4, "2", "1"), date_of(june, june + 29, "4", "1"), date_of(*year, "5", "1")],
        [date_of(june + 1, june + 2, "1", "1")],
        [date_of(june, june + 29, "4", "2")],
        [],
    ] == shown
