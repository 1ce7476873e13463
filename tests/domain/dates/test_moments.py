"""Days that a reader types are days of the reader's clock, with its summer time."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from timeline.domain.dates.moments import moments_of
from timeline.domain.dates.typed.windows import read_window

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("typed", "first", "after"),
    [
        ("2031-01-10", "2031-01-09T23:00+00:00", "2031-01-10T23:00+00:00"),
        ("2031-07-10", "2031-07-09T22:00+00:00", "2031-07-10T22:00+00:00"),
        ("2031-03-30", "2031-03-29T23:00+00:00", "2031-03-30T22:00+00:00"),
        ("2031-07-10T14:00", "2031-07-10T12:00+00:00", "2031-07-10T12:01+00:00"),
        ("since 2031-07-10", "2031-07-09T22:00+00:00", None),
        ("until 2031-07-10", None, "2031-07-10T22:00+00:00"),
        ("-0044", None, None),
        ("Y17E7", None, None),
        ("9999", None, None),
    ],
)
def test_a_typed_stretch(typed: str, first: str | None, after: str | None) -> None:
    found = moments_of(read_window(typed, date(2031, 5, 2)), BERLIN)
    assert found == tuple(None if each is None else datetime.fromisoformat(each) for each in (first, after))


def test_without_a_zone_it_is_the_clock_of_the_machine() -> None:
    first, _ = moments_of(read_window("2031-07-10", date(2031, 5, 2)))
    assert first == datetime(2031, 7, 10).astimezone()
