"""The forms of one EDTF date: what each says in days, or why it is refused.

The grammar is that of the Extended Date/Time Format specification of the Library of Congress
(4 February 2019), which is the profile of ISO 8601-2:2019 of the same name. What it leaves open is
decided here and listed in ``docs/dates.md``.
"""

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from timeline.domain.dates.calendar import MONTH_NAMES, date_from_day, day_from_date, days_in_month

YEAR_LIMIT = 10**12
"""The largest year, either side of zero, that is read."""

GROUPINGS: dict[str, tuple[int, int]] = {
    **dict.fromkeys(("21", "25", "31"), (3, 3)),
    **dict.fromkeys(("22", "26", "32"), (6, 3)),
    **dict.fromkeys(("23", "27", "29"), (9, 3)),
    **dict.fromkeys(("24", "28", "30"), (12, 3)),
    "33": (1, 3),
    "34": (4, 3),
    "35": (7, 3),
    "36": (10, 3),
    "37": (1, 4),
    "38": (5, 4),
    "39": (9, 4),
    "40": (1, 6),
    "41": (7, 6),
}
"""Seasons, quarters, quadrimesters and semesters ("Sub-year groupings"): code -> (first month, how
many months). December to February begins in the year that is named."""

_DIGITS = "0123456789"

DATE = re.compile(
    r"(?P<q1>[?~%]?)(?P<year>-?[0-9X]{4})(?P<q2>[?~%]?)"
    r"(?:-(?P<q3>[?~%]?)(?P<month>[0-9X]{2})(?P<q4>[?~%]?)"
    r"(?:-(?P<q5>[?~%]?)(?P<day>[0-9X]{2})(?P<q6>[?~%]?))?)?"
)
LONG_YEAR = re.compile(r"(?P<q1>[?~%]?)Y(?P<sign>-?)(?P<digits>[0-9]+)(?:E(?P<exponent>[1-9][0-9]*))?(?P<q2>[?~%]?)")
DATE_TIME = re.compile(
    r"(?P<date>-?[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"T(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})"
    r"(?P<shift>Z|[+-](?P<shift_hour>[0-9]{2})(?::(?P<shift_minute>[0-9]{2}))?)?"
)


class EdtfError(ValueError):
    """A text that is not a date in EDTF, or no real date. ``str()`` of it is one line.

    ``position`` counts from 0 in ``text``; ``what`` says what is wrong, ``found`` is the part that
    is, and ``hint`` says what to write instead.
    """

    def __init__(self, text: str, position: int, what: str, hint: str = "", found: str = "") -> None:
        super().__init__(text, position, what, hint, found)
        self.text = text
        self.position = position
        self.what = what
        self.hint = hint
        self.found = found or text[position : position + 1]

    def __str__(self) -> str:
        found = _shown(self.found) if self.found else "the end"
        message = f"{self.what}, found {found} at character {self.position + 1}"
        return f"{message}: {self.hint}" if self.hint else message


def _shown(found: str) -> str:
    short = found if len(found) <= 24 else found[:23] + "…"
    return f'"{short}"' if short.isprintable() else ascii(short)


class Bounds(NamedTuple):
    """The days of one date, both ends included, and its flags."""

    earliest: int
    latest: int
    approximate: bool = False
    uncertain: bool = False


def read_date(text: str, start: int, stop: int) -> Bounds:
    """What the date that is ``text[start:stop]`` says, without a time of day.

    Raises EdtfError where it is none, its hint empty where only the whole text can tell.
    """
    match = DATE.fullmatch(text, start, stop)
    if match is None:
        return _read_long_year(text, start, stop)
    year, month, day = match.group("year", "month", "day")
    if year == "-0000":
        hint = "write 0000 for 1 BCE, -0001 for 2 BCE"
        raise EdtfError(text, match.start("year"), "the year zero has no sign", hint, year)
    if month in GROUPINGS:
        earliest, latest = _grouping_bounds(match)
    elif "X" in match.group():
        earliest, latest = _unspecified_bounds(match)
    elif day is not None:
        earliest = latest = _exact_day(match)
    else:
        earliest, latest = _plain_bounds(match, int(year), month)
    qualifiers = "".join(filter(None, match.group("q1", "q2", "q3", "q4", "q5", "q6")))
    return _flagged(earliest, latest, qualifiers)


def _flagged(earliest: int, latest: int, qualifiers: str) -> Bounds:
    if not qualifiers:
        return Bounds(earliest, latest)
    both = "%" in qualifiers
    return Bounds(earliest, latest, both or "~" in qualifiers, both or "?" in qualifiers)


