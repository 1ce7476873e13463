"""One EDTF date in English words."""

import re
from typing import NamedTuple

from timeline.domain.dates.calendar import MONTH_NAMES, date_from_day, days_in_month, is_leap_year
from timeline.domain.dates.edtf_forms import (
    DATE,
    DATE_TIME,
    GROUPINGS,
    LONG_YEAR,
    matching_numbers,
    matching_years,
    read_date,
)

_SEASON_NAMES = ("spring", "summer", "autumn", "winter")
_ORDINALS = ("first", "second", "third", "fourth")
_WHOLE_DATE = {"~": "about", "?": "possibly", "%": "perhaps about"}
_PART_OF_DATE = {"~": "approximate", "?": "uncertain", "%": "uncertain and approximate"}


class Said(NamedTuple):
    """A date in words. ``parts`` are the words of a plain one, the smallest unit first, else empty."""

    words: str
    parts: tuple[str, ...] = ()
    precision: str = ""
    """``year``, ``month`` or ``day``: the last part that is written; a season counts as a month."""


def say_date(text: str) -> Said:
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
            return Said(" ".join(parts), parts, precision)
        words = " ".join(parts)
    return Said(_qualified(words, marks), (), precision)


def say_time(text: str) -> str:
    """A date with a time of day in words; seconds only where they are not zero."""
    match = DATE_TIME.fullmatch(text)
    if match is None:
        return say_date(text).words
    hour, minute, second, shift = match.group("hour", "minute", "second", "shift")
    clock = f"{hour}:{minute}" if second == "00" else f"{hour}:{minute}:{second}"
    zone = "" if shift is None else " UTC" if shift == "Z" else f" (UTC{shift})"
    return f"{say_date(match['date']).words}, {clock}{zone}"


def say_day(day: int, precision: str) -> str:
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


def _say_long_year(text: str) -> Said:
    match = LONG_YEAR.fullmatch(text)
    marks = match.group("q1", "q2") if match else ()
    year, _, _ = date_from_day(read_date(text, 0, len(text)).earliest)
    words = say_year(year)
    if not any(marks):
        return Said(words, (words,), "year")
    return Said(_qualified(words, (_mark("".join(marks)),)), (), "year")


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
