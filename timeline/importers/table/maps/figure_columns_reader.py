"""The key ``figures`` of a map of columns."""

from timeline.annotations.reading.nodes import Map, Value
from timeline.annotations.reading.slugs import as_slug, is_slug
from timeline.importers.table.maps.column_map import FigureColumns, folded
from timeline.importers.table.maps.column_reader import ColumnReader
from timeline.importers.table.maps.key_reader import found_words
from timeline.problems import quoted

_LIMITS = ("low", "best", "high")
FIRST = "first"
"""In place of words: the figure that a cell begins with."""


def figure_columns(reader: ColumnReader, value: Value) -> tuple[FigureColumns, ...]:
    """The columns of each measure, in the order of the map."""
    if not value:
        return ()
    if not isinstance(value, Map):
        what = "write a map of measure to column, such as {killed: Deaths}"
        reader.wrong(("figures",), f"figures is {found_words(value)}: {what}")
        return ()
    return tuple(_figure(reader, measure, value[measure]) for measure in value)


def _figure(reader: ColumnReader, measure: str, value: Value) -> FigureColumns:
    keys = ("figures", measure)
    if not is_slug(measure):
        better = as_slug(measure) or "lower-case letters and hyphens"
        reader.wrong(keys, f"measure {quoted(measure)} is not written as one: write {better}")
    if not isinstance(value, Map):
        return FigureColumns(measure, best=reader.column(keys))
    reader.known_keys(keys, value, (*_LIMITS, "column", "from"))
    if "from" not in value and "column" not in value:
        low, best, high = (reader.column((*keys, key)) for key in _LIMITS)
        return FigureColumns(measure, low, best, high)
    if set(_LIMITS) & set(value) or not value.get("column"):
        reader.wrong(keys, f"{measure} needs one column: write {{column: …, from: …}}, or {{low: …, best: …, high: …}}")
    column = reader.column((*keys, "column"))
    if "from" not in value:
        return FigureColumns(measure, best=column)
    words = tuple(folded(word) for word in reader.texts((*keys, "from")))
    if not words:
        what = f"from says nothing: write {FIRST}, or the words that stand beside the figure"
        reader.wrong((*keys, "from"), what)
    return FigureColumns(measure, best=column, words=() if words == (FIRST,) else words)
