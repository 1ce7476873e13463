"""Dates in parts: in cells of their own, and within a cell by a pattern."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.domain.dates.edtf import parse
from timeline.importers.table.cells.cell_mistakes import DateMistake
from timeline.importers.table.cells.date_parts import from_parts, pattern_mistake, read_pattern
from timeline.importers.table.cells.table_dates import DateStyle

PLAIN = DateStyle()


@pytest.mark.parametrize(
    ("parts", "edtf"),
    [
        (("2031", "", ""), "2031"),
        (("2031", "8", ""), "2031-08"),
        (("2031", "August", "5"), "2031-08-05"),
        (("2031.0", "8.0", "5.0"), "2031-08-05"),
        (("2031", "0", "0"), "2031"),
        (("2031", "8", "0"), "2031-08"),
        (("31", "8", "5"), "2031-08-05"),
        (("-043", "3", "15"), "-0043-03-15"),
        (("44 BC", "March", "15"), "-0043-03-15"),
        (("886", "Oct", ""), "0886-10"),
    ],
)
def test_year_month_and_day_in_cells_of_their_own(parts: tuple[str, str, str], edtf: str) -> None:
    assert from_parts(parts, DateStyle(pivot=1950)) == (edtf, ())


@pytest.mark.parametrize(
    ("parts", "edtf", "place", "message"),
    [
        (("-43", "3", "15"), None, 0, '"-43 3 15" has no year of four digits'),
        (("31", "3", "15"), None, 0, '"31 3 15" has no year of four digits'),
        (("", "8", "5"), None, 0, '"8 5" has no year of four digits'),
        (("2031", "", "5"), "2031", 2, '"2031 5" has a day and no month'),
        (("2031", "0", "5"), "2031", 2, '"2031 5" has a day and no month'),
        (("2031", "2", "30"), "2031-02", 2, '"2031 2 30" is no real day'),
        (("2031", "2", "x"), "2031-02", 2, '"2031 2 x" has no day that is known here'),
        (("2031", "13", ""), "2031", 1, '"2031 13" is no real day'),
        (("2031", "Foo", "5"), "2031", 1, '"2031 Foo 5" has no month that is known here'),
    ],
)
def test_what_can_be_read_of_parts_is_and_the_rest_is_told(
    parts: tuple[str, str, str], edtf: str | None, place: int, message: str
) -> None:
    found = from_parts(parts, PLAIN)
    assert found.edtf == edtf
    assert [(each, str(mistake)) for each, mistake in found.mistakes] == [(place, message)]


@pytest.mark.parametrize(
    ("cell", "pattern", "edtf"),
    [
        ("201705120003", "YYYYMMDD*", "2017-05-12"),
        ("201705000003", "YYYYMMDD????", "2017-05"),
        ("197000000001", "YYYYMMDD*", "1970"),
        ("HAD-20170512-3", "*-YYYYMMDD-*", "2017-05-12"),
        ("12.05.2017 (approx)", "DD.MM.YYYY*", "2017-05-12"),
        ("IMG_20170512_143005.jpg", "IMG_YYYYMMDD_hhmmss.jpg", "2017-05-12T14:30:05"),
        ("201705120000", "YYYYMMDDhhmm", "2017-05-12"),
        ("170512", "YYMMDD", "2017-05-12"),
        ("Book 1939, p. 3", "Book YYYY,*", "1939"),
    ],
)
def test_a_date_within_a_cell(cell: str, pattern: str, edtf: str) -> None:
    assert pattern_mistake(pattern) is None
    assert read_pattern(cell, pattern, DateStyle(pivot=1950)) == edtf


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("x201705120003", '"x201705120003" does not fit the pattern "YYYYMMDD*"'),
        ("20170230", '"2017 02 30" is no real day'),
        ("20170012", '"2017 12" has a day and no month'),
        ("0" * 400, f'"{"0" * 59}…" does not fit the pattern "YYYYMMDD*"'),
    ],
)
def test_what_does_not_fit_is_refused(cell: str, message: str) -> None:
    with pytest.raises(DateMistake) as caught:
        read_pattern(cell, "YYYYMMDD*", PLAIN)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("MMDD", "has no year"),
        ("YYYYDD", "has a day and no month"),
        ("YYYYMMDDMM", "has the month more than once"),
        ("YYYYYY", "has the year more than once"),
        ("YYYYMMDDhh", "has an hour without its minute or its day"),
        ("YYYYhhmm", "has an hour without its minute or its day"),
        ("YYYYMMDDss", "has a part of a time without what it is a part of"),
        ("*YYYY*MM*", "has more than 2 stars"),
    ],
)
def test_what_is_wrong_with_a_pattern(pattern: str, message: str) -> None:
    assert pattern_mistake(pattern) == message


signs = st.text(st.sampled_from("0123456789 .-AugBC"), max_size=8)


@given(st.tuples(signs, signs, signs), st.sampled_from([None, 1950]))
def test_any_three_cells_are_a_date_or_a_mistake(parts: tuple[str, str, str], pivot: int | None) -> None:
    found = from_parts(parts, DateStyle(pivot=pivot))
    assert found.edtf is not None or found.mistakes
    if found.edtf is not None:
        parse(found.edtf)
