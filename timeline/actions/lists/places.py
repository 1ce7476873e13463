"""Places in a list, as pages tell them and take them back: signs that need no quoting in an address."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

from timeline.errors import TimelineError, UsageFault

SIZE = 50
"""Of a page that nobody has said the size of."""
FIRST, LAST = "first", "last"
"""What stands for the places before all of a list and after all: ``before=LAST`` is the last page. Neither is what
``place_named`` gives for any text in ASCII."""
_SHOWN = 40

Key = TypeVar("Key")


class Beginning(NamedTuple, Generic[Key]):
    """Where a page begins, and which way the list is read from there."""

    key: Key | None
    """None: at the beginning of the list, or, backwards, at its end."""
    is_back: bool


def place_named(text: str) -> str:
    """The place of a key that is written as ASCII."""
    return urlsafe_b64encode(text.encode("ascii")).decode("ascii").rstrip("=")


def begin_at(
    after: str | None,
    before: str | None,
    size: int,
    written: re.Pattern[str],
    key_of: Callable[[re.Match[str]], Key | None],
) -> Beginning[Key]:
    """Where a page of so many begins that is asked for after a place or before one.

    ``written``: how keys are written, which ``key_of`` reads; None where it is none after all. Raises TimelineError
    for a place that is none, UsageFault for both places at once and for a size that is none.
    """
    if size < 1:
        raise UsageFault(f"a page of {size} shows nothing: ask for 1 or more")
    if after is not None and before is not None:
        raise UsageFault("a page is asked for after a place or before one: give one of them")
    place = after if before is None else before
    if place is None or place == (FIRST if before is None else LAST):
        return Beginning(None, before is not None)
    try:
        text = urlsafe_b64decode(place.encode("ascii") + b"=" * (-len(place) % 4)).decode("ascii")
    except ValueError:  # of Base64 and of ASCII
        text = ""
    found = written.fullmatch(text)
    key = key_of(found) if found is not None and place_named(text) == place else None
    if key is None:
        raise TimelineError(f'"{_shortened(place)}" is no place in a list: begin again without it')
    return Beginning(key, before is not None)


def _shortened(text: str) -> str:
    shown = "".join(sign if sign.isprintable() else "?" for sign in text)
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
