"""Dates in the cells of a table -> EDTF. Nothing is guessed: what has two readings is refused with both.

The words are those of the command line (``spelled_dates``, ``stretches``); beside them cells
have what spreadsheets write. What a table's makers meant by ``05/08/2024``, by ``24`` as a year or by
``45509`` is for its map to say.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from timeline.domain.dates.calendar import date_from_day, day_from_date, days_in_month
from timeline.domain.dates.edtf import EdtfError, between, parse, precision, qualified, spanning
from timeline.domain.dates.prose import in_words
from timeline.domain.dates.typed.spelled_dates import missing_day, readings
from timeline.domain.dates.typed.stretches import (
    Joined,
    Way,
    beside,
    evened,
    is_still_so,
    joined,
    joining,
    lasting,
    without_about,
)
from timeline.importers.table.cells.cell_mistakes import DateMistake
from timeline.problems import quoted

DAY_MONTH = "day-month"
MONTH_DAY = "month-day"
ORDERS = (DAY_MONTH, MONTH_DAY)
EXCEL_SYSTEMS = {"1900": day_from_date(1899, 12, 30), "1904": day_from_date(1904, 1, 1)}
"""The day that a spreadsheet's number 0 stands for. Excel's 1900 has a 29 February that never was:
the earlier numbers, of five digits or fewer than 61, are of no use in either case."""
PRECISIONS = ("day", "month", "year")

_DATE_TIME = re.compile(
    r"(?P<date>.*[0-9])(?:[Tt]|,? (?:at )?)"
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
    r" ?(?P<half>[AaPp]\.?[Mm]\.?)? ?(?P<zone>[Zz]|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
_NUMBERS = re.compile(r"(?P<first>[0-9]{1,2})(?P<by>[-/.])(?P<second>[0-9]{1,2})(?P=by)(?P<year>[0-9]{4})")
_TWO_DIGITS = re.compile(
    r"(?P<before>[0-9]{1,2}(?P<by>[-/. ])(?:[0-9]{1,2}|[A-Za-z]{3,9}\.?)(?P=by))(?P<year>[0-9]{2})"
)
_SERIAL = re.compile(r"(?P<days>[1-9][0-9]{4})(?:[.,](?P<part>[0-9]+))?")
_DAY_AND_FOUR = re.compile(r"([0-9]{8})[0-9]{4}")
_UNSURE = re.compile(r"(.*[^ ?(]) ?(?:\?|\(\?\))")
_DAY_OR_MONTH = re.compile(
    r"(?<![0-9Y-])(-?[0-9]{4})(-(?:0[1-9]|1[0-2]))(?:-[0-9]{2})?(?:T[^\]/,]*)?([?~%]?)(?=$|[\]},/]|\.\.)"
)
_SAME_TWICE = re.compile(r"(?P<open>[\[{])?(?P<date>-?[0-9-]+[?~%]?)(?:/|,|\.\.)(?P=date)(?(open)[\]}])")
_PLAIN = re.compile(r"[0-9Y-][0-9E-]+")
_CLOCK = re.compile(r"[0-9]:[0-9]{2}")
_LONGEST = 200
"""Signs of a cell that is looked at: no date has more, and some patterns take long over what is no date."""


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

    A time of day is kept, but not in what lasts from one day to another (``lacks_time``); midnight is
    not, for that is what tools write where there was none. Raises DateMistake.
    """
    spelled = " ".join(text.split())
    if len(spelled) > _LONGEST:
        raise DateMistake(_no_date(spelled), "no date")
    if re.fullmatch(r"[0-9]{4}\.0", spelled):  # a year that a program took for a fraction
        spelled = spelled[:4]
    try:
        found = _one(spelled, style)
    except DateMistake as mistake:
        stretch = joined(evened(spelled), lambda part: _is_date(part, style)) if mistake.kind == "no date" else None
        if stretch is None:
            raise
        try:
            found = _stretch(spelled, stretch, style)
        except DateMistake as of_an_end:
            raise mistake if of_an_end.kind == "no date" else of_an_end from None
    return _without_midnight(found)


