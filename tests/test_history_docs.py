"""docs/history.md shows a real session: every command in it prints what it shows."""

import re
from pathlib import Path

from tests.support.shown import ROOT, assert_shown, run, sessions
from tests.test_readme import README, timeless

TOLD = list(sessions((ROOT / "docs" / "history.md").read_text(encoding="utf-8")))


def test_a_refused_undo_is_told_as_it_is_shown(tmp_path: Path) -> None:
    harbour = re.search(r"```yaml\n(sources:.*?)```", README, re.DOTALL)
    assert harbour is not None
    (tmp_path / "harbour.yaml").write_text(harbour[1], encoding="utf-8")
    assert len(TOLD) == 6
    for command, shown in TOLD:
        assert_shown(command, [timeless(line) for line in shown], timeless(run(tmp_path, command).stdout))
