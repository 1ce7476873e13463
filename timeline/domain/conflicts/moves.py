"""From one day to another, as dates are told from one another: so many days later, the Monday of its week.

A move never turns the order of two days: what comes of the later one is not before what comes of the sooner.
"""

from collections.abc import Callable
from typing import NamedTuple

from timeline.domain.dates.relative.meaning import nearest_weekday, shifted, unit_days

CYCLE = 146_097
"""Days after which the calendar begins anew, weeks and all: 400 years."""


class Move(NamedTuple):
    """What comes of a day."""

    least: int
    """It is at least so many days further; below 0 where it is before."""
    most: int
    of: Callable[[int], int]

    @property
    def is_plain(self) -> bool:
        """Whether it is so many days further, whatever the day."""
        return self.least == self.most


def days(number: int) -> Move:
    """So many days later, or sooner where it is negative."""
    return Move(number, number, lambda day: day + number)


def distance(amount: int, unit: str) -> Move:
    """So many units later: as of a relative date."""
    if unit in ("day", "week"):
        return days(amount * (7 if unit == "week" else 1))
    months = amount * (12 if unit == "year" else 1)
    # A month has 28 to 31 days; the last day of a longer month is moved to the last of a shorter one.
    least, most = sorted((months * 28, months * 31))
    return Move(least - 3, most + 3, lambda day: shifted(day, amount, unit))


def unit_begin(unit: str, further: int = 0) -> Move:
    """The first day of the unit that holds a day, and so many days further."""
    length = _LENGTHS[unit]
    return Move(further - length + 1, further, lambda day: unit_days(day, unit)[0] + further)


def unit_end(unit: str, further: int = 0) -> Move:
    """The last day of the unit that holds a day, and so many days further."""
    length = _LENGTHS[unit]
    return Move(further, further + length - 1, lambda day: unit_days(day, unit)[1] + further)


def weekday(name: str, way: str) -> Move:
    """The nearest such day of the week before or after a day."""
    least, most = (1, 7) if way == "after" else (-7, -1)
    return Move(least, most, lambda day: nearest_weekday(day, name, way))


def then(first: Move, second: Move) -> Move:
    """One move after another."""
    return Move(first.least + second.least, first.most + second.most, lambda day: second.of(first.of(day)))


def inverse(move: Move) -> Move:
    """The first day of which at least a day comes by a move: x is at most move(y) where y is at least that of x."""
    if move.is_plain:
        return days(-move.least)

    def first_that_reaches(day: int) -> int:
        low, high = day - move.most, day - move.least  # what comes of the high one reaches it
        while low < high:
            middle = (low + high) // 2
            if move.of(middle) >= day:
                high = middle
            else:
                low = middle + 1
        return low

    return Move(-move.most, -move.least, first_that_reaches)


_LENGTHS = {"day": 1, "week": 7, "month": 31, "year": 366}
