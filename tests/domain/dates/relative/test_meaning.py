"""What a relative date means."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.support.relatives import UNITS, relatives
from timeline.domain.dates.edtf import parse
from timeline.domain.dates.relative.meaning import WEEKDAYS, NothingLeft, resolve
from timeline.domain.dates.relative.reading import read_relative
from timeline.domain.dates.relative.relation import Anchor, Form, Relative
from timeline.domain.dates.when import End, Span, When


def resolved(text: str, *anchors: str) -> When:
    """What a text means whose anchors are dated so, in their order."""
    relative = read_relative(text)
    return resolve(relative, dict(zip(relative.anchors, map(parse, anchors), strict=True)))


@pytest.mark.parametrize(
    ("text", "anchor", "edtf"),
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
        ("1 day after a", "2020-06/2020-09-20", "2020-09-21"),
        ("1 day before a", "2020-06-02/2020-09-20", "2020-06-01"),
        ("about 1 week before publication", "2020-09-28", "2020-09-21~"),
        ("about 1 day after a", "2020-09-20?", "2020-09-21%"),
        ("same day as a", "2020-09-20", "2020-09-20"),
        ("same day as a", "2020-09-20T10:00:00", "2020-09-20"),
        ("same week as a", "2020-09-20", "[2020-09-14..2020-09-20]"),
        ("same week as a", "2020-09-21", "[2020-09-21..2020-09-27]"),
        ("same month as publication", "2020-02-10", "2020-02"),
        ("same year as a", "2020-02-10", "2020"),
        ("same month as a", "2020-09-20/2020-10-02", "[2020-09..2020-10]"),
        ("during a", "2020-09-20/2020-10-02", "[2020-09-20..2020-10-02]"),
        ("before a", "2020-09-28", "[..2020-09-27]"),
        ("after a", "2020-09-20", "[2020-09-21..]"),
        ("before a", "[2020-09-20,2020-09-21]", "[..2020-09-20]"),
        ("after a", "[2020-09-20,2020-09-21]", "[2020-09-21..]"),
        ("before a", "2020-09-20/..", "[..2020-09-19]"),
        ("after a", "2020-09-20/2020-10-02", "[2020-10-03..]"),
        ("after a", "2020-09-20/..", "[2020-09-21..]"),
        ("before a", "[2020-09-20..]", "../.."),
        ("1 day after a", "../2020-09-20", "2020-09-21"),
        ("1 day after a", "[..2020-09-20]", "[..2020-09-21]"),
        ("same month as a", "2020-09-20/..", "[2020-09..]"),
        ("about before a", "2021", "[..2021-12-30~]"),
        ("after 2020-09-20, before publication", "2020-10-08", "[2020-09-21..2020-10-07]"),
        ("after 2020-09, before publication", "2020-10-08", "[2020-10-01..2020-10-07]"),
        ("after 2020-09-XX, before publication", "2020-10-08", "[2020-09-02..2020-10-07]"),
        ("the day before a", "2020-09-20", "2020-09-19"),
        ("the week before publication", "2020-09-20", "[2020-09-07..2020-09-13]"),
        ("the week after publication", "2020-09-20", "[2020-09-21..2020-09-27]"),
        ("the week before a", "[2020-09-20,2020-09-21]", "[2020-09-07..2020-09-20]"),
        ("the month after publication", "2020-12-31", "2021-01"),
        ("the month before a", "2020-06-10/2020-10-08", "2020-05"),
        ("the year before publication", "2020-09", "2019"),
        ("earlier in the month of publication", "2020-09-20", "[2020-09-01..2020-09-19]"),
        ("earlier in the month of publication", "2020-09-02", "2020-09-01"),
        ("earlier in the month of publication", "[2020-09-30..2020-10-01]", "[2020-09-01..2020-09-29]"),
        ("earlier in the week of publication", "2020-09-16", "[2020-09-14..2020-09-15]"),
        ("later in the year of a", "2020-09-20", "[2020-09-21..2020-12-31]"),
        ("later in the month of a", "2020-06-10/2020-10-08", "[2020-10-09..2020-10-31]"),
        ("monday before publication", "2020-09-20", "2020-09-14"),
        ("monday before publication", "2020-09-21", "2020-09-14"),
        ("monday after publication", "2020-09-20", "2020-09-21"),
        ("sunday before publication", "[2020-09-20..2020-09-21]", "[2020-09-13..2020-09-20]"),
        ("2020-06 to publication", "2020-10-08", "2020-06/2020-10-08"),
        ("2020-06~ to publication", "2020-10-08", "2020-06~/2020-10-08"),
        ("about 2020-06 to publication", "2020-10-08", "2020-06~/2020-10-08~"),
        ("a to 2020-10", "2020-06", "2020-06/2020-10"),
        ("a to 2021", "2020-06/2020-10", ""),
        ("2018 to at least publication", "2020-10-08", ""),
        ("2018 to at least publication", "2018-01-01", "2018/.."),
    ],
)
def test_what_a_relative_date_means(text: str, anchor: str, edtf: str) -> None:
    when = resolved(text, anchor)
    assert when.text == edtf
    if edtf not in ("", "../.."):
        assert when == parse(edtf)


@pytest.mark.parametrize(
    ("text", "anchors", "span"),
    [
        ("after a, before b", ("2020-09-20", "2020-10-08"), ("2020-09-21", "2020-10-07", "2020-09-21", "2020-10-07")),
        ("a to b", ("2020-06", "2020-10-08"), ("2020-06-01", "2020-06-30", "2020-10-08", "2020-10-08")),
        ("a to b", ("2020-06", "2020-06-08"), ("2020-06-01", "2020-06-08", "2020-06-08", "2020-06-08")),
        ("a to b", ("2020-06/2020-07", "2020"), ("2020-06-01", "2020-07-31", "2020-06-01", "2020-12-31")),
        ("2018 to at least a", ("2020-10",), ("2018-01-01", "2018-12-31", "2020-10-01", None)),
        ("2018 to at least a", ("2017",), ("2018-01-01", "2018-12-31", "2018-01-01", None)),
    ],
)
def test_the_four_days(text: str, anchors: tuple[str, ...], span: tuple[str | None, ...]) -> None:
    when = resolved(text, *anchors)
    assert (when.span.earliest, when.span.begins_by, when.span.ends_from, when.span.latest) == span
    assert when.span.lasting == (" to " in text)


@pytest.mark.parametrize(
    ("text", "anchors", "why"),
    [
        ("after a, before b", ("2020-09-20", "2020-09-21"), "no day lies between"),
        ("after a, before b", ("2020-10", "2020-09"), "no day lies between"),
        ("earlier in the month of a", ("2020-09-01",), "no day of its month lies before it"),
        ("earlier in the week of a", ("2020-09-21",), "no day of its week lies before it"),
        ("later in the year of a", ("2020-12-31",), "no day of its year lies after it"),
        ("a to b", ("2020-10", "2020-09"), "the end would lie before the begin"),
    ],
)
def test_what_contradicts_itself_is_nothing(text: str, anchors: tuple[str, ...], why: str) -> None:
    with pytest.raises(NothingLeft) as error:
        resolved(text, *anchors)
    assert str(error.value) == why


def test_open_ends_are_told() -> None:
    assert (resolved("after a", "2020-09-20").start, resolved("after a", "2020-09-20").end) == (End.KNOWN, End.OPEN)
    assert resolved("2018 to at least a", "2020").end is End.OPEN


@pytest.mark.parametrize("text", ["2018 to at least a", "2018 to a", "a to 2032"])
def test_an_anchor_that_edtf_has_no_words_for_is_not_told_as_unknown(text: str) -> None:
    relative = read_relative(text)
    anchor = When("", Span.within(None, None), start=End.OPEN, end=End.OPEN)
    when = resolve(relative, {each: anchor for each in relative.anchors if each.date is None})
    read = parse(when.text)
    assert (read.span, read.start, read.end) == (when.span, when.start, when.end)


# --- against a definition by single days ------------------------------------------------------------------

MONDAY = date(2020, 6, 29)


def _next_first(day: date, unit: str) -> date:
    """The first day after the unit that holds a day."""
    if unit == "day":
        return day + timedelta(1)
    if unit == "week":
        return day - timedelta(day.weekday()) + timedelta(7)
    return date(day.year + 1, 1, 1) if unit == "year" else date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _index(day: date, unit: str) -> int:
    """A number that is one for all days of a unit, and one more for the next unit."""
    if unit == "month":
        return day.year * 12 + day.month
    if unit == "year":
        return day.year
    return day.toordinal() if unit == "day" else (day.toordinal() - 1) // 7


def _fits(relative: Relative, day: date, began: date, ended: date) -> bool:
    """Whether a day fits a relative date, told from what began and ended on two days."""
    unit, way = relative.unit or "", relative.way
    near = began if way == "before" else ended
    beyond = day < began if way == "before" else day > ended
    step = -1 if way == "before" else 1
    if relative.form is Form.DISTANCE:
        assert relative.amount is not None
        if unit in ("day", "week"):
            return day == near + step * timedelta(relative.amount * (7 if unit == "week" else 1))
        months = _index(near, "month") - 1 + step * relative.amount * (12 if unit == "year" else 1)
        last = _next_first(date(months // 12, months % 12 + 1, 1), "month") - timedelta(1)
        return day == last.replace(day=min(last.day, near.day))
    if relative.form is Form.SAME:
        return _index(began, unit) <= _index(day, unit) <= _index(ended, unit)
    if relative.form is Form.DURING:
        return began <= day <= ended
    if relative.form is Form.BESIDE:
        return _index(day, unit) == _index(near, unit) + step
    if relative.form is Form.PART:
        return beyond and _index(day, unit) == _index(near, unit)
    if relative.form is Form.WEEKDAY:
        return beyond and abs(day - near) <= timedelta(7) and day.weekday() == WEEKDAYS.index(unit)
    return beyond


def _lives(span: Span) -> Iterator[tuple[date, date]]:
    """All that a anchor may have been: a begin and an end of its span, in this order."""
    assert None not in span[:4]
    for began in map(date.fromordinal, range(span.begin_earliest or 0, (span.begin_latest or 0) + 1)):
        for ended in map(date.fromordinal, range(span.end_earliest or 0, (span.end_latest or 0) + 1)):
            if began <= ended:
                yield began, ended


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Some days around the end of a month; a span within or lasting."""
    ends = st.tuples(st.integers(0, 8), st.integers(0, 8)).map(sorted)
    first, last = draw(ends)
    start = MONDAY.toordinal() + draw(st.integers(-3, 30))
    if draw(st.booleans()):
        return Span.within(start + first, start + last)
    ending, ended = draw(ends)
    assume(first <= ended)
    return Span.lasts((start + first, start + last), (start + ending, start + ended))


