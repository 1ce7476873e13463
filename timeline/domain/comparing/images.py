"""A record as plain values, and back: what it was before a change, to be kept for as long as the database is.

An image is the JSON of a record, which is a list there: its values in the order of its fields. Which fields they are
is kept once beside many images (``layout``), so a field that comes to be later is not set in an older image, and one
that moves is found by its name.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, get_args

from timeline.domain.records import Actor, Event, Match, Place, Question, Source, Term, fields_of

BY_KIND: Mapping[str, Any] = {
    "source": Source,
    "actor": Actor,
    "place": Place,
    "event": Event,
    "question": Question,
    "term": Term,
    "match": Match,
}
"""The records that have images; what is no record is a text, and its own image."""

Layout = Mapping[str, Sequence[str]]
"""The names of the fields of each kind of record, and of what it has in lists, in the order of an image's values."""


@cache
def layout() -> Layout:
    """The layout of the images that are made today."""
    found: dict[str, Sequence[str]] = {}
    waiting = list(BY_KIND.values())
    while waiting:
        record = waiting.pop(0)
        if record.__name__ not in found:
            found[record.__name__] = record._fields
            waiting += [item for item in _items(record).values() if item is not None]
    return found


def record_of(kind: str, image_: Any, laid_out: Layout) -> Any:
    """The record of an image that was made by a layout. Raises KeyError where the layout lacks the kind."""
    return _Reader(laid_out).read(BY_KIND[kind], image_) if kind in BY_KIND else image_


def dates_in(image_: Any, laid_out: Layout) -> list[str]:
    """The dates in the image of an event, its own and those of its claims: all else is left as it is."""
    own, claims = (laid_out["Event"].index(field) for field in ("date", "claims"))
    of_claim = laid_out["Claim"].index("date")
    return [date for date in (image_[own], *(claim[of_claim] for claim in image_[claims])) if date is not None]


class _Reader:
    """Makes records of images of one layout."""

    def __init__(self, laid_out: Layout) -> None:
        self._layout = laid_out

    def read(self, record: Any, values: Sequence[Any]) -> Any:
        """The record of these values; a field that it has no more is left out."""
        items = _items(record)
        said = {}
        for name, value in zip(self._layout[record.__name__], values, strict=True):
            if name in items:
                said[name] = self._value(items[name], value)
        return record(**said)

    def _value(self, item: Any, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return tuple(value) if item is None else tuple([self.read(item, each) for each in value])


@cache
def _items(record: Any) -> dict[str, Any]:
    """By field, the kind of record that its list holds; None where it is no list, or one of texts."""
    return {each.name: _item(record.__annotations__[each.name]) for each in fields_of(record)}


def _item(hint: Any) -> Any:
    of = get_args(get_args(hint)[0]) if get_args(hint) else ()
    first = of[0] if of else None
    return first if hasattr(first, "_fields") else None
