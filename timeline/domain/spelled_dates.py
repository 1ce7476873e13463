"""Dates as people spell them: "26 Sep 2020", "Q3 2020", "20/9/2020". What each may mean, in EDTF.

English only. Nothing is guessed: where a spelling can be read in two ways, both readings are given.
"""

import re

from timeline.domain.calendar import MONTH_NAMES, days_in_month

_SEASON_CODES = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
_MONTH_NUMBERS = {
    **{name.lower(): number for number, name in enumerate(MONTH_NAMES, 1)},
    **{name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, 1)},
    "sept": 9,
}
_YEAR = r"(?P<year>[0-9]{4})"
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_WORDS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:the )?{_DAY}(?: of)?[ -]{_MONTH},?[ -]{_YEAR}",
        rf"{_MONTH} (?:the )?{_DAY},? {_YEAR}",
        rf"{_YEAR} {_MONTH} {_DAY}",
        rf"{_MONTH}(?: of |,? |-){_YEAR}",
        rf"{_YEAR} {_MONTH}",
    )
)
_QUARTER = re.compile(rf"(?P<before>[qh][1-4])[ -]?{_YEAR}|(?P<year2>[0-9]{{4}})[ -]?(?P<after>[qh][1-4])")
_SEASON = re.compile(rf"(?P<season>[a-z]+)(?: of)? {_YEAR}|(?P<year2>[0-9]{{4}}) (?P<season2>[a-z]+)")
_DECADE = re.compile(r"(?:the )?([0-9]{3})0'?s")
_NUMBERS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_YEAR}(?P<separator>[-/.])(?P<month>[0-9]{{1,2}})(?:(?P=separator)(?P<day>[0-9]{{1,2}}))?",
        rf"(?P<month>[0-9]{{1,2}})[/.]{_YEAR}",
        rf"{_YEAR}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})",
    )
)
_YEAR_LAST = re.compile(rf"(?P<first>[0-9]{{1,2}})([-/.])(?P<second>[0-9]{{1,2}})\2{_YEAR}")
_MONTH_OR_YEARS = re.compile(r"([0-9]{2})([0-9]{2})/(0[1-9]|1[0-2])")


def readings(text: str) -> list[str]:
    """The EDTF texts that a spelled date may mean: none where it is not known, two where it is open.

    Case and repeated spaces do not matter. Only real dates are given.
    """
    spelled = _evened(text)
    years = _MONTH_OR_YEARS.fullmatch(spelled)
    if years and years[3] > years[2]:
        # 2005/10 is October to some, the years from 2005 to 2010 to others.
        return [f"{years[1]}{years[2]}-{years[3]}", f"{years[1]}{years[2]}/{years[1]}{years[3]}"]
    real = [date for date in _dates(spelled) if _is_real(date)]
    found = [_edtf(*date) for date in dict.fromkeys(real)]
    return found or _read_quarter(spelled) or _read_season(spelled) or _read_decade(spelled)


def missing_day(text: str) -> str | None:
    """For a day that its month does not have, such as 30 Feb 2020: "February 2020 has 29 days"."""
    for year, month, day in _dates(_evened(text)):
        if day is not None and 1 <= month <= 12 and not _is_real((year, month, day)):
            return f"{MONTH_NAMES[month - 1]} {year} has {days_in_month(year, month)} days"
    return None


_YearMonthDay = tuple[int, int, int | None]


def _evened(text: str) -> str:
    return " ".join(text.lower().split())


def _is_real(date: _YearMonthDay) -> bool:
    year, month, day = date
    return 1 <= month <= 12 and (day is None or 1 <= day <= days_in_month(year, month))


def _edtf(year: int, month: int, day: int | None) -> str:
    return f"{year:04d}-{month:02d}" + ("" if day is None else f"-{day:02d}")


def _dates(spelled: str) -> list[_YearMonthDay]:
    """The dates, real or not, that a spelling of a month or a day may mean."""
    for pattern in _WORDS:
        match = pattern.fullmatch(spelled)
        month = _MONTH_NUMBERS.get(match["month"]) if match else None
        if match and month:
            day = match.groupdict().get("day")
            return [(int(match["year"]), month, int(day) if day else None)]
    for pattern in _NUMBERS:
        match = pattern.fullmatch(spelled)
        if match:
            day = match.groupdict().get("day")
            return [(int(match["year"]), int(match["month"]), int(day) if day else None)]
    match = _YEAR_LAST.fullmatch(spelled)
    if match is None:
        return []
    first, second, year = (int(part) for part in match.group("first", "second", "year"))
    return [(year, second, first), (year, first, second)]


def _read_quarter(spelled: str) -> list[str]:
    match = _QUARTER.fullmatch(spelled)
    if match is None:
        return []
    part = match["before"] or match["after"]
    year, number = match["year"] or match["year2"], int(part[1])
    if part[0] == "q":
        return [f"{year}-{32 + number}"]
    return [f"{year}-{39 + number}"] if number <= 2 else []


def _read_season(spelled: str) -> list[str]:
    match = _SEASON.fullmatch(spelled)
    code = _SEASON_CODES.get(match["season"] or match["season2"]) if match else None
    return [f"{match['year'] or match['year2']}-{code}"] if match and code else []


def _read_decade(spelled: str) -> list[str]:
    match = _DECADE.fullmatch(spelled)
    if match is None:
        return []
    first = match[1]
    # "The 1900s" are ten years to some and a hundred to others.
    return [f"{first}X", f"{first[:2]}XX"] if first.endswith("0") else [f"{first}X"]
