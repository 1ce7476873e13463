"""EDTF in English words: "20 or 21 September 2020", "about June 2020", "the 1990s".

The words say what the EDTF says, no more and no less. They are for people; EDTF is for machines.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from timeline.domain.dates.calendar import MONTH_NAMES, days_in_month
from timeline.domain.dates.edtf import between, parse
from timeline.domain.dates.edtf_forms import read_date
from timeline.domain.dates.prose_dates import Said, say_date, say_day, say_time

_PLAIN_DAY = re.compile(r"([1-9][0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_ENDLESS = {
    "../..": "start and end open",
    "/..": "start unknown, end open",
    "../": "start open, end unknown",
    "/": "start and end unknown",
}


# In chronological order the same dates come again and again; the cache is bounded.
@lru_cache(maxsize=4096)
def in_words(text: str) -> str:
    """An EDTF text in words; raises EdtfError where it is none."""
    plain = _say_plain_day(text)
    if plain is not None:
        return plain
    when = parse(text)
    if when.second is not None:
        return say_time(text)
    if text[0] in "[{":
        return _say_set(text)
    if "/" in text:
        return _say_interval(text)
    return say_date(text).words


def _say_plain_day(text: str) -> str | None:
    """A day without qualifiers, as most dates are, at a tenth of the cost; None where the text is another."""
    match = _PLAIN_DAY.fullmatch(text)
    if match is None:
        return None
    year, month, day = map(int, match.groups())
    return f"{day} {MONTH_NAMES[month - 1]} {year}" if day <= days_in_month(year, month) else None


def span_in_words(earliest_day: int | None, latest_day: int | None) -> str:
    """Some day from the first to the last, both included, in words; None is an open end.

    Raises ValueError where the first is after the last.
    """
    if earliest_day is None and latest_day is None:
        return "any time"
    return in_words(between(earliest_day, latest_day))


def _say_interval(text: str) -> str:
    if text in _ENDLESS:
        return _ENDLESS[text]
    start, end = text.split("/")
    if start in ("", ".."):
        return f"until {say_date(end).words}" + ("" if start else ", start unknown")
    if end in ("", ".."):
        return f"from {say_date(start).words}" + ("" if end else ", end unknown")
    return _joined([say_date(start), say_date(end)], " to ")


def _say_set(text: str) -> str:
    members = text[1:-1].split(",")
    every = text[0] == "{"
    if not any(".." in member for member in members):
        return _joined([say_date(member) for member in members], " and " if every else " or ")
    dates = [date for member in members for date in member.split("..") if date]
    named = len({say_date(date).precision for date in dates}) > 1
    said = [_say_member(member, every=every, named=named) for member in members]
    return _listed(said, " and " if every else " or ")


def _say_member(member: str, *, every: bool, named: bool) -> str:
    """A member of a set that has ranges; ``named``: years stand beside longer dates."""
    if ".." not in member:
        return _named_year(say_date(member)) if named else say_date(member).words
    start, end = member.split("..")
    if start and end:
        ends = [say_date(start), say_date(end)]
        return f"each of {_joined(ends, ' to ')}" if every else f"between {_joined(ends, ' and ')}"
    said = say_date(start or end)
    if not said.parts:
        which = "earlier" if end else "later"
        return f"{said.words} and all that is {which}" if every else f"{said.words} or {which}"
    bounds = read_date(start or end, 0, len(start or end))
    if end:
        words = f"before {say_day(bounds.latest + 1, said.precision)}"
    else:
        words = f"after {say_day(bounds.earliest - 1, said.precision)}"
    return f"all time {words}" if every else words


def _joined(dates: Sequence[Said], conjunction: str) -> str:
    """Dates joined, the month and the year that they share said once."""
    plain = all(date.parts for date in dates)
    if len(dates) == 1:
        return dates[0].words
    if len({date.precision for date in dates}) > 1:
        return _listed([_named_year(date) for date in dates], conjunction)
    if not plain:
        return _listed([date.words for date in dates], conjunction)
    shared = 0
    while shared < len(dates[0].parts) - 1 and len({date.parts[-1 - shared :] for date in dates}) == 1:
        shared += 1
    length = len(dates[0].parts) - shared
    own = _listed([" ".join(date.parts[:length]) for date in dates], conjunction)
    return " ".join([own, *dates[0].parts[length:]])


def _named_year(date: Said) -> str:
    """Its words; beside longer dates "20 September 2020 or 2021" would be read as two Septembers."""
    if len(date.parts) == 1 and not date.words.startswith("the year"):
        return f"the year {date.words}"
    return date.words


def _listed(words: Sequence[str], conjunction: str) -> str:
    if len(words) == 1:
        return words[0]
    return ", ".join(words[:-1]) + conjunction + words[-1]
