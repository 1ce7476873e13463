"""Many dated claims, one event: do they agree, and on what?

Claims that can all be true at once narrow each other; where they can't, each alternative stays. The
event's *spans* are these alternatives (see ``spans_of``).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from operator import or_

from timeline.domain.chronology import EventDate
from timeline.domain.dates import edtf
from timeline.domain.dates.when import Span, When, later, sooner

UNDATED = EventDate(status="undated", edtf=None)

_FIRST, _LAST = float("-inf"), float("inf")
_Days = tuple[float, float]
"""The first and the last day; infinite where open."""


def agree(dates: Iterable[When]) -> EventDate:
    """The date of an event, from the dates that its claims give (denied ones left out by the caller).

    Neither the order of the dates nor a date that contains another changes the spans. A date with
    no bound at all (``../..``) says nothing and has no vote.
    """
    bounded = [date for date in dates if date.begin_earliest is not None or date.end_latest is not None]
    if not bounded:
        return UNDATED
    return _told("agreed" if len(spans := spans_of(bounded)) == 1 else "disputed", spans, bounded)


def decide(date: When) -> EventDate:
    """The date of an event whose editor has decided it: the one span, whatever the claims say."""
    return EventDate("decided", date.text, (date.span,), date.approximate, date.uncertain, date.second)


def spans_of(dates: Iterable[When]) -> list[Span]:
    """What the dates come to, ascending.

    Of dates that say how something *lasted*, each a pair of stretches in which it began and ended: the
    intersections of the maximal sets of pairs whose begins overlap and whose ends overlap. A date that says
    *within* agrees with every one of these whose outer days it overlaps, and says that it was going on then: it
    had begun by that date's last day, and had not ended before its first. It shortens none. Dates within that
    overlap none of them are alternatives: the intersections of their maximal overlapping sets.
    """
    given = {date.span for date in dates}
    lasting = [_narrowed(span, given) for span in _lasting({each for each in given if each.lasting})]
    apart = [
        _stretch(each)
        for each in given
        if not each.lasting and not any(span.overlaps(each.begin_earliest, each.end_latest) for span in lasting)
    ]
    found = [*lasting, *(Span.within(_day(first), _day(last)) for first, last in common_stretches(apart))]
    return sorted(found, key=lambda span: (*_stretch(span), *_begin(span), *_end(span)))


def _narrowed(span: Span, given: Iterable[Span]) -> Span:
    """A lasting span, where some dates say that it was going on at another time."""
    begin_latest, end_earliest = span.begin_latest, span.end_earliest
    for each in given:
        if not each.lasting and span.overlaps(each.begin_earliest, each.end_latest):
            begin_latest = sooner(begin_latest, each.end_latest)
            end_earliest = later(end_earliest, each.begin_earliest)
    return span._replace(begin_latest=begin_latest, end_earliest=end_earliest)


def _lasting(spans: Iterable[Span]) -> Iterator[Span]:
    """The intersections of the maximal sets of pairs that overlap in both.

    Every such set is, of some maximal set of begins, a maximal set of ends. Of those that are found so the
    maximal ones are those whose intersection no other pair overlaps: stretches of which each overlaps each have
    a part in common, and so have pairs of them.
    """
    pairs = [(_begin(span), _end(span)) for span in spans]
    begins, ends = _Overlapping([begin for begin, _ in pairs]), _Overlapping([end for _, end in pairs])
    seen = set()
    for stretch in common_stretches(begin for begin, _ in pairs):
        near = begins.of(stretch)
        for end in common_stretches(pairs[index][1] for index in _indexes(near)):
            members = near & ends.of(end)
            if members in seen:
                continue
            seen.add(members)
            begin = _common([pairs[index][0] for index in _indexes(members)])
            if begins.of(begin) & ends.of(end) == members:
                (began, begun), (ending, ended) = begin, end
                yield Span.lasts((_day(began), _day(begun)), (_day(ending), _day(ended)))


class _Overlapping:
    """Which of several stretches overlap another: a set of their indexes, each a bit of a number."""

    def __init__(self, stretches: Sequence[_Days]) -> None:
        by_first = sorted((first, index) for index, (first, _) in enumerate(stretches))
        by_last = sorted((last, index) for index, (_, last) in enumerate(stretches))
        self._firsts = [first for first, _ in by_first]
        self._lasts = [last for last, _ in by_last]
        self._begun = list(accumulate((1 << index for _, index in by_first), or_, initial=0))
        """Those of the first n to begin."""
        self._over = list(accumulate((1 << index for _, index in by_last), or_, initial=0))
        """Those of the first n to end."""

    def of(self, stretch: _Days) -> int:
        begun = self._begun[bisect_right(self._firsts, stretch[1])]
        return begun & ~self._over[bisect_left(self._lasts, stretch[0])]


def _indexes(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def common_stretches(stretches: Iterable[tuple[float, float]]) -> list[_Days]:
    """The intersections of the maximal overlapping sets, ascending and disjoint.

    One sweep over the sorted ends: a maximal set is complete at an end that follows a start, and
    from that start to that end all its members overlap.
    """
    ends = sorted(each for first, last in stretches for each in ((first, 0), (last, 1)))
    return [
        (start, end) for (start, start_is_end), (end, end_is_end) in pairwise(ends) if end_is_end and not start_is_end
    ]


def _common(stretches: Sequence[_Days]) -> _Days:
    return max(first for first, _ in stretches), min(last for _, last in stretches)


def _overlap(one: _Days, other: _Days) -> bool:
    return one[0] <= other[1] and one[1] >= other[0]


def _contains(outer: _Days, inner: _Days) -> bool:
    return outer[0] <= inner[0] and outer[1] >= inner[1]


def _stretch(span: Span) -> _Days:
    return _days(span.begin_earliest, span.end_latest)


def _begin(span: Span) -> _Days:
    return _days(span.begin_earliest, span.begin_latest)


def _end(span: Span) -> _Days:
    return _days(span.end_earliest, span.end_latest)


def _days(first: int | None, last: int | None) -> _Days:
    return _FIRST if first is None else first, _LAST if last is None else last


def _day(number: float) -> int | None:
    return None if number in (_FIRST, _LAST) else int(number)


# --- in EDTF ----------------------------------------------------------------------------------------------


def _told(status: str, spans: Sequence[Span], dates: Sequence[When]) -> EventDate:
    told = [_tell(span, dates) for span in spans]
    # Of alternatives EDTF has a set, whose members do not last.
    has_form = len(told) == 1 or not any(span.lasting for span in spans)
    return EventDate(
        status=status,
        edtf=(edtf.one_of(told) or None) if has_form else None,
        spans=tuple(spans),
        approximate=any(each.approximate for each in told),
        uncertain=any(each.uncertain for each in told),
        second=told[0].second if len(told) == 1 else None,
    )


def _tell(span: Span, dates: Sequence[When]) -> When:
    """A span in EDTF: in the words of a claim that means just these days, else from the days."""
    exact = [date for date in dates if date.span == span]
    if exact:
        return _plainest(exact)
    # No claim contradicts a claim that contains it, so only the tightest decide how sure the span is.
    members = [date for date in dates if _says_of(date.span, span)]
    tightest = [date for date in members if not any(_is_inside(other.span, date.span) for other in members)]
    plainest = [_plainest([other for other in members if other.span == date.span]) for date in tightest]
    approximate = any(date.approximate for date in plainest)
    uncertain = any(date.uncertain for date in plainest)
    text = edtf.lasted(span) if span.lasting else edtf.between(span.begin_earliest, span.end_latest)
    return When(edtf.qualified(text, approximate, uncertain), span, approximate, uncertain)


def _says_of(given: Span, span: Span) -> bool:
    """Whether a date has a say in a span: where that lasted, one within only by an inner day that it gives."""
    if given.lasting:
        return span.lasting and _overlap(_begin(given), _begin(span)) and _overlap(_end(given), _end(span))
    if not span.lasting:
        return span.overlaps(given.begin_earliest, given.end_latest)
    return span.overlaps(given.begin_earliest, given.end_latest) and (
        given.end_latest == span.begin_latest or given.begin_earliest == span.end_earliest
    )


def _plainest(dates: Sequence[When]) -> When:
    """Of dates of the same days: the least qualified, then one with a time, then the shortest.

    Where the plainest tell different times of one day, the day stands without a time.
    """

    def rank(date: When) -> tuple[int, bool, bool, int, str]:
        qualifiers = date.approximate + date.uncertain
        return (qualifiers, date.second is None, not date.text, len(date.text), date.text)

    best = min(dates, key=rank)
    seconds = {date.second for date in dates if date.second is not None and not (date.approximate or date.uncertain)}
    if len(seconds) > 1:
        return When(best.text.partition("T")[0], best.span, second=min(seconds))
    return best


def _is_inside(inner: Span, outer: Span) -> bool:
    """Whether one date says more closely what another of its kind says."""
    return (
        inner != outer
        and inner.lasting == outer.lasting
        and _contains(_begin(outer), _begin(inner))
        and _contains(_end(outer), _end(inner))
    )
