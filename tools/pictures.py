"""Makes the pictures of the README anew: ``make pictures``.

It exports the seeds, opens the page in the tests' browser, takes a page of the PDF, and writes docs/pictures/*.png: as
indexed colours, for they are committed, and are to stay small.
"""

import struct
import subprocess
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from playwright.sync_api import Page, sync_playwright

from tests.exporters.pictures.pixels import read_png
from tests.support.browser import start_chromium

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "pictures"
MOST_BYTES = 150_000
"""Of a picture."""
_COLOURS = 256
_TITLE = ("--title", "Iraq and the United States in 2020", "--made-on", "2026-11-27")
_TEN_DAYS = ("--from", "2020-09-20", "--to", "2020-09-30")

Colour = tuple[int, ...]


class View(NamedTuple):
    """How the page is looked at."""

    name: str
    width: int
    height: int
    asked: str = ""
    """What stands in its address."""
    dark: bool = False


VIEWS = (
    View("page", 1280, 860),
    View("event", 1280, 860, "#event=pompeo-salih-call"),
    View("phone", 390, 780, dark=True),
)


def main() -> None:
    """Writes all pictures."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _timeline(home, "load", str(ROOT / "seeds" / "iraq-2020"))
        _timeline(home, "export", "page.html", *_TITLE)
        _timeline(home, "export", "document.pdf", *_TITLE)
        _timeline(home, "export", "timeline.png", "--width", "1100", *_TEN_DAYS, *_TITLE)
        for name, picture in (
            *_of_page(home / "page.html"),
            ("pdf", _of_document(home / "document.pdf")),
            ("timeline", _of_png((home / "timeline.png").read_bytes())),
        ):
            data = indexed(picture)
            if len(data) > MOST_BYTES:
                raise SystemExit(f"{name}.png: {len(data):,} bytes, more than {MOST_BYTES:,}: make its view smaller")
            (FOLDER / f"{name}.png").write_bytes(data)
            print(f"wrote docs/pictures/{name}.png ({len(data):,} bytes)")


def _timeline(home: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "timeline", "--db", "iraq-2020.db", *arguments]
    subprocess.run(command, cwd=home, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


Rows = Sequence[Sequence[Colour]]


def _of_page(page: Path) -> Iterator[tuple[str, Rows]]:
    with sync_playwright() as playwright:
        browser = start_chromium(playwright)
        for view in VIEWS:
            context = browser.new_context(
                viewport={"width": view.width, "height": view.height},
                color_scheme="dark" if view.dark else "light",
                reduced_motion="reduce",
                locale="en-GB",
                timezone_id="UTC",
            )
            opened = context.new_page()
            opened.goto(f"{page.as_uri()}{view.asked}")
            _wait_until_ready(opened)
            yield view.name, _of_png(opened.screenshot())
            context.close()
        browser.close()


def _wait_until_ready(page: Page) -> None:
    page.wait_for_function("'ready' in document.documentElement.dataset")
    page.wait_for_timeout(500)


def _of_document(path: Path) -> Rows:
    """The page of a PDF on which sources disagree on a call."""
    document = pypdfium2.PdfDocument(path)
    telling = (page for page in document if "Sources disagree" in page.get_textpage().get_text_range())
    bitmap = next(telling).render(scale=1.3, rev_byteorder=True)
    data, step = bytes(bitmap.buffer), bitmap.n_channels
    return [
        [tuple(data[at : at + 3]) for at in range(start, start + bitmap.width * step, step)]
        for start in range(0, bitmap.height * bitmap.stride, bitmap.stride)
    ]


def _of_png(data: bytes) -> Rows:
    return [[pixel[:3] for pixel in row] for row in read_png(data, rows=1_000_000).rows]


def indexed(rows: Rows) -> bytes:
    """The picture as PNG with at most 256 colours; what has no more keeps them all."""
    boxes = _boxes(Counter(colour for row in rows for colour in row))
    palette = [max(box, key=lambda each: each[1])[0] for box in boxes]
    numbers = {colour: number for number, box in enumerate(boxes) for colour, _ in box}
    lines = b"".join(b"\0" + bytes(numbers[colour] for colour in row) for row in rows)
    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 3, 0, 0, 0)
    plte = bytes(sample for colour in palette for sample in colour)
    parts = (b"IHDR", header), (b"PLTE", plte), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


Box = list[tuple[Colour, int]]
"""Colours that are near one another, with how many pixels have each."""


def _boxes(counts: Counter[Colour]) -> list[Box]:
    """The colours in boxes, one for each colour that is kept: always the widest is halved ("median cut")."""
    boxes: list[Box] = [sorted(counts.items())]
    while len(boxes) < _COLOURS:
        widest = max(range(len(boxes)), key=lambda each: _extent(boxes[each])[0])
        extent, channel = _extent(boxes[widest])
        if extent == 0:
            break
        box = sorted(boxes[widest], key=lambda each: each[0][channel])
        middle = (box[0][0][channel] + box[-1][0][channel] + 1) // 2
        cut = next(at for at, (colour, _) in enumerate(box) if colour[channel] >= middle)
        boxes[widest : widest + 1] = [box[:cut], box[cut:]]
    return boxes


def _extent(box: Box) -> tuple[int, int]:
    """How far the colours of a box are apart, and in which channel."""
    return max((max(c[at] for c, _ in box) - min(c[at] for c, _ in box), at) for at in range(3))


if __name__ == "__main__":
    main()
