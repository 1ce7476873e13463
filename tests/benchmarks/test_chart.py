"""The picture of the benchmarks: well-formed, everything inside it, nothing upon anything."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from benchmarks.chart import svg

SVG = "{http://www.w3.org/2000/svg}"
LINES = {
    "a page": [(1e4, 0.5), (1e5, 0.6), (5e6, 0.61)],
    "<all> & everything": [(1e4, 0.09), (1e5, 0.8), (5e6, 30.0)],
    "a word": [(1e4, 0.5), (1e5, 0.5), (5e6, 0.6)],
}


@pytest.fixture
def picture() -> ElementTree.Element:
    return ElementTree.fromstring(svg("Growth", "events", "ms", LINES))


def test_every_point_is_drawn_inside_the_picture(picture: ElementTree.Element) -> None:
    width, height = map(float, picture.attrib["viewBox"].split()[2:])
    circles = [(float(each.attrib["cx"]), float(each.attrib["cy"])) for each in picture.iter(f"{SVG}circle")]
    assert len(circles) == sum(map(len, LINES.values()))
    assert all(0 < x < width and 0 < y < height for x, y in circles)


def test_ten_times_as_much_is_as_far_everywhere(picture: ElementTree.Element) -> None:
    marks = {each.text: float(each.attrib["y"]) for each in picture.iter(f"{SVG}text")}
    heights = [marks[text] for text in ("0.01", "0.1", "1", "10", "100")]
    steps = [low - high for low, high in pairwise(heights)]
    assert steps == pytest.approx([steps[0]] * len(steps), abs=0.2)


def test_names_stand_apart_as_they_were_given(picture: ElementTree.Element) -> None:
    labels = {each.text: float(each.attrib["y"]) for each in picture.iter(f"{SVG}text") if each.text in LINES}
    assert labels.keys() == LINES.keys()
    heights = sorted(labels.values())
    assert all(lower - upper >= 16 for upper, lower in pairwise(heights))


def test_who_cannot_see_it_is_told(picture: ElementTree.Element) -> None:
    told = picture.findtext(f"{SVG}desc") or ""
    assert picture.findtext(f"{SVG}title") == "Growth"
    assert "a page: 0.5 at 10 thousand, 0.6 at 100 thousand, 0.61 at 5 million" in told


@pytest.mark.parametrize("page", ["#ffffff", "#0d1117"])
def test_it_is_legible_on_white_and_on_black(picture: ElementTree.Element, page: str) -> None:
    colours = {each.attrib["fill"] for each in picture.iter(f"{SVG}text")}
    assert len(colours) == 1 + len(LINES)
    assert {colour: contrast(colour, page) for colour in colours if contrast(colour, page) < 3.5} == {}


def contrast(one: str, other: str) -> float:
    """As WCAG 2 reckons it, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    shares = [int(part, 16) / 255 for part in re.findall("..", colour.removeprefix("#"))]
    linear = [share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
