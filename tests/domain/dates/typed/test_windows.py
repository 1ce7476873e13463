"""Stretches of time as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.support import edtf_texts
from timeline.domain.dates.calendar import MONTH_NAMES, day_from_date
from timeline.domain.dates.edtf import parse, spanning
from timeline.domain.dates.prose import in_words
from timeline.domain.dates.typed.windows import Window, WindowError, describe, is_reversed, read_window

TODAY = date(2020, 9, 23)  # a Wednesday


def read(text: str) -> str:
    """The window's days, as EDTF for the whole time."""
    window = read_window(text, TODAY)
    return spanning(window.earliest_day, window.latest_day)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # EDTF
        ("2020-09-20", "2020-09-20"),
        ("2020-09", "2020-09"),
        ("2020", "2020"),
        ("2020-09-20/2020-09-30", "2020-09-20/2020-09-30"),
        ("2020/..", "2020/.."),
        ("2020-09~", "2020-09"),
        ("[2020,2022]", "2020/2022"),
        ("199x", "1990/1999"),
        ("../..", "../.."),
        # Short years and years before the era
        ("886", "0886"),
        ("26 oct 899", "0899-10-26"),
        ("55 BC", "-0054"),
        ("15 March 44 BCE", "-0043-03-15"),
        ("264 to 241 BC", "-0263/-0240"),
        ("before 1020", "../1019"),
        ("between 1012 and 1013", "1012/1013"),
        ("1012 or 1013", "1012/1013"),
        ("c. 886", "0886"),
        ("201705", "2017-05"),
        ("20170701234500", "2017-07-01"),
        ("2018 to present", "2018/.."),
        ("5-7 Aug 2031", "2031-08-05/2031-08-07"),
        ("1939-1945", "1939/1945"),
        # Months and days in words
        ("sept 2020", "2020-09"),
        ("Sept. 2020", "2020-09"),
        ("September 2020", "2020-09"),
        ("SEPTEMBER, 2020", "2020-09"),
        ("september of 2020", "2020-09"),
        ("2020 September", "2020-09"),
        ("26 Sep 2020", "2020-09-26"),
        ("26-sep-2020", "2020-09-26"),
        ("26th of September, 2020", "2020-09-26"),
        ("Sep 26, 2020", "2020-09-26"),
        ("sep 26 2020", "2020-09-26"),
        ("26 September 2020", "2020-09-26"),
        ("29 feb 2020", "2020-02-29"),
        ("may 2020", "2020-05"),
        # Parts of a year, decades
        ("Q3 2020", "2020-07/2020-09"),
        ("q3 2020", "2020-07/2020-09"),
        ("2020 Q3", "2020-07/2020-09"),
        ("2020-Q3", "2020-07/2020-09"),
        ("2020q1", "2020-01/2020-03"),
        ("H2 2020", "2020-07/2020-12"),
        ("spring 2020", "2020-03/2020-05"),
        ("fall 2020", "2020-09/2020-11"),
        ("winter 2020", "2020-12/2021-02"),
        ("1990s", "1990/1999"),
        ("the 2020s", "2020/2029"),
        # Numbers with one reading
        ("20/09/2020", "2020-09-20"),
        ("09/20/2020", "2020-09-20"),
        ("20.9.2020", "2020-09-20"),
        ("9/9/2009", "2009-09-09"),
        ("2020/09/20", "2020-09-20"),
        ("2020-9-2", "2020-09-02"),
        ("20200920", "2020-09-20"),
        ("09/2020", "2020-09"),
        ("2020/09", "2020-09"),
        # With an era
        ("March 15, 44 B.C.", "-0043-03-15"),
        ("15 march 44bc", "-0043-03-15"),
        ("March 44 BCE", "-0043-03"),
        ("44 BCE", "-0043"),
        ("44 B. C. E.", "-0043"),
        ("1 BC", "0000"),
        ("AD 79", "0079"),
        ("a.d. 79", "0079"),
        ("79 CE", "0079"),
        ("24 August AD 79", "0079-08-24"),
        ("1066 AD", "1066"),
        ("15/3/44 BC", "-0043-03-15"),
        ("summer 480 BC", "-0479-06/-0479-08"),
        ("20001 BCE", "Y-20000"),
        ("Oct 899", "0899-10"),
        ("the year 12345", "Y12345"),
        ("the year 899", "0899"),
        ("20 to 30 March 44 BCE", "-0043-03-20/-0043-03-30"),
        ("20 March to 3 April 44 BC", "-0043-03-20/-0043-04-03"),
        ("44 to 40 BCE", "-0043/-0039"),
        ("between 44 and 40 BC", "-0043/-0039"),
        ("50 BCE to AD 79", "-0049/0079"),
        ("before 44 BCE", "../-0044"),
        ("since March 44 BCE", "-0043-03/.."),
        # As they are printed
        ("winter 2020–2021", "2020-12/2021-02"),
        ("winter 2 BCE–1 BCE", "-0001-12/0000-02"),
        ("winter 2020/2021", "2020-12/2021-02"),
        ("third quarter of 2020", "2020-07/2020-09"),
        ("second third of 2020", "2020-05/2020-08"),
        ("first half of 2020", "2020-01/2020-06"),
        ("the year 2020 to March 2021", "2020-01/2021-03"),
        # From one date to another
        ("2020-09-20..2020-09-30", "2020-09-20/2020-09-30"),
        ("2020-09-20 .. 2020-09-30", "2020-09-20/2020-09-30"),
        ("..2020-09", "../2020-09"),
        ("2020-09..", "2020-09/.."),
        ("2020-09-20 to 2020-09-30", "2020-09-20/2020-09-30"),
        ("2020-09-20 - 2020-09-30", "2020-09-20/2020-09-30"),
        ("2020-09-20 – 2020-09-30", "2020-09-20/2020-09-30"),
        ("from Jun 2020 to 3 Jul 2020", "2020-06-01/2020-07-03"),
        ("between june 2020 and august 2020", "2020-06/2020-08"),
        ("20 to 30 September 2020", "2020-09-20/2020-09-30"),
        ("20–30 Sep 2020", "2020-09-20/2020-09-30"),
        ("20 September to 3 October 2020", "2020-09-20/2020-10-03"),
        ("Sep 20 to Oct 3, 2020", "2020-09-20/2020-10-03"),
        ("June to July 2020", "2020-06/2020-07"),
        ("2019 to 2020", "2019/2020"),
        ("last week to today", "2020-09-14/2020-09-23"),
        # One-sided
        ("since 2020-09-20", "2020-09-20/.."),
        ("Since Sept 2020", "2020-09/.."),
        ("from 2020", "2020/.."),
        ("until 2020-09-20", "../2020-09-20"),
        ("until sept 2020", "../2020-09"),
        ("before sept 2020", "../2020-08"),
        ("before 2020-09-20", "../2020-09-19"),
        ("after sept 2020", "2020-10/.."),
        ("after 20 Sep 2020", "2020-09-21/.."),
        ("since yesterday", "2020-09-22/.."),
        # Counted from today
        ("today", "2020-09-23"),
        ("Yesterday", "2020-09-22"),
        ("tomorrow", "2020-09-24"),
        ("this week", "2020-09-21/2020-09-27"),
        ("last week", "2020-09-14/2020-09-20"),
        ("next week", "2020-09-28/2020-10-04"),
        ("this month", "2020-09"),
        ("LAST MONTH", "2020-08"),
        ("this year", "2020"),
        ("last year", "2019"),
        ("  last   year ", "2019"),
    ],
)
def test_windows_are_read(text: str, days: str) -> None:
    assert read(text) == days
    assert read_window(text, TODAY).text == text.strip()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("10/7/2008", "10 July 2008 or 7 October 2008: write 2008-07-10 or 2008-10-07"),
        ("10.7.2008", "10 July 2008 or 7 October 2008"),
        ("since 10/7/2008", "10 July 2008 or 7 October 2008"),
        ("2005/10", "October 2005 or 2005 to 2010: write 2005-10 or 2005/2010"),
        ("the 1900s", "write 190X or 19XX"),
        ("2000s", "write 200X or 20XX"),
        ("2021..2020", "ends on 2020-12-31, before it starts on 2021-01-01: swap the two"),
        ("30 to 20 September 2020", "swap the two"),
        ("2021/2020", "write 2020/2021"),
        ("30 Feb 2020", "no real day: February 2020 has 29 days"),
        ("31/04/2020", "no real day: April 2020 has 30 days"),
        ("2020-02-30", "no real day: February 2020 has 29 days"),
        ("26 Sep", 'write it too, as "26 Sep 2020"'),
        ("September", 'write it too, as "September 2020"'),
        ("199u", "write 199X"),
        ("99", "1999"),
        ("20/09/20", "years have four digits"),
        ("until 2020/..", "is open at the end that counts here: write a day"),
        ("before ../2020", "is open at the end that counts here: write a day"),
        ("", "there is no date"),
        ("   ", "there is no date"),
        ("3 days ago", '"since 2020-09-20" or "last week"'),
        ("last wednesday", "is no date that is known here"),
        ("Maya 2020", "is no date that is known here"),
        ("yesterdays", "is no date that is known here"),
        ("since", "is no date that is known here"),
        ("now", "is no date that is known here"),
        ("-1", "write"),
        ("Q5 2020", "is no date that is known here"),
        ("H3 2020", "is no date that is known here"),
        ("20 to 2021", "years have four digits"),
        ("2020 to foo", '"foo" is no date that is known here'),
        ("30 February 44 BCE", "no real day: February 44 BCE has 28 days"),
        ("0 BCE", "there is no year 0 beside BCE or CE: 1 CE follows 1 BCE"),
        ("1 January 0 CE", "there is no year 0"),
        ("10/7/44 BC", "10 July 44 BCE or 7 October 44 BCE: write -0043-07-10 or -0043-10-07"),
        ("40 to 44 BCE", "swap the two"),
        ("26 oct 20", 'a year of two digits: write "26 oct 0020" or "26 oct 1920" or "26 oct 2020"'),
        ("15 March 44", 'write "15 March 0044" or "15 March 1944" or "15 March 2044"'),
        ("Aug '79", 'write "Aug 0079" or "Aug 1979" or "Aug 2079"'),
        ("March 20000 BCE", "is no date that is known here"),
        ("fourth third of 2020", "is no date that is known here"),
    ],
)
def test_what_is_not_known_or_has_two_readings_is_refused(text: str, words: str) -> None:
    with pytest.raises(WindowError) as caught:
        read_window(text, TODAY)
    assert words in str(caught.value)
    assert str(caught.value).isprintable()


