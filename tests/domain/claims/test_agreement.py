"""Do the claims agree, and on what."""

from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.edtf_texts import days, intervals, months, years
from timeline.domain.chronology import EventDate
from timeline.domain.claims.agreement import UNDATED, agree, decide, overlap, spans_of
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
        (("2020-09-01/2020-09-20", "2020-09-10/2020-09-30"), "agreed", "[2020-09-10..2020-09-20]"),
        (("2020-09", "[..2020-09-20]"), "agreed", "[2020-09-01..2020-09-20]"),
        (("2020-09-03/2020-09-05", "2020-09-20"), "disputed", "[2020-09-03..2020-09-05,2020-09-20]"),
        (("2020-09/..", "../2020-10"), "agreed", "[2020-09..2020-10]"),
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
    assert date.spans == (Span(parse("2020-09-20").begin_earliest, None),)


@pytest.mark.parametrize(
    ("texts", "edtf", "approximate", "uncertain"),
    [
        (("2020-06~",), "2020-06~", True, False),
        (("2020-06~", "2020-06"), "2020-06", False, False),
        (("2020-06~", "2020-06-15"), "2020-06-15", False, False),
        (("2020-06", "2020-06-15?"), "2020-06-15?", False, True),
        (("2020-09-20~", "2020-09-21"), "[2020-09-20~,2020-09-21]", True, False),
        (("2020-09-01/2020-09-20~", "2020-09-10/2020-09-30"), "[2020-09-10~..2020-09-20~]", True, False),
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
    assert date.spans == (Span(parse("2020-09-20").begin_earliest, parse("2020-09-25").end_latest),)


dated = st.one_of(days(), months, years, intervals).map(parse)
near_days = st.integers(0, 30)
near = st.builds(lambda start, length: When(f"{start}+{length}", start, start + length), near_days, st.integers(0, 12))


def bounds(date: When) -> tuple[float, float]:
    return (
        float("-inf") if date.begin_earliest is None else date.begin_earliest,
        float("inf") if date.end_latest is None else date.end_latest,
    )


def maximal_intersections(dates: list[When]) -> set[tuple[float, float]]:
    """By the definition: every subset that overlaps and cannot be enlarged."""
    found = set()
    for start, _ in map(bounds, dates):
        members = [bounds(each) for each in dates if bounds(each)[0] <= start <= bounds(each)[1]]
        common = (max(first for first, _ in members), min(last for _, last in members))
        rest = [bounds(each) for each in dates if bounds(each) not in members]
        if not any(first <= common[1] and last >= common[0] for first, last in rest):
            found.add(common)
    return found


@given(st.lists(near, min_size=1, max_size=8))
def test_the_sweep_finds_what_the_definition_says(dates: list[When]) -> None:
    spans = {
        (
            float("-inf") if span.begin_earliest is None else span.begin_earliest,
            float("inf") if span.end_latest is None else span.end_latest,
        )
        for span in spans_of(dates)
    }
    assert spans == maximal_intersections(dates)


@given(st.lists(dated, min_size=1, max_size=6), st.randoms())
def test_the_order_of_claims_does_not_matter(dates: list[When], random: object) -> None:
    shuffled = list(dates)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert agree(dates) == agree(shuffled)


@given(st.lists(dated, min_size=1, max_size=5), st.data())
def test_a_claim_that_contains_another_changes_nothing(dates: list[When], data: st.DataObject) -> None:
    inner = data.draw(st.sampled_from(dates))
    before = 0 if inner.begin_earliest is None else data.draw(st.integers(0, 400))
    after = 0 if inner.end_latest is None else data.draw(st.integers(1, 400))
    wider = When(
        "wider",
        None if inner.begin_earliest is None else inner.begin_earliest - before,
        None if inner.end_latest is None else inner.end_latest + after,
    )
    if bounds(wider) != bounds(inner) and not any(cut_by(wider, inner, each) for each in dates):
        assert agree([*dates, wider]) == agree(dates)


def cut_by(wider: When, inner: When, other: When) -> bool:
    """Whether the wider date says something new of another that disagrees with the inner one."""
    if overlap(other, inner.begin_earliest, inner.end_latest):
        return False
    (first, last), (low, high) = bounds(wider), bounds(other)
    return overlap(other, wider.begin_earliest, wider.end_latest) and not (first <= low and high <= last)


def test_a_claim_that_contains_one_alternative_may_narrow_the_other() -> None:
    """By the definition: 18 to 26 and 25 to 30 can both be true, on the 25th or 26th."""
    dispute = agreed("2020-09-20", "2020-09-25/2020-09-30")
    assert dispute.edtf == "[2020-09-20,2020-09-25..2020-09-30]"
    wider = agreed("2020-09-20", "2020-09-25/2020-09-30", "2020-09-18/2020-09-26")
    assert wider.edtf == "[2020-09-20,2020-09-25..2020-09-26]"


@given(st.lists(dated, min_size=1, max_size=6))
def test_the_text_says_what_the_spans_say(dates: list[When]) -> None:
    date = agree(dates)
    if date.edtf is not None:
        again = parse(date.edtf)
        assert (again.begin_earliest, again.end_latest) == (date.begin_earliest, date.end_latest)


@given(st.lists(dated, min_size=1, max_size=6))
def test_spans_ascend_and_are_disjoint(dates: list[When]) -> None:
    spans = agree(dates).spans
    for one, other in pairwise(spans):
        assert one.end_latest is not None
        assert other.begin_earliest is not None
        assert one.end_latest < other.begin_earliest


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
    assert overlap(Span(5, 9), *window) is expected
