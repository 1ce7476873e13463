"""How well and how fast pairs of events that may be one are found, on datasets of which the truth is known.

python -m benchmarks.duplicates                 precision and recall by score, for each noise
python -m benchmarks.duplicates --events 100000 time and memory, across two halves of so many events
"""

import argparse
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from benchmarks.databases import kept, load_parts
from benchmarks.told_twice import DATASETS, NOISES, Noise, ToldTwice
from timeline.actions.duplicates.find_duplicates import Duplicates, DuplicatesRequest, find_duplicates
from timeline.query import Request
from timeline.storage.connecting.database import open_database

SCORES = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
TRUE_EVENTS = 3_000
"""Of each world in which precision and recall are measured: a land of sixty cities, for a year."""
_DAYS = 12_784
"""Of the worlds that are timed: 35 years."""


def measured(world: ToldTwice, found: Duplicates, least: float) -> tuple[float, float]:
    """(precision, recall) of the pairs that score so high or higher."""
    true = {frozenset(pair) for pair in world.one()}
    said = {frozenset((pair.first.id, pair.second.id)) for pair in found.pairs if pair.score >= least}
    right = len(true & said)
    return (right / len(said) if said else 1.0), (right / len(true) if true else 1.0)


def evaluated(noise: Noise, events: int = TRUE_EVENTS, seed: int = 1) -> list[tuple[float, float]]:
    """Precision and recall at each of SCORES."""
    world = ToldTwice(events, noise, seed=seed)
    with tempfile.TemporaryDirectory() as folder:
        database = str(Path(folder) / "told-twice.db")
        load_parts(database, world.parts())
        with open_database(database) as opened:
            asked = DuplicatesRequest(Request(), across=DATASETS, least=SCORES[0])
            found = find_duplicates(opened, asked)
    return [measured(world, found, least) for least in SCORES]


def _tell_quality() -> None:
    heads = " | ".join(f"{score:g}" for score in SCORES)
    print(f"| noise | {heads} |\n|---|{'---:|' * len(SCORES)}")
    for noise in NOISES:
        told = " | ".join(f"{precision:.2f} / {recall:.2f}" for precision, recall in evaluated(noise))
        print(f"| {noise.name} | {told} |", flush=True)


def _tell_speed(events: int) -> None:
    """Times one run in a process of its own, so that its memory is its own."""
    halves = ToldTwice(round(events / 2 / (1 - NOISES[2].missed)), NOISES[2], days=_DAYS)
    path, seconds = kept(f"told-twice-{events}", lambda path: load_parts(str(path), halves.parts()))
    print(f"loaded {path.name} in {seconds:,.0f} s", file=sys.stderr)
    subprocess.run([sys.executable, "-m", "benchmarks.duplicates", "--of", str(path)], check=True)


def _time(path: str) -> None:
    begun = perf_counter()
    with open_database(path) as opened:
        found = find_duplicates(opened, DuplicatesRequest(Request(), across=DATASETS, limit=20))
    seconds = perf_counter() - begun
    mebibytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{found.compared:,} events compared: {found.found:,} pairs in {seconds:.1f} s, {mebibytes:,.0f} MiB; "
        f"{found.left_out.pairs:,} pairs not compared"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, help="time it across two halves of so many events")
    parser.add_argument("--of", help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.of:
        _time(asked.of)
    elif asked.events:
        _tell_speed(asked.events)
    else:
        _tell_quality()


if __name__ == "__main__":
    main()
