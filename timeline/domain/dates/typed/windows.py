"""Stretches of time as people type them: EDTF, "sept 2020", "Q3 2020", "since 20 Sep 2020", "last week".

English only, case does not matter. What is not known is refused, and so is what can be read in two
ways, with both readings: nothing is guessed.
"""

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from timeline.domain.dates.calendar import day_from_date, days_in_month
from timeline.domain.dates.edtf import EdtfError, between, is_edtf, parse, spanning
from timeline.domain.dates.prose import in_words
from timeline.domain.dates.typed.stretches import Joined, Way, evened, is_still_so, joined, without_about

if TYPE_CHECKING:
    from timeline.domain.dates.typed.clock import Timed

_WHAT_TO_TYPE = (
    'write a date as 2020-09-20, 2020-09, 2020, "26 Sep 2020" or "Q3 2020", '
    'a stretch as 2020-09-20..2020-09-30, "since 2020-09-20" or "last week"'
)
_LONGEST = 1_000
_DOTTED = re.compile(r"(.*?) ?\.\. ?(.*)")
_LAST_SECOND = 86_399
"""Of a day without a leap second."""
_AROUND_TODAY = re.compile(r"(this|last|next) (week|month|year)")
_ONE_DAY = {"yesterday": -1, "today": 0, "tomorrow": 1}
_MONTH_FIRST = re.compile(r"[a-z]{3,9}\.?(?: [0-9]{1,2})?|[0-9]{1,2} [a-z]{3,9}\.?")


_SHORT_YEAR = re.compile(r"(.+?),? '?([0-9]{2})")


class WindowError(ValueError):
    """A text that is no stretch of time, or may be two. ``str()`` of it is one line: what to type."""


class Window(NamedTuple):
    """A stretch of time, both ends included; None is an open end. ``text`` is what was typed."""

    earliest_day: int | None
    latest_day: int | None
    text: str
    earliest_second: int | None = None
    """Seconds after the midnight of the earliest day, by the clock at the place; None: from midnight on."""
    latest_second: int | None = None
    """The same of the latest day; None: to its end."""


class _Ends(NamedTuple):
    """A window without its text."""

    earliest: int | None
    latest: int | None
    earliest_second: int | None = None
    latest_second: int | None = None


def read_window(text: str, today: date) -> Window:
    """The days that a typed text means, or the time from one moment to another.

    A time of day stands behind a day; a minute is all its seconds. Weeks run from Monday to Sunday; "last
    month" is the calendar month before this one. ``since X`` begins with X, ``until X`` ends with it,
    ``before X`` and ``after X`` leave it out.

    Raises WindowError for what is not known, is reversed, or has two readings.
    """
    typed = evened(text)
    if not typed:
        raise WindowError(f"there is no date: {_WHAT_TO_TYPE}")
    if len(typed) > _LONGEST:  # what is shorter is read in no time, however it is written
        raise _unknown(typed)
    ends = _read(typed, today)
    window = Window(ends.earliest, ends.latest, text.strip(), ends.earliest_second, ends.latest_second)
    if is_reversed(window):
        first, last = (_moment(*end) for end in _both(window))
        raise WindowError(f"{_quoted(text)} ends on {last}, before it starts on {first}: swap the two")
    return window


def is_reversed(window: Window) -> bool:
    """Whether it ends before it starts."""
    if window.earliest_day is None or window.latest_day is None:
        return False
    latest_second = _LAST_SECOND + 1 if window.latest_second is None else window.latest_second  # a leap second, too
    return (window.earliest_day, window.earliest_second or 0) > (window.latest_day, latest_second)


def _both(window: Window) -> tuple[tuple[int | None, int | None], tuple[int | None, int | None]]:
    return (window.earliest_day, window.earliest_second), (window.latest_day, window.latest_second)


def _moment(day: int | None, second: int | None) -> str:
    """A day, or a second of it, in EDTF."""
    date = between(day, day)
    return date if second is None else f"{date}T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"


def describe(window: Window) -> str:
    """The window in words: "20 to 30 September 2020", "from 20 September 2020"."""
    if window.earliest_day is None and window.latest_day is None:
        return "any time"
    if window.earliest_second is None and window.latest_second is None:
        return in_words(spanning(window.earliest_day, window.latest_day))
    first, last = (None if day is None else in_words(_moment(day, second)) for day, second in _both(window))
    if window.latest_second is not None and last is not None:
        # A time without seconds is a whole minute.
        if window.latest_second % 60 == 0:
            last += ":00"
        elif window.latest_second % 60 == 59:
            last = last[:-3]
    if first is None or last is None:
        return f"until {last}" if first is None else f"from {first}"
    return first if first == last else f"{first} to {last}"


def _read(typed: str, today: date) -> _Ends:
    single = _read_single(typed, today)
    if single is not None:
        return single
    # What is open is refused with its readings where it is read, so it need not be found out twice.
    found = joined(typed, lambda part: _is_single(part, today))
    if found is not None:
        return _stretch(found, today)
    dotted = _DOTTED.fullmatch(typed)
    if dotted and (dotted[1] or dotted[2]):
        return _range(dotted[1], dotted[2], today)
    raise _unknown(typed)


def _is_single(part: str, today: date) -> bool:
    timed = _timed(part)
    part = part if timed is None else timed.date
    return bool(_read_named(part.lower(), today) or is_edtf(part) or _spelled(part))


