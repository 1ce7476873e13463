"""First screens as whole processes: lists of records, records, questions and counts, each beside a page of events.

Processor time, for what others do on the machine meanwhile is no matter then; a page of ``timeline events`` runs in
turn with each, so that the ratio says what a screen costs more.

Run from the checkout: python -m benchmarks.screens [--events N] [--mix usual|long]
"""

import argparse
import compileall
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.asked import PAGE, actors
from benchmarks.databases import CHECKOUT, Made, made
from benchmarks.generator import MIXES
from benchmarks.measure import Run, line, machine, run_once
from benchmarks.whole_process import BIN, WINDOW

ROUNDS = 5
SCREEN, WITH_ACTOR = 0.100, 0.150
"""The targets, in seconds, on an idle core."""
_MONTH = ("--during", WINDOW.typed)


def screens(of: Made) -> dict[str, tuple[list[str], float | None]]:
    """What is asked, and how long it may take."""
    hottest = actors(of.world)["hottest"]
    page = ("--limit", str(PAGE))
    return {
        "actors": (["actors"], SCREEN),
        "places": (["places"], SCREEN),
        "sources": (["sources"], SCREEN),
        "show: the hottest actor": (["show", hottest], SCREEN),
        "show: a country": (["show", "place-0"], SCREEN),
        "show: a source": (["show", "article-0000003"], SCREEN),
        "show: an event": (["show", of.world.event_id(7)], SCREEN),
        "log": (["log"], None),
        "questions": (["questions"], None),
        "conflicts": (["conflicts", *page], None),
        "events: a role that nobody has": (["events", "--role", "host", *page], None),
        "events: the hottest actor in 30 days": (["events", "--actor", hottest, *_MONTH, *page], None),
        "events: a word in 5% and 30 days": (["events", "--text", "xolum", *_MONTH, *page], None),
        "events: a phrase and 30 days": (["events", "--text", '"quenta qilor"', *_MONTH, *page], None),
        "events: a publisher of thousands of sources, 30 days": (
            ["events", "--source", "The Beba Gazette", *_MONTH, *page],
            None,
        ),
        "count --by month": (["count", "--by", "month"], SCREEN),
        "count --by month --actor, the hottest": (["count", "--by", "month", "--actor", hottest], WITH_ACTOR),
    }


def main() -> None:
    """A line for each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--events", type=int, default=100_000, help="size of the database (default: %(default)s)")
    parser.add_argument("--mix", choices=sorted(MIXES), default="usual", help="kinds of dates (default: %(default)s)")
    given = parser.parse_args()
    of = made(given.events, given.mix)
    compileall.compile_dir(str(CHECKOUT / "timeline"), quiet=1)
    print(f"{machine()}\n\n{given.events:,} events, {of.world.mix.long:.0%} long; processor time of whole processes")
    line("", "ours", "a page", "ratio", "target")
    for what, (arguments, most) in screens(of).items():
        pairs = [(_run(of.path, arguments), _run(of.path, ["events", "--limit", str(PAGE)])) for _ in range(ROUNDS)]
        ours, page = (median(each[side].processor for each in pairs) for side in (0, 1))
        told = f"{max(mine.mebibytes for mine, _ in pairs):.0f} MiB"
        target = "" if most is None else f"; <= {most * 1000:.0f} ms on an idle core"
        line(f"  {what}", f"{ours * 1000:.0f} ms", f"{page * 1000:.0f} ms", f"{ours / page:.2f}", f"{told}{target}")


def _run(database: Path, arguments: Sequence[str]) -> Run:
    return run_once([str(BIN / "timeline"), "--db", str(database), *arguments], CHECKOUT)


if __name__ == "__main__":
    main()
