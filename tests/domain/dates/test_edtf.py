"""EDTF: what is read and what it means."""

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import edtf_texts
from timeline.domain.dates.calendar import iso_day
from timeline.domain.dates.edtf import parse
from timeline.domain.dates.when import End, Span

OPEN, UNKNOWN = End.OPEN, End.UNKNOWN


def days(text: str) -> tuple[str | None, str | None]:
    """The bounds of an EDTF text in ISO 8601."""
    when = parse(text)
    return (
        None if when.begin_earliest is None else iso_day(when.begin_earliest),
        None if when.end_latest is None else iso_day(when.end_latest),
    )


BOUNDS = [
    # Level 0
    ("1985-04-12", "1985-04-12", "1985-04-12"),
    ("1985-04", "1985-04-01", "1985-04-30"),
    ("1985", "1985-01-01", "1985-12-31"),
    ("0000", "0000-01-01", "0000-12-31"),
    ("2020-02", "2020-02-01", "2020-02-29"),
    ("1900-02", "1900-02-01", "1900-02-28"),
    ("1964/2008", "1964-01-01", "2008-12-31"),
    ("2004-06/2006-08", "2004-06-01", "2006-08-31"),
    ("2004-02-01/2005", "2004-02-01", "2005-12-31"),
    ("2005/2006-02", "2005-01-01", "2006-02-28"),
    ("2008/2008-02-01", "2008-01-01", "2008-02-01"),
    # Level 1
    ("Y170000002", "+170000002-01-01", "+170000002-12-31"),
    ("Y-170000002", "-170000002-01-01", "-170000002-12-31"),
    ("2001-21", "2001-03-01", "2001-05-31"),
    ("2001-22", "2001-06-01", "2001-08-31"),
    ("2001-23", "2001-09-01", "2001-11-30"),
    ("2003-24", "2003-12-01", "2004-02-29"),
    ("201X", "2010-01-01", "2019-12-31"),
    ("20XX", "2000-01-01", "2099-12-31"),
    ("2004-XX", "2004-01-01", "2004-12-31"),
    ("1985-04-XX", "1985-04-01", "1985-04-30"),
    ("1985-XX-XX", "1985-01-01", "1985-12-31"),
    ("1985-04-12/..", "1985-04-12", None),
    ("../1985", None, "1985-12-31"),
    ("1985-04/", "1985-04-01", None),
    ("/1985-04-12", None, "1985-04-12"),
    ("-1985", "-1985-01-01", "-1985-12-31"),
    ("-0043-03-15", "-0043-03-15", "-0043-03-15"),
    # Level 2
    ("Y-17E7", "-170000000-01-01", "-170000000-12-31"),
    ("Y1E12", "+1000000000000-01-01", "+1000000000000-12-31"),
    ("2001-25", "2001-03-01", "2001-05-31"),
    ("2001-28", "2001-12-01", "2002-02-28"),
    ("2001-29", "2001-09-01", "2001-11-30"),
    ("2001-30", "2001-12-01", "2002-02-28"),
    ("2001-31", "2001-03-01", "2001-05-31"),
    ("2001-32", "2001-06-01", "2001-08-31"),
    ("2001-33", "2001-01-01", "2001-03-31"),
    ("2001-34", "2001-04-01", "2001-06-30"),
    ("2001-36", "2001-10-01", "2001-12-31"),
    ("2001-37", "2001-01-01", "2001-04-30"),
    ("2001-38", "2001-05-01", "2001-08-31"),
    ("2001-39", "2001-09-01", "2001-12-31"),
    ("2001-40", "2001-01-01", "2001-06-30"),
    ("2001-41", "2001-07-01", "2001-12-31"),
    ("156X-21", "1560-03-01", "1569-05-31"),
    ("199X-24", "1990-12-01", "2000-02-29"),
    ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31"),
    ("[1668,1667]", "1667-01-01", "1668-12-31"),
    ("[..1760-12-03]", None, "1760-12-03"),
    ("[1760-12..]", "1760-12-01", None),
    ("[1760-01,1760-02,1760-12..]", "1760-01-01", None),
    ("[1667,1760-12]", "1667-01-01", "1760-12-31"),
    ("{1960,1961-12}", "1960-01-01", "1961-12-31"),
    ("{..1984}", None, "1984-12-31"),
    ("156X-12-25", "1560-12-25", "1569-12-25"),
    ("XXXX-12-XX", "0000-12-01", "9999-12-31"),
    ("1XXX-XX", "1000-01-01", "1999-12-31"),
    ("1984-1X", "1984-10-01", "1984-12-31"),
    ("1984-0X", "1984-01-01", "1984-09-30"),
    ("1984-X1", "1984-01-01", "1984-11-30"),
    ("2004-X2-30", "2004-12-30", "2004-12-30"),
    ("2004-XX-30", "2004-01-30", "2004-12-30"),
    ("2004-XX-31", "2004-01-31", "2004-12-31"),
    ("2004-02-2X", "2004-02-20", "2004-02-29"),
    ("2005-02-2X", "2005-02-20", "2005-02-28"),
    ("2005-02-XX", "2005-02-01", "2005-02-28"),
    ("XXXX-02-29", "0000-02-29", "9996-02-29"),
    ("19XX-02-29", "1904-02-29", "1996-02-29"),
    ("-00XX", "-0099-01-01", "-0001-12-31"),
    ("-XXXX-02-29", "-9996-02-29", "-0004-02-29"),
    ("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03"),
    ("../..", None, None),
    ("/..", None, None),
    ("../", None, None),
    ("/", None, None),
]


