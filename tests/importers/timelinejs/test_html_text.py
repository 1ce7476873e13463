"""HTML of any kind becomes what a reader sees, and the pages that it links to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.importers.timelinejs.html_text import plain_of


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a < b & c", "a < b & c"),
        ("<p>One</p><p>Two<br/>three</p>", "One\nTwo\nthree"),
        ("<b>bold</b>er", "bolder"),
        ("a<!-- no > <b> -->b", "ab"),
        ("a<!-- never closed", "a<!-- never closed"),
        ("a<!doctype html>b<?php x ?>c", "abc"),
        ("<script>a < b; '</p>'</script>x<STYLE>p</Style >y<template><p>z</p></template>", "xy"),
        ("seen<script>unseen <p>", "seen"),
        ('<a title="a > b">x</a>', "x"),
        ("<a title='never closed>x</a>", "x"),
        ("I <3 you", "I <3 you"),
        ("x <a never closed", "x <a never closed"),
        ("&eacute;&#233;&#xe9;&amp;amp;", "ééé&amp;"),
        (f"&#{'9' * 5_000};&#99999999", "��"),
        ("</>a</ b>", "</>a</ b>"),
        ("<H1>Head</H1>line", "Head\nline"),
    ],
)
def test_text(html: str, text: str) -> None:
    assert plain_of(html).text == text


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ('<a href="https://x.example/a?b&amp;c">A <b>page</b></a>', [("https://x.example/a?b&c", "A page")]),
        ("<A TARGET=_blank HREF=https://x.example>x</a>", [("https://x.example", "x")]),
        (
            "<a href='https://x.example'>x<a href='https://y.example'>y",
            [("https://x.example", "x"), ("https://y.example", "y")],
        ),
        ('<a title="href=https://no.example" href = "https://x.example">x</a>', [("https://x.example", "x")]),
        ('<a href="mailto:a@b.example">x</a><a>y</a><a href>z</a>', []),
        ('<a href="https://[x/a">x</a>', [("https://[x/a", "x")]),
        ('<abbr href="https://x.example">x</abbr>', []),
    ],
)  # fmt: skip
def test_links(html: str, links: list[tuple[str, str]]) -> None:
    assert [(link.url, link.words) for link in plain_of(html).links] == links


MARKS = ("<", ">", "<a ", "</a>", "href=", '"', "'", "<!--", "-->", "&", "&#", "9", ";", "<script>", "x", " ", "\n")
PIECES = st.sampled_from(MARKS)


@given(st.lists(PIECES | st.text(max_size=2), max_size=30).map("".join))
def test_whatever_it_is_it_is_read(html: str) -> None:
    found = plain_of(html)
    assert found.text == found.text.strip()
    assert all(line == line.rstrip() for line in found.text.split("\n"))