MOMENTS = [
    ("2020-09-20T10:30:00", "2020-09-20 10:30:00", "2020-09-20 10:30:00"),
    ("2020-09-20t10:30", "2020-09-20 10:30:00", "2020-09-20 10:30:59"),
    ("2020-09-20T10", "2020-09-20 10:00:00", "2020-09-20 10:59:59"),
    ("2020-09-20 10:30", "2020-09-20 10:30:00", "2020-09-20 10:30:59"),
    ("20 September 2020, 10:30", "2020-09-20 10:30:00", "2020-09-20 10:30:59"),
    ("20 Sep 2020 at 9:30", "2020-09-20 09:30:00", "2020-09-20 09:30:59"),
    ("15 March 44 BCE, 12:00", "-0043-03-15 12:00:00", "-0043-03-15 12:00:59"),
    ("yesterday 10:30", "2020-09-22 10:30:00", "2020-09-22 10:30:59"),
    ("2020-09-20T00:00", "2020-09-20", "2020-09-20 00:00:59"),
    ("2020-09-20T23:59", "2020-09-20 23:59:00", "2020-09-20"),
    ("2020-09-20T23:59:60", "2020-09-20 24:00:00", "2020-09-20"),
    ("2020-09-20T10:00..2020-09-20T12:00", "2020-09-20 10:00:00", "2020-09-20 12:00:59"),
    ("2020-09-20 10:00 to 2020-09-21", "2020-09-20 10:00:00", "2020-09-21"),
    ("between 2020-09-20 10:00 and 2020-09-21 12:00", "2020-09-20 10:00:00", "2020-09-21 12:00:59"),
    ("2020-09-20T10:00..", "2020-09-20 10:00:00", ".."),
    ("..2020-09-20T10:00", "..", "2020-09-20 10:00:59"),
    ("since 2020-09-20T10:00", "2020-09-20 10:00:00", ".."),
    ("until 2020-09-20T10:00", "..", "2020-09-20 10:00:59"),
    ("before 2020-09-20T10:00", "..", "2020-09-20 09:59:59"),
    ("before 2020-09-20T00:00", "..", "2020-09-19"),
    ("after 2020-09-20T10:00", "2020-09-20 10:01:00", ".."),
    ("after 2020-09-20T23:59", "2020-09-21", ".."),
]


