"""Dates in the cells of a table -> EDTF. Nothing is guessed: what has two readings is refused with both.

What a table's makers meant by ``05/08/2024``, by ``24`` as a year or by ``45509`` is for its map to say.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from timeline.annotations.problems import quoted
from timeline.domain.calendar import date_from_day, day_from_date, days_in_month
from timeline.domain.edtf import EdtfError, parse, qualified, throughout
from timeline.domain.prose import in_words
from timeline.domain.spelled_dates import missing_day, readings

DAY_MONTH = "day-month"
MONTH_DAY = "month-day"
ORDERS = (DAY_MONTH, MONTH_DAY)
EXCEL_SYSTEMS = {"1900": day_from_date(1899, 12, 30), "1904": day_from_date(1904, 1, 1)}
"""The day that a spreadsheet's number 0 stands for. Excel's 1900 has a 29 February that never was:
the earlier numbers, of five digits or fewer than 61, are of no use in either case."""
PRECISIONS = ("day", "month", "year")

_DATE_TIME = re.compile(
    r"(?P<date>.*[0-9])(?:[Tt]|,? +(?:at )?)"
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
    r" ?(?P<half>[AaPp]\.?[Mm]\.?)? ?(?P<zone>[Zz]|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
_NUMBERS = re.compile(r"(?P<first>[0-9]{1,2})(?P<by>[-/.])(?P<second>[0-9]{1,2})(?P=by)(?P<year>[0-9]{4})")
_TWO_DIGITS = re.compile(
    r"(?P<before>[0-9]{1,2}(?P<by>[-/. ])(?:[0-9]{1,2}|[A-Za-z]{3,9}\.?)(?P=by))(?P<year>[0-9]{2})"
)
_SERIAL = re.compile(r"(?P<days>[1-9][0-9]{4})(?:[.,](?P<part>[0-9]+))?")
_ABOUT = re.compile(r"(?:circa|ca\.?|c\.|about|around|approx(?:imately|\.)?|~) ?(?P<date>.+)", re.IGNORECASE)
_FROM_TO = re.compile(r"(?P<start>.+?)(?: (?:to|until|till|-|–|—) |(?<=[0-9]) ?[–—] ?)(?P<end>.+)", re.IGNORECASE)
_DAYS_OF_MONTH = re.compile(r"(?P<first>[0-9]{1,2})(?:-| to )(?P<last>[0-9]{1,2} .+)")


class DateMistake(ValueError):
    """A cell is no date, or could be two; ``str()`` of it is one line that begins with the cell in quotes."""


class DateStyle(NamedTuple):
    """How a column of dates is to be read."""

    order: str | None = None
    """DAY_MONTH or MONTH_DAY, for dates in figures with the year last; None: not known."""
    pivot: int | None = None
    """A year of two digits is the one of the hundred years that begin here."""
    excel: str | None = None
    """The spreadsheet's system, a key of EXCEL_SYSTEMS; None: numbers of five digits are no dates."""


@lru_cache(maxsize=4096)
def read_table_date(text: str, style: DateStyle) -> str:
    """The EDTF that a cell means, spaces around it removed.

    A time of day is kept; midnight is not, for that is what tools write where there was none.
    Raises DateMistake.
    """
    spelled = " ".join(text.split())
    if re.fullmatch(r"[0-9]{4}\.0", spelled):  # a year that a program took for a fraction
        spelled = spelled[:4]
    try:
        parse(spelled)
    except EdtfError:
        pass
    else:
        return spelled.removesuffix("T00:00:00")
    return _without_midnight(_read(spelled, style))


def coarsened(edtf: str, to: str) -> str:
    """A day or a month widened to its month or year, where that is all that is meant; else as it is."""
    match = re.match(r"(-?[0-9]{4})(-(?:0[1-9]|1[0-2]))?(?:-[0-9]{2})?(?:T.*)?$", edtf)
    if match is None or to == "day":
        return edtf
    return match[1] if to == "year" else match[1] + (match[2] or "")


