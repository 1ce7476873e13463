"""Where a GDELT action took place -> places, and how exact that is."""

from collections.abc import Sequence
from typing import NamedTuple

from timeline.domain.records import Place
from timeline.importers.reading.cell_texts import one_line
from timeline.importers.reading.cell_values import degrees
from timeline.importers.reading.delimited import RowProblems
from timeline.importers.reading.ids_of_names import Naming, PlaceStep

_LEVELS = {
    "1": "a country",
    "2": "a US state",
    "3": "a US city or landmark",
    "4": "a city or landmark outside the US",
    "5": "a first-order division outside the US",
}
_NOWHERE = ("", "0")


class ActionPlace(NamedTuple):
    """Where an action was."""

    path: tuple[Place, ...] = ()
    """The largest place first; empty where none is named."""
    latitude: float | None = None
    """Of a country or a division only a point amid it, as the note tells."""
    longitude: float | None = None
    note: str = ""
    """How exact that is, in words."""


def read_place(cells: Sequence[str], naming: Naming, problems: RowProblems) -> ActionPlace:
    """Where the action of a row was.

    ``cells`` are the ActionGeo type, full name, ADM1 code, latitude, longitude and feature. The full
    name runs from the smallest to the country: ``Sunshine Coast, Queensland, Australia``. The division
    in the middle may have commas of its own (``London, City of``), and is left out where GDELT means
    the country as a whole (an ADM1 code that ends in 00).
    """
    level, name, adm1, latitude, longitude, feature = cells
    level = level.removesuffix(".0")
    if level not in _LEVELS and level not in _NOWHERE:
        problems.add("ActionGeo_Type", "not 0 to 5", level)
    north = degrees(problems, "ActionGeo_Lat", latitude, 90)
    east = degrees(problems, "ActionGeo_Long", longitude, 180)
    if bool(latitude) != bool(longitude):
        problems.add("ActionGeo_Long" if latitude else "ActionGeo_Lat", "there is only the other coordinate", "")
    names = [part for part in (one_line(part) for part in name.split(",")) if part]
    if level not in _LEVELS or not names or problems.errors:
        return ActionPlace()
    parts = _parts(level, names, adm1)
    shown = [f"ActionGeo_Type {level}: {_LEVELS[level]}"]
    if feature:
        shown.append(f"feature {one_line(feature)}")
    return ActionPlace(naming.place(parts), north, east, ", ".join(shown))


def _parts(level: str, names: list[str], adm1: str) -> list[PlaceStep]:
    country = PlaceStep(names[-1], "country")
    if level == "1" or len(names) == 1:
        # A country's own name may have commas; a lone name of another level is that of the place.
        return [PlaceStep(", ".join(names), "country" if level == "1" else None)]
    division = ", ".join(names[1:-1])
    if level in ("2", "5"):
        return [country, PlaceStep(division or names[0], "state" if level == "2" else "admin1")]
    middle = (
        [PlaceStep(division, "state" if level == "3" else "admin1")] if division and not adm1.endswith("00") else []
    )
    return [country, *middle, PlaceStep(names[0], "city")]
