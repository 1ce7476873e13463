"""Days as integers, in the proleptic Gregorian calendar without end on either side.

Day 1 is 0001-01-01, as ``datetime.date.toordinal`` counts, carried on below 1 and past year 9999.
Years are astronomical, as in ISO 8601: year 0 is 1 BCE, year -43 is 44 BCE.
"""

MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_MONTH_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_BEFORE_MONTH = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_DAYS_IN_4_YEARS = 1461
_DAYS_IN_100_YEARS = 36524
_DAYS_IN_400_YEARS = 146097


def is_leap_year(year: int) -> bool:
    """Whether the year has a 29 February; year 0 has."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """How many days the month has, ``month`` from 1 to 12; IndexError beyond 12."""
    if month == 2 and is_leap_year(year):
        return 29
    return _MONTH_LENGTHS[month]


def day_from_date(year: int, month: int, day: int) -> int:
    """The number of a real date's day; the date is not checked."""
    past = year - 1
    number = past * 365 + past // 4 - past // 100 + past // 400 + _DAYS_BEFORE_MONTH[month] + day
    return number + 1 if month > 2 and is_leap_year(year) else number


def date_from_day(day: int) -> tuple[int, int, int]:
    """(year, month, day of the month) of a numbered day: the inverse of ``day_from_date``."""
    cycles, rest = divmod(day - 1, _DAYS_IN_400_YEARS)
    # The last day of a cycle of 400 or of 4 years falls in a leap year, hence the caps at 3.
    centuries = min(rest // _DAYS_IN_100_YEARS, 3)
    rest -= centuries * _DAYS_IN_100_YEARS
    quads, rest = divmod(rest, _DAYS_IN_4_YEARS)
    years = min(rest // 365, 3)
    rest -= years * 365
    year = cycles * 400 + centuries * 100 + quads * 4 + years + 1
    month = min(rest // 28 + 1, 12)
    while rest < _days_before(year, month):
        month -= 1
    return year, month, rest - _days_before(year, month) + 1


def _days_before(year: int, month: int) -> int:
    leap = 1 if month > 2 and is_leap_year(year) else 0
    return _DAYS_BEFORE_MONTH[month] + leap


def iso_day(day: int) -> str:
    """The numbered day as ISO 8601 writes it: ``2020-09-20``, ``-0043-03-15``.

    Years past four digits take the expanded form, with a sign: ``+12345-01-01``, ``-12345-01-01``.
    """
    year, month, day_of_month = date_from_day(day)
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04d}-{month:02d}-{day_of_month:02d}"


def year_text(day: int) -> str:
    """The year of a day in four digits or more, with a minus before the year 0: 2031, -0044."""
    year = date_from_day(day)[0]
    return f"{'-' if year < 0 else ''}{abs(year):04d}"
