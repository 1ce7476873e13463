"""A picture read back: its elements, by what their data attributes say."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from timeline.domain.chronology import Entry
from timeline.exporters.pictures.drawing.timeline_svg import Window, timeline_svg
from timeline.exporters.pictures.placing.collected import Collected

_SVG = "{http://www.w3.org/2000/svg}"
Element = ElementTree.Element


class Box(NamedTuple):
    """Where something lies, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """Between left and right."""
        return (self.left + self.right) / 2

    def meets(self, other: "Box") -> bool:
        """Whether they share more than an edge."""
        return (
            self.left < other.right - 0.01
            and other.left < self.right - 0.01
            and self.top < other.bottom - 0.01
            and other.top < self.bottom - 0.01
        )


def text_width(text: str, size: float) -> float:
    """Roughly how wide a text is, by a measure of the tests' own: the mean advance of Helvetica, and wide signs."""
    narrow = sum(text.count(sign) for sign in "iljtfr.,:;'|! ()[]")
    shown = [sign for sign in text if sign not in "\u2068\u2069"]
    return size * (0.56 * (len(shown) - narrow) + 0.30 * narrow)


class Drawing:
    """A picture of entries, as it is written."""

    def __init__(self, entries: Iterable[Entry], *, width: int = 1200, window: Window | None = None) -> None:
        collected = Collected()
        for entry in entries:
            collected.add(entry)
        self.text = timeline_svg(collected, title="The title", note="The note.", width=width, window=window)
        self.root = ElementTree.fromstring(self.text)

    def all(self, name: str = "*", **data: str) -> list[Element]:
        """The elements of that name with these data attributes; "*" is any value."""
        found = self.root.iter() if name == "*" else self.root.iter(f"{_SVG}{name}")
        wanted = {f"data-{key.replace('_', '-')}": value for key, value in data.items()}
        return [
            each
            for each in found
            if all(key in each.attrib and value in ("*", each.get(key)) for key, value in wanted.items())
        ]

    def event(self, id_: str) -> Element:
        """The group of an event."""
        [found] = self.all("g", event=id_)
        return found

    def parts(self, id_: str) -> list[str]:
        """What an event is drawn of."""
        return [part for each in self.event(id_) if (part := each.get("data-part"))]

    def labels(self) -> Iterator[tuple[str, Box]]:
        """Each title that is written, and where."""
        for each in self.all("text", part="label"):
            yield each.text or "", text_box(each)

    def marks(self, id_: str) -> list[Box]:
        """The discs and bars of an event."""
        return [
            box
            for each in self.event(id_)
            if each.get("data-part") in ("day", "core", "within")
            for box in [box_of(each)]
        ]

    def legend(self) -> set[str]:
        """What the legend explains."""
        return {each.get("data-legend", "") for each in self.all("g", legend="*")}

    @property
    def words(self) -> str:
        """All that is written."""
        return "\n".join(each.text or "" for each in self.root.iter(f"{_SVG}text"))

    @property
    def width(self) -> float:
        return float(self.root.get("width", ""))

    @property
    def height(self) -> float:
        return float(self.root.get("height", ""))


def text_box(text: Element) -> Box:
    """Where a text lies, by the tests' measure; all texts begin or are centred at their x."""
    size, x, y = (float(text.get(name, "")) for name in ("font-size", "x", "y"))
    width = text_width(text.text or "", size)
    left = x - width / 2 if text.get("text-anchor") == "middle" else x
    return Box(left, y - 0.75 * size, left + width, y + 0.2 * size)


def box_of(shape: Element) -> Box:
    """Where a disc or a bar lies."""
    if shape.tag == f"{_SVG}circle":
        x, y, radius = (float(shape.get(name, "")) for name in ("cx", "cy", "r"))
        return Box(x - radius, y - radius, x + radius, y + radius)
    x, y, width, height = (float(shape.get(name, "")) for name in ("x", "y", "width", "height"))
    return Box(x, y, x + width, y + height)
