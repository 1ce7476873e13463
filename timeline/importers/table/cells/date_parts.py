"""Dates in parts: a year, a month and a day in cells of their own, or within one cell, by a pattern."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from timeline.domain.dates.edtf import EdtfError, parse
from timeline.domain.dates.typed.spelled_dates import readings
from timeline.importers.table.cells.cell_mistakes import DateMistake
from timeline.importers.table.cells.table_dates import DateStyle
from timeline.importers.table.cells.table_times import at_time, read_time
from timeline.problems import quoted

_FIELDS = {"YYYY": "year", "YY": "year", "MM": "month", "DD": "day", "hh": "hour", "mm": "minute", "ss": "second"}
_TOKEN = re.compile("YYYY|YY|MM|DD|hh|mm|ss|[*]|.", re.DOTALL)
_MOST_STARS = 2
_LONGEST = 300
"""Signs of a cell that is held to a pattern: a pattern's stars may try each place in it."""
_NAMES = ("year", "month", "day")


class Parts(NamedTuple):
    """What parts of a date make: as much of it as can be read, from the year on."""

    edtf: str | None
    mistakes: tuple[tuple[int, DateMistake], ...] = ()
    """With the place of the part that is at fault: 0 the year, 1 the month, 2 the day."""


def from_parts(parts: Sequence[str], style: DateStyle) -> Parts:
    """The date of a year, a month (a number or a name) and a day. A blank or a 0 is not known."""
    year, month, day = (part.removesuffix(".0").strip() for part in parts)
    month, day = ("" if part.strip("0") == "" else part for part in (month, day))
    whole = quoted(" ".join(part for part in (year, month, day) if part))
    found = _year(year, style)
    if found is None:
        return Parts(None, ((0, DateMistake(f"{whole} has no year of four digits", "no year")),))
    if day and not month:
        return Parts(found, ((2, DateMistake(f"{whole} has a day and no month", "day without month")),))
    for place, part in ((1, month), (2, day)):
        if not part:
            break
        number = part.zfill(2) if re.fullmatch("[0-9]{1,2}", part) else _month(part) if place == 1 else None
        if number is None:
            mistake = DateMistake(f"{whole} has no {_NAMES[place]} that is known here", f"no {_NAMES[place]}")
            return Parts(found, ((place, mistake),))
        try:
            parse(f"{found}-{number}")
        except EdtfError:
            return Parts(found, ((place, DateMistake(f"{whole} is no real day", "no real day")),))
        found += f"-{number}"
    return Parts(found)


def _year(text: str, style: DateStyle) -> str | None:
    if re.fullmatch("[0-9]{2}", text) and style.pivot is not None:
        return f"{style.pivot + (int(text) - style.pivot) % 100:04d}"
    if re.fullmatch("-?[0-9]{3,4}", text):
        found = f"{'-' if text[0] == '-' else ''}{text.lstrip('-').zfill(4)}"
    else:
        found = next((date for date in readings(text) if re.fullmatch("-?[0-9]{4}", date)), "")
    return None if found in ("", "-0000") else found


def _month(text: str) -> str | None:
    named = readings(f"{text} 2000") if len(text) < 20 else []
    return named[0][5:] if len(named) == 1 and re.fullmatch("2000-(?:0[1-9]|1[0-2])", named[0]) else None


# A pattern


def pattern_mistake(pattern: str) -> str | None:
    """What is wrong with a pattern of dates; None: nothing."""
    found = [_FIELDS[token] for token in _TOKEN.findall(pattern) if token in _FIELDS]
    for name in dict.fromkeys(found):
        if found.count(name) > 1:
            return f"has the {name} more than once"
    if "year" not in found:
        return "has no year"
    if "day" in found and "month" not in found:
        return "has a day and no month"
    if ("minute" in found and "hour" not in found) or ("second" in found and "minute" not in found):
        return "has a part of a time without what it is a part of"
    if "hour" in found and ("day" not in found or "minute" not in found):
        return "has an hour without its minute or its day"
    if pattern.count("*") > _MOST_STARS:
        return f"has more than {_MOST_STARS} stars"
    return None


def read_pattern(text: str, pattern: str, style: DateStyle) -> str:
    """The date within a cell, which the pattern points at: ``YYYYMMDD*`` for 201705120003.

    ``YYYY`` (or ``YY``), ``MM``, ``DD``, ``hh``, ``mm`` and ``ss`` stand for digits, ``?`` for any one
    sign, ``*`` for any number of them, and every other sign for itself. A month or a day of 00 is not
    known. Raises DateMistake.
    """
    spelled = text.strip()
    match = _compiled(pattern).fullmatch(spelled) if len(spelled) <= _LONGEST else None
    if match is None:
        raise DateMistake(f"{quoted(spelled)} does not fit the pattern {quoted(pattern)}", "not the pattern")
    parts = {**dict.fromkeys(("month", "day"), ""), **match.groupdict()}
    found = from_parts([parts[name] for name in _NAMES], style)
    if found.mistakes or found.edtf is None:
        raise found.mistakes[0][1]
    if parts.get("hour") is None:
        return found.edtf
    time = read_time(":".join(parts[name] for name in ("hour", "minute", "second") if parts.get(name)), style)
    # Midnight is what programs write where there was no time.
    return found.edtf if time == "00:00:00" else at_time(found.edtf, time) or found.edtf


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    others = {"*": ".*", "?": "."}
    tokens = [
        f"(?P<{_FIELDS[token]}>[0-9]{{{len(token)}}})" if token in _FIELDS else others.get(token, re.escape(token))
        for token in _TOKEN.findall(pattern)
    ]
    return re.compile("".join(tokens), re.DOTALL)
