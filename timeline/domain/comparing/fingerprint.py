"""A short digest of a record, by which a later one is known to say the same or not.

It covers the fields that are set, each with its name, in the order of the names: a field that comes to be changes no
digest of a record that lacks it. So digests that are stored stay good.
"""

from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from operator import attrgetter
from typing import Any

from timeline.domain.comparing import fingerprint_1
from timeline.domain.records import Actor, Event, Match, Place, Question, Source

Record = Source | Actor | Place | Event | Question | Match
_FORM = "2"
"""Changes where the text below does: digests of another form never equal ours."""


def fingerprint(record: Record) -> str:
    """The digest of all that a record says: 24 hexadecimal digits after the form's number.

    Equal records have equal digests: 7 and 7.0 are one number.
    """
    return _digest(_FORM, _said(record))


def is_digest_of(stored: str, record: Record) -> bool:
    """Whether a digest that was stored at any time is that of a record."""
    if stored.startswith(fingerprint_1.FORM) and not isinstance(record, Match | Question):
        return stored == _digest(fingerprint_1.FORM, fingerprint_1.said(record))
    return stored == fingerprint(record)


def is_earlier(stored: str) -> bool:
    """Whether a digest is of a form in which events had no point of their own."""
    return stored.startswith(fingerprint_1.FORM)


def _digest(form: str, said: Any) -> str:
    # The text of tuples, strings and numbers is the same in every Python that is supported.
    text = repr(said).encode("utf-8", "surrogatepass")
    return f"{form}:{blake2b(text, digest_size=12).hexdigest()}"


def _said(value: Any) -> Any:
    """What a value says, in tuples, texts and numbers alone."""
    kind: Any = type(value)
    if value is None or kind is bool or isinstance(value, str):
        return value
    if kind is float or kind is int:
        return float(value) + 0.0  # -0.0 is 0.0
    if kind is tuple:
        return tuple([_said(each) for each in value])
    names, defaults, read = _fields(kind)
    return tuple(
        [
            # Most fields are not set, and most that are are texts.
            (name, each if type(each) is str else _said(each))
            for name, default, each in zip(names, defaults, read(value), strict=True)
            if each is not default and each != default
        ]
    )


@cache
def _fields(kind: Any) -> tuple[tuple[str, ...], tuple[Any, ...], Callable[[Any], tuple[Any, ...]]]:
    """(names in their order, the value of each where it is not set, what reads them all)."""
    defaults = {name: kind._field_defaults.get(name, _NEEDED) for name in kind._fields}
    names = tuple(sorted(defaults))
    return names, tuple(defaults[name] for name in names), attrgetter(*names)


_NEEDED = object()
"""Equal to no value: a field without a default is always set."""
