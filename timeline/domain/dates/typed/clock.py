"""Times of day behind a date, as people type them: "2026-01-05T10:00", "5 Jan 2026, 10:00", "today at 9:30"."""

import re
from typing import NamedTuple

_TIMED = re.compile(
    r"(?P<date>.*[0-9a-z])(?<! at)(?:(?<=[0-9])t(?P<hour>[0-9]{2})|,? (?:at )?(?P<hour_too>[0-9]{1,2})(?=:))"
    r"(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?)?"
    r"(?: ?(?P<zone>z|utc|gmt|[+-][0-9]{2}(?::?[0-9]{2})?|\(utc[0-9:+-]*\)))?",
    re.IGNORECASE,
)


class ClockError(ValueError):
    """No time of day, or one that cannot be compared. ``str()`` says what is wrong and what to write."""


class Timed(NamedTuple):
    """A date's text, and the seconds after midnight that a time behind it means: a second, a minute, an hour."""

    date: str
    first_second: int
    last_second: int


def read_timed(text: str) -> Timed | None:
    """The date and the time of a text; None where it ends in no time of day.

    Raises ClockError for a time that no clock shows, and for one with a zone: times are those of the
    clocks at the places, which no zone can be compared with.
    """
    match = _TIMED.fullmatch(text)
    if match is None:
        return None
    if match["zone"]:
        zone = match["zone"]
        raise ClockError(f"times count by the clock at the place of each event, in no zone: leave out {zone}")
    hour, minute, second = int(match["hour"] or match["hour_too"]), match["minute"], match["second"]
    if hour > 23 or int(minute or 0) > 59 or int(second or 0) > (60 if minute == "59" else 59):
        raise ClockError("times run from 00:00:00 to 23:59:59")
    first = hour * 3600 + int(minute or 0) * 60 + int(second or 0)
    return Timed(match["date"], first, first + (0 if second else 59 if minute else 3599))
