"""The count by hand of what a query of a UCDP file answers, and the command's own answer to it."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importers.ucdp.test_ucdp_file import ROW
from tests.support.command import Run
from timeline.domain.dates.edtf import parse
from timeline.importers.ucdp.ucdp_dates import date_of
from tools.count_ucdp import PARTS, count, main, part_of

# id, first day, last day, date_prec, event_clarity.
ROWS = (
    ("1", "2014-06-01", "2014-06-01", "1", "1"),
    ("2", "2014-06-30", "2014-06-30", "2", "1"),
    ("3", "2014-06-03", "2014-06-09", "3", "1"),
    ("4", "2014-06-01", "2014-06-30", "4", "1"),
    ("5", "2014-06-01", "2014-06-30", "4", "2"),
    ("6", "2014-05-29", "2014-06-02", "2", "1"),
    ("7", "2014-05-29", "2014-06-02", "2", "2"),
    ("8", "2014-05-31", "2014-06-01", "1", "1"),
    ("9", "2014-01-01", "2014-12-31", "5", "1"),
    ("10", "2014-01-01", "2014-12-31", "5", "2"),
    ("11", "2014-06-30", "2014-07-06", "3", "1.0"),
    ("12", "2014-06-30", "2014-07-06", "3", "2.0"),
    ("13", "2014-07-01", "2014-07-01", "1", "1"),
    ("14", "2014-05-01", "2014-05-31", "4", "2"),
)
JUNE = {
    "dated": ["1", "2", "3", "4", "5"],
    "under way": ["7", "8", "10", "12"],
    "perhaps": ["6", "9", "11"],
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ged.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(ROW)
        table.writerow(f"#{name}" if name.startswith(("date", "id")) else "" for name in ROW)
        for own_id, start, end, precision, clarity in ROWS:
            days = {"date_start": start, "date_end": end, "date_prec": precision, "event_clarity": clarity}
            table.writerow({**ROW, **days, "id": own_id}.values())
    return path


def test_the_count_by_hand(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert count(file, "2014-06") == JUNE
    assert main([str(file), "2014-06", "--ids"]) == 0
    assert capsys.readouterr().out == "dated: 5 1 2 3 4 5\nunder way: 4 7 8 10 12\nperhaps: 3 6 9 11\n"
    assert main([str(file)]) == 2


def test_the_command_tells_the_same(run: Run, database: str, file: Path) -> None:
    assert run("import", str(file), db=database).exit_code == 0
    found = run("events", "--during", "2014-06", "--perhaps", "--format", "json", db=database)
    told: dict[str, set[str]] = {part: set() for part in PARTS}
    for event in json.loads(found.stdout):
        told[event["in_window"].replace("-", " ")].add(event["id"].removeprefix("ucdp-"))
    assert told == {part: set(ids) for part, ids in JUNE.items()}


DAYS = st.dates(date(2014, 5, 1), date(2014, 7, 31))


@given(
    st.tuples(DAYS, DAYS).map(sorted),
    st.tuples(DAYS, DAYS).map(sorted),
    st.sampled_from("12345"),
    st.sampled_from("12"),
)
def test_the_dates_that_are_imported_mean_what_is_counted(
    row: list[date], window: list[date], precision: str, clarity: str
) -> None:
    start, end = (day.toordinal() for day in row)
    first, last = (day.toordinal() for day in window)
    when = parse(date_of(start, end, precision, clarity))
    assert (when.begin_earliest, when.end_latest) == (start, end)
    cells = {"date_start": f"{row[0]}", "date_end": f"{row[1]}", "date_prec": precision, "event_clarity": clarity}
    part = part_of(cells, *window)
    assert (part == "dated") == (first <= start and end <= last)
    assert (part is None) == (end < first or start > last)
    assert when.span.begin_latest is not None
    assert when.span.end_earliest is not None
    if part in ("under way", "perhaps"):
        assert (part == "under way") == (when.span.begin_latest <= last and when.span.end_earliest >= first)