def lacks_time(text: str, edtf: str) -> bool:
    """Whether a cell says a time of day and its EDTF does not: what lasts for days has no place for it."""
    return "T" not in edtf and _CLOCK.search(re.sub("00:00(?::00)?", "", text)) is not None


def coarsened(edtf: str, to: str) -> str:
    """Each day or month of a date widened to its month or year, where that is all that is meant; else as it is.

    What began and ended in one month then is some time in it.
    """
    if to == "day":
        return edtf
    kept = r"\1\3" if to == "year" else r"\1\2\3"
    wide = _DAY_OR_MONTH.sub(kept, edtf)
    one = _SAME_TWICE.fullmatch(wide)
    return one["date"] if one else wide


def has_two_readings(text: str) -> tuple[str, str] | None:
    """For a date in figures with the year last: its EDTF as day-month and as month-day, "" for none that
    is real; None where the text is no such date, or means the same in both orders."""
    spelled = " ".join(text.split())[:_LONGEST]
    timed = _DATE_TIME.fullmatch(spelled)
    match = _NUMBERS.fullmatch(_with_century(timed["date"] if timed else spelled, 1950))
    if match is None or match["first"] == match["second"]:
        return None
    found = _by_order(match)
    return found[DAY_MONTH], found[MONTH_DAY]


# One date


def _one(spelled: str, style: DateStyle) -> str:
    """A date that nothing is joined to, perhaps with a time of day, or marked as about or unsure."""
    if _is_edtf(spelled):
        return spelled
    about = without_about(spelled)
    plain = spelled if about is None else about
    unsure = _UNSURE.fullmatch(plain)
    plain = unsure[1] if unsure else plain
    found = plain if _is_edtf(plain) else _plain(plain, style)
    if about is None and unsure is None:
        return found
    marked = qualified(found, approximate=about is not None, uncertain=unsure is not None)
    if not _is_edtf(marked):
        what = "says a time of day, and that it is not sure"
        raise DateMistake(f"{quoted(spelled)} {what}: no date keeps both", "unsure time")
    return marked


def _plain(spelled: str, style: DateStyle) -> str:
    serial = _SERIAL.fullmatch(spelled)
    if serial is not None:
        return _from_serial(spelled, serial, style.excel)
    timed = _DATE_TIME.fullmatch(spelled)
    if timed is not None:
        return _with_time(spelled, timed, style)
    return _day(spelled, style)


def _day(spelled: str, style: DateStyle) -> str:
    if _TWO_DIGITS.fullmatch(spelled) is not None:
        if style.pivot is None:
            hint = "say pivot: 1950 in the map for the years from 1950 to 2049, or another year to begin with"
            raise DateMistake(f"{quoted(spelled)} has a year of two digits: {hint}", "two digits", is_open=True)
        spelled = _with_century(spelled, style.pivot)
    match = _NUMBERS.fullmatch(spelled)
    if match is not None:
        return _in_order(spelled, match, style.order)
    numbered = _DAY_AND_FOUR.fullmatch(spelled)
    if numbered is not None and len(readings(numbered[1])) == 1:
        what = "begins with a day, and four digits follow that may be a time or a number"
        hint = "say pattern: YYYYMMDDhhmm or pattern: YYYYMMDD* in the map"
        raise DateMistake(f"{quoted(spelled)} {what}: {hint}", "time or number", is_open=True)
    found = readings(spelled)
    if len(found) == 1:
        return found[0]
    if found:
        raise DateMistake(f"{quoted(spelled)} is {_or(found)}: write {' or '.join(found)} in the table", "two readings")
    raise DateMistake(_no_date(spelled), "no date" if missing_day(spelled) is None else "no real day")


