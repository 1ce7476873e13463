"""Do the claims agree, and on what."""

from collections.abc import Callable, Iterable
from itertools import combinations, permutations
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.edtf_texts import days, intervals, months, years
from timeline.domain.chronology import EventDate
from timeline.domain.claims.agreement import UNDATED, agree, decide, spans_of
from timeline.domain.dates.edtf import parse
from timeline.domain.dates.when import Span, When


def agreed(*texts: str) -> EventDate:
    return agree([parse(text) for text in texts])


@pytest.mark.parametrize(
    ("texts", "status", "edtf"),
    [
        ((), "undated", None),
        (("2020-09-20",), "agreed", "2020-09-20"),
        (("2020-01", "2020-01-03"), "agreed", "2020-01-03"),
        (("2020-09-20", "2020-09-21"), "disputed", "[2020-09-20,2020-09-21]"),
        (("2020-09-20", "2020-09-21", "2020-09"), "disputed", "[2020-09-20,2020-09-21]"),
        (("[2020-09-01..2020-09-20]", "[2020-09-10..2020-09-30]"), "agreed", "[2020-09-10..2020-09-20]"),
        (("2020-09", "[..2020-09-20]"), "agreed", "[2020-09-01..2020-09-20]"),
        (("[2020-09-03..2020-09-05]", "2020-09-20"), "disputed", "[2020-09-03..2020-09-05,2020-09-20]"),
        (("[2020-09..]", "[..2020-10]"), "agreed", "[2020-09..2020-10]"),
        # What lasted.
        (("2020-06/2020-10-08", "2020-06-01/2020-10"), "agreed", "2020-06-01/2020-10-08"),
        (("2020-06/2020-10-08", "2020"), "agreed", "2020-06/2020-10-08"),
        (("2020-06/2020-10-08", "2020-10"), "agreed", "2020-06/2020-10-08"),
        (("2020-06/2020-10-08", "2020-06-15"), "agreed", None),
        (("2020-09/..", "../2020-10"), "agreed", "2020-09/2020-10"),
        (("2020-09-01/2020-09-20", "2020-09-10/2020-09-30"), "disputed", None),
        (("2020-09-03/2020-09-05", "2020-09-20"), "disputed", None),
        (("{2020-09-03,2020-09-05}", "2020-09-03/2020-09-05"), "agreed", "2020-09-03/2020-09-05"),
        (("../..",), "undated", None),
        (("../..", "2020"), "agreed", "2020"),
        (("/..", "2020-05"), "agreed", "2020-05"),
    ],
)
def test_claims_narrow_each_other_or_stay_alternatives(texts: tuple[str, ...], status: str, edtf: str | None) -> None:
    for order in permutations(texts):
        date = agreed(*order)
        assert (date.status, date.edtf) == (status, edtf)


def test_an_event_without_dates_is_undated() -> None:
    assert agree([]) == UNDATED
    assert UNDATED.begin_earliest is None
    assert UNDATED.end_latest is None


def test_an_open_end_stays_open() -> None:
    date = agreed("2020-09-20/..", "2020-09/..")
    (day,) = parse("2020-09-20").span[:1]
    assert date.spans == (Span(day, day, day, None, lasting=True),)


@pytest.mark.parametrize(
    ("texts", "edtf", "approximate", "uncertain"),
    [
        (("2020-06~",), "2020-06~", True, False),
        (("2020-06~", "2020-06"), "2020-06", False, False),
        (("2020-06~", "2020-06-15"), "2020-06-15", False, False),
        (("2020-06", "2020-06-15?"), "2020-06-15?", False, True),
        (("2020-09-20~", "2020-09-21"), "[2020-09-20~,2020-09-21]", True, False),
        (("[2020-09-01..2020-09-20~]", "[2020-09-10..2020-09-30]"), "[2020-09-10~..2020-09-20~]", True, False),
        (("2020-06~/2020-10", "2020-06-10/2020"), "2020-06-10~/2020-10~", True, False),
        (("2020-06/2020-10", "2020~"), "2020-06/2020-10", False, False),
    ],
)
def test_the_tightest_claims_say_how_sure_the_date_is(
    texts: tuple[str, ...], edtf: str, approximate: bool, uncertain: bool
) -> None:
    for order in permutations(texts):
        date = agreed(*order)
        assert (date.edtf, date.approximate, date.uncertain) == (edtf, approximate, uncertain)


