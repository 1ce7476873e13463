"""Moments of the history and days of a reader: UTC inside, the reader's clock outside.

A zone of None is that of the machine, with its summer time as of the day in question.
"""

from datetime import UTC, datetime, timedelta, tzinfo

from timeline.domain.dates.calendar import date_from_day
from timeline.domain.dates.typed.windows import Window


def moments_of(window: Window, zone: tzinfo | None = None) -> tuple[datetime | None, datetime | None]:
    """(the first moment of what was typed, the first after it) in UTC, by the clock of a zone; None: there is no end.

    Days that no change can be of, before the year 1 or after 9998, are as good as no end.
    """
    first = _moment(window.earliest_day, window.earliest_second or 0, zone)
    if window.latest_day is None:
        return first, None
    if window.latest_second is None:
        return first, _moment(window.latest_day + 1, 0, zone)
    return first, _moment(window.latest_day, window.latest_second + 1, zone)


def _moment(day: int | None, second: int, zone: tzinfo | None) -> datetime | None:
    if day is None:
        return None
    year, month, of_month = date_from_day(day)
    if not 1 < year < 9999:
        return None
    local = datetime(year, month, of_month) + timedelta(seconds=second)
    placed = local.astimezone() if zone is None else local.replace(tzinfo=zone)
    return placed.astimezone(UTC)
