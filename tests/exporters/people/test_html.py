"""HTML: whole, self-contained, and nothing that a person typed becomes markup."""

import io
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exporters.harbour import chronology, many, story
from tests.exporters.hostile import hostile_chronologies
from timeline.domain.chronology import Chronology
from timeline.exporters.people.html import export, isolated
from timeline.views.wording.safe_texts import plain as plain_text

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
    "span",
    "style",
    "title",
    "ul",
}
_OF_TOOLS = {
    "button",
    "details",
    "dialog",
    "form",
    "input",
    "label",
    "option",
    "output",
    "script",
    "section",
    "select",
    "summary",
}
_ATTRIBUTES = {
    "aria-label",
    "charset",
    "class",
    "content",
    "dir",
    "href",
    "http-equiv",
    "id",
    "lang",
    "name",
    "tabindex",
}
_OF_TOOLS_ATTRIBUTES = {
    "aria-describedby",
    "aria-labelledby",
    "aria-pressed",
    "autocomplete",
    "for",
    "hidden",
    "inputmode",
    "placeholder",
    "role",
    "spellcheck",
    "type",
    "value",
}


PICTURE = re.compile(r'(?s)<div class="picture[^"]*">(.*?)</div>')


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
        self.titles: list[str] = []
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
        if self.open[-2:] == ["h4", "a"]:
            self.titles.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def written(answer: Chronology, **options: bool) -> str:
    out = io.StringIO(newline="")
    export(answer, out, **options)
    assert out.getvalue().startswith("<!DOCTYPE html>\n")
    return out.getvalue()


def page(answer: Chronology, **options: bool) -> Page:
    return Page(PICTURE.sub("", written(answer, **options)))


@pytest.fixture(scope="module")
def harbour() -> Page:
    return page(chronology(story()))


@pytest.mark.parametrize("embed", [False, True])
def test_a_plain_page_has_no_script_and_no_data(embed: bool) -> None:
    read = page(chronology(story()), plain=True, embed=embed)
    assert read.elements <= _ELEMENTS
    assert read.attributes <= _ATTRIBUTES


def test_only_expected_elements(harbour: Page) -> None:
    assert harbour.elements <= _ELEMENTS | _OF_TOOLS
    assert harbour.attributes <= _ATTRIBUTES | _OF_TOOLS_ATTRIBUTES


@pytest.mark.parametrize("plain", [False, True])
def test_the_policy_allows_the_style_and_the_script_of_the_page_and_no_more(plain: bool) -> None:
    text = written(chronology(story()), plain=plain)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    allowed = dict(each.split(" ", 1) for each in policy.split("; "))
    hashes = {
        name: [f"'sha256-{b64encode(sha256(each.encode()).digest()).decode()}'" for each in re.findall(pattern, text)]
        for name, pattern in (("style-src", r"(?s)<style>(.*?)</style>"), ("script-src", r"(?s)<script>(.*?)</script>"))
    }
    expected = {
        "default-src": "'none'",
        "style-src": hashes["style-src"][0],
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    if not plain:
        expected |= {"script-src": hashes["script-src"][0], "img-src": "data:"}
    assert allowed == expected
    assert list(map(len, hashes.values())) == [1, 0 if plain else 1]


def test_a_page_without_events_has_nothing_to_look_at() -> None:
    assert page(chronology(())).elements <= _ELEMENTS


def test_a_frame_has_no_skip_link() -> None:
    whole, frame = (page(chronology(story()), embed=embed) for embed in (False, True))
    assert "#list" in whole.links
    assert "#list" not in frame.links


def test_a_long_list_waits_in_parts_where_scripts_run() -> None:
    text = written(chronology(many(1_100)))
    assert text.count('<div class="part">') == 5
    assert text.count("<noscript>") == text.count("</noscript>") == 3
    for waiting in re.findall(r"(?s)<noscript>(.*?)</noscript>", text):
        assert "noscript" not in waiting
        Page(f"<html>{waiting}</html>")
    assert "<noscript" not in written(chronology(many(1_100)), plain=True)


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
    assert harbour.elements.isdisjoint({"link", "img", "iframe", "object"})
    assert "src" not in harbour.attributes


def test_right_to_left_names_are_isolated(harbour: Page) -> None:
    assert {"رضا كريم", "الصحيفة", "محادثات الميناء", "الميناء"} <= set(harbour.text["bdi"])


def test_isolates_become_elements_and_the_rest_is_escaped() -> None:
    assert isolated("<\u2068أ&\u2069>") == "&lt;<bdi>أ&amp;</bdi>&gt;"


_IN_PICTURES = {"svg", "title", "desc", "defs", "linearGradient", "clipPath", "stop", "g", "rect", "path", "circle"} | {
    *("line", "polyline", "polygon", "ellipse", "text", "tspan", "pattern", "use"),
}


@settings(max_examples=40)
@given(hostile_chronologies())
def test_the_picture_in_the_page_is_well_formed_and_runs_nothing(answer: Chronology) -> None:
    (picture,) = PICTURE.findall(written(answer))
    for element in ElementTree.fromstring(picture).iter():
        assert element.tag.removeprefix("{http://www.w3.org/2000/svg}") in _IN_PICTURES
        assert not [name for name in element.attrib if name.startswith("on") or name in ("style", "href")]


@settings(max_examples=60)
@given(hostile_chronologies(), st.booleans())
def test_no_text_becomes_markup(answer: Chronology, plain: bool) -> None:
    (entry,) = list(answer.entries)
    read = page(Chronology(answer.title, answer.query, answer.made_on, iter([entry]), answer.sources), plain=plain)
    assert read.elements <= (_ELEMENTS if plain else _ELEMENTS | _OF_TOOLS)
    assert read.attributes <= (_ATTRIBUTES if plain else _ATTRIBUTES | _OF_TOOLS_ATTRIBUTES)
    assert "".join(read.titles) == plain_text(entry.title)
    assert "".join(read.text.get("title", [])) == plain_text(answer.title)
    for link in read.links:
        assert re.fullmatch(
            r"#list|#(?:source|cited)-[0-9]+|#event-[a-z0-9-]+|https?://[^\s\"'<>]+'*[^\s\"<>]*", link, re.IGNORECASE
        )
