"""How the benchmarks measure."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.measure import LEAST_ROUNDS, compare, compare_pairs, run_once, verdict

MIB = 2**20


def python(text: str) -> list[str]:
    return [sys.executable, "-I", "-S", "-c", text]


def test_the_memory_is_that_of_the_command_and_of_no_one_else(tmp_path: Path) -> None:
    held = b"x" * (150 * MIB)
    little = run_once(python("print('x' * 100_000)"), tmp_path).mebibytes
    much = run_once(python(f"held = b'x' * {60 * MIB}"), tmp_path).mebibytes
    assert len(held) > little * MIB
    assert much - little == pytest.approx(60, abs=3)


def test_a_command_that_fails_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        run_once(python("raise SystemExit(3)"), tmp_path)


def test_the_time_of_the_processor_is_what_the_command_worked(tmp_path: Path) -> None:
    waits, works = "import time; time.sleep(0.3)", "import time\nwhile time.process_time() < 0.3: pass"
    waited, worked = run_once(python(waits), tmp_path), run_once(python(works), tmp_path)
    assert waited.processor < 0.3 <= min(waited.seconds, worked.processor)


def test_both_are_run_in_turn_and_the_first_round_does_not_count() -> None:
    ran: list[str] = []
    timed = compare_pairs([(lambda: ran.append("a"), lambda: ran.append("b"))] * 2, rounds=5)
    assert ran == ["a", "b"] * 2 * 6
    assert timed.ratio > 0


def test_what_takes_long_is_run_less_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.measure.BUDGET", 0.0)
    ran: list[str] = []
    compare(lambda: ran.append("a"), lambda: ran.append("b"), rounds=50)
    assert len(ran) == 2 * (LEAST_ROUNDS + 1)


@pytest.mark.parametrize(
    ("value", "targets", "said"),
    [
        (1.5, {"most": 1.5}, "<= 1.5: met"),
        (1.51, {"most": 1.5}, "<= 1.5: MISSED"),
        (0.95, {"least": 0.95}, ">= 0.95: met"),
        (0.94, {"least": 0.95}, ">= 0.95: MISSED"),
        (3.0, {}, ""),
    ],
)
def test_a_target_is_met_or_missed(value: float, targets: dict[str, float], said: str) -> None:
    assert verdict(value, **targets) == said
