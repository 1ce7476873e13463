"""The key ``date`` of a map of columns."""

import re

from timeline.annotations.reading.nodes import Map, Value
from timeline.importers.table.cells.date_parts import pattern_mistake
from timeline.importers.table.cells.table_dates import EXCEL_SYSTEMS, ORDERS, PRECISIONS, DateStyle
from timeline.importers.table.maps.column_map import DateColumns
from timeline.importers.table.maps.column_reader import ColumnReader
from timeline.problems import quoted

_COLUMNS = ("column", "start", "end", "year", "month", "day", "time")
_KEYS = (*_COLUMNS, "pattern", "order", "pivot", "excel", "precision")
_HINT = "write where the date stands in the cell, as YYYYMMDD* or *-DD.MM.YYYY"


def date_columns(reader: ColumnReader, value: Value) -> DateColumns | None:
    """The columns of a date; None where the map has none."""
    if not value:
        return None
    if not isinstance(value, Map):
        return DateColumns(DateStyle(), column=reader.column(("date",)))
    reader.known_keys(("date",), value, _KEYS)
    columns = {key: reader.column(("date", key)) for key in _COLUMNS if key in value}
    _check_ways(reader, value)
    precision = None
    if "precision" in value:
        precision = reader.coded(("date", "precision"), lambda word: word in PRECISIONS, "precisions", PRECISIONS)
    order = reader.one_of(("date", "order"), ORDERS)
    excel = reader.one_of(("date", "excel"), EXCEL_SYSTEMS)
    style = DateStyle(order, _pivot(reader), excel)
    return DateColumns(style, precision=precision, pattern=_pattern(reader, value), **columns)


def _check_ways(reader: ColumnReader, value: Map) -> None:
    ways = [way for way in (("column",), ("start", "end"), ("year", "month", "day")) if set(way) & set(value)]
    if len(ways) != 1:
        how = "column, or start and end, or year, month and day"
        reader.wrong(("date",), f"date has {'several of' if ways else 'none of'} {how}: name one")
    elif ways[0][0] not in value and "end" not in value:
        reader.wrong(("date",), "date has a month or a day and no year: name the column of the year")
    elif "day" in value and "month" not in value:
        reader.wrong(("date",), "date has a day and no month: name the column of the month")


def _pivot(reader: ColumnReader) -> int | None:
    text = reader.text(("date", "pivot"))
    if text and re.fullmatch(r"[0-9]{4}", text) is None:
        hint = "write the first of a hundred, such as 1950"
        reader.wrong(("date", "pivot"), f"pivot {quoted(text)} is no year: {hint}")
        return None
    return min(int(text), 9900) if text else None


def _pattern(reader: ColumnReader, value: Map) -> str | None:
    text = reader.text(("date", "pattern"))
    if not text:
        return None
    mistake = pattern_mistake(text)
    if mistake is not None:
        reader.wrong(("date", "pattern"), f"pattern {quoted(text)} {mistake}: {_HINT}")
        return None
    if "column" not in value:
        reader.wrong(("date", "pattern"), "a pattern is for the cells of one column: name it as column")
    return text
