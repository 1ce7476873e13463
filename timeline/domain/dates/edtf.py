"""EDTF: from text to the days that it means, and back.

Levels 0 and 1 of the Extended Date/Time Format (ISO 8601-2:2019; Library of Congress, 4 February
2019) whole, and level 2 but for significant digits. Section names below are those of the Library of
Congress specification; what it leaves open is decided in ``docs/dates.md``.

What is refused is refused with its place; what to write instead is for ``typed.edtf_hints`` to find out,
where the refusal is shown to a person.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from timeline.domain.dates.calendar import MONTH_NAMES, date_from_day, day_from_date, days_in_month
from timeline.domain.dates.when import End, Span, When

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
_PLAIN = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?")
_DAY = ["-?", *["[0-9]"] * 4, "-", *["[0-9]"] * 2, "-", *["[0-9]"] * 2]
_CLOCK = ["[0-9]", "[0-9]", ":", "[0-9]", "[0-9]", ":", "[0-9]", "[0-9]"]
_DATE_FORMS = (
    ["[?~%]?-?", *["[0-9X]"] * 4, "[?~%]?", *["-[?~%]?", "[0-9X]", "[0-9X]", "[?~%]?"] * 2],
    ["[?~%]?Y-?", "[0-9]+", "(?:E(?=[1-9])[0-9]*)?", "[?~%]?"],
)
_TIME_FORMS = (
    [*_DAY, "T", *_CLOCK, "Z"],
    [*_DAY, "T", *_CLOCK, "[+-]", "[0-9]", "[0-9]", ":", "[0-9]", "[0-9]"],
)
"""What may stand at each place of a date, and of a date with a time of day: for finding where a text goes wrong."""
_EVERY_DAY = "../.."
_END_OF_DATE = re.compile(r"(?<=[0-9])(?=[\],/]|\.\.|$)")


class EdtfError(ValueError):
    """A text that is not a date in EDTF, or no real date. ``str()`` of it is one line.

    ``position`` counts from 0 in ``text``; ``what`` says what is wrong, ``found`` is the part that
    is. ``hint`` says what to write instead, and is empty where only the whole text can tell: ask
    ``typed.edtf_hints.explained`` before the error is shown to a person.
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


def parse(text: str) -> When:
    """The days on which what an EDTF text dates began and ended, all included, beside the text itself.

    An interval, and a set "all of", lasted from its first date to its last; everything else was some time
    within its days. Bounds are exact: the first and the last real day that the text allows, of a set "one of"
    the hull. Flags never widen them. A time of day is kept as the clock showed it, never shifted to UTC.

    Raises EdtfError, with its position, for whatever is not EDTF or no real date.
    """
    plain = _PLAIN.fullmatch(text)
    if plain is not None:
        year, month, day = plain.groups()
        if month is None:
            return _within(text, day_from_date(int(year), 1, 1), day_from_date(int(year), 12, 31))
        length = days_in_month(int(year), int(month))
        if day is None:
            first = day_from_date(int(year), int(month), 1)
            return _within(text, first, first + length - 1)
        if 1 <= int(day) <= length:
            exact = day_from_date(int(year), int(month), int(day))
            return _within(text, exact, exact)
    if text[:1] in ("[", "{"):
        return _read_set(text)
    slash = text.find("/")
    if slash >= 0:
        return _read_interval(text, slash)
    if "T" in text:
        day_number, second = _read_date_time(text, 0, len(text))
        return _within(text, day_number, day_number, second=second)
    bounds = read_date(text, 0, len(text))
    return _within(text, bounds.earliest, bounds.latest, bounds.approximate, bounds.uncertain)


def _within(
    text: str, first: int, last: int, approximate: bool = False, uncertain: bool = False, second: int | None = None
) -> When:
    return When(text, Span(first, last, first, last), approximate, uncertain, second=second)


def is_edtf(text: str) -> bool:
    """Whether the text can be read."""
    try:
        parse(text)
    except EdtfError:
        return False
    return True


