"""The built files that are committed are what their sources give."""

import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
BROWSER = CHECKOUT / "timeline" / "browser"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the built files, made just now."""
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "tools/browser.py", "build", str(folder)]
    result = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, encoding="utf-8")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    return folder


def test_what_is_committed_is_what_the_sources_give(built: Path) -> None:
    files = sorted(path.name for path in built.iterdir())
    assert {"page.js", "served.js"} <= set(files)
    stale = [name for name in files if (BROWSER / name).read_bytes() != (built / name).read_bytes()]
    assert stale == [], "make browser writes them anew"


def test_nothing_built_is_left_of_sources_that_are_gone(built: Path) -> None:
    committed = {path.name for path in BROWSER.glob("*.js")}
    assert committed == {path.name for path in built.glob("*.js")}
