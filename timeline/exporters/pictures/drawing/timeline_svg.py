"""The timeline as a picture: SVG that stands by itself, or within a page or a document.

It needs no script, no style sheet and no font of its own; all looks are presentation attributes, which a Content
Security Policy lets stand. It has a white ground, for paper and for pages of any colour.

    collected = Collected()
    for entry in collected.passing(entries):
        ...
    svg = timeline_svg(collected, width=1200)
"""

from collections.abc import Iterable, Iterator
from math import floor
from typing import NamedTuple

from timeline.domain.dates.edtf import between
from timeline.domain.dates.prose import in_words
from timeline.exporters.pictures.drawing.histogram import Histogram, histogram_of
from timeline.exporters.pictures.drawing.legend import COLOURS, INK, QUIET, Item, Palette, drawn_legend, items_of
from timeline.exporters.pictures.drawing.marks import GROUND, Fades, Pen, mark
from timeline.exporters.pictures.drawing.plan import LABEL_SIZE, WITH_TITLES, Layout, Placed, plan_of
from timeline.exporters.pictures.drawing.svg_writing import element, number, text_content
from timeline.exporters.pictures.placing.collected import Collected
from timeline.exporters.pictures.placing.geometry import pixels_of, points_of
from timeline.exporters.pictures.placing.lanes import pixel_lanes
from timeline.exporters.pictures.placing.scale import Scale, scale_for
from timeline.exporters.pictures.placing.texts import FONTS, drawable, kept_apart, wrapped, writable
from timeline.exporters.pictures.placing.ticks import BOLD, Axis, axis_of
from timeline.exporters.pictures.placing.ticks import LABEL_SIZE as TICK_SIZE
from timeline.views.wording.sentences import counted

DEFAULT_WIDTH = 1200
LEAST_WIDTH, MOST_WIDTH = 240, 10_000
"""Pixels; narrower it could not be read, and much wider not be opened."""
_MARGIN = 16.0
_LINE = "#d5d9de"
_SHADE = "#f3f5f7"
_AXIS = 40.0
"""Height of the two rows of an axis."""
_COUNTS = 54.0
"""Height of a row of counts."""
_DENSE_LANES, _DENSE_PITCH = 60, 4
_TALL = 420.0
"""From this height on, the axis stands below the lanes as well."""
_FAINT = 0.45

Window = tuple[int | None, int | None]
"""First and last day, both included; None is open."""


def timeline_svg(
    collected: Collected,
    *,
    title: str = "Timeline",
    note: str = "",
    width: int = DEFAULT_WIDTH,
    window: Window | None = None,
    headed: bool = True,
    ids: str = "timeline",
) -> str:
    """The picture of the events collected, as an SVG element, ``width`` pixels wide (``LEAST_WIDTH`` or more) and as
    high as it needs.

    ``window``: the days asked for; the axis shows these, and what goes on beyond them is cut. Without it, it shows
    all that has a day. ``note`` says what was asked. ``headed``: whether title and note are written above; they are
    in ``<title>`` and ``<desc>`` in any case. ``ids`` begins the ids of its parts, which are to be unique in a page.
    The same events give the same text.
    """
    picture = _Picture(collected, float(width), window, ids)
    return picture.drawn(kept_apart(drawable(title)), writable(note), headed=headed)


class _Rows(NamedTuple):
    """What lies between the axes: the marks in lanes, and counts above them where not all can be told apart."""

    parts: list[str]
    height: float
    items: list[Item]
    notes: list[str]


