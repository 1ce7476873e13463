"""What is not sent to a terminal, and what JSON escapes."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.domain.words.control_signs import HARMFUL, escaped_in_json, shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("é 日本語 آنا", "é 日本語 آنا"),
        ("a\tb\nc\r\nd", "a\tb\nc\r\nd"),
        ("a\rb", "a\\x0db"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x9b31m", "\\x9b31m"),
        ("\x00\x7f\x85", "\\x00\\x7f\\x85"),
        ("abc\u202ecba\u2066", "abc\\u202ecba\\u2066"),
        ("one\u2028two", "one\\u2028two"),
        ("می\u200cخواهم\u200f", "می\u200cخواهم\u200f"),
        ("caf\udce9", "caf\\xe9"),
        ("\ud800", "\\ud800"),
    ],
)
def test_what_a_terminal_would_obey_is_written_out(text: str, expected: str) -> None:
    assert shown(text) == expected


@given(st.text(st.characters(codec=None)))
def test_nothing_harmful_is_left(text: str) -> None:
    found = shown(text)
    assert not re.search(f"[{HARMFUL}]", found.replace("\r\n", ""))
    assert shown(found) == found
    found.encode()


@given(st.text())
def test_json_stays_the_same_json(text: str) -> None:
    written = escaped_in_json(json.dumps([text], ensure_ascii=False))
    assert json.loads(written) == [text]
    assert not re.search(f"[{HARMFUL}]", written)


def test_json_keeps_what_does_no_harm() -> None:
    written = json.dumps(["é 日本語 آنا \u200f"], ensure_ascii=False)
    assert escaped_in_json(written) == written
