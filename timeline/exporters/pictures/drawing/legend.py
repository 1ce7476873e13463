"""The legend of a picture: what occurs in it, and nothing else."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from timeline.exporters.pictures.drawing.marks import Fades, Pen, mark, radius_of
from timeline.exporters.pictures.drawing.svg_writing import element, text_content
from timeline.exporters.pictures.placing.collected import Drawn
from timeline.exporters.pictures.placing.geometry import DrawnSpan
from timeline.exporters.pictures.placing.texts import fitted, width_of

COLOURS = ("#2f63a8", "#b3471d", "#2b7a4b", "#7b4ea3", "#8a6400", "#a8325e", "#0f7480", "#5b6270")
"""Of types, on white, as ``browser/page.css`` has them; the last is for all that are left."""
INK, QUIET = "#1b1d21", "#555b66"
_OTHERS = len(COLOURS) - 1
SIZE = 11.0
_ROW = 20.0
_SAMPLE = 30.0
_APART = 18.0


class Item(NamedTuple):
    """A sample and what it means."""

    shapes: tuple[DrawnSpan, ...]
    standing: str
    colour: str
    soft: bool
    words: str
    name: str
    """What it explains, for who reads the picture by program."""


class Palette:
    """A colour for each type: those of most events have one of their own."""

    def __init__(self, events: Iterable[Drawn]) -> None:
        counts = Counter(each.type for each in events)
        named = sorted((each for each in counts if each), key=lambda name: (-counts[name], name))
        shown = named if len(named) <= len(COLOURS) else named[:_OTHERS]
        self._numbers = {name: number for number, name in enumerate(shown)}
        self._has_others = len(shown) < len(named) or ("" in counts and bool(named))

    def number(self, event: Drawn) -> int:
        """Which of ``COLOURS`` an event has."""
        return self._numbers.get(event.type, _OTHERS if self._numbers else 0)

    def items(self) -> Iterator[Item]:
        """The colours that stand for something."""
        for name, number in self._numbers.items():
            yield _item(COLOURS[number], _DISC, name.replace("-", " "), "type")
        if self._has_others:
            yield _item(COLOURS[_OTHERS], _DISC, "other or no type", "type")


_DISC = (DrawnSpan(11, 15, 15, 19, 15),)
_WHOLE = (DrawnSpan(2, 2, 28, 28),)
_CORE = (DrawnSpan(2, 9, 21, 28),)
_WITHIN = (DrawnSpan(2, 28, 2, 28),)
_OPEN = (DrawnSpan(2, 2, 12, 24, open_right=True),)
_EITHER = (DrawnSpan(2, 6, 6, 10, 6), DrawnSpan(20, 24, 24, 28, 24))
_BEYOND = (DrawnSpan(2, 2, 22, 22, cut_right=True),)

_STANDINGS = {
    "alleged": "alleged",
    "contested": "contested: asserted and denied",
    "denied": "denied",
    "expected": "expected: announced or threatened",
}


def items_of(events: Sequence[Drawn], shapes: Iterable[Sequence[DrawnSpan]]) -> list[Item]:
    """What the marks of these events need to have explained."""
    every = [shape for each in shapes for shape in each]
    found = []
    if any(each.disc is not None for each in every):
        found.append(_item(INK, _DISC, "on that day, at that time", "day"))
    bars = [each for each in every if each.disc is None]
    if any(each.has_core for each in bars):
        found.append(_item(INK, _CORE, "solid: it certainly was", "core"))
    if any(not each.has_core or each.core_left > each.left or each.core_right < each.right for each in bars):
        found.append(_item(INK, _WITHIN, "faded: some time in there", "within"))
    if any(each.open_left or each.open_right for each in every):
        found.append(_item(INK, _OPEN, "an end that is open or not known", "open"))
    if any(len(each.spans) > 1 for each in events):
        found.append(_item(INK, _EITHER, "sources disagree: one or the other", "alternative"))
    if any(each.flags for each in events):
        marks = "".join(sorted({sign for each in events for sign in each.flags}, reverse=True))
        words = {"~": "~ about", "?": "? uncertain", "~?": "~ about, ? uncertain"}[marks]
        found.append(_item(INK, _DISC, words, "soft", soft=True))
    standings = {each.standing for each in events}
    for standing, words in _STANDINGS.items():
        if standing in standings:
            found.append(_item(INK, _WHOLE, words, standing, standing=standing))
    if any(each.cut_left or each.cut_right for each in every):
        found.append(_item(INK, _BEYOND, "goes on beyond the picture", "beyond"))
    return found


def _item(
    colour: str, shapes: tuple[DrawnSpan, ...], words: str, name: str, *, standing: str = "asserted", soft: bool = False
) -> Item:
    return Item(shapes, standing, colour, soft, words, name)


def drawn_legend(items: Sequence[Item], top: float, left: float, right: float, fades: Fades) -> tuple[list[str], float]:
    """The items in rows from ``top`` on, and where the rows end."""
    parts = []
    x, y = left, top
    for item in items:
        words = fitted(item.words, SIZE, right - left - _SAMPLE - 6)
        width = _SAMPLE + 6 + width_of(words, SIZE)
        if x > left and x + width > right:
            x, y = left, y + _ROW
        shapes = [_moved(each, x) for each in item.shapes]
        pen = Pen(item.standing, item.colour, item.soft, 7)
        inner = "".join(mark(shapes, y + _ROW / 2, pen, fades))
        label = element("text", text_content(words), x=x + _SAMPLE + 6, y=y + 14, fill=QUIET, font_size=SIZE)
        parts.append(element("g", inner + label, data_legend=item.name))
        x += width + _APART
    return parts, y + _ROW if items else top


def _moved(shape: DrawnSpan, by: float) -> DrawnSpan:
    disc = None if shape.disc is None else shape.disc + by
    if disc is not None:
        radius = radius_of(7)
        return DrawnSpan(disc - radius, disc, disc, disc + radius, disc)
    return shape._replace(
        left=shape.left + by, core_left=shape.core_left + by, core_right=shape.core_right + by, right=shape.right + by
    )
