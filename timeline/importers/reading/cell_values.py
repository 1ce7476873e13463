"""What stands in a cell: a line of text, a whole number, degrees, a day. What is not is a problem of its row."""

import re
from functools import lru_cache

from timeline.domain.claims.figures import LARGEST
from timeline.domain.dates.calendar import day_from_date, days_in_month
from timeline.importers.reading.delimited import RowProblems

_WHOLE = re.compile(r"([0-9]{1,17})(?:\.0*)?")
_DEGREES = re.compile(r"[+-]?(?:[0-9]{1,3}(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T]00:00(?::00(?:\.0+)?)?)?")


def whole_number(problems: RowProblems, column: str, text: str) -> float | None:
    """A number from 0 to LARGEST, ``7`` or ``7.0``; None where the cell is blank, or is at fault."""
    if not text:
        return None
    match = _WHOLE.fullmatch(text)
    number = int(match[1]) if match else LARGEST + 1
    if number <= LARGEST:
        return float(number)
    problems.add(column, "no whole number from 0 up", text)
    return None


def degrees(problems: RowProblems, column: str, text: str, limit: int) -> float | None:
    """Degrees from ``-limit`` to ``limit``; None where the cell is blank, or is at fault."""
    if not text:
        return None
    if not _DEGREES.fullmatch(text):
        problems.add(column, "no degrees such as 33.34", text)
    elif abs(float(text)) > limit:
        problems.add(column, f"beyond {limit} degrees", text)
    else:
        return float(text)
    return None


def iso_day(problems: RowProblems, column: str, text: str, years: tuple[int, int]) -> int | None:
    """The day, as ``calendar`` counts, of ``2014-06-01``, perhaps with a midnight; None where it is at fault.

    ``years`` are the first and the last year that make sense, both included.
    """
    try:
        return _day(text, years)
    except ValueError as error:
        problems.add(column, str(error), text)
        return None


@lru_cache(maxsize=4096)
def _day(text: str, years: tuple[int, int]) -> int:
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError("no date such as 2014-06-01")
    year, month, day = map(int, match.groups())
    if not years[0] <= year <= years[1]:
        raise ValueError(f"a year outside {years[0]} to {years[1]}")
    if not 1 <= month <= 12 or not 1 <= day <= days_in_month(year, month):
        raise ValueError("no day of the calendar")
    return day_from_date(year, month, day)
