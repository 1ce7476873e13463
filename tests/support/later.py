"""Records with fields that are to come: what a later release may add."""

import collections
from typing import Any

from timeline.domain.records import Texts

_namedtuple: Any = collections.namedtuple


def later(record: Any, **more: Any) -> Any:
    """The kind of record with further fields, each with its default; still a kind of the record."""
    defaults = (*record._field_defaults.values(), *more.values())
    grown = _namedtuple(f"Later{record.__name__}", (*record._fields, *more), defaults=defaults)
    own = {name: getattr(grown, name) for name in (*more, "_fields", "_field_defaults")}
    # As lists, they have no column in the record's own row.
    own["__annotations__"] = record.__annotations__ | dict.fromkeys(more, Texts)
    makers = {
        "__new__": lambda cls, *values, **named: tuple.__new__(cls, grown(*values, **named)),
        "_make": classmethod(lambda cls, values: tuple.__new__(cls, grown._make(values))),
    }
    return type(grown.__name__, (record,), {"__slots__": (), **own, **makers})
