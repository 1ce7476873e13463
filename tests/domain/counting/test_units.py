"""Stretches of time have numbers in a row, whose days follow one another; and are written and told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.domain.counting.units import UNITS, first_day_of, last_day_of, number_of, told, written
from timeline.domain.dates.calendar import day_from_date


@given(st.integers(-(10**12), 10**12), st.sampled_from(UNITS))
def test_every_day_lies_in_the_stretch_of_its_number(day: int, unit: str) -> None:
    number = number_of(unit, day)
    assert first_day_of(unit, number) <= day <= last_day_of(unit, number)
    assert number_of(unit, last_day_of(unit, number) + 1) == number + 1


@given(st.dates())
def test_weeks_are_those_of_iso_8601(day: date) -> None:
    year, week, _ = day.isocalendar()
    assert written("week", number_of("week", day.toordinal())) == f"{year:04d}-W{week:02d}"


@pytest.mark.parametrize(
    ("unit", "day", "as_written", "as_told"),
    [
        ("day", (2020, 9, 20), "2020-09-20", "20 September 2020"),
        ("week", (2020, 12, 31), "2020-W53", "28 December 2020 to 3 January 2021"),
        ("month", (2020, 9, 20), "2020-09", "September 2020"),
        ("quarter", (2020, 9, 20), "2020-Q3", "Q3 2020"),
        ("year", (2020, 9, 20), "2020", "2020"),
        ("decade", (2020, 9, 20), "202X", "2020s"),
        ("year", (-43, 3, 15), "-0043", "44 BCE"),
        ("month", (-43, 3, 15), "-0043-03", "March 44 BCE"),
        ("decade", (-43, 3, 15), "-0050", "51 BCE to 42 BCE"),
        ("decade", (5, 1, 1), "000X", "1 BCE to 9 CE"),
        ("year", (17000, 1, 1), "+17000", "the year 17000"),
    ],
)
def test_as_programs_and_people_are_told(unit: str, day: tuple[int, int, int], as_written: str, as_told: str) -> None:
    number = number_of(unit, day_from_date(*day))
    assert (written(unit, number), told(unit, number)) == (as_written, as_told)