def _is_edtf(text: str) -> bool:
    try:
        parse(text)
    except EdtfError:
        return False
    return True


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
            raise DateMistake(
                f"{quoted(spelled)} is no real day where the map says order: {order}{hint}", "other order"
            )
        return found[order]
    real = list(dict.fromkeys(date for date in found.values() if date))
    if not real:
        raise DateMistake(f"{quoted(spelled)} is no real day in either order of day and month", "no real day")
    if len(real) > 1:
        hint = f"say order: {DAY_MONTH} or {MONTH_DAY} in the map"
        raise DateMistake(f"{quoted(spelled)} is {_or(real)}: {hint}", "order", is_open=True)
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
        raise DateMistake(f"{quoted(spelled)} is a spreadsheet's number, not a date: {hint}", "serial")
    clock = f"T{minutes // 60:02d}:{minutes % 60:02d}:00" if minutes else ""
    return _iso(EXCEL_SYSTEMS[system] + days) + clock


def _iso(day: int) -> str:
    return "{:04d}-{:02d}-{:02d}".format(*date_from_day(day))


def _with_time(spelled: str, match: re.Match[str], style: DateStyle) -> str:
    day = match["date"] if _is_edtf(match["date"]) else _day(match["date"], style)
    hour, zone = int(match["hour"]), (match["zone"] or "").upper()
    if match["half"]:
        if not 1 <= hour <= 12:
            raise DateMistake(f"{quoted(spelled)} has no hour of twelve: write the time as 14:30", "time")
        hour = hour % 12 + (12 if match["half"][0] in "Pp" else 0)
    if zone in ("UTC", "GMT"):
        zone = "Z"
    elif len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    found = f"{day}T{hour:02d}:{match['minute']}:{match['second'] or '00'}{zone}"
    try:
        parse(found)
    except EdtfError:
        raise DateMistake(f"{quoted(spelled)} is no day with a time: write it as 2024-08-05 14:30", "time") from None
    return found


def _without_midnight(edtf: str) -> str:
    return re.sub(r"T00:00:00(?:Z|[+-].*)?$", "", edtf)


def _no_date(spelled: str) -> str:
    missing = missing_day(spelled)
    if missing:
        return f"{quoted(spelled)} is no real day: {missing}"
    return f"{quoted(spelled)} is no date that is known here: write it as 2024-08-05, 5 Aug 2024, Aug 2024 or 2024"


# Dates that are joined


def _is_date(text: str, style: DateStyle) -> bool:
    """Whether a text is a whole date, with one reading or two."""
    try:
        _one(text, style)
    except DateMistake as mistake:
        return mistake.kind != "no date"
    return True


def _stretch(spelled: str, found: Joined, style: DateStyle) -> str:
    """A stretch, or some time in one, as the words between its dates say."""
    first = _end(found.first, style)
    if not found.last:
        return beside(found.way, first)
    if found.way is Way.FROM_TO and is_still_so(found.last):
        return f"{first}/.."
    whole = joining(found.way, first, _end(found.last, style))
    if whole is None:
        raise DateMistake(f"{quoted(spelled)} ends before it starts", "ends before it starts")
    return whole


def _end(text: str, style: DateStyle) -> str:
    """A single date without its time of day, for which stretches have no place."""
    edtf = _one(text, style).partition("T")[0]
    if edtf[0] in "[{" or "/" in edtf:
        raise DateMistake(f"{quoted(text)} is a stretch already: write its first and its last date", "stretches")
    return edtf


def span_of(start: str | None, end: str) -> str:
    """What lasted from one date to another, ``a/b``; None: not known.

    Each end is a date, or one of several, ``[1012..1013]/1020``, which ``said`` says. Times of day are left out.
    Raises DateMistake where it ends before it starts.
    """
    last = parse(end)
    if start is None:
        return f"/{end}" if "/" not in end and last.second is None and end[0] != "{" else end
    if start == end:
        return start
    first = parse(start)
    if first.begin_earliest is not None and last.end_latest is not None and first.begin_earliest > last.end_latest:
        raise _ends_before_it_starts(start, end)
    ends = (start, False), (end, True)
    return lasting(*(date if date[0] == "[" else _outermost(date, is_end=is_end) for date, is_end in ends))


