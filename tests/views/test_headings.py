"""The headings of a chronology."""

import pytest

from tests.exporters.harbour import UNDATED, agreed, decided, disputed
from tests.support.values import replace
from timeline.domain.chronology import EventDate
from timeline.views.headings import Period, date_heading, period_heading, period_of


@pytest.mark.parametrize(
    ("date", "period", "heading"),
    [
        (agreed("2031-05-01"), "May 2031", "1 May 2031"),
        (agreed("2031-05-01T10:00:00"), "May 2031", "1 May 2031"),
        (agreed("2031-05-01~"), "May 2031", "About 1 May 2031"),
        (agreed("2031-05"), "May 2031", "May 2031, day not given"),
        (agreed("2031-05~"), "May 2031", "About May 2031"),
        (agreed("2031"), "2031", "2031, month not given"),
        (agreed("2031~"), "2031", "About 2031"),
        (agreed("203X"), "2030", "The 2030s"),
        (agreed("2031-21"), "March 2031", "Spring 2031"),
        (agreed("2031-05-20/2031-06-03"), "May 2031", "20 May to 3 June 2031"),
        (agreed("2031-05-10/.."), "May 2031", "From 10 May 2031"),
        (agreed("[..2031-05-10]"), "May 2031", "Before 11 May 2031"),
        (agreed("/2031-05-10"), "May 2031", "Until 10 May 2031, start unknown"),
        (agreed("-0043-03-15"), "March 44 BCE", "15 March 44 BCE"),
        (agreed("-0043-03"), "March 44 BCE", "March 44 BCE, day not given"),
        (agreed("0000"), "1 BCE", "1 BCE, month not given"),
        (agreed("Y17000"), "The year 17000", "The year 17000, month not given"),
        (disputed("2031-05-01", "2031-05-02"), "May 2031", "1 or 2 May 2031"),
        (disputed("2031-05-01", "2031-06-02"), "May 2031", "1 May or 2 June 2031"),
        (disputed("2031-05", "2031-07"), "May 2031", "May or July 2031"),
        (disputed("2031-05-01~", "2031-06-02"), "May 2031", "About 1 May 2031 or 2 June 2031"),
        (decided("../.."), "Without a date", "Start and end open"),
        (disputed("2031-05-01/2031-05-03", "2031-06"), "May 2031", "Between 1 and 3 May 2031 or June 2031"),
        (decided("2031-05-07"), "May 2031", "7 May 2031"),
        (UNDATED, "Without a date", "Undated"),
    ],
)
def test_headings(date: EventDate, period: str, heading: str) -> None:
    assert (period_heading(period_of(date, None)), date_heading(date)) == (period, heading)


@pytest.mark.parametrize(
    ("date", "open_period", "expected"),
    [
        (agreed("2031"), (2030, 12), (2031, None)),
        (agreed("2031-01-01/2031-10"), (2031, None), (2031, None)),
        (agreed("2031-01"), (2031, None), (2031, 1)),
        (agreed("2031"), (2031, 1), (2031, 1)),
        (agreed("2031-05-04"), (2031, None), (2031, 5)),
        (agreed("2031-05-04/2031-06-04"), (2031, None), (2031, None)),
        (agreed("2031-05-04/2031-06-04"), (2031, 5), (2031, 5)),
        (agreed("2031-05-04/2031-06-04"), (2031, 4), (2031, 5)),
        (agreed("2031-05-04/2031-06-04"), (2030, 5), (2031, 5)),
        (agreed("[..2031-05-04]"), (2031, 5), (2031, 5)),
        (agreed("[..2031-05-04]"), (2031, 4), (2031, 5)),
        (agreed("[..2031-01-01]"), None, (2031, 1)),
        (decided("../.."), (2031, 5), None),
        (UNDATED, (2031, 5), None),
    ],
)
def test_a_long_date_stays_in_the_period_that_is_open(
    date: EventDate, open_period: Period | None, expected: Period | None
) -> None:
    assert period_of(date, open_period) == expected


def test_flags_that_a_set_has_no_place_for_are_said() -> None:
    date = replace(agreed("[2031-05-01..2031-05-03]"), approximate=True, uncertain=True)
    assert date_heading(date) == "Between 1 and 3 May 2031, approximately, uncertain"
