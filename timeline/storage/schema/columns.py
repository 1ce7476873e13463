"""Which column holds which field of a record: most have the field's name.

Lists of a record have tables of their own, whose rows are keyed by what owns them and by their position.
"""

from collections.abc import Callable
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple, cast

from timeline.domain.records import (
    Actor,
    Claim,
    Condition,
    Derivation,
    Event,
    Field,
    Figure,
    Link,
    Membership,
    Participant,
    Place,
    Question,
    Source,
    Term,
    fields_of,
)

TABLES: dict[Any, str] = {
    Source: "source",
    Derivation: "source_derivation",
    Actor: "actor",
    Membership: "membership",
    Place: "place",
    Event: "event",
    Claim: "claim",
    Participant: "participation",
    Figure: "figure",
    Link: "event_link",
    Question: "question",
    Condition: "question_condition",
    Term: "vocabulary",
}
"""The table of each kind of record."""

_OTHERWISE = {
    ("source_derivation", "source"): "from_id",
    ("event_link", "event"): "target_id",
    ("question_condition", "filter"): "filter_name",
    ("claim", "at"): "locator",
    ("claim", "date"): "date_written",
    ("event", "date"): "decided_date",
}


_AS_STORED: dict[str, Callable[[Any], Any]] = {"flag": int}
"""By kind of value, how one stands in its column, where that is not as it is."""
_AS_WRITTEN: dict[str, Callable[[Any], Any]] = {"flag": bool}
"""And how it comes back; what a record's own making sees to is left to it."""

_WITH_FRACTION = ("number", "latitude", "longitude")
"""The kinds of values that are numbers with a fraction."""


class StoredField(NamedTuple):
    """A field that has a column in the row of its record."""

    field: str
    column: str


@cache
def stored(record: Any) -> tuple[StoredField, ...]:
    """The fields of a kind of record that stand in its own row, in their order; lists have rows of their own."""
    return tuple(
        StoredField(each.name, _OTHERWISE.get((TABLES[record], each.name), _usual_column(each)))
        for each in fields_of(record)
        if not each.kind.is_list
    )


def _usual_column(field: Field) -> str:
    return f"{field.name}_id" if field.kind.refers_to else field.name


@cache
def columns(record: Any, alias: str = "") -> str:
    """The columns of a kind of record as a query names them, in the order of ``stored``."""
    return ", ".join(f"{alias}{each.column}" for each in stored(record))


@cache
def in_order_of(record: Any, alias: str = "") -> str:
    """As ``columns``, with a NULL for each list: a row begins with all fields of the record, in their order."""
    own = dict(stored(record))
    return ", ".join(f"{alias}{own[name]}" if name in own else "NULL" for name in record._fields)


@cache
def number_columns() -> frozenset[str]:
    """The columns that hold numbers with a fraction, by their names."""
    return frozenset(
        each.column
        for record in TABLES
        for each, field in zip(stored(record), (f for f in fields_of(record) if not f.kind.is_list), strict=True)
        if field.kind.name in _WITH_FRACTION
    )


@cache
def values_of(record: Any) -> Callable[[Any], tuple[Any, ...]]:
    """What gives a record's values in the order of ``stored``, as they stand in their columns."""
    names = [each.field for each in stored(record)]
    pick = itemgetter(*map(record._fields.index, names))
    kinds = {field.name: field.kind.name for field in fields_of(record)}
    forms = [(index, _AS_STORED[kinds[name]]) for index, name in enumerate(names) if kinds[name] in _AS_STORED]
    if not forms:
        return pick

    def formed(of: Any) -> tuple[Any, ...]:
        values = list(pick(of))
        for index, form in forms:
            values[index] = form(values[index])
        return tuple(values)

    return formed


@cache
def made_of(record: Any) -> Callable[..., Any]:
    """What makes a record of a row in the order of ``in_order_of``, and of its lists by their names."""
    fields = fields_of(record)
    forms = [(index, _AS_WRITTEN[each.kind.name]) for index, each in enumerate(fields) if each.kind.name in _AS_WRITTEN]
    at = {each.name: index for index, each in enumerate(fields) if each.kind.is_list}

    if not at and not any(each.kind.name in ("edtf", "claim date") for each in fields):
        # Nothing that the constructor would have to see to; of figures there are many.
        if not forms:
            return cast(Callable[..., Any], record._make)

        def plain(row: Any) -> Any:
            values = list(row)
            for index, form in forms:
                values[index] = form(values[index])
            return record._make(values)

        return plain

    def made(row: Any, **lists: tuple[Any, ...]) -> Any:
        values = list(row)
        for index, form in forms:
            values[index] = form(values[index])
        for name, items in lists.items():
            values[at[name]] = items
        return record(*values)

    return made
