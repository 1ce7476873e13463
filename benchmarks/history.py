"""What history costs: keeping it, and asking of another day than today.

Times are those of the processor: what the machine gave to others meanwhile is not in them.

Run from the checkout: python -m benchmarks.history [--events N]
"""

import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Collection, Mapping
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from benchmarks.asked import PAGE, actors, windows
from benchmarks.databases import CHECKOUT, FOLDER, Made
from benchmarks.generator import World
from benchmarks.histories import ADDED, ALL_EDITED, EDITED, NEWEST, SINGLE, all_edited, load, with_history
from benchmarks.measure import (
    Timed,
    alone,
    arguments,
    heading,
    line,
    machine,
    run_once,
    say,
    say_time,
    seconds,
    verdict,
)
from timeline import Timeline
from timeline import open as open_timeline
from timeline.actions.upkeep.init import init_database
from timeline.domain.records import RecordSet
from timeline.query import Filters
from timeline.storage.connecting.database import open_database
from timeline.storage.writing.change_log import ChangeLog

THEN = "2012-06-30"
"""By then two in three articles had come out."""
SECONDS, MEBIBYTES = 0.25, 100
"""The targets of a page, whichever day it is asked of."""
LOADED, LOADS = 10_000, 3
"""Events that are loaded with history and without it at most, and how often."""
MONTH = windows(30)[10].typed
BEFORE_HISTORY = "2000-01-01"


class KeepsNothing(ChangeLog):
    """What a load costs without history: it is told all, and keeps nothing."""

    def added(self, kind: str, ids: Collection[str]) -> None:
        """Not kept."""

    def changed(self, kind: str, before: Mapping[str, Any]) -> None:
        """Not kept."""

    def removed(self, kind: str, before: Mapping[str, Any]) -> None:
        """Not kept."""

    def finish(self) -> None:
        """There is no change."""


# --- keeping it --------------------------------------------------------------------------------------


def keeping(of: Made, rounds: int) -> None:
    """Loads that keep a change beside loads that keep none; what a change takes in the database."""
    world = World(min(of.world.events, LOADED))
    parts, edits = list(world.parts()), list(all_edited(world))
    print(f"\n{world.events:,} events; other: the same without history")
    heading("processor time")
    with tempfile.TemporaryDirectory(dir=FOLDER) as name:
        empty, loaded = Path(name, "empty.db"), Path(name, "loaded.db")
        with open_database(str(empty)) as opened:
            init_database(opened)
        shutil.copyfile(empty, loaded)
        load(loaded, parts, KeepsNothing)
        first, new = _in_turn(empty, parts, rounds)
        again, edited = _in_turn(loaded, edits, rounds)
    say("  a first load", first, most=1.1)
    say("  a load that edits every event", again, most=1.1)
    line("  space for an event that was added", f"{new / world.events:.0f} bytes", "", "", "")
    line("  for one that was edited", f"{edited / world.events:.0f} bytes", "", "", verdict(edited / world.events, 200))


def _in_turn(database: Path, parts: list[RecordSet], rounds: int) -> tuple[Timed, int]:
    """(what a load into a copy of a database takes with history and without, the bytes that it is larger for that)."""
    copy = database.with_name("copy.db")
    taken: dict[type[ChangeLog], list[float]] = {ChangeLog: [], KeepsNothing: []}
    sizes = {}
    for _ in range(min(rounds, LOADS)):
        for log, times in taken.items():
            shutil.copyfile(database, copy)
            times.append(seconds(partial(load, copy, parts, log), process_time))
            sizes[log] = copy.stat().st_size
            copy.unlink()
    ours, other = taken.values()
    ratio = median(mine / theirs for mine, theirs in zip(ours, other, strict=True))
    return Timed(median(ours), median(other), ratio), sizes[ChangeLog] - sizes[KeepsNothing]


def log(of: Made, rounds: int) -> None:
    """The changes of one record."""
    print("\nthe log of a record, in process")
    numbers = {
        "an event that was added and edited twice": SINGLE + 1,
        "the same, edited once": of.world.events // 20,
        "one that was never edited": of.world.events - 1,
    }
    with open_timeline(of.path) as db:
        for what, number in numbers.items():
            asked = partial(db.log, of.world.event_id(number))
            say_time(f"  {what}", alone(asked, rounds, process_time), most=1e-3)


