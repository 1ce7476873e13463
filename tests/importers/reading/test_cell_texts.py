"""Cells become texts that a record, and a YAML file, can hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.importers.reading.cell_texts import one_line, split_list, whole


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  A  B ", "A  B"),
        ("A\r\n\tB", "A B"),
        ("A\x00\x1b\x85B", "A B"),
        ("\ufeffA\u2028B\ufffe", "A B"),
        ("نمی\u200cدانم", "نمی\u200cدانم"),
        ("\x07", ""),
    ],
)
def test_one_line(cell: str, text: str) -> None:
    assert one_line(cell) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (" A \r\n\r\n B\rC ", "A\n\n B\nC"),
        ("A\u2028B\u2029C", "A\nB\nC"),
        ("A\x07B", "A B"),
        ("\n \n", ""),
        ("A  B", "A  B"),
    ],
)
def test_whole(cell: str, text: str) -> None:
    assert whole(cell) == text


@pytest.mark.parametrize(
    ("cell", "parts"),
    [("A; B;A;; C D ", ("A", "B", "C D")), ("", ()), (" ; ", ()), ("A\nB; C", ("A B", "C"))],
)
def test_split_list(cell: str, parts: tuple[str, ...]) -> None:
    assert split_list(cell) == parts


@given(st.text())
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    for clean in (one_line, whole):
        assert clean(clean(text)) == clean(text)
    assert "\n" not in one_line(text)