def _read_interval(text: str, slash: int) -> When:
    """``a/b``, each end a date, ``..`` or empty ("Time Interval", "Extended Interval")."""
    first, start = _read_end(text, 0, slash)
    last, end = _read_end(text, slash + 1, len(text))
    if first is not None and last is not None and first.earliest > last.latest:
        hint = f"write {text[slash + 1 :]}/{text[:slash]}"
        raise EdtfError(text, slash + 1, "an interval ends after it starts", hint, text[slash + 1 :])
    dates = [bounds for bounds in (first, last) if bounds is not None]
    began = None if first is None else first.earliest
    ended = None if last is None else last.latest
    return When(
        text,
        Span.lasts(
            (began, first.latest if first is not None else ended),
            (last.earliest if last is not None else began, ended),
        ),
        any(bounds.approximate for bounds in dates),
        any(bounds.uncertain for bounds in dates),
        start,
        end,
    )


def _read_end(text: str, start: int, stop: int) -> tuple[Bounds | None, End]:
    if start == stop:
        return None, End.UNKNOWN
    if text[start:stop] == "..":
        return None, End.OPEN
    return read_date(text, start, stop), End.KNOWN


def _read_set(text: str) -> When:
    """``[a,b..c]``, one of them, or ``{a,b..c}``, all of them ("Set representation").

    One of them: some time in the hull. All of them: it began in the first and ended in the last, and as it was in
    each, it had begun when the first of them was over and had not ended before the last of them began.
    """
    closing = "]" if text[0] == "[" else "}"
    if not text.endswith(closing):
        raise EdtfError(text, len(text), f"a set ends with {closing}")
    members = []
    start, last = 1, len(text) - 1
    while start <= last:
        comma = text.find(",", start, last)
        stop = comma if comma >= 0 else last
        members.append(_read_member(text, start, stop, last))
        start = stop + 1
    dates = [bounds for _, _, parts in members for bounds in parts]
    opens = any(first is None for first, _, _ in members)
    stays_open = any(final is None for _, final, _ in members)
    began = None if opens else min(bounds.earliest for bounds in dates)
    ended = None if stays_open else max(bounds.latest for bounds in dates)
    if closing == "]":
        span = Span.within(began, ended)
    else:
        begun_by, going_on = min(bounds.latest for bounds in dates), max(bounds.earliest for bounds in dates)
        span = Span.lasts((began, begun_by), (going_on, ended))
    return When(
        text,
        span,
        any(bounds.approximate for bounds in dates),
        any(bounds.uncertain for bounds in dates),
        End.OPEN if opens else End.KNOWN,
        End.OPEN if stays_open else End.KNOWN,
    )


def _read_member(text: str, start: int, stop: int, last: int) -> tuple[int | None, int | None, list[Bounds]]:
    """One member of a set: (first day, last day, the dates written in it)."""
    dots = text.find("..", start, stop)
    if dots < 0:
        bounds = read_date(text, start, stop)
        return bounds.earliest, bounds.latest, [bounds]
    if stop - start == 2:
        hint = "write a date before or after it, as [..2020-09-20] or [2020-09-20..]"
        raise EdtfError(text, start, "a set needs a date beside ..", hint, "..")
    if dots == start:
        if start != 1:
            hint = "put that member first, or write the date that it starts with"
            raise EdtfError(text, dots, "only the first member of a set may start with ..", hint, "..")
        bounds = read_date(text, dots + 2, stop)
        return None, bounds.latest, [bounds]
    if dots + 2 == stop:
        if stop != last:
            hint = "put that member last, or write the date that it ends with"
            raise EdtfError(text, dots, "only the last member of a set may end with ..", hint, "..")
        bounds = read_date(text, start, dots)
        return bounds.earliest, None, [bounds]
    lower, upper = read_date(text, start, dots), read_date(text, dots + 2, stop)
    if lower.earliest > upper.latest:
        hint = f"write {text[:start]}{text[dots + 2 : stop]}..{text[start:dots]}{text[stop:]}"
        raise EdtfError(text, dots + 2, "a range ends after it starts", hint, text[dots + 2 : stop])
    if precision(text[start:dots]) != precision(text[dots + 2 : stop]):
        hint = f"write {text[:start]}{_range(lower.earliest, upper.latest)}{text[stop:]}"
        what = "a range goes from one day, month or year to another of the same kind"
        raise EdtfError(text, dots + 2, what, hint, text[dots + 2 : stop])
    return lower.earliest, upper.latest, [lower, upper]


