"""Commands killed at random moments leave the old state or the new one, and the next run is none the worse.

Run from the checkout: python -m benchmarks.kill [--kills N] [--seed N] [--postgres]. Loads, prunes, undos, renames,
imports, dumps, exports and `init` are sent SIGKILL, SIGINT or SIGTERM; then the database must hold its old rows or its
new ones, its history included, whose chain must hold, an exported file its old or its new bytes, a dumped folder too,
unless `check` refuses it. Files of the user's own must stay. Then the command is run again: it must do what it was to
do, and nothing that a killed run has left may stay. With --postgres what writes to a database writes to one of a
server: that of a wheel, or the one that TIMELINE_TEST_POSTGRES names.
"""

import argparse
import hashlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import timeline
from timeline.storage.connecting.postgresql.load_lock import LOCK

SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGINT, signal.SIGTERM)
EVENTS = 240
_MARKS = ("last_change", "landed_write")
"""What they hold is drawn by chance with each change that lands."""
_TOLD = {"change": "id, author, message, command, verb, undoes, begins, counts"}
"""Of a table what is the same in each run: when a change was made, and so its digest, is not."""
_SHADOWS = ("_data", "_idx", "_content", "_docsize", "_config")
_STRAYS = (".timeline-part", "-journal", ".dump-unfinished", ".part")
_OWN = {".git/HEAD": "ref: refs/heads/main\n", "README.md": "Ours.\n"}


@dataclass(frozen=True)
class Command:
    """A command to kill: how its folder is made ready, what it is, and what of the folder it changes."""

    name: str
    arguments: tuple[str, ...]
    prepare: Callable[["Worlds", Path], None]
    state: Callable[["Worlds", Path], str]
    """What the command leaves, in a word that can be compared; "refused" for a folder that is not to be loaded."""
    writes_rows: bool = True
    """Whether that is rows of a database, of whichever kind; else it is files of one that lies in a file."""
    is_refused_again: bool = False
    """Whether it says that there is nothing to do, and fails, once it is done."""


class Store(Protocol):
    """Where databases are; a folder has one, and that of the worlds two."""

    def address(self, folder: Path, name: str = "a") -> str:
        """What goes to --db, in that folder."""
        ...

    def copy(self, worlds: Path, name: str, here: Path) -> None:
        """Makes the database of a folder one like that of the worlds."""
        ...

    def settle(self, here: Path) -> None:
        """Waits until a command that was killed has ended."""
        ...

    def tables(self, here: Path) -> dict[str, list[tuple[Any, ...]]]:
        """All rows of each table that is no index, times and digests of changes left out; no tables: no database."""
        ...

    def is_written(self, here: Path) -> Callable[[], bool]:
        """Whether a command has begun to write since this was asked for."""
        ...

    def drop(self, here: Path) -> None:
        """Removes the database of a folder."""
        ...


class Files:
    """SQLite."""

    def address(self, folder: Path, name: str = "a") -> str:
        return str(folder / f"{name}.db")

    def copy(self, worlds: Path, name: str, here: Path) -> None:
        shutil.copy(worlds / f"{name}.db", here / "a.db")

    def settle(self, here: Path) -> None:
        """It has ended with its process."""

    def tables(self, here: Path) -> dict[str, list[tuple[Any, ...]]]:
        path = here / "a.db"
        if not path.exists():
            return {}
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            tables = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
            ).fetchall()
            return {
                table: connection.execute(_select(table)).fetchall()
                for (table,) in tables
                if not table.endswith(_SHADOWS) and not table.startswith("sqlite_")
            }

    def is_written(self, here: Path) -> Callable[[], bool]:
        before = _names(here)
        return lambda: _names(here) != before

    def drop(self, here: Path) -> None:
        """It goes with its folder."""


