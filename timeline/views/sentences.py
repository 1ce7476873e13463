"""Small things of wording: lists, counts, sentences, and texts of others made safe to stand in ours."""

import re
import unicodedata
from collections.abc import Sequence
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
_WEB_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f<>\"\\^`{|}\u202a-\u202e\u2066-\u2069]+", re.IGNORECASE)


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


def capitalised(text: str) -> str:
    """The text with its first letter in upper case, the rest left alone."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """The text with a full stop, unless it has a closing mark already."""
    bare = text.rstrip(f"{END_ISOLATE}”’\"')")
    return text if not text or bare.endswith((".", "!", "?", "…", "؟", "۔", "。")) else f"{text}."


def listed(items: Sequence[str]) -> str:
    """The items as a phrase: "a", "a and b", "a, b and c"."""
    return " and ".join(part for part in (", ".join(items[:-1]), items[-1]) if part)


def counted(number: int, noun: str) -> str:
    """The number with its noun: "1 source", "2 sources"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def is_web_address(text: str) -> bool:
    """Whether the text is an http or https address that may safely be made a link."""
    return _WEB_ADDRESS.fullmatch(text) is not None
