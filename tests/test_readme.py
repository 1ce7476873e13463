"""The README shows a real session: every command in it prints what it shows."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
ELIDED = "…"


README = (ROOT / "README.md").read_text(encoding="utf-8")
IMPORT = README[README.index("## Import ") : README.index("## Where the database is")]
"""Here each command needs what the one before has left."""


def sessions(text: str) -> Iterator[tuple[str, list[str]]]:
    """(command, lines shown) of every timeline command in the console blocks."""
    for block in BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = part.rstrip("\n").split("\n")
            if not command.startswith("make "):
                yield command, shown


SESSIONS = list(sessions(README.replace(IMPORT, "")))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the seeds, a file with a mistake, and a database of the seeds."""
    home = tmp_path_factory.mktemp("readme")
    (home / "seeds").symlink_to(ROOT / "seeds")
    harbour = re.search(r"```yaml\n(sources:.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert harbour is not None
    (home / "harbour.yaml").write_text(harbour[1], encoding="utf-8")
    (home / "draft.yaml").write_text(harbour[1].replace("initiator", "iniciator"), encoding="utf-8")
    assert timeline(home, "timeline load seeds/iraq-2020").returncode == 0
    return home


def timeline(home: Path, command: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key not in ("TIMELINE_DB", "COLUMNS")}
    environment["PYTHONPATH"] = str(ROOT)
    arguments = [sys.executable, "-m", *shlex.split(command)]
    return subprocess.run(
        arguments,
        cwd=home,
        env=environment,
        text=True,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def test_there_is_a_session() -> None:
    assert len(SESSIONS) >= 5


@pytest.mark.parametrize(("command", "shown"), SESSIONS, ids=[command for command, _ in SESSIONS])
def test_the_command_prints_what_the_readme_shows(home: Path, command: str, shown: list[str]) -> None:
    printed = timeline(home, command).stdout.rstrip("\n")
    assert_shown(command, shown, printed)


def assert_shown(command: str, shown: list[str], printed: str) -> None:
    pattern = r"\n".join(r"[\s\S]*" if line.strip() == ELIDED else re.escape(line) for line in shown)
    assert re.fullmatch(pattern, printed), f"the README shows of `{command}` what it does not print:\n{printed}"


def test_the_import_of_a_table_goes_as_it_is_told(tmp_path: Path) -> None:
    table = re.search(r"```csv\n(.*?)```", IMPORT, re.DOTALL)
    assert table is not None
    (tmp_path / "strikes.csv").write_text(table[1], encoding="utf-8")
    told = list(sessions(IMPORT))
    assert len(told) == 5
    for command, shown in told:
        if command.startswith("timeline "):
            # Both outputs come together here; on a terminal too.
            assert_shown(command, shown, timeline(tmp_path, command).stdout.rstrip("\n"))
        else:
            subprocess.run(shlex.split(command), cwd=tmp_path, check=True)


def test_the_example_file_loads(home: Path) -> None:
    done = timeline(home, "timeline --db harbour.db load harbour.yaml")
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "added    2 sources, 2 actors, 1 event")