class _Picture:
    def __init__(self, collected: Collected, width: float, window: Window | None, ids: str) -> None:
        self._collected = collected
        self._width = width
        self._ids = ids
        self._left, self._right = _MARGIN, width - _MARGIN
        self._fades = Fades(ids)
        self._palette = Palette(collected.events)
        self._scale = _scale(collected, window, _MARGIN + 6, width - _MARGIN - 6)

    def drawn(self, title: str, note: str, *, headed: bool) -> str:
        parts, y = self._heading(title, note) if headed else ([], _MARGIN / 2)
        if self._collected.events and self._scale is not None:
            body, y = self._body(self._scale, y)
            parts += body
        else:
            nothing = "No event has a date." if self._collected.undated else "No events."
            parts.append(self._text(self._left, y + 16, nothing, INK, 13))
            y += 26
        for line in self._undated():
            parts.append(self._text(self._left, y + 14, line, QUIET, 12, data_note="undated"))
            y += 20
        height = y + _MARGIN / 2
        described = f"{self._described()} {note}".strip()
        inner = [
            element("title", text_content(title), id=f"{self._ids}-title"),
            element("desc", text_content(described), id=f"{self._ids}-desc"),
            element("rect", width=self._width, height=height, fill=GROUND),
            self._fades.definitions(),
            *parts,
        ]
        return element(
            "svg",
            "\n".join(["", *(each for each in inner if each), ""]),
            xmlns="http://www.w3.org/2000/svg",
            width=self._width,
            height=height,
            viewBox=f"0 0 {number(self._width)} {number(height)}",
            role="img",
            aria_labelledby=f"{self._ids}-title {self._ids}-desc",
            font_family=FONTS,
        )

    def _heading(self, title: str, note: str) -> tuple[list[str], float]:
        parts, y = [], _MARGIN
        room = self._right - self._left
        for line in wrapped(title, 20, room / BOLD, 2):
            y += 24
            parts.append(self._text(self._left, y - 6, line, INK, 20, font_weight=600))
        for line in wrapped(note, 12, room, 3):
            y += 17
            parts.append(self._text(self._left, y - 3, line, QUIET, 12))
        return parts, y + 8

    def _body(self, scale: Scale, y: float) -> tuple[list[str], float]:
        axis = axis_of(scale)
        plan = plan_of(self._collected, scale)
        rows = self._dense(scale) if plan is None else self._each(plan, scale)
        top = y + _AXIS
        bottom = top + rows.height + 8
        parts = [*_grid(axis, scale, top, bottom), *_axis(axis, scale, top, above=True)]
        parts.append(element("g", "\n".join(["", *rows.parts, ""]), transform=f"translate(0 {number(top + 4)})"))
        y = bottom
        if rows.height > _TALL:
            parts += _axis(axis, scale, bottom, above=False)
            y += _AXIS
        items = rows.items
        legend, y = drawn_legend(items, y + 8, self._left, self._right, self._fades)
        parts += legend
        for line in (*rows.notes, *_about_axis(scale)):
            for piece in wrapped(line, 12, self._right - self._left, 3):
                parts.append(self._text(self._left, y + 14, piece, QUIET, 12))
                y += 18
        return parts, y

    def _each(self, plan: Layout, scale: Scale) -> _Rows:
        """A mark for each event."""
        parts: list[str] = []
        top = 0.0
        if plan.sizes is not WITH_TITLES:
            parts, top = _counts(histogram_of(self._collected.events, scale, 4), scale)
        for placed in plan.placed:
            parts.append(self._event(placed, plan, top))
        items = items_of(self._collected.events, (each.shapes for each in plan.placed))
        return _Rows(parts, top + plan.lanes * plan.sizes.lane, [*self._palette.items(), *items], [])

    def _event(self, placed: Placed, plan: Layout, top: float) -> str:
        event, words = placed.event, placed.words
        y = top + placed.lane * plan.sizes.lane + plan.sizes.mark_y
        pen = Pen(event.standing, COLOURS[self._palette.number(event)], bool(event.flags), plan.sizes.thickness)
        inner = list(mark(placed.shapes, y, pen, self._fades))
        if words is not None:
            standing = "" if event.standing == "asserted" else f" [{event.standing}]"
            told = f"{words.when}: {kept_apart(words.title)}{standing}"
            inner.insert(0, element("title", text_content(told)))
        if placed.label:
            inner.append(
                self._text(
                    placed.label_left,
                    y - 7.5,
                    placed.label,
                    INK,
                    LABEL_SIZE,
                    text_decoration="line-through" if event.standing == "denied" else None,
                    data_part="label",
                )
            )
        return element(
            "g",
            "".join(inner),
            data_event=words.id if words else None,
            data_standing=event.standing,
            data_lane=placed.lane,
        )

    def _dense(self, scale: Scale) -> _Rows:
        """Counts, and a mark a pixel and lane."""
        events = self._collected.events
        parts, top = _counts(histogram_of(events, scale, 2), scale)
        pixels = [pixels_of(each, scale) for each in events]
        order = sorted(range(len(events)), key=pixels.__getitem__)
        lanes = pixel_lanes([pixels[each] for each in order], _DENSE_LANES)
        paths: dict[tuple[int, bool], list[str]] = {}
        for at, lane in zip(order, lanes, strict=True):
            if lane is not None:
                left, right = pixels[at]
                key = self._palette.number(events[at]), events[at].standing == "asserted"
                y = round(top) + lane * _DENSE_PITCH + 2
                paths.setdefault(key, []).append(f"M{left} {y}h{right - left + 1}")
        for (colour, is_asserted), pieces in sorted(paths.items()):
            parts.append(
                element(
                    "path",
                    d="".join(pieces),
                    fill="none",
                    stroke=COLOURS[colour],
                    stroke_width=2.5,
                    stroke_opacity=None if is_asserted else _FAINT,
                    data_part="marks",
                )
            )
        sharing = lanes.count(None)
        used = max((lane for lane in lanes if lane is not None), default=0) + 1
        notes = [f"Each line is one of {len(events):,} events, over all the days on which it may have been."]
        if any(not is_asserted for _, is_asserted in paths):
            notes[0] += " Paler: not simply asserted."
        if sharing:
            notes.append(
                f"{sharing:,} have no line of their own, where all lanes are taken; they are in the counts above."
            )
        return _Rows(parts, top + used * _DENSE_PITCH, list(self._palette.items()), notes)

    def _undated(self) -> Iterator[str]:
        if self._collected.undated and self._collected.events:
            yield f"Not in the picture: {counted(self._collected.undated, 'event')} without a date."
        elif self._collected.undated:
            yield f"{counted(self._collected.undated, 'event')} without a date."

    def _described(self) -> str:
        events = len(self._collected.events)
        undated = f" and {self._collected.undated:,} without a date" if self._collected.undated else ""
        along = "" if self._scale is None else f", from {_day(self._scale.first)} to {_day(self._scale.last - 1)}"
        return f"{events:,} {'event' if events == 1 else 'events'} on an axis of time{along}{undated}."

    def _text(self, x: float, y: float, text: str, colour: str, size: float, **attributes: object) -> str:
        return element("text", text_content(text), x=x, y=y, fill=colour, font_size=size, **attributes)


