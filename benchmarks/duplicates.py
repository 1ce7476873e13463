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
from time import process_time

from benchmarks.databases import kept, load_parts
from benchmarks.told_twice import DATASETS, FIRST_DAY, NOISES, Noise, ToldTwice
from timeline.actions.answer import answer
from timeline.actions.duplicates.find_duplicates import Duplicates, DuplicatesRequest, find_duplicates
from timeline.cli.collection import without_collection
from timeline.domain.dates.typed.windows import Window
from timeline.query import Request
from timeline.storage.connecting.database import open_database

SCORES = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
TRUE_EVENTS = 3_000
"""Of each world in which precision and recall are measured: a land of sixty cities, for a year."""
_DAYS = 12_784
"""Of the worlds that are timed: 35 years."""
_FIRST_DAYS = 60
"""Of which it is counted what was found."""


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
    path, seconds = kept(f"told-twice-{events}", lambda path: load_parts(str(path), _halves(events).parts()))
    print(f"loaded {path.name} in {seconds:,.0f} s", file=sys.stderr)
    subprocess.run(
        [sys.executable, "-m", "benchmarks.duplicates", "--of", str(path), "--events", str(events)], check=True
    )


def _time(path: str, events: int) -> None:
    begun = process_time()
    with without_collection(), open_database(path) as opened:  # as the command does
        found = find_duplicates(opened, DuplicatesRequest(Request(), across=DATASETS, limit=20))
    seconds = process_time() - begun
    mebibytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{found.compared:,} events compared: {found.found:,} pairs in {seconds:.1f} s of a processor, "
        f"{mebibytes:,.0f} MiB; {found.left_out.pairs:,} pairs not compared"
    )
    true, right, said = _recall(path, _halves(events))
    print(
        f"of {true:,} pairs of the first {_FIRST_DAYS} days that are one {right / true:.0%} are found, "
        f"{right / said:.0%} of the {said:,} found there are one"
    )


def _recall(path: str, halves: ToldTwice) -> tuple[int, int, int]:
    """Of the first days: how many pairs are one, how many of those are found, and how many pairs are found at all."""
    first = FIRST_DAY.toordinal()
    window = Window(first, first + _FIRST_DAYS - 1, "")
    request = Request(window=window, certain=True)
    with without_collection(), open_database(path) as opened:
        with answer(opened, request, brief=True) as told:
            ids = {entry.id for entry in told.entries}
        found = find_duplicates(opened, DuplicatesRequest(request, across=DATASETS))
    numbers = {int(each.split("-")[1].rstrip("b")) for each in ids}
    true = {frozenset(pair) for pair in halves.one(sorted(numbers)) if ids.issuperset(pair)}
    said = {frozenset((pair.first.id, pair.second.id)) for pair in found.pairs}
    return len(true), len(true & said), len(said)


def _halves(events: int) -> ToldTwice:
    return ToldTwice(round(events / 2 / (1 - NOISES[2].missed)), NOISES[2], days=_DAYS)


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, help="time it across two halves of so many events")
    parser.add_argument("--of", help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.of:
        _time(asked.of, asked.events)
    elif asked.events:
        _tell_speed(asked.events)
    else:
        _tell_quality()


if __name__ == "__main__":
    main()