def _plain_bounds(match: re.Match[str], year: int, month: str | None) -> tuple[int, int]:
    if month is None:
        return day_from_date(year, 1, 1), day_from_date(year, 12, 31)
    number = _month(match)
    return day_from_date(year, number, 1), day_from_date(year, number, days_in_month(year, number))


def _exact_day(match: re.Match[str]) -> int:
    year, month, day = int(match["year"]), _month(match), int(match["day"])
    if not 1 <= day <= days_in_month(year, month):
        raise _no_such_day(match, days_in_month(year, month))
    return day_from_date(year, month, day)


def _month(match: re.Match[str]) -> int:
    month = int(match["month"])
    if 1 <= month <= 12:
        return month
    year = match["year"]
    what = "months run from 01 to 12"
    hint = f"write {year} alone, or {year}-XX, for a month that is not known"
    if month > 12:
        hint = f"write a month from 01 to 12, a season or quarter from 21 to 41, or {year} alone"
    raise EdtfError(match.string, match.start("month"), what, hint, match["month"])


def _no_such_day(match: re.Match[str], length: int) -> EdtfError:
    year, month, day = match.group("year", "month", "day")
    what = f"{MONTH_NAMES[int(month) - 1]} {year} has {length} days"
    hint = f"write a day from 01 to {length}, or {year}-{month} for a day that is not known"
    return EdtfError(match.string, match.start("day"), what, hint, day)


def _grouping_bounds(match: re.Match[str]) -> tuple[int, int]:
    year, code, day = match.group("year", "month", "day")
    if day is not None:
        what, hint = "a season or quarter has no days", f"write {year}-{code}, or a month from 01 to 12"
        raise EdtfError(match.string, match.start("day"), what, hint, day)
    month, length = GROUPINGS[code]
    first_year = next(matching_years(year, ascending=True))
    last_year, last_month = next(matching_years(year, ascending=False)), month + length - 1
    if last_month > 12:
        last_year, last_month = last_year + 1, last_month - 12
    latest = day_from_date(last_year, last_month, days_in_month(last_year, last_month))
    return day_from_date(first_year, month, 1), latest


def _unspecified_bounds(match: re.Match[str]) -> tuple[int, int]:
    """The first and the last real day that the digits with X allow ("Unspecified Digit")."""
    year, month, day = match.group("year", "month", "day")
    months = matching_numbers(month or "XX", 12)
    days = matching_numbers(day or "XX", 31)
    if not months:
        if "X" not in month:
            _month(match)
        hint = f"write {year}-XX for a month that is not known, a code from 21 to 41 for a season or quarter"
        raise EdtfError(match.string, match.start("month"), f"no month is written {month}", hint, month)
    if not days:
        hint = f"write {year}-{month}-XX, or {year}-{month}, for a day that is not known"
        raise EdtfError(match.string, match.start("day"), f"no day is written {day}", hint, day)
    ends = []
    for ascending in (True, False):
        end = next(_real_days(year, months, days, ascending), None)
        if end is None:
            hint = f"write {year}-{month}-XX, or {year}-{month}, for a day that is not known"
            what = f"no real day fits {match.group()}"
            raise EdtfError(match.string, match.start("day"), what, hint, day)
        ends.append(end)
    return ends[0], ends[1]


