"""What time costs: as it was known once, as it was written down once, and what keeping that takes.

Run from the checkout: python -m benchmarks.history [--events N]
"""

import subprocess
import sys
from functools import partial
from pathlib import Path

from benchmarks.asked import PAGE, actors, windows
from benchmarks.databases import CHECKOUT, Made, made
from benchmarks.measure import alone, arguments, line, machine, peak_memory, say_time, verdict
from timeline import Timeline
from timeline import open as open_timeline
from timeline.query import Filters

THEN = "2012-06-30"
"""By then two in three articles had come out."""
_MONTH = 30


def as_of(of: Made, rounds: int) -> None:
    """Questions with ``as_of``, whole and in this process; and what one takes in a process of its own."""
    print(f"\nas it was known by {THEN}, {PAGE} events, in this process")
    month = windows(_MONTH)[10].typed
    hottest, rare = (actors(of.world)[name] for name in ("hottest", "rare"))
    questions: dict[str, tuple[Filters, float | None]] = {
        "a page of a month": ({"during": month}, 0.25),
        "the same backwards": ({"during": month, "reverse": True}, 0.25),
        "a page of a month, the hottest actor": ({"during": month, "actor": hottest}, 0.25),
        "a page of a day": ({"during": windows(1)[10].typed}, None),
        "a page of all times": ({}, None),
        "a page of the hottest actor": ({"actor": hottest}, None),
        "a page of a rare actor": ({"actor": rare}, None),
        "a page of what is disputed in a year": ({"during": windows(365)[10].typed, "disputed": True}, None),
    }
    with open_timeline(of.path) as db:
        for what, (filters, most) in questions.items():
            asked: Filters = {**filters, "as_of": THEN, "limit": PAGE}
            say_time(f"  {what}", alone(partial(_told, db, asked), rounds), most=most)
    command = [str(Path(sys.executable).parent / "timeline"), "--db", str(of.path), "events", "--as-of", THEN]
    command += ["--during", month, "--limit", str(PAGE)]
    subprocess.run(command, cwd=CHECKOUT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    taken, mebibytes = peak_memory(command, CHECKOUT)
    say_time("  a page of a month in parts, whole process", taken)
    line("  and the memory of it", f"{mebibytes:.0f} MiB", "", "", verdict(mebibytes, most=100))


def _told(db: Timeline, filters: Filters) -> int:
    """How many events there are, all told."""
    return sum(1 for _ in db.events(**filters))


SECTIONS = (as_of,)
"""Each prints its lines, with targets beside them."""


def main() -> None:
    """Every section."""
    options = arguments(__doc__ or "", events=1_000_000)
    of = made(options.events)
    print(machine())
    print(f"{options.events:,} events")
    for section in SECTIONS:
        section(of, options.rounds)


if __name__ == "__main__":
    main()
