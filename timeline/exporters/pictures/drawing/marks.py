"""How an event looks: its date by shape and depth, its standing by how the shape is filled.

Solid where it certainly was, faded where it may have been, an arrow for an open end, a dashed line between dates of
which one is true; hollow where it is alleged, half hollow where it is contested, struck through where it is denied,
dotted where it is expected. The page in the browser draws the same.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from timeline.exporters.pictures.drawing.svg_writing import element, number
from timeline.exporters.pictures.placing.geometry import DrawnSpan

GROUND = "#ffffff"
_FAINT, _DEEP = 0.16, 0.55
"""How opaque the outer end of what is faded is, and the middle of what has nothing certain."""
_HALO = 3.0
_TOO_SHORT = 6.0
"""Pixels of a bar on which nobody could see it fade."""
_NEAR = 10.0
"""Pixels between alternatives that leave no room for a line."""


class Fades:
    """The gradients that marks need, each once; ``prefix`` keeps their ids apart from others of a page."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._ids: dict[tuple[float, str, tuple[tuple[float, float], ...], float], str] = {}

    def of(self, shape: DrawnSpan, colour: str) -> str:
        """The paint of a bar: a colour, or a gradient over it."""
        width = shape.right - shape.left
        stops: list[tuple[float, float]]
        if width < _TOO_SHORT and not (shape.open_left or shape.open_right):
            return colour
        if not shape.has_core:
            stops = [(0, _FAINT), (0.5, _DEEP), (1, _FAINT)]
            if shape.open_left or shape.open_right:
                stops = [(0, _FAINT if shape.open_left else _DEEP), (1, _FAINT if shape.open_right else _DEEP)]
            if shape.open_left and shape.open_right:
                stops = [(0, _FAINT), (0.5, _DEEP), (1, _FAINT)]
        elif shape.core_left <= shape.left + 0.05 and shape.core_right >= shape.right - 0.05:
            return colour
        else:
            first, last = (shape.core_left - shape.left) / width, (shape.core_right - shape.left) / width
            stops = [(0, _FAINT), (first, _DEEP), (first, 1), (last, 1), (last, _DEEP), (1, _FAINT)]
            stops = [each for each in stops if not (first <= 0.001 and each in stops[:2])]
            stops = [each for each in stops if not (last >= 0.999 and each[0] >= 0.999 and each[1] < 1)]
        key = (round(shape.left, 1), colour, tuple(stops), round(shape.right, 1))
        return f"url(#{self._ids.setdefault(key, f'{self._prefix}-fade-{len(self._ids) + 1}')})"

    def definitions(self) -> str:
        """The gradients, to stand before what is painted with them."""
        found = []
        for (left, colour, stops, right), name in self._ids.items():
            inner = "".join(
                f'<stop offset="{offset:.3g}" stop-color="{colour}" stop-opacity="{opacity:.2g}"/>'
                for offset, opacity in stops
            )
            found.append(
                element(
                    "linearGradient",
                    inner,
                    id=name,
                    gradientUnits="userSpaceOnUse",
                    x1=left,
                    y1=0,
                    x2=right,
                    y2=0,
                )
            )
        return element("defs", "".join(found)) if found else ""


class Pen(NamedTuple):
    """How the marks of an event are drawn."""

    standing: str
    colour: str
    soft: bool
    """Whether its date is approximate or uncertain."""
    thickness: float
    """Of a bar, in pixels; a disc is a little larger."""


def mark(shapes: Sequence[DrawnSpan], y: float, pen: Pen, fades: Fades) -> Iterator[str]:
    """The marks of one event around the height ``y``."""
    for one, other in pairwise(shapes):
        # Where there is no room between them, they are joined from below.
        is_near = other.left - one.right < _NEAR
        left, right = (one.left, other.right) if is_near else (one.right, other.left)
        height = y + pen.thickness / 2 + 2.2 if is_near else y
        if right > left:
            yield element(
                "path",
                d=f"M{number(left)} {number(height)}H{number(right)}",
                stroke=pen.colour,
                stroke_width=1.2,
                stroke_dasharray="3 3",
                fill="none",
                data_part="alternative",
            )
    for shape in shapes:
        yield from _disc(shape, y, pen) if shape.disc is not None else _bar(shape, y, pen, fades)
        yield from _ends(shape, y, pen)


