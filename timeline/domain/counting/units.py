"""The units of time that events are counted by: each stretch of one has a number, so that it can be reckoned with."""

from timeline.domain.dates.calendar import MONTH_NAMES, date_from_day, day_from_date, iso_day

UNITS = ("day", "week", "month", "quarter", "year", "decade")
"""From the shortest to the longest. Weeks are those of ISO 8601, from Monday to Sunday."""

_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
"""How many months a stretch of the unit has; days and weeks have none."""
_TO_MARCH = 305
"""Days from the first of March of the year 0 to the day 0."""
_DAYS_IN_400_YEARS = 146_097


def number_of(unit: str, day: int) -> int:
    """The number of the stretch that a day lies in; the next one has the next number."""
    if unit == "day":
        return day
    if unit == "week":
        return (day - 1) // 7  # 0001-01-01, the first day, was a Monday
    return _month_of(day) // _MONTHS[unit]


def _month_of(day: int) -> int:
    """Months since the year 0, by arithmetic alone: of thousands of days in a row this is most of counting.

    Years are taken from March on, so that a leap day is the last of one and months have lengths that repeat (Howard
    Hinnant, "chrono-compatible low-level date algorithms").
    """
    cycle, day_of_cycle = divmod(day + _TO_MARCH, _DAYS_IN_400_YEARS)
    year = (day_of_cycle - day_of_cycle // 1_460 + day_of_cycle // 36_524 - day_of_cycle // 146_096) // 365
    day_of_year = day_of_cycle - (365 * year + year // 4 - year // 100)
    return (cycle * 400 + year) * 12 + (5 * day_of_year + 2) // 153 + 2


def first_day_of(unit: str, number: int) -> int:
    """The first day of the stretch of this number; the last is the one before the first of the next."""
    if unit == "day":
        return number
    if unit == "week":
        return number * 7 + 1
    year, month = divmod(number * _MONTHS[unit], 12)
    return day_from_date(year, month + 1, 1)


def last_day_of(unit: str, number: int) -> int:
    """The last day of the stretch of this number."""
    return first_day_of(unit, number + 1) - 1


def written(unit: str, number: int) -> str:
    """The stretch as programs sort and read it: 2020-09-20, 2020-W38, 2020-09, 2020-Q3, 2020, 202X."""
    first = first_day_of(unit, number)
    if unit == "day":
        return iso_day(first)
    if unit == "week":
        # The year of a week is that of its Thursday.
        year = date_from_day(first + 3)[0]
        return f"{_year(year)}-W{(first + 3 - day_from_date(year, 1, 1)) // 7 + 1:02d}"
    year, month, _ = date_from_day(first)
    if unit == "month":
        return f"{_year(year)}-{month:02d}"
    if unit == "quarter":
        return f"{_year(year)}-Q{month // 3 + 1}"
    return f"{_year(year)[:-1]}X" if unit == "decade" and year >= 0 else _year(year)


def told(unit: str, number: int) -> str:
    """The stretch in words: "20 September 2020", "14 to 20 September 2020", "September 2020", "Q3 2020", "2020s"."""
    first = first_day_of(unit, number)
    year, month, day = date_from_day(first)
    if 0 < year <= 9999 and unit != "week":
        in_year = {
            "day": f"{day} {MONTH_NAMES[month - 1]} ",
            "month": f"{MONTH_NAMES[month - 1]} ",
            "quarter": f"Q{month // 3 + 1} ",
        }
        return f"{in_year.get(unit, '')}{year}{'s' if unit == 'decade' else ''}"
    return days_told(first, last_day_of(unit, number))


def days_told(first: int | None, last: int | None) -> str:
    """A stretch of time by its days, in words; None is open."""
    from timeline.domain.dates.edtf import spanning  # most stretches are whole months and the like
    from timeline.domain.dates.prose import in_words

    return in_words(spanning(first, last))


def _year(year: int) -> str:
    """As ISO 8601 writes it: four digits, and with a sign where it has more or lies before the year 0."""
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04d}"