def read_date(text: str, start: int, stop: int) -> Bounds:
    """What the date that is ``text[start:stop]`` says, without a time of day.

    Raises EdtfError where it is none.
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


def _read_date_time(text: str, start: int, stop: int) -> tuple[int, int]:
    """(day, seconds after midnight), both as the clock at the place showed them ("Date and Time").

    Raises EdtfError where it is none.
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


# What is refused


def _unreadable(text: str, start: int, stop: int, *, timed: bool) -> EdtfError:
    what = "not an EDTF date and time" if timed else "not an EDTF date"
    return EdtfError(text, _first_wrong(text, start, stop, timed=timed), what)


def _first_wrong(text: str, start: int, stop: int, *, timed: bool) -> int:
    """The index of the first character of ``text[start:stop]`` that no form of a date, or of a date
    with a time of day, allows there."""
    forms = (*_DATE_FORMS, *_TIME_FORMS) if timed else _DATE_FORMS
    matches = [re.compile(_nested(form)).match(text, start, stop) for form in forms]
    return max(match.end() for match in matches if match)


def _nested(parts: list[str]) -> str:
    """A pattern that matches as many of the parts, from the first on, as a text has."""
    rest = _nested(parts[1:]) if len(parts) > 1 else ""
    return f"(?:{parts[0]}{rest})?"


# Days written as EDTF


def between(first_day: int | None, last_day: int | None) -> str:
    """The shortest EDTF for "some day from the first to the last", both included; None is open.

    A day, a whole month or a whole year, otherwise ``[a..b]``, by months or years where both ends
    allow; ``../..`` where both are open. Past four digits EDTF has only whole years: there a bound
    is widened to its year, and past ``YEAR_LIMIT`` to the limit or an open end.

    Raises ValueError where the first day is after the last.
    """
    if first_day is None and last_day is None:
        return _EVERY_DAY
    written = _range(first_day, last_day)
    if written == "..":  # Both ends lie beyond the limit.
        return _EVERY_DAY
    return f"[{written}]" if ".." in written or "," in written else written


def throughout(first_day: int | None, last_day: int | None) -> str:
    """The EDTF for "all the time from the first day to the last", both included; None is open.

    Both ends are days, for ``2020-06/2020-08`` may have begun on any day of June, and ``2020-06``, some
    day, need not have lasted; a single day is the day. Past four digits EDTF has only whole years: there
    an end says only in which year it was, and past ``YEAR_LIMIT`` it is the limit or open.

    Raises ValueError where the first day is after the last.
    """
    first, last = _dates(first_day, last_day)
    return _interval(_written(first, 3, outermost=-YEAR_LIMIT), _written(last, 3, outermost=YEAR_LIMIT))


def spanning(first_day: int | None, last_day: int | None) -> str:
    """The shortest interval with these outer days, as coarse as ``between``: ``2020-06/2020-08``.

    For windows, which have no other days: it leaves open on which days of its ends it begins and ends.
    """
    return _interval(*_ends(first_day, last_day))


def _interval(lower: str, upper: str) -> str:
    return lower if lower == upper != "" else f"{lower or '..'}/{upper or '..'}"


def _range(first_day: int | None, last_day: int | None) -> str:
    """The members of a set from one day to another: one date, ``a..b``, or two ranges where the
    kinds of the ends differ, for a range has one kind ("Set representation", 7)."""
    lower, upper = _ends(first_day, last_day)
    if lower and upper and precision(lower) != precision(upper):
        if upper.startswith("Y"):
            edge = "9999-12-31"[: len(lower.lstrip("-"))]
            return f"{_stretch(lower, edge)},{_stretch('Y10000', upper)}"
        edge = "-9999-01-01"[: len(upper.lstrip("-")) + 1]
        return f"{_stretch(lower, 'Y-10000')},{_stretch(edge, upper)}"
    return _stretch(lower, upper)


def _stretch(lower: str, upper: str) -> str:
    return lower if lower == upper != "" else f"{lower}..{upper}"


