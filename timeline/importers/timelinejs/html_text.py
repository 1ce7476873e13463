"""HTML within a cell -> the plain text that a reader sees, and the pages that it links to."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from timeline.importers.reading.cell_texts import one_line, whole

_BLOCKS = re.compile(
    "address|article|blockquote|br|d[dlt]|div|figure|footer|h[1-6r]|header|li|[ou]l|p|pre|section|table|tr"
)
_UNSEEN = frozenset(("script", "style", "template"))
_RAW = {tag: re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE) for tag in ("script", "style")}
_ADDRESS = re.compile(r"https?://[^\s/?#]\S*", re.IGNORECASE)

_OPENING = re.compile(r"<(?:!--|[!?]|(/?)([a-zA-Z][^\s/>]*))")
# What stands in a tag to its end; quotes may have a > within them.
_WITH_QUOTES = re.compile(r"""((?:[^>"']|"[^"]*"|'[^']*')*+)>""")
_WITHOUT = re.compile("([^>]*)>")
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?""")
_ENDLESS_NUMBER = re.compile("&#[0-9]{8,};?")


class HtmlLink(NamedTuple):
    """A page that a text links to."""

    url: str
    words: str
    """The words that the link stands on."""


class Plain(NamedTuple):
    """What HTML says."""

    text: str
    """Without markup; each block on lines of its own."""
    links: tuple[HtmlLink, ...] = ()
    """Web addresses in the order of the text, each once."""


def plain_of(html: str) -> Plain:
    """The text of a piece of HTML, however badly it is formed; a text without any is left as it is."""
    if "<" not in html and "&" not in html:
        return Plain(whole(html))
    reader = _Reader()
    for tag, attributes, data in _pieces(html):
        reader.take(tag, attributes, data)
    return reader.plain()


def _pieces(html: str) -> Iterator[tuple[str, str, str]]:
    """(tag, ``/`` before those that close; its attributes; the text before it).

    Each character is looked at a few times at most, which is more than ``html.parser`` says of itself: what
    is opened and never closed is text, and is not opened again.
    """
    at = start = 0
    rest = _WITH_QUOTES
    last_comment = html.rfind("-->")
    while opening := _OPENING.search(html, at):
        if html.startswith("<!--", opening.start()) and opening.end() <= last_comment:
            found, stop = ("", ""), html.index("-->", opening.end()) + 3
        else:
            closing = rest.match(html, opening.end())
            if closing is None and rest is _WITH_QUOTES:
                rest = _WITHOUT  # from here on, for some quote is never closed
                closing = rest.match(html, opening.end())
            if closing is None:
                break  # no tag can end behind this
            found, stop = (f"{opening[1] or ''}{(opening[2] or '').lower()}", closing[1]), closing.end()
        yield *found, html[start : opening.start()]
        if found[0] in _RAW:
            end_tag = _RAW[found[0]].search(html, stop)
            stop = end_tag.start() if end_tag else len(html)
        at = start = stop
    yield "", "", html[start:]


def _attribute(attributes: str, name: str) -> str:
    for match in _ATTRIBUTE.finditer(attributes):
        if match[1].lower() == name:
            return _unescaped(match[2] or match[3] or match[4] or "")
    return ""


def _unescaped(text: str) -> str:
    """The text with what its character references stand for; no character has a number of eight digits."""
    return unescape(_ENDLESS_NUMBER.sub("\N{REPLACEMENT CHARACTER}", text)) if "&" in text else text


class _Reader:
    """Takes in what stands between tags."""

    def __init__(self) -> None:
        self._links: dict[str, HtmlLink] = {}
        self._pieces: list[str] = []
        self._unseen = 0
        self._link: tuple[str, int] | None = None

    def plain(self) -> Plain:
        self._end_link()
        lines = (one_line(line) for line in "".join(self._pieces).split("\n"))
        return Plain("\n".join(line for line in lines if line), tuple(self._links.values()))

    def take(self, tag: str, attributes: str, data: str) -> None:
        """A text and the tag behind it."""
        if data and not self._unseen:
            self._pieces.append(re.sub(r"\s+", " ", _unescaped(data)))
        name = tag.removeprefix("/")
        if name in _UNSEEN:
            self._unseen = max(self._unseen + (-1 if tag != name else 1), 0)
        elif _BLOCKS.fullmatch(name):
            self._pieces.append("\n")
        elif name == "a":
            self._end_link()
            url = one_line(_attribute(attributes, "href")) if tag == name else ""
            if _ADDRESS.fullmatch(url):
                self._link = url, len(self._pieces)

    def _end_link(self) -> None:
        if self._link is not None:
            url, start = self._link
            self._links.setdefault(url, HtmlLink(url, one_line("".join(self._pieces[start:]))))
            self._link = None
