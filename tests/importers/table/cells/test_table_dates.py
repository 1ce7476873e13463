"""Dates in cells: what is read, and what is refused with its readings."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from timeline.domain.dates.edtf import parse
from timeline.domain.dates.written import written
from timeline.importers.table.cells.cell_mistakes import DateMistake
from timeline.importers.table.cells.table_dates import (
    DAY_MONTH,
    MONTH_DAY,
    DateStyle,
    coarsened,
    has_two_readings,
    lacks_time,
    one_end,
    open_from,
    read_table_date,
    said,
    shortened,
    span_of,
)

PLAIN = DateStyle()
styles = st.builds(
    DateStyle,
    st.sampled_from([None, DAY_MONTH, MONTH_DAY]),
    st.sampled_from([None, 1900, 1950, 2000]),
    st.sampled_from([None, "1900", "1904"]),
)


@pytest.mark.parametrize(
    ("cell", "edtf"),
    [
        ("2031-08-05", "2031-08-05"),
        ("  2031-08 ", "2031-08"),
        ("2031", "2031"),
        ("2031.0", "2031"),
        ("20310805", "2031-08-05"),
        ("2031/8/5", "2031-08-05"),
        ("5 Aug 2031", "2031-08-05"),
        ("August 5th, 2031", "2031-08-05"),
        ("Aug 2031", "2031-08"),
        ("08/2031", "2031-08"),
        ("25/08/2031", "2031-08-25"),
        ("08/25/2031", "2031-08-25"),
        ("05/05/2031", "2031-05-05"),
        ("2031-08-05T14:30:00Z", "2031-08-05T14:30:00Z"),
        ("2031-08-05 14:30", "2031-08-05T14:30:00"),
        ("2031-08-05 14:30:09.123+0200", "2031-08-05T14:30:09+02:00"),
        ("5 Aug 2031, 2:30 pm", "2031-08-05T14:30:00"),
        ("5 Aug 2031 12:10 AM", "2031-08-05T00:10:00"),
        ("2031-08-05T00:00:00", "2031-08-05"),
        ("2031-08-05 00:00:00", "2031-08-05"),
        ("2031-08-05T00:00:00.000Z", "2031-08-05"),
        ("circa 1920", "1920~"),
        ("c. August 1920", "1920-08~"),
        ("1920?", "1920?"),
        ("[2031-08-05..2031-08-09]", "[2031-08-05..2031-08-09]"),
        ("2031-08-05/2031-08-09", "2031-08-05/2031-08-09"),
        ("5-7 Aug 2031", "2031-08-05/2031-08-07"),
        ("1 June 2031 - 30 June 2031", "2031-06-01/2031-06-30"),
        ("Q3 2031", "2031-35"),
        ("26 oct 899", "0899-10-26"),
        ("886", "0886"),
        ("886?", "0886?"),
        ("c. 886", "0886~"),
        ("ca. 886 (?)", "0886%"),
        ("55 BC", "-0054"),
        ("15 March 44 BCE", "-0043-03-15"),
        ("264 to 241 BC", "-0263/-0240"),
        ("between 1012 and 1013", "[1012..1013]"),
        ("between c. 886 and 890", "[0886~..0890]"),
        ("1012 or 1013", "[1012,1013]"),
        ("before 1020", "[..1019]"),
        ("before c. 1020", "[..1019~]"),
        ("after 1020", "[1021..]"),
        ("on or after 5 May 2031", "[2031-05-05..]"),
        ("on or before 5 May 2031", "[..2031-05-05]"),
        ("since 2022", "2022/.."),
        ("until 2022", "/2022"),
        ("2018 to 5 May 2020", "2018/2020-05-05"),
        ("2018 - present", "2018/.."),
        ("c. 886 - 924", "0886~/0924"),
        ("1939-1945", "1939/1945"),
        ("201705", "2017-05"),
        ("20170701234500", "2017-07-01T23:45:00"),
        ("1 Aug 2031 10:00 - 3 Aug 2031 12:00", "2031-08-01/2031-08-03"),
    ],
)
def test_what_has_one_reading_is_read(cell: str, edtf: str) -> None:
    assert read_table_date(cell, PLAIN) == edtf


@pytest.mark.parametrize(
    ("cell", "style", "edtf"),
    [
        ("05/08/2031", DateStyle(DAY_MONTH), "2031-08-05"),
        ("05/08/2031", DateStyle(MONTH_DAY), "2031-05-08"),
        ("5.8.2031 14:30", DateStyle(DAY_MONTH), "2031-08-05T14:30:00"),
        ("05/08/31", DateStyle(DAY_MONTH, 1950), "2031-08-05"),
        ("05/08/50", DateStyle(DAY_MONTH, 1950), "1950-08-05"),
        ("05/08/49", DateStyle(DAY_MONTH, 1950), "2049-08-05"),
        ("5-Aug-24", DateStyle(pivot=1950), "2024-08-05"),
        ("45509", DateStyle(excel="1900"), "2024-08-05"),
        ("45509.75", DateStyle(excel="1900"), "2024-08-05T18:00:00"),
        ("45509.99999", DateStyle(excel="1900"), "2024-08-06"),
        ("44047", DateStyle(excel="1904"), "2024-08-05"),
        ("2024", DateStyle(excel="1900"), "2024"),
        ("01/08/2031 to 03/08/2031", DateStyle(DAY_MONTH), "2031-08-01/2031-08-03"),
    ],
)
def test_the_map_settles_what_is_open(cell: str, style: DateStyle, edtf: str) -> None:
    assert read_table_date(cell, style) == edtf


@pytest.mark.parametrize(
    ("cell", "style", "message"),
    [
        (
            "05/08/2031",
            PLAIN,
            '"05/08/2031" is 5 August or 8 May 2031: say order: day-month or month-day in the map',
        ),
        (
            "25/08/2031",
            DateStyle(MONTH_DAY),
            '"25/08/2031" is no real day where the map says order: month-day; it would be 25 August 2031 as day-month',
        ),
        ("31/02/2031", PLAIN, '"31/02/2031" is no real day in either order of day and month'),
        (
            "05/08/31",
            DateStyle(DAY_MONTH),
            '"05/08/31" has a year of two digits: say pivot: 1950 in the map for the years from 1950 to 2049, '
            "or another year to begin with",
        ),
        (
            "45509",
            PLAIN,
            '"45509" is a spreadsheet\'s number, not a date: say excel: 1900 in the map if 5 August 2024 is meant '
            "(1904 for files of old Macs)",
        ),
        ("31 Feb 2031", PLAIN, '"31 Feb 2031" is no real day: February 2031 has 28 days'),
        (
            "2031/10 or so",
            PLAIN,
            '"2031/10 or so" is no date that is known here: write it as 2024-08-05, 5 Aug 2024, Aug 2024 or 2024',
        ),
        (
            "2005/10",
            PLAIN,
            '"2005/10" is October 2005 or 2005 to 2010: write 2005-10 or 2005/2010 in the table',
        ),
        (
            "today",
            PLAIN,
            '"today" is no date that is known here: write it as 2024-08-05, 5 Aug 2024, Aug 2024 or 2024',
        ),
        ("since 2018/..", PLAIN, '"2018/.." is a stretch already: write its first and its last date'),
        (
            "about 5 Aug 2031 14:30",
            PLAIN,
            '"about 5 Aug 2031 14:30" says a time of day, and that it is not sure: no date keeps both',
        ),
        (
            "05/08/2031 - 25/08/2031",
            PLAIN,
            '"05/08/2031" is 5 August or 8 May 2031: say order: day-month or month-day in the map',
        ),
        ("9 Aug 2031 - 5 Aug 2031", PLAIN, '"9 Aug 2031 - 5 Aug 2031" ends before it starts'),
        ("5 Aug 2031 13:30 PM", PLAIN, '"5 Aug 2031 13:30 PM" has no hour of twelve: write the time as 14:30'),
        ("August 2031 14:30", PLAIN, '"August 2031 14:30" is no day with a time: write it as 2024-08-05 14:30'),
    ],
)
def test_nothing_is_guessed(cell: str, style: DateStyle, message: str) -> None:
    with pytest.raises(DateMistake) as caught:
        read_table_date(cell, style)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("start", "end", "date"),
    [
        ("2031-06-01", "2031-06-30", "2031-06-01/2031-06-30"),
        ("2031-06-03", "2031-06-03", "2031-06-03"),
        ("2031-06", "2031-07", "2031-06/2031-07"),
        (None, "2031-06-30", "/2031-06-30"),
        ("0886~", "0924", "0886~/0924"),
        ("-0054", "-0043-03-15", "-0054/-0043-03-15"),
        ("2031", "2031-06-30", "2031/2031-06-30"),
        ("0899-10-26", "[0924..0925]", "0899-10-26 to [0924..0925]"),
        ("[1012,1013]", "[1020..1021]", "[1012,1013] to [1020..1021]"),
        ("[..1011]", "1019~", "[..1011] to 1019~"),
        ("1012", "[..1019~]", "1012 to [..1019~]"),
        (None, "[0924..0925]", "[..0925] to [0924..0925]"),
        ("[2031-05-01..2031-05-31]", "2031-06", "2031-05/2031-06"),
        ("2031-06-01/2031-06-03", "[2031-07-01,2031-07-03]", "2031-06-01? to [2031-07-01,2031-07-03]"),
        ("2031-06-01/2031-06-03", "{2031-07-01,2031-07-03}", "2031-06-01?/2031-07-03?"),
        ("2031-06-03T10:00:00", "2031-06-04T12:00:00", "2031-06-03/2031-06-04"),
    ],
)
def test_a_start_and_an_end_are_the_time_between(start: str | None, end: str, date: str) -> None:
    assert said(span_of(start, end)) == date
    relative = written(date).relative()  # it reads
    assert relative is None or relative.text == date


@pytest.mark.parametrize(
    ("cell", "is_end", "edtf"),
    [
        ("since 2020", False, "2020"),
        ("from 8 September 2022", False, "2022-09-08"),
        ("2020", False, "2020"),
        ("before 2020", False, "[..2019]"),
        ("until 2022", True, "2022"),
        ("2022", True, "2022"),
        ("since 2022", True, "2022/.."),
    ],
)
def test_a_word_that_its_column_says_already_is_left_out(cell: str, is_end: bool, edtf: str) -> None:
    assert one_end(read_table_date(cell, PLAIN), is_end=is_end) == edtf


@pytest.mark.parametrize(
    ("start", "is_still_so", "edtf"),
    [
        ("2022", True, "2022/.."),
        ("2022-05-03T10:00:00", False, "2022-05-03/"),
        ("[2022-05-03..2022-05-09]", True, "2022-05-03?/.."),
        ("[1012,1013]", True, "1012?/.."),
        ("../2022", True, "/.."),
        (None, True, "/.."),
    ],
)
def test_a_stretch_without_a_known_end(start: str | None, is_still_so: bool, edtf: str) -> None:
    assert open_from(start, is_still_so=is_still_so) == edtf
    parse(edtf)


def test_a_time_that_a_stretch_has_no_place_for_is_noticed() -> None:
    assert lacks_time("1 Aug 2031 10:00 - 3 Aug 2031", "2031-08-01/2031-08-03")
    assert not lacks_time("1 Aug 2031 10:00", "2031-08-01T10:00:00")
    assert not lacks_time("2031-08-01 00:00:00", "2031-08-01")


@pytest.mark.parametrize(
    ("cell", "style", "is_open"),
    [
        ("05/08/2031", PLAIN, True),
        ("05/08/31", DateStyle(DAY_MONTH), True),
        ("200008260002", PLAIN, True),
        ("200008260064", PLAIN, True),
        ("45509", PLAIN, False),
        ("20310", PLAIN, False),
        ("2005/10", PLAIN, False),
        ("soon", PLAIN, False),
        ("25/08/2031", DateStyle(MONTH_DAY), False),
    ],
)
def test_what_a_line_of_the_map_decides_is_told_apart(cell: str, style: DateStyle, is_open: bool) -> None:
    with pytest.raises(DateMistake) as caught:
        read_table_date(cell, style)
    assert caught.value.is_open == is_open


def test_twelve_digits_are_a_time_only_where_the_map_says_so() -> None:
    with pytest.raises(DateMistake, match=r"say pattern: YYYYMMDDhhmm or pattern: YYYYMMDD\*"):
        read_table_date("200008260002", PLAIN)
    with pytest.raises(DateMistake, match="is no date that is known here"):
        read_table_date("209999990002", PLAIN)


def test_an_end_before_its_start_is_refused() -> None:
    with pytest.raises(DateMistake, match='"2031-06-01" is before the start, "2031-06-02"'):
        span_of("2031-06-02", "2031-06-01")


@pytest.mark.parametrize(
    ("edtf", "to", "found"),
    [
        ("2031-06-03", "day", "2031-06-03"),
        ("2031-06-03", "month", "2031-06"),
        ("2031-06-03", "year", "2031"),
        ("2031-06-03T10:00:00", "month", "2031-06"),
        ("2031-06", "year", "2031"),
        ("2031", "month", "2031"),
        ("2031-06/2031-07", "year", "2031"),
        ("2031-06-03/2032-07-10", "day", "2031-06-03/2032-07-10"),
        ("2031-06-03/2032-07-10", "month", "2031-06/2032-07"),
        ("2031-06-03/2032-07-10", "year", "2031/2032"),
        ("2031-06-03/2031-06-10", "month", "2031-06"),
        ("[2031-06-03~..2031-07-10~]", "month", "[2031-06~..2031-07~]"),
        ("[2031-06-03..2031-06-10]", "month", "2031-06"),
        ("-0043-03-15/..", "month", "-0043-03/.."),
        ("[..2031-06-03]", "year", "[..2031]"),
        ("2031-06-03~", "month", "2031-06~"),
        ("2031-21", "month", "2031-21"),
        ("2031-06-XX", "year", "2031-06-XX"),
        ("Y12345", "month", "Y12345"),
    ],
)
def test_a_date_is_no_more_exact_than_the_table_says(edtf: str, to: str, found: str) -> None:
    assert coarsened(edtf, to) == found
    parse(found)


@pytest.mark.parametrize(
    ("edtf", "found"),
    [
        ("2031-06-01/2031-06-30", "2031-06"),
        ("2031-01-01/2032-12-31", "2031/2032"),
        ("2031-01/2031-12", "2031"),
        ("2031-06-03/2031-06-30", "2031-06-03/2031-06-30"),
        ("2031-06/2031-07-31", "2031-06/2031-07-31"),
        ("2031-06-01~/2031-06-30~", "2031-06-01~/2031-06-30~"),
        ("2031-06-01/..", "2031-06-01/.."),
        ("/2031", "/2031"),
        ("[2031-06-01..2031-06-30]", "[2031-06-01..2031-06-30]"),
        ("[1012,1013]/[1020..1021]", "1012?/1021?"),
        ("[..1011]/1019~", "/1019~"),
        ("/[0924..0925]", "[0924..0925]"),
        ("2031-06-01", "2031-06-01"),
    ],
)
def test_what_lasted_is_short_in_names(edtf: str, found: str) -> None:
    assert shortened(edtf) == found


@given(st.dates())
def test_two_readings_are_both_there(day: object) -> None:
    year, month, number = (int(part) for part in str(day).split("-"))
    found = has_two_readings(f"{number:02d}/{month:02d}/{year:04d}")
    if number == month:
        assert found is None
    else:
        assert found == (str(day), f"{year:04d}-{number:02d}-{month:02d}" if number <= 12 else "")


signs = st.text(st.sampled_from("0123456789 /-.:TZ?~[]AugstMay"), max_size=24)
phrases = st.lists(
    st.sampled_from(["since", "before", "c.", "between", "and", "to", "-", "or", "until", "BC", "ad"])
    | st.sampled_from(
        ["44", "886", "2031", "May 2031", "5 May 2031", "2031-05-05~", "20310805143000", "14:30", "?", ".."]
    ),
    max_size=6,
).map(" ".join)


@given(st.one_of(st.text(max_size=30), signs, phrases), styles)
@example("/", PLAIN)
@example("0000", PLAIN)
@example("99999.99999", DateStyle(excel="1904"))
@example("2031-08-05T23:20:00/", PLAIN)
@example("~..", PLAIN)
@example("~" * 5_000, PLAIN)
@example("1 to " * 5_000 + "1", PLAIN)
@example("since Y999999999999", PLAIN)
@example("before Y-1000000000000", PLAIN)
@example("2031 or 2031", PLAIN)
@example("2031 or 2030~", PLAIN)
@example("between 2031? and May 2031", PLAIN)
def test_any_cell_is_a_date_or_a_mistake(cell: str, style: DateStyle) -> None:
    try:
        found = read_table_date(cell, style)
    except DateMistake:
        return
    parse(found)
