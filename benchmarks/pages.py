"""A page of 50 events of a window, of an actor and of a group; and all ids of a window.

Run from the checkout: python -m benchmarks.pages [--events N]
"""

import sqlite3
from functools import partial
from typing import Any

import duckdb
import sqlite_utils

from benchmarks.asked import actors, groups, opened, page, queries, raw, replay, statements, windows
from benchmarks.databases import Made, made
from benchmarks.measure import arguments, compare, compare_pairs, heading, machine, say
from benchmarks.others import ACTOR, WINDOW, ask_duckdb, ask_utils, duckdb_copy
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.finding.find_events import find_events

MONTH = windows(30)
MONTHS = queries(30)


def same_sql(reader: Reader, connection: sqlite3.Connection, rounds: int) -> None:
    """What our own code costs: a page against its own statements in raw sqlite3."""
    heading("a page of 50 of 30 days, in process, against the same SQL in raw sqlite3")
    for what, brief in (("as a list shows it", True), ("whole: claims, participants, figures", False)):
        asked = [statements(reader, query, brief=brief) for query in MONTHS]
        ours = [partial(page, reader, query, brief=brief) for query in MONTHS]
        say(f"  {what}", compare(ours, [partial(replay, connection, each) for each in asked], rounds), most=1.5)


def growth(reader: Reader, small: Made, rounds: int) -> None:
    """A page does not cost more in a greater database."""
    with opened(small.path) as other:
        ours = [partial(page, reader, query) for query in MONTHS]
        theirs = [partial(page, other, query) for query in MONTHS]
        say(f"  the same page, against {small.world.events:,} events", compare(ours, theirs, rounds), most=1.2)


def all_ids(reader: Reader, connection: sqlite3.Connection, rounds: int) -> None:
    """Every id of a window against the same ids standing side by side in a table of their own.

    In no order against a table of the ids alone; as a list against one that has them in the order of lists.
    """
    heading("all ids of a window, against a contiguous scan of the answer")
    with sqlite3.connect(":memory:") as beside:
        for days in (1, 30):
            asked = queries(days)
            sets, lists, found = [], [], 0
            for number, query in enumerate(asked):
                statement = find_events(query)
                keys = [row[:3] for row in connection.execute(statement.sql, statement.parameters)]
                found += len(keys)
                table = f"answer_{days}_{number}"
                columns = "day INT, second INT, id TEXT, PRIMARY KEY (day, second, id)"
                beside.execute(f"CREATE TABLE {table} ({columns}) WITHOUT ROWID")
                beside.executemany(f"INSERT INTO {table} VALUES (?, ?, ?)", keys)
                beside.execute(f"CREATE TABLE {table}_ids (id TEXT)")
                beside.executemany(f"INSERT INTO {table}_ids VALUES (?)", [key[2:] for key in keys])
                sets.append((partial(_ids, reader, query), partial(_scan, beside, f"SELECT id FROM {table}_ids")))
                ordered = f"SELECT day, second, id FROM {table} ORDER BY day, second, id"
                lists.append((partial(_keys, reader, query), partial(_scan, beside, ordered)))
            what = f"{days} day{'s'[: days > 1]}, {found // len(asked):,} events on average"
            say(f"  {what}", compare_pairs(sets, rounds), most=1.25)
            say(f"  {what}, as a list in order", compare_pairs(lists, rounds))


def _ids(reader: Reader, query: EventQuery) -> list[str]:
    """The ids alone, in no order."""
    statement = find_events(query, ordered=False)
    return [row[0] for row in reader.rows(f"SELECT id FROM ({statement.sql}) found", statement.parameters)]


def _keys(reader: Reader, query: EventQuery) -> list[tuple[Any, ...]]:
    """The ids with what puts them in order, in order."""
    statement = find_events(query)
    return list(reader.rows(statement.sql, statement.parameters))


def _scan(connection: sqlite3.Connection, sql: str) -> list[tuple[Any, ...]]:
    return connection.execute(sql).fetchall()


