"""Which signs a text may have: one rule for all that is read, whatever it is read from.

Lines end in LF. Beside LF and the tab no text has control characters, nor halves of a UTF-16 pair and
the two code points that are no characters: no annotation file could hold them, and a terminal might obey them.
Formats of our own refuse what is not allowed; of other people's formats it is taken out, and counted.
"""

import re

UNWANTED_SIGNS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
"""The inside of a character class. A CR is not among them: it ends a line."""
_UNWANTED = re.compile(f"[{UNWANTED_SIGNS}]")
_LINE_ENDS = re.compile("\r\n?")


def with_line_ends(text: str) -> str:
    """The text with LF where it had CR LF or CR."""
    return _LINE_ENDS.sub("\n", text) if "\r" in text else text


def first_unwanted(text: str) -> int | None:
    """Where the first sign stands that no text may have; None where there is none."""
    if text.isprintable():
        return None
    found = _UNWANTED.search(text)
    return None if found is None else found.start()


def sign_name(sign: str) -> str:
    """``U+001B``"""
    return f"U+{ord(sign):04X}"