@pytest.mark.parametrize(("text", "first", "last"), MOMENTS)
def test_a_time_of_day_counts(text: str, first: str, last: str) -> None:
    window = read_window(text, TODAY)
    ends = ((window.earliest_day, window.earliest_second), (window.latest_day, window.latest_second))
    assert [_moment(*end) for end in ends] == [first, last]
    assert window.text == text


def _moment(day: int | None, second: int | None) -> str:
    said = ".." if day is None else spanning(day, day)
    return said if second is None else f"{said} {second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2020-09-20T10:30:00Z", "times count by the clock at the place of each event, in no zone: leave out Z"),
        ("2020-09-20T10:30+03:00", "leave out +03:00"),
        ("20 September 2020, 10:30 (UTC+03)", "leave out (UTC+03)"),
        ("2020-09-20T24:00", "times run from 00:00:00 to 23:59:59"),
        ("2020-09-20 10:60", "times run from 00:00:00 to 23:59:59"),
        ("2020-09 10:30", 'a time of day needs one day before it, and "2020-09" is none'),
        ("2020-09-20T10:30..2020-09-20T10:29", "ends on 2020-09-20T10:29:59, before it starts on 2020-09-20T10:30:00"),
        ("10/7/2008 10:30", "10 July 2008 or 7 October 2008"),
        ("Maya 10:30", "is no date that is known here"),
    ],
)
def test_a_time_that_cannot_be_compared_is_refused(text: str, words: str) -> None:
    with pytest.raises(WindowError) as caught:
        read_window(text, TODAY)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2020-09-20T10:30", "20 September 2020, 10:30"),
        ("2020-09-20T10:00..2020-09-21", "20 September 2020, 10:00 to 21 September 2020"),
        ("until 2020-09-20T10:00:00", "until 20 September 2020, 10:00:00"),
        ("2020-09-20..2020-09-30", "20 to 30 September 2020"),
        ("sept 2020", "September 2020"),
        ("Q3 2020", "July to September 2020"),
        ("since 2020-09-20", "since 20 September 2020"),
        ("before 2020-09-20", "until 19 September 2020"),
        ("1990s", "1990 to 1999"),
        ("today", "23 September 2020"),
        ("../..", "any time"),
    ],
)
def test_windows_are_described(text: str, words: str) -> None:
    assert describe(read_window(text, TODAY)) == words


