"""A count as a picture: a bar a row, or a column a stretch of time; certain and possible told apart."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from timeline.domain.counting.counted import Cell, CountRow, CountTable
from timeline.domain.counting.units import UNITS
from timeline.exporters.pictures.drawing.legend import COLOURS, INK, QUIET
from timeline.exporters.pictures.drawing.svg_writing import element, number, text_content
from timeline.exporters.pictures.placing.texts import FONTS, drawable, fitted, kept_apart, width_of, wrapped, writable
from timeline.views.events.claims_told import measure_told
from timeline.views.findings.count_notes import LEGEND, number_told

WIDTH = 960.0
MOST_ROWS = 300
"""More bars than these nobody looks at; it is said how many there are."""
_FEW = 24
"""Stretches of time up to these are rows with names, more are columns along an axis."""
_MARGIN, _ROW, _BAR = 16.0, 22.0, 13.0
_LABELS = 300.0
_SIZE = 12.0
_GROUND = "#ffffff"
_LINE = "#d5d9de"
_PALE = "0.35"
_PLOT = 260.0


class _Bar(NamedTuple):
    """What is drawn of a row."""

    name: str
    certain: float
    possible: float
    range: tuple[float, float] | None
    """Of a sum that is certain, where it has two ends that differ."""
    told: str
    """Its numbers, in words."""


def count_svg(counted: CountTable) -> str:
    """The picture, as an SVG element that stands by itself; the same count gives the same text."""
    bars = [_bar(row) for row in counted.rows] or [_bar(CountRow((), counted.total))]
    by_time = len(counted.by) == 1 and counted.by[0] in UNITS and len(bars) > _FEW
    title = _title(counted)
    parts, y = [], _MARGIN
    for line in wrapped(title, 18, WIDTH - 2 * _MARGIN, 2):
        y += 22
        parts.append(_text(_MARGIN, y - 6, line, INK, 18, font_weight=600))
    y += 8
    drawn, y = _columns(bars, y) if by_time else _rows(bars[:MOST_ROWS], y)
    parts += drawn
    if not counted.is_exact:
        legend, y = _legend(y + 8)
        parts += legend
    left = len(bars) - MOST_ROWS
    notes = [f"{left:,} more rows are not drawn."] if left > 0 and not by_time else []
    for note in (*counted.notes, *notes):
        for line in wrapped(writable(note), _SIZE, WIDTH - 2 * _MARGIN, 3):
            y += 17
            parts.append(_text(_MARGIN, y, line, QUIET, _SIZE))
    height = y + _MARGIN
    told = "; ".join(f"{bar.name}: {bar.told}" for bar in bars[:MOST_ROWS])
    inner = [
        element("title", text_content(title), id="count-title"),
        element("desc", text_content(told), id="count-desc"),
        element("rect", width=WIDTH, height=height, fill=_GROUND),
        *parts,
    ]
    return element(
        "svg",
        "\n".join(["", *inner, ""]),
        xmlns="http://www.w3.org/2000/svg",
        width=WIDTH,
        height=height,
        viewBox=f"0 0 {number(WIDTH)} {number(height)}",
        role="img",
        aria_labelledby="count-title count-desc",
        font_family=FONTS,
    )


def _title(counted: CountTable) -> str:
    what = "Events" if counted.measure is None else f"{measure_told(counted.measure).capitalize()}: sums of figures"
    return f"{what} by {' and '.join(counted.by)}" if counted.by else what


def _bar(row: CountRow) -> _Bar:
    name = kept_apart(drawable(row.name)) if row.values else "all"
    cell: Cell = row.cell
    certain, possible = cell.certain_sum, cell.possible_sum
    if certain is None or possible is None:
        told = f"{cell.certain:,}" + (f" + {cell.possible:,}" if cell.possible else "")
        return _Bar(name, cell.certain, cell.possible, None, told)
    has_range = certain.high is not None and certain.low != certain.high
    ends = (certain.low, certain.high) if has_range and certain.high is not None else None
    told = number_told(certain.best) + (f" + {number_told(possible.best)}" if possible.events else "")
    return _Bar(name, certain.best, possible.best, ends, told)


def _most(ends: Iterable[float]) -> float:
    return max(ends, default=0) or 1


def _end(bar: _Bar) -> float:
    """Where the bar and its range end."""
    return max(bar.certain + bar.possible, bar.range[1] if bar.range else 0)


def _rows(bars: Sequence[_Bar], y: float) -> tuple[list[str], float]:
    """A bar a row, its name before it and its numbers behind."""
    label = min(max(width_of(bar.name, _SIZE) for bar in bars), _LABELS)
    numbers = max(width_of(bar.told, _SIZE) for bar in bars)
    left = _MARGIN + label + 10
    scale = (WIDTH - _MARGIN - numbers - 10 - left) / _most(map(_end, bars))
    parts = []
    for bar in bars:
        middle = y + _ROW / 2
        ends = _end(bar) * scale
        inner = [
            element("title", text_content(f"{bar.name}: {bar.told}")),
            _text(_MARGIN + label, middle + 4, fitted(bar.name, _SIZE, label), INK, _SIZE, text_anchor="end"),
            *_drawn(left, middle - _BAR / 2, bar.certain * scale, bar.possible * scale),
        ]
        if bar.range:
            low, high = (left + each * scale for each in bar.range)
            path = f"M{number(low)} {number(middle - 3)}v6m0 -3H{number(high)}m0 -3v6"
            inner.append(element("path", d=path, stroke=INK, stroke_width=1, fill="none"))
        inner.append(_text(left + ends + 8, middle + 4, bar.told, QUIET, _SIZE))
        parts.append(element("g", "".join(inner), data_row=bar.name))
        y += _ROW
    return parts, y


def _drawn(x: float, y: float, certain: float, possible: float) -> Iterator[str]:
    colour = COLOURS[0]
    if certain:
        yield element("rect", x=x, y=y, width=certain, height=_BAR, fill=colour, data_part="certain")
    if possible:
        yield element(
            "rect",
            x=x + certain,
            y=y,
            width=possible,
            height=_BAR,
            fill=colour,
            fill_opacity=_PALE,
            data_part="possible",
        )


def _columns(bars: Sequence[_Bar], y: float) -> tuple[list[str], float]:
    """A column a stretch of time, with what there is most of beside the axis."""
    most = _most(bar.certain + bar.possible for bar in bars)
    top = number_told(int(most) if most == int(most) else most)
    left, right = _MARGIN + width_of(top, _SIZE) + 8, WIDTH - _MARGIN
    step, floor = (right - left) / len(bars), y + _PLOT + 8
    parts = [
        element(
            "path", d=f"M{number(left)} {number(floor)}H{number(right)}", stroke=QUIET, stroke_width=1, fill="none"
        ),
        element(
            "path", d=f"M{number(left)} {number(y + 8)}H{number(right)}", stroke=_LINE, stroke_width=1, fill="none"
        ),
        _text(left - 6, y + 12, top, QUIET, _SIZE, text_anchor="end"),
        _text(left - 6, floor, "0", QUIET, _SIZE, text_anchor="end"),
    ]
    colour = COLOURS[0]
    for at, bar in enumerate(bars):
        x, wide = left + at * step, max(step - min(1.0, step / 4), 0.4)
        inner = [element("title", text_content(f"{bar.name}: {bar.told}"))]
        certain, possible = bar.certain / most * _PLOT, bar.possible / most * _PLOT
        for part, base, height in (("certain", floor, certain), ("possible", floor - certain, possible)):
            if height:
                opacity = _PALE if part == "possible" else None
                look: dict[str, object] = {"fill": colour, "fill_opacity": opacity, "data_part": part}
                inner.append(element("rect", None, x=x, y=base - height, width=wide, height=height, **look))
        if len(inner) > 1:
            parts.append(element("g", "".join(inner), data_row=bar.name))
    return [*parts, *_axis(bars, left, step, floor)], floor + 24


def _axis(bars: Sequence[_Bar], left: float, step: float, floor: float) -> Iterator[str]:
    """The names of some stretches, as many as do not touch."""
    widest = max(width_of(bar.name, _SIZE) for bar in bars) + 18
    every = max(1, -int(-widest // step))
    for at in range(0, len(bars), every):
        x = left + (at + 0.5) * step
        half = width_of(bars[at].name, _SIZE) / 2
        anchor, beside = ("middle", 0.0) if x - half >= 0 and x + half <= WIDTH else ("end", step)
        yield element("path", d=f"M{number(x)} {number(floor)}v4", stroke=QUIET, stroke_width=1, fill="none")
        yield _text(x + beside, floor + 18, bars[at].name, QUIET, _SIZE, text_anchor=anchor)


def _legend(y: float) -> tuple[list[str], float]:
    parts, x = [], _MARGIN
    for (part, words), opacity in zip(LEGEND.items(), (None, _PALE), strict=True):
        sample = element("rect", x=x, y=y + 4, width=18.0, height=10.0, fill=COLOURS[0], fill_opacity=opacity)
        told = f"{part}: {words}"
        parts.append(element("g", sample + _text(x + 26, y + 13, told, QUIET, _SIZE), data_legend=part))
        x += 26 + width_of(told, _SIZE) + 24
    return parts, y + 20


def _text(x: float, y: float, text: str, colour: str, size: float, **attributes: object) -> str:
    return element("text", text_content(text), x=x, y=y, fill=colour, font_size=size, **attributes)
