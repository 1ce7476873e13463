"""What a picture of so many events can show: each with its title, each as a mark, or a mark a pixel and the counts."""

from collections.abc import Sequence
from typing import NamedTuple

from timeline.exporters.pictures.drawing.marks import radius_of
from timeline.exporters.pictures.placing.collected import Caption, Collected, Drawn
from timeline.exporters.pictures.placing.geometry import DrawnSpan, shapes_of
from timeline.exporters.pictures.placing.lanes import Extent, lanes_of
from timeline.exporters.pictures.placing.scale import Scale
from timeline.exporters.pictures.placing.texts import fitted, kept_apart, width_of

LABEL_SIZE = 12.0
_LABEL_MOST = 340.0
"""Pixels of the longest label, and no more than the half of the picture."""
_APART = 10.0
"""Pixels between what lies in one lane."""
_BESIDE = 4.0
"""What heads and halos of a mark take on either side."""
_LANES_OF_TITLES = 130
_LANES_OF_MARKS = 90
_MOST_MARKS = 3000


class Sizes(NamedTuple):
    """Heights in pixels, of a lane and of what is in it."""

    lane: float
    thickness: float
    mark_y: float
    """The middle of a mark below the top of its lane."""


WITH_TITLES = Sizes(lane=25, thickness=7, mark_y=18)
WITHOUT = Sizes(lane=12, thickness=6, mark_y=6)


class Placed(NamedTuple):
    """An event in the picture."""

    event: Drawn
    shapes: Sequence[DrawnSpan]
    lane: int
    words: Caption | None
    label: str
    """As much of the title as there is room for; "" where marks have no titles."""
    label_left: float
    label_width: float


class Layout(NamedTuple):
    """Where everything lies."""

    placed: tuple[Placed, ...]
    """In the order of the list."""
    lanes: int
    sizes: Sizes


def plan_of(collected: Collected, scale: Scale) -> Layout | None:
    """Each event with its title, or where these take too many lanes as a mark; None where marks do too."""
    if collected.words or not collected.events:
        plan = _with_titles(collected, scale)
        if plan is not None:
            return plan
    return _without_titles(collected, scale) if len(collected.events) <= _MOST_MARKS else None


def _with_titles(collected: Collected, scale: Scale) -> Layout | None:
    most = min(_LABEL_MOST, (scale.right - scale.left) / 2)
    placed = []
    for event, words in zip(collected.events, collected.words, strict=True):
        shapes = shapes_of(event, scale, radius_of(WITH_TITLES.thickness))
        label = _label(event, words, most)
        width = width_of(label, LABEL_SIZE)
        left = max(scale.left, min(shapes[0].left, scale.right - width))
        placed.append(Placed(event, shapes, 0, words, label, left, width))
    return _in_lanes(placed, WITH_TITLES, _LANES_OF_TITLES)


def _label(event: Drawn, words: Caption, most: float) -> str:
    """The title, cut where it has to be; before it ``~`` and ``?``, where its date is about then or not certain."""
    flags = f"{event.flags} " if event.flags else ""
    return flags + kept_apart(fitted(words.title, LABEL_SIZE, most - width_of(flags, LABEL_SIZE)))


def _without_titles(collected: Collected, scale: Scale) -> Layout | None:
    words: Sequence[Caption | None] = collected.words or [None] * len(collected.events)
    placed = []
    for event, said in zip(collected.events, words, strict=True):
        shapes = shapes_of(event, scale, radius_of(WITHOUT.thickness))
        placed.append(Placed(event, shapes, 0, said, "", shapes[0].left, 0.0))
    return _in_lanes(placed, WITHOUT, _LANES_OF_MARKS)


def _in_lanes(placed: Sequence[Placed], sizes: Sizes, most: int) -> Layout | None:
    lanes = lanes_of([_extent(each) for each in placed], _APART if sizes is WITH_TITLES else 1.0, most)
    if lanes is None:
        return None
    return Layout(
        tuple(each._replace(lane=lane) for each, lane in zip(placed, lanes, strict=True)),
        max(lanes, default=-1) + 1,
        sizes,
    )


def _extent(placed: Placed) -> Extent:
    left, right = placed.shapes[0].left, max(each.right for each in placed.shapes)
    return (
        min(left - _BESIDE, placed.label_left),
        max(right + _BESIDE, placed.label_left + placed.label_width),
    )
