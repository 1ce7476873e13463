"""EDTF in English words: "20 or 21 September 2020", "about June 2020", "the 1990s".

The words say what the EDTF says, no more and no less. They are for people; EDTF is for machines.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from timeline.domain.dates.calendar import MONTH_NAMES, date_from_day, days_in_month, is_leap_year
from timeline.domain.dates.edtf import (
    DATE,
    DATE_TIME,
    GROUPINGS,
    LONG_YEAR,
    matching_numbers,
    matching_years,
    parse,
    read_date,
)

_PLAIN_DAY = re.compile(r"([1-9][0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_ENDLESS = {
    "../..": "start and end open",
    "/..": "start unknown, end open",
    "../": "start open, end unknown",
    "/": "start and end unknown",
}
_SEASON_NAMES = ("spring", "summer", "autumn", "winter")
_ORDINALS = ("first", "second", "third", "fourth")
_WHOLE_DATE = {"~": "about", "?": "possibly", "%": "perhaps about"}
_PART_OF_DATE = {"~": "approximate", "?": "uncertain", "%": "uncertain and approximate"}


class _Said(NamedTuple):
    """A date in words. ``parts`` are the words of a plain one, the smallest unit first, else empty."""

    words: str
    parts: tuple[str, ...] = ()
    precision: str = ""
    """``year``, ``month`` or ``day``: the last part that is written; a season counts as a month."""


# In chronological order the same dates come again and again; the cache is bounded.
@lru_cache(maxsize=4096)
def in_words(text: str) -> str:
    """An EDTF text in words; raises EdtfError where it is none."""
    plain = _say_plain_day(text)
    if plain is not None:
        return plain
    when = parse(text)
    if when.second is not None:
        return _say_time(text)
    if text[0] in "[{":
        return _say_set(text)
    if "/" in text:
        return _say_interval(text)
    return _say_date(text).words


def _say_plain_day(text: str) -> str | None:
    """A day without qualifiers, as most dates are, at a tenth of the cost; None where the text is another."""
    match = _PLAIN_DAY.fullmatch(text)
    if match is None:
        return None
    year, month, day = map(int, match.groups())
    return f"{day} {MONTH_NAMES[month - 1]} {year}" if day <= days_in_month(year, month) else None


def _say_interval(text: str) -> str:
    if text in _ENDLESS:
        return _ENDLESS[text]
    start, end = text.split("/")
    if start in ("", ".."):
        return f"until {_say_date(end).words}" + ("" if start else ", start unknown")
    if end in ("", ".."):
        return f"since {_say_date(start).words}" + ("" if end else ", end unknown")
    return _joined([_say_date(start), _say_date(end)], " to ")


def _say_set(text: str) -> str:
    members = text[1:-1].split(",")
    every = text[0] == "{"
    if not any(".." in member for member in members):
        return _joined([_say_date(member) for member in members], " and " if every else " or ")
    dates = [date for member in members for date in member.split("..") if date]
    named = len({_say_date(date).precision for date in dates}) > 1
    said = [_say_member(member, every=every, named=named) for member in members]
    return _listed(said, " and " if every else " or ")


def _say_member(member: str, *, every: bool, named: bool) -> str:
    """A member of a set that has ranges; ``named``: years stand beside longer dates."""
    if ".." not in member:
        return _named_year(_say_date(member)) if named else _say_date(member).words
    start, end = member.split("..")
    if start and end:
        ends = [_say_date(start), _say_date(end)]
        return f"each of {_joined(ends, ' to ')}" if every else f"between {_joined(ends, ' and ')}"
    said = _say_date(start or end)
    if not said.parts:
        which = "earlier" if end else "later"
        return f"{said.words} and all that is {which}" if every else f"{said.words} or {which}"
    bounds = read_date(start or end, 0, len(start or end))
    if end:
        words = f"before {_say_day(bounds.latest + 1, said.precision)}"
    else:
        words = f"after {_say_day(bounds.earliest - 1, said.precision)}"
    return f"all time {words}" if every else words


def _joined(dates: Sequence[_Said], conjunction: str) -> str:
    """Dates joined, the month and the year that they share said once."""
    plain = all(date.parts for date in dates)
    if len(dates) == 1:
        return dates[0].words
    if len({date.precision for date in dates}) > 1:
        # "2018 to October 2020" begins with a year that cannot be taken for that of the other.
        first = dates[0].words if conjunction == " to " else _named_year(dates[0])
        return _listed([first, *(_named_year(date) for date in dates[1:])], conjunction)
    if not plain:
        return _listed([date.words for date in dates], conjunction)
    shared = 0
    while shared < len(dates[0].parts) - 1 and len({date.parts[-1 - shared :] for date in dates}) == 1:
        shared += 1
    length = len(dates[0].parts) - shared
    own = _listed([" ".join(date.parts[:length]) for date in dates], conjunction)
    return " ".join([own, *dates[0].parts[length:]])


def _named_year(date: _Said) -> str:
    """Its words; beside longer dates "20 September 2020 or 2021" would be read as two Septembers."""
    if len(date.parts) == 1 and not date.words.startswith("the year"):
        return f"the year {date.words}"
    return date.words


def _listed(words: Sequence[str], conjunction: str) -> str:
    if len(words) == 1:
        return words[0]
    return ", ".join(words[:-1]) + conjunction + words[-1]


# One date


def _say_date(text: str) -> _Said:
    """A date that ``read_date`` accepts, in words."""
    match = DATE.fullmatch(text)
    if match is None:
        return _say_long_year(text)
    year, month, day = match.group("year", "month", "day")
    precision = "day" if day else "month" if month else "year"
    marks = _marks(match)
    if month in GROUPINGS:
        words = _say_grouping(year, month)
    elif "X" in match.group():
        words = _say_unspecified(year, month, day)
    else:
        parts = _plain_parts(int(year), int(month) if month else None, int(day) if day else None)
        if not any(marks):
            return _Said(" ".join(parts), parts, precision)
        words = " ".join(parts)
    return _Said(_qualified(words, marks), (), precision)


def _say_time(text: str) -> str:
    """A date with a time of day in words; seconds only where they are not zero."""
    match = DATE_TIME.fullmatch(text)
    if match is None:
        return _say_date(text).words
    hour, minute, second, shift = match.group("hour", "minute", "second", "shift")
    clock = f"{hour}:{minute}" if second == "00" else f"{hour}:{minute}:{second}"
    zone = "" if shift is None else " UTC" if shift == "Z" else f" (UTC{shift})"
    return f"{_say_date(match['date']).words}, {clock}{zone}"


def _say_day(day: int, precision: str) -> str:
    """The year, the month or the date of a numbered day in words."""
    year, month, day_of_month = date_from_day(day)
    parts = _plain_parts(year, month, day_of_month)
    return " ".join(parts[{"year": 2, "month": 1, "day": 0}[precision] :])


def _plain_parts(year: int, month: int | None, day: int | None) -> tuple[str, ...]:
    """The words for day, month and year, as far as they are given, the smallest unit first."""
    if month is None:
        return (say_year(year),)
    if day is None:
        return (MONTH_NAMES[month - 1], say_year(year))
    return (str(day), MONTH_NAMES[month - 1], say_year(year))


def say_year(year: int) -> str:
    """A year, as ISO 8601 counts them, in words: 2020, "44 BCE", "79 CE", "the year 12345"."""
    if year <= 0:
        return f"{1 - year} BCE"
    if year < 1000:
        return f"{year} CE"
    return str(year) if year <= 9999 else f"the year {year}"


def _say_long_year(text: str) -> _Said:
    match = LONG_YEAR.fullmatch(text)
    marks = match.group("q1", "q2") if match else ()
    year, _, _ = date_from_day(read_date(text, 0, len(text)).earliest)
    words = say_year(year)
    if not any(marks):
        return _Said(words, (words,), "year")
    return _Said(_qualified(words, (_mark("".join(marks)),)), (), "year")


def _marks(match: re.Match[str]) -> tuple[str, ...]:
    """The qualifier of each part, year first: one before a part is for it alone, one after a part
    also for all on its left ("Qualification of a group of components")."""
    q1, q2, q3, q4, q5, q6 = (mark or "" for mark in match.group("q1", "q2", "q3", "q4", "q5", "q6"))
    marks = (q1 + q2 + q4 + q6, q3 + q4 + q6, q5 + q6)
    return tuple(_mark(mark) for mark in marks[: sum(part is not None for part in match.group(2, 5, 8))])


def _mark(written: str) -> str:
    return "%" if "%" in written or len(set(written)) > 1 else written[:1]


def _qualified(words: str, marks: tuple[str, ...]) -> str:
    if len(set(marks)) == 1:
        return f"{_WHOLE_DATE[marks[0]]} {words}" if marks[0] else words
    names = dict(zip(("year", "month", "day"), marks, strict=False))
    said = []
    for mark in dict.fromkeys(mark for mark in marks if mark):
        concerned = " and ".join(name for name, own in names.items() if own == mark)
        said.append(f"{concerned} {_PART_OF_DATE[mark]}")
    return f"{words} ({', '.join(said)})"


def _say_grouping(year: str, code: str) -> str:
    joiner, when = _say_years(year)
    number = int(code)
    if number >= 33:
        first, unit = (33, "quarter") if number < 37 else (37, "third") if number < 40 else (40, "half")
        of_year = f"a year in {when}" if joiner == " in " else when
        return f"{_ORDINALS[number - first]} {unit} of {of_year}"
    name = _SEASON_NAMES[(number - 21) % 4]
    where = "" if number < 25 else " (northern hemisphere)" if number < 29 else " (southern hemisphere)"
    if GROUPINGS[code][0] < 12:
        return name + joiner + when + where
    if "X" in year:
        return f"{name} beginning in {when}{where}"
    return f"{name} {say_year(int(year))}–{say_year(int(year) + 1)}{where}"


def _say_years(pattern: str) -> tuple[str, str]:
    """(what stands before it, the words) of a year whose digits may be unspecified."""
    if "X" not in pattern:
        return " ", say_year(int(pattern))
    if pattern == "XXXX":
        return " of ", "an unknown year"
    if pattern[0] not in "-0" and pattern.endswith("X") and "X" not in pattern[:-1] and pattern[2] != "0":
        return " in ", f"the {pattern[:-1]}0s"
    if "X" in pattern.rstrip("X"):
        return " of ", f"some year written {pattern}"
    first = say_year(next(matching_years(pattern, ascending=True)))
    last = say_year(next(matching_years(pattern, ascending=False)))
    era = first[-4:]
    if era == last[-4:] == " BCE":
        first = first.removesuffix(era)
    return " of ", f"some year from {first} to {last}"


def _say_unspecified(year: str, month: str | None, day: str | None) -> str:
    joiner, when = _say_years(year)
    if month is None:
        return when
    months, days = _real_months_and_days(year, month, day)
    if month == "XX":
        joiner = " in " if joiner == " " else joiner
        if day is None:
            return f"a month{joiner}{when}"
        if day == "XX":
            return f"a day{joiner}{when}"
        return f"day {_one_of([str(number) for number in days])} of a month{joiner}{when}"
    names = [MONTH_NAMES[number - 1] for number in months]
    if day is None:
        return _month_words(names) + joiner + when
    return _day_words(day, days, names) + joiner + when


def _month_words(names: list[str]) -> str:
    # Nine names, January to September, come of 0X: too many to list.
    return _one_of(names) if len(names) < 4 else f"a month from {names[0]} to {names[-1]}"


def _day_words(pattern: str, days: list[int], names: list[str]) -> str:
    if pattern == "XX":
        return f"a day in {_month_words(names)}"
    if len(days) > 3 and days[-1] - days[0] == len(days) - 1:
        chosen = f"a day from {days[0]} to {days[-1]}"
    else:
        chosen = _one_of([str(number) for number in days])
    if len(names) == 1:
        return f"{chosen} {names[0]}"
    return f"{chosen if chosen.startswith('a day') else 'day ' + chosen} of {_month_words(names)}"


def _real_months_and_days(year: str, month: str, day: str | None) -> tuple[list[int], list[int]]:
    """The months and the days of the month that the digits allow, without those that never fit."""
    months, days = matching_numbers(month, 12), matching_numbers(day or "XX", 31)
    leap = any(is_leap_year(number) for number in matching_years(year, ascending=True))
    lengths = {number: days_in_month(2000 if leap else 2001, number) for number in months}
    months = [number for number in months if lengths[number] >= days[0]]
    longest = max(lengths.values())
    return months, [number for number in days if number <= longest]


def _one_of(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