def _day(day: float) -> str:
    number = floor(day)
    return in_words(between(number, number))


def _scale(collected: Collected, window: Window | None, left: float, right: float) -> Scale | None:
    """The axis of the days asked for, or of all that have one; None where no event is to be drawn."""
    if not collected.events:
        return None
    points = sorted(points_of(collected.events))
    first, last = window or (None, None)
    start = float(first) if first is not None else points[0] if points else 1.0
    end = float(last + 1) if last is not None else points[-1] if points else start + 1
    return scale_for(points, start, max(end, start), left, right)


def _grid(axis: Axis, scale: Scale, top: float, bottom: float) -> Iterator[str]:
    for stretch in scale.stretches:
        if stretch.is_break:
            yield element(
                "rect",
                x=stretch.left,
                y=top - _AXIS + 6,
                width=stretch.right - stretch.left,
                height=bottom - top + _AXIS - 6,
                fill=_SHADE,
                data_axis="break",
            )
    lines = "".join(f"M{number(tick.x)} {number(top)}V{number(bottom)}" for tick in axis.ticks)
    if lines:
        yield element("path", d=lines, stroke=_LINE, stroke_width=1, fill="none")
    joints = [each.left for each in scale.stretches[1:] if not each.is_break]
    joints = [x for x in joints if all(each.right != x for each in scale.stretches if each.is_break)]
    if joints:
        path = "".join(f"M{number(x)} {number(top - _AXIS + 6)}V{number(bottom)}" for x in joints)
        yield element("path", d=path, stroke=QUIET, stroke_width=1, stroke_dasharray="6 3", data_axis="joint")


def _axis(axis: Axis, scale: Scale, y: float, *, above: bool) -> Iterator[str]:
    line = "".join(
        f"M{number(each.left)} {number(y)}H{number(each.right)}"
        if not each.is_break
        else f"M{number(each.left)} {number(y)}l8 -5l10 10l8 -5"
        for each in scale.stretches
    )
    yield element("path", d=line, stroke=QUIET, stroke_width=1.2, fill="none")
    labels, headings = (y - 7, y - 22) if above else (y + 15, y + 30)
    for tick in axis.ticks:
        if tick.label:
            yield element(
                "text",
                text_content(tick.label),
                x=tick.x,
                y=labels,
                text_anchor="middle",
                fill=QUIET,
                font_size=TICK_SIZE,
                data_part="tick",
            )
    for heading in axis.headings:
        yield element(
            "text",
            text_content(heading.text),
            x=heading.left,
            y=headings,
            fill=INK,
            font_size=TICK_SIZE,
            font_weight=600,
            data_part="heading",
        )


def _counts(histogram: Histogram, scale: Scale) -> tuple[list[str], float]:
    """Two rows of counts: what began, and what was under way; and their height."""
    parts, top = [], 0.0
    for words, name, counts in (
        ("began", "began", histogram.began),
        ("may have been under way", "under-way", histogram.under_way),
    ):
        most = max(counts, default=0)
        base = top + _COUNTS
        height = _COUNTS - 16
        path, drawn = f"M{number(scale.left)} {number(base)}", 0
        for at, count in enumerate(counts):
            if count != drawn:
                y = base - count / most * height
                path += f"H{number(scale.left + at * histogram.width)}V{number(y)}"
                drawn = count
        path += f"H{number(scale.right)}V{number(base)}z"
        parts.append(element("path", d=path, fill="#8fa3b8" if name == "began" else "#c3cdd8", data_counts=name))
        label = f"{words}: up to {most:,}"
        parts.append(element("text", text_content(label), x=scale.left, y=top + 11, fill=QUIET, font_size=TICK_SIZE))
        top = base + 4
    return parts, top + 6


def _about_axis(scale: Scale) -> Iterable[str]:
    shown = sum(1 for each in scale.stretches if not each.is_break)
    if shown > 1:
        words = f"The axis has {shown} stretches, each with a scale of its own."
        if shown < len(scale.stretches):
            words += " Where it is shaded, time is left out in which nothing begins or ends."
        yield words


__all__ = ["Collected", "timeline_svg"]
