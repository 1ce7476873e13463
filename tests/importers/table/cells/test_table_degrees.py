"""Coordinates in cells: decimal, with hemispheres, in minutes and seconds."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.importers.table.cells.cell_mistakes import NumberMistake
from timeline.importers.table.cells.table_degrees import LATITUDE, LONGITUDE, read_degrees
from timeline.importers.table.cells.table_numbers import COMMA


@pytest.mark.parametrize(
    ("cell", "limit", "decimal", "found"),
    [
        ("41.5", LATITUDE, None, 41.5),
        ("-0,25", LATITUDE, None, -0.25),
        ("−3", LATITUDE, None, -3.0),
        ("41,5", LATITUDE, COMMA, 41.5),
        ("90", LATITUDE, None, 90.0),
        ("41.5°", LATITUDE, None, 41.5),
        ("35.1318 N", LATITUDE, None, 35.1318),
        ("35,1318 S", LATITUDE, None, -35.1318),
        ("N 35.1318", LATITUDE, None, 35.1318),
        ("35.1318 north", LATITUDE, None, 35.1318),
        ("33°34'N", LATITUDE, None, 33.5666667),
        ("33° 34′ 12″ N", LATITUDE, None, 33.57),
        ("33°34’12.5”N", LATITUDE, None, 33.5701389),
        ("33 34 12 N", LATITUDE, None, 33.57),
        ("S33°34'", LATITUDE, None, -33.5666667),
        ("-33°34'", LATITUDE, None, -33.5666667),
        ("33:34:12", LATITUDE, None, 33.57),
        ("44°22.5'E", LONGITUDE, None, 44.375),
        ("44 22 W", LONGITUDE, None, -44.3666667),
        ("0 W", LONGITUDE, None, 0.0),
    ],
)
def test_degrees(cell: str, limit: int, decimal: str | None, found: float) -> None:
    assert read_degrees(cell, limit, decimal) == found


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("90.1", '"90.1" is out of range: it runs from -90 to 90'),
        ("91 S", '"91 S" is out of range: it runs from -90 to 90'),
        ("41 E", '"41 E" is no latitude: one lies N or S'),
        ("-41 N", '"-41 N" has two signs of where it lies: write 33.25 N or 33.25'),
        ("33 34", '"33 34" is no coordinate: write decimal degrees, such as 33.25 or -0.5, or 33°34\'N'),
        ("33°60'N", "\"33°60'N\" is no coordinate: write decimal degrees, such as 33.25 or -0.5, or 33°34'N"),
        ("33.5°30'N", "\"33.5°30'N\" is no coordinate: write decimal degrees, such as 33.25 or -0.5, or 33°34'N"),
        (
            "near the port",
            '"near the port" is no coordinate: write decimal degrees, such as 33.25 or -0.5, or 33°34\'N',
        ),
    ],
)
def test_what_are_no_degrees_is_refused(cell: str, message: str) -> None:
    with pytest.raises(NumberMistake) as caught:
        read_degrees(cell, LATITUDE)
    assert str(caught.value) == message


@given(st.integers(0, 89), st.integers(0, 59), st.integers(0, 59), st.sampled_from("NS"))
def test_degrees_minutes_and_seconds_add_up(degrees: int, minutes: int, seconds: int, side: str) -> None:
    sign = -1 if side == "S" else 1
    found = read_degrees(f"{degrees}°{minutes:02d}'{seconds:02d}\"{side}", LATITUDE)
    assert round(abs(found) * 3600) == degrees * 3600 + minutes * 60 + seconds
    assert found * sign >= 0


@given(st.text(st.sampled_from("0123456789 .,-°'\"NSEW"), max_size=20))
def test_any_cell_is_a_coordinate_or_a_mistake(cell: str) -> None:
    with contextlib.suppress(NumberMistake):
        assert -90 <= read_degrees(cell, LATITUDE) <= 90
