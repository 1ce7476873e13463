"""Where an event of the UCDP GED was: the columns of a row -> the path to a place.

Where a row knows only a province, its place is the province and its coordinates are those that UCDP
gives to the whole of it (``where_prec`` 3, 4 and 6). So a province is one place, with a point if any row
of the file has it, whichever row comes first.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from timeline.importers.cells import degrees
from timeline.importers.delimited import RowProblems
from timeline.importers.naming import Part
from timeline.importers.texts import one_line

Values = Mapping[str, str]
"""The cells of a row by column."""
Point = tuple[float, float]
"""Degrees north and east."""
Points = Mapping[tuple[str, ...], Point]
"""Names from the country down -> the point of the last."""

COLUMNS = ("where_prec", "where_coordinates", "country", "adm_1", "adm_2", "latitude", "longitude")
"""Those that this module reads."""
_KINDS = {"country": "country", "adm_1": "first-order division", "adm_2": "second-order division"}
_ALL_THAT_IS_KNOWN = {"3": "second-order division", "4": "first-order division", "6": "country"}
"""where_prec -> the kind of place that is all that is known."""


class _Where(NamedTuple):
    """What a place lies within, and its own name unless it is the last of those."""

    units: tuple[str, ...]
    kinds: tuple[str, ...]
    name: str


def read_point(values: Values, problems: RowProblems) -> Point | None:
    """The coordinates; None where there are none, or they are at fault."""
    texts = [values.get(column, "") for column in ("latitude", "longitude")]
    if any(texts) and not all(texts):
        problems.add("longitude" if texts[0] else "latitude", "it is missing while the other is given", "")
    north, east = degrees(problems, "latitude", texts[0], 90), degrees(problems, "longitude", texts[1], 180)
    return None if north is None or east is None else (north, east)


def unit_points(rows: Iterable[Values]) -> Points:
    """The first point that a file gives for each country and division that is itself a place of events."""
    points: dict[tuple[str, ...], Point] = {}
    for values in rows:
        where = _where(values)
        point = read_point(values, RowProblems("", 0)) if not where.name else None
        if point is not None:
            points.setdefault(where.units, point)
    return points


def is_unit(where_prec: str) -> bool:
    """Whether a row of this code knows no more than a country or a division."""
    return where_prec.strip().removesuffix(".0") in _ALL_THAT_IS_KNOWN


def path(values: Values, point: Point | None, points: Points) -> list[Part]:
    """The way to the place of a row, for ``Naming.place``; empty where nothing is known."""
    where = _where(values)
    parts = [
        Part(name, kind, *points.get(where.units[:depth], (None, None)))
        for depth, (name, kind) in enumerate(zip(where.units, where.kinds, strict=True), start=1)
    ]
    if where.name:
        parts.append(Part(where.name, None, *(point or (None, None))))
    elif parts and point is not None:
        parts[-1] = parts[-1]._replace(latitude=point[0], longitude=point[1])
    return parts


def _where(values: Values) -> _Where:
    found = [(one_line(values.get(column, "")), kind) for column, kind in _KINDS.items()]
    units = tuple(name for name, _ in found if name)
    kinds = tuple(kind for name, kind in found if name)
    name = one_line(values.get("where_coordinates", ""))
    known = _ALL_THAT_IS_KNOWN.get(values.get("where_prec", "").removesuffix(".0"))
    if kinds and kinds[-1] == known and name in ("", units[-1]):
        return _Where(units, kinds, "")
    # A point without a name is called by its coordinates, as they stand in the file.
    point = [text for text in (values.get("latitude"), values.get("longitude")) if text]
    return _Where(units, kinds, name or ", ".join(point))