def has_two_readings(text: str) -> tuple[str, str] | None:
    """For a date in figures with the year last: its EDTF as day-month and as month-day, "" for none that
    is real; None where the text is no such date, or means the same in both orders."""
    spelled = " ".join(text.split())
    timed = _DATE_TIME.fullmatch(spelled)
    match = _NUMBERS.fullmatch(_with_century(timed["date"] if timed else spelled, 1950))
    if match is None or match["first"] == match["second"]:
        return None
    found = _by_order(match)
    return found[DAY_MONTH], found[MONTH_DAY]


def _read(spelled: str, style: DateStyle) -> str:
    serial = _SERIAL.fullmatch(spelled)
    if serial is not None:
        return _from_serial(spelled, serial, style.excel)
    timed = _DATE_TIME.fullmatch(spelled)
    if timed is not None:
        return _with_time(spelled, timed, style)
    about = _ABOUT.fullmatch(spelled)
    if about is not None:
        return qualified(read_table_date(about["date"], style), approximate=True, uncertain=False)
    if _TWO_DIGITS.fullmatch(spelled) is not None:
        if style.pivot is None:
            hint = "say pivot: 1950 in the map for the years from 1950 to 2049, or another year to begin with"
            raise DateMistake(f"{quoted(spelled)} has a year of two digits: {hint}")
        return _read(_with_century(spelled, style.pivot), style)
    match = _NUMBERS.fullmatch(spelled)
    if match is not None:
        return _in_order(spelled, match, style.order)
    found = readings(spelled)
    if len(found) == 1:
        return found[0]
    if found:
        raise DateMistake(f"{quoted(spelled)} is {_or(found)}: write {' or '.join(found)} in the table")
    return _span(spelled, style)


def _with_century(spelled: str, pivot: int) -> str:
    match = _TWO_DIGITS.fullmatch(spelled)
    if match is None:
        return spelled
    return f"{match['before']}{pivot + (int(match['year']) - pivot) % 100:04d}"


def _by_order(match: re.Match[str]) -> dict[str, str]:
    first, second, year = (int(match[name]) for name in ("first", "second", "year"))
    return {DAY_MONTH: _real(year, second, first), MONTH_DAY: _real(year, first, second)}


def _real(year: int, month: int, day: int) -> str:
    is_real = 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)
    return f"{year:04d}-{month:02d}-{day:02d}" if is_real else ""


def _in_order(spelled: str, match: re.Match[str], order: str | None) -> str:
    found = _by_order(match)
    if order is not None:
        if not found[order]:
            other = next(each for each in ORDERS if each != order)
            hint = f"; it would be {in_words(found[other])} as {other}" if found[other] else ""
            raise DateMistake(f"{quoted(spelled)} is no real day where the map says order: {order}{hint}")
        return found[order]
    real = list(dict.fromkeys(date for date in found.values() if date))
    if not real:
        raise DateMistake(f"{quoted(spelled)} is no real day in either order of day and month")
    if len(real) > 1:
        hint = f"say order: {DAY_MONTH} or {MONTH_DAY} in the map"
        raise DateMistake(f"{quoted(spelled)} is {_or(real)}: {hint}")
    return real[0]


def _or(dates: list[str]) -> str:
    """ "5 August or 8 May 2024": the year once where it is the same."""
    words = [in_words(date) for date in dates]
    years = {word[-5:] for word in words}
    if len(years) == 1 and re.fullmatch(" [0-9]{4}", words[0][-5:]) and all(len(word) > 5 for word in words):
        words = [word[:-5] for word in words[:-1]] + words[-1:]
    return " or ".join(words)


def _from_serial(spelled: str, match: re.Match[str], system: str | None) -> str:
    # Rounded to the minute: a fraction of a day in binary is never quite the minute that was typed.
    minutes = round(float(f"0.{match['part'] or 0}") * 1440)
    days = int(match["days"]) + minutes // 1440
    minutes %= 1440
    if system is None:
        day = in_words(_iso(EXCEL_SYSTEMS["1900"] + days))
        hint = f"say excel: 1900 in the map if {day} is meant (1904 for files of old Macs)"
        raise DateMistake(f"{quoted(spelled)} is a spreadsheet's number, not a date: {hint}")
    clock = f"T{minutes // 60:02d}:{minutes % 60:02d}:00" if minutes else ""
    return _iso(EXCEL_SYSTEMS[system] + days) + clock