@given(st.dates())
def test_days_are_read_in_every_spelling(day: date) -> None:
    name, year = MONTH_NAMES[day.month - 1], f"{day.year:04d}"
    spellings = [
        f"{day.day} {name} {year}",
        f"{name} {day.day}, {year}",
        f"{day.day} {name[:3].upper()} {year}",
        f"{year} {name[:3]} {day.day}",
        f"{year}/{day.month}/{day.day:02d}",
        day.isoformat(),
    ]
    for spelling in spellings:
        window = read_window(spelling, TODAY)
        assert window == Window(day.toordinal(), day.toordinal(), spelling)


@given(st.dates())
def test_numbers_in_two_orders_are_read_only_where_they_agree(day: date) -> None:
    text = f"{day.day}/{day.month}/{day.year:04d}"
    if day.day > 12 or day.day == day.month:
        assert read_window(text, TODAY).earliest_day == day.toordinal()
    else:
        with pytest.raises(WindowError, match=f"{day.year:04d}-{day.month:02d}-{day.day:02d}"):
            read_window(text, TODAY)


@given(st.dates(date(2, 1, 1), date(9998, 12, 31)))
def test_stretches_around_today(today: date) -> None:
    for unit in ("week", "month", "year"):
        last, this, following = (read_window(f"{which} {unit}", today) for which in ("last", "this", "next"))
        assert last.latest_day is not None
        assert this.earliest_day is not None
        assert this.latest_day is not None
        assert last.latest_day + 1 == this.earliest_day
        assert following.earliest_day == this.latest_day + 1
        assert this.earliest_day <= today.toordinal() <= this.latest_day
    week = read_window("this week", today)
    assert week.earliest_day == (today - timedelta(today.weekday())).toordinal()


