"""Flat objects of JSON, as a map of their keys says: one object an event, as a row of a table is one."""

from collections.abc import Iterator

from timeline.importers.items import Imported, Input, Opened, Rejected, Unreadable
from timeline.importers.reading.ids_of_names import Naming
from timeline.importers.reading.json_text import begins_as_json
from timeline.importers.table.cells.table_numbers import COMMA
from timeline.importers.table.json_objects import CellForm, Objects
from timeline.importers.table.maps.column_map import ColumnMap, Separators
from timeline.importers.table.maps.column_map_reader import MapFile
from timeline.importers.table.rows.mapped_rows import items_of, notes_of
from timeline.problems import Problem


def recognises(head: str) -> bool:
    """Whether this is JSON: no other format may have taken it before."""
    return begins_as_json(head)


def open_file(file: Input, naming: Naming) -> Opened:
    """Reads the objects as their map says. Raises Unreadable where there is no map, or it does not fit."""
    if file.mapping is None:
        message = "JSON needs a map that says what its keys mean: say --map MAP.yaml"
        raise Unreadable(Problem(file.label, 0, message))
    map_file = MapFile(file.mapping)
    objects = Objects(file)
    columns = map_file.read(objects.columns)
    return Opened((), _items(objects, columns, naming), notes_of(columns), is_json=True)


def _items(objects: Objects, columns: ColumnMap, naming: Naming) -> Iterator[Imported | Rejected]:
    rows = objects.rows(CellForm(columns.used, _joined(columns), columns.decimal == COMMA))
    for item in items_of(objects.label, rows, columns, naming):
        # One item a row, so the object that was read last is the item's.
        yield item._replace(cells=(objects.last_with(columns.used),)) if isinstance(item, Rejected) else item


def _joined(columns: ColumnMap) -> dict[int, Separators]:
    """By column what splits its cells."""
    found = {each.column: each.split for each in columns.participants if each.split}
    found |= {each.column: each.split for each in (*columns.tags, *columns.according_to) if each.split}
    source = columns.source
    if source is not None and source.split:
        templates = [each for each in (source.title, source.publisher) if each]
        cited = [*(column for each in templates for column in each.columns), source.published, source.url]
        found |= dict.fromkeys((column for column in cited if column is not None), source.split)
    return found
