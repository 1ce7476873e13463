"""The earth in cells, so that what lies near a point is found by looking into few of them."""

from collections.abc import Iterator
from functools import lru_cache
from math import cos, floor, radians

_KILOMETRES_A_DEGREE = 111.0
"""Of latitude: a little less than it is anywhere, so that no neighbour is missed."""

_A_TENTH = 10
"""By so many a degree is parted where points are asked for together."""
_TO_ITS_CORNER = 8.0
"""Kilometres from the middle of a square of a tenth of a degree to its corner, at most."""

Cell = tuple[int, int]
"""The row, and the number within it."""


class Grid:
    """Cells of about so many kilometres: rows of one height, in each cells of one width, as many as fit around."""

    def __init__(self, kilometres: float) -> None:
        self._height = kilometres / _KILOMETRES_A_DEGREE
        self._around: dict[int, int] = {}
        """By row, how many cells it has."""
        self._found = lru_cache(maxsize=65_536)(self._near)

    def cell(self, latitude: float, longitude: float) -> Cell:
        """The cell of a point."""
        row = floor(latitude / self._height)
        return row, self._number(row, longitude)

    def near(self, latitude: float, longitude: float, kilometres: float) -> tuple[Cell, ...]:
        """The cells in which points are that lie at most so far from a point, and perhaps others."""
        # Many points lie side by side: they are asked for together.
        return self._found(round(latitude * _A_TENTH), round(longitude * _A_TENTH), kilometres)

    def _near(self, north: int, east: int, kilometres: float) -> tuple[Cell, ...]:
        """The cells near any of the points of one tenth of a degree."""
        return tuple(dict.fromkeys(self._around_point(north / _A_TENTH, east / _A_TENTH, kilometres + _TO_ITS_CORNER)))

    def _around_point(self, latitude: float, longitude: float, kilometres: float) -> Iterator[Cell]:
        up = kilometres / _KILOMETRES_A_DEGREE
        widest = max(abs(latitude - up), abs(latitude + up))
        aside = up / cos(radians(widest)) if widest < 90 else 360.0
        for row in range(floor((latitude - up) / self._height), floor((latitude + up) / self._height) + 1):
            around = self._cells(row)
            width = 360.0 / around
            if 2 * aside + width >= 360.0:
                yield from ((row, number) for number in range(around))
                continue
            first = floor((longitude - aside + 180.0) / width)
            last = floor((longitude + aside + 180.0) / width)
            # The one more on either side: the numbers are of another row than the point's, and are rounded.
            yield from ((row, number % around) for number in range(first, last + 1))

    def _number(self, row: int, longitude: float) -> int:
        around = self._cells(row)
        return floor((longitude + 180.0) / (360.0 / around)) % around

    def _cells(self, row: int) -> int:
        found = self._around.get(row)
        if found is None:
            middle = min(abs((row + 0.5) * self._height), 90.0)
            found = self._around[row] = max(1, floor(360.0 * max(cos(radians(middle)), 0.0) / self._height))
        return found
