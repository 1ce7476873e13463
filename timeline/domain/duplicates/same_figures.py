"""How far two events have the same type and the same figures."""

from collections.abc import Mapping

_SAME_PARENT = 0.5
"""What assault and assault/bombing, or two modes of one type, count."""

Ranges = Mapping[str, tuple[float, float]]


def types_agree(one: str | None, other: str | None) -> float | None:
    """1 for one type, half for two of one parent, else 0; None where one of the events has none."""
    if one is None or other is None:
        return None
    if one == other:
        return 1.0
    return _SAME_PARENT if one.partition("/")[0] == other.partition("/")[0] else 0.0


def figures_agree(one: Ranges, other: Ranges) -> float | None:
    """1 where all measures that both give have ranges that overlap; else by the ratio of the nearest values.

    None where there is no measure that both give.
    """
    shared = measures_shared(one, other)
    if not shared:
        return None
    return sum([_ranges_agree(one[measure], other[measure]) for measure in shared]) / len(shared)


def measures_shared(one: Ranges, other: Ranges) -> list[str]:
    """The measures that both give, by name; not those of which both say nothing but 0."""
    shared = [measure for measure in one if measure in other and (one[measure][1] > 0 or other[measure][1] > 0)]
    return sorted(shared) if len(shared) > 1 else shared


def _ranges_agree(one: tuple[float, float], other: tuple[float, float]) -> float:
    (low, high), (other_low, other_high) = one, other
    if low <= other_high and other_low <= high:
        return 1.0
    lower, upper = (high, other_low) if high < other_low else (other_high, low)
    return (max(lower, 0) + 1) / (max(upper, 0) + 1)
