"""The ids of a mapped table's events: made of what the map says, the same for the same row each time."""

import json
import re
from collections.abc import Sequence

from timeline.importers.reading.cell_texts import one_line
from timeline.importers.reading.delimited import Row
from timeline.importers.reading.ids_of_names import slug_with_digest
from timeline.importers.table.maps.column_map import FROM_DATE_AND_TITLE, FROM_LINE, FROM_ROW, Cells, ColumnMap
from timeline.importers.table.rows.mapped_dates import as_written
from timeline.importers.table.rows.mapped_faults import Faults
from timeline.problems import quoted

_PLAIN_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_ID = 80
_DIGITS = frozenset("0123456789")
_HOW_IDS_ARE_MADE = {
    FROM_DATE_AND_TITLE: "ids are made of date and title: a row in which one of them changes is a new event "
    "(name the column of an id in the map if there is one)",
    FROM_ROW: "ids are made of whole rows: a row in which anything changes is a new event",
    FROM_LINE: "ids are line numbers: a newer edition of the file must keep each row on its line",
}


def how_ids_are_made(known: ColumnMap) -> str:
    """What people should know of the ids of a table that has no column of them."""
    return _HOW_IDS_ARE_MADE[known.id_from]


def event_id(known: ColumnMap, row: Row, cells: Cells, date: str | None, title: str, faults: Faults) -> str:
    """The id of a row's event; two texts that differ in more than case have two ids.

    ``cells`` are the row's, tidied; ``date`` is its date as ids name it.
    """
    if known.id_columns:
        values = [one_line(cells[column]) for column in known.id_columns]
        for column, value in zip(known.id_columns, values, strict=True):
            if not value:
                faults.refuse(column, 'a row needs an id, found ""', "no id")
        return _id_of(known.name, values)
    if known.id_from == FROM_LINE:
        return f"{known.name}-{row.line}"
    when = date or (as_written(known.date, cells) if known.date else "")
    key = [known.name, *row.cells] if known.id_from == FROM_ROW else [known.name, when, title]
    return slug_with_digest(f"{known.name} {date or ''}", _key(key))


def _key(parts: Sequence[str]) -> str:
    """One text for several, that no other several have."""
    return json.dumps(parts, ensure_ascii=False)


def _id_of(name: str, values: list[str]) -> str:
    """The table's name and the values, as they are where no other values could make the same id."""
    lowered = [value.lower() for value in values]
    readable = "-".join([name, *lowered])
    # Joined by hyphens, a-b and c would be a and b-c. Without a digit it could be the id of an actor.
    is_exact = all(value.isalnum() for value in lowered) or len(lowered) == 1
    has_digit = any(sign in _DIGITS for value in lowered for sign in value)
    if is_exact and has_digit and _PLAIN_ID.fullmatch(readable) and len(readable) <= _LONGEST_ID:
        return readable
    return slug_with_digest(readable, _key([name, *values]))


def repeated(known: ColumnMap, own_id: str, first: int) -> str:
    """What to say of an id that another row has already, on the line ``first``."""
    if known.id_columns:
        names = ", ".join(known.columns[column] for column in known.id_columns)
        return f"{names}: the id of line {first} again, found {quoted(own_id)}"
    if known.id_from == FROM_ROW:
        return f"the row is the same as on line {first}: leave one of them out"
    if known.id_from == FROM_LINE:
        return f"ids are line numbers, and line {first} has an event already: write one a line, or another id"
    hint = "name the column of an id in the map, or write id: {from: row}"
    return f"date and title are those of line {first} again: {hint}"
