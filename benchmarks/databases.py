"""Databases of generated events, made by the product's own loader and kept in build/bench.

A database is made anew where the generator or the schema has changed; what was made before goes.
"""

import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from benchmarks.generator import MIXES, World
from timeline.cli.collection import without_collection
from timeline.domain.history import Signature
from timeline.domain.records import RecordSet
from timeline.storage.connecting.address import read_address
from timeline.storage.schema import tables
from timeline.storage.writing.change_log import ChangeLog
from timeline.storage.writing.loader import Loader
from timeline.storage.writing.transaction.session import write_session

CHECKOUT = Path(__file__).resolve().parents[1]
FOLDER = CHECKOUT / "build" / "bench"
_MADE_BY = (
    Path(__file__).with_name("generator.py"),
    Path(tables.__file__),
    *sorted((CHECKOUT / "migrations").glob("*/*.py")),
)


class Made(NamedTuple):
    """A database, and what it took to make it."""

    path: Path
    world: World
    seconds: float
    """The load alone: what the generator took is left out."""
    bytes: int


def made(events: int, mix: str = "usual") -> Made:
    """The database of so many events of a mix; made where there is none yet."""
    world = World(events, MIXES[mix])
    path, seconds = kept(f"{mix}-{events}", lambda path: load(str(path), world))
    return Made(path, world, seconds, path.stat().st_size)


def kept(stem: str, make: Callable[[Path], float]) -> tuple[Path, float]:
    """(the database of this name, the seconds that it took to make it); made where there is none yet."""
    path = FOLDER / f"{stem}-{_edition()}.db"
    figures = path.with_suffix(".json")
    if not figures.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        for old in FOLDER.glob(f"{stem}-*"):
            old.unlink()
        figures.write_text(json.dumps(make(path)))
    return path, json.loads(figures.read_text())


def load(database: str, world: World) -> float:
    """Loads a world into a new database in one transaction; the seconds of the loader, commit included."""
    tell(f"loading {world.events:,} events ({world.mix.name} mix) …")
    return load_parts(database, world.parts())


def load_parts(database: str, parts: Iterator[RecordSet]) -> float:
    """Loads records part by part into a new database, likewise."""
    generating = 0.0
    started = perf_counter()
    with without_collection(), write_session(read_address(database)) as (connection, _):
        loader = Loader(connection, ChangeLog(connection, Signature(datetime.now(UTC), "benchmark")))
        while True:
            asked = perf_counter()
            part = next(parts, None)
            generating += perf_counter() - asked
            if part is None:
                break
            loader.add(part)
        loader.finish()
    return perf_counter() - started - generating


def tell(what: str) -> None:
    """Says on stderr what is being done."""
    print(what, file=sys.stderr, flush=True)


def _edition() -> str:
    """Changes with whatever decides what stands in a database."""
    digest = hashlib.sha256()
    for path in _MADE_BY:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
