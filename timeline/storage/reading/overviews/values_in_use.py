"""The types, tags and measures that events have: whether one is in use, and all of them, by looks into an index."""

from collections.abc import Iterator

from timeline.storage.connecting.reader import Reader, Value
from timeline.storage.reading.finding.conditions import of_type

_COLUMNS = {"type": ("event", "type"), "tag": ("event_tag", "tag"), "measure": ("figure", "measure")}
"""Table and column, of which there is an index, but of measures: these are few, and in use as a rule."""
_OWNER = {"type": "id", "tag": "event_id", "measure": "event_id"}
"""The column with the id of the event."""
_STEPS = 500
"""So many different values are found one look each; where there are more, the rest is read through."""


def is_in_use(reader: Reader, kind: str, value: str) -> bool:
    """Whether some event has this type, or a mode of it, or this tag or measure (``kind``: ``type``, ``tag``, …)."""
    table, column = _COLUMNS[kind]
    parameters: dict[str, Value] = {}
    if kind == "type":
        condition = of_type(column, value, parameters)
    else:
        condition, parameters = f"{column} = :value", {"value": value}
    sql = f"SELECT {_OWNER[kind]} FROM {table} WHERE {column} IS NOT NULL AND {condition}"
    return any(True for _ in reader.rows(sql, parameters))  # of many rows the first ones alone are fetched


def in_use(reader: Reader, kind: str) -> Iterator[str]:
    """Every type, tag or measure that some event has, none twice."""
    table, column = _COLUMNS[kind]
    # A look a value, however many events have it: they are few, and of no use to read are a million rows.
    after: str | None = None
    for _ in range(_STEPS):
        behind = f"{column} IS NOT NULL" if after is None else f"{column} > :after"
        sql = f"SELECT {column} FROM {table} WHERE {behind} ORDER BY {column} LIMIT 1"
        found = min((value for (value,) in reader.rows(sql, {"after": after} if after else {}, few=True)), default=None)
        if found is None:
            return
        yield found
        after = found
    sql = f"SELECT DISTINCT {column} FROM {table} WHERE {column} > :after"
    yield from (value for (value,) in reader.rows(sql, {"after": after}))
