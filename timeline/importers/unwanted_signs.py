"""Signs of a file that no text may have: control characters, and a byte order mark in the middle of it."""

import re

from timeline.domain.words.texts import UNWANTED_SIGNS, sign_name

UNWANTED = re.compile(f"[{UNWANTED_SIGNS}\ufeff]")


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
        found = UNWANTED.findall(text)
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
