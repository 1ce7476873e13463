"""The map in a real browser, on a page of its own: what it shows, keys, pointer, screen readers, colours."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.support.browser import Pages, axe, picture, press, until
from tests.support.module_page import BROWSER, module_page

NAMES = {"baghdad": "Baghdad", "erbil": "Erbil", "basra": "Basra", "iraq": "Iraq", "apia": "Apia", "suva": "Suva"}
POINTS = {"baghdad": (44.36, 33.31), "erbil": (44.01, 36.19), "basra": (47.78, 30.51), "iraq": (43.0, 33.0)}
IRAQ = ["baghdad"] * 40 + ["erbil"] * 7 + ["basra"] + ["iraq"] * 3 + [""] * 2

SCRIPT = """
import {{ createMap }} from "./src/map.js";
window.picked = [];
window.areas = [];
window.count = {count};
window.map = createMap(document.getElementById("here"), {{
  model: {{ events: {events}, names: {{ actors: {{}}, places: {names}, sources: {{}}, types: {{}} }} }},
  land: {land},
  onPick: (indices) => window.picked.push(indices),
  onArea: (area) => window.areas.push(area),
}});
"""

OpenMap = Callable[..., Page]


def event(index: int, place: str, point: tuple[float, float] | None) -> dict[str, Any]:
    return {"index": index, "id": f"e{index}", "place": place, "point": point, "vague": place == "iraq"}


@pytest.fixture
def open_map(open_page: Pages, tmp_path: Path) -> OpenMap:
    """Opens a page whose map shows events in these places."""

    def opened(places: list[str], points: dict[str, tuple[float, float]] = POINTS, **options: Any) -> Page:
        script = SCRIPT.format(
            events=json.dumps([event(i, place, points.get(place)) for i, place in enumerate(places)]),
            names=json.dumps(NAMES),
            land=(BROWSER / "land.json").read_text("utf-8"),
            count=len(places),
        )
        page = open_page(module_page(tmp_path, script, height=400), **{"width": 800, "height": 500, **options})
        until(page, "map.area() !== null || document.querySelector('.map-view').style.display === 'none'")
        return page

    return opened


def texts(page: Page) -> list[str]:
    found: list[str] = page.evaluate("map.marks().map((mark) => mark.text)")
    return found


def options(page: Page) -> list[str]:
    return page.get_by_role("option").all_text_contents()


def mark(page: Page, text: str) -> tuple[float, float]:
    """Where a cluster is on the page."""
    box = page.locator(".map-canvas").bounding_box()
    assert box
    [found] = [each for each in page.evaluate("map.marks()") if each["text"].startswith(text)]
    return box["x"] + found["x"], box["y"] + found["y"]


def test_every_place_is_seen_and_heard(open_map: OpenMap) -> None:
    page = open_map(IRAQ)
    told = ["Baghdad: 40 events", "Erbil: 7 events", "Iraq: 3 events, somewhere in a region", "Basra: 1 event"]
    assert texts(page) == told
    page.get_by_role("option").first.wait_for(state="attached")
    assert options(page) == told
    assert page.locator(".map-caption").text_content() == "51 of 53 events on the map; the others have no known place"
    picture(page, "map")


@pytest.mark.parametrize(("width", "dark"), [(320, False), (800, False), (800, True), (2560, True)])
def test_axe_finds_nothing(open_map: OpenMap, width: int, dark: bool) -> None:
    page = open_map(IRAQ, width=width, dark=dark)
    press(page, "Tab ArrowUp")
    assert axe(page) == []
    picture(page, f"map-{width}{'-dark' if dark else ''}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_keys_alone_find_a_place_and_open_it(open_map: OpenMap) -> None:
    page = open_map(IRAQ)
    press(page, "Tab")
    assert page.evaluate("document.activeElement.role") == "listbox"
    press(page, "Enter")
    active = "document.getElementById(document.activeElement.getAttribute('aria-activedescendant')).textContent"
    assert page.evaluate(active) == "Baghdad: 40 events"
    press(page, "ArrowUp")
    assert page.evaluate(active) == "Erbil: 7 events"
    assert page.locator(".map-caption").text_content() == "Erbil: 7 events"
    press(page, "Enter")
    assert page.evaluate("picked") == [[40, 41, 42, 43, 44, 45, 46]]
    press(page, "ArrowDown ArrowDown Enter")
    assert page.evaluate("picked[1]") == [47]
    press(page, "Escape")
    assert page.evaluate("document.activeElement.hasAttribute('aria-activedescendant')") is False


def test_keys_move_and_zoom(open_map: OpenMap) -> None:
    page = open_map(IRAQ)
    whole = page.evaluate("map.area()")
    press(page, "Tab + +")
    closer = page.evaluate("map.area()")
    assert closer["east"] - closer["west"] < (whole["east"] - whole["west"]) / 2
    press(page, "Shift+ArrowRight Shift+ArrowUp")
    moved = page.evaluate("map.area()")
    assert moved["west"] > closer["west"]
    assert moved["south"] > closer["south"]
    press(page, "- Home")
    assert page.evaluate("map.area()") == pytest.approx(whole)


def test_a_click_picks_and_a_drag_does_not(open_map: OpenMap) -> None:
    page = open_map(IRAQ)
    page.mouse.click(*mark(page, "Basra"))
    assert page.evaluate("picked") == [[47]]
    x, y = mark(page, "Baghdad")
    page.mouse.move(x, y)
    assert page.locator(".map-caption").text_content() == "Baghdad: 40 events"
    page.mouse.down()
    page.mouse.move(x + 60, y + 30, steps=3)
    page.mouse.up()
    assert mark(page, "Baghdad") == pytest.approx((x + 60, y + 30), abs=1)
    assert page.evaluate("picked.length") == 1


def test_the_wheel_zooms_where_the_map_has_the_focus(open_map: OpenMap) -> None:
    page = open_map(IRAQ)
    before = page.evaluate("map.area()")
    x, y = mark(page, "Basra")
    page.mouse.move(x, y)
    until(page, "document.querySelector('.map-caption').textContent === 'Basra: 1 event'")
    page.mouse.wheel(0, -100)
    page.wait_for_timeout(50)
    assert page.evaluate("map.area()") == before
    page.mouse.click(x, y)
    page.mouse.wheel(0, -300)
    until(page, f"map.area().east < {before['east']}")
    assert mark(page, "Basra") == pytest.approx((x, y), abs=1)


def test_two_fingers_come_closer(open_map: OpenMap) -> None:
    page = open_map(IRAQ, touch=True)
    before = page.evaluate("map.area()")
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[int, int]) -> None:
        fingers = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    touch("touchStart", (380, 200), (420, 200))
    for apart in (40, 80, 160):
        touch("touchMove", (400 - apart, 200), (400 + apart, 200))
    touch("touchEnd")
    after = page.evaluate("map.area()")
    assert after["east"] - after["west"] < (before["east"] - before["west"]) / 2
    assert page.evaluate("picked") == []


def test_buttons_do_what_keys_do(open_map: OpenMap) -> None:
    page = open_map(IRAQ)
    whole = page.evaluate("map.area()")
    page.get_by_role("button", name="Closer").click()
    assert page.evaluate("map.area()")["east"] < whole["east"]
    page.get_by_role("button", name="All places").click()
    assert page.evaluate("map.area()") == pytest.approx(whole)
    page.get_by_role("button", name="Further").click()
    assert page.evaluate("map.area()")["east"] > whole["east"]


def test_only_what_is_here_is_told_each_time_the_map_rests(open_map: OpenMap) -> None:
    page = open_map(IRAQ)
    here = page.get_by_role("button", name="Only what is here")
    here.click()
    assert here.get_attribute("aria-pressed") == "true"
    assert page.evaluate("areas") == [page.evaluate("map.area()")]
    page.get_by_role("button", name="Closer").click()
    until(page, "areas.length === 2")
    assert page.evaluate("areas[1]") == page.evaluate("map.area()")
    here.click()
    assert page.evaluate("areas[2]") is None


def test_what_the_filters_take_away_is_hollow_and_not_picked(open_map: OpenMap) -> None:
    page = open_map(IRAQ)
    area = page.evaluate("map.area()")
    page.evaluate("map.setVisible(Uint8Array.from({length: count}, (_, i) => i < 10 ? 1 : 0))")
    assert texts(page) == [
        "Baghdad: 10 events, 30 more filtered out",
        "Erbil: 7 events, filtered out",
        "Iraq: 3 events, filtered out",
        "Basra: 1 event, filtered out",
    ]
    assert page.evaluate("map.area()") == area
    page.mouse.click(*mark(page, "Erbil"))
    page.mouse.click(*mark(page, "Baghdad"))
    assert page.evaluate("picked") == [list(range(10))]
    page.evaluate("map.setVisible(new Uint8Array(count))")
    assert page.locator(".map-caption").text_content() == "Baghdad: 40 events, filtered out"
    page.mouse.move(0, 0)
    press(page, "Escape")
    assert page.locator(".map-caption").text_content() == "No event is left by the filters"
    picture(page, "map-filtered")


def test_what_is_selected_is_brought_into_view(open_map: OpenMap) -> None:
    page = open_map(IRAQ)
    press(page, "Tab + + + +")
    assert not any(text.startswith("Basra") for text in texts(page))
    page.evaluate("map.select(47)")
    assert mark(page, "Basra") == pytest.approx((400, 200), abs=60)
    page.evaluate("map.select(52)")  # it has no point
    page.evaluate("map.select(null)")
    assert page.evaluate("picked") == []


def test_no_event_has_a_place(open_map: OpenMap) -> None:
    page = open_map(["", ""])
    assert page.locator(".map").inner_text().strip() == "None of the events has a place on the map"
    assert page.get_by_role("listbox").count() == 0
    page.evaluate("map.setVisible(Uint8Array.of(1, 0)); map.select(1); map.redraw()")
    assert axe(page) == []


def test_no_events_at_all(open_map: OpenMap) -> None:
    page = open_map([])
    assert page.locator(".map").inner_text().strip() == "There are no events"


@pytest.mark.parametrize(
    "points",
    [
        {"suva": (178.4, -18.1), "apia": (-171.8, -13.8)},
        {"suva": (0.0, 90.0), "apia": (0.0, -90.0)},
        {"suva": (180.0, 0.0), "apia": (-180.0, 80.0)},
        {"suva": (-179.9, 85.0), "apia": (0.0, -60.0)},
    ],
)
def test_poles_and_the_date_line(open_map: OpenMap, points: dict[str, tuple[float, float]]) -> None:
    page = open_map(["suva", "apia"], points)
    assert sorted(texts(page)) == ["Apia: 1 event", "Suva: 1 event"]
    for mark in page.evaluate("map.marks()"):
        assert 5 <= mark["x"] <= 795
        assert 5 <= mark["y"] <= 395
    picture(page, f"map-{points['suva']}")


def test_another_size_and_theme(open_map: OpenMap) -> None:
    page = open_map(IRAQ, pixel_ratio=2)
    canvas = "(({width, height, clientWidth, clientHeight}) => [width / clientWidth, height / clientHeight])"
    assert page.evaluate(f"{canvas}(document.querySelector('canvas'))") == [2, 2]
    corner = "[...document.querySelector('canvas').getContext('2d').getImageData(3, 3, 1, 1).data].slice(0, 3)"
    light = page.evaluate(corner)
    page.emulate_media(color_scheme="dark")
    page.evaluate("map.redraw(); map.marks()")
    assert sum(page.evaluate(corner)) < sum(light) / 2
    page.set_viewport_size({"width": 320, "height": 480})
    until(page, "document.querySelector('canvas').clientWidth <= 320")
    assert len(texts(page)) >= 2


def test_it_leaves_nothing_behind(open_map: OpenMap) -> None:
    page = open_map(IRAQ)
    page.evaluate("map.destroy()")
    assert page.evaluate("document.getElementById('here').childNodes.length") == 0


# How many of the canvas's numbers differ from what a map that is drawn anew has.
DIFFERING = """(() => {
  const pixels = () => {
    map.marks();
    const canvas = document.querySelector("canvas");
    return canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  };
  const kept = pixels();
  map.redraw();
  const anew = pixels();
  return kept.filter((value, i) => Math.abs(value - anew[i]) > 40).length / anew.length;
})()"""


@pytest.mark.parametrize("move", ["dragBy(37, -21)", "dragBy(-900, 0)", "zoomBy(1.9, 100, 300)", "zoomBy(0.2)"])
def test_land_is_kept_while_one_moves_and_is_where_it_would_be_drawn_anew(open_map: OpenMap, move: str) -> None:
    page = open_map(IRAQ)
    page.evaluate(f"map.{move}; map.marks()")
    until(page, "map.resting === 0")
    # Edges may fall on either side of a pixel.
    assert page.evaluate(DIFFERING) < 0.01
