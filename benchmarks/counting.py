"""``timeline count`` as a whole process: beside a page of events, and beside what its users would run for the like.

Processor time, for what others do on the machine meanwhile is no matter then. The others count each event in the month
of its first day, which is less: they know neither what is certain and what is possible nor what was under way.

Run from the checkout: python -m benchmarks.counting [--events N]
"""

import compileall
import csv
import shutil
import sys
from pathlib import Path
from time import process_time

from benchmarks.asked import PAGE, actors, opened, raw
from benchmarks.databases import CHECKOUT, Made, made
from benchmarks.measure import (
    Timed,
    alone,
    arguments,
    compare_processes,
    heading,
    line,
    machine,
    say,
    say_time,
    time_told,
    verdict,
)
from benchmarks.whole_process import BIN, WINDOW
from timeline.actions.counting.asked import CountAsked
from timeline.actions.counting.count_events import count
from timeline.query import Request
from timeline.storage.connecting.database import open_database

ALL, OF_ACTOR = 0.100, 0.150
"""The targets of counts by month, in seconds, on an idle core,"""
PAGE_TAKES = 0.070
"""on which a page of events takes so long."""
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
_OF_HIM = "FROM participation WHERE actor_id = :actor"
_ROWS = f"SELECT id, title, type, date(begin_earliest + 1721424.5) FROM event WHERE abs(begin_earliest) < {10**7}"


def exported(of: Made) -> Path:
    """The dated events as CSV, kept beside the database: what one would take to pandas.

    With less in it than an export has, for that of a million events takes minutes: the others read it the sooner.
    """
    path = of.path.with_suffix(".csv")
    if not path.exists():
        with raw(of.path) as connection, path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(("id", "title", "type", "earliest"))
            writer.writerows(connection.execute(_ROWS))
    return path


def others(of: Made, actor: str | None) -> dict[str, list[str]]:
    """What others would run for a count by month."""
    sql = _ALL if actor is None else _OF_ACTOR.format(actor)
    found = {"sqlite-utils query": [str(BIN / "sqlite-utils"), "query", str(of.path), sql]}
    if path := shutil.which("sqlite3"):
        found["sqlite3 shell"] = [path, "-readonly", str(of.path), sql]
    if actor is None:
        csv_path = str(exported(of))
        found["pandas over a CSV"] = [sys.executable, "-c", _PANDAS.format(csv_path)]
        found["DuckDB over a CSV"] = [sys.executable, "-c", _DUCKDB.format(csv_path)]
    return found


def counts(of: Made) -> dict[str, list[str]]:
    """Other counts: by each unit, with filters, by what else events have."""
    hottest = ["--actor", actors(of.world)["hottest"]]
    days = ["--during", WINDOW.typed]
    return {
        "by day, the hottest actor in a year": ["--by", "day", "--during", "2010", *hottest],
        "by year, the hottest actor, --begun": ["--by", "year", "--begun", *hottest],
        "by month, a word in 5%": ["--by", "month", "--text", "xolum"],
        **{f"by {each}, 30 days": ["--by", each, *days] for each in ("actor", "place", "source")},
        "by role, the hottest actor": ["--by", "role", *hottest],
        "by actor, a word in 5%": ["--by", "actor", "--text", "xolum"],
        **{f"by {each}, no filter": ["--by", each] for each in ("actor", "place", "source", "tag", "type")},
        "by month, figures summed, a year": ["--by", "month", "--sum", "killed", "--during", "2010"],
    }


def main() -> None:
    """Every line about counts."""
    options = arguments(__doc__ or "")
    of = made(options.events)
    compileall.compile_dir(str(CHECKOUT / "timeline"), quiet=1)
    timeline = [str(BIN / "timeline"), "--db", str(of.path)]
    page = [*timeline, "events", "--limit", str(PAGE)]

    def against(command: list[str], other: list[str]) -> Timed:
        processor, _ = compare_processes(command, other, CHECKOUT, options.rounds)
        return processor

    print(f"{machine()}\n\n{options.events:,} events; processor time of whole processes")
    asked = {"no filter": None, **{f"the {name} actor": each for name, each in actors(of.world).items()}}
    for what, actor in asked.items():
        ours = [*timeline, "count", "--by", "month", *([] if actor is None else ["--actor", actor])]
        heading(f"timeline count --by month, {what}")
        _say_beside_page(f"  against a page of {PAGE} events", against(ours, page), ALL if actor is None else OF_ACTOR)
        for other, command in others(of, actor).items():
            say(f"  against {other}", against(ours, command))
    _say_index(of)
    heading(f"timeline count, against a page of {PAGE} events")
    for what, arguments_ in counts(of).items():
        _say_beside_page(f"  {what}", against([*timeline, "count", *arguments_], page))


def _say_index(of: Made) -> None:
    """Lines about the hottest actor's index, of which all events are counted: in process, by the processor's time."""
    compared = f"SELECT count(*) FROM (SELECT DISTINCT sort_day, sort_rank, event_id {_OF_HIM})"
    rows = f"SELECT count(*) {_OF_HIM}"
    heading("the hottest actor, in process")
    with opened(of.path) as reader, open_database(str(of.path)) as database:
        him = {"actor": actors(of.world)["hottest"]}
        asked = CountAsked(by=("month",))

        def counted() -> None:
            count(database, Request(actors=((him["actor"],),)), asked)

        say_time("  count --by month, whole", alone(counted, clock=process_time))
        for what, sql in (
            ("each event once, by its mark", f"{rows} AND repeats = 0"),
            ("each event once, compared", compared),
            ("all that stands there", rows),
        ):
            taken = alone(lambda sql=sql: list(reader.rows(sql, him)), clock=process_time)  # type: ignore[misc]
            say_time(f"  his index alone: {what}", taken)


def _say_beside_page(what: str, timed: Timed, most: float | None = None) -> None:
    """A line with its target in seconds on an idle core, of which so many pages are made."""
    told = ""
    if most is not None:
        pages = round(most / PAGE_TAKES, 2)
        told = f"{verdict(timed.ratio, pages)} ({most * 1000:.0f} ms where a page takes {PAGE_TAKES * 1000:.0f})"
    line(what, time_told(timed.ours), time_told(timed.other), f"{timed.ratio:.2f}", told)


if __name__ == "__main__":
    main()
