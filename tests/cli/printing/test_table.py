"""Plain tables: every line fits, whatever the cells hold."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from timeline.cli.printing.table import Column, render, text_width, wrap


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("abc", 3),
        ("café", 4),
        ("cafe\u0301", 4),
        ("日本", 4),
        ("ｗｉｄｅ", 8),
        ("العربية", 7),
        ("عَرَبِيّ", 4),
        ("नमस्ते", 4),
        ("zero\u200bwidth", 9),
        ("–…“”", 4),
    ],
)
def test_the_width_of_a_text_in_cells(text: str, cells: int) -> None:
    assert text_width(text) == cells


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one\ntwo", 10, ["one", "two"]),
        ("one\n\ntwo", 10, ["one", "", "two"]),
        ("tabs\tand  spaces", 20, ["tabs and spaces"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("a-long-identifier", 10, ["a-long-", "identifier"]),
        ("日本語の題", 4, ["日本", "語の", "題"]),
        ("bell\x07 escape\x1b[31m", 40, ["bell\ufffd escape\ufffd[31m"]),
        ("over\u202eride", 40, ["over\ufffdride"]),
        ("a\rb", 10, ["a", "b"]),
    ],
)
def test_texts_are_wrapped_between_words(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


texts = st.text(max_size=80) | st.text("ab é日\u0301\u200d-\u202e\n\x1b\u0300العربية", max_size=200)
harmful = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


@example([(" ", "a  b", "")], 40)
@given(st.lists(st.tuples(texts, texts, texts), max_size=4), st.integers(40, 200))
def test_no_line_is_wider_than_the_table_or_moves_the_cursor(rows: list[tuple[str, str, str]], width: int) -> None:
    columns = (Column("WHEN", 21), Column("EVENT"), Column("SOURCES", 10))
    for line in render(columns, rows, width):
        assert text_width(line) <= width
        assert not harmful.search(line)
        assert line == line.rstrip(" ")


@given(texts, st.integers(2, 60))
def test_wrapping_loses_no_letter(text: str, width: int) -> None:
    kept = "".join("".join(wrap(text, width)).split())
    text = " ".join(text.splitlines()).replace("\t", " ")
    assert kept == "".join(harmful.sub("\ufffd", text).split())


def test_where_columns_would_be_too_narrow_the_cells_are_stacked() -> None:
    columns = (Column("WHEN", 21), Column("EVENT"), Column("SOURCES", 10))
    rows = [("1 May 2031", "A meeting of the two sides in the port\nmeeting", "1 source"), ("2 May 2031", "B", "")]
    assert list(render(columns, rows, 40)) == [
        "1 May 2031",
        "  EVENT    A meeting of the two sides in",
        "           the port",
        "           meeting",
        "  SOURCES  1 source",
        "2 May 2031",
        "  EVENT    B",
    ]


def test_a_table_may_go_on_without_its_heading() -> None:
    columns = (Column("WHEN", 10), Column("EVENT"))
    assert list(render(columns, [("2031", "A strike")], 40, headed=False)) == ["2031        A strike"]
