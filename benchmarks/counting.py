"""``timeline count`` as a whole process, against what its users would run for something like it.

The others count each event in the month of its first day, which is less: they know neither what is certain and what is
possible nor what was under way. Run from the checkout: python -m benchmarks.counting [--events N]
"""

import compileall
import shutil
import sys
from functools import partial
from pathlib import Path

from benchmarks.asked import actors
from benchmarks.databases import CHECKOUT, Made, made
from benchmarks.measure import alone, arguments, compare, heading, machine, say, say_time
from benchmarks.whole_process import BIN, run

_MONTH = "strftime('%Y-%m', begin_earliest + 1721424.5)"
"""Of a day as it is stored, by SQLite's own calendar."""
_ALL = f"SELECT {_MONTH}, count(*) FROM event WHERE begin_earliest IS NOT NULL GROUP BY 1 ORDER BY 1"
_OF_ACTOR = (
    f"SELECT {_MONTH}, count(DISTINCT event_id) FROM participation WHERE actor_id = '{{}}' "
    "AND begin_earliest IS NOT NULL GROUP BY 1 ORDER BY 1"
)
_PANDAS = (
    "import pandas; f = pandas.read_csv({!r}, usecols=['earliest']); "
    "print(f.dropna().earliest.str[:7].value_counts().sort_index())"
)
_DUCKDB = (
    'import duckdb; print(*duckdb.sql("SELECT left(earliest, 7), count(*) FROM read_csv({!r}, all_varchar=true) '
    "GROUP BY 1 ORDER BY 1\").fetchall(), sep='\\n')"
)


def exported(of: Made) -> Path:
    """All events as CSV, kept beside the database: what one would take to pandas."""
    path = of.path.with_suffix(".csv")
    if not path.exists():
        run([str(BIN / "timeline"), "--db", str(of.path), "export", str(path)])
    return path


def commands(of: Made, actor: str | None) -> dict[str, list[str]]:
    """What others would run."""
    sql = _ALL if actor is None else _OF_ACTOR.format(actor)
    found = {"sqlite-utils query": [str(BIN / "sqlite-utils"), "query", str(of.path), sql]}
    if path := shutil.which("sqlite3"):
        found["sqlite3 shell"] = [path, "-readonly", str(of.path), sql]
    if actor is None:
        csv = str(exported(of))
        found["pandas over a CSV"] = [sys.executable, "-c", _PANDAS.format(csv)]
        found["DuckDB over a CSV"] = [sys.executable, "-c", _DUCKDB.format(csv)]
    return found


def main() -> None:
    """Every line about counts."""
    options = arguments(__doc__ or "")
    of = made(options.events)
    compileall.compile_dir(str(CHECKOUT / "timeline"), quiet=1)
    print(machine())
    print(f"\n{options.events:,} events")
    asked = {"no filter": None, **{f"the {name} actor": each for name, each in actors(of.world).items()}}
    for what, actor in asked.items():
        ours = [str(BIN / "timeline"), "--db", str(of.path), "count", "--by", "month"]
        ours += [] if actor is None else ["--actor", actor]
        heading(f"timeline count --by month, {what}")
        say_time("  a whole process", alone(partial(run, ours), options.rounds), most=0.1 if actor is None else 0.15)
        for other, command in commands(of, actor).items():
            say(f"  against {other}", compare(partial(run, ours), partial(run, command), options.rounds))


if __name__ == "__main__":
    main()
