"""HTML: whole, self-contained, and nothing that a person typed becomes markup."""

import io
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from tests.exporters.harbour import chronology, story
from tests.exporters.hostile import hostile_chronologies
from timeline.domain.chronology import Chronology
from timeline.exporters.people.html import export, isolated
from timeline.views.safe_texts import plain

_VOID = {"meta", "br", "hr", "img", "link", "input"}
_ELEMENTS = {
    "a",
    "article",
    "bdi",
    "body",
    "dd",
    "div",
    "dl",
    "dt",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "head",
    "header",
    "html",
    "li",
    "main",
    "meta",
    "ol",
    "p",
    "section",
    "span",
    "style",
    "title",
    "ul",
}
_ATTRIBUTES = {"aria-label", "charset", "class", "content", "dir", "href", "http-equiv", "id", "lang", "name"}


class Page(HTMLParser):
    """Reads a page; fails where its elements are not balanced."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text: dict[str, list[str]] = {}
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.ids.extend(value or "" for name, value in attrs if name == "id")
        self.links.extend(value or "" for name, value in attrs if name in ("href", "src"))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.text.setdefault(self.open[-1], []).append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def page(answer: Chronology) -> Page:
    out = io.StringIO(newline="")
    export(answer, out)
    assert out.getvalue().startswith("<!DOCTYPE html>\n")
    return Page(out.getvalue())


@pytest.fixture(scope="module")
def harbour() -> Page:
    return page(chronology(story()))


def test_only_expected_elements_and_no_script(harbour: Page) -> None:
    assert harbour.elements <= _ELEMENTS
    assert harbour.attributes <= _ATTRIBUTES


def test_ids_are_unique_and_every_inner_link_leads_somewhere(harbour: Page) -> None:
    assert len(harbour.ids) == len(set(harbour.ids))
    inner = {link[1:] for link in harbour.links if link.startswith("#")}
    assert inner <= set(harbour.ids)
    assert {"source-1", "source-4", "cited-1", "cited-4"} <= inner


def test_only_web_addresses_are_links(harbour: Page) -> None:
    assert {link for link in harbour.links if not link.startswith("#")} == {
        "https://gazette.example/harbour?id=1&part=2",
        "https://archive.example/gazette",
        "https://archive.example/newswire",
    }


def test_nothing_is_fetched(harbour: Page) -> None:
    styles = "".join(harbour.text["style"])
    assert "url(" not in styles
    assert "@import" not in styles
    assert harbour.elements.isdisjoint({"link", "img", "script", "iframe", "object"})


def test_right_to_left_names_are_isolated(harbour: Page) -> None:
    assert {"رضا كريم", "الصحيفة", "محادثات الميناء", "الميناء"} <= set(harbour.text["bdi"])


def test_isolates_become_elements_and_the_rest_is_escaped() -> None:
    assert isolated("<\u2068أ&\u2069>") == "&lt;<bdi>أ&amp;</bdi>&gt;"


@settings(max_examples=60)
@given(hostile_chronologies())
def test_no_text_becomes_markup(answer: Chronology) -> None:
    (entry,) = list(answer.entries)
    read = page(Chronology(answer.title, answer.query, answer.made_on, iter([entry]), answer.sources))
    assert read.elements <= _ELEMENTS
    assert read.attributes <= _ATTRIBUTES
    assert "".join(read.text.get("h4", [])) == plain(entry.title)
    assert "".join(read.text.get("title", [])) == plain(answer.title)
    for link in read.links:
        assert re.fullmatch(r"#(?:source|cited)-[0-9]+|https?://[^\s\"'<>]+'*[^\s\"<>]*", link, re.IGNORECASE)
