"""Where an event of the UCDP GED was: the columns of a row -> the path to a place, and the event's own point.

Where a row knows only a province, its place is the province and its point is the one that UCDP gives to the whole of
it (``where_prec`` 3, 4 and 6, which the claim's note tells).
"""

from collections.abc import Mapping

from timeline.importers.reading.cell_texts import one_line
from timeline.importers.reading.cell_values import degrees
from timeline.importers.reading.delimited import RowProblems
from timeline.importers.reading.ids_of_names import PlaceStep

Values = Mapping[str, str]
"""The cells of a row by column."""
Point = tuple[float, float]
"""Degrees north and east."""

_KINDS = {"country": "country", "adm_1": "first-order division", "adm_2": "second-order division"}
_ALL_THAT_IS_KNOWN = {"3": "second-order division", "4": "first-order division", "6": "country"}
"""where_prec -> the kind of place that is all that is known."""


def read_point(values: Values, problems: RowProblems) -> Point | None:
    """The coordinates; None where there are none, or they are at fault."""
    texts = [values.get(column, "") for column in ("latitude", "longitude")]
    if any(texts) and not all(texts):
        problems.add("longitude" if texts[0] else "latitude", "it is missing while the other is given", "")
    north, east = degrees(problems, "latitude", texts[0], 90), degrees(problems, "longitude", texts[1], 180)
    return None if north is None or east is None else (north, east)


def path(values: Values) -> list[PlaceStep]:
    """The way to the place of a row, for ``Naming.place``; empty where nothing is known."""
    names = ((one_line(values.get(column, "")), kind) for column, kind in _KINDS.items())
    units = [PlaceStep(name, kind) for name, kind in names if name]
    name = one_line(values.get("where_coordinates", ""))
    known = _ALL_THAT_IS_KNOWN.get(values.get("where_prec", "").removesuffix(".0"))
    if units and (not name or (units[-1].kind == known and units[-1].name == name)):
        return units
    # A point that nothing names is called by its coordinates, as they stand in the file.
    point = [text for text in (values.get("latitude"), values.get("longitude")) if text]
    return [*units, PlaceStep(name or ", ".join(point))] if name or point else units
