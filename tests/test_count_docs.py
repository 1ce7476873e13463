"""docs/count.md shows a real session: every command in it prints what it shows."""

from pathlib import Path

import pytest

from tests.support.shown import ROOT, assert_shown, run, sessions

SESSIONS = list(sessions((ROOT / "docs" / "count.md").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database of the seeds."""
    home = tmp_path_factory.mktemp("counting")
    (home / "seeds").symlink_to(ROOT / "seeds")
    assert run(home, "timeline load seeds/iraq-2020").returncode == 0
    return home


def test_every_command_prints_what_is_shown(home: Path) -> None:
    assert len(SESSIONS) >= 4
    for command, shown in SESSIONS:
        assert_shown(command, shown, run(home, command).stdout)
