"""Cells -> texts that a record can hold: nothing at the ends, no control characters."""

import re

# What no YAML file may hold, and line breaks of other systems.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def one_line(text: str) -> str:
    """The text on one line: line breaks, tabs and control characters are spaces."""
    if text.isprintable():
        return text.strip()
    return " ".join(_CONTROL.sub(" ", text).split())


def whole(text: str) -> str:
    """The text with its paragraphs: lines end in ``\\n``, control characters are spaces."""
    if text.isprintable():
        return text.strip()
    text = _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def split_list(text: str, separator: str = ";") -> tuple[str, ...]:
    """The parts of a joined cell, each on one line and once, blank ones left out."""
    parts = (one_line(part) for part in text.split(separator))
    return tuple(dict.fromkeys(part for part in parts if part))
