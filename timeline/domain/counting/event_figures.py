"""What an event counts for where figures are added up: one figure, however many claims give one."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, Union

if TYPE_CHECKING:  # most counts add nothing up, and most figures are whole numbers
    from fractions import Fraction

    from timeline.domain.records import Figure

Number: TypeAlias = Union[int, "Fraction"]
"""Sums are exact, so that they do not depend on the order in which they are made."""


class EventFigure(NamedTuple):
    """The figure of one event for one measure."""

    low: Number
    best: Number
    high: Number | None
    """None where no claim gives an upper end."""
    disputed: bool = False
    """Whether the ranges of two claims do not overlap: then it reaches from the lowest end to the highest."""
    has_best: bool = True
    """Whether some claim gives a best number; where none does, the low one counts in its place."""


def event_figure(figures: "Iterable[Figure]") -> EventFigure | None:
    """The one figure that all claims of an event come to, those left out that deny it; None where there is none.

    Where their ranges (``disputes.range_of``) all overlap it is what they have in common, else the widest. The best
    number is the middle one of those given (of two the lower), each brought into that range.
    """
    given = list(figures)
    if not given:
        return None
    from timeline.domain.claims.disputes import range_of

    ranges = [range_of(each) for each in given]
    low, high = max(first for first, _ in ranges), min(last for _, last in ranges)
    disputed = low > high
    if disputed:
        low, high = min(first for first, _ in ranges), max(last for _, last in ranges)
    best = sorted(min(max(each.best, low), high) for each in given if each.best is not None)
    return EventFigure(
        exact(low),
        exact(best[(len(best) - 1) // 2] if best else low),
        None if high == float("inf") else exact(high),
        disputed,
        bool(best),
    )


def exact(number: float) -> Number:
    """The number as one that adds up exactly."""
    whole = int(number)
    if whole == number:
        return whole
    from fractions import Fraction

    return Fraction(number)


def plain(number: Number) -> float | int:
    """A sum as programs read it: a whole number as such."""
    return number if isinstance(number, int) else int(number) if number.denominator == 1 else float(number)
