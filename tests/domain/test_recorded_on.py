"""When a database is looked back at: what is typed, and what is refused."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from timeline.domain.recorded_on import read_recorded_on

TODAY = date(2031, 11, 5)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "told", "following"),
    [
        ("2031-11-03", "on 3 November 2031", datetime(2031, 11, 3, 23, tzinfo=UTC)),
        ("yesterday", "on 4 November 2031", datetime(2031, 11, 4, 23, tzinfo=UTC)),
        ("2031-03-30", "on 30 March 2031", datetime(2031, 3, 30, 22, tzinfo=UTC)),  # a day of 23 hours
        ("2031", "on 31 December 2031", datetime(2031, 12, 31, 23, tzinfo=UTC)),
        ("2031-10", "on 31 October 2031", datetime(2031, 10, 31, 23, tzinfo=UTC)),
        ("2031-11-03 14:30", "at 3 November 2031, 14:30", datetime(2031, 11, 3, 13, 31, tzinfo=UTC)),
    ],
)
def test_a_day_counts_to_its_end_by_the_readers_clock(text: str, told: str, following: datetime) -> None:
    found = read_recorded_on(text, TODAY, BERLIN)
    assert (found.text, found.told, found.change) == (text, told, None)
    assert found.until == following - timedelta(microseconds=1)


def test_days_beyond_all_changes_are_before_or_after_them() -> None:
    utc = timezone(timedelta(0))
    before, after = (read_recorded_on(text, TODAY, utc).until for text in ("-0044-03-15", "Y17E7"))
    assert before is not None
    assert after is not None
    assert before.year < 1970
    assert after.year == 9999


@pytest.mark.parametrize("text", ["change 12", "Change 12", " change  12 ", "change #12", "change-12"])
def test_a_change_is_named_as_one(text: str) -> None:
    found = read_recorded_on(text, TODAY, UTC)
    assert (found.told, found.until, found.change) == ("after change 12", None, 12)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("12", '"12" is no date: write "change 12" for the change'),
        ("#12", '"#12" is no date: write "change 12" for the change'),
        ("change 0", 'changes are numbered from 1: write "change 1"'),
        ("since 2031", 'it needs a day or a change, and "since 2031" has no end'),
        ("soon", 'or a change by its number, as "change 12"'),
        ("change of mind", 'or a change by its number, as "change 12"'),
    ],
)
def test_what_cannot_be_read_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=f"{re.escape(said)}$"):
        read_recorded_on(text, TODAY, UTC)
