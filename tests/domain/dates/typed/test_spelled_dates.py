"""Dates in words and figures: what each may mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.domain.dates.calendar import date_from_day, day_from_date
from timeline.domain.dates.edtf import parse
from timeline.domain.dates.prose import in_words
from timeline.domain.dates.typed.spelled_dates import missing_day, readings


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("26 Oct 2031", ["2031-10-26"]),
        ("26 oct 899", ["0899-10-26"]),
        ("Oct 899", ["0899-10"]),
        ("October 26, 899", ["0899-10-26"]),
        ("886", ["0886"]),
        ("886 AD", ["0886"]),
        ("AD 886", ["0886"]),
        ("26 October AD 86", ["0086-10-26"]),
        ("86 CE", ["0086"]),
        ("1012 A.D.", ["1012"]),
        ("55 BC", ["-0054"]),
        ("1 bc", ["0000"]),
        ("55BCE", ["-0054"]),
        ("44 B.C.", ["-0043"]),
        ("15 March 44 BCE", ["-0043-03-15"]),
        ("Mar 15, 44 b.c.e.", ["-0043-03-15"]),
        ("March 44 BC", ["-0043-03"]),
        ("15/3/44 BC", ["-0043-03-15"]),
        ("3/4/44 BC", ["-0043-04-03", "-0043-03-04"]),
        ("summer 480 BC", ["-0479-22"]),
        ("29 Feb 1 BC", ["0000-02-29"]),
        ("29 Feb 5 BC", ["-0004-02-29"]),
        ("29 Feb 4 BC", []),
        ("0 BC", []),
        ("BC", []),
        ("55", []),
        ("12345 BC", ["Y-12344"]),
        ("1000000000000 BCE", ["Y-999999999999"]),
        ("9999999999999 BCE", []),
        ("the 1990s", ["199X"]),
        ("the 90s BC", ["[-0098..-0089]"]),
        ("40s B.C.", ["[-0048..-0039]"]),
        ("1st century BC", ["[-0099..0000]"]),
        ("the second century BCE", ["[-0199..-0100]"]),
        ("19th century", ["[1801..1900]"]),
        ("1st century AD", ["[0001..0100]"]),
        ("3rd millennium BC", ["[-2999..-2000]"]),
        ("0th century", []),
        ("100th century", []),
        ("201705", ["2017-05"]),
        ("201713", []),
        ("20170701", ["2017-07-01"]),
        ("20170701234500", ["2017-07-01T23:45:00"]),
        ("201707012345", ["2017-07-01T23:45:00"]),
        ("20170701244500", []),
        ("20170231234500", []),
    ],
)
def test_what_is_spelled_is_read(text: str, found: list[str]) -> None:
    assert readings(text) == found
    for date in found:
        parse(date)


def test_a_day_that_a_month_does_not_have_is_told_in_its_era() -> None:
    assert missing_day("29 Feb 4 BC") == "February 4 BCE has 28 days"
    assert missing_day("30 Feb 2031") == "February 2031 has 28 days"
    assert missing_day("March 44 BC") is None


@given(st.integers(day_from_date(-9998, 1, 1), day_from_date(9999, 12, 31)), st.sampled_from([4, 7, 10]))
def test_what_is_said_of_a_day_a_month_or_a_year_is_read(day: int, length: int) -> None:
    year, month, number = date_from_day(day)
    sign = "-" if year < 0 else ""
    edtf = f"{sign}{abs(year):04d}-{month:02d}-{number:02d}"[: length + len(sign)]
    words = in_words(edtf)
    assert readings(words) == ([edtf] if length > 4 or year < 1000 else []) or words == edtf