@pytest.mark.parametrize(("text", "earliest", "latest"), BOUNDS)
def test_bounds_are_the_first_and_the_last_day_that_match(text: str, earliest: str | None, latest: str | None) -> None:
    assert days(text) == (earliest, latest)
    assert parse(text).text == text


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("1984", False, False),
        ("1984?", False, True),
        ("2004-06~", True, False),
        ("2004-06-11%", True, True),
        ("2004-06~-11", True, False),
        ("2004?-06-11", False, True),
        ("?2004-06-~11", True, True),
        ("2004-%06-11", True, True),
        ("2001-21~", True, False),
        ("?-0043-03", False, True),
        ("Y170000002?", False, True),
        ("~Y-17E7", True, False),
        ("2004-06-~01/2004-06-?20", True, True),
        ("2004~/..", True, False),
        ("[2020?,2021]", False, True),
        ("{..1984~}", True, False),
        ("[2020..2021%]", True, True),
        ("156X?-12-25", False, True),
    ],
)
def test_a_flag_on_any_part_flags_the_date_and_never_widens_it(text: str, approximate: bool, uncertain: bool) -> None:
    when = parse(text)
    assert (when.approximate, when.uncertain) == (approximate, uncertain)
    bare = "".join(sign for sign in text if sign not in "?~%")
    assert days(text) == days(bare)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2004/..", End.KNOWN, OPEN),
        ("2004/", End.KNOWN, UNKNOWN),
        ("../2004", OPEN, End.KNOWN),
        ("/2004", UNKNOWN, End.KNOWN),
        ("../..", OPEN, OPEN),
        ("/..", UNKNOWN, OPEN),
        ("../", OPEN, UNKNOWN),
        ("/", UNKNOWN, UNKNOWN),
        ("[..2004]", OPEN, End.KNOWN),
        ("{2004..}", End.KNOWN, OPEN),
        ("[2004]", End.KNOWN, End.KNOWN),
    ],
)
def test_open_and_unknown_ends_are_told_apart(text: str, start: End, end: End) -> None:
    assert (parse(text).start, parse(text).end) == (start, end)


@pytest.mark.parametrize(
    ("text", "day", "second"),
    [
        ("1985-04-12T23:20:30", "1985-04-12", 84030),
        ("1985-04-12T23:20:30Z", "1985-04-12", 84030),
        ("1985-04-12T23:20:30-04", "1985-04-12", 84030),
        ("1985-04-12T23:20:30+04:30", "1985-04-12", 84030),
        ("1985-04-12T00:00:00+23:59", "1985-04-12", 0),
        ("2016-12-31T23:59:60Z", "2016-12-31", 86400),
        ("2017-01-01T00:59:60+01", "2017-01-01", 3600),
        ("-0043-03-15T12:00:00", "-0043-03-15", 43200),
    ],
)
def test_a_time_of_day_stays_as_the_clock_showed_it(text: str, day: str, second: int) -> None:
    assert days(text) == (day, day)
    assert parse(text).second == second


