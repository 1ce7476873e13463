"""Times of day in cells of their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.domain.dates.edtf import parse
from timeline.importers.table.cells.cell_mistakes import DateMistake
from timeline.importers.table.cells.table_dates import DateStyle
from timeline.importers.table.cells.table_times import at_time, read_time

PLAIN = DateStyle()


@pytest.mark.parametrize(
    ("cell", "time"),
    [
        ("14:30", "14:30:00"),
        ("14:30:05", "14:30:05"),
        ("14:30:05.25", "14:30:05"),
        ("2:30 pm", "14:30:00"),
        ("2.30 p.m.", "14:30:00"),
        ("12:05am", "00:05:00"),
        ("2 pm", "14:00:00"),
        ("1430", "14:30:00"),
        ("930", "09:30:00"),
        ("1430 hrs", "14:30:00"),
        ("14h30", "14:30:00"),
        ("14h", "14:00:00"),
        ("14.30 Uhr", "14:30:00"),
        ("at 14:30", "14:30:00"),
        ("14:30Z", "14:30:00Z"),
        ("1430 UTC", "14:30:00Z"),
        ("14:30+0200", "14:30:00+02:00"),
        ("noon", "12:00:00"),
        ("00:00", "00:00:00"),
    ],
)
def test_a_time_is_read(cell: str, time: str) -> None:
    assert read_time(cell, PLAIN) == time


@pytest.mark.parametrize(
    "cell",
    ["14", "24:00", "25:10", "14:60", "13 pm", "0 am", "evening", "about 14:30", "midnight", "", "1:2", "9" * 99],
)
def test_what_is_no_time_is_refused(cell: str) -> None:
    with pytest.raises(DateMistake, match="is no time of day: write it as 14:30 or 2:30 pm"):
        read_time(cell, PLAIN)


def test_a_part_of_a_day_is_a_time_where_the_map_says_so() -> None:
    assert read_time("0.604166667", DateStyle(excel="1900")) == "14:30:00"
    with pytest.raises(DateMistake, match="is a spreadsheet's part of a day: say excel: 1900 in the map if 14:30") as e:
        read_time("0.604166667", PLAIN)
    assert e.value.is_open


def test_only_a_single_day_has_a_time() -> None:
    assert at_time("2031-05-01", "14:30:00") == "2031-05-01T14:30:00"
    assert [at_time(date, "14:30:00") for date in ("2031-05", "2031-05-01/2031-05-02", "2031-05-01~")] == [None] * 3


@given(st.text(st.sampled_from("0123456789:. apmhZ+"), max_size=12), st.sampled_from([None, "1900"]))
def test_any_cell_is_a_time_or_a_mistake(cell: str, excel: str | None) -> None:
    try:
        time = read_time(cell, DateStyle(excel=excel))
    except DateMistake:
        return
    parse(f"2031-05-01T{time}")
