"""Signs that are not to reach a terminal: they move its cursor, change its settings, or turn the text after them.

C0 and C1 controls (but not tabs and line ends), line and paragraph separators, and the signs that override the
direction of writing. Direction marks and joiners are not among them: Arabic and Persian words need them.
"""

import re

HARMFUL = "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028-\\u202e\\u2066-\\u2069"
"""What stands between the brackets of a pattern; carriage returns are among them."""
# Compiled when the first such text comes, which is seldom: a question is often shorter than that.
_NOT_SENT = rf"(?!\r\n)[{HARMFUL}\ud800-\udfff]"
_IN_JSON = r"[\x7f-\x9f\u2028-\u202e\u2066-\u2069]"


def shown(text: str) -> str:
    r"""The text with each such sign written out, as in ``\x1b``; line ends stay.

    A byte that is not UTF-8, as in names of files and on the command line, is written as ``\xe9``.
    """
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_NOT_SENT, _written_out, text)


def escaped_in_json(text: str) -> str:
    r"""JSON with those of the signs escaped (``\u202e``) that JSON itself lets stand; it is the same JSON."""
    if text.isascii() and "\x7f" not in text:
        return text
    return re.sub(_IN_JSON, lambda found: f"\\u{ord(found[0]):04x}", text)


def _written_out(found: re.Match[str]) -> str:
    number = ord(found[0])
    if 0xDC80 <= number <= 0xDCFF:  # Python's stand-in for a byte
        number -= 0xDC00
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
