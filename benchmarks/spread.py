"""Pages of databases that Citus has spread over several servers: of any window, and the same at any size.

It makes no database: `docs/scaling.md` says how one is spread, and `benchmarks.databases.load` fills one. With two
addresses the second is to be the bigger.
Run from the checkout: python -m benchmarks.spread URL [URL]
"""

import argparse
import re
from collections.abc import Sequence
from functools import partial

from benchmarks.asked import PAGE, opened, page, queries
from benchmarks.measure import ROUNDS, alone, heading, line, machine, say_time, verdict
from timeline.query import EventQuery
from timeline.storage.connecting.address import read_address
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.connecting.engine import make_engine
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.finding.find_events import find_events

WINDOWS = {"a day": 1, "30 days": 30, "a year": 365, "20 years": 7_300}
_MOST = 0.060
"""Seconds of a page."""
_COLLECTED = re.compile(r"Custom Scan \(Citus Adaptive\).*actual.*rows=(\d+)")


def collected(reader: Reader, listed: Sequence[EventQuery]) -> int:
    """The most keys that the coordinator collects for a page of one of these questions."""
    most = 0
    for query in listed:
        sql, parameters = find_events(query._replace(limit=PAGE), dialect=reader.dialect)
        plan = [told for (told,) in reader.rows(f"EXPLAIN (ANALYZE, TIMING OFF) {sql}", parameters, few=True)]
        most = max(most, sum(int(found[1]) for told in plan if (found := _COLLECTED.search(told))))
    return most


def main() -> None:
    """Each window's page, as a list shows it and with all that is told."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("urls", nargs="+", metavar="URL")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    print(machine())
    taken: dict[str, list[float]] = {}
    for url in options.urls:
        with make_engine(read_address(url)).connect() as connection:
            (events,) = connection.exec_driver_sql("SELECT count(*) FROM event").one()
            (shards,) = connection.exec_driver_sql(
                "SELECT count(*) FROM pg_dist_shard WHERE logicalrelid = 'event'::regclass"
            ).one()
            reader: Reader = ConnectionReader(connection)
            most = {what: collected(reader, queries(days)) for what, days in WINDOWS.items()}
        print(f"\n{events:,} events in {shards} shards")
        heading(f"a page of {PAGE}, in process")
        with opened(url) as reader:
            for what, days in WINDOWS.items():
                for brief, how in ((True, "as a list shows it"), (False, "whole events")):
                    name = f"{what}, {how}"
                    seconds = alone(
                        [partial(page, reader, each, brief=brief) for each in queries(days)], options.rounds
                    )
                    taken.setdefault(name, []).append(seconds)
                    say_time(f"  {name}", seconds, most=_MOST)
        for what, keys in most.items():
            line(f"  {what}: keys collected, at most", str(keys), "", "", verdict(keys, most=shards * PAGE))
    if len(options.urls) > 1:
        heading("\nthe last, against the first")
        for what, each in taken.items():
            line(f"  {what}", "", "", f"{each[-1] / each[0]:.2f}", verdict(each[-1] / each[0], most=1.3))


if __name__ == "__main__":
    main()
