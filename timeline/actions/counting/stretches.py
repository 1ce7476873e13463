"""Which stretches of time are told: those asked about, or those that the events reach over, gaps among them."""

from collections.abc import Callable, Iterable
from math import inf
from typing import NamedTuple

from timeline.domain.counting.counted import Cell
from timeline.domain.counting.placing import TimeScale
from timeline.domain.counting.tally import Key, Series, cell_of
from timeline.domain.counting.units import UNITS, first_day_of, last_day_of, number_of
from timeline.errors import UsageFault
from timeline.views.findings.count_notes import empty_left_out

GAPS_SHOWN = 1_000
"""Over more stretches than these, those without an event are left out."""
MOST = 10_000
"""More rows than these nobody reads."""
MOST_PAIRS = 200_000


class Stretches(NamedTuple):
    """The stretches that are told."""

    first: int
    last: int
    cells: dict[int, Cell]
    """By number, in order."""
    left_out: str | None
    """What is to be said where empty ones are not among them."""


def stretches(series: Series, scale: TimeScale, nothing: Cell) -> Stretches | None:
    """The stretches of a series; None where there is none.

    From the first to the last of the window, or where that is open, to the last in which anything begins or ends: what
    has no end goes on in all of these, and makes no more of them. ``nothing``: what a gap has. Raises UsageFault where
    there would be too many.
    """
    bounds = _bounds(series, scale)
    if bounds is None:
        return None
    first, last = bounds
    runs = list(series.runs(first, last))
    filled = sum(end - start + 1 for start, end, _ in runs)
    shows_gaps = last - first < GAPS_SHOWN
    if not shows_gaps and filled > MOST:
        raise UsageFault(_too_many(scale, first, last, filled))
    cells: dict[int, Cell] = dict.fromkeys(range(first, last + 1), nothing) if shows_gaps else {}
    for start, end, amounts in runs:
        cells |= dict.fromkeys(range(start, end + 1), cell_of(amounts))
    empty = last - first + 1 - filled
    return Stretches(first, last, cells, empty_left_out(scale.unit or "", empty) if empty and not shows_gaps else None)


def by_time_and_value(
    counted: Iterable[tuple[Key, Series]], told: Callable[[int], str], within: Stretches | None
) -> dict[Key, Cell]:
    """The cells of series by another value: by the stretch, as ``told`` writes its number, and that value.

    Raises UsageFault where there would be too many.
    """
    found: dict[Key, Cell] = {}
    first, last = (0, -1) if within is None else (within.first, within.last)
    pairs = 0
    for key, series in counted:
        if series.undated is not None:
            found[None, *key] = cell_of(series.undated)
        for start, end, amounts in series.runs(first, last):
            pairs += end - start + 1
            check_pairs(pairs)
            cell = cell_of(amounts)
            found |= {(told(number), *key): cell for number in range(start, end + 1)}
    return found


def check_pairs(count: int) -> None:
    """Raises UsageFault for more pairs of values than anybody reads."""
    if count > MOST_PAIRS:
        raise UsageFault(f"there are more than {MOST_PAIRS:,} pairs of values: narrow it by a window or a filter")


def _bounds(series: Series, scale: TimeScale) -> tuple[int, int] | None:
    from_day, to_day = (None, None) if scale.window is None else scale.window[:2]
    unit = scale.unit or ""
    reach = series.reach
    first = reach[0] if from_day is None else number_of(unit, from_day)
    last = reach[1] if to_day is None else number_of(unit, to_day)
    # Beyond the last thing that begins or ends within a window that is open on that side there is nothing to tell.
    if first == inf or last == -inf:
        return None
    return int(first), int(max(first, last))


def _too_many(scale: TimeScale, first: int, last: int, filled: int) -> str:
    unit = scale.unit or ""
    days = first_day_of(unit, first), last_day_of(unit, last)
    longer = UNITS[UNITS.index(unit) + 1 :]
    fitting = [each for each in longer if number_of(each, days[1]) - number_of(each, days[0]) < MOST]
    offer = f"count by {fitting[0]}, or give a window" if fitting else "give a window"
    return f"there are events in {filled:,} {unit}s, and more than {MOST:,} rows nobody reads: {offer}"
