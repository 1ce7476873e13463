"""EDTF written from days and joined from other EDTF."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.support import edtf_texts
from timeline.domain.dates.calendar import day_from_date
from timeline.domain.dates.edtf import between, lasted, one_of, parse, qualified, spanning, throughout
from timeline.domain.dates.when import Span, When

LAST_WRITABLE = day_from_date(9999, 12, 31)
FIRST_WRITABLE = day_from_date(-9999, 1, 1)
WRITABLE_DAYS = st.integers(FIRST_WRITABLE, LAST_WRITABLE)


@given(st.none() | WRITABLE_DAYS, st.none() | WRITABLE_DAYS)
def test_between_has_exactly_its_bounds(first: int | None, last: int | None) -> None:
    if first is not None and last is not None and first > last:
        first, last = last, first
    for text in (between(first, last), spanning(first, last), throughout(first, last)):
        when = parse(text)
        assert (when.begin_earliest, when.end_latest) == (first, last)
        assert not when.approximate
        assert not when.uncertain


@given(st.integers(-(10**16), 10**16), st.integers(-(10**16), 10**16))
def test_between_widens_to_years_past_four_digits_and_never_narrows(first: int, last: int) -> None:
    first, last = sorted((first, last))
    for text in (between(first, last), spanning(first, last), throughout(first, last)):
        when = parse(text)
        assert when.begin_earliest is None or when.begin_earliest <= first
        assert when.end_latest is None or when.end_latest >= last


@given(st.one_of(edtf_texts.plain_dates, edtf_texts.long_years))
def test_between_gives_a_day_a_month_or_a_year_back(text: str) -> None:
    when = parse(text)
    assert between(when.begin_earliest, when.end_latest) == text
    assert spanning(when.begin_earliest, when.end_latest) == text


def day(text: str | None) -> int | None:
    """The number of a day that is written in ISO 8601, also with a sign and more than four digits."""
    if text is None:
        return None
    year, month, day_of_month = text.rsplit("-", 2)
    return day_from_date(int(year), int(month), int(day_of_month))


@pytest.mark.parametrize(
    ("first", "last", "some_day", "coarse"),
    [
        (None, None, "../..", "../.."),
        ("2020-09-20", "2020-09-20", "2020-09-20", "2020-09-20"),
        ("2020-09-01", "2020-09-30", "2020-09", "2020-09"),
        ("2020-01-01", "2020-12-31", "2020", "2020"),
        ("2020-09-20", "2020-09-21", "[2020-09-20..2020-09-21]", "2020-09-20/2020-09-21"),
        ("2020-06-01", "2020-08-31", "[2020-06..2020-08]", "2020-06/2020-08"),
        ("2020-01-01", "2020-08-31", "[2020-01..2020-08]", "2020-01/2020-08"),
        ("2020-06-01", "2020-08-30", "[2020-06-01..2020-08-30]", "2020-06-01/2020-08-30"),
        ("2020-01-01", "2021-12-31", "[2020..2021]", "2020/2021"),
        (None, "2020-09-27", "[..2020-09-27]", "../2020-09-27"),
        (None, "2020-09-30", "[..2020-09]", "../2020-09"),
        ("2020-01-01", None, "[2020..]", "2020/.."),
        ("12345-03-04", "12345-03-05", "Y12345", "Y12345"),
        ("2020-01-01", "12345-03-05", "[2020..Y12345]", "2020/Y12345"),
        ("2020-06-01", "12345-03-05", "[2020-06..9999-12,Y10000..Y12345]", "2020-06/Y12345"),
        ("9999-12-31", "10000-01-01", "[9999-12-31,Y10000]", "9999-12-31/Y10000"),
        ("-12345-06-07", "-43-03-15", "[Y-12345..Y-10000,-9999-01-01..-0043-03-15]", "Y-12345/-0043-03-15"),
        ("2020-06-02", "1000000000001-01-01", "[2020-06-02..]", "2020-06-02/.."),
        ("1000000000001-01-01", "1000000000002-01-01", "[Y1000000000000..]", "Y1000000000000/.."),
        ("-1000000000001-01-01", "1000000000001-01-01", "../..", "../.."),
    ],
)
def test_bounds_in_edtf(first: str | None, last: str | None, some_day: str, coarse: str) -> None:
    assert between(day(first), day(last)) == some_day
    assert spanning(day(first), day(last)) == coarse


@pytest.mark.parametrize(
    ("first", "last", "whole_time"),
    [
        ("2020-09-20", "2020-09-20", "2020-09-20"),
        ("2020-09-20", "2020-09-21", "2020-09-20/2020-09-21"),
        ("2020-09-01", "2020-09-30", "2020-09-01/2020-09-30"),
        ("2020-01-01", "2021-12-31", "2020-01-01/2021-12-31"),
        (None, "2020-09-30", "../2020-09-30"),
        ("2020-01-01", None, "2020-01-01/.."),
        (None, None, "../.."),
        ("-43-03-15", "-43-03-31", "-0043-03-15/-0043-03-31"),
        ("12345-03-04", "12345-03-05", "Y12345"),
        ("2020-01-01", "12345-03-05", "2020-01-01/Y12345"),
        ("2020-06-02", "1000000000001-01-01", "2020-06-02/.."),
    ],
)
def test_what_lasted_has_days_at_its_ends(first: str | None, last: str | None, whole_time: str) -> None:
    assert throughout(day(first), day(last)) == whole_time


@given(st.none() | st.integers(-(10**7), 10**7), st.none() | st.integers(0, 10**7), st.booleans(), st.booleans())
def test_qualifiers_are_added_to_every_date(
    first: int | None, length: int | None, approximate: bool, uncertain: bool
) -> None:
    last = None if length is None else (first or 0) + length
    for text in (between(first, last), spanning(first, last), throughout(first, last)):
        bare, marked = parse(text), parse(qualified(text, approximate, uncertain))
        assert (marked.begin_earliest, marked.end_latest) == (bare.begin_earliest, bare.end_latest)
        has_a_date = text != "../.."
        assert marked.approximate == (approximate and has_a_date)
        assert marked.uncertain == (uncertain and has_a_date)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("2020-09-20", "2020-09-20~"),
        ("[2020-09-20..2020-09-21]", "[2020-09-20~..2020-09-21~]"),
        ("[2020-06..9999-12,Y10000..Y12345]", "[2020-06~..9999-12~,Y10000~..Y12345~]"),
        ("[..2020]", "[..2020~]"),
        ("2020/..", "2020~/.."),
        ("../..", "../.."),
    ],
)
def test_where_the_qualifiers_go(text: str, marked: str) -> None:
    assert qualified(text, True, False) == marked


@pytest.mark.parametrize("write", [between, spanning, throughout])
def test_reversed_bounds_are_a_mistake_of_the_caller(write: object) -> None:
    assert callable(write)
    with pytest.raises(ValueError, match="after the last"):
        write(2, 1)


@pytest.mark.parametrize(
    ("texts", "joined"),
    [
        (["2020"], "2020"),
        (["2020/2021"], "2020/2021"),
        (["2031-05-01", "2031-05-02"], "[2031-05-01,2031-05-02]"),
        (["2020?", "2021~"], "[2020?,2021~]"),
        (["[2020-01..2020-03]", "2021"], "[2020-01..2020-03,2021]"),
        (["[2020,2021..2022]", "2023-01"], "[2020,2021..2022,2023-01]"),
        (["[..2020]", "[2021..]"], "[..2020,2021..]"),
        (["2020-01-01T10:30:00+02", "2020-01-02T00:00:00Z"], "[2020-01-01,2020-01-02]"),
    ],
)
def test_several_spans_become_one_set(texts: list[str], joined: str) -> None:
    assert one_of([parse(text) for text in texts]) == joined


def starts(span: When) -> float:
    """The day that a span begins with, as a number that also an open start has."""
    return float("-inf") if span.begin_earliest is None else span.begin_earliest


within = st.one_of(edtf_texts.dates, edtf_texts.date_times(), edtf_texts.sets()).filter(lambda text: text[0] != "{")


@given(st.lists(within, min_size=2, max_size=5))
def test_a_set_of_disjoint_spans_has_their_hull_and_their_flags(texts: list[str]) -> None:
    spans = [parse(text) for text in texts]
    chosen: list[When] = []
    reach: float = float("-inf")
    for span in sorted(spans, key=starts):
        if not chosen or starts(span) > reach:
            chosen.append(span)
            reach = float("inf") if span.end_latest is None else span.end_latest
    assume(len(chosen) > 1)
    joined = parse(one_of(chosen))
    assert joined.begin_earliest == chosen[0].begin_earliest
    assert joined.end_latest == chosen[-1].end_latest
    assert joined.approximate == any(span.approximate for span in chosen)
    assert joined.uncertain == any(span.uncertain for span in chosen)


@pytest.mark.parametrize("texts", [[], ["[2020..]", "2021"], ["2020", "[..2021]"]])
def test_spans_that_cannot_be_one_set_are_a_mistake_of_the_caller(texts: list[str]) -> None:
    with pytest.raises(ValueError, match=r"at least one|not disjoint"):
        one_of([parse(text) for text in texts])


@given(edtf_texts.intervals)
def test_what_lasted_is_written_as_an_interval_of_the_same_days(text: str) -> None:
    span = parse(text).span
    written = lasted(span)
    assert not written or parse(written).span == span


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2020-06/2020-10-08", "2020-06/2020-10-08"),
        ("2020-09/2020-09", "2020-09/2020-09"),
        ("2020-09/2020-09-15", "2020-09/2020-09-15"),
        ("2020-09-15/2020", "2020-09-15/2020"),
        ("2018/..", "2018/.."),
        ("2018/", "2018/.."),
        ("../2020-09", "../2020-09"),
        ("{2020-09-20..2020-09-30}", "2020-09-20/2020-09-30"),
        ("{2020,2022-05}", "2020/2022-05"),
        ("Y12345/Y12346", "Y12345/Y12346"),
        ("-0044-03/-0042", "-0044-03/-0042"),
        ("2020-21/2020-10", ""),
        ("../..", ""),
    ],
)
def test_intervals_that_days_come_to(text: str, written: str) -> None:
    assert lasted(parse(text).span) == written


def test_days_that_no_interval_has_are_not_written() -> None:
    assert lasted(Span.lasts((1, 3), (10, 10))) == ""
