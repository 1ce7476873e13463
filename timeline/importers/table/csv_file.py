"""Any table, as a map of its columns says: one row an event. The map is described in docs/import-map.md."""

from timeline.importers.items import Input, Opened, Unreadable
from timeline.importers.reading.ids_of_names import Naming
from timeline.importers.reading.json_text import begins_as_json
from timeline.importers.table.maps.column_map_reader import MapFile
from timeline.importers.table.rows.mapped_rows import items_of, notes_of
from timeline.importers.table.sniffed_tables import open_table
from timeline.problems import Problem

_OTHER_FORMATS = ("<", "%", "---")


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
    return Opened(table.columns, items_of(table.label, table.rows, columns, naming), notes_of(columns))
