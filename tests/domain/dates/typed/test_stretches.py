"""Dates that words join: which, how, and what that is in EDTF."""

import pytest

from timeline.domain.dates.typed.spelled_dates import readings
from timeline.domain.dates.typed.stretches import (
    Way,
    beside,
    evened,
    is_still_so,
    joined,
    joining,
    lasting,
    without_about,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("between 1012 and 1013", (Way.BETWEEN, "1012", "1013")),
        ("1012 or 1013", (Way.EITHER, "1012", "1013")),
        ("From 1 May 2031 to 3 May 2031", (Way.FROM_TO, "1 May 2031", "3 May 2031")),
        ("20 to 30 September 2020", (Way.FROM_TO, "20 September 2020", "30 September 2020")),
        ("5–7 Aug 2031", (Way.FROM_TO, "5 Aug 2031", "7 Aug 2031")),
        ("5-7 Aug 2031", (Way.FROM_TO, "5 Aug 2031", "7 Aug 2031")),
        ("55 to 54 BC", (Way.FROM_TO, "55 BC", "54 BC")),
        ("55-54 BC", (Way.FROM_TO, "55 BC", "54 BC")),
        ("264 to 241 B.C.", (Way.FROM_TO, "264 B.C.", "241 B.C.")),
        ("27 BC - 14 AD", (Way.FROM_TO, "27 BC", "14 AD")),
        ("1 to 15 March 44 BCE", (Way.FROM_TO, "1 March 44 BCE", "15 March 44 BCE")),
        ("286 - 305", (Way.FROM_TO, "286", "305")),
        ("899-924", (Way.FROM_TO, "899", "924")),
        ("1939-1945", (Way.FROM_TO, "1939", "1945")),
        ("2018 - present", (Way.FROM_TO, "2018", "present")),
        ("since 2022", (Way.SINCE, "2022", "")),
        ("until 2022", (Way.UNTIL, "2022", "")),
        ("Before 1020", (Way.BEFORE, "1020", "")),
        ("after 1020", (Way.AFTER, "1020", "")),
        ("on or after 1020", (Way.ON_OR_AFTER, "1020", "")),
        ("on or before 1020", (Way.ON_OR_BEFORE, "1020", "")),
        ("1020", None),
        ("soon", None),
    ],
)
def test_the_words_between_dates(text: str, found: tuple[Way, str, str] | None) -> None:
    assert joined(evened(text), lambda part: part == "1012" or bool(readings(part))) == found


def test_about_and_still() -> None:
    assert [without_about(text) for text in ("c. 886", "Circa 886", "about 886", "~886", "886")] == [*["886"] * 4, None]
    assert [is_still_so(text) for text in ("Ongoing", "present", "2031")] == [True, True, False]


@pytest.mark.parametrize(
    ("way", "date", "edtf"),
    [
        (Way.SINCE, "2018", "2018/.."),
        (Way.UNTIL, "2018~", "/2018~"),
        (Way.BEFORE, "2018", "[..2017]"),
        (Way.AFTER, "2018-05~", "[2018-06~..]"),
        (Way.ON_OR_AFTER, "2018-05-03", "[2018-05-03..]"),
        (Way.ON_OR_BEFORE, "2018?", "[..2018?]"),
    ],
)
def test_words_before_a_date(way: Way, date: str, edtf: str) -> None:
    assert beside(way, date) == edtf


@pytest.mark.parametrize(
    ("way", "first", "last", "edtf"),
    [
        (Way.FROM_TO, "2031-05-01", "2031-05-31", "2031-05-01/2031-05-31"),
        (Way.FROM_TO, "2031-05-01~", "2031-06", "2031-05-01~/2031-06"),
        (Way.BETWEEN, "1012", "1013", "[1012..1013]"),
        (Way.BETWEEN, "1012~", "1013-05", "[1012-01~..1013-05~]"),
        (Way.EITHER, "1012", "1013-05", "[1012,1013-05]"),
        (Way.BETWEEN, "1013", "1012", None),
    ],
)
def test_words_between_two_dates(way: Way, first: str, last: str, edtf: str | None) -> None:
    assert joining(way, first, last) == edtf


def test_the_time_from_one_date_to_another() -> None:
    assert lasting("2031-05-01", "2031-05-31") == "2031-05-01/2031-05-31"
    assert lasting("2031-05", "2031-06") == "2031-05/2031-06"
    assert lasting("2031-05", "2031-05") == "2031-05"
    assert lasting("2031-05", "2031-06-03") == "2031-05/2031-06-03"
    assert [lasting("2031", ""), lasting("", "")] == ["2031/", "/"]
