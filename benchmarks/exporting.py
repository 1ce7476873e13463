"""Exports of a whole database, as whole processes: time and memory, against raw chunks of a thousand rows.

Run from the checkout: python -m benchmarks.exporting [--events N]
"""

import json
import sys
import tempfile
from itertools import islice
from pathlib import Path
from statistics import median

from benchmarks.databases import CHECKOUT, Made, made
from benchmarks.measure import Timed, arguments, heading, line, machine, run_once, say, verdict
from timeline.exporters.registry import FORMATS

BIN = Path(sys.executable).parent
MOST_MEMORY = 80.0
"""MiB that a process may take."""
OTHERS = ("xlsx", "parquet", "ics", "geojson", "timelinejs", "jsonld")
"""Formats that a library writes, or that carry what nobody writes by hand: each is run once, by itself."""
MOST_OF_OTHERS = 150.0
"""MiB that a process may take for one of these."""
ROUNDS = 3
MANY = 300_000
"""Events of which an export takes long enough to be run once."""
COMPARED = 2_000
"""Lines that are held against each other, so that it is known that both write the same."""


def ours(of: Made, file: Path) -> list[str]:
    """Our command."""
    return [str(BIN / "timeline"), "--db", str(of.path), "export", str(file)]


def by_hand(of: Made, file: Path, format_: str) -> list[str]:
    """The script that one would write."""
    return [sys.executable, "-m", "benchmarks.raw_export", str(of.path), str(file), format_]


def pair(first: list[str], second: list[str], rounds: int) -> tuple[Timed, float, float]:
    """(times of both, MiB of the first, MiB of the second)."""
    runs = [(run_once(first, CHECKOUT), run_once(second, CHECKOUT)) for _ in range(rounds)]
    times = [(mine.seconds, other.seconds) for mine, other in runs]
    timed = Timed(
        median(mine for mine, _ in times),
        median(other for _, other in times),
        median(mine / other for mine, other in times),
    )
    return timed, max(mine.mebibytes for mine, _ in runs), max(other.mebibytes for _, other in runs)


def say_memory(what: str, taken: float, other: float | None = None) -> None:
    """A line about memory."""
    line(
        f"  {what}: memory",
        f"{taken:.0f} MiB",
        "" if other is None else f"{other:.0f} MiB",
        "",
        verdict(taken, MOST_MEMORY),
    )


def hold_together(mine: Path, theirs: Path) -> str:
    """What the first lines of both files have in common; raises ValueError where an event differs."""
    with mine.open(encoding="utf-8") as one, theirs.open(encoding="utf-8") as other:
        compared = 0
        for left, right in islice(zip(one, other, strict=True), COMPARED):
            event, raw = json.loads(left), json.loads(right)
            event.pop("defines", None)
            event["date"].pop("text")
            if event != raw:
                raise ValueError(f"the two exports differ:\n{event}\n{raw}")
            compared += 1
    more = mine.stat().st_size / theirs.stat().st_size
    return f"both hold the same {compared:,} events first; ours is {more:.2f}x as large: dates in words, full records"


def main() -> None:
    """Every line about exports."""
    options = arguments(__doc__ or "")
    rounds = min(options.rounds, ROUNDS) if options.events <= MANY else 1
    of = made(options.events)
    print(machine())
    print(f"\n{options.events:,} events")
    heading("export of all events, against raw sqlite3 in chunks of 1,000")
    with tempfile.TemporaryDirectory(dir=of.path.parent) as folder:
        mine, other = Path(folder, "ours.jsonl"), Path(folder, "other.jsonl")
        timed, memory, raw_memory = pair(ours(of, mine), by_hand(of, other, "json"), rounds)
        say("  JSON Lines, against json", timed, most=1.2)
        say_memory("JSON Lines", memory, raw_memory)
        print(f"  ({hold_together(mine, other)})")
        timed, _, _ = pair(ours(of, mine), by_hand(of, other, "orjson"), rounds)
        say("  JSON Lines, against orjson", timed)
        mine, other = Path(folder, "ours.csv"), Path(folder, "other.csv")
        timed, memory, raw_memory = pair(ours(of, mine), by_hand(of, other, "csv"), rounds)
        say("  CSV, against csv", timed, most=1.2)
        say_memory("CSV", memory, raw_memory)
        mine, other = Path(folder, "ours.md"), Path(folder, "other.jsonl")
        timed, memory, _ = pair(ours(of, mine), by_hand(of, other, "json"), rounds)
        say("  Markdown, against JSON Lines with json", timed, most=1.2)
        say_memory("Markdown", memory)
        for name in OTHERS:
            taken, _, memory = run_once(ours(of, Path(folder, f"ours{FORMATS[name].suffixes[0]}")), CHECKOUT)
            line(f"  {name}", f"{taken:.3g} s", "", "", "")
            line(f"  {name}: memory", f"{memory:.0f} MiB", "", "", verdict(memory, MOST_OF_OTHERS))
        taken, _, memory = run_once([str(BIN / "sqlite-utils"), "rows", str(of.path), "event", "--nl"], CHECKOUT)
        line("  sqlite-utils rows event --nl (one table of ten)", "", f"{taken:.3g} s", "", "")
        line("  sqlite-utils rows event --nl: memory", "", f"{memory:.0f} MiB", "", "")


if __name__ == "__main__":
    main()
