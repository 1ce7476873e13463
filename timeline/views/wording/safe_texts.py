"""Texts of others made safe to stand among ours: on one line, without controls, their direction kept to themselves.

What people typed is put on one line, without control characters; where it is written from right to
left and stands within a sentence of ours, it is enclosed in Unicode's isolates (U+2068 … U+2069,
UAX #9), so that it cannot turn its surroundings.
"""

import unicodedata
from functools import lru_cache

ISOLATE, END_ISOLATE = "\u2068", "\u2069"
"""First-strong isolate and its end (Unicode Standard Annex #9)."""

# Controls show nothing; the explicit directions among them would reach beyond the text they are in.
_DROPPED = {
    code: None
    for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    if not chr(code).isspace()
}
NAME_LENGTH = 100
"""Characters of a text that may well come again: a name, a publisher, a role. Longer ones are not kept."""


def plain(text: str) -> str:
    """The text on one line, without control characters."""
    # What is printable has none of them, and no white space but the space.
    return " ".join((text if text.isprintable() else text.translate(_DROPPED)).split())


def inline(text: str) -> str:
    """The text as it may stand within a sentence: on one line, isolated where it runs right to left."""
    return _inline_again(text) if len(text) <= NAME_LENGTH else _inline(text)


def _inline(text: str) -> str:
    line = plain(text)
    if line.isascii() or not any(unicodedata.bidirectional(each) in ("R", "AL") for each in line):
        return line
    return f"{ISOLATE}{line}{END_ISOLATE}"


_inline_again = lru_cache(maxsize=4096)(_inline)


def runs_right_to_left(text: str) -> bool:
    """Whether a text of its own runs from right to left: by its first strong sign (UAX #9, P2 and P3)."""
    for each in text:
        if (direction := unicodedata.bidirectional(each)) in ("L", "R", "AL"):
            return direction != "L"
    return False


def paragraphs(text: str | None) -> tuple[str, ...]:
    """The paragraphs of a text, parted by empty lines, each on one line."""
    if text is None:
        return ()
    if text.isprintable():  # then it has no end of a line
        return (line,) if (line := plain(text)) else ()
    blocks = "\n".join(line.strip() for line in text.splitlines()).split("\n\n")
    return tuple(paragraph for paragraph in map(plain, blocks) if paragraph)
