"""Small things of wording."""

import pytest

from timeline.views.wording.sentences import (
    counted,
    counted_apart,
    counted_or_no,
    named,
    nothing_found,
    number_told,
    sentence,
    with_details,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A word", "A word."),
        ("Done.", "Done."),
        ("He said “no!”", "He said “no!”"),
        ("(x)", "(x)."),
        ("", ""),
    ],
)
def test_a_sentence_is_closed_once(text: str, expected: str) -> None:
    assert sentence(text) == expected


@pytest.mark.parametrize(
    ("number", "plain", "apart", "or_no"),
    [
        (0, "0 sources", "0 sources", "no source"),
        (1, "1 source", "1 source", "1 source"),
        (2, "2 sources", "2 sources", "2 sources"),
        (12000, "12000 sources", "12,000 sources", "12,000 sources"),
    ],
)
def test_what_is_counted(number: int, plain: str, apart: str, or_no: str) -> None:
    ways = (counted, counted_apart, counted_or_no)
    assert tuple(way(number, "source") for way in ways) == (plain, apart, or_no)


@pytest.mark.parametrize(
    ("least", "is_all", "told"),
    [(97, True, "97"), (1200, True, "1,200"), (10_001, False, "more than 10,000"), (1, False, "some")],
)
def test_what_was_not_counted_to_its_end(least: int, is_all: bool, told: str) -> None:
    assert number_told(least, is_all) == told


def test_a_record_is_named_with_its_id() -> None:
    assert named("ana-ruiz", {"ana-ruiz": "Ana Ruiz"}) == "Ana Ruiz (ana-ruiz)"
    assert named("ana-ruiz", {}) == "ana-ruiz (ana-ruiz)"


def test_details_stand_in_brackets() -> None:
    assert with_details("Ana Ruiz", "initiator", "host") == "Ana Ruiz (initiator, host)"


def test_nothing_is_found_of_a_kind() -> None:
    assert nothing_found("place") == "No place was found."
