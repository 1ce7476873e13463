"""Cells -> texts that a record can hold: nothing at the ends, no control characters."""

import re

from timeline.domain.texts import UNWANTED_SIGNS, sign_name

# Beside what no text has, a byte order mark in the middle of one.
_UNWANTED = re.compile(f"[{UNWANTED_SIGNS}\ufeff]")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")


class TakenOut:
    """Counts the signs of a file that no text may have, as it is read; what is read again counts anew."""

    __slots__ = ("_count", "_line", "_sign")

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """The file is read from its start."""
        self._count = self._line = 0
        self._sign = ""

    def look(self, line: int, text: str) -> None:
        """Takes in a piece of the file."""
        if text.replace("\t", " ").replace("\n", " ").isprintable():
            return
        found = _UNWANTED.findall(text)
        if found and not self._count:
            self._line, self._sign = line, sign_name(found[0])
        self._count += len(found)

    def told(self) -> tuple[str, ...]:
        """What people should know of it, in a line; nothing where there was none."""
        if not self._count:
            return ()
        where = f"{self._sign}, on line {self._line}"
        if self._count == 1:
            return (f"a control character that no text can hold is a space now: {where}",)
        return (f"{self._count:,} control characters that no text can hold are spaces now: the first is {where}",)


def one_line(text: str) -> str:
    """The text on one line: line breaks, tabs and control characters are spaces."""
    if text.isprintable():
        return text.strip()
    return " ".join(_UNWANTED.sub(" ", text).split())


def whole(text: str) -> str:
    """The text with its paragraphs: lines end in ``\\n``, control characters are spaces."""
    if text.isprintable():
        return text.strip()
    text = _UNWANTED.sub(" ", _LINE_ENDS.sub("\n", text))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def split_list(text: str, separator: str = ";") -> tuple[str, ...]:
    """The parts of a joined cell, each on one line and once, blank ones left out."""
    parts = (one_line(part) for part in text.split(separator))
    return tuple(dict.fromkeys(part for part in parts if part))
