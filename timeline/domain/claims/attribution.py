"""Whom a source reports: an actor where one is held, else words. The two are told apart by how they are written."""

OPENING_QUOTES = '"“„«‘「『'


def is_actor(attribution: str) -> bool:
    """Whether it has to be an actor's id, and is not words.

    Words are two at least, or one in quotation marks, so that a mistyped id never passes for them.
    """
    return len(attribution.split()) < 2 and not attribution.startswith(tuple(OPENING_QUOTES))


def as_words(text: str) -> str:
    """A text that names nobody by an id, as words: one that stands by itself in quotation marks, “police”."""
    return f"“{text}”" if is_actor(text) else text
