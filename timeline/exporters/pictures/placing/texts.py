"""Texts in a picture: how wide they are, and what of them may stand in XML.

No font is asked: a viewer takes whichever of a family list it has. Widths are those of DejaVu Sans, the widest of
them, so that what fits by this table fits in any.
"""

import re
import unicodedata
from functools import lru_cache

from timeline.domain.words.texts import UNWANTED_SIGNS
from timeline.views.wording.safe_texts import inline, plain

FONTS = "Helvetica, Arial, 'Liberation Sans', 'Noto Sans', 'DejaVu Sans', sans-serif"
ELLIPSIS = "…"

# Thousandths of the font's size, from the space to the tilde.
_ASCII = (
    *(318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636),
    *(636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656),
    *(557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613),
    *(635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818),
    *(592, 592, 525, 636, 337, 636, 838),
)
_WIDE, _OTHER = 1050, 780
_NOT_IN_XML = re.compile(f"[{UNWANTED_SIGNS}]")


def drawable(text: str) -> str:
    """The text on one line, without what XML cannot hold and without signs that turn what stands after them."""
    return writable(plain(text))


def writable(text: str) -> str:
    """The text without what XML cannot hold."""
    return text if text.isprintable() else _NOT_IN_XML.sub("", text)


def width_of(text: str, size: float) -> float:
    """How wide a text is at most, in the unit of ``size``, the height of its font."""
    return sum(map(_advance, text)) * size / 1000


@lru_cache(maxsize=4096)
def _advance(sign: str) -> int:
    if " " <= sign <= "~":
        return _ASCII[ord(sign) - 32]
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    base = unicodedata.normalize("NFD", sign)[0]
    if base != sign and base <= "~":
        return _ASCII[ord(base) - 32]
    return _WIDE if unicodedata.east_asian_width(sign) in "WF" or sign > "\uffff" else _OTHER


def fitted(text: str, size: float, most: float) -> str:
    """The text where it is no wider than ``most``, else as much of it as fits, and an ellipsis."""
    if width_of(text, size) <= most:
        return text
    left = most - width_of(ELLIPSIS, size)
    kept = 0
    for sign in text:
        left -= _advance(sign) * size / 1000
        if left < 0:
            break
        kept += 1
    # A letter keeps the marks upon it, or goes with them.
    while kept < len(text) and kept and unicodedata.combining(text[kept]):
        kept -= 1
    return text[:kept].rstrip() + ELLIPSIS


def wrapped(text: str, size: float, most: float, lines: int) -> list[str]:
    """The text in lines no wider than ``most``, parted at spaces; the last of so many ends in an ellipsis."""
    found: list[str] = []
    rest = text
    while rest:
        if len(found) == lines - 1:
            found.append(fitted(rest, size, most))
            break
        line = ""
        for word in rest.split(" "):
            longer = f"{line} {word}" if line else word
            if width_of(longer, size) > most:
                break
            line = longer
        if not line:  # a word wider than a line
            found.append(fitted(rest, size, most))
            break
        found.append(line)
        rest = rest[len(line) :].lstrip(" ")
    return found


def kept_apart(text: str) -> str:
    """The text among ours: isolated where it runs from right to left."""
    return inline(text)
