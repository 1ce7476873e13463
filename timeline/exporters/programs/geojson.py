"""GeoJSON (RFC 7946): a feature an event, at the point of its place; without one, with a geometry that is null.

Properties are flat, as maps and tables of programs like them. ``when`` beside them is that of the Linked Places format,
an extension that others pass over: https://github.com/LinkedPasts/linked-places-format
"""

from typing import TextIO

from timeline.domain.chronology import Chronology, Entry, EventDate
from timeline.domain.dates.when import Span
from timeline.domain.words.control_signs import escaped_in_json
from timeline.exporters.programs.iso_days import day_text
from timeline.exporters.programs.tables.csv_rows import COLUMNS, row
from timeline.views.wording.sentences import counted_apart

_POINT = ("latitude", "longitude")


def export(chronology: Chronology, out: TextIO) -> list[str]:
    """Write a collection of features, one a line; says how many have no point."""
    from orjson import dumps

    told: dict[str, object] = {"title": chronology.title, "query": chronology.query, "made_on": chronology.made_on}
    if chronology.change is not None:
        told["change"] = chronology.change
    out.write(f'{{"type":"FeatureCollection",{escaped_in_json(dumps(told).decode())[1:-1]},"features":[')
    opening, nowhere = "", 0
    for entry in chronology.entries:
        feature = _feature(entry)
        nowhere += feature["geometry"] is None
        out.write(f"{opening}\n{escaped_in_json(dumps(feature).decode())}")
        opening = ","
    out.write("\n]}\n" if opening else "]}\n")
    return [f"{counted_apart(nowhere, 'event')} without a point, of null geometry"] if nowhere else []


def _feature(entry: Entry) -> dict[str, object]:
    place, date = entry.place, entry.date
    point = None if place is None else (place.longitude, place.latitude)
    cells = dict(zip(COLUMNS, row(entry), strict=True))
    properties: dict[str, object] = {name: cell or None for name, cell in cells.items() if name not in _POINT}
    properties |= {
        "place_id": place.id if place else None,
        "lasting": date.lasting,
        "approximate": date.approximate,
        "uncertain": date.uncertain,
        "source_count": entry.source_count,
        "origin_count": entry.origin_count,
    }
    return {
        "type": "Feature",
        "id": entry.id,
        "geometry": None if point is None or None in point else {"type": "Point", "coordinates": point},
        "properties": properties,
        "when": _when(date),
    }


def _when(date: EventDate) -> dict[str, object]:
    """When, as the Linked Places format has it: a timespan for each alternative, none where it is undated."""
    return {"timespans": [_timespan(span) for span in date.spans], "label": date.text}


def _timespan(span: Span) -> dict[str, dict[str, str]]:
    found = {
        "start": {"earliest": day_text(span.begin_earliest), "latest": day_text(span.begin_latest)},
        "end": {"earliest": day_text(span.end_earliest), "latest": day_text(span.end_latest)},
    }
    return {end: {name: day for name, day in days.items() if day is not None} for end, days in found.items()}
