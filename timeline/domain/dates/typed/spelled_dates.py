"""Dates as people spell them: "26 Sep 2020", "Q3 2020", "20/9/2020", "15 March 44 BCE". What each may mean, in EDTF.

English only. Nothing is guessed: where a spelling can be read in two ways, both readings are given.
"""

import re

from timeline.domain.dates.calendar import MONTH_NAMES, days_in_month
from timeline.domain.dates.edtf import YEAR_LIMIT
from timeline.domain.dates.prose import say_year

_ORDINALS = ("first", "second", "third", "fourth")
_SEASON_CODES = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
_MONTH_NUMBERS = {
    **{name.lower(): number for number, name in enumerate(MONTH_NAMES, 1)},
    **{name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, 1)},
    "sept": 9,
}
_ERA_AFTER = re.compile(
    r"(?<![0-9.,])([0-9]{1,13}) ?(?:(b\.? ?c\.?(?: ?e\.?)?)|a\.? ?d\.?|c\.? ?e\.?)(?![a-z0-9])", re.IGNORECASE
)
_ERA_BEFORE = re.compile(
    r"(?<![a-z0-9])(?:(b\.?c\.?(?:e\.?)?)|a\.?d\.?|c\.?e\.?) ?([0-9]{1,13})(?![0-9])", re.IGNORECASE
)
_BEFORE = r"b\.? ?c\.?(?: ?e\.?)?"
_OF_OURS = r"a\.? ?d\.?|c\.? ?e\.?"
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{1,13} b?ce)"
_YEAR_OF_MONTH = r"(?P<year>[0-9]{3,4}|[0-9]{1,13} b?ce)"
"""Beside the name of a month three digits are no less plain than four."""
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_WORDS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:the )?{_DAY}(?: of)?[ -]{_MONTH},?[ -]{_YEAR_OF_MONTH}",
        rf"{_MONTH} (?:the )?{_DAY},? {_YEAR_OF_MONTH}",
        rf"{_YEAR_OF_MONTH} {_MONTH} {_DAY}",
        rf"{_MONTH}(?: of |,? |-){_YEAR_OF_MONTH}",
        rf"{_YEAR_OF_MONTH} {_MONTH}",
    )
)
_YEAR_ALONE = re.compile(rf"[0-9]{{3}}|[0-9]{{1,13}} b?ce|(?:the )?year (?:[0-9]{{1,13}}|{_YEAR})")
_QUARTER = re.compile(rf"(?P<before>[qh][1-4])[ -]?{_YEAR}|(?P<year2>[0-9]{{4}})[ -]?(?P<after>[qh][1-4])")
_PART = re.compile(rf"(?P<which>first|second|third|fourth) (?P<unit>quarter|third|half)(?: of)? {_YEAR}")
_PART_CODES = {"quarter": (33, 4), "third": (37, 3), "half": (40, 2)}
"""The code of the first, and how many there are in a year."""
_SEASON = re.compile(
    rf"(?P<season>[a-z]+)(?: of)? {_YEAR}(?: ?[-–/] ?(?P<until>[0-9]{{4}}|[0-9]{{1,13}} b?ce))?"
    r"|(?P<year2>[0-9]{4}) (?P<season2>[a-z]+)"
)
_DECADE = re.compile(r"(?:the )?([0-9]{3})0'?s")
_DECADE_BEFORE = re.compile(rf"(?:the )?([0-9]{{1,3}}0)'?s (?:{_BEFORE})")
_AGE = re.compile(
    rf"(?:the )?(?:(?P<number>[0-9]{{1,2}})(?:st|nd|rd|th)|(?P<word>{'|'.join(_ORDINALS)})) "
    rf"(?P<unit>century|millennium)(?: (?:(?P<before>{_BEFORE})|{_OF_OURS}))?"
)
_YEARS_OF_AGE = {"century": 100, "millennium": 1000}
_NUMBERS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<year>[0-9]{4})(?P<separator>[-/.])(?P<month>[0-9]{1,2})(?:(?P=separator)(?P<day>[0-9]{1,2}))?",
        rf"(?P<month>[0-9]{{1,2}})[/.]{_YEAR}",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})?",
    )
)
_STAMP = re.compile(r"([0-9]{8})([01][0-9]|2[0-3])([0-5][0-9])([0-5][0-9])?")
_YEAR_LAST = re.compile(rf"(?P<first>[0-9]{{1,2}})([-/.])(?P<second>[0-9]{{1,2}})\2{_YEAR}")
_MONTH_OR_YEARS = re.compile(r"([0-9]{2})([0-9]{2})/(0[1-9]|1[0-2])")


