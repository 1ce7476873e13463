"""``timeline events`` as a whole process, against other commands for the same rows of the same month and actor.

Run from the checkout: python -m benchmarks.whole_process [--events N]
"""

import compileall
import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

from benchmarks.asked import actors, windows
from benchmarks.databases import CHECKOUT, made
from benchmarks.measure import arguments, compare, heading, machine, say
from benchmarks.others import ACTOR_ROWS, duckdb_copy

BIN = Path(sys.executable).parent
WINDOW = windows(30)[10]
_ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "TIMELINE_DB"}


def run(command: list[str]) -> bytes:
    """What a command prints."""
    return subprocess.run(command, check=True, capture_output=True, env=_ENVIRONMENT).stdout


def bound(sql: str, actor: str) -> str:
    """The text with its parameters written into it, for shells that take none."""
    for name, value in (("actor", f"'{actor}'"), *WINDOW._asdict().items()):
        sql = sql.replace(f":{name}", str(value))
    return sql


def commands(database: Path, copy: Path, actor: str) -> dict[str, list[str]]:
    """What others would run for the same rows."""
    sql = bound(ACTOR_ROWS, actor)
    printed = (
        f"import duckdb; print(*duckdb.connect({str(copy)!r}, read_only=True).execute({sql!r}).fetchall(), sep='\\n')"
    )
    found = {
        "sqlite-utils query": [str(BIN / "sqlite-utils"), "query", str(database), sql],
        "DuckDB, python -c": [sys.executable, "-c", printed],
    }
    for shell, its_database in (("sqlite3", database), ("duckdb", copy)):
        if path := shutil.which(shell):
            found[f"{shell} shell"] = [path, "-readonly", str(its_database), sql]
    return found


def main() -> None:
    """Every line about whole processes."""
    options = arguments(__doc__ or "")
    of = made(options.events)
    copy = duckdb_copy(of)
    compileall.compile_dir(str(CHECKOUT / "timeline"), quiet=1)
    print(machine())
    if hasattr(os, "sched_setaffinity"):  # a process that moves between processors is timed unevenly
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    print(f"\n{options.events:,} events")
    for name in ("middling", "hottest"):
        actor = actors(of.world)[name]
        ours = [str(BIN / "timeline"), "--db", str(of.path), "events", "--during", WINDOW.typed, "--actor", actor]
        rows = len(run([*ours, "--format", "jsonl"]).splitlines())
        heading(f"timeline events, one month and the {name} actor: {rows} events")
        for what, command in commands(of.path, copy, actor).items():
            target = 0.4 if what.startswith("sqlite-utils") else None
            say(f"  against {what}", compare(partial(run, ours), partial(run, command), options.rounds), most=target)


if __name__ == "__main__":
    main()
