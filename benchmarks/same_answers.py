"""Whether two databases of the same generated events answer alike: a file, say, and one that Citus has spread.

Questions drawn at random, and commands that count, list, export and compare. It makes no database: `docs/scaling.md`
says how one is spread, and `benchmarks.databases.load` fills one.
Run from the checkout: python -m benchmarks.same_answers ADDRESS ADDRESS --events N [--seed N] [--questions N]
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator

from benchmarks.asked import opened
from benchmarks.databases import CHECKOUT
from benchmarks.generator import World
from benchmarks.questions import Drawer, query_of
from benchmarks.whole_process import BIN
from timeline.storage.reading.told.entries import find_entries

_DIMENSIONS = ("month", "year --begun", "actor", "role", "type", "place", "source", "origin", "standing", "tag")
_COMMANDS = (
    *(f"count --by {each} --limit 20" for each in _DIMENSIONS),
    *(f"count --by {each} --limit 20 --actor HOTTEST" for each in _DIMENSIONS),
    "count --by role --actor HOTTEST --with-members",
    "count --by role --by type",
    "count --by place --by year --limit 5",
    "count --by tag --by source --limit 5",
    "count --by year --sum killed",
    "actors",
    "places",
    "sources",
    "show HOTTEST",
    "show place-0",
    "events --disputed --during 2003",
    "events --actor HOTTEST --with-members --during 2003-05",
    "events --as-of 2005-01-01 --during 2004-05",
    "events --recorded-on 2100 --during 2004-05",
    "conflicts --during 2000",
    "duplicates --during 2003-01",
    "export - --format csv --during 2003-01",
    "export - --format jsonl --during 2003-01",
    "export - --format csv --table claims --during 2003-01",
)


def differing_questions(first: str, second: str, world: World, seed: int, count: int) -> Iterator[str]:
    """The questions to which the two find other events, or the same in another order."""
    with opened(first) as one, opened(second) as other:
        for filters in Drawer(world, one, seed).questions(count):
            answers = [[entry.id for entry in find_entries(each, query_of(each, filters))] for each in (one, other)]
            if answers[0] != answers[1]:
                yield f"{filters}: {len(answers[0])} events and {len(answers[1])}, or in another order"


def differing_commands(first: str, second: str, hottest: str) -> Iterator[str]:
    """The commands that print something else, or that one of the two refuses."""
    for command in _COMMANDS:
        words = command.replace("HOTTEST", hottest).split()
        runs = [
            subprocess.run([BIN / "timeline", "--db", each, *words], cwd=CHECKOUT, capture_output=True, text=True)
            for each in (first, second)
        ]
        if runs[0].returncode != runs[1].returncode or runs[0].stdout != runs[1].stdout:
            yield f"{command}: {' '.join(run.stderr.strip() for run in runs)}"


def main() -> int:
    """Prints what differs, and how much was asked; 1 where anything does."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("addresses", nargs=2, metavar="ADDRESS")
    parser.add_argument("--events", type=int, required=True, help="how many the databases hold, of the usual mix")
    parser.add_argument("--seed", type=int, default=12)
    parser.add_argument("--questions", type=int, default=150)
    options = parser.parse_args()
    first, second = options.addresses
    world = World(options.events)
    differing = [
        *differing_questions(first, second, world, options.seed, options.questions),
        *differing_commands(first, second, world.actor_id(0)),
    ]
    for each in differing:
        print(each)
    print(f"{options.questions} questions and {len(_COMMANDS)} commands: {len(differing)} differ")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
