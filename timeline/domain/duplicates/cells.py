"""The earth in cells, so that what lies near a point is found by looking into few of them."""

from functools import lru_cache
from math import cos, floor, radians

_KILOMETRES_A_DEGREE = 111.0
"""Of latitude: a little less than it is anywhere, so that no neighbour is missed."""

_A_TENTH = 10
"""By so many a degree is parted where points are asked for together."""
_ROUNDED = 1e-9
"""Of the width of a cell: a bound that lies on the line between two is of both."""

Cell = tuple[int, int]
"""The row, and the number within it."""


class Grid:
    """Cells of about so many kilometres: rows of one height, in each cells of one width, as many as fit around."""

    def __init__(self, kilometres: float) -> None:
        self._height = kilometres / _KILOMETRES_A_DEGREE
        self._around: dict[int, int] = {}
        """By row, how many cells it has."""
        self._near_tenth = lru_cache(maxsize=65_536)(self._of_tenth)
        self._beside_cell = lru_cache(maxsize=65_536)(self._of_cell)

    def cell(self, latitude: float, longitude: float) -> Cell:
        """The cell of a point."""
        row = floor(latitude / self._height)
        return row, self._number(row, longitude)

    def near(self, latitude: float, longitude: float, kilometres: float) -> tuple[Cell, ...]:
        """The cells in which points are that lie at most so far from a point, and perhaps others."""
        # Many points lie side by side: they are asked for together.
        return self._near_tenth(round(latitude * _A_TENTH), round(longitude * _A_TENTH), kilometres)

    def beside(self, row: int, number: int, kilometres: float) -> tuple[Cell, ...]:
        """The cells in which points are that lie at most so far from any point of a cell, itself and perhaps others."""
        return self._beside_cell(row, number, kilometres)

    def _of_tenth(self, north: int, east: int, kilometres: float) -> tuple[Cell, ...]:
        south, west = (north - 0.5) / _A_TENTH, (east - 0.5) / _A_TENTH
        return self._near_box(south, west, south + 1 / _A_TENTH, west + 1 / _A_TENTH, kilometres)

    def _of_cell(self, row: int, number: int, kilometres: float) -> tuple[Cell, ...]:
        width = 360.0 / self._cells(row)
        south, west = row * self._height, number * width - 180.0
        return self._near_box(south, west, south + self._height, west + width, kilometres)

    def _near_box(self, south: float, west: float, north: float, east: float, kilometres: float) -> tuple[Cell, ...]:
        """The cells in which points are that lie at most so far from any point of a box."""
        up = kilometres / _KILOMETRES_A_DEGREE
        widest = max(abs(south - up), abs(north + up))
        aside = up / cos(radians(widest)) if widest < 90 else 360.0
        found: list[Cell] = []
        for row in range(floor((south - up) / self._height), floor((north + up) / self._height) + 1):
            around = self._cells(row)
            width = 360.0 / around
            if 2 * aside + (east - west) + width >= 360.0:
                found += [(row, number) for number in range(around)]
                continue
            first = floor((west - aside + 180.0) / width - _ROUNDED)
            last = floor((east + aside + 180.0) / width + _ROUNDED)
            found += [(row, number % around) for number in range(first, last + 1)]
        return tuple(dict.fromkeys(found))

    def _number(self, row: int, longitude: float) -> int:
        around = self._cells(row)
        return floor((longitude + 180.0) / (360.0 / around)) % around

    def _cells(self, row: int) -> int:
        found = self._around.get(row)
        if found is None:
            middle = min(abs((row + 0.5) * self._height), 90.0)
            found = self._around[row] = max(1, floor(360.0 * max(cos(radians(middle)), 0.0) / self._height))
        return found