def said(stretch: str) -> str:
    """A date of ``span_of``: in EDTF, or where that has no form for its ends, in words, ``[1012..1013] to 1020``."""
    if "[" not in stretch or "/" not in stretch:
        return stretch
    from timeline.domain.dates.relative.meaning import resolve  # few tables have such ends
    from timeline.domain.dates.relative.relation import Anchor, Form, Relative

    start, end = stretch.split("/")
    # Of what has an end alone it is known that it had not begun after that.
    start = start or between(None, parse(end).end_latest)
    relative = Relative(Form.LASTING, Anchor(date=start), Anchor(date=end))
    return resolve(relative, {}).text or relative.text


def within(earliest: str | None, latest: str | None) -> str:
    """The EDTF of some time from the first day of one date to the last of another, of which one may be None: not known.

    Times of day are left out; where one of the two is not sure, neither end is. Raises DateMistake where it ends
    before it starts.
    """
    given = [date.partition("T")[0] for date in (earliest, latest) if date is not None]
    whens = [parse(date) for date in given]
    first = None if earliest is None else whens[0].begin_earliest
    last = None if latest is None else whens[-1].end_latest
    if first is last is None:  # "before 2020" as the earliest, and no latest
        return given[0]
    if first is not None and last is not None and first > last:
        raise _ends_before_it_starts(given[0], given[1])
    approximate, uncertain = any(when.approximate for when in whens), any(when.uncertain for when in whens)
    return qualified(between(first, last), approximate, uncertain)


def _ends_before_it_starts(start: str, end: str) -> DateMistake:
    return DateMistake(f"{quoted(end)} is before the start, {quoted(start)}", "ends before it starts")


def has_spread(edtf: str) -> bool:
    """Whether a date is more than a day, a month or a year: as the end of a stretch it loses some of what it says."""
    return edtf[0] in "[{" or "/" in edtf


def _outermost(edtf: str, *, is_end: bool) -> str:
    """A single date for the end of a stretch; of a set or an interval the outer one, uncertain, "" where it is open."""
    if not has_spread(edtf):
        return edtf.partition("T")[0]
    date = re.split(r"[,/]|\.\.", edtf.strip("[]{}"))[-1 if is_end else 0]
    return date if not date or date[-1] in "?~%" else qualified(date, approximate=False, uncertain=True)


@lru_cache(maxsize=4096)
def shortened(edtf: str) -> str:
    """What lasted, by whole months or years where it has them: ``2031-06`` of ``2031-06-01/2031-06-30``; else as it is.

    For names alone, as some days of it are lost: of ends that are one of several, the outer ones stay.
    """
    ends = edtf.split("/")
    if len(ends) == 2 and "[" in edtf:
        return lasting(*(_outermost(end, is_end=end is ends[1]) for end in ends)) if ends[0] else ends[1]
    if len(ends) != 2 or not all(map(_PLAIN.fullmatch, ends)) or precision(ends[0]) != precision(ends[1]):
        return edtf
    return spanning(parse(ends[0]).begin_earliest, parse(ends[1]).end_latest)


def open_from(start: str | None, *, is_still_so: bool) -> str:
    """A stretch from a date on (None: not known), to no end as yet or to one that is not known."""
    begun = "" if start is None else _outermost(start, is_end=False)
    return f"{begun}/{'..' if is_still_so else ''}"


def one_end(edtf: str, *, is_end: bool) -> str:
    """The date of "since 2020" in a column of starts, or of "until 2022" in one of ends: what is open there
    is for the other column to say. Any other date is as it was."""
    return edtf.removeprefix("/") if is_end else edtf.removesuffix("/..")