WORLD = [MONDAY + timedelta(number) for number in range(-1300, 1300)]
SEVERAL = (Form.LASTING, Form.AT_LEAST, Form.BETWEEN)


def _all_days(relative: Relative, span: Span) -> set[int]:
    """The days of the world that fit some life of a anchor."""
    lives = list(_lives(span))
    if relative.form not in (Form.SAME, Form.DURING):
        lives = [(day, day) for day in {began if relative.way == "before" else ended for began, ended in lives}]
    return {day.toordinal() for day in WORLD for life in lives if _fits(relative, day, *life)}


@settings(max_examples=60)
@given(relatives(most=20).filter(lambda each: each.form not in SEVERAL and each.form is not Form.OPEN), spans())
@example(Relative(Form.PART, Anchor("a"), None, "before", "month"), Span.within(737607, 737608))
@example(Relative(Form.PART, Anchor("a"), None, "after", "month"), Span.within(737606, 737607))
def test_the_days_are_those_of_the_definition(relative: Relative, span: Span) -> None:
    if relative.unit == "year" and relative.amount:
        relative = relative._replace(amount=relative.amount % 3)
    days = _all_days(relative, span)
    expected = (min(days), max(days)) if days else None
    try:
        when = resolve(relative, {relative.first: When("", span)})
    except NothingLeft:
        assert expected is None
    else:
        assert expected is not None
        assert when.span == Span.within(*expected)