# --- asking of another day ---------------------------------------------------------------------------


def as_of(of: Made, rounds: int) -> None:
    """Questions with ``as_of``."""
    month, year = windows(30)[10].typed, windows(365)[10].typed
    hottest, rare = (actors(of.world)[name] for name in ("hottest", "rare"))
    questions: dict[str, tuple[Filters, float | None]] = {
        "a page of a month": ({"during": month}, SECONDS),
        "the same backwards": ({"during": month, "reverse": True}, SECONDS),
        "a page of a month, the hottest actor": ({"during": month, "actor": hottest}, SECONDS),
        "a page of a day": ({"during": windows(1)[10].typed}, None),
        "a page of all times": ({}, None),
        "a page of the hottest actor": ({"actor": hottest}, None),
        "a page of a rare actor": ({"actor": rare}, None),
        "a page of what is disputed in a year": ({"during": year, "disputed": True}, None),
        "a page of what is denied in a year": ({"during": year, "standing": ["denied"]}, None),
    }
    print(f"\nas it was known by {THEN}, {PAGE} events, in process")
    with open_timeline(of.path) as db:
        for what, (filters, most) in questions.items():
            asked: Filters = {**filters, "as_of": THEN, "limit": PAGE}
            say_time(f"  {what}", alone(partial(_told, db, asked), rounds, process_time), most=most)
    _whole_process(of, rounds, "  a page of a month in parts", "--as-of", THEN)


def recorded_on(of: Made, rounds: int) -> None:
    """Questions with ``recorded_on``, by how much has changed since; and with ``as_of``, too."""
    moments = {
        "nothing changed since": NEWEST,
        f"{SINGLE} changes since": NEWEST - SINGLE,
        f"{EDITED:,} events edited and {ADDED:,} added since": 2,
        f"{min(of.world.events, ALL_EDITED):,} events edited since": 1,
        f"{of.world.events:,} events added since": 0,
    }
    hottest = actors(of.world)["hottest"]
    print("\nas it stands, to compare")
    _whole_process(of, rounds, "  a page of a month in parts")
    for since, change in moments.items():
        print(f"\nas it was recorded, {since}, {PAGE} events, in process")
        then = f"change {change}" if change else BEFORE_HISTORY
        questions: dict[str, Filters] = {
            "a page of a month": {"during": MONTH},
            f"a page of a month, as known by {THEN}": {"during": MONTH, "as_of": THEN},
        }
        if change:  # who was not there then is nobody to ask for
            questions["a page of a month, the hottest actor"] = {"during": MONTH, "actor": hottest}
        with open_timeline(of.path) as db, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # before history began
            for what, filters in questions.items():
                asked: Filters = {**filters, "recorded_on": then, "limit": PAGE}
                say_time(f"  {what}", alone(partial(_told, db, asked), rounds, process_time), most=SECONDS)
        _whole_process(of, rounds, "  a page of a month in parts", "--recorded-on", then)
        _whole_process(of, rounds, "  the same, both times", "--recorded-on", then, "--as-of", THEN)


def _told(db: Timeline, filters: Filters) -> int:
    """How many events there are, all told."""
    return sum(1 for _ in db.events(**filters))


def _whole_process(of: Made, rounds: int, what: str, *options: str) -> None:
    """Two lines of a page of a month, of the command as a whole: its time, and its memory."""
    command = [str(Path(sys.executable).parent / "timeline"), "--db", str(of.path), "events", "--during", MONTH]
    command += ["--limit", str(PAGE), *options]
    subprocess.run(command, cwd=CHECKOUT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    runs = [run_once(command, CHECKOUT) for _ in range(min(rounds, LOADS))]
    say_time(f"{what}, whole process", median(run.processor for run in runs), most=SECONDS)
    mebibytes = max(run.mebibytes for run in runs)
    line("    and the memory of it", f"{mebibytes:.0f} MiB", "", "", verdict(mebibytes, most=MEBIBYTES))


SECTIONS = (keeping, log, as_of, recorded_on)
"""Each prints its lines, with targets beside them."""


def main() -> None:
    """Every section."""
    options = arguments(__doc__ or "", events=1_000_000)
    of = with_history(options.events)
    print(machine())
    print(f"{options.events:,} events")
    for section in SECTIONS:
        section(of, options.rounds)


if __name__ == "__main__":
    main()