class Server:
    """PostgreSQL: each folder has a database of its own, and a killed client one that still writes, for a moment."""

    def __init__(self, address: str) -> None:
        import psycopg
        from sqlalchemy import make_url

        self._connect = psycopg.connect
        self._server = make_url(address).set(drivername="postgresql")
        self._admin: Any = psycopg.connect(self._server.render_as_string(hide_password=False), autocommit=True)

    def address(self, folder: Path, name: str = "a") -> str:
        return self._server.set(database=self._name(folder, name)).render_as_string(hide_password=False)

    def make(self, folder: Path, name: str = "a", template: str = "template0") -> None:
        """Makes a database, empty or like another."""
        self._admin.execute(f"CREATE DATABASE {self._name(folder, name)} TEMPLATE {template} ENCODING 'UTF8'")

    def copy(self, worlds: Path, name: str, here: Path) -> None:
        self.make(here, template=self._name(worlds, name))

    def settle(self, here: Path) -> None:
        with self._connect(self.address(here)) as connection:
            connection.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])

    def tables(self, here: Path) -> dict[str, list[tuple[Any, ...]]]:
        with self._connect(self.address(here)) as connection:
            tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
            return {table: connection.execute(_select(table)).fetchall() for (table,) in tables}

    def is_written(self, here: Path) -> Callable[[], bool]:  # noqa: ARG002 - that of files needs it
        sql = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
        return lambda: bool(self._admin.execute(sql).fetchone()[0])

    def drop(self, here: Path) -> None:
        self._admin.execute(f"DROP DATABASE IF EXISTS {self._name(here)} WITH (FORCE)")

    @staticmethod
    def _name(folder: Path, name: str = "a") -> str:
        return f"killed_{os.getpid()}_{folder.name}_{name}".replace("-", "_")


def _select(table: str) -> str:
    return f'SELECT {_TOLD.get(table, "*")} FROM "{table}"'


