"""What is counted of an import, against the rows of its file counted with nothing but the standard library."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tests.support.command import run_command

# Written for this test, in the shape of UCDP's dataset.
ROWS = """
1,2014-06-01,2014-06-30,4,1,Front,Guard,3,5,9
2,2014-06-03,2014-06-03,1,1,Front,Guard,7,7,7
3,2014-05-20,2014-06-10,3,1,Front,Guard,10,12,20
4,2014-05-28,2014-07-02,1,1,Guard,Front,0,40,55
5,2014-06-20,2014-08-05,2,2,Front,Civilians,4,4,4
6,2014-01-01,2014-12-31,5,1,Front,Guard,1,2,3
7,2014-06-30,2014-07-01,2,1,Front,Guard,2,2,2
8,2014-06-15,2014-06-15,1,1,Guard,Union,100,100,100
9,2014-08-31,2014-08-31,2,1,Front,Guard,6,8,7
"""
_GIVEN = ("id", "date_start", "date_end", "date_prec", "event_clarity", "side_a", "side_b", "low", "best", "high")
_ALL = (
    "id year active_year start_year end_year type_of_violence conflict_new_id conflict_name dyad_new_id dyad_name "
    "side_a_new_id gwnoa side_a side_b_new_id gwnob side_b number_of_sources source_article source_office source_date "
    "source_headline source_original where_prec where_coordinates adm_1 adm_2 latitude longitude geom_wkt "
    "priogrid_gid country country_id iso3 region event_clarity date_prec date_start date_end deaths_a deaths_b "
    "deaths_civilians deaths_unknown low best high"
)
_SAME = {
    "year": "2014",
    "type_of_violence": "1",
    "conflict_new_id": "1",
    "dyad_new_id": "1",
    "conflict_name": "Harbour",
    "number_of_sources": "-1",
    "where_prec": "1",
    "where_coordinates": "Port City",
    "latitude": "1.5",
    "longitude": "103.2",
    "country": "Land",
    "deaths_unknown": "0",
}


def _file() -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, _ALL.split())
    writer.writeheader()
    for line in ROWS.split():
        given = dict(zip(_GIVEN, line.split(","), strict=True))
        ids = {
            name: str(len(given[side]) + 10)
            for side, name in (("side_a", "side_a_new_id"), ("side_b", "side_b_new_id"))
        }
        writer.writerow({**_SAME, **ids, "dyad_name": f"{given['side_a']} - {given['side_b']}", **given})
    return out.getvalue()


def _months(first: date, last: date) -> Iterator[str]:
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield f"{year:04d}-{month:02d}"
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _counted(side: str) -> dict[str, list[int]]:
    """By month, of what is certain and of what is only possible: how many events, and low, best, high."""
    cells: dict[str, list[int]] = defaultdict(lambda: [0] * 8)
    for line in ROWS.split():
        row = dict(zip(_GIVEN, line.split(","), strict=True))
        if side not in (row["side_a"], row["side_b"]):
            continue
        months = list(_months(date.fromisoformat(row["date_start"]), date.fromisoformat(row["date_end"])))
        # A day that is known (1), or a summary of all between (2), lasted; any other date is some day in there.
        lasted = row["date_prec"] == "1" or row["event_clarity"] == "2"
        start = 0 if lasted or len(months) == 1 else 4
        numbers = [int(row[each]) for each in ("low", "best", "high")]
        for month in months:
            for at, number in enumerate((1, min(numbers), numbers[1], max(numbers)), start):
                cells[month][at] += number
    return dict(cells)


def test_months_of_one_side(tmp_path: Path) -> None:
    (tmp_path / "ged.csv").write_text(_file(), encoding="utf-8")
    database = str(tmp_path / "timeline.db")
    imported = run_command("import", str(tmp_path / "ged.csv"), db=database)
    assert imported.exit_code == 0, imported.output
    for side in ("Front", "Guard"):
        asked = ("--by", "month", "--sum", "killed", "--actor", side, "--format", "csv")
        rows = list(csv.DictReader(io.StringIO(run_command("count", *asked, db=database).stdout)))
        numbers = [f"{part}{of}" for part in ("certain", "possible") for of in ("", "_low", "_best", "_high")]
        told = {row["month"]: [int(row[each]) for each in numbers] for row in rows}
        expected = _counted(side)
        assert any(cell[4] for cell in expected.values())
        assert {month: cell for month, cell in told.items() if any(cell)} == expected