def matching_numbers(pattern: str, highest: int) -> list[int]:
    """The numbers from 1 to the highest that two places such as X2 allow, ascending."""
    tens, units = pattern[0], pattern[1]
    return [
        number
        for number in range(1, highest + 1)
        if tens in ("X", _DIGITS[number // 10]) and units in ("X", _DIGITS[number % 10])
    ]


def matching_years(pattern: str, *, ascending: bool) -> Iterator[int]:
    """The years that a pattern such as 19XX or -00X4 allows; there is no year -0000."""
    negative = pattern.startswith("-")
    digits = _DIGITS if ascending is not negative else _DIGITS[::-1]
    for chosen in product(*(digits if place == "X" else place for place in pattern.lstrip("-"))):
        year = int("".join(chosen))
        if not negative:
            yield year
        elif year:
            yield -year


def _real_days(pattern: str, months: list[int], days: list[int], ascending: bool) -> Iterator[int]:
    if not ascending:
        months, days = months[::-1], days[::-1]
    for year in matching_years(pattern, ascending=ascending):
        for month in months:
            length = days_in_month(year, month)
            for day in days:
                if day <= length:
                    yield day_from_date(year, month, day)


def precision(text: str) -> str:
    """The last part of a date: year, month, day, or season, quarter, quadrimester, semester."""
    match = DATE.fullmatch(text)
    if match is None or match["month"] is None:
        return "year"
    if match["day"] is not None:
        return "day"
    if match["month"] not in GROUPINGS:
        return "month"
    first, length = GROUPINGS[match["month"]]
    return {4: "quadrimester", 6: "semester"}.get(length, "quarter" if first % 3 == 1 else "season")


def read_date_time(text: str, start: int, stop: int) -> tuple[int, int]:
    """(day, seconds after midnight), both as the clock at the place showed them ("Date and Time").

    Raises EdtfError as ``read_date`` does.
    """
    match = DATE_TIME.fullmatch(text, start, stop)
    if match is None:
        raise _unreadable(text, start, stop, timed=True)
    bounds = read_date(text, start, match.end("date"))
    hour, minute, second = (int(part) for part in match.group("hour", "minute", "second"))
    if hour > 23:
        hint = f"write {_next_midnight(bounds.latest)}, or an hour from 00 to 23" if hour == 24 else ""
        hint = hint or "write an hour from 00 to 23"
        raise EdtfError(text, match.start("hour"), "hours run from 00 to 23", hint, match["hour"])
    if minute > 59:
        hint = "write a minute from 00 to 59"
        raise EdtfError(text, match.start("minute"), "minutes run from 00 to 59", hint, match["minute"])
    if second > (60 if minute == 59 else 59):
        what = "seconds run from 00 to 59, and to 60 for a leap second at minute 59"
        hint = "write a second from 00 to 59"
        raise EdtfError(text, match.start("second"), what, hint, match["second"])
    _check_shift(match)
    return bounds.earliest, hour * 3600 + minute * 60 + second


def _next_midnight(day: int) -> str:
    year, month, day_of_month = date_from_day(day + 1)
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{day_of_month:02d}T00:00:00"


def _check_shift(match: re.Match[str]) -> None:
    """A clock is at most 23:59 from UTC, and -00 is written Z or +00 (ISO 8601-1, time shift)."""
    shift, hours, minutes = match.group("shift", "shift_hour", "shift_minute")
    if hours is None:
        return
    if int(hours) > 23 or int(minutes or 0) > 59:
        what, hint = "the shift from UTC runs from -23:59 to +23:59", "write it as -04 or +04:30"
        raise EdtfError(match.string, match.start("shift"), what, hint, shift)
    if shift in ("-00", "-00:00"):
        what = "a shift of zero has no minus"
        hint = f"write {match.string[: match.start('shift')]}Z"
        raise EdtfError(match.string, match.start("shift"), what, hint, shift)


def _read_long_year(text: str, start: int, stop: int) -> Bounds:
    """``Y170000002`` and ``Y-17E7`` ("Letter-prefixed calendar year", "Exponential year")."""
    match = LONG_YEAR.fullmatch(text, start, stop)
    if match is None:
        raise _unreadable(text, start, stop, timed=False)
    written, digits, exponent = match.group(), match["digits"].lstrip("0"), match["exponent"] or "0"
    # Lengths are compared first: a number of a million digits must not be worked out.
    if (digits and len(digits) + int(exponent[:4]) > 13) or len(exponent) > 4:
        raise _beyond_limit(match)
    year = int(match["sign"] + "0" + digits) * 10 ** int(exponent)
    if abs(year) > YEAR_LIMIT:
        raise _beyond_limit(match)
    if abs(year) <= 9999:
        hint = f"write {'-' if year < 0 else ''}{abs(year):04d}"
        raise EdtfError(text, start, "years of up to four digits take no Y", hint, written)
    if match["digits"][0] == "0":
        hint = f"write Y{match['sign']}{digits}"
        raise EdtfError(text, match.start("digits"), "years with Y have no leading zero", hint, "0")
    return _flagged(day_from_date(year, 1, 1), day_from_date(year, 12, 31), match["q1"] + match["q2"])


def _beyond_limit(match: re.Match[str]) -> EdtfError:
    what = "years go to 1000000000000 (10 to the 12th) either side of zero"
    hint = "write a year within that, at most Y1E12 or Y-1E12"
    return EdtfError(match.string, match.start(), what, hint, match.group())


def _unreadable(text: str, start: int, stop: int, *, timed: bool) -> EdtfError:
    # Only who errs pays for finding the place.
    from timeline.domain.dates.typed.edtf_hints import first_wrong

    what = "not an EDTF date and time" if timed else "not an EDTF date"
    return EdtfError(text, first_wrong(text, start, stop, timed=timed), what)
