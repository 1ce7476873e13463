"""A picture of lines over sizes, both axes logarithmic, as SVG; legible on white and on black."""

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil, floor, log10

_WIDTH, _HEIGHT = 760, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 230, 46, 54
_QUIET = "#7a7a7a"
"""Of text and axes: 4.3 to 1 against white, 4.4 against a page that is almost black."""
_COLOURS = ("#2f80c8", "#d2691e", "#2e9a62", "#b35aa8")
_LABEL_APART = 17
"""Between the base lines of two labels, in pixels."""

Point = tuple[float, float]


def svg(title: str, across: str, up: str, lines: Mapping[str, Sequence[Point]]) -> str:
    """The picture; each line's name stands where it ends. Values are greater than 0; four lines at most."""
    points = [point for each in lines.values() for point in each]
    scale = _Scale([x for x, _ in points], [y for _, y in points])
    told = "; ".join(f"{name}: {', '.join(f'{y:.2g} at {_short(x)}' for x, y in each)}" for name, each in lines.items())
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        'aria-labelledby="title what" font-family="system-ui, sans-serif" font-size="13">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="what">{escape(f"{up} by {across}. {told}.")}</desc>',
        _text(_LEFT, 24, title, size=15, weight=600),
        *_grid(scale, [x for x, _ in next(iter(lines.values()))]),
        _text((_LEFT + _WIDTH - _RIGHT) / 2, _HEIGHT - 12, across, anchor="middle"),
        f'<g transform="translate(16 {(_TOP + _HEIGHT - _BOTTOM) / 2:.0f}) rotate(-90)">'
        f"{_text(0, 0, up, anchor='middle')}</g>",
    ]
    ends = _spread({name: scale.y(each[-1][1]) for name, each in lines.items()})
    for (name, each), colour in zip(lines.items(), _COLOURS, strict=False):
        at = [(scale.x(x), scale.y(y)) for x, y in each]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in at]
        parts.append(_text(at[-1][0] + 12, ends[name] + 4, name, colour=colour, weight=600))
    return "\n".join([*parts, "</svg>", ""])


class _Scale:
    """From values to pixels; the axis upwards runs over whole decades."""

    def __init__(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        self._first, self._last = log10(min(xs)), log10(max(xs))
        self.bottom, self.top = floor(log10(min(ys))), ceil(log10(max(ys)))

    def x(self, value: float) -> float:
        share = (log10(value) - self._first) / (self._last - self._first or 1)
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def y(self, value: float) -> float:
        share = (log10(value) - self.bottom) / (self.top - self.bottom or 1)
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)


def _grid(scale: _Scale, xs: Sequence[float]) -> list[str]:
    right, bottom = _WIDTH - _RIGHT, _HEIGHT - _BOTTOM
    found = []
    for decade in range(scale.bottom, scale.top + 1):
        y = scale.y(10.0**decade)
        found.append(_rule(_LEFT, y, right, y))
        found.append(_text(_LEFT - 8, y + 4, f"{10.0**decade:g}", anchor="end"))
    for x in xs:
        found.append(_rule(scale.x(x), _TOP, scale.x(x), bottom))
        found.append(_text(scale.x(x), bottom + 20, _short(x), anchor="middle"))
    return found


def _spread(wanted: Mapping[str, float]) -> dict[str, float]:
    """Heights for labels, in the same order, none upon another."""
    placed: dict[str, float] = {}
    lowest = -1e9
    for name, y in sorted(wanted.items(), key=lambda each: each[1]):
        lowest = max(y, lowest + _LABEL_APART)
        placed[name] = lowest
    return placed


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
        f'stroke="{_QUIET}" stroke-opacity="0.35" stroke-width="1"/>'
    )


def _text(
    x: float,
    y: float,
    text: str,
    *,
    anchor: str = "start",
    colour: str = _QUIET,
    size: int = 13,
    weight: int = 400,
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}" '
        f'font-size="{size}" font-weight="{weight}">{escape(text)}</text>'
    )


def _short(number: float) -> str:
    """10 thousand, 5 million."""
    return f"{number / 1e6:g} million" if number >= 1e6 else f"{number / 1e3:g} thousand"
