"""``make demo`` does what the README says of it, with what it installs and nothing else."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOT_NEEDED = ("node", "npm", "npx", "chromium", "chromium-browser", "google-chrome", "firefox")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """What it printed, and the folder that it wrote; the virtualenv is the one that the tests run in."""
    home = tmp_path_factory.mktemp("demo")
    traps = home / "traps"
    traps.mkdir()
    for name in NOT_NEEDED:
        trap = traps / name
        trap.write_text(f"#!/bin/sh\ntouch '{home}/called'\nexit 1\n", encoding="utf-8")
        trap.chmod(0o755)
    environment = {**os.environ, "PATH": f"{traps}{os.pathsep}{os.environ['PATH']}"}
    environment.pop("TIMELINE_DB", None)
    make = shutil.which("make")
    assert make is not None, "make is all that the demo needs beside Python"
    settings = f"BIN={Path(sys.executable).parent}", f"DEMO={home / 'demo'}"
    command = [make, "--silent", "--old-file", ".venv/timeline.stamp", "demo", *settings]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert not (home / "called").exists(), "it called what it is not to need"
    return done.stdout, home / "demo"


def test_it_shows_ten_days_and_writes_the_documents(demo: tuple[str, Path]) -> None:
    printed, folder = demo
    assert "Pompeo telephones Salih" in printed
    assert sorted(each.name for each in folder.iterdir()) == [
        "chronology.html",
        "chronology.md",
        "chronology.svg",
        "iraq-2020.db",
    ]
    for name in ("chronology.html", "chronology.md", "chronology.svg"):
        assert str(folder / name) in printed
        assert "Pompeo telephones Salih" in (folder / name).read_text(encoding="utf-8")


def test_the_page_has_all_events_and_the_picture_the_ten_days(demo: tuple[str, Path]) -> None:
    _, folder = demo
    page, picture = ((folder / f"chronology.{suffix}").read_text(encoding="utf-8") for suffix in ("html", "svg"))
    assert page.partition("<script>")[0].count('<article id="event-') == 117
    assert "<script>" in page
    assert "Mass protests in Iraq" in page
    assert "Mass protests in Iraq" not in picture


def test_what_it_says_to_try_can_be_tried(demo: tuple[str, Path]) -> None:
    printed, _ = demo
    tried, served = re.findall(r"(\S+/timeline --db \S+ (?:show \S+|serve))", printed.replace(")", ""))
    shown = subprocess.run(shlex.split(tried), capture_output=True, text=True, encoding="utf-8")
    assert (shown.returncode, shown.stdout.splitlines()[0]) == (0, "Pompeo telephones Salih")
    # That it serves is for its own tests; here, that the words are those of a command.
    known = subprocess.run([*shlex.split(served), "--help"], capture_output=True, text=True, encoding="utf-8")
    assert known.returncode == 0