@settings(max_examples=60)
@given(spans(), spans())
def test_between_two_is_after_the_one_and_before_the_other(first: Span, second: Span) -> None:
    relative = Relative(Form.BETWEEN, Anchor("a"), Anchor("b"))
    after, before = Relative(Form.OPEN, Anchor("a"), way="after"), Relative(Form.OPEN, Anchor("b"), way="before")
    days = _all_days(after, first) & _all_days(before, second)
    expected = (min(days), max(days)) if days else None
    try:
        when = resolve(relative, {Anchor("a"): When("", first), Anchor("b"): When("", second)})
    except NothingLeft:
        assert expected is None
    else:
        assert (when.begin_earliest, when.end_latest) == expected


@settings(max_examples=60)
@given(spans(), spans(), st.booleans())
def test_what_lasts_begins_in_the_one_and_ends_in_the_other(first: Span, second: Span, at_least: bool) -> None:
    relative = Relative(Form.AT_LEAST if at_least else Form.LASTING, Anchor("a"), Anchor("b"))
    begins = range(first.begin_earliest or 0, (first.end_latest or 0) + 1)
    ends = range(second.begin_earliest or 0, (second.end_latest or 0) + (500 if at_least else 1))
    lives = [(began, ended) for began in begins for ended in ends if began <= ended]
    try:
        span = resolve(relative, {Anchor("a"): When("", first), Anchor("b"): When("", second)}).span
    except NothingLeft:
        assert not lives
        return
    assert (span.begin_earliest, span.begin_latest) == (min(lives)[0], max(lives)[0])
    assert span.end_earliest == min(ended for _, ended in lives)
    assert span.end_latest == (None if at_least else max(ended for _, ended in lives))


@given(relatives(most=900), st.lists(st.dates(date(1000, 1, 1), date(8000, 1, 1)), min_size=2, max_size=2))
def test_the_order_of_the_days_holds_and_the_text_says_them(relative: Relative, days: list[date]) -> None:
    anchors = {each: parse(str(day)) for each, day in zip(relative.anchors, days, strict=False)}
    try:
        when = resolve(relative, anchors)
    except NothingLeft:
        return
    begin_earliest, begin_latest, end_earliest, end_latest, lasting = when.span
    for earlier, later in (
        (begin_earliest, begin_latest),
        (end_earliest, end_latest),
        (begin_earliest, end_earliest),
        (begin_latest, end_latest),
    ):
        assert earlier is None or later is None or earlier <= later
    assert lasting == (relative.form in (Form.LASTING, Form.AT_LEAST))
    assert lasting or when.text
    if when.text:
        assert parse(when.text).span == when.span


@given(st.integers(0, 3000), st.sampled_from(UNITS[:2]), st.dates())
def test_there_and_back(amount: int, unit: str, day: date) -> None:
    a = Anchor("a")
    there = resolve(Relative(Form.DISTANCE, a, None, "after", unit, amount), {a: parse(str(day))})
    back = resolve(Relative(Form.DISTANCE, a, None, "before", unit, amount), {a: there})
    assert back.span == parse(str(day)).span
