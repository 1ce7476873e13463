"""On a real terminal: tables fit it, long answers go through the pager, and progress shows."""

import re
import sys
from pathlib import Path

import pytest

from tests.cli.process import run_on_terminal, run_piped
from timeline.cli.printing.table import text_width

HARMFUL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


@pytest.fixture
def pager(tmp_path: Path) -> dict[str, str]:
    """A pager that marks what it is given, as variables."""
    script = tmp_path / "pager"
    script.write_text("#!/bin/sh\necho PAGED\nexec cat\n", encoding="utf-8")
    script.chmod(0o755)
    return {"PAGER": str(script)}


QUESTIONS = [
    ["events"],
    ["events", "--on", "2031-05-03"],
    ["actors"],
    ["sources"],
    ["show", "wide"],
    ["show", "combining"],
    ["show", "ana"],
    ["show", "paper"],
]


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_every_line_fits_the_terminal_whatever_the_titles_hold(
    odd_db: str, pager: dict[str, str], question: list[str], columns: int
) -> None:
    seen = run_on_terminal("--db", odd_db, *question, columns=columns, rows=500, variables=pager)
    assert seen.code == 0
    assert seen.lines
    for line in seen.lines:
        assert text_width(line) <= columns
        assert not HARMFUL.search(line)
    if question == ["events"]:
        assert max(text_width(line) for line in seen.lines) > min(columns, 140) // 2, "it uses the room it has"


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize(
    "question",
    [
        ["events", "--on", "2020-09-21"],
        ["show", "pompeo-salih-call"],
        ["show", "kataib-hezbollah"],
        ["places"],
        ["formats"],
        ["events", "--help"],
    ],
    ids=" ".join,
)
def test_the_seeds_fit_the_terminal(seeds_db: str, pager: dict[str, str], question: list[str], columns: int) -> None:
    seen = run_on_terminal("--db", seeds_db, *question, columns=columns, rows=999, variables=pager)
    assert seen.code == 0
    assert max(text_width(line) for line in seen.lines) <= columns or question[-1] == "--help"


def test_what_is_longer_than_the_screen_goes_through_the_pager(seeds_db: str, pager: dict[str, str]) -> None:
    seen = run_on_terminal("--db", seeds_db, "events", rows=24, variables=pager)
    assert seen.code == 0
    assert seen.lines[0] == "PAGED"
    assert "\n".join(seen.lines[1:]) + "\n" == run_piped("--db", seeds_db, "events").stdout


def test_the_pager_begins_with_the_first_line_too_many(strait_db: str, pager: dict[str, str]) -> None:
    lines = run_piped("--db", strait_db, "events").stdout.count("\n")
    fits = run_on_terminal("--db", strait_db, "events", rows=lines + 1, variables=pager)
    paged = run_on_terminal("--db", strait_db, "events", rows=lines, variables=pager)
    assert "PAGED" not in fits.text
    assert paged.text == "PAGED\n" + fits.text


def test_the_variables_columns_and_lines_go_before_the_screen(strait_db: str, pager: dict[str, str]) -> None:
    narrow = run_on_terminal(
        "--db", strait_db, "actors", columns=200, rows=99, variables={**pager, "COLUMNS": "70", "LINES": "5"}
    )
    assert narrow.lines[0] == "PAGED"
    assert max(len(line) for line in narrow.lines) <= 70


def test_a_terminal_that_was_told_no_size_is_like_any_other(seeds_db: str, pager: dict[str, str]) -> None:
    seen = run_on_terminal("--db", seeds_db, "events", columns=0, rows=0, variables=pager)
    usual = run_on_terminal("--db", seeds_db, "events", columns=80, rows=24, variables=pager)
    assert seen == usual
    assert (seen.code, "PAGED" in seen.lines) == (0, True)


def test_leaving_the_pager_early_leaves_no_traceback(seeds_db: str, tmp_path: Path) -> None:
    script = tmp_path / "impatient"
    script.write_text("#!/bin/sh\nexec head -n 2\n", encoding="utf-8")
    script.chmod(0o755)
    seen = run_on_terminal("--db", seeds_db, "events", rows=10, variables={"PAGER": str(script)})
    assert len(seen.lines) == 2


def test_a_pipe_gets_no_pager_and_80_columns(seeds_db: str, pager: dict[str, str]) -> None:
    done = run_piped("--db", seeds_db, "events", variables=pager)
    assert "PAGED" not in done.stdout
    assert max(text_width(line) for line in done.stdout.splitlines()) <= 80


def test_other_formats_are_not_paged(seeds_db: str, pager: dict[str, str]) -> None:
    seen = run_on_terminal("--db", seeds_db, "events", "--format", "jsonl", rows=10, variables=pager)
    assert seen.code == 0
    assert "PAGED" not in seen.text


def test_titles_with_line_breaks_stay_in_their_column(odd_db: str) -> None:
    lines = run_piped("--db", odd_db, "events").stdout.splitlines()
    assert lines[1:4] == [
        "1 May 2031             One line                                       1 source",
        "                       and another after a tab",
        "                       multi-line",
    ]


# --- progress --------------------------------------------------------------------------------------

SLOW = """\
import time
from timeline.cli.printing.output import progress
with progress("counting"):
    time.sleep({seconds})
print("done")
"""


def test_progress_shows_on_a_terminal_after_a_second_and_is_wiped_out() -> None:
    seen = run_on_terminal(program=(sys.executable, "-c", SLOW.format(seconds=1.4)))
    assert seen.code == 0
    assert "\rcounting … 1 s " in seen.text
    assert seen.text.endswith("\r\x1b[Kdone\n")


def test_what_is_quick_shows_no_progress() -> None:
    assert run_on_terminal(program=(sys.executable, "-c", SLOW.format(seconds=0.1))).text == "done\n"


def test_a_pipe_gets_no_progress(tmp_path: Path, seeds_folder: Path) -> None:
    done = run_piped("--db", str(tmp_path / "timeline.db"), "load", str(seeds_folder / "iraq-2020"))
    assert (done.returncode, done.stderr) == (0, "")
