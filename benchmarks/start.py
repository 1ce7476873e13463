"""How fast a command starts and answers, as a whole process, against what a user would run instead.

``timeline events`` against ``sqlite-utils query`` for the same rows of the same file, and
``timeline --help`` against ``python -c "import click"``; from Python ``import timeline`` against nothing at all, and
opening a database and one question against the same on the command line. Pairs of runs, one of each in turn; the
figures are medians of the pairs' ratios, so a machine that slows down slows both; all run on one
processor, where the system lets us choose it.

Run it with the commands installed beside the Python that runs it: python benchmarks/start.py [PAIRS]
"""

import compileall
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
ROWS = (
    "SELECT e.id, e.title, e.edtf, e.status, e.standing, e.source_count, e.origin_count FROM event e "
    "ORDER BY e.sort_day, e.sort_rank, e.id"
)
TARGETS = {"events": 0.4, "help": 1.25, "import": 1.3, "question": 1.0}
QUESTION = {"actor": "kadhimi", "during": "2020-09"}
ASKED = "import sys, timeline; list(timeline.open(sys.argv[1]).events(actor=sys.argv[2], during=sys.argv[3]))"


def seconds(command: list[str]) -> float:
    """The wall time of one run; its output is thrown away."""
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    return time.perf_counter() - started


def compare(name: str, ours: list[str], theirs: list[str], pairs: int) -> None:
    """Prints the medians of both and of the ratios, pair by pair."""
    seconds(ours), seconds(theirs)
    runs = [(seconds(ours), seconds(theirs)) for _ in range(pairs)]
    ratio = median(mine / other for mine, other in runs)
    print(
        f"{name:8} {1000 * median(mine for mine, _ in runs):6.0f} ms against "
        f"{1000 * median(other for _, other in runs):4.0f} ms: ratio {ratio:.2f} (target {TARGETS[name]})"
    )


ENVIRONMENT = {key: value for key, value in os.environ.items() if key not in ("TIMELINE_DB", "PYTHONPATH")}


def main() -> None:
    """Loads the seeds into a database of its own, and times both pairs."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 31
    if hasattr(os, "sched_setaffinity"):  # a process that moves between processors is timed unevenly
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    compileall.compile_dir(str(HERE / "timeline"), quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        database = str(Path(folder) / "seeds.db")
        timeline = [str(BIN / "timeline"), "--db", database]
        subprocess.run([*timeline, "load", str(HERE / "seeds")], check=True, stdout=subprocess.DEVNULL)
        utils = [str(BIN / "sqlite-utils"), "query", database, ROWS]
        found = json.loads(subprocess.run(utils, check=True, capture_output=True).stdout)
        print(f"{len(found)} events, {pairs} pairs, Python {sys.version.split()[0]}")
        compare("events", [*timeline, "events"], utils, pairs)
        asked = [*timeline, "events", "--format", "json"]
        for name, value in QUESTION.items():
            asked += [f"--{name}", value]
        compare("question", [sys.executable, "-c", ASKED, database, *QUESTION.values()], asked, pairs)
    compare("import", [sys.executable, "-c", "import timeline"], [sys.executable, "-c", "pass"], pairs)
    compare("help", [str(BIN / "timeline"), "--help"], [sys.executable, "-c", "import click"], pairs)


if __name__ == "__main__":
    main()
