"""Cells -> texts that a record can hold: nothing at the ends, no control characters."""

import re

from timeline.importers.unwanted_signs import UNWANTED

_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")


def one_line(text: str) -> str:
    """The text on one line: line breaks, tabs and control characters are spaces."""
    if text.isprintable():
        return text.strip()
    return " ".join(UNWANTED.sub(" ", text).split())


def whole(text: str) -> str:
    """The text with its paragraphs: lines end in ``\\n``, control characters are spaces."""
    if text.isprintable():
        return text.strip()
    text = UNWANTED.sub(" ", _LINE_ENDS.sub("\n", text))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def split_list(text: str, separator: str = ";") -> tuple[str, ...]:
    """The parts of a joined cell, each on one line and once, blank ones left out."""
    parts = (one_line(part) for part in text.split(separator))
    return tuple(dict.fromkeys(part for part in parts if part))
