"""Stretches of time as people type them: EDTF, "sept 2020", "Q3 2020", "since 20 Sep 2020", "last week".

English only, case does not matter. What is not known is refused, and so is what can be read in two
ways, with both readings: nothing is guessed.
"""

import re
from datetime import date
from typing import NamedTuple

from timeline.domain.calendar import day_from_date, days_in_month
from timeline.domain.edtf import EdtfError, between, parse, throughout
from timeline.domain.prose import in_words
from timeline.domain.stretches import Joined, Way, evened, is_still_so, joined, without_about

_WHAT_TO_TYPE = (
    'write a date as 2020-09-20, 2020-09, 2020, "26 Sep 2020" or "Q3 2020", '
    'a stretch as 2020-09-20..2020-09-30, "since 2020-09-20" or "last week"'
)
_DOTTED = re.compile(r"(.*?) ?\.\. ?(.*)")
_AROUND_TODAY = re.compile(r"(this|last|next) (week|month|year)")
_ONE_DAY = {"yesterday": -1, "today": 0, "tomorrow": 1}
_MONTH_FIRST = re.compile(r"[a-z]{3,9}\.?(?: [0-9]{1,2})?|[0-9]{1,2} [a-z]{3,9}\.?")


class WindowError(ValueError):
    """A text that is no stretch of time, or may be two. ``str()`` of it is one line: what to type."""


class Window(NamedTuple):
    """A stretch of days, both ends included; None is an open end. ``text`` is what was typed."""

    earliest_day: int | None
    latest_day: int | None
    text: str


_Ends = tuple[int | None, int | None]


def read_window(text: str, today: date) -> Window:
    """The days that a typed text means.

    Weeks run from Monday to Sunday; "last month" is the calendar month before this one. ``since X``
    begins with X, ``until X`` ends with it, ``before X`` and ``after X`` leave it out.

    Raises WindowError for what is not known, is reversed, or has two readings.
    """
    typed = evened(text)
    if not typed:
        raise WindowError(f"there is no date: {_WHAT_TO_TYPE}")
    earliest, latest = _read(typed, today)
    if earliest is not None and latest is not None and earliest > latest:
        first, last = between(earliest, earliest), between(latest, latest)
        raise WindowError(f"{_quoted(text)} ends on {last}, before it starts on {first}: swap the two")
    return Window(earliest, latest, text.strip())


def describe(window: Window) -> str:
    """The window in words: "20 to 30 September 2020", "from 20 September 2020"."""
    if window.earliest_day is None and window.latest_day is None:
        return "any time"
    return in_words(throughout(window.earliest_day, window.latest_day))


def _read(typed: str, today: date) -> _Ends:
    single = _read_single(typed, today)
    if single is not None:
        return single
    # What is open is refused with its readings where it is read, so it need not be found out twice.
    found = joined(typed, lambda part: bool(_read_named(part.lower(), today) or _is_edtf(part) or _spelled(part)))
    if found is not None:
        return _stretch(found, today)
    dotted = _DOTTED.fullmatch(typed)
    if dotted and (dotted[1] or dotted[2]):
        return _range(dotted[1], dotted[2], today)
    raise _unknown(typed)


def _stretch(found: Joined, today: date) -> _Ends:
    way, typed, last = found
    if way in (Way.FROM_TO, Way.BETWEEN, Way.EITHER):
        return _range(typed, last, today)
    earliest, latest = _known(typed, today)
    if way in (Way.SINCE, Way.ON_OR_AFTER):
        return _bound(earliest, typed), None
    if way in (Way.UNTIL, Way.ON_OR_BEFORE):
        return None, _bound(latest, typed)
    if way is Way.BEFORE:
        return None, _bound(earliest, typed) - 1
    return _bound(latest, typed) + 1, None


def _bound(day: int | None, typed: str) -> int:
    if day is None:
        raise WindowError(f"{_quoted(typed)} is open at the end that counts here: write a day")
    return day


def _range(start: str, end: str, today: date) -> _Ends:
    if not start:
        return None, _bound(_known(end, today)[1], end)
    if not end:
        return _bound(_known(start, today)[0], start), None
    latest = None if is_still_so(end) else _known(end, today)[1]
    return _known(start, today)[0], latest


def _known(typed: str, today: date) -> _Ends:
    ends = _read_single(typed, today)
    if ends is None:
        raise _unknown(typed)
    return ends


def _read_single(typed: str, today: date) -> _Ends | None:
    """One date or one named stretch; None where it is neither. "About" widens nothing."""
    typed = without_about(typed) or typed
    named = _read_named(typed.lower(), today)
    if named is not None:
        return named
    for spelling in (typed, typed.upper()):
        if _is_edtf(spelling):
            when = parse(spelling)
            return when.earliest_day, when.latest_day
    found = _spelled(typed)
    if len(found) > 1:
        meanings = " or ".join(in_words(reading) for reading in found)
        raise WindowError(f"{_quoted(typed)} can mean {meanings}: write {' or '.join(found)}")
    if not found:
        return None
    when = parse(found[0])
    return when.earliest_day, when.latest_day


def _is_edtf(text: str) -> bool:
    try:
        parse(text)
    except EdtfError:
        return False
    return True


def _spelled(text: str) -> list[str]:
    """The EDTF of every reading of a date in words."""
    from timeline.domain.spelled_dates import (
        readings,  # most dates that are typed are EDTF, and need none of it
    )

    return readings(text)


def _read_named(lower: str, today: date) -> _Ends | None:
    day = today.toordinal()
    if lower in _ONE_DAY:
        return day + _ONE_DAY[lower], day + _ONE_DAY[lower]
    match = _AROUND_TODAY.fullmatch(lower)
    if match is None:
        return None
    shift = {"last": -1, "this": 0, "next": 1}[match[1]]
    if match[2] == "week":
        monday = day - today.weekday() + 7 * shift
        return monday, monday + 6
    if match[2] == "year":
        year = today.year + shift
        return day_from_date(year, 1, 1), day_from_date(year, 12, 31)
    year, month = divmod(today.year * 12 + today.month - 1 + shift, 12)
    first = day_from_date(year, month + 1, 1)
    return first, first + days_in_month(year, month + 1) - 1


def _unknown(typed: str) -> WindowError:
    if _MONTH_FIRST.fullmatch(typed.lower()) and _spelled(f"{typed} 2020"):
        return WindowError(f'{_quoted(typed)} has no year: write it too, as "{_shown(typed)} 2020"')
    from timeline.domain.spelled_dates import missing_day

    missing = missing_day(typed)
    if missing:
        return WindowError(f"{_quoted(typed)} is no real day: {missing}")
    if re.fullmatch(r"[0-9XYEuxTZ?~%(){}\[\]/.,:-]+", typed):
        try:
            parse(typed)
        except EdtfError as error:
            return WindowError(f"{_quoted(typed)}: {error}")
    return WindowError(f"{_quoted(typed)} is no date that is known here: {_WHAT_TO_TYPE}")


def _quoted(typed: str) -> str:
    return f'"{_shown(typed)}"'


def _shown(typed: str) -> str:
    short = typed if len(typed) <= 60 else typed[:59] + "…"
    return "".join(sign if sign.isprintable() else "?" for sign in short)
