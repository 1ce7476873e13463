"""The date of an ACLED row -> EDTF, as exact as its time_precision says.

Rule: ACLED Codebook, "Time precision codes": 1 the day is known; 2 sometime during a week or a weekend, the
middle of which is given (of a week the Wednesday or Thursday), never a day after
the row was written; 3 sometime during a month, its middle, first or last
day is given. No code says that an event lasted, for what goes on is an event a day: every date is some time within.
"""

import re
from functools import lru_cache

from timeline.domain.dates.calendar import MONTH_NAMES, date_from_day, day_from_date, days_in_month, iso_day

_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_SPELLED = re.compile(r"(?P<day>[0-9]{1,2})(?P<by>[-/. ])(?P<month>[A-Za-z]{3,9})\.?(?P=by)(?P<year>[0-9]{4}|[0-9]{2})")
_IN_FIGURES = re.compile(r"[0-9]{1,2}([-/.])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})")
_MIDNIGHT = re.compile(r"[ T]00:00(?::00(?:\.0+)?)?Z?$")
_FIRST_YEAR = 1997
"""ACLED begins here: of years of two digits, 97 to 99 are of that century and the others of the next."""
_YEARS = (1900, 2100)
_DAYS_AROUND = 3
_SECONDS = re.compile(r"[0-9]{9,10}(?:\.0+)?")
_SECONDS_A_DAY = 86_400
_FIRST_OF_1970 = day_from_date(1970, 1, 1)
_TIME = re.compile(r"[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?$")


@lru_cache(maxsize=4096)
def read_day(text: str) -> int:
    """The day, as ``calendar`` counts, of ``2020-03-21``, ``21 March 2020``, ``21-March-2020`` or ``5-Aug-24``.

    Raises ValueError, of a message that says what is wrong.
    """
    text = _MIDNIGHT.sub("", " ".join(text.split()))
    if _IN_FIGURES.fullmatch(text):
        raise ValueError("it is not said which is the day and which the month: write 2020-03-21")
    match = _ISO.fullmatch(text) or _SPELLED.fullmatch(text)
    month = _month(match["month"]) if match else None
    if match is None or month is None:
        raise ValueError("no date such as 2020-03-21, 21 March 2020 or 5-Aug-24")
    year, day = int(match["year"]), int(match["day"])
    if len(match["year"]) == 2:
        year += 1900 if year >= _FIRST_YEAR % 100 else 2000
    if not _YEARS[0] <= year <= _YEARS[1]:
        raise ValueError(f"a year outside {_YEARS[0]} to {_YEARS[1]}")
    if not 1 <= month <= 12 or not 1 <= day <= days_in_month(year, month):
        raise ValueError("no day of the calendar")
    return day_from_date(year, month, day)


def _month(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    starts = (number for number, name in enumerate(MONTH_NAMES, 1) if name.casefold().startswith(text.casefold()))
    return next(starts, None)


@lru_cache(maxsize=4096)
def read_timestamp(text: str) -> int:
    """The day on which a row was last written: ``1584835200`` (seconds since 1970, UTC), or a day as in ``read_day``.

    A time of day may follow. Raises ValueError.
    """
    if _SECONDS.fullmatch(text):
        return _FIRST_OF_1970 + int(text.partition(".")[0]) // _SECONDS_A_DAY
    return read_day(_TIME.sub("", text))


def with_precision(day: int, precision: str, written: int | None = None) -> str:
    """The EDTF of a day of time_precision 1, 2 (within the seven days around it, both ends about) or 3 (its month).

    The seven days end no later than the day on which the row was written. KeyError for another precision.
    """
    if precision == "2":
        start, end = iso_day(day - _DAYS_AROUND), day + _DAYS_AROUND
        if written is not None and day <= written < end:
            return f"[{start}~..{iso_day(written)}]"
        return f"[{start}~..{iso_day(end)}~]"
    return {"1": iso_day, "3": _whole_month}[precision](day)


def _whole_month(day: int) -> str:
    year, month, _ = date_from_day(day)
    return f"{year:04d}-{month:02d}"
