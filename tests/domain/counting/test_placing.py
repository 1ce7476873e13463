"""Where dates are, against holding each of their spans to every stretch of time."""

from hypothesis import given
from hypothesis import strategies as st

from timeline.domain.counting.placing import NOWHERE, Place, Placing, TimeScale, stays_of
from timeline.domain.counting.tally import Series, cell_of
from timeline.domain.counting.units import first_day_of, last_day_of
from timeline.domain.dates.typed.windows import Window
from timeline.domain.dates.when import Span, hull

STRETCHES = range(-2, 30)
"""Of weeks, in the days of ``DAYS`` and around them."""
DAYS = st.integers(1, 180)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    begin = sorted(draw(st.tuples(DAYS, DAYS)))
    end = sorted(draw(st.tuples(st.integers(begin[0], 180), st.integers(begin[1], 180))))
    if draw(st.booleans()):
        first, last = draw(
            st.sampled_from([(begin[0], end[1]), (None, end[1]), (begin[0], None), (begin[0], begin[0])])
        )
        return Span.within(first, last)
    opened = draw(st.sampled_from(["", "begin", "end"]))
    return Span.lasts(
        (None if opened == "begin" else begin[0], begin[1]), (end[0], None if opened == "end" else end[1])
    )


several = st.lists(spans(), min_size=1, max_size=3)


@st.composite
def windows(draw: st.DrawFn) -> Window | None:
    first, last = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if first is not None and last is not None:
        first, last = sorted((first, last))
    return draw(st.none() | st.just(Window(first, last, "")))


def _was(found: list[Span], first: int, last: int) -> str | None:
    """Whether events of these spans certainly or possibly were in some days."""
    if all(
        span.begin_latest is not None
        and span.begin_latest <= last
        and span.end_earliest is not None
        and span.end_earliest >= first
        for span in found
    ):
        return "certain"
    return "possible" if any(span.overlaps(first, last) for span in found) else None


def _begins(found: list[Span], *, begun: bool) -> list[Span]:
    return [Span.within(span.begin_earliest, span.begin_latest) for span in found] if begun else found


def _placed(place: Place, number: int) -> str | None:
    stays = stays_of(place)
    if stays.certain is not None and stays.certain[0] <= number <= stays.certain[1]:
        return "certain"
    return "possible" if any(first <= number <= last for first, last in stays.possible) else None


@given(several, windows(), st.booleans())
def test_each_stretch_holds_what_its_days_hold(found: list[Span], window: Window | None, begun: bool) -> None:
    held = _begins(found, begun=begun)
    scale = TimeScale("week", window)
    place = Placing(scale, begun=begun).of_spans(found)
    for number in STRETCHES:
        first, last = scale.days(number)
        assert first is not None
        assert last is not None
        expected = _was(held, first, last) if first <= last else None  # of some the window leaves nothing
        assert _placed(place, number) == expected, number


@given(several, windows(), st.booleans())
def test_all_time_is_one_stretch(found: list[Span], window: Window | None, begun: bool) -> None:
    placing = Placing(TimeScale("week", window), begun=begun)
    place, whole = placing.of_spans(found), Placing(TimeScale(None, window), begun=begun).of_spans(found)
    assert (place == NOWHERE) == (whole == NOWHERE)
    if place != NOWHERE:
        assert placing.is_certain(place) == (stays_of(whole).certain == (0, 0))


@given(st.lists(spans(), min_size=2, max_size=3), windows(), st.booleans(), st.sampled_from(["day", "week", "month"]))
def test_a_hull_tells_where_it_says_so(found: list[Span], window: Window | None, begun: bool, unit: str) -> None:
    placing = Placing(TimeScale(unit, window), begun=begun)
    if window is not None and not any(span.overlaps(*window[:2]) for span in found):
        return  # no window finds it
    place = placing.of_days(*hull(found)[:4])
    if placing.is_told_by_hull(place):
        assert place == placing.of_spans(found)


@given(st.lists(several, max_size=6), st.booleans())
def test_a_series_counts_what_each_stretch_holds(events: list[list[Span]], begun: bool) -> None:
    placing = Placing(TimeScale("week"), begun=begun)
    series = Series()
    for found in events:
        series.add(placing.of_spans(found), [1])
    told = {
        number: cell_of(amounts)[:2]
        for start, end, amounts in series.runs(STRETCHES[0], STRETCHES[-1])
        for number in range(start, end + 1)
    }
    for number in STRETCHES:
        days = first_day_of("week", number), last_day_of("week", number)
        were = [_was(_begins(found, begun=begun), *days) for found in events]
        expected = were.count("certain"), were.count("possible")
        assert told.get(number, (0, 0)) == expected
