"""PostgreSQL against SQLite: the load of the same records, and the pages.

A server out of a wheel, or the one that TIMELINE_TEST_POSTGRES names.
Run from the checkout: python -m benchmarks.postgres [--events N]
"""

import compileall
import sys
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

from sqlalchemy import create_engine, text

from benchmarks.asked import PAGE, actors, groups, opened, page, queries, windows
from benchmarks.databases import CHECKOUT, Made, load, made
from benchmarks.measure import Clock, Timed, arguments, compare, compare_processes, heading, line, machine, say
from benchmarks.text import asked, query_of
from tests.support import postgres
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader

MONTHS = queries(30)
ASKED_BEFORE = 12
"""So often each page was asked: by then its statements are prepared, and may be planned for any values."""


class Timing(NamedTuple):
    """What is timed, and by what."""

    what: str
    clock: Clock


def timings(ours: Reader) -> list[Timing]:
    """From asking to having; and, where the server runs on this machine, what both processes took of the processor.

    On a machine with other work each of the ways to the server waits for its turn: that is in the first, and is no
    part of what a page takes.
    """
    ((server,),) = ours.rows("SELECT pg_backend_pid()", {}, few=True)
    taken = Path(f"/proc/{server}/schedstat")  # nanoseconds on the processor come first
    found = [Timing("from asking to having", perf_counter)]
    if taken.exists():
        found.append(
            Timing(
                "processor time, the server's with it",
                lambda: process_time() + int(taken.read_text(encoding="ascii").split()[0]) / 1e9,
            )
        )
    return found


def living(ours: Reader, sqlite: Reader, of: Made, rounds: int, timing: Timing) -> None:
    """Pages from a connection that has long been asked for them, as that of a service has."""
    heading(f"a page of 50, asked {ASKED_BEFORE} times before in one connection, against SQLite: {timing.what}")
    questions = {"first page": [EventQuery()], "30 days": MONTHS}
    for name, actor in actors(of.world).items():
        query = EventQuery(actors=((actor,),))
        questions[f"{name} actor, first page"] = [query]
        questions[f"{name} actor in 30 days"] = [month._replace(actors=query.actors) for month in MONTHS]
    for name, group in groups(of.world).items():
        questions[f"{name} group with members, first page"] = [EventQuery(actors=((group,),), with_members=True)]
    for listed in questions.values():
        for number in range(ASKED_BEFORE):
            page(ours, listed[number % len(listed)])
    for what, listed in questions.items():
        timed = compare(
            [partial(page, ours, query) for query in listed],
            [partial(page, sqlite, query) for query in listed],
            rounds,
            timing.clock,
        )
        say(f"  {what}", timed, most=2.0)


def pages(ours: Reader, sqlite: Reader, of: Made, rounds: int, timing: Timing) -> None:
    """The same pages from both."""
    heading(f"a page of 50 on PostgreSQL, against the same page on SQLite: {timing.what}")
    questions = {"30 days": MONTHS, "30 days, whole events": MONTHS}
    for name, actor in actors(of.world).items():
        questions[f"{name} actor in 30 days"] = [query._replace(actors=((actor,),)) for query in MONTHS]
    for what, (words, _) in list(asked().items())[1:4]:
        questions[f"{what}, 30 days"] = [query._replace(texts=query_of(sqlite, words).texts) for query in MONTHS]
    for what, listed in questions.items():
        brief = not what.endswith("whole events")
        timed = compare(
            [partial(page, ours, query, brief=brief) for query in listed],
            [partial(page, sqlite, query, brief=brief) for query in listed],
            rounds,
            timing.clock,
        )
        say(f"  {what}", timed, most=2.0)


def processes(url: str, of: Made, rounds: int) -> None:
    """``timeline events`` from its start to its end: what it takes of the processor, the server's part apart."""
    compileall.compile_dir(str(CHECKOUT / "timeline"), quiet=1)
    asked_of = ["events", "--during", windows(30)[10].typed, "--limit", str(PAGE)]
    ours, other = ([sys.executable, "-m", "timeline", "--db", each, *asked_of] for each in (url, str(of.path)))
    heading("timeline events, 30 days, as a whole process on PostgreSQL, against the same on SQLite")
    processor, wall = compare_processes(ours, other, CHECKOUT, rounds)
    say("  processor of the process; the server's is not in it", processor, most=3.0)
    say("  from start to end, the server's part in it", wall)


def main() -> None:
    """The load, then the pages, then whole processes."""
    options = arguments(__doc__ or "")
    of = made(options.events)
    print(machine())
    postgres.begin_run()
    try:
        with postgres.new_database() as url:
            taken = load(url, of.world)
            beside = of.path.with_suffix(".beside")
            on_sqlite = load(str(beside), of.world)
            beside.unlink()
            with create_engine(url).connect() as connection:
                version, fsync = (connection.scalar(text(f"SHOW {name}")) for name in ("server_version", "fsync"))
                size = connection.scalar(text("SELECT pg_database_size(current_database())"))
            print(f"\n{options.events:,} events, PostgreSQL {version}, fsync {fsync}")
            heading("the same load, of PostgreSQL against SQLite")
            say("  load, everything derived, full text", Timed(taken, on_sqlite, taken / on_sqlite), most=1.0)
            line(
                "  size of the database",
                f"{size / 1e6:,.0f} MB",
                f"{of.bytes / 1e6:,.0f} MB",
                f"{size / of.bytes:.2f}",
                "",
            )
            for each in (pages, living):
                with opened(url) as ours, opened(of.path) as sqlite:
                    for timing in timings(ours):
                        each(ours, sqlite, of, options.rounds, timing)
            processes(url, of, options.rounds)
    finally:
        postgres.end_run()


if __name__ == "__main__":
    main()
