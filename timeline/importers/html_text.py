"""HTML within a cell -> the plain text that a reader sees, and the pages that it links to."""

import re
from html.parser import HTMLParser
from typing import NamedTuple

from timeline.importers.texts import one_line, whole

_BLOCKS = re.compile(
    "address|article|blockquote|br|d[dlt]|div|figure|footer|h[1-6r]|header|li|[ou]l|p|pre|section|table|tr"
)
_UNSEEN = frozenset(("script", "style", "template"))
_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)


class Link(NamedTuple):
    """A page that a text links to."""

    url: str
    words: str
    """The words that the link stands on."""


class Plain(NamedTuple):
    """What HTML says."""

    text: str
    """Without markup; each block on lines of its own."""
    links: tuple[Link, ...] = ()
    """Web addresses in the order of the text, each once."""


def plain_of(html: str) -> Plain:
    """The text of a piece of HTML, however badly it is formed; a text without any is left as it is."""
    if "<" not in html and "&" not in html:
        return Plain(whole(html))
    reader = _Reader()
    try:
        reader.feed(html)
        reader.close()
    except (AssertionError, ValueError):  # what html.parser makes of some broken declarations
        return Plain(whole(re.sub(r"<[^>]*>", " ", html)))
    return Plain(reader.text(), tuple(reader.links.values()))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: dict[str, Link] = {}
        self._pieces: list[str] = []
        self._unseen = 0
        self._link: tuple[str, int] | None = None

    def text(self) -> str:
        lines = (one_line(line) for line in "".join(self._pieces).split("\n"))
        return "\n".join(line for line in lines if line)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif _BLOCKS.fullmatch(tag):
            self._pieces.append("\n")
        elif tag == "a":
            self._end_link()
            url = one_line(dict(attrs).get("href") or "")
            if _ADDRESS.fullmatch(url):
                self._link = url, len(self._pieces)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
        elif _BLOCKS.fullmatch(tag):
            self._pieces.append("\n")
        elif tag == "a":
            self._end_link()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._pieces.append(re.sub(r"\s+", " ", data))

    def close(self) -> None:
        super().close()
        self._end_link()

    def _end_link(self) -> None:
        if self._link is not None:
            url, start = self._link
            self.links.setdefault(url, Link(url, one_line("".join(self._pieces[start:]))))
            self._link = None
