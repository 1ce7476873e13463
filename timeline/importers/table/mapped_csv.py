"""Any table, as a map of its columns says: one row an event. The map is described in docs/import-map.md."""

from collections.abc import Iterable, Iterator

from timeline.importers import Imported, Input, Opened, Rejected, Unreadable
from timeline.importers.reading.delimited import Row, Table, read_table
from timeline.importers.reading.encodings import read_head
from timeline.importers.reading.first_lines import FirstLines
from timeline.importers.reading.ids_of_names import Naming
from timeline.importers.reading.json_text import begins_as_json
from timeline.importers.table.mapped_rows import RowReader
from timeline.importers.table.maps.column_map import FROM_DATE_AND_TITLE, FROM_LINE, FROM_ROW, ColumnMap
from timeline.importers.table.maps.column_map_reader import MapFile
from timeline.importers.table.sniffing import delimiter_of
from timeline.problems import Problem, listed, quoted

_OTHER_FORMATS = ("<", "%", "---")
_HOW_IDS_ARE_MADE = {
    FROM_DATE_AND_TITLE: "ids are made of date and title: a row in which one of them changes is a new event "
    "(name the column of an id in the map if there is one)",
    FROM_ROW: "ids are made of whole rows: a row in which anything changes is a new event",
    FROM_LINE: "ids are line numbers: a newer edition of the file must keep each row on its line",
}


def recognises(head: str) -> bool:
    """Whether this could be a table: text that does not begin as JSON, XML or YAML do."""
    start = head.lstrip()
    return bool(start) and not begins_as_json(head) and not start.startswith(_OTHER_FORMATS)


def open_file(file: Input, naming: Naming) -> Opened:
    """Reads a table as its map says. Raises Unreadable where there is no map, or it does not fit."""
    if file.mapping is None:
        message = "a table needs a map that says what its columns mean: say --map MAP.yaml"
        raise Unreadable(Problem(file.label, 0, message))
    map_file = MapFile(file.mapping)
    table = open_table(file, map_file.delimiter)
    columns = map_file.read(table.columns)
    return Opened(table.columns, imported(table.label, table.rows, columns, naming), notes_of(columns))


def open_table(file: Input, delimiter: str | None = None) -> Table:
    """A table with a header; what stands between its cells is found out where it is not said."""
    is_one_sign = delimiter is not None and len(delimiter) == 1 and delimiter not in '\r\n"'
    return read_table(file, delimiter=delimiter if delimiter and is_one_sign else delimiter_of(read_head(file)))


def notes_of(columns: ColumnMap) -> tuple[str, ...]:
    """What people should know of a map: how ids are made, which columns are left out."""
    notes = []
    if not columns.id_columns:
        notes.append(_HOW_IDS_ARE_MADE[columns.id_from])
    if columns.unmentioned:
        names = listed([quoted(name) for name in columns.unmentioned])
        what = "the column" if len(columns.unmentioned) == 1 else "the columns"
        notes.append(f"{what} {names} {_BE[len(columns.unmentioned) > 1]}")
    return tuple(notes)


_BE = {
    False: "is left out: map it, or list it under skip",
    True: "are left out: map them, or list them under skip",
}


def imported(
    label: str, rows: Iterable[Row | Rejected], columns: ColumnMap, naming: Naming
) -> Iterator[Imported | Rejected]:
    """An item for each row of the file of that label: its event, or all that is wrong with it."""
    reader = RowReader(label, columns, naming)
    lines = FirstLines()
    for row in rows:
        item = row if isinstance(row, Rejected) else reader.read(row)
        first = lines.add(item.event.id, item.line) if isinstance(item, Imported) else None
        if first is None:
            yield item
        elif isinstance(item, Imported) and isinstance(row, Row):
            problem = Problem(label, item.line, _same_id(columns, item.event.id, first))
            yield Rejected(item.line, (problem,), row.cells)


def _same_id(columns: ColumnMap, event_id: str, first: int) -> str:
    if columns.id_columns:
        names = ", ".join(columns.columns[column] for column in columns.id_columns)
        return f"{names}: the id of line {first} again, found {quoted(event_id)}"
    if columns.id_from == FROM_ROW:
        return f"the row is the same as on line {first}: leave one of them out"
    if columns.id_from == FROM_LINE:
        return f"ids are line numbers, and line {first} has an event already: write one a line, or another id"
    hint = "name the column of an id in the map, or write id: {from: row}"
    return f"date and title are those of line {first} again: {hint}"
