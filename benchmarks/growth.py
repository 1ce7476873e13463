"""What a question costs as the database grows, from 10 thousand events to 5 million: a table and a picture.

Run from the checkout: python -m benchmarks.growth [--events N] [--picture FILE.svg]
"""

import argparse
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks.asked import actors, opened, page, queries
from benchmarks.chart import svg
from benchmarks.databases import Made, made
from benchmarks.generator import WORDS
from benchmarks.measure import ROUNDS, alone, machine
from benchmarks.text import query_of
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.finding.find_events import find_events

SIZES = (10_000, 100_000, 1_000_000, 5_000_000)
MONTHS, DAYS = queries(30), queries(1)


class Size(NamedTuple):
    """What was measured at one size; times in seconds."""

    events: int
    page: float
    ids: float
    ids_found: int
    actor: float
    text: float
    rate: float
    """Events loaded in a second."""
    bytes: float
    """Of the database, for each event."""


def measured(of: Made, rounds: int) -> Size:
    """All figures of one database."""
    with opened(of.path) as reader:
        hottest = actors(of.world)["hottest"]
        word = query_of(reader, list(WORDS)[1]).texts
        return Size(
            of.world.events,
            page=alone([partial(page, reader, query) for query in MONTHS], rounds),
            ids=alone([partial(ids, reader, query) for query in DAYS], rounds),
            ids_found=sum(ids(reader, query) for query in DAYS) // len(DAYS),
            actor=alone([partial(page, reader, query._replace(actors=((hottest,),))) for query in MONTHS], rounds),
            text=alone([partial(page, reader, query._replace(texts=word)) for query in MONTHS], rounds),
            rate=of.world.events / of.seconds,
            bytes=of.bytes / of.world.events,
        )


def ids(reader: Reader, query: EventQuery) -> int:
    """How many events a query finds, every key of them read."""
    statement = find_events(query)
    return sum(1 for _ in reader.rows(statement.sql, statement.parameters))


def table(sizes: list[Size]) -> list[str]:
    """The lines of the table, times in milliseconds."""
    lines = [f"{'events':>10} {'page':>8} {'ids, 1 day':>12} {'actor':>8} {'word':>8} {'load':>12} {'bytes':>8}"]
    for size in sizes:
        days = f"{size.ids * 1e3:.2f} ({size.ids_found})"
        lines.append(
            f"{size.events:10,} {size.page * 1e3:8.2f} {days:>12} {size.actor * 1e3:8.2f} {size.text * 1e3:8.2f} "
            f"{size.rate:10,.0f}/s {size.bytes:8,.0f}"
        )
    return lines


def picture(sizes: list[Size]) -> str:
    """The times as lines over the sizes."""
    names = {
        "page": "page of 50, 30 days",
        "ids": "all ids of a day",
        "actor": "hottest actor, 30 days",
        "text": "word in 0.5%, 30 days",
    }
    lines = {name: [(size.events, getattr(size, field) * 1e3) for size in sizes] for field, name in names.items()}
    return svg("What a question costs as the database grows", "events", "milliseconds", lines)


def main() -> None:
    """Prints the table, and writes the picture where one is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000, help="the greatest size (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="rounds a figure (default: %(default)s)")
    parser.add_argument("--picture", type=Path, help="an SVG file to write")
    options = parser.parse_args()
    print(machine())
    print("\nmilliseconds: a page of 50 of 30 days; all ids of one day (how many); a page of the hottest actor in")
    print("30 days; a page of 30 days with a word of 0.5% of events; events loaded a second; bytes an event\n")
    asked = [*(size for size in SIZES if size < options.events), options.events]
    sizes = [measured(made(size), options.rounds) for size in asked]
    print("\n".join(table(sizes)))
    if options.picture is not None:
        options.picture.write_text(picture(sizes), encoding="utf-8")


if __name__ == "__main__":
    main()
