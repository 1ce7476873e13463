"""When a database is looked back at: as it stood at the end of a day, at a time, or after a change."""

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from timeline.domain.dates.typed.windows import Window

_CHANGE = re.compile(r"change[ -]?#?([0-9]{1,18})", re.ASCII | re.IGNORECASE)
_NUMBER = re.compile(r"#?([0-9]{1,18})", re.ASCII)


class RecordedOn(NamedTuple):
    """The moment that is meant."""

    text: str
    """As it was typed."""
    told: str
    """As people are told: "on 3 November 2031", "after change 12"."""
    until: datetime | None = None
    """The last instant that counts, in UTC; None where a change is meant."""
    change: int | None = None
    """The number of the change after which it stood so; of a moment not known until it is looked up. 0: before the
    first."""


def read_recorded_on(text: str, today: date, zone: tzinfo | None = None) -> RecordedOn:
    """What is typed: a day or a longer period, whose end is meant; a time of day; or "change 12".

    Days end by the clock of the zone, for None that of the machine. Raises ValueError, which says what to type.
    """
    typed = " ".join(text.split())
    named = _CHANGE.fullmatch(typed)
    if named is not None:
        number = int(named[1])
        if number == 0:
            raise ValueError('changes are numbered from 1: write "change 1"')
        return RecordedOn(text, f"after change {number}", change=number)
    from timeline.domain.dates.typed.windows import Window, WindowError, describe, read_window

    try:
        window = read_window(typed, today)
    except WindowError as error:
        number_ = _NUMBER.fullmatch(typed)
        if number_ is not None and int(number_[1]):
            raise ValueError(f'"{typed}" is no date: write "change {int(number_[1])}" for the change') from None
        raise ValueError(f'{error}; or a change by its number, as "change 12"') from None
    day, second = window.latest_day, window.latest_second
    if day is None:
        raise ValueError(f'it needs a day or a change, and "{typed}" has no end')
    first = second - 59 if second is not None and second % 60 == 59 else second  # a minute is all its seconds
    last = Window(day, day, "", first, second)
    return RecordedOn(text, f"{'on' if second is None else 'at'} {describe(last)}", until=_last_instant(last, zone))


def _last_instant(window: "Window", zone: tzinfo | None) -> datetime:
    """The last microsecond of what was typed; long before any change, or after, one that is as good."""
    from timeline.domain.dates.moments import moments_of

    _, following = moments_of(window, zone)
    if following is not None:
        return following - timedelta(microseconds=1)
    return datetime(9999 if (window.latest_day or 0) > 0 else 1900, 1, 1, tzinfo=UTC)