_LONGEST = 200


def readings(text: str) -> list[str]:
    """The EDTF texts that a spelled date may mean: none where it is not known, two where it is open.

    Case and repeated spaces do not matter. A year by itself has three digits here, or an era: four
    digits are EDTF. Only real dates are given.
    """
    if len(text) > _LONGEST:
        return []
    spelled = _evened(text)
    years = _MONTH_OR_YEARS.fullmatch(spelled)
    if years and years[3] > years[2]:
        # 2005/10 is October to some, the years from 2005 to 2010 to others.
        return [f"{years[1]}{years[2]}-{years[3]}", f"{years[1]}{years[2]}/{years[1]}{years[3]}"]
    real = [date for date in _dates(spelled) if _is_real(date)]
    found = [_edtf(*date) for date in dict.fromkeys(real)]
    found = found or _read_year(spelled) or _read_stamp(spelled) or _read_part(spelled)
    return found or _read_season(spelled) or _read_decade(spelled) or _read_age(spelled)


def missing_day(text: str) -> str | None:
    """For a day that its month does not have, such as 30 Feb 2020: "February 2020 has 29 days"."""
    spelled = _evened(text[:_LONGEST])
    for year, month, day in _dates(spelled):
        if year is not None and day is not None and 1 <= month <= 12 and not _is_real((year, month, day)):
            return f"{MONTH_NAMES[month - 1]} {say_year(year)} has {days_in_month(year, month)} days"
    if re.search("(?<![0-9])0+ b?ce$", spelled):
        return "there is no year 0 beside BCE or CE: 1 CE follows 1 BCE"
    return None


_YearMonthDay = tuple[int | None, int, int | None]
"""The year is None where there is none of that number."""


def _evened(text: str) -> str:
    """In lower case, with single spaces, and every era written after its year as "bce" or "ce"."""
    spelled = " ".join(text.lower().split())
    with_era = _ERA_AFTER.sub(lambda found: f"{found[1]} {'bce' if found[2] else 'ce'}", spelled)
    if with_era != spelled or spelled.endswith("ce"):
        return with_era
    return _ERA_BEFORE.sub(lambda found: f"{found[2]} {'bce' if found[1] else 'ce'}", spelled)


def _year(written: str) -> int | None:
    """The number of a year as ISO 8601 counts them, 0 for 1 BCE; None where there is no such year."""
    digits, _, era = written.partition(" ")
    if not era:
        return int(digits)
    if int(digits) == 0:
        return None
    return 1 - int(digits) if era == "bce" else int(digits)


def _is_real(date: _YearMonthDay) -> bool:
    year, month, day = date
    # Past four digits EDTF has years alone.
    if year is None or abs(year) > 9999 or not 1 <= month <= 12:
        return False
    return day is None or 1 <= day <= days_in_month(year, month)


def _edtf(year: int | None, month: int | None = None, day: int | None = None) -> str:
    """A real date."""
    assert year is not None
    if abs(year) > 9999:
        return f"Y{year}"
    parts = [f"{'-' if year < 0 else ''}{abs(year):04d}", *(f"{part:02d}" for part in (month, day) if part is not None)]
    return "-".join(parts)


