"""How ids are written, and what a badly written one may stand for."""

import re
import unicodedata

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
SLUG_RULE = "lower-case letters a-z, digits and single hyphens, at most 80"
LONGEST_SLUG = 80


def is_slug(text: str) -> bool:
    """Whether a text is an id: lower-case ASCII letters, digits, single hyphens, 80 at most."""
    return len(text) <= LONGEST_SLUG and re.fullmatch(SLUG, text) is not None


def as_slug(text: str) -> str | None:
    """The id that a badly written one may stand for: accents dropped, words joined by hyphens.

    None where letters would be lost, or the text is too long.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("'", ""))
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    if len(text) > LONGEST_SLUG or any(letter.isalnum() and not letter.isascii() for letter in plain):
        return None
    return "-".join(re.findall("[a-z0-9]+", plain)) or None