def radius_of(thickness: float) -> float:
    """Of the disc beside bars so thick."""
    return thickness / 2 + 1.2


def _disc(shape: DrawnSpan, y: float, pen: Pen) -> Iterator[str]:
    x, radius = shape.disc or 0.0, radius_of(pen.thickness)
    if pen.soft:
        yield element("circle", cx=x, cy=y, r=radius + _HALO, fill=pen.colour, fill_opacity=0.25, data_part="soft")
    line = _line(pen)
    hollow = pen.standing != "asserted"
    radius -= 0.7 if hollow else 0
    yield element(
        "circle", cx=x, cy=y, r=radius, fill=GROUND if hollow else pen.colour, data_part="day", **_drawn(line, pen)
    )
    if pen.standing == "contested":
        yield element(
            "path",
            d=f"M{number(x)} {number(y - radius)}a{number(radius)} {number(radius)} 0 0 0 0 {number(2 * radius)}z",
            fill=pen.colour,
            data_part="half",
        )
    if pen.standing == "denied":
        yield _strike(x - radius - 3, x + radius + 3, y, pen)


def _bar(shape: DrawnSpan, y: float, pen: Pen, fades: Fades) -> Iterator[str]:
    half = pen.thickness / 2
    if pen.soft:
        yield element(
            "rect",
            x=shape.left - 2.0,
            y=y - half - 2,
            width=shape.right - shape.left + 4,
            height=pen.thickness + 4,
            rx=4,
            fill=pen.colour,
            fill_opacity=0.18,
            data_part="soft",
        )
    paint, line = fades.of(shape, pen.colour), _line(pen)
    hollow = pen.standing != "asserted"
    inset = 0.7 if hollow else 0.0
    yield element(
        "rect",
        x=shape.left + inset,
        y=y - half + inset,
        width=max(shape.right - shape.left - 2 * inset, 0.5),
        height=pen.thickness - 2 * inset,
        fill=GROUND if hollow else paint,
        data_part="core" if shape.has_core else "within",
        **_drawn(line, pen._replace(colour=paint)),
    )
    if pen.standing == "contested":
        yield element(
            "rect",
            x=shape.left,
            y=y,
            width=shape.right - shape.left,
            height=half,
            fill=paint,
            data_part="half",
        )
    if pen.standing == "denied":
        yield _strike(shape.left - 2, shape.right + 2, y, pen)


def _ends(shape: DrawnSpan, y: float, pen: Pen) -> Iterator[str]:
    """Arrow heads of what is open; a corner at the edge where it goes on beyond the picture."""
    size = pen.thickness / 2 + 1
    for is_open, is_cut, x, towards in (
        (shape.open_left, shape.cut_left, shape.left, -1),
        (shape.open_right, shape.cut_right, shape.right, 1),
    ):
        tip, foot = number(x + towards * size), number(x - towards * 0.5)
        if is_open:
            yield element(
                "path",
                d=f"M{foot} {number(y - size)}L{tip} {number(y)}L{foot} {number(y + size)}z",
                fill=pen.colour if pen.standing == "asserted" else GROUND,
                stroke=pen.colour,
                stroke_width=1.0,
                data_part="open",
            )
        elif is_cut:
            tip = number(x + towards * (size + 2))
            foot = number(x + towards * 2.5)
            yield element(
                "path",
                d=f"M{foot} {number(y - size)}L{tip} {number(y)}L{foot} {number(y + size)}",
                fill="none",
                stroke=pen.colour,
                stroke_width=1.5,
                data_part="beyond",
            )


def _strike(left: float, right: float, y: float, pen: Pen) -> str:
    return element(
        "path",
        d=f"M{number(left)} {number(y)}H{number(right)}",
        stroke=pen.colour,
        stroke_width=1.6,
        data_part="struck",
    )


def _line(pen: Pen) -> float | None:
    return None if pen.standing == "asserted" else 1.4


def _drawn(line: float | None, pen: Pen) -> dict[str, Any]:
    if line is None:
        return {}
    dots = "1.5 2.2" if pen.standing == "expected" else None
    return {"stroke": pen.colour, "stroke_width": line, "stroke_dasharray": dots}
