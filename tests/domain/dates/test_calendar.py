"""Days counted in the proleptic Gregorian calendar."""

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.domain.dates.calendar import date_from_day, day_from_date, days_in_month, is_leap_year, iso_day

DAYS = st.integers(-(10**15), 10**15)


@given(st.dates())
def test_counts_as_datetime_does(day: date) -> None:
    assert day_from_date(day.year, day.month, day.day) == day.toordinal()
    assert date_from_day(day.toordinal()) == (day.year, day.month, day.day)
    assert iso_day(day.toordinal()) == day.isoformat()


@given(DAYS)
def test_dates_and_days_are_inverse_of_each_other(day: int) -> None:
    year, month, day_of_month = date_from_day(day)
    assert 1 <= month <= 12
    assert 1 <= day_of_month <= days_in_month(year, month)
    assert day_from_date(year, month, day_of_month) == day


@given(DAYS)
def test_the_calendar_repeats_every_400_years(day: int) -> None:
    year, month, day_of_month = date_from_day(day)
    assert date_from_day(day + 146_097) == (year + 400, month, day_of_month)


def test_every_day_of_a_cycle_follows_the_one_before() -> None:
    expected = [
        (year, month, day)
        for year in range(-3, 398)
        for month in range(1, 13)
        for day in range(1, days_in_month(year, month) + 1)
    ]
    first = day_from_date(-3, 1, 1)
    assert [date_from_day(first + index) for index in range(len(expected))] == expected


@pytest.mark.parametrize("year", [1900, 2000, 2019, 2020, 2100, 2400])
def test_months_are_as_long_as_the_standard_library_says(year: int) -> None:
    expected = [calendar.monthrange(year, month)[1] for month in range(1, 13)]
    assert [days_in_month(year, month) for month in range(1, 13)] == expected


@pytest.mark.parametrize(("year", "leap"), [(0, True), (-4, True), (-1, False), (-100, False), (-400, True)])
def test_leap_years_go_on_below_one(year: int, leap: bool) -> None:
    assert is_leap_year(year) is leap


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (1, "0001-01-01"),
        (0, "0000-12-31"),
        (day_from_date(2020, 9, 20), "2020-09-20"),
        (day_from_date(-43, 3, 15), "-0043-03-15"),
        (day_from_date(9999, 12, 31), "9999-12-31"),
        (day_from_date(10_000, 1, 1), "+10000-01-01"),
        (day_from_date(12_345, 1, 1), "+12345-01-01"),
        (day_from_date(-12_345, 1, 1), "-12345-01-01"),
    ],
)
def test_iso_8601_text_of_a_day(day: int, written: str) -> None:
    assert iso_day(day) == written
