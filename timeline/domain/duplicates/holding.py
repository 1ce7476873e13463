"""Whether one of two events may hold the other: "ten attacks that day", and one of them."""

from timeline.domain.duplicates.same_figures import Ranges
from timeline.domain.duplicates.same_place import is_one_or_within
from timeline.domain.duplicates.scoring import EventCompared
from timeline.domain.duplicates.traits import PlaceTraits, Traits

_MORE = 2.0
"""A whole gives figures at least so many times those of its part."""


def holds(one: EventCompared, other: EventCompared) -> str | None:
    """The id of the event that may hold the other; None where neither does, or each might.

    Its days and its place are as wide or wider, and its figures are at least twice those of the other; or all
    measures that both give leave it open, and it is wider by days or by place.
    """
    by_one, by_other = _may_hold(one, other), _may_hold(other, one)
    if by_one == by_other:
        return None
    return one.traits.id if by_one else other.traits.id


def _may_hold(whole: EventCompared, part: EventCompared) -> bool:
    if not (_days_hold(whole.traits, part.traits) and _place_holds(whole.traits.place, part.traits.place)):
        return False
    counted = _figures_hold(whole.traits.figures, part.traits.figures)
    return counted is True or (counted is None and _is_wider(whole.traits, part.traits))


def _days_hold(whole: Traits, part: Traits) -> bool:
    first, last = whole.span.begin_earliest, whole.span.end_latest
    inner_first, inner_last = part.span.begin_earliest, part.span.end_latest
    if first is None or inner_first is None or first > inner_first:
        return False
    return last is None or (inner_last is not None and inner_last <= last)


def _place_holds(whole: PlaceTraits | None, part: PlaceTraits | None) -> bool:
    if whole is None or part is None:
        return False
    return whole.id in part.containers or (whole.radius >= part.radius and is_one_or_within(whole, part))


def _figures_hold(whole: Ranges, part: Ranges) -> bool | None:
    """Whether what the whole counts may hold what the part does; None where nothing is counted in both."""
    shared = [measure for measure in whole.keys() & part.keys() if part[measure][1] > 0]
    if not shared:
        return None
    return all(whole[measure][1] >= _MORE * part[measure][0] for measure in shared) and any(
        whole[measure][0] >= _MORE * part[measure][1] for measure in shared
    )


def _is_wider(whole: Traits, part: Traits) -> bool:
    """By its days or its place; a date that is merely vague is no sign of a whole."""
    if whole.span.lasting and (whole.span.begin_earliest, whole.span.end_latest) != (
        part.span.begin_earliest,
        part.span.end_latest,
    ):
        return True
    return whole.place is not None and part.place is not None and whole.place.id in part.place.containers