@pytest.mark.parametrize(
    ("texts", "edtf", "second"),
    [
        (("2020-09-20T10:00:00",), "2020-09-20T10:00:00", 36_000),
        (("2020-09-20", "2020-09-20T10:00:00"), "2020-09-20T10:00:00", 36_000),
        (("2020-09-20T10:00:00", "2020-09-20T11:00:00"), "2020-09-20", 36_000),
    ],
)
def test_a_time_of_day_is_kept_while_the_claims_agree_on_it(texts: tuple[str, ...], edtf: str, second: int) -> None:
    for order in permutations(texts):
        assert (agreed(*order).edtf, agreed(*order).second) == (edtf, second)


def test_the_editors_date_is_the_one_span() -> None:
    date = decide(parse("[2020-09-20,2020-09-25]"))
    assert date.status == "decided"
    assert date.spans == (Span.within(parse("2020-09-20").begin_earliest, parse("2020-09-25").end_latest),)


def outer_days(date: EventDate) -> tuple[int | None, int | None]:
    return date.begin_earliest, date.end_latest


dated = st.one_of(days(), months, years, intervals).map(parse)
near_days = st.integers(0, 9)


@st.composite
def near_dates(draw: st.DrawFn) -> When:
    """A date in a calendar of ten days, within or lasting, perhaps open at an end."""
    one, two, three, four = sorted(draw(st.lists(near_days, min_size=4, max_size=4)))
    if draw(st.booleans()):
        span = Span.within(draw(st.sampled_from([one, one, None])), two)
    else:
        begin, end = ((one, two), (three, four)) if draw(st.booleans()) else ((one, three), (two, four))
        span = Span.lasts(begin, end if draw(st.integers(0, 4)) else (end[0], None))
    return When(str(span), span)


Days = tuple[float, float]


def bounded(first: int | None, last: int | None) -> Days:
    return float("-inf") if first is None else first, float("inf") if last is None else last


def pairs(span: Span) -> tuple[Days, Days]:
    return bounded(span.begin_earliest, span.begin_latest), bounded(span.end_earliest, span.end_latest)


def outer(span: Span) -> Days:
    return bounded(span.begin_earliest, span.end_latest)


def common(stretches: Iterable[Days]) -> Days | None:
    """The days that all stretches have; None where there is none."""
    firsts, lasts = zip(*stretches, strict=True)
    return (max(firsts), min(lasts)) if max(firsts) <= min(lasts) else None


def maximal(members: list[Any], agree_together: Callable[[tuple[Any, ...]], bool]) -> list[tuple[Any, ...]]:
    """By the definition: every subset that agrees and that nothing can be added to."""
    found: list[tuple[Any, ...]] = []
    for size in range(len(members), 0, -1):
        for subset in combinations(members, size):
            if agree_together(subset) and not any(set(subset) <= set(larger) for larger in found):
                found.append(subset)
    return found


def spans_by_definition(dates: list[When]) -> set[tuple[Days, Days, bool]]:
    """The model's two rules word by word: (begin, end, lasting) of each span."""
    given = {date.span for date in dates}
    lasting, within = [span for span in given if span.lasting], [span for span in given if not span.lasting]

    def overlap_in_both(subset: tuple[Span, ...]) -> bool:
        return all(common(pairs(span)[side] for span in subset) is not None for side in (0, 1))

    found = []
    for subset in maximal(lasting, overlap_in_both):
        begin, end = (common(pairs(span)[side] for span in subset) for side in (0, 1))
        assert begin is not None
        assert end is not None
        found.append(((begin[0], min(begin[1], end[1])), (max(end[0], begin[0]), end[1])))
    spans, alternatives = set(), []
    for begin, end in found:
        agreeing = [outer(each) for each in within if common([outer(each), (begin[0], end[1])])]
        begun_by = min([begin[1], *(last for _, last in agreeing)])
        not_ended_before = max([end[0], *(first for first, _ in agreeing)])
        spans.add(((begin[0], begun_by), (not_ended_before, end[1]), True))
    alternatives = [
        outer(each) for each in within if not any(common([outer(each), (begin[0], end[1])]) for begin, end in found)
    ]
    for stretches in maximal(alternatives, lambda subset: common(subset) is not None):
        days = common(stretches)
        assert days is not None
        spans.add((days, days, False))
    return spans


def as_defined(spans: Iterable[Span]) -> set[tuple[Days, Days, bool]]:
    return {(*pairs(span), span.lasting) for span in spans}


