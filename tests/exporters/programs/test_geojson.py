"""GeoJSON: by the rules of RFC 7946, every event a feature."""

import io
import json
from collections.abc import Iterable
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from tests.exporters.harbour import MEETING, agreed, chronology, entry, many, story
from tests.exporters.hostile import hostile_entries
from timeline.domain.chronology import Entry, EntryPlace
from timeline.exporters.programs.geojson import export

_POSITION = {
    "type": "array",
    "prefixItems": [
        {"type": "number", "minimum": -180, "maximum": 180},
        {"type": "number", "minimum": -90, "maximum": 90},
    ],
    "minItems": 2,
    "maxItems": 2,
}
_DAYS = {
    "type": "object",
    "properties": {end: {"type": "string", "pattern": r"^[-+]?\d{4,}-\d\d-\d\d$"} for end in ("earliest", "latest")},
    "additionalProperties": False,
}
_FLAT = {"additionalProperties": {"type": ["string", "number", "boolean", "null"]}}
SCHEMA = {
    "type": "object",
    "required": ["type", "features"],
    "not": {"anyOf": [{"required": [key]} for key in ("geometry", "properties", "coordinates", "geometries", "crs")]},
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "id", "geometry", "properties", "when"],
                "not": {"anyOf": [{"required": [key]} for key in ("coordinates", "geometries", "features")]},
                "properties": {
                    "type": {"const": "Feature"},
                    "id": {"type": "string"},
                    "geometry": {
                        "oneOf": [
                            {"type": "null"},
                            {
                                "type": "object",
                                "required": ["type", "coordinates"],
                                "properties": {"type": {"const": "Point"}, "coordinates": _POSITION},
                                "additionalProperties": False,
                            },
                        ]
                    },
                    "properties": {"type": "object", **_FLAT},
                    "when": {
                        "type": "object",
                        "required": ["timespans"],
                        "properties": {
                            "label": {"type": "string"},
                            "timespans": {
                                "type": "array",
                                "items": {
                                    "type": "object",
                                    "required": ["start", "end"],
                                    "properties": {"start": _DAYS, "end": _DAYS},
                                    "additionalProperties": False,
                                },
                            },
                        },
                        "additionalProperties": False,
                    },
                },
            },
        },
    },
}
"""What RFC 7946 demands of points (sections 3 and 7.1), that properties are flat, and Linked Places' ``when``."""


def read_back(entries: Iterable[Entry]) -> tuple[dict[str, Any], list[str]]:
    out = io.StringIO(newline="")
    left_out = export(chronology(entries), out)
    found = json.loads(out.getvalue())
    jsonschema.validate(found, SCHEMA, cls=jsonschema.Draft202012Validator)
    return found, left_out


def test_an_event_is_a_feature_at_its_place() -> None:
    found, left_out = read_back([MEETING])
    (feature,) = found["features"]
    assert feature["id"] == "ruiz-meets-vale"
    assert feature["geometry"] == {"type": "Point", "coordinates": [103.2, 1.5]}
    told = feature["properties"]
    assert told["title"] == "Ruiz meets the minister's envoy"
    assert (told["place"], told["place_id"], told["source_count"]) == ("Port City", "port-city", 2)
    assert (told["date"], told["status"], told["lasting"]) == ("1 or 2 May 2031", "disputed", False)
    assert told["participants"] == "Ana Ruiz (initiator); Tomás Vale (recipient)"
    assert left_out == []
    assert (found["title"], found["made_on"]) == ("The harbour talks", "2031-07-01")


def test_when_is_told_by_the_bounds_of_each_alternative() -> None:
    found, _ = read_back(
        [MEETING, entry("lasted", date=agreed("2031-06/2031-10-08")), entry("since", date=agreed("2031-06/.."))]
    )
    disputed, lasted, since = (feature["when"] for feature in found["features"])
    assert disputed == {
        "label": "1 or 2 May 2031",
        "timespans": [
            {"start": {"earliest": day, "latest": day}, "end": {"earliest": day, "latest": day}}
            for day in ("2031-05-01", "2031-05-02")
        ],
    }
    assert lasted["timespans"] == [
        {
            "start": {"earliest": "2031-06-01", "latest": "2031-06-30"},
            "end": {"earliest": "2031-10-08", "latest": "2031-10-08"},
        }
    ]
    assert since["timespans"][0]["end"] == {"earliest": "2031-06-01"}


def test_an_event_without_a_point_is_kept_and_counted() -> None:
    found, left_out = read_back([entry("nowhere"), entry("named", place=EntryPlace("mina", "Mina")), MEETING])
    assert [feature["geometry"] is None for feature in found["features"]] == [True, True, False]
    assert found["features"][0]["when"] == {"timespans": [], "label": "undated"}
    assert left_out == ["2 events without a point, of null geometry"]


@pytest.mark.parametrize("point", [(90.0, 0.0), (-90.0, 180.0), (0.0, -180.0), (-17.5, 179.99999), (0.0, 0.0)])
def test_poles_and_the_date_line_are_points_like_others(point: tuple[float, float]) -> None:
    found, left_out = read_back([entry("there", place=EntryPlace("there", "There", *point))])
    assert found["features"][0]["geometry"]["coordinates"] == [point[1], point[0]]
    assert left_out == []


def test_a_beginning_of_all_things_has_a_year() -> None:
    found, _ = read_back([entry("bang", date=agreed("Y-13800000000"))])
    assert found["features"][0]["when"]["timespans"][0]["start"]["earliest"] == "-13800000000-01-01"


@pytest.mark.parametrize("entries", [(), tuple(story()), tuple(many(120))])
def test_every_collection_is_whole(entries: tuple[Entry, ...]) -> None:
    found, _ = read_back(entries)
    assert [feature["id"] for feature in found["features"]] == [each.id for each in entries]


@given(hostile_entries())
def test_whatever_stands_in_a_text_comes_back(hostile: Entry) -> None:
    found, _ = read_back([hostile])
    told = found["features"][0]["properties"]
    assert (told["title"] or "", told["note"] or "") == (hostile.title, hostile.note or "")
