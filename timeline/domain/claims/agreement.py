"""Many dated claims, one event: do they agree, and on what?

Intervals that can all be true at once narrow each other; where they can't, each alternative stays.
The event's *spans* are the intersections of the maximal sets of intervals that overlap.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from timeline.domain.chronology import EventDate, Span
from timeline.domain.dates import edtf
from timeline.domain.dates.when import When

UNDATED = EventDate(status="undated", edtf=None)

_FIRST, _LAST = float("-inf"), float("inf")


def agree(dates: Iterable[When]) -> EventDate:
    """The date of an event, from the dates that its claims give (denied ones left out by the caller).

    Neither the order of the dates nor a date that contains another changes the spans. A date with
    no bound at all (``../..``) says nothing and has no vote.
    """
    bounded = [date for date in dates if date.earliest_day is not None or date.latest_day is not None]
    if not bounded:
        return UNDATED
    return _told("agreed" if len(spans := spans_of(bounded)) == 1 else "disputed", spans, bounded)


def decide(date: When) -> EventDate:
    """The date of an event whose editor has decided it: the one span, whatever the claims say."""
    return _told("decided", [Span(date.earliest_day, date.latest_day)], [date])


def spans_of(dates: Iterable[When]) -> list[Span]:
    """The intersections of the maximal overlapping sets, ascending and disjoint.

    One sweep over the sorted ends: a maximal set is complete at an end that follows a start, and
    from that start to that end all its members overlap.
    """
    ends: list[tuple[float, int]] = []
    for date in dates:
        ends.append((_FIRST if date.earliest_day is None else date.earliest_day, 0))
        ends.append((_LAST if date.latest_day is None else date.latest_day, 1))
    ends.sort()
    found = []
    for (start, start_is_end), (end, end_is_end) in pairwise(ends):
        if end_is_end and not start_is_end:
            found.append(Span(None if start == _FIRST else int(start), None if end == _LAST else int(end)))
    return found


def overlap(span: Span | When, earliest_day: int | None, latest_day: int | None) -> bool:
    """Whether a span and a window share a day; None is open on either side."""
    return (span.latest_day is None or earliest_day is None or span.latest_day >= earliest_day) and (
        span.earliest_day is None or latest_day is None or span.earliest_day <= latest_day
    )


def _told(status: str, spans: Sequence[Span], dates: Sequence[When]) -> EventDate:
    told = [_tell(span, dates) for span in spans]
    return EventDate(
        status=status,
        edtf=edtf.one_of(told),
        spans=tuple(spans),
        approximate=any(each.approximate for each in told),
        uncertain=any(each.uncertain for each in told),
        second=told[0].second if len(told) == 1 else None,
    )


def _tell(span: Span, dates: Sequence[When]) -> When:
    """A span in EDTF: in the words of a claim that has exactly these bounds, else from the days."""
    members = [date for date in dates if overlap(date, span.earliest_day, span.latest_day)]
    exact = [date for date in members if _bounds(date) == (span.earliest_day, span.latest_day)]
    if exact:
        return _plainest(exact)
    # No claim contradicts a claim that contains it, so only the tightest decide how sure the span is.
    tightest = [date for date in members if not any(_inside(other, date) for other in members)]
    plainest = [_plainest(_twins(date, members)) for date in tightest]
    approximate = any(date.approximate for date in plainest)
    uncertain = any(date.uncertain for date in plainest)
    return When(
        text=edtf.qualified(edtf.between(span.earliest_day, span.latest_day), approximate, uncertain),
        earliest_day=span.earliest_day,
        latest_day=span.latest_day,
        approximate=approximate,
        uncertain=uncertain,
    )


def _plainest(dates: Sequence[When]) -> When:
    """Of dates with the same bounds: the least qualified, then one with a time, then the shortest.

    Where the plainest tell different times of one day, the day stands without a time.
    """

    def rank(date: When) -> tuple[int, bool, int, str]:
        return (date.approximate + date.uncertain, date.second is None, len(date.text), date.text)

    best = min(dates, key=rank)
    seconds = {date.second for date in dates if date.second is not None and not (date.approximate or date.uncertain)}
    if len(seconds) > 1:
        return When(best.text.partition("T")[0], best.earliest_day, best.latest_day, second=min(seconds))
    return best


def _twins(date: When, dates: Sequence[When]) -> list[When]:
    return [other for other in dates if _bounds(other) == _bounds(date)]


def _bounds(date: When) -> tuple[int | None, int | None]:
    return date.earliest_day, date.latest_day


def _inside(inner: When, outer: When) -> bool:
    """Whether one date lies within another and is shorter."""
    return (
        _bounds(inner) != _bounds(outer)
        and (
            outer.earliest_day is None or (inner.earliest_day is not None and inner.earliest_day >= outer.earliest_day)
        )
        and (outer.latest_day is None or (inner.latest_day is not None and inner.latest_day <= outer.latest_day))
    )
