"""Texts as WordprocessingML (ECMA-376 part 1, 17.3): paragraphs and runs, each direction in runs of its own."""

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from timeline.views.wording.safe_texts import END_ISOLATE, ISOLATE, runs_right_to_left

NO_SIGN = "\ufffd"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LEFT_TO_RIGHT = "\u200e"
_PARTS = re.compile(f"([{ISOLATE}{END_ISOLATE}])")


class WordRuns:
    """Writes texts, and remembers what XML has no room for."""

    def __init__(self) -> None:
        self.without_place: set[str] = set()
        """Signs that XML cannot hold (XML 1.0, 2.2): U+FFFD stands in their place."""

    def text(self, text: str) -> str:
        """The text escaped."""
        found = _NOT_IN_XML.findall(text)
        if found:
            self.without_place.update(found)
            text = _NOT_IN_XML.sub(NO_SIGN, text)
        return escape(text)

    def attribute(self, text: str) -> str:
        """The text as a value of an attribute, quoted."""
        return quoteattr(_NOT_IN_XML.sub(NO_SIGN, text))

    def run(self, text: str, style: str | None = None, *, rtl: bool = False) -> str:
        """A run in one direction."""
        properties = (f'<w:rStyle w:val="{style}"/>' if style else "") + ("<w:rtl/>" if rtl else "")
        shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
        return f'<w:r>{shown}<w:t xml:space="preserve">{self.text(text)}</w:t></w:r>' if text else ""

    def runs(self, text: str, style: str | None = None) -> str:
        """The text, what is isolated in it as runs from right to left where it runs so."""
        depth = 0
        runs: list[str] = []
        turned = False
        for part in filter(None, _PARTS.split(text)):
            if part in (ISOLATE, END_ISOLATE):
                depth += 1 if part == ISOLATE else -1
                continue
            rtl = depth > 0 and runs_right_to_left(part)
            # What follows would be drawn to the other side of a name: "(3" and a date begin with no strong sign.
            runs.append(self.run(part if rtl or not turned else f"{_LEFT_TO_RIGHT}{part}", style, rtl=rtl))
            turned = rtl
        return "".join(runs)


def paragraph(style: str, *parts: str, rtl: bool = False) -> str:
    """A paragraph of runs."""
    direction = "<w:bidi/>" if rtl else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{direction}</w:pPr>{"".join(parts)}</w:p>'


def bookmark(name: str, number: int, inner: str) -> str:
    """Runs that a link within the document leads to."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'


def field(instruction: str, shown: str) -> str:
    """A simple field, and what it shows until it is computed anew."""
    return f'<w:fldSimple w:instr="{instruction}"><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>'


TAB = "<w:r><w:tab/></w:r>"


def table(columns: Iterable[int], head: Iterable[str]) -> str:
    """The begin of a table with columns of these widths (twentieths of a point), its head repeated on each page."""
    widths = list(columns)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    cells = "".join(
        cell(width, paragraph("TableHead", f"<w:r><w:t>{text}</w:t></w:r>"))
        for width, text in zip(widths, head, strict=True)
    )
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="ChronologyTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"
    )


def cell(width: int, inner: str) -> str:
    """A cell of paragraphs."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inner}</w:tc>'
