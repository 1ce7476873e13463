"""The headings of a chronology."""

import pytest

from tests.exporters.harbour import UNDATED, agreed, decided, disputed
from tests.support.values import replace
from timeline.domain.chronology import EventDate
from timeline.views.documents.headings import date_heading, heading_apart, holder, period_heading


@pytest.mark.parametrize(
    ("date", "period", "heading"),
    [
        (agreed("2031-05-01"), "May 2031", "1 May 2031"),
        (agreed("2031-05-01T10:00:00"), "May 2031", "1 May 2031"),
        (agreed("2031-05-01~"), "May 2031", "About 1 May 2031"),
        (agreed("2031-05"), "May 2031", "May 2031, day not given"),
        (agreed("2031-05~"), "May 2031", "About May 2031"),
        (agreed("2031-05-03/2031-05-05"), "May 2031", "3 to 5 May 2031"),
        (agreed("2031"), "2031", "2031, month not given"),
        (agreed("2031~"), "2031", "About 2031"),
        (agreed("2031-21"), None, "Spring 2031"),
        (agreed("2031-05-20/2031-06-03"), None, "20 May to 3 June 2031"),
        (agreed("203X"), None, "The 2030s"),
        (agreed("2031-24"), None, "Winter 2031–2032"),
        (agreed("2030-12/2031-01"), None, "December 2030 to January 2031"),
        (agreed("[..2031-05-10]"), None, "Before 11 May 2031"),
        (agreed("-0043-03-15"), "March 44 BCE", "15 March 44 BCE"),
        (agreed("-0043-03"), "March 44 BCE", "March 44 BCE, day not given"),
        (agreed("0000"), "1 BCE", "1 BCE, month not given"),
        (agreed("Y17000"), "The year 17000", "The year 17000, month not given"),
        (agreed("2031-05-10/.."), None, None),
        (agreed("/2031-05-10"), None, None),
        (disputed("2031-05-01", "2031-05-02"), "May 2031", "1 or 2 May 2031"),
        (disputed("2031-05-01", "2031-06-02"), None, "1 May or 2 June 2031"),
        (disputed("2031-05-01~", "2031-06-02"), None, "About 1 May 2031 or 2 June 2031"),
        (decided("2031-05-07"), "May 2031", "7 May 2031"),
        (decided("../.."), None, "Start and end open"),
        (UNDATED, None, "Undated"),
    ],
)
def test_headings(date: EventDate, period: str | None, heading: str | None) -> None:
    held = holder(date)
    assert (None if held is None else period_heading(held)) == period
    assert heading is None or date_heading(date) == heading


def test_flags_that_a_set_has_no_place_for_are_said() -> None:
    date = replace(agreed("[2031-05-01..2031-05-03]"), approximate=True, uncertain=True)
    assert date_heading(date) == "Between 1 and 3 May 2031, approximately, uncertain"


@pytest.mark.parametrize(
    ("date", "heading"),
    [
        (agreed("2031-05-01"), "1 May 2031, time not known"),
        (agreed("2031-05"), "May 2031, day not given"),
        (agreed("[..2031-05-10]"), "Before 11 May 2031"),
    ],
)
def test_a_day_that_is_told_apart_from_its_hours_says_why(date: EventDate, heading: str) -> None:
    assert heading_apart(date) == heading