def _dates(spelled: str) -> list[_YearMonthDay]:
    """The dates, real or not, that a spelling of a month or a day may mean."""
    for pattern in _WORDS:
        match = pattern.fullmatch(spelled)
        month = _MONTH_NUMBERS.get(match["month"]) if match else None
        if match and month:
            day = match.groupdict().get("day")
            return [(_year(match["year"]), month, int(day) if day else None)]
    for pattern in _NUMBERS:
        match = pattern.fullmatch(spelled)
        if match:
            day = match.groupdict().get("day")
            return [(_year(match["year"]), int(match["month"]), int(day) if day else None)]
    match = _YEAR_LAST.fullmatch(spelled)
    if match is None:
        return []
    first, second, year = int(match["first"]), int(match["second"]), _year(match["year"])
    return [(year, second, first), (year, first, second)]


def _read_year(spelled: str) -> list[str]:
    if _YEAR_ALONE.fullmatch(spelled) is None:
        return []
    year = _year(spelled.removeprefix("the ").removeprefix("year "))
    return [] if year is None or abs(year) > YEAR_LIMIT else [_edtf(year)]


def _read_stamp(spelled: str) -> list[str]:
    """A day and a time in digits alone, as programs write them."""
    match = _STAMP.fullmatch(spelled)
    if match is None:
        return []
    days = [_edtf(*date) for date in _dates(match[1]) if _is_real(date)]
    return [f"{day}T{match[2]}:{match[3]}:{match[4] or '00'}" for day in days]


def _read_part(spelled: str) -> list[str]:
    """A quarter, a third or a half of a year."""
    match = _PART.fullmatch(spelled)
    if match:
        first, count = _PART_CODES[match["unit"]]
        number = _ORDINALS.index(match["which"])
        return _of_year(match["year"], str(first + number)) if number < count else []
    match = _QUARTER.fullmatch(spelled)
    if match is None:
        return []
    part = match["before"] or match["after"]
    number = int(part[1])
    if part[0] == "q":
        return _of_year(match["year"] or match["year2"], str(32 + number))
    return _of_year(match["year"] or match["year2"], str(39 + number)) if number <= 2 else []


def _read_season(spelled: str) -> list[str]:
    """Winter may be written with the year in which it ends, too."""
    match = _SEASON.fullmatch(spelled)
    code = _SEASON_CODES.get(match["season"] or match["season2"]) if match else None
    if match is None or code is None:
        return []
    year, until = match["year"] or match["year2"], match["until"]
    if until is not None and (code != "24" or _year(until) != (_year(year) or 0) + 1):
        return []
    return _of_year(year, code)


def _of_year(written: str, code: str) -> list[str]:
    year = _year(written)
    return [] if year is None or abs(year) > 9999 else [f"{_edtf(year)}-{code}"]


def _read_age(spelled: str) -> list[str]:
    """Some time in a century or a millennium, which begin with a year 1, or in a decade before our era."""
    decade = _DECADE_BEFORE.fullmatch(spelled)
    if decade:
        earliest = int(decade[1]) + 9
        return [f"[{_edtf(1 - earliest)}..{_edtf(1 - int(decade[1]))}]"]
    match = _AGE.fullmatch(spelled)
    number = int(match["number"]) if match and match["number"] else _ORDINALS.index(match["word"]) + 1 if match else 0
    if match is None or number == 0:
        return []
    years = _YEARS_OF_AGE[match["unit"]]
    last = number * years
    if last > 9999:
        return []
    first, last = (1 - last, years - last) if match["before"] else (last - years + 1, last)
    return [f"[{_edtf(first)}..{_edtf(last)}]"]


def _read_decade(spelled: str) -> list[str]:
    match = _DECADE.fullmatch(spelled)
    if match is None:
        return []
    first = match[1]
    # "The 1900s" are ten years to some and a hundred to others.
    return [f"{first}X", f"{first[:2]}XX"] if first.endswith("0") else [f"{first}X"]
