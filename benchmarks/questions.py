"""Questions drawn at random: filters together, with and without windows, pages further down, lists read backwards.

Each is answered on a small database first, and its answer held against the model that the tests have (every event
looked at, one filter after another); then timed, in process, on a large one. The slowest are printed with the plans of
what they sent.

Run from the checkout: python -m benchmarks.questions [--events N] [--mix usual|long] [--seed N] [--questions N]
"""

import argparse
import random
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median, quantiles
from time import process_time
from typing import Any, NamedTuple

from benchmarks.asked import PAGE, Recorder, Statements, opened, raw
from benchmarks.databases import made
from benchmarks.generator import BIG_GROUP, DAYS, FIRST_DAY, GROUP_EVERY, MIXES, PHRASE, PREFIX, WORDS, World
from benchmarks.measure import machine
from tests.support.brute_force import answer as model_answer
from timeline.actions.asking.find_query import find_query
from timeline.actions.asking.known_values import known_values
from timeline.domain.records import STANDINGS, RecordSet
from timeline.query import EventQuery, asked
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.told.entries import find_entries

P90, WORST = 0.050, 0.300
"""The targets, in seconds, for 150 questions at a million events."""
TIMES = 3
"""Each question is asked so often, and the middle of the times counts."""
SLOWEST = 10
_ROLES = ("initiator", "recipient", "target", "victim", "witness", "participant", "host")
_TYPES = ("consult", "consult/phone", "assault", "protest", "agree", "accuse", "coerce", "aid", "threaten")
_TODAY = date(2026, 1, 1)

Filters = dict[str, Any]


class Slow(NamedTuple):
    """A question, and what it took."""

    seconds: float
    filters: Filters
    found: int
    sent: Statements


class Drawer:
    """Draws questions about a world that a database holds; the same for the same seed."""

    def __init__(self, world: World, reader: Reader, seed: int) -> None:
        self._world = world
        self._chance = random.Random(seed)
        self._tags = sorted(known_values(reader, "tag"))
        publishers = reader.rows("SELECT DISTINCT publisher FROM source WHERE publisher IS NOT NULL", {})
        self._publishers = sorted(publisher for (publisher,) in publishers)

    def questions(self, count: int) -> list[Filters]:
        """So many questions, each with a page to show; most filters are mostly left out."""
        return [self._question() for _ in range(count)]

    def _question(self) -> Filters:
        found = self._window()
        for share, name in (
            *((0.25, "actor"), (0.12, "any_actor"), (0.08, "group"), (0.12, "role"), (0.12, "place"), (0.15, "type")),
            *((0.10, "source"), (0.02, "according_to"), (0.08, "tag"), (0.15, "text"), (0.08, "standing")),
        ):
            if self._chance.random() < share:
                found |= getattr(self, f"_{name}")()
        if "actor" in found and "any_actor" in found and self._chance.random() < 0.5:
            del found["actor"]
        if self._chance.random() < 0.08:
            found["disputed"] = True
        elif not self._has_window(found) and self._chance.random() < 0.04:
            found["undated"] = True
        if self._has_window(found) and self._chance.random() < 0.15:
            found["certain"] = True
        if self._chance.random() < 0.25:
            found["reverse"] = True
        if self._chance.random() < 0.25:
            found["offset"] = self._chance.choice((PAGE, 4 * PAGE, 20 * PAGE))
        return found | {"limit": PAGE}

    @staticmethod
    def _has_window(filters: Filters) -> bool:
        return bool(filters.keys() & {"during", "from_", "to"})

    def _window(self) -> Filters:
        roll = self._chance.random()
        if roll < 0.35:
            return {}
        day = FIRST_DAY + timedelta(self._chance.randrange(DAYS))
        if roll < 0.42:
            return {"from_": day.isoformat()}
        if roll < 0.47:
            return {"to": day.isoformat()}
        days = self._chance.choice((1, 7, 30, 90, 365, 1_826))
        return {"during": f"{day}..{day + timedelta(days - 1)}"}

    def _someone(self) -> str:
        """Any actor, those with many events more often."""
        return self._world.actor_id(min(int(self._world.actors ** self._chance.random()), self._world.actors - 1))

    def _actor(self) -> Filters:
        return {"actor": [self._someone() for _ in range(self._chance.choice((1, 1, 1, 2)))]}

    def _any_actor(self) -> Filters:
        return {"any_actor": [self._someone() for _ in range(self._chance.choice((2, 3)))]}

    def _group(self) -> Filters:
        groups = range(BIG_GROUP, self._world.actors, GROUP_EVERY)
        rank = self._chance.choice((BIG_GROUP, *self._chance.choices(groups, k=3)))
        return {"actor": [self._world.actor_id(rank)], "with_members": True}

    def _role(self) -> Filters:
        return {"role": self._chance.sample(_ROLES, self._chance.choice((1, 1, 2)))}

    def _place(self) -> Filters:
        return {"place": f"place-{int(self._world.places ** self._chance.random()) - 1}"}

    def _type(self) -> Filters:
        return {"type": self._chance.choice(_TYPES)}

    def _source(self) -> Filters:
        if self._chance.random() < 0.5:
            return {"source": f"article-{self._chance.randrange(self._world.events // 10):07}"}
        return {"source": self._chance.choice(self._publishers)}

    def _according_to(self) -> Filters:
        return {"according_to": [self._someone()]}

    def _tag(self) -> Filters:
        return {"tag": [self._chance.choice(self._tags)]}

    def _text(self) -> Filters:
        words = [*WORDS, " ".join((list(WORDS)[1], list(WORDS)[2])), f'"{" ".join(PHRASE)}"', f"{PREFIX}*"]
        return {"text": [self._chance.choice(words)]}

    def _standing(self) -> Filters:
        return {"standing": self._chance.sample(STANDINGS, self._chance.choice((1, 2)))}