def _ends(first_day: int | None, last_day: int | None) -> tuple[str, str]:
    """Both ends as coarse as is exact, of one kind where both have four digits; empty where open."""
    first, last = _dates(first_day, last_day)
    parts = max(_parts_needed(first, is_end=False), _parts_needed(last, is_end=True))
    return _written(first, parts, outermost=-YEAR_LIMIT), _written(last, parts, outermost=YEAR_LIMIT)


def _dates(first_day: int | None, last_day: int | None) -> tuple[tuple[int, int, int] | None, ...]:
    if first_day is not None and last_day is not None and first_day > last_day:
        raise ValueError(f"the first day, {first_day}, is after the last, {last_day}")
    return tuple(None if day is None else date_from_day(day) for day in (first_day, last_day))


def _parts_needed(date: tuple[int, int, int] | None, *, is_end: bool) -> int:
    """How many of year, month and day an end of a span must be written with."""
    if date is None:
        return 1
    year, month, day = date
    if abs(year) > 9999:
        return 1
    if day != (days_in_month(year, month) if is_end else 1):
        return 3
    return 1 if month == (12 if is_end else 1) else 2


def _written(date: tuple[int, int, int] | None, parts: int, outermost: int) -> str:
    """One end; empty where it is open or lies beyond the outermost year that EDTF text may have."""
    if date is None:
        return ""
    year, month, day = date
    if abs(year) > 9999:
        if abs(year) <= YEAR_LIMIT:
            return f"Y{year}"
        return "" if (year > 0) == (outermost > 0) else f"Y{-outermost}"
    sign = "-" if year < 0 else ""
    return "-".join([f"{sign}{abs(year):04d}", f"{month:02d}", f"{day:02d}"][:parts])


def one_of(dates: Sequence[When]) -> str:
    """One set ``[a,b]`` of several dates, which ascend, are disjoint and none of them lasting; a single one as it is.

    A set ``[a,b]`` gives its members. Qualifiers stay, times of day go.

    Raises ValueError where there is none, or where one other than the first is open at its start or
    one other than the last at its end.
    """
    if not dates:
        raise ValueError("a set needs at least one date")
    if len(dates) == 1:
        return dates[0].text
    open_starts = any(date.begin_earliest is None for date in dates[1:])
    if open_starts or any(date.end_latest is None for date in dates[:-1]):
        raise ValueError(f"these dates are not disjoint: {', '.join(date.text for date in dates)}")
    return f"[{','.join(_as_members(date.text) for date in dates)}]"


def _as_members(text: str) -> str:
    return text[1:-1] if text.startswith("[") else text.partition("T")[0]


def lasted(span: Span) -> str:
    """The interval ``a/b`` that means just these days of something lasting; "" where EDTF has none.

    Its ends are days, months or years.
    """
    for start in _ends_of(span.begin_earliest, span.begin_latest, is_cut=span.begin_latest == span.end_latest):
        for end in _ends_of(span.end_latest, span.end_earliest, is_cut=span.end_earliest == span.begin_earliest):
            text = f"{start}/{end}"
            if text != _EVERY_DAY and parse(text).span == span:
                return text
    return ""


def _ends_of(outer: int | None, inner: int | None, *, is_cut: bool) -> Iterator[str]:
    """What an end of an interval may be written as: the day, month or year that has the outer day at its own end.

    ``is_cut``: the inner day may be another, for the other end of the interval cuts it back.
    """
    if outer is None:
        yield ".."
        return
    year, month, day = date_from_day(outer)
    if abs(year) > 9999:
        if abs(year) <= YEAR_LIMIT:
            yield f"Y{year}"
        return
    written = f"{'-' if year < 0 else ''}{abs(year):04d}", f"{month:02d}", f"{day:02d}"
    if is_cut or inner == outer:
        yield "-".join(written)
    if inner != outer:
        yield "-".join(written[:2])
        yield written[0]


def qualified(text: str, approximate: bool, uncertain: bool) -> str:
    """What ``between`` or ``throughout`` gave, each of its dates with the qualifier that says as much."""
    return _END_OF_DATE.sub(_mark(approximate, uncertain), text)


def _mark(approximate: bool, uncertain: bool) -> str:
    """The qualifier that says as much of a whole date."""
    return ("%" if uncertain else "~") if approximate else "?" if uncertain else ""
