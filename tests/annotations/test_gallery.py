"""Every mistake in tests/problems is told as the text beside it says, one line each."""

import os
from pathlib import Path

import pytest

from timeline.annotations.checking.checks import check_records
from timeline.annotations.reading.read_files import read_paths

GALLERY = Path(__file__).parents[1] / "problems"
CASES = sorted(path for path in GALLERY.iterdir() if path.suffix in ("", ".yaml"))


def told(path: Path) -> str:
    """All that is said of a file or folder, paths as from within the gallery."""
    reading = read_paths([path])
    problems = sorted({*reading.problems, *check_records(reading.records, reading.where)})
    return "".join(f"{problem}\n" for problem in problems)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_mistakes_are_told_as_the_gallery_says(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(GALLERY)
    said = told(Path(path.name))
    expected = path.with_suffix(".txt")
    kept = expected.read_text(encoding="utf-8") if expected.exists() else None
    if said != kept and os.environ.get("TIMELINE_UPDATE_GOLDEN"):
        expected.write_text(said, encoding="utf-8")
        pytest.fail(f"{expected.name} was written anew: read the difference, then run again")
    assert said == kept, "TIMELINE_UPDATE_GOLDEN=1 writes it anew"


def test_every_text_of_the_gallery_belongs_to_a_mistake() -> None:
    named = {path.with_suffix(".txt").name for path in CASES}
    assert {path.name for path in GALLERY.glob("*.txt")} == named


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_every_line_of_the_gallery_is_a_mistake_that_is_in_the_file(path: Path) -> None:
    lines = path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    assert lines, "a gallery of mistakes has no file without one"
    for line in lines:
        file, number, message = [*line.split(":", 2), "", ""][:3]
        if number.isdigit():
            assert 1 <= int(number) <= max(1, (GALLERY / file).read_bytes().count(b"\n") + 1)
            assert message.startswith(" ")


def test_ten_mistakes_are_ten_lines() -> None:
    assert (GALLERY / "ten-mistakes.txt").read_text(encoding="utf-8").count("\n") == 10
