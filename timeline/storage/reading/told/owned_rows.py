"""Rows of some events and of all that they own, by what they are: from a server in one answer.

A file is asked for each kind by itself. From a server each question is a way to go, and where events are spread over
several machines, a way to each: so all kinds are asked at once there, as rows of JSON. One kind alone comes as it is,
for a server takes as long to write JSON as to find what it writes.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from timeline.storage.connecting.reader import Reader, Value, among
from timeline.storage.schema.columns import number_columns

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]
"""Rows by the event that owns them, with whose id each begins."""


class OwnedRows(NamedTuple):
    """Rows of one kind."""

    columns: tuple[str, ...]
    """The first is the id of the event that owns a row."""
    table: str
    """What stands behind FROM."""
    position: str = "x.position"
    """The order among the rows of one event."""


def kind_of(columns: str, table: str, position: str = OwnedRows._field_defaults["position"]) -> OwnedRows:
    """Of a text of columns with ", " between each two of them, and nowhere else."""
    return OwnedRows(tuple(columns.split(", ")), table, position)


def read_rows(reader: Reader, ids: Sequence[str], kinds: Sequence[OwnedRows]) -> list[Rows]:
    """The rows of these events, in their order; for each kind, what it tells."""
    if not (ids and kinds):
        return [{} for _ in kinds]
    parameters: dict[str, Value] = {}
    of_these = among(reader, "ids", list(ids), parameters)
    if reader.dialect == "postgresql" and len(kinds) > 1:
        return _at_once(reader, kinds, of_these, parameters)
    return [_of_kind(reader, kind, of_these, parameters) for kind in kinds]


def _of_kind(reader: Reader, kind: OwnedRows, of_these: str, parameters: dict[str, Value]) -> Rows:
    owner, listed = kind.columns[0], ", ".join(kind.columns)
    found: Rows = defaultdict(list)
    sql = f"SELECT {listed} FROM {kind.table} WHERE {owner} {of_these} ORDER BY {owner}, {kind.position}"
    for row in reader.rows(sql, parameters, few=True):
        found[row[0]].append(row)
    return found


def _at_once(reader: Reader, kinds: Sequence[OwnedRows], of_these: str, parameters: dict[str, Value]) -> list[Rows]:
    # The owner stands by itself as well: by it several machines know that each can answer for its own events.
    selects = (
        f"SELECT {number} AS kind, {columns[0]} AS owner, {position} AS position, "
        f"CAST(json_build_array({', '.join(columns)}) AS text) AS told FROM {table} WHERE {columns[0]} {of_these}"
        for number, (columns, table, position) in enumerate(kinds)
    )
    sql = f"SELECT kind, told FROM ({' UNION ALL '.join(selects)}) found ORDER BY kind, position"
    numbers = [[at for at, each in enumerate(kind.columns) if _is_number(each)] for kind in kinds]
    found: list[Rows] = [defaultdict(list) for _ in kinds]
    answer = list(reader.rows(sql, parameters, few=True))
    # Read together: to read one text takes less than to read each.
    for (kind, _), row in zip(answer, json.loads(f"[{','.join([told for _, told in answer])}]"), strict=True):
        # JSON has one kind of numbers: 5 for 5.0.
        for at in numbers[kind]:
            row[at] = None if row[at] is None else float(row[at])
        found[kind][row[0]].append(tuple(row))
    return found


def _is_number(column: str) -> bool:
    return column.rpartition(".")[2] in number_columns()
