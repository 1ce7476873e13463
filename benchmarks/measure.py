"""How the benchmarks time: two things in turn, again and again, and the medians of what they took.

Both run in the same minute on the same machine, so what slows one slows the other. A line says what was
timed, ours, the other, the ratio and the target; nothing here fails because a machine is slow.
"""

import argparse
import os
import platform
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

ROUNDS = 15
BUDGET = 15.0
"""Seconds for a line: where a pair takes long, there are fewer of them, though never fewer than LEAST_ROUNDS."""
LEAST_ROUNDS = 3

# A process is taken to have held what the one that started it held: so a small one starts it.
_KEEPER = """
import os, sys, time
started = time.perf_counter()
nowhere = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
process = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=nowhere)
_, status, usage = os.wait4(process, 0)
print(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status) != 0)
"""

Action = Callable[[], object]
Clock = Callable[[], float]


class Run(NamedTuple):
    """What one run of a command took."""

    seconds: float
    processor: float
    """Seconds of the processor: what others had of it meanwhile is left out."""
    mebibytes: float
    """Of resident memory, at most."""


class Timed(NamedTuple):
    """Medians, in seconds, and the median of the ratios of the pairs."""

    ours: float
    other: float
    ratio: float


def arguments(about: str, events: int = 100_000) -> argparse.Namespace:
    """The options that every benchmark takes: --events, --rounds."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--events", type=int, default=events, help="size of the database (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="pairs of runs (default: %(default)s)")
    return parser.parse_args()


def seconds(action: Action, clock: Clock = perf_counter) -> float:
    """What it takes once."""
    started = clock()
    action()
    return clock() - started


def compare(
    ours: Action | Sequence[Action],
    other: Action | Sequence[Action],
    rounds: int = ROUNDS,
    clock: Clock = perf_counter,
) -> Timed:
    """Both in turn; where they are lists, a round goes through both in step and counts the mean of each.

    The first round warms the caches and does not count.
    """
    first, second = _listed(ours), _listed(other)
    pairs: list[tuple[float, float]] = []
    started = perf_counter()
    while len(pairs) <= rounds and (len(pairs) <= LEAST_ROUNDS or perf_counter() - started < BUDGET):
        taken = [(seconds(mine, clock), seconds(theirs, clock)) for mine, theirs in zip(first, second, strict=True)]
        pairs.append((sum(mine for mine, _ in taken) / len(taken), sum(theirs for _, theirs in taken) / len(taken)))
    return _of_pairs(pairs[1:])


def compare_pairs(pairs: Sequence[tuple[Action, Action]], rounds: int = ROUNDS) -> Timed:
    """The same of (ours, the other)."""
    return compare([ours for ours, _ in pairs], [other for _, other in pairs], rounds)


def compare_processes(
    ours: Sequence[str], other: Sequence[str], folder: Path, rounds: int = ROUNDS
) -> tuple[Timed, Timed]:
    """Both commands in turn: what they took of the processor, and from start to end. The first round does not count."""
    runs: list[tuple[Run, Run]] = []
    started = perf_counter()
    while len(runs) <= rounds and (len(runs) <= LEAST_ROUNDS or perf_counter() - started < BUDGET):
        runs.append((run_once(ours, folder), run_once(other, folder)))
    return (
        _of_pairs([(mine.processor, theirs.processor) for mine, theirs in runs[1:]]),
        _of_pairs([(mine.seconds, theirs.seconds) for mine, theirs in runs[1:]]),
    )


def alone(actions: Action | Sequence[Action], rounds: int = ROUNDS, clock: Clock = perf_counter) -> float:
    """The median over the rounds of the mean, in seconds; the first round does not count."""
    listed = _listed(actions)
    taken: list[float] = []
    started = perf_counter()
    while len(taken) <= rounds and (len(taken) <= LEAST_ROUNDS or perf_counter() - started < BUDGET):
        taken.append(sum(seconds(each, clock) for each in listed) / len(listed))
    return median(taken[1:])


def say(what: str, timed: Timed, *, most: float | None = None, least: float | None = None) -> None:
    """A line with both times and their ratio; ``most`` and ``least`` are targets for the ratio."""
    line(what, time_told(timed.ours), time_told(timed.other), f"{timed.ratio:.2f}", verdict(timed.ratio, most, least))


def say_time(what: str, taken: float, *, most: float | None = None) -> None:
    """A line with one time; ``most`` is its target, in seconds."""
    line(what, time_told(taken), "", "", "" if most is None else f"<= {time_told(most)}: {_met(taken <= most)}")


def verdict(value: float, most: float | None = None, least: float | None = None) -> str:
    """The target, and whether it is met."""
    if most is not None:
        return f"<= {most:g}: {_met(value <= most)}"
    return "" if least is None else f">= {least:g}: {_met(value >= least)}"


def line(what: str, ours: str, other: str, ratio: str, target: str) -> None:
    """One line of a benchmark."""
    print(f"{what:58} {ours:>10} {other:>10} {ratio:>6}  {target}".rstrip(), flush=True)


def heading(what: str) -> None:
    """What is compared, and the names of the columns."""
    print(what)
    line("", "ours", "other", "ratio", "target")


def machine() -> str:
    """The machine and the versions of what was timed, in a line."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return f"{_processor()}, {cores} cores, {platform.system()}, {versions}"


def run_once(command: Sequence[str], folder: Path) -> Run:
    """One run of a command in a folder, its output thrown away."""
    measured = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _KEEPER, *command], cwd=folder, check=True, stdout=subprocess.PIPE
    ).stdout.split()
    scale = 1 if sys.platform == "darwin" else 1024  # bytes there, KiB elsewhere
    return Run(float(measured[0]), float(measured[1]), int(measured[2]) * scale / 2**20)


def _of_pairs(pairs: Sequence[tuple[float, float]]) -> Timed:
    return Timed(
        median(mine for mine, _ in pairs),
        median(theirs for _, theirs in pairs),
        median(mine / theirs for mine, theirs in pairs),
    )


def _listed(actions: Action | Sequence[Action]) -> Sequence[Action]:
    return [actions] if callable(actions) else actions


def time_told(taken: float) -> str:
    """A time with its unit: 12.3 ms."""
    for scale, unit in ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs")):
        if taken >= scale:
            return f"{taken / scale:.3g} {unit}" if taken < 1000 * scale else f"{taken / scale:.0f} {unit}"
    return f"{taken * 1e6:.2f} µs"


def _met(met: bool) -> str:
    return "met" if met else "MISSED"


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            return next(text.partition(":")[2].strip() for text in file if text.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()
