"""Which column holds which field of a record: most have the field's name.

Lists of a record have tables of their own, whose rows are keyed by what owns them and by their position.
"""

from functools import cache
from typing import Any, NamedTuple

from timeline.domain.records import (
    Actor,
    Claim,
    Derivation,
    Event,
    Figure,
    Link,
    Membership,
    Participant,
    Place,
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
    Term: "vocabulary",
}
"""The table of each kind of record."""

_OTHERWISE = {
    (Derivation, "source"): "from_id",
    (Link, "event"): "target_id",
    (Claim, "at"): "locator",
    (Claim, "date"): "date_written",
    (Event, "date"): "decided_date",
}


class StoredField(NamedTuple):
    """A field that has a column in the row of its record."""

    field: str
    column: str


@cache
def stored(record: Any) -> tuple[StoredField, ...]:
    """The fields of a kind of record that stand in its own row, in their order; lists have rows of their own."""
    return tuple(
        StoredField(
            each.name, _OTHERWISE.get((record, each.name)) or f"{each.name}{'_id' if each.kind.refers_to else ''}"
        )
        for each in fields_of(record)
        if not each.kind.is_list
    )


@cache
def columns(record: Any, alias: str = "") -> str:
    """The columns of a kind of record as a query names them, in the order of ``stored``."""
    return ", ".join(f"{alias}{each.column}" for each in stored(record))


@cache
def in_order_of(record: Any, alias: str = "") -> str:
    """As ``columns``, with a NULL for each list: a row begins with all fields of the record, in their order."""
    own = dict(stored(record))
    return ", ".join(f"{alias}{own[name]}" if name in own else "NULL" for name in record._fields)
