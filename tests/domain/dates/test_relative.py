"""Relative dates: the text, and what it means."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.domain.dates.edtf import parse
from timeline.domain.dates.relative import Relative, RelativeError, looks_relative, read_relative, resolve
from timeline.domain.dates.when import Span


@pytest.mark.parametrize(
    ("text", "reference", "edtf"),
    [
        ("1 day after a", "2020-09-20", "2020-09-21"),
        ("1 day before a", "2020-03-01", "2020-02-29"),
        ("2 weeks after a", "2020-09-20", "2020-10-04"),
        ("1 month after a", "2020-01-31", "2020-02-29"),
        ("1 month before a", "2020-03-31", "2020-02-29"),
        ("13 months after a", "2020-01-15", "2021-02-15"),
        ("1 year after a", "2020-02-29", "2021-02-28"),
        ("1 year before a", "0001-06-01", "0000-06-01"),
        ("1 day after a", "2020-09", "[2020-09-02..2020-10-01]"),
        ("1 month after a", "2020-01", "2020-02"),
        ("about 1 week before publication", "2020-09-28", "2020-09-21~"),
        ("about 1 day after a", "2020-09-20?", "2020-09-21%"),
        ("same day as a", "2020-09-20", "2020-09-20"),
        ("same day as a", "2020-09-20T10:00:00", "2020-09-20"),
        ("same week as a", "2020-09-20", "[2020-09-14..2020-09-20]"),
        ("same week as a", "2020-09-21", "[2020-09-21..2020-09-27]"),
        ("same month as publication", "2020-02-10", "2020-02"),
        ("same year as a", "2020-02-10", "2020"),
        ("before a", "2020-09-28", "[..2020-09-27]"),
        ("after a", "2020-09-20", "[2020-09-21..]"),
        ("before a", "[2020-09-20,2020-09-21]", "[..2020-09-20]"),
        ("after a", "[2020-09-20,2020-09-21]", "[2020-09-21..]"),
        ("before a", "2020-09-20/..", "../.."),
        ("1 day after a", "../2020-09-20", "[..2020-09-21]"),
        ("same month as a", "2020-09-20/..", "[2020-09..]"),
        ("about before a", "2021", "[..2021-12-30~]"),
    ],
)
def test_what_a_relative_date_means(text: str, reference: str, edtf: str) -> None:
    when = resolve(read_relative(text), parse(reference))
    assert when.text == edtf
    bounds = parse(edtf)
    assert (when.begin_earliest, when.end_latest) == (bounds.begin_earliest, bounds.end_latest)
    assert (when.approximate, when.uncertain) == (bounds.approximate, bounds.uncertain)


def test_open_ends_are_told() -> None:
    when = resolve(read_relative("after a"), parse("2020-09-20"))
    assert when.span == Span.within(parse("2020-09-21").begin_earliest, None)


@pytest.mark.parametrize(
    "text",
    [
        "1 day after",
        "one day after a",
        "1 hour after a",
        "1 day since a",
        "1  day after a",
        "1 day after A B",
        "same hour as a",
        "same day a",
        "about",
        "before",
        "after -a",
        "0.5 days after a",
        "100001 days after a",
        "the day after a",
    ],
)
def test_what_is_no_relative_date_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(RelativeError) as error:
        read_relative(text)
    assert text in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "text", ["1 day after a", "after", "about a week ago", "same as a", "the day after a", "3 weeks"]
)
def test_what_is_meant_relatively_is_known_by_its_looks(text: str) -> None:
    assert looks_relative(text)


@pytest.mark.parametrize("text", ["2020", "2020-09-20", "2020-06~", "[..2020]", "../2020", "Y17E7", "20 Sept 2020", ""])
def test_edtf_does_not_look_relative(text: str) -> None:
    assert not looks_relative(text)


slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,3}", fullmatch=True).filter(lambda slug: slug != "publication")
units = st.sampled_from(["day", "week", "month", "year"])
ways = st.sampled_from(["before", "after"])
references = st.none() | slugs
relatives = st.one_of(
    st.builds(Relative, ways, references, st.integers(0, 100_000), units, st.booleans()),
    st.builds(Relative, ways, references, st.none(), st.none(), st.booleans()),
    st.builds(Relative, st.just("same"), references, st.none(), units, st.booleans()),
)


@given(relatives)
def test_relation_to_text_to_relation(relative: Relative) -> None:
    assert read_relative(relative.text) == relative
    assert looks_relative(relative.text)


@given(relatives, st.dates(max_value=date(8000, 1, 1)))
def test_bounds_stay_ordered_and_the_text_says_them(relative: Relative, day: date) -> None:
    when = resolve(relative, parse(str(day)))
    if when.begin_earliest is not None and when.end_latest is not None:
        assert when.begin_earliest <= when.end_latest
    if relative.amount is None or relative.amount < 1000:
        again = parse(when.text)
        assert (again.begin_earliest, again.end_latest) == (when.begin_earliest, when.end_latest)


@given(st.integers(0, 3000), st.sampled_from(["day", "week"]), st.dates())
def test_there_and_back(amount: int, unit: str, day: date) -> None:
    there = resolve(Relative("after", "a", amount, unit), parse(str(day)))
    back = resolve(Relative("before", "a", amount, unit), there)
    assert (back.begin_earliest, back.end_latest) == (parse(str(day)).begin_earliest, parse(str(day)).end_latest)
