"""Stored days: sentinels, length classes and the one order of lists."""

from itertools import pairwise

import pytest

from timeline.domain.chronology import EventDate
from timeline.domain.claims.agreement import UNDATED, decide
from timeline.domain.dates.edtf import parse
from timeline.storage.schema.stored_days import (
    OPEN_END,
    OPEN_START,
    OPEN_START_CLASS,
    STEPS,
    UNBOUNDED_CLASS,
    first_day,
    last_day,
    length_class,
    read_day,
    read_span,
    sort_keys,
    stored_span,
)


def date(text: str | None) -> EventDate:
    return UNDATED if text is None else decide(parse(text))


def test_open_ends_are_stored_and_read_back() -> None:
    assert read_day(first_day(None)) is read_day(last_day(None)) is read_day(None) is None
    for day in (-(10**15), -1, 0, 1, 737_000, 10**15):
        assert read_day(first_day(day)) == read_day(last_day(day)) == day


@pytest.mark.parametrize(
    ("length", "number"),
    [
        (1, 0),
        (2, 1),
        (31, 1),
        (32, 2),
        (124, 2),
        (125, 3),
        (366, 3),
        (367, 4),
        (1_461, 4),
        (1_462, 5),
        (3_653, 5),
        (3_654, 6),
        (36_525, 6),
        (36_526, 7),
    ],
)
def test_the_class_of_a_length(length: int, number: int) -> None:
    assert length_class(1000, 1000 + length - 1) == number


def test_the_classes_of_open_ends() -> None:
    assert length_class(1000, OPEN_END) == UNBOUNDED_CLASS
    assert length_class(OPEN_START, 1000) == OPEN_START_CLASS
    assert length_class(OPEN_START, OPEN_END) == OPEN_START_CLASS


IN_ORDER = [
    "-0044-03-15",
    "2031-05-01/..",
    "2031-05-01/2040",
    "2031-05-01/2040~",
    "2031-05",
    "2031-05-01/2031-05-02",
    "2031-05-01",
    "2031-05-01T00:00:00",
    "2031-05-01T09:30:00",
    "2031-05-01T23:59:59",
    "2031-05-01?",
    "2031-05-01~",
    "2031-05-01%",
    "../2031-05-01",
    "2031-05-02/..",
    "2031-05-02",
    "2031-05-03",
    "Y17E7",
    "../..",
    None,
]


def test_the_order_of_lists() -> None:
    assert sorted(IN_ORDER, key=lambda text: sort_keys(date(text))) == IN_ORDER
    keys = [sort_keys(date(text)) for text in IN_ORDER]
    assert len(set(keys)) == len(keys)


def test_the_order_has_room_for_steps_along_links() -> None:
    ranks = sorted(sort_keys(date(text))[1] for text in ("2031-05", "2031-05-01", "2031-05-01T00:00:00", "2031-05-01?"))
    assert all(one + STEPS <= other for one, other in pairwise(ranks))
    assert all(rank % STEPS == 0 for rank in ranks)
    assert sort_keys(date("2031-05-01/.."))[1] > -(2**63)


SPANS = ["2031-05", "2031-05/2031-07", "../2031-05", "2031-05/..", "[..2031-05]", "[2031-05..]", "../.."]


@pytest.mark.parametrize("text", SPANS)
def test_spans_are_stored_and_read_back(text: str) -> None:
    span = parse(text).span
    stored = stored_span(span)
    assert None not in stored
    assert read_span(*[int(each or 0) for each in stored]) == span