def of_actors(reader: Reader, of: Made, rounds: int) -> None:
    """The pages of actors and groups against the page of a window."""
    window = [partial(page, reader, query) for query in MONTHS]
    heading("a page of an actor or a group (ours), against a page of 30 days alone (other)")
    for name, actor in actors(of.world).items():
        _against(f"  {name} actor in 30 days", reader, {"actors": ((actor,),)}, window, rounds, 1.5)
    for name, actor in actors(of.world).items():
        _against(f"  {name} actor, any time", reader, {"actors": ((actor,),)}, window, rounds, 1.5, dated=False)
    for name, group in groups(of.world).items():
        asked = {"actors": ((group,),), "with_members": True}
        _against(f"  {name} group and its members in 30 days", reader, asked, window, rounds, 5)
    for name, group in groups(of.world).items():
        asked = {"actors": ((group,),), "with_members": True}
        _against(f"  {name} group and its members, any time", reader, asked, window, rounds, 5, dated=False)


def _against(
    what: str,
    reader: Reader,
    asked: dict[str, Any],
    window: list[partial[int]],
    rounds: int,
    most: float,
    *,
    dated: bool = True,
) -> None:
    queries = [(query if dated else EventQuery())._replace(**asked) for query in MONTHS]
    ours = [partial(page, reader, query) for query in queries]
    say(f"{what} ({_mean_rows(ours)} rows)", compare(ours, window, rounds), most=most)


def _mean_rows(pages: list[partial[int]]) -> int:
    return round(sum(each() for each in pages) / len(pages))


def other_tools(reader: Reader, of: Made, rounds: int) -> None:
    """The same page in sqlite-utils (same file, as a library) and in DuckDB (its own table)."""
    heading("a page of 50, against the SQL that one would write in other tools")
    actor = actors(of.world)["middling"]
    with duckdb.connect(str(duckdb_copy(of)), read_only=True) as duck:
        utils = sqlite_utils.Database(of.path)
        for what, query, sql, more in (
            ("30 days", EventQuery(), WINDOW, {}),
            ("middling actor in 30 days", EventQuery(actors=((actor,),)), ACTOR, {"actor": actor}),
        ):
            ours = [partial(page, reader, window.of(query)) for window in MONTH]
            by_utils = [partial(ask_utils, utils, sql, {**window._asdict(), **more}) for window in MONTH]
            say(f"  {what}: sqlite-utils db.query", compare(ours, by_utils, rounds))
            by_duck = [partial(ask_duckdb, duck, sql, {**window._asdict(), **more}) for window in MONTH]
            say(f"  {what}: DuckDB", compare(ours, by_duck, rounds))


def deep_pages(reader: Reader, events: int, rounds: int) -> None:
    """The page after very many, told apart by where it begins."""
    heading("a page deep in a long list, against the first one")
    first = partial(page, reader, EventQuery())
    for offset in (events // 100, events // 10, events // 2):
        query = EventQuery(offset=offset)
        say(f"  --offset {offset:,}", compare(partial(page, reader, query), first, rounds))


def main() -> None:
    """Every ratio about pages, for both mixes."""
    options = arguments(__doc__ or "")
    print(machine())
    for mix in ("usual", "long"):
        of = made(options.events, mix)
        small = made(min(100_000, max(options.events // 10, 1_000)), mix)
        print(f"\n{options.events:,} events, {of.world.mix.long:.0%} long, {of.bytes / 1e6:,.0f} MB")
        with opened(of.path) as reader, raw(of.path) as connection:
            same_sql(reader, connection, options.rounds)
            growth(reader, small, options.rounds)
            all_ids(reader, connection, options.rounds)
            of_actors(reader, of, options.rounds)
            deep_pages(reader, options.events, options.rounds)
            if mix == "usual":
                other_tools(reader, of, options.rounds)


if __name__ == "__main__":
    main()