def _iso(day: int) -> str:
    return "{:04d}-{:02d}-{:02d}".format(*date_from_day(day))


def _with_time(spelled: str, match: re.Match[str], style: DateStyle) -> str:
    day = read_table_date(match["date"], style)
    hour, zone = int(match["hour"]), (match["zone"] or "").upper()
    if match["half"]:
        if not 1 <= hour <= 12:
            raise DateMistake(f"{quoted(spelled)} has no hour of twelve: write the time as 14:30")
        hour = hour % 12 + (12 if match["half"][0] in "Pp" else 0)
    if zone in ("UTC", "GMT"):
        zone = "Z"
    elif len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    found = f"{day}T{hour:02d}:{match['minute']}:{match['second'] or '00'}{zone}"
    try:
        parse(found)
    except EdtfError:
        raise DateMistake(f"{quoted(spelled)} is no day with a time: write it as 2024-08-05 14:30") from None
    return found


def _without_midnight(edtf: str) -> str:
    return re.sub(r"T00:00:00(?:Z|[+-].*)?$", "", edtf)


def _span(spelled: str, style: DateStyle) -> str:
    """A stretch from one date to another; DateMistake where the text is neither that nor any date."""
    days = _DAYS_OF_MONTH.fullmatch(spelled)
    if days is not None and len(readings(days["last"])) == 1:
        spelled = f"{days['first']} {' '.join(days['last'].split()[1:])} to {days['last']}"
    ends = _FROM_TO.fullmatch(spelled)
    if ends is None:
        raise DateMistake(_no_date(spelled))
    start, end = (parse(read_table_date(ends[name], style)) for name in ("start", "end"))
    if start.earliest_day is None or end.latest_day is None or start.earliest_day > end.latest_day:
        raise DateMistake(f"{quoted(spelled)} ends before it starts")
    return throughout(start.earliest_day, end.latest_day)


def _no_date(spelled: str) -> str:
    missing = missing_day(spelled)
    if missing:
        return f"{quoted(spelled)} is no real day: {missing}"
    return f"{quoted(spelled)} is no date that is known here: write it as 2024-08-05, 5 Aug 2024, Aug 2024 or 2024"


def span_of(start: str | None, end: str) -> str:
    """The EDTF of the whole time from the first day of one date to the last of another; None: not known.

    Raises DateMistake where it ends before it starts.
    """
    last = parse(end)
    if start is None:
        return f"/{end}" if "/" not in end and last.second is None and end[0] not in "[{" else end
    first = parse(start)
    if first.earliest_day is not None and last.latest_day is not None and first.earliest_day > last.latest_day:
        raise DateMistake(f"{quoted(end)} is before the start, {quoted(start)}")
    return start if start == end else throughout(first.earliest_day, last.latest_day)


def from_parts(parts: Sequence[str], style: DateStyle) -> str:
    """The EDTF of a year, a month (a number or a name) and a day in cells of their own.

    A blank or a 0 is not known. Raises DateMistake.
    """
    year, month, day = (part.removesuffix(".0").strip() for part in parts)
    month, day = ("" if part.strip("0") == "" else part for part in (month, day))
    whole = quoted(" ".join(part for part in (year, month, day) if part))
    if re.fullmatch("[0-9]{2}", year) and style.pivot is not None:
        year = str(style.pivot + (int(year) - style.pivot) % 100)
    if re.fullmatch("-?[0-9]{3,4}", year) is None:
        raise DateMistake(f"{whole} has no year of four digits")
    if day and not month:
        raise DateMistake(f"{whole} has a day and no month")
    found = f"{'-' if year[0] == '-' else ''}{year.lstrip('-').zfill(4)}"
    for part, name in ((month, "month"), (day, "day")):
        if part and not re.fullmatch("[0-9]{1,2}", part):
            named = readings(f"{part} 2000") if name == "month" else []
            if len(named) != 1 or len(named[0]) != 7:
                raise DateMistake(f"{whole} has no {name} that is known here")
            part = named[0][5:]
        found += f"-{part.zfill(2)}" if part else ""
    try:
        parse(found)
    except EdtfError:
        raise DateMistake(f"{whole} is no real day") from None
    return found