class Worlds:
    """What the commands start from: two databases, an export and a dump of the one, and files to load."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.folder = folder
        self.store = store
        (folder / "old.yaml").write_text(_annotations("old", 0), encoding="utf-8")
        (folder / "new.yaml").write_text(_annotations("new", 30), encoding="utf-8")
        for name in ("old", "new"):
            if isinstance(store, Server):
                store.make(folder, name)
            _done(folder, "--db", store.address(folder, name), "load", f"{name}.yaml")
        old, new = (store.address(folder, name) for name in ("old", "new"))
        _done(folder, "--db", new, "export", "new.jsonl")
        _done(folder, "--db", old, "export", "old.md", "--made-on", "2031-01-01")
        _done(folder, "--db", old, "dump", "old-dump")
        rows = "\n".join(f"2031-01-{day:02},Row {day}" for day in range(1, 29))
        (folder / "table.csv").write_text(f"Date,What\n{rows}\nno day,\n", encoding="utf-8")
        (folder / "map.yaml").write_text("title: What\ndate: Date\n", encoding="utf-8")
        (folder / "old-rejects.csv").write_text("what stood here before\n", encoding="utf-8")


def _annotations(word: str, shift: int) -> str:
    """Events over many years, so that a dump has many files; those of two worlds fall into years of their own too."""
    events = "".join(
        f"  event-{number}:\n    title: The {word} event {number}\n    claims: [{{source: wire, date: {year}-05-01}}]\n"
        for number in range(EVENTS)
        for year in [1900 + shift + number % 60]
    )
    return f"sources:\n  wire: {{title: Wire of {word}}}\nevents:\n{events}"


def _database(worlds: Worlds, here: Path) -> None:
    worlds.store.copy(worlds.folder, "old", here)
    for name in ("new.yaml", "table.csv", "map.yaml", "new.jsonl"):
        shutil.copy(worlds.folder / name, here)
    shutil.copy(worlds.folder / "old-rejects.csv", here / "rejects.csv")


def _no_database(worlds: Worlds, here: Path) -> None:
    shutil.copy(worlds.folder / "new.yaml", here)
    if isinstance(worlds.store, Server):
        worlds.store.make(here)


def _exported(worlds: Worlds, here: Path) -> None:
    worlds.store.copy(worlds.folder, "new", here)
    shutil.copy(worlds.folder / "old.md", here / "out.md")
    (here / "out.md").chmod(0o600)


def _dumped(worlds: Worlds, here: Path) -> None:
    worlds.store.copy(worlds.folder, "new", here)
    shutil.copytree(worlds.folder / "old-dump", here / "dump")
    (here / "dump").chmod(0o750)
    for name, text in _OWN.items():
        (here / "dump" / name).parent.mkdir(exist_ok=True)
        (here / "dump" / name).write_text(text, encoding="utf-8")


def _rows(worlds: Worlds, here: Path) -> str:
    """The rows of the database, in a word; our own reader has opened it before, as people do: the chain holds."""
    worlds.store.settle(here)
    broken = _broken(worlds.store.address(here))
    tables = worlds.store.tables(here)
    if not tables:
        return "none"
    assert not broken, f"the history does not hold: {broken}"
    digest = hashlib.sha256()
    for table, rows in sorted(tables.items()):
        if table not in _MARKS:
            digest.update("\n".join([table, *sorted(map(repr, rows))]).encode())
    return digest.hexdigest()[:12]


def _broken(address: str) -> str:
    """What is wrong with the history of a database, or with the database; "" where nothing is."""
    try:
        with timeline.open(address) as database:
            return "; ".join(f"change {number}: {what}" for number, what in database.verify())
    except timeline.TimelineError as error:
        return str(error)


def _rows_and_rejects(worlds: Worlds, here: Path) -> str:
    """The database, and the file of rejects, which only follows it."""
    rejects = (here / "rejects.csv").read_text(encoding="utf-8")
    assert rejects.startswith("what stood here before") or "no day" in rejects, "rejects are whole, old or new"
    return _rows(worlds, here)


def _file(worlds: Worlds, here: Path) -> str:  # noqa: ARG001 - as of what is in a database
    assert (here / "out.md").stat().st_mode & 0o777 == 0o600, "the file keeps its rights"
    return hashlib.sha256((here / "out.md").read_bytes()).hexdigest()[:12]


def _folder(worlds: Worlds, here: Path) -> str:  # noqa: ARG001 - as of what is in a database
    folder = here / "dump"
    for name, text in _OWN.items():
        assert (folder / name).read_text(encoding="utf-8") == text, f"{name} is the user's own"
    assert folder.stat().st_mode & 0o777 == 0o750, "the folder keeps its rights"
    checked = _run(here, "check", "--no-advice", "dump")
    if checked.returncode != 0:
        assert "a dump to this folder was cut off" in checked.stderr, checked.stderr
        return "refused"
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*.yaml")):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:12]


COMMANDS = (
    Command("load", ("load", "new.yaml"), _database, _rows),
    Command("prune", ("load", "new.yaml", "--prune", "--yes"), _database, _rows),
    Command("undo", ("undo", "1"), _database, _rows),
    Command("rename", ("rename", "event-7", "event-seven"), _database, _rows, is_refused_again=True),
    Command("first load", ("load", "new.yaml"), _no_database, _rows),
    Command("init", ("init",), _no_database, _rows),
    Command("import", ("import", "new.jsonl", "--theirs"), _database, _rows),
    Command(
        "import with rejects",
        ("import", "table.csv", "--map", "map.yaml", "--skip-bad", "rejects.csv"),
        _database,
        _rows_and_rejects,
    ),
    Command("export", ("export", "out.md", "--made-on", "2031-01-01"), _exported, _file, False),
    Command("dump", ("dump", "dump"), _dumped, _folder, False),
)


def run_kills(kills: int, seed: int, store: Store | None = None) -> Counter[tuple[str, str, str]]:
    """Kills so many commands; how often each was left in which state by which signal.

    Without a store: of files. Raises AssertionError at the first that is left as it must not be.
    """
    chance = random.Random(seed)
    found: Counter[tuple[str, str, str]] = Counter()
    commands = [command for command in COMMANDS if store is None or command.writes_rows]
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "worlds").mkdir()
        worlds = Worlds(Path(name) / "worlds", store or Files())
        known = {command.name: _states(command, worlds, Path(name)) for command in commands}
        for number in range(kills):
            command = commands[number % len(commands)]
            here = Path(name) / f"kill-{number}"
            here.mkdir()
            sent = chance.choice(SIGNALS)
            state = _kill_one(command, worlds, here, known[command.name], sent, chance)
            found[command.name, sent.name, state] += 1
            worlds.store.drop(here)
            shutil.rmtree(here)
    return found


@dataclass(frozen=True)
class _States:
    old: str
    new: str
    seconds: float


def _states(command: Command, worlds: Worlds, folder: Path) -> _States:
    """What the command starts from and comes to when nobody kills it, and how long it takes."""
    here = folder / "whole"
    here.mkdir()
    command.prepare(worlds, here)
    old = command.state(worlds, here)
    began = time.monotonic()
    _done(here, "--db", worlds.store.address(here), *command.arguments)
    seconds = time.monotonic() - began
    new = command.state(worlds, here)
    assert old != new
    worlds.store.drop(here)
    shutil.rmtree(here)
    return _States(old, new, seconds)


def _kill_one(
    command: Command, worlds: Worlds, here: Path, known: _States, sent: signal.Signals, chance: random.Random
) -> str:
    command.prepare(worlds, here)
    has_begun = worlds.store.is_written(here)
    with subprocess.Popen(
        [sys.executable, "-m", "timeline", "--db", worlds.store.address(here), *command.arguments],
        cwd=here,
        env=_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        began = time.monotonic()
        if command.name == "dump" and chance.random() < 0.5:  # among its files, which takes it milliseconds
            while not (here / "dump" / ".dump-unfinished").exists() and process.poll() is None:
                pass
            time.sleep(chance.uniform(0.0, 0.003))
        elif chance.random() < 0.3:
            time.sleep(chance.uniform(0.0, 1.1) * known.seconds)
        else:  # once it begins to write: the most of its time goes to imports
            while not has_begun() and process.poll() is None:
                time.sleep(0.0005)
            time.sleep(chance.choice([0.0, 0.01, 0.1, 0.8]) * chance.random() * known.seconds)
        process.send_signal(sent)
        wait = time.monotonic() - began
        _, said = process.communicate(timeout=120)
    context = f"{command.name}, {sent.name} after {wait:.3f} of {known.seconds:.3f} s: {said}"
    assert f"{os.sep}timeline{os.sep}cli" not in said, f"a traceback: {context}"
    state = command.state(worlds, here)
    words = {known.old: "old", known.new: "new", "refused": "refused"}
    assert state in words, f"neither old nor new, but {state}: {context}"
    assert process.returncode != 0 or state == known.new, f"it said that it was done: {context}"
    again = _run(here, "--db", worlds.store.address(here), *command.arguments)
    is_refused = command.is_refused_again and state == known.new
    assert again.returncode == int(is_refused), f"repeated, it ends with {again.returncode}: {again.stderr}: {context}"
    assert command.state(worlds, here) == known.new, f"repeated, it comes to something else: {context}"
    left = [str(path.relative_to(here)) for path in here.rglob("*") if path.name.endswith(_STRAYS)]
    assert left == [], f"left behind: {left}: {context}"
    return words[state]


def _names(here: Path) -> list[str]:
    return [name for folder in (here, here / "dump") if folder.is_dir() for name in os.listdir(folder)]


def _environment() -> dict[str, str]:
    root = str(Path(__file__).parents[1])
    return {**os.environ, "PYTHONPATH": root, "PYTHONDONTWRITEBYTECODE": "1", "TIMELINE_DB": ""}


def _run(here: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "timeline", *arguments],
        cwd=here,
        env=_environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def _done(here: Path, *arguments: str) -> None:
    done = _run(here, *arguments)
    assert done.returncode == 0, f"{arguments}: {done.stderr}"


@contextmanager
def _server() -> Iterator[str]:
    """The address of a server that is there for the kills, or was before."""
    from tests.support import postgres

    postgres.begin_run()
    try:
        with postgres.new_database() as url:
            yield url
    finally:
        postgres.end_run()


def _lines(found: Counter[tuple[str, str, str]]) -> Iterator[str]:
    yield f"{'command':22}{'signal':10}{'old':>6}{'new':>6}{'refused':>9}"
    for name, sent in sorted({(name, sent) for name, sent, _ in found}):
        old, new, refused = (found[name, sent, state] for state in ("old", "new", "refused"))
        yield f"{name:22}{sent:10}{old:6}{new:6}{refused:9}"


def main() -> None:
    """Runs the kills and prints what was left."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10_000))
    parser.add_argument("--postgres", action="store_true", help="kill what writes to a server's database")
    options = parser.parse_args()
    print(f"{options.kills} kills, seed {options.seed}", flush=True)
    with ExitStack() as stack:
        store = Server(stack.enter_context(_server())) if options.postgres else None
        found = run_kills(options.kills, options.seed, store)
    for line in _lines(found):
        print(line)
    print("nothing was lost or mixed, and nothing was left behind")


if __name__ == "__main__":
    main()
