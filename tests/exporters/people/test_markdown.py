"""Markdown: nothing that a person typed becomes markup."""

import io
import re

import pytest
from hypothesis import given

from tests.exporters.harbour import chronology, story
from tests.exporters.hostile import TEXTS, hostile_chronologies
from timeline.domain.chronology import Chronology
from timeline.exporters.people.markdown import escaped, export
from timeline.views.wording.safe_texts import plain

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
"""A backslash before ASCII punctuation (CommonMark 0.31, 2.4)."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain text, (really) 5%!", "plain text, (really) 5%!"),
        ("*a* _b_ `c` ~~d~~", r"\*a\* \_b\_ \`c\` \~\~d\~\~"),
        ("[a](b) ![c][d]", r"\[a\](b) !\[c\]\[d\]"),
        ("<b>&amp;", r"\<b\>\&amp;"),
        ("a | b # c \\ d", r"a \| b \# c \\ d"),
        ("{a} $x$ @b", r"\{a\} \$x\$ \@b"),
        ("- a", r"\- a"),
        ("+ a", r"\+ a"),
        ("=== ", r"\=== "),
        ("1. a", r"1\. a"),
        ("12) a", r"12\) a"),
        ("1.5 litres - more", r"1\.5 litres - more"),
        ("see https://a.example", r"see https\://a.example"),
        ("WWW.a.example", r"WWW\.a.example"),
        ("mailto:a", r"mailto\:a"),
        (":smile:", r"\:smile:"),
        ("at 23:20", "at 23:20"),
    ],
)
def test_marks_are_escaped(text: str, expected: str) -> None:
    assert escaped(text) == expected


@given(TEXTS.map(plain))
def test_escaping_leaves_no_mark_and_loses_nothing(text: str) -> None:
    written = escaped(text)
    assert _ESCAPE.sub(r"\1", written) == text
    bare = _ESCAPE.sub("\ue000", written)
    assert not re.search(r"[\\`*_{}\[\]<>#|~&$@]|://|^[-+=]|^[0-9]+[.)]", bare)


@given(hostile_chronologies())
def test_every_line_is_of_a_kind_that_the_format_writes(answer: Chronology) -> None:
    out = io.StringIO(newline="")
    export(answer, out)
    kinds = r"#{1,4} |- [A-Z][a-z ]+:|\*\*[^*]+(?:\\\*[^*]*)*\*\*$|[0-9]+\. | +- |(?![-+=>`~#|<*_\[ \t])"
    for line in out.getvalue().split("\n"):
        assert re.match(kinds, line), line
        assert "\t" not in line
        assert "\r" not in line
        assert not re.search(r"(?<!\\)<(?!https?://[^\s<>]+>)", _ESCAPE.sub("", line)), line


def test_web_addresses_are_links_and_others_are_text() -> None:
    out = io.StringIO()
    export(chronology(story()), out)
    assert "<https://gazette.example/harbour?id=1&part=2>" in out.getvalue()
    assert "<javascript" not in out.getvalue()
    assert r"Address: http\://herald.example/two words" in out.getvalue()
