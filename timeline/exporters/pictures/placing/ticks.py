"""Marks of an axis: where they stand and what they say, from billions of years to minutes.

Each stretch has ticks as fine as their labels allow. Above them stands what they leave unsaid: the month of days, the
day of hours.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from timeline.domain.dates.calendar import MONTH_NAMES, date_from_day, day_from_date
from timeline.exporters.pictures.placing.scale import Scale, Stretch
from timeline.exporters.pictures.placing.texts import width_of

LABEL_SIZE = 11.0
_APART = 14.0
"""Pixels between two labels of a row."""
BOLD = 1.12
"""So many times as wide is a bold text."""
_BEYOND = 20.0
"""Pixels that the outermost labels may reach beyond the axis."""
_YEAR = 365.2425
_MINUTES_A_DAY = 1440
_DAYS_WITH_HOURS = 4
"""Of a longer stretch nobody asks for the hour."""


class Tick(NamedTuple):
    """A mark on the axis."""

    x: float
    label: str
    """"" where there is no room for one."""


class Heading(NamedTuple):
    """What a run of ticks lies in; ``left`` is where its text begins."""

    left: float
    text: str


class Axis(NamedTuple):
    """What stands on an axis, both rows from left to right."""

    ticks: tuple[Tick, ...]
    headings: tuple[Heading, ...]


def axis_of(scale: Scale) -> Axis:
    """The ticks of every stretch, no two labels upon each other."""
    ticks: list[Tick] = []
    headings: list[Heading] = []
    free = free_above = float("-inf")
    for stretch in scale.stretches:
        if stretch.is_break:
            continue
        step = _step_for(stretch)
        for day, label in step.ticks(stretch):
            x = stretch.x(day)
            half = width_of(label, LABEL_SIZE) / 2
            fits = x - half >= max(free, scale.left - _BEYOND) and x + half <= scale.right + _BEYOND
            ticks.append(Tick(x, label if fits else ""))
            free = x + half + _APART / 2 if fits else free
        for day, text in step.headings(stretch):
            left = max(stretch.x(day), stretch.left)
            right = left + width_of(text, LABEL_SIZE) * BOLD
            if left >= free_above and right <= scale.right + _BEYOND:
                headings.append(Heading(left, text))
                free_above = right + _APART
    return Axis(tuple(ticks), tuple(headings))


def year_label(year: int) -> str:
    """An astronomical year as people write it: 2020, "44 CE", "500 BCE", "13.8 billion BCE"."""
    if year <= 0:
        return f"{_large(1 - year)} BCE"
    return f"{year} CE" if year < 100 else _large(year)


def _large(year: int) -> str:
    for size, word in ((10**9, "billion"), (10**6, "million")):
        if year >= size:
            return f"{year / size:.10g} {word}"
    return f"{year:,}" if year >= 10_000 else str(year)


class _Step(NamedTuple):
    """Ticks of one fineness: ``days`` apart, the widest of whose labels is ``sample``."""

    days: float
    sample: str
    ticks: Callable[[Stretch], Iterator[tuple[float, str]]]
    headings: Callable[[Stretch], Iterator[tuple[float, str]]]


def _step_for(stretch: Stretch) -> _Step:
    """The finest steps whose labels have room."""
    width, days = stretch.right - stretch.left, stretch.last - stretch.first
    for step in _steps(stretch):
        if step.days / days * width >= width_of(step.sample, LABEL_SIZE) + _APART:
            return step
    return step


def _steps(stretch: Stretch) -> Iterator[_Step]:
    for minutes in (1, 5, 15, 30, 60, 180, 360, 720) if stretch.last - stretch.first <= _DAYS_WITH_HOURS else ():
        yield _Step(minutes / _MINUTES_A_DAY, "00:00", _clock(minutes), _day_headings)
    for days in (1, 2, 5, 10, 15):
        yield _Step(days, "00", _days(days), _month_headings)
    for months in (1, 3, 6):
        yield _Step(months * _YEAR / 12, "Mmm", _months(months), _year_headings)
    size = 1
    while size <= 10**12:
        for times in (1, 2, 5):
            yield _years(size * times, stretch)
        size *= 10


def _clock(minutes: int) -> Callable[[Stretch], Iterator[tuple[float, str]]]:
    def ticks(stretch: Stretch) -> Iterator[tuple[float, str]]:
        number = -int(-stretch.first * _MINUTES_A_DAY // minutes)
        while number * minutes / _MINUTES_A_DAY <= stretch.last:
            at = number * minutes
            yield at / _MINUTES_A_DAY, f"{at // 60 % 24:02d}:{at % 60:02d}"
            number += 1

    return ticks


def _days(step: int) -> Callable[[Stretch], Iterator[tuple[float, str]]]:
    def ticks(stretch: Stretch) -> Iterator[tuple[float, str]]:
        day = -int(-stretch.first // 1)
        while day <= stretch.last:
            of_month = date_from_day(day)[2]
            # A tick on the 31st would stand beside the one of the 1st.
            if (of_month - 1) % step == 0 and (step == 1 or of_month + step // 2 < 31):
                yield day, str(of_month)
            day += 1

    return ticks


def _months(step: int) -> Callable[[Stretch], Iterator[tuple[float, str]]]:
    def ticks(stretch: Stretch) -> Iterator[tuple[float, str]]:
        for _, month, day in _months_of(stretch):
            if (month - 1) % step == 0:
                yield day, MONTH_NAMES[month - 1][:3]

    return ticks


def _years(step: int, stretch: Stretch) -> _Step:
    first, last = _year_of(stretch.first), _year_of(stretch.last)

    def ticks(stretch: Stretch) -> Iterator[tuple[float, str]]:
        for times in range(first // step - 1, last // step + 2):
            year = _round_year(times, step)
            if year is not None and stretch.first <= (day := day_from_date(year, 1, 1)) <= stretch.last:
                yield day, year_label(year)

    widest = max((year_label(_round_year(year // step, step) or 1) for year in (first, last)), key=len)
    return _Step(step * _YEAR, widest, ticks, _none)


def _round_year(times: int, step: int) -> int | None:
    """The astronomical year of a round one: -1 times 500 is 500 BCE, -499. Between the eras stands the year 1."""
    if times > 0:
        return step * times
    if times < 0:
        return 1 + step * times
    return 1 if step >= 10 else None


def _none(_stretch: Stretch) -> Iterator[tuple[float, str]]:
    return iter(())


def _year_headings(stretch: Stretch) -> Iterator[tuple[float, str]]:
    for year in range(_year_of(stretch.first), _year_of(stretch.last) + 1):
        if (day := day_from_date(year, 1, 1)) < stretch.last:
            yield day, year_label(year)


def _month_headings(stretch: Stretch) -> Iterator[tuple[float, str]]:
    for year, month, day in _months_of(stretch):
        yield day, f"{MONTH_NAMES[month - 1]} {year_label(year)}"


def _day_headings(stretch: Stretch) -> Iterator[tuple[float, str]]:
    for day in range(int(stretch.first // 1), int(stretch.last // 1) + 1):
        if day < stretch.last:
            year, month, of_month = date_from_day(day)
            yield day, f"{of_month} {MONTH_NAMES[month - 1]} {year_label(year)}"


def _months_of(stretch: Stretch) -> Iterator[tuple[int, int, int]]:
    """(year, month, its first day) of every month that a stretch touches."""
    year, month, _ = date_from_day(int(stretch.first // 1))
    while (day := day_from_date(year, month, 1)) < stretch.last:
        yield year, month, day
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _year_of(day: float) -> int:
    return date_from_day(int(day // 1))[0]
