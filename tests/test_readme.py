"""The README shows a real session: every command in it prints what it shows."""

import re
from pathlib import Path

import pytest

from tests.support.shown import ROOT, assert_shown, run, sessions

README = (ROOT / "README.md").read_text(encoding="utf-8")
IMPORT = README[README.index("## Import ") : README.index("## What was changed")]
"""Here each command needs what the one before has left."""


HISTORY = README[README.index("## What was changed") : README.index("## In a browser")]
"""Here as well."""
SESSIONS = list(sessions(README.replace(IMPORT, "").replace(HISTORY, "")))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the seeds, a file with a mistake, and a database of the seeds."""
    home = tmp_path_factory.mktemp("readme")
    (home / "seeds").symlink_to(ROOT / "seeds")
    harbour = re.search(r"```yaml\n(sources:.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert harbour is not None
    (home / "harbour.yaml").write_text(harbour[1], encoding="utf-8")
    (home / "draft.yaml").write_text(harbour[1].replace("initiator", "iniciator"), encoding="utf-8")
    assert run(home, "timeline load seeds/iraq-2020").returncode == 0
    return home


def test_there_is_a_session() -> None:
    assert len(SESSIONS) >= 5


@pytest.mark.parametrize(("command", "shown"), SESSIONS, ids=[command for command, _ in SESSIONS])
def test_the_command_prints_what_the_readme_shows(home: Path, command: str, shown: list[str]) -> None:
    printed = run(home, command).stdout
    assert_shown(command, shown, printed)


def test_the_import_of_a_table_goes_as_it_is_told(tmp_path: Path) -> None:
    table = re.search(r"```csv\n(.*?)```", IMPORT, re.DOTALL)
    assert table is not None
    (tmp_path / "strikes.csv").write_text(table[1], encoding="utf-8")
    told = list(sessions(IMPORT))
    assert len(told) == 5
    for command, shown in told:
        done = run(tmp_path, command)
        assert command.startswith("timeline ") or done.returncode == 0
        assert_shown(command, shown, done.stdout)


def test_a_correction_is_told_and_undone_as_it_is_shown(home: Path, tmp_path: Path) -> None:
    (tmp_path / "harbour.yaml").write_bytes((home / "harbour.yaml").read_bytes())
    told = list(sessions(HISTORY))
    assert len(told) == 9
    for command, shown in told:
        done = run(tmp_path, command)
        assert done.returncode == 0
        assert_shown(command, [timeless(line) for line in shown], timeless(done.stdout))


def timeless(text: str) -> str:
    """The text without the moments at which something was done."""
    return re.sub(r"\d+ \w+ \d{4}, \d\d:\d\d UTC([+-]\d+(:\d+)?)?", "WHEN", text)


def test_the_example_file_loads(home: Path) -> None:
    done = run(home, "timeline --db harbour.db load harbour.yaml")
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "added    2 sources, 2 actors, 1 event")