def query_of(reader: Reader, filters: Filters) -> EventQuery:
    """The query that filters come to, as every caller asks it."""
    return find_query(reader, asked(filters, _TODAY))


def check(events: int, mix: str, seed: int, count: int) -> int:
    """Asks the questions of a small database; how many are answered otherwise than the model answers them."""
    small = made(events, mix)
    records = _all_of(small.world)
    wrong = 0
    with opened(small.path) as reader:
        for filters in Drawer(small.world, reader, seed).questions(count):
            query = query_of(reader, filters)
            found = [entry.id for entry in find_entries(reader, query, brief=True)]
            if found != model_answer(records, query):
                wrong += 1
                print(f"answered otherwise than the model: {_told(filters)}", flush=True)
    return wrong


def _all_of(world: World) -> RecordSet:
    """The whole of a small world."""
    found: dict[str, dict[Any, Any]] = {name: {} for name in RecordSet._fields}
    for part in world.parts():
        for name, records in part._asdict().items():
            found[name] |= records
    return RecordSet(**found)


def timed(path: Path, world: World, seed: int, count: int) -> list[Slow]:
    """The questions, slowest first: each as names and texts, found out and asked, until its page is there."""
    slow = []
    with opened(path) as reader:
        for filters in Drawer(world, reader, seed).questions(count):
            times, found = [], 0
            for _ in range(TIMES):
                begun = process_time()
                found = sum(1 for _ in find_entries(reader, query_of(reader, filters), brief=True))
                times.append(process_time() - begun)
            recorder = Recorder(reader)
            for _ in find_entries(recorder, query_of(reader, filters), brief=True):
                pass
            slow.append(Slow(median(times), filters, found, recorder.statements))
    return sorted(slow, key=lambda each: -each.seconds)


def say_slowest(slow: list[Slow], path: Path) -> None:
    """The slowest questions, each with the plans of what it sent."""
    with raw(path) as connection:
        for each in slow[:SLOWEST]:
            print(f"\n{each.seconds * 1000:8.1f} ms  {_told(each.filters)}: {each.found} shown")
            for sql, parameters in each.sent:
                for line in _plan(connection, sql, parameters):
                    print(f"             {line}")


def _plan(connection: sqlite3.Connection, sql: str, parameters: dict[str, Any]) -> Iterator[str]:
    depth: dict[int, int] = {}
    for number, parent, _, what in connection.execute(f"EXPLAIN QUERY PLAN {sql}", parameters):
        depth[number] = depth.get(parent, -1) + 1
        yield f"{'  ' * depth[number]}{what}"


def _told(filters: Filters) -> str:
    return "; ".join(name if value is True else f"{name} {value}" for name, value in filters.items() if name != "limit")


def main() -> int:
    """1 where an answer differs from the model's."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--events", type=int, default=1_000_000, help="size of the database (default: %(default)s)")
    parser.add_argument("--mix", choices=sorted(MIXES), default="usual", help="kinds of dates (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=12, help="of the questions (default: %(default)s)")
    parser.add_argument("--questions", type=int, default=150, help="how many (default: %(default)s)")
    parser.add_argument(
        "--checked", type=int, default=2_000, help="events of the small database (default: %(default)s)"
    )
    given = parser.parse_args()
    print(f"{machine()}\n{given.questions} questions, seed {given.seed}, {given.mix} mix\n")
    wrong = check(given.checked, given.mix, given.seed, given.questions)
    print(f"at {given.checked:,} events: {given.questions - wrong} of {given.questions} answered as the model does")
    large = made(given.events, given.mix)
    slow = timed(large.path, large.world, given.seed, given.questions)
    times = [each.seconds for each in slow]
    p90 = quantiles(times, n=10)[-1]
    print(f"at {given.events:,} events, processor time of a page of {PAGE}:")
    for what, taken, most in (("median", median(times), None), ("p90", p90, P90), ("worst", times[0], WORST)):
        target = "" if most is None else f"  target <= {most * 1000:.0f} ms: {'met' if taken <= most else 'missed'}"
        print(f"  {what:8}{taken * 1000:9.1f} ms{target}")
    print(f"  over 100 ms: {sum(each > 0.1 for each in times)}; found nothing: {sum(not each.found for each in slow)}")
    say_slowest(slow, large.path)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
