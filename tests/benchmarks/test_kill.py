"""Commands that are killed: a few of the kills of ``make kill``."""

import pytest

from benchmarks.kill import COMMANDS, run_kills


@pytest.mark.slow
def test_what_killed_commands_leave_is_old_or_new() -> None:
    found = run_kills(len(COMMANDS), seed=5)
    assert sum(found.values()) == len(COMMANDS)
    assert {name for name, _, _ in found} == {command.name for command in COMMANDS}
