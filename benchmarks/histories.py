"""Databases with a history: those of ``databases``, and loads that followed; kept beside them.

Change 1 added all; change 2 edited every event (of a million the first 100,000); change 3 edited some and added
others; then some changes edited one event each. So one database is looked back at over nothing, little, much, and all.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path

from benchmarks.databases import Made, kept, made, tell
from benchmarks.generator import EVENTS_A_PART, World
from benchmarks.measure import seconds
from timeline.cli.collection import without_collection
from timeline.domain.history import Signature
from timeline.domain.records import Event, RecordSet
from timeline.storage.connecting.address import read_address
from timeline.storage.writing.change_log import ChangeLog
from timeline.storage.writing.loader import Loader
from timeline.storage.writing.transaction.session import write_session

EDITED, ADDED, SINGLE = 1_000, 10_000, 10
"""How many events change 3 edits and how many it adds; how many changes then edit one event each."""
ALL_EDITED = 100_000
"""How many events change 2 edits at most: it takes longer than the first load."""
NEWEST = 3 + SINGLE
SIGNATURE = Signature(datetime(2031, 5, 5, tzinfo=UTC), "benchmark")


def with_history(events: int) -> Made:
    """The database of so many events of the usual mix, with a history; made where there is none yet."""
    of = made(events)
    path, taken = kept(f"history-{events}", partial(_make, of))
    return Made(path, of.world, taken, path.stat().st_size)


def load(database: Path, parts: Iterable[RecordSet], log: Callable[..., ChangeLog] = ChangeLog) -> None:
    """One load, which ``log`` keeps as a change."""
    with without_collection(), write_session(read_address(str(database))) as (connection, _):
        loader = Loader(connection, log(connection, SIGNATURE))
        for part in parts:
            loader.add(part)
        loader.finish()


def all_edited(world: World) -> Iterator[RecordSet]:
    """Every event, corrected: of very many the first ALL_EDITED."""
    parts = (part.events.values() for part in world.parts() if part.events)
    return map(_corrected, islice(parts, -(-ALL_EDITED // EVENTS_A_PART)))


def _make(of: Made, path: Path) -> float:
    shutil.copyfile(of.path, path)
    tell(f"editing {min(of.world.events, ALL_EDITED):,} events …")
    taken = seconds(partial(load, path, all_edited(of.world)))
    events = (event for part in all_edited(of.world) for event in part.events.values())
    some = list(islice(events, max(EDITED, ADDED)))
    added = {f"added-{event.id}": event._replace(id=f"added-{event.id}", links=()) for event in some[:ADDED]}
    edited = _corrected(some[SINGLE : SINGLE + EDITED])
    load(path, [edited._replace(events={**edited.events, **added})])
    for event in some[:SINGLE]:
        load(path, [_corrected([event])])
    return taken


def _corrected(events: Iterable[Event]) -> RecordSet:
    """With another title, and what one source dates by a day dated a week later."""
    return RecordSet(events={event.id: _edited(event) for event in events})


def _edited(event: Event) -> Event:
    first, *others = event.claims
    return event._replace(title=f"{event.title} anew", claims=(first._replace(date=_a_week_later(first.date)), *others))


def _a_week_later(written: str | None) -> str | None:
    if written is None or len(written) != len("2031-05-05"):
        return written
    return (date.fromisoformat(written) + timedelta(7)).isoformat()
