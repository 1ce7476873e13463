"""The pictures of the README: they are there and small, and have the colours of what they were made of."""

import re
from pathlib import Path

import pytest

from tests.exporters.pictures.pixels import read_png
from tools.pictures import FOLDER, MOST_BYTES, ROOT, VIEWS, indexed

SHOWN = re.findall(r"!\[[^]]+\]\((docs/pictures/[^)]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))


def test_what_the_readme_shows_is_made_by_the_command() -> None:
    made = {*(view.name for view in VIEWS), "pdf", "timeline"}
    assert {path.stem for path in FOLDER.iterdir()} == made
    assert len(SHOWN) >= 3
    assert all((ROOT / path).is_file() for path in SHOWN)


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_a_picture_is_small_and_not_blank(path: Path) -> None:
    data = path.read_bytes()
    assert len(data) <= MOST_BYTES
    assert read_png(data).different_lines > 100


def test_few_colours_are_kept_as_they_are() -> None:
    rows = [[(x * 8, y * 30, 7) for x in range(32)] for y in range(8)]
    assert [list(row) for row in read_png(indexed(rows), rows=8).rows] == rows


def test_of_many_colours_each_is_shown_as_one_near_it() -> None:
    rows = [[(x * 4, y * 4, 0) for x in range(64)] for y in range(64)]
    picture = read_png(indexed(rows), rows=64)
    assert len({pixel for row in picture.rows for pixel in row}) == 256
    for row, shown in zip(rows, picture.rows, strict=True):
        for colour, pixel in zip(row, shown, strict=True):
            assert max(abs(one - other) for one, other in zip(colour, pixel, strict=True)) <= 16