def _stretch(found: Joined, today: date) -> _Ends:
    way, typed, last = found
    if way in (Way.FROM_TO, Way.BETWEEN, Way.EITHER):
        return _range(typed, last, today)
    ends = _known(typed, today)
    if way in (Way.SINCE, Way.ON_OR_AFTER):
        return _Ends(_bound(ends.earliest, typed), None, ends.earliest_second)
    if way in (Way.UNTIL, Way.ON_OR_BEFORE):
        return _Ends(None, _bound(ends.latest, typed), None, ends.latest_second)
    if way is Way.BEFORE:
        earliest = _bound(ends.earliest, typed)
        if ends.earliest_second:
            return _Ends(None, earliest, None, ends.earliest_second - 1)
        return _Ends(None, earliest - 1)
    latest = _bound(ends.latest, typed)
    if ends.latest_second is None:
        return _Ends(latest + 1, None)
    return _Ends(latest, None, ends.latest_second + 1)


def _bound(day: int | None, typed: str) -> int:
    if day is None:
        raise WindowError(f"{_quoted(typed)} is open at the end that counts here: write a day")
    return day


def _range(start: str, end: str, today: date) -> _Ends:
    if not start:
        return _stretch(Joined(Way.UNTIL, end), today)
    first = _stretch(Joined(Way.SINCE, start), today) if not end else _known(start, today)
    if not end or is_still_so(end):
        return _Ends(first.earliest, None, first.earliest_second)
    last = _known(end, today)
    return _Ends(first.earliest, last.latest, first.earliest_second, last.latest_second)


def _known(typed: str, today: date) -> _Ends:
    ends = _read_single(typed, today)
    if ends is None:
        raise _unknown(typed)
    return ends


def _read_single(typed: str, today: date) -> _Ends | None:
    """One date or one named stretch; None where it is neither. "About" widens nothing."""
    typed = without_about(typed) or typed
    timed = _timed(typed)
    if timed is not None:
        return _with_time(timed, today)
    named = _read_named(typed.lower(), today)
    if named is not None:
        return named
    for spelling in (typed, typed.upper()):
        if is_edtf(spelling):
            when = parse(spelling)
            return _Ends(when.begin_earliest, when.end_latest)
    found = _spelled(typed)
    if len(found) > 1:
        meanings = " or ".join(in_words(reading) for reading in found)
        raise WindowError(f"{_quoted(typed)} can mean {meanings}: write {' or '.join(found)}")
    if not found:
        return None
    when = parse(found[0])
    return _Ends(when.begin_earliest, when.end_latest)


def _timed(typed: str) -> "Timed | None":
    """The date and the time of day behind it; None where there is none."""
    if ":" not in typed and typed[-3:-2] not in ("T", "t"):
        return None
    from timeline.domain.dates.typed.clock import ClockError, read_timed  # few dates that are typed have a time

    try:
        return read_timed(typed)
    except ClockError as error:
        raise WindowError(f"{_quoted(typed)}: {error}") from None


def _with_time(timed: "Timed", today: date) -> _Ends | None:
    day = _read_single(timed.date, today)
    if day is None:  # words that join two, or nothing known
        return None
    if day.earliest is None or day.earliest != day.latest or day.earliest_second or day.latest_second:
        raise WindowError(f"a time of day needs one day before it, and {_quoted(timed.date)} is none")
    # From midnight on, and up to the last second, is to the whole day's ends.
    last = timed.last_second if timed.last_second < _LAST_SECOND else None
    return _Ends(*day[:2], timed.first_second or None, last)


def _spelled(text: str) -> list[str]:
    """The EDTF of every reading of a date in words."""
    from timeline.domain.dates.typed.spelled_dates import readings

    return readings(text)


def _read_named(lower: str, today: date) -> _Ends | None:
    day = today.toordinal()
    if lower in _ONE_DAY:
        return _Ends(day + _ONE_DAY[lower], day + _ONE_DAY[lower])
    match = _AROUND_TODAY.fullmatch(lower)
    if match is None:
        return None
    shift = {"last": -1, "this": 0, "next": 1}[match[1]]
    if match[2] == "week":
        monday = day - today.weekday() + 7 * shift
        return _Ends(monday, monday + 6)
    if match[2] == "year":
        year = today.year + shift
        return _Ends(day_from_date(year, 1, 1), day_from_date(year, 12, 31))
    year, month = divmod(today.year * 12 + today.month - 1 + shift, 12)
    first = day_from_date(year, month + 1, 1)
    return _Ends(first, first + days_in_month(year, month + 1) - 1)


def _unknown(typed: str) -> WindowError:
    if _MONTH_FIRST.fullmatch(typed.lower()) and _spelled(f"{typed} 2020"):
        return WindowError(f'{_quoted(typed)} has no year: write it too, as "{_shown(typed)} 2020"')
    short = _SHORT_YEAR.fullmatch(typed)
    if short and _MONTH_FIRST.fullmatch(short[1].lower()) and _spelled(f"{short[1]} 2020"):
        years = " or ".join(f'"{_shown(short[1])} {century}{short[2]}"' for century in ("00", "19", "20"))
        return WindowError(f"{_quoted(typed)} has a year of two digits: write {years}")
    from timeline.domain.dates.typed.spelled_dates import missing_day

    missing = missing_day(typed)
    if missing:
        return WindowError(f"{_quoted(typed)} is no real day: {missing}")
    if re.fullmatch(r"[0-9XYEuxTZ?~%(){}\[\]/.,:-]+", typed):
        try:
            parse(typed)
        except EdtfError as error:
            from timeline.domain.dates.typed.edtf_hints import explained  # only who errs pays for the hints

            return WindowError(f"{_quoted(typed)}: {explained(error)}")
    return WindowError(f"{_quoted(typed)} is no date that is known here: {_WHAT_TO_TYPE}")


def _quoted(typed: str) -> str:
    return f'"{_shown(typed)}"'


def _shown(typed: str) -> str:
    short = typed if len(typed) <= 60 else typed[:59] + "…"
    return "".join(sign if sign.isprintable() else "?" for sign in short)