@given(edtf_texts.texts)
def test_all_edtf_but_a_time_of_day_is_a_window(text: str) -> None:
    when = parse(text)
    assume(when.second is None)
    assert read_window(text, TODAY) == Window(when.begin_earliest, when.end_latest, text)


_DAYS = st.integers(day_from_date(-9999, 1, 1), day_from_date(9999, 12, 31))


@given(_DAYS, _DAYS)
def test_the_words_for_a_window_are_read_back(first: int, last: int) -> None:
    first, last = sorted((first, last))
    window = read_window(describe(Window(first, last, "")), TODAY)
    assert (window.earliest_day, window.latest_day) == (first, last)


_SECONDS = st.none() | st.integers(1, 86_398)


@given(_DAYS, _DAYS, _SECONDS, _SECONDS)
def test_and_so_are_the_words_for_one_with_times(
    first: int, last: int, second: int | None, last_second: int | None
) -> None:
    window = Window(first, last, "", second, last_second)
    assume(not is_reversed(window))
    assert read_window(describe(window), TODAY)._replace(text="") == window


@given(edtf_texts.days(), st.integers(0, 86_399))
def test_a_time_is_read_as_it_is_printed(day: str, second: int) -> None:
    text = f"{day}T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
    window = read_window(in_words(text), TODAY)
    assert window.earliest_day == window.latest_day == parse(text).begin_earliest
    assert (window.earliest_second or 0) <= second <= (86_399 if window.latest_second is None else window.latest_second)


_WHOLE_YEARS = st.tuples(edtf_texts.years, st.sampled_from(("", "-05", "-21", "-24", "-33", "-38", "-41"))).map("".join)


@given(st.one_of(edtf_texts.plain_dates, edtf_texts.long_years, _WHOLE_YEARS))
def test_a_date_is_read_as_it_is_printed(text: str) -> None:
    assume(text != "9999-24")  # a winter that ends past four digits
    when = parse(text)
    window = read_window(in_words(text), TODAY)
    assert (window.earliest_day, window.latest_day) == (when.begin_earliest, when.end_latest)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    try:
        said = describe(read_window(text, TODAY))
    except WindowError as error:
        said = str(error)
    assert said
    assert said.isprintable()