@given(st.lists(near_dates(), min_size=1, max_size=7))
def test_the_spans_are_those_of_the_definition(dates: list[When]) -> None:
    spans = spans_of(dates)
    assert as_defined(spans) == spans_by_definition(dates)
    assert len(spans) == len(set(spans))


@given(st.lists(near_dates(), min_size=1, max_size=7), st.randoms())
def test_neither_order_nor_saying_it_again_changes_the_spans(dates: list[When], random: Any) -> None:
    shuffled = [*dates, random.choice(dates)]
    random.shuffle(shuffled)
    assert spans_of(shuffled) == spans_of(dates)


@given(st.lists(near_dates(), min_size=1, max_size=7), st.integers(0, 3), st.integers(0, 3))
def test_a_date_within_never_shortens_what_lasted(dates: list[When], first: int, length: int) -> None:
    lasting = {outer(span) for span in spans_of(dates) if span.lasting}
    said = When("within", Span.within(first, first + length))
    assert {outer(span) for span in spans_of([*dates, said]) if span.lasting} == lasting


@given(st.lists(near_dates(), min_size=1, max_size=7), st.data())
def test_a_date_that_contains_the_one_span_changes_nothing(dates: list[When], data: st.DataObject) -> None:
    spans = spans_of(dates)
    if len(spans) > 1:
        return
    (begin, end), before, after = pairs(spans[0]), data.draw(st.integers(0, 3)), data.draw(st.integers(0, 3))
    whole = Span.within(
        None if begin[0] == float("-inf") else int(begin[0]) - before,
        None if end[1] == float("inf") else int(end[1]) + after,
    )
    assert spans_of([*dates, When("contains it", whole)]) == spans
    if spans[0].lasting:
        wider = spans[0]._replace(
            begin_earliest=None if begin[0] == float("-inf") else int(begin[0]) - before,
            end_latest=None if end[1] == float("inf") else int(end[1]) + after,
        )
        assert spans_of([*dates, When("wider", wider)]) == spans


def test_hundreds_of_claims_are_agreed_on() -> None:
    """Each with days of its own, so that next to all sets are maximal."""
    random = Random(7)
    dates = []
    for _ in range(300):
        one, two, three, four = sorted(random.sample(range(5_000), 4))
        dates.append(
            When("", Span.lasts((one, three), (two, four)) if random.random() < 0.8 else Span.within(one, two))
        )
    assert len(spans_of(dates)) > 10


@given(st.lists(dated, min_size=1, max_size=6), st.randoms())
def test_the_order_of_claims_does_not_matter(dates: list[When], random: object) -> None:
    shuffled = list(dates)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert agree(dates) == agree(shuffled)


def test_a_claim_that_contains_one_alternative_may_narrow_the_other() -> None:
    """By the definition: 18 to 26 and 25 to 30 can both be true, on the 25th or 26th."""
    dispute = agreed("2020-09-20", "[2020-09-25..2020-09-30]")
    assert dispute.edtf == "[2020-09-20,2020-09-25..2020-09-30]"
    wider = agreed("2020-09-20", "[2020-09-25..2020-09-30]", "[2020-09-18..2020-09-26]")
    assert wider.edtf == "[2020-09-20,2020-09-25..2020-09-26]"


@given(st.lists(dated, min_size=1, max_size=6))
def test_the_text_says_what_the_spans_say(dates: list[When]) -> None:
    date = agree(dates)
    if date.edtf is not None:
        again = parse(date.edtf)
        assert again.span == (date.spans[0] if len(date.spans) == 1 else Span.within(*outer_days(date)))


@given(st.lists(dated, min_size=1, max_size=6))
def test_spans_ascend_and_what_is_within_shares_no_day_with_another(dates: list[When]) -> None:
    spans = agree(dates).spans
    assert [outer(span) for span in spans] == sorted(outer(span) for span in spans)
    for one, other in combinations(spans, 2):
        if not (one.lasting and other.lasting):
            assert common([outer(one), outer(other)]) is None


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        ((1, 4), False),
        ((1, 5), True),
        ((7, 7), True),
        ((9, 9), True),
        ((10, 12), False),
        ((None, None), True),
    ],
)
def test_overlap_includes_both_ends(window: tuple[int | None, int | None], expected: bool) -> None:
    assert Span.within(5, 9).overlaps(*window) is expected
