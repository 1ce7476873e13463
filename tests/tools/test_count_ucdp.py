"""The count by hand of what a query of a UCDP file answers, and the command's own answer to it."""

import csv
import json
from pathlib import Path

import pytest

from tests.importers.ucdp.test_ucdp_file import ROW
from tests.support.command import Run
from tools.count_ucdp import count, main

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


def test_the_command_finds_the_same(run: Run, file: Path) -> None:
    assert run("import", str(file)).exit_code == 0
    found = run("events", "--during", "2014-06", "--format", "json")
    assert {event["id"].removeprefix("ucdp-") for event in json.loads(found.stdout)} == set().union(*JUNE.values())