@given(edtf_texts.texts)
def test_bounds_are_ordered_and_the_text_is_kept(text: str) -> None:
    when = parse(text)
    assert when.text == text
    assert (when.begin_earliest is None) == (when.start is not End.KNOWN)
    assert (when.end_latest is None) == (when.end is not End.KNOWN)
    begun, ending = when.span.begin_latest, when.span.end_earliest
    for first, last in (
        (when.begin_earliest, begun),
        (ending, when.end_latest),
        (when.begin_earliest, ending),
        (begun, when.end_latest),
    ):
        assert first is None or last is None or first <= last
    assert when.span.lasting == ("/" in text or text.startswith("{"))
    if not when.span.lasting:
        assert when.span == Span.within(when.begin_earliest, when.end_latest)
    assert when.approximate == any(mark in text for mark in "~%")
    assert when.uncertain == any(mark in text for mark in "?%")
    assert (when.second is not None) == ("T" in text)


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("2020-09-20/2020-09-30", ("2020-09-20", "2020-09-20"), ("2020-09-30", "2020-09-30")),
        ("2020-06/2020-10-08", ("2020-06-01", "2020-06-30"), ("2020-10-08", "2020-10-08")),
        # What would break their order is cut back.
        ("2020-09/2020-09", ("2020-09-01", "2020-09-30"), ("2020-09-01", "2020-09-30")),
        ("2020-09/2020-09-15", ("2020-09-01", "2020-09-15"), ("2020-09-15", "2020-09-15")),
        ("2020-09-15/2020", ("2020-09-15", "2020-09-15"), ("2020-09-15", "2020-12-31")),
        ("2020-21/2020-22", ("2020-03-01", "2020-05-31"), ("2020-06-01", "2020-08-31")),
        ("199X/2004-1X", ("1990-01-01", "1999-12-31"), ("2004-10-01", "2004-12-31")),
        ("2018/..", ("2018-01-01", "2018-12-31"), ("2018-01-01", None)),
        ("2018/", ("2018-01-01", "2018-12-31"), ("2018-01-01", None)),
        ("../2020-09", (None, "2020-09-30"), ("2020-09-01", "2020-09-30")),
        ("/2020-09", (None, "2020-09-30"), ("2020-09-01", "2020-09-30")),
        ("../..", (None, None), (None, None)),
        ("{2020-09-20,2020-09-25}", ("2020-09-20", "2020-09-20"), ("2020-09-25", "2020-09-25")),
        ("{2020-09..2020-11,2020-10-05}", ("2020-09-01", "2020-09-30"), ("2020-11-01", "2020-11-30")),
        ("{2020}", ("2020-01-01", "2020-12-31"), ("2020-01-01", "2020-12-31")),
        ("{2020..}", ("2020-01-01", "2020-12-31"), ("2020-01-01", None)),
        ("{..2020}", (None, "2020-12-31"), ("2020-01-01", "2020-12-31")),
    ],
)
def test_an_interval_and_a_set_of_all_say_when_it_began_and_ended(
    text: str, begin: tuple[str | None, str | None], end: tuple[str | None, str | None]
) -> None:
    span = parse(text).span
    assert span.lasting
    assert ((span.earliest, span.begins_by), (span.ends_from, span.latest)) == (begin, end)


@pytest.mark.parametrize(
    ("text", "published", "ends_from"),
    [
        ("2018/..", "2020-09-26", "2020-09-26"),
        ("2018/..", "2020-09", "2020-09-01"),
        ("2018/..", "2017", "2018-01-01"),
        ("2018/..", "[..2020]", "2018-01-01"),
        ("2018/", "2020-09-26", "2018-01-01"),
        ("{2018..}", "2020-09-26", "2020-09-26"),
        ("[2018..]", "2020-09-26", "2018-01-01"),
        ("2018/2019", "2020-09-26", "2019-01-01"),
        ("2018", "2020-09-26", "2018-01-01"),
    ],
)
def test_what_is_left_open_was_still_so_when_it_was_published(text: str, published: str, ends_from: str) -> None:
    date = parse(text)
    seen = date.as_published(parse(published).span)
    assert seen.span.ends_from == ends_from
    assert seen.span._replace(end_earliest=date.span.end_earliest) == date.span


@given(st.dates())
def test_plain_dates_agree_with_the_standard_library(day: date) -> None:
    when = parse(day.isoformat())
    assert when.begin_earliest == when.end_latest == day.toordinal()
    month = parse(day.isoformat()[:7])
    assert month.begin_earliest == day.replace(day=1).toordinal()
    year = parse(day.isoformat()[:4])
    assert (year.begin_earliest, year.end_latest) == (
        date(day.year, 1, 1).toordinal(),
        date(day.year, 12, 31).toordinal(),
    )


@given(edtf_texts.plain_dates, st.data())
def test_an_unspecified_digit_only_widens(text: str, data: st.DataObject) -> None:
    index = data.draw(st.sampled_from([i for i, sign in enumerate(text) if sign.isdigit()]))
    masked = f"{text[:index]}X{text[index + 1 :]}"
    exact, wide = parse(text), parse(masked)
    assert exact.begin_earliest is not None
    assert exact.end_latest is not None
    assert wide.begin_earliest is not None
    assert wide.end_latest is not None
    assert wide.begin_earliest <= exact.begin_earliest
    assert exact.end_latest <= wide.end_latest


def test_reading_dates_loads_no_code_for_hints_and_words() -> None:
    program = (
        "import sys; from timeline.domain.dates.edtf import parse; parse('2004-06~-11'); "
        "print(*sorted(name for name in sys.modules if name.startswith('timeline.')))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    rooms = ["timeline.domain", "timeline.domain.dates"]
    modules = [f"timeline.domain.dates.{name}" for name in ("calendar", "edtf", "when")]
    assert done.stdout.split() == [*rooms, *modules]
