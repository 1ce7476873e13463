"""Writing to a database: whole or not at all, whatever goes wrong in the middle."""

import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from tests.support.opened import reading
from tests.support.stores import contents_of, fill, load
from tests.support.users import without_privileges
from timeline.domain.records import Claim, Event, Place, RecordSet, Source
from timeline.errors import DatabaseError
from timeline.storage.connecting import engine
from timeline.storage.connecting.address import read_address
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.connecting.version import HEAD, KNOWN
from timeline.storage.writing.rows import TableRow, place_rows
from timeline.storage.writing.transaction import session
from timeline.storage.writing.transaction.session import write_session
from timeline.storage.writing.write_rows import insert

FIRST = RecordSet(places={"port": Place("port", "Port")})
SECOND = RecordSet(
    sources={"wire": Source("wire", "Wire")},
    places={"city": Place("city", "City")},
    events={"call": Event("call", "Call", claims=(Claim("wire", date="2031-05-01"),))},
)


def write(database: str, records: RecordSet, **options: bool) -> str | None:
    """Loads records; gives the version that the database had before."""
    with write_session(read_address(database), **options) as (connection, before):
        load(connection, records)
    return before


def refusal(database: str, records: RecordSet = SECOND, **options: bool) -> str:
    """The one line in which writing is refused."""
    with pytest.raises(DatabaseError) as caught:
        write(database, records, **options)
    message = str(caught.value)
    assert message
    assert "\n" not in message
    return message


@contextmanager
def listening(name: str, listener: Callable[..., None]) -> Iterator[None]:
    """Every engine tells the listener of such an event within the block."""
    event.listen(Engine, name, listener)
    try:
        yield
    finally:
        event.remove(Engine, name, listener)


@contextmanager
def unchanged(database: str) -> Iterator[None]:
    """The database is the same after the block as before: byte for byte, or row for row."""
    path = read_address(database).path
    before = contents_of(database) if path is None else Path(path).read_bytes()
    yield
    assert (contents_of(database) if path is None else Path(path).read_bytes()) == before
    if path is not None:
        assert [each.name for each in Path(path).parent.iterdir()] == [Path(path).name]


def test_a_block_that_ends_is_kept(no_database: str) -> None:
    assert write(no_database, FIRST) is None
    assert write(no_database, SECOND) == HEAD
    assert [row[0] for row in contents_of(no_database)["place"]] == ["city", "port"]


def test_what_is_asked_of_tables_that_fill_is_planned_anew(postgres_url: str) -> None:
    """A plan that was made for an empty table reads all of a full one, once for every part of a load."""
    with write_session(read_address(postgres_url)) as (connection, _):
        reader = ConnectionReader(connection)
        for _ in range(20):
            list(reader.rows("SELECT id FROM event WHERE id = :id", {"id": "1"}, few=True))
        plans = "SELECT generic_plans, custom_plans FROM pg_prepared_statements"
        ((generic, custom),) = connection.execute(text(f"{plans} WHERE statement LIKE '%FROM event WHERE id =%'"))
        assert generic == 0
        assert custom > 10


def test_a_dry_run_changes_nothing(database: str) -> None:
    write(database, FIRST)
    with unchanged(database):
        assert write(database, SECOND, dry_run=True) == HEAD


def test_a_dry_run_makes_no_file(sqlite_url: str) -> None:
    assert write(sqlite_url, FIRST, dry_run=True) is None
    assert not Path(sqlite_url).exists()


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, SystemExit, RuntimeError, GeneratorExit])
def test_an_interruption_changes_nothing(database: str, interruption: type[BaseException]) -> None:
    write(database, FIRST)

    def write_and_be_interrupted() -> None:
        with write_session(read_address(database)) as (connection, _):
            load(connection, SECOND)
            raise interruption

    with unchanged(database), pytest.raises(interruption):
        write_and_be_interrupted()


def interrupted_rows() -> Iterator[TableRow]:
    """More rows than are written at once, and then an interrupt."""
    for number in range(21_000):
        yield from place_rows(Place(f"place-{number}", "Place", names=("Other name",)))
    raise KeyboardInterrupt


def write_and_be_interrupted(database: str) -> None:
    with write_session(read_address(database)) as (connection, _):
        insert(connection, interrupted_rows())


def test_an_interrupt_after_many_rows_changes_nothing(database: str) -> None:
    write(database, FIRST)
    with unchanged(database), pytest.raises(KeyboardInterrupt):
        write_and_be_interrupted(database)


def test_an_interrupt_leaves_no_new_file(sqlite_url: str) -> None:
    with pytest.raises(KeyboardInterrupt):
        write_and_be_interrupted(sqlite_url)
    assert list(Path(sqlite_url).parent.iterdir()) == []


def test_a_file_that_was_there_and_empty_stays_so(sqlite_url: str) -> None:
    Path(sqlite_url).touch()
    with pytest.raises(RuntimeError), write_session(read_address(sqlite_url)):
        raise RuntimeError
    assert Path(sqlite_url).read_bytes() == b""
    assert write(sqlite_url, FIRST) is None


def test_a_file_that_another_made_in_the_meantime_is_not_taken_away(sqlite_url: str) -> None:
    def make_it_first(_connection: Any, _record: Any) -> None:
        with closing(sqlite3.connect(sqlite_url)) as other:
            other.execute("CREATE TABLE recipe (id INTEGER)")

    with listening("connect", make_it_first):
        assert "holds tables of something else" in refusal(sqlite_url)
    with closing(sqlite3.connect(sqlite_url)) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("recipe",)]


_KILLED_WHILE_IT_MAKES = """
import os, signal, sys
from timeline.storage.connecting.address import read_address
from timeline.storage.writing.transaction.session import write_session
with write_session(read_address(sys.argv[1])):
    os.kill(os.getpid(), signal.SIGKILL)
"""


def left_by_a_killed_run(path: str) -> list[str]:
    subprocess.run([sys.executable, "-c", _KILLED_WHILE_IT_MAKES, path], check=False, cwd=Path(__file__).parents[4])
    return sorted(each.name for each in Path(path).parent.iterdir())


def test_a_reader_takes_away_the_empty_file_of_a_killed_run(sqlite_url: str) -> None:
    assert len(left_by_a_killed_run(sqlite_url)) > 1, "the file, its journal, the mark"
    for _ in range(2):
        with pytest.raises(DatabaseError, match="there is no database at"), reading(sqlite_url):
            pass
    assert list(Path(sqlite_url).parent.iterdir()) == []


@pytest.mark.parametrize("fails", [True, False])
def test_a_writer_takes_over_the_empty_file_of_a_killed_run(sqlite_url: str, fails: bool) -> None:
    left_by_a_killed_run(sqlite_url)
    if fails:
        with pytest.raises(RuntimeError), write_session(read_address(sqlite_url)):
            raise RuntimeError
        assert list(Path(sqlite_url).parent.iterdir()) == []
    else:
        assert write(sqlite_url, FIRST) is None
        assert [each.name for each in Path(sqlite_url).parent.iterdir()] == ["timeline.db"]


@pytest.mark.parametrize("reads", [True, False])
def test_a_mark_alone_goes_too(sqlite_url: str, reads: bool) -> None:
    mark = Path(f"{Path(sqlite_url).parent}/.timeline.db.abcd1234.timeline-part")
    mark.touch()
    if reads:
        with pytest.raises(DatabaseError, match="there is no database at"), reading(sqlite_url):
            pass
    else:
        write(sqlite_url, FIRST)
        mark.touch()  # of a run that was killed when all was done
        write(sqlite_url, FIRST)
    assert not mark.exists()


def test_an_empty_file_without_a_mark_is_somebodys(sqlite_url: str) -> None:
    Path(sqlite_url).touch()
    with pytest.raises(DatabaseError, match="is no timeline database"), reading(sqlite_url):
        pass
    assert Path(sqlite_url).exists()


def test_who_waits_for_a_run_that_takes_its_file_away_writes_to_one_that_is_there(sqlite_url: str) -> None:
    began, waiting = threading.Event(), threading.Event()

    def second() -> None:
        began.wait(30)
        with listening("connect", lambda *_: waiting.set()):
            write(sqlite_url, FIRST)

    def fail() -> None:
        with write_session(read_address(sqlite_url)):
            began.set()
            waiting.wait(30)
            time.sleep(0.3)  # now it waits for the lock
            raise RuntimeError

    other = threading.Thread(target=second)
    other.start()
    with pytest.raises(RuntimeError):
        fail()
    other.join(30)
    with reading(sqlite_url) as opened:
        assert list(opened.rows("SELECT id FROM place", {})) == [("port",)]
    assert [each.name for each in Path(sqlite_url).parent.iterdir()] == ["timeline.db"]


# --- versions ---------------------------------------------------------------------------------------


def test_tables_of_something_else_are_left_alone(no_database: str) -> None:
    address = read_address(no_database)
    with engine.make_engine(address).begin() as connection:
        connection.execute(text("CREATE TABLE recipe (id INTEGER)"))
    assert "holds tables of something else: name another database with --db" in refusal(no_database)
    with engine.make_engine(address).begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM recipe")).scalar_one() == 0


def set_version(database: str, revision: str) -> None:
    with write_session(read_address(database)) as (connection, _):
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})


def rows_of(database: str, sql: str) -> list[tuple[object, ...]]:
    with engine.make_engine(read_address(database)).connect() as connection:
        return [tuple(row) for row in connection.execute(text(sql))]


def test_a_newer_database_is_left_alone(database: str) -> None:
    write(database, FIRST)
    set_version(database, "9999")
    for allowed in (False, True):
        assert "was made by a newer timeline (schema 9999" in refusal(database, bring_up_to_date=allowed)
    assert rows_of(database, "SELECT id FROM place") == [("port",)]


def test_two_versions_are_refused(database: str) -> None:
    write(database, FIRST)
    with engine.make_engine(read_address(database)).begin() as connection:
        connection.execute(text("INSERT INTO alembic_version VALUES ('0001')"))
    for allowed in (False, True):
        assert "has 2 versions in its table alembic_version" in refusal(database, bring_up_to_date=allowed)


def test_the_alembic_of_another_application_is_left_alone(no_database: str) -> None:
    with engine.make_engine(read_address(no_database)).begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
        connection.execute(text("INSERT INTO alembic_version VALUES ('ab12cd34ef56')"))
        connection.execute(text("CREATE TABLE event (id INTEGER)"))
    for allowed in (False, True):
        assert "holds tables of something else: name another" in refusal(no_database, bring_up_to_date=allowed)
    with pytest.raises(DatabaseError, match="holds tables of something else"):
        session.plan(read_address(no_database))


def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert refusal(str(pipe)) == f"{pipe} is a pipe: name a file"
    with pytest.raises(DatabaseError, match="is a pipe: name a file"):
        session.plan(read_address(str(pipe)))


def test_an_older_database_waits_to_be_brought_up_to_date(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write(database, FIRST)
    set_version(database, "0000")
    monkeypatch.setattr(session, "KNOWN", ("0000", *KNOWN))
    assert refusal(database).endswith("bring it up to date with `timeline init`")
    assert rows_of(database, "SELECT id FROM place") == [("port",)]


# --- files that cannot be written -------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [b"events:\n  call: {title: Call}\n" * 200, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20],
    ids=["text", "picture"],
)
def test_a_file_of_another_kind_is_left_alone(sqlite_url: str, content: bytes) -> None:
    Path(sqlite_url).write_bytes(content)
    with unchanged(sqlite_url):
        assert refusal(sqlite_url).endswith("this file is not a database; name another with --db")


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert refusal(str(tmp_path)) == f"{tmp_path} is a folder: name a file"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_missing_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "no" / "timeline.db"
    assert refusal(str(path)) == f"{path}: there is no folder {path.parent}: make it first"
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_may_only_be_read_is_left_alone(open_folder: Path) -> None:
    path = open_folder / "timeline.db"
    fill(str(path), FIRST)
    path.chmod(0o444)
    with without_privileges(), unchanged(str(path)):
        assert refusal(str(path)) == f"{path}: this database cannot be written to; check its permissions"


@pytest.mark.parametrize("mode", [0o555, 0o000])
def test_a_new_file_where_none_may_be_made(open_folder: Path, mode: int) -> None:
    open_folder.chmod(mode)
    path = open_folder / "timeline.db"
    with without_privileges():
        message = refusal(str(path))
    assert message == f"{path}: cannot be opened or made here; check the folder and its permissions"
    open_folder.chmod(0o755)
    assert list(open_folder.iterdir()) == []


def only_so_many_pages(pages: int) -> Callable[[Any, Any], None]:
    def limit(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    return limit


def test_a_full_disk_leaves_the_database_as_it_was(sqlite_url: str) -> None:
    write(sqlite_url, FIRST)
    much = RecordSet(places={f"p{number}": Place(f"p{number}", "P" * 4000) for number in range(100)})
    with unchanged(sqlite_url), listening("connect", only_so_many_pages(10)):
        message = refusal(sqlite_url, much)
    assert message.endswith("the disk is full; nothing was changed: free some space and try again")


def test_a_full_disk_leaves_no_new_file(sqlite_url: str) -> None:
    with listening("connect", only_so_many_pages(10)):
        assert "the disk is full" in refusal(sqlite_url)
    assert list(Path(sqlite_url).parent.iterdir()) == []


# --- others at work ---------------------------------------------------------------------------------

HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute(sys.argv[2])
print("held", flush=True)
input()
"""


@contextmanager
def held_by_another(path: str, lock: str) -> Iterator[None]:
    """Another process holds a lock on the file."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, path, lock], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield
        other.communicate("done\n")


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_database_that_another_writes_to_is_left_alone(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, lock: str
) -> None:
    write(sqlite_url, FIRST)
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.1)
    before = Path(sqlite_url).read_bytes()
    with held_by_another(sqlite_url, lock):
        message = refusal(sqlite_url)
    assert message == f"{sqlite_url}: another program is writing to this database; try again when it is done"
    assert Path(sqlite_url).read_bytes() == before
    assert write(sqlite_url, SECOND) == HEAD


def test_many_loads_at_once_all_land(database: str) -> None:
    """From nothing: one of them makes the tables, and the others wait for it."""
    starting = threading.Barrier(4)
    failed: list[BaseException] = []

    def load_one(number: int) -> None:
        place = f"place-{number}"
        starting.wait()
        try:
            write(database, RecordSet(places={place: Place(place, place)}))
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=load_one, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert [row[0] for row in contents_of(database)["place"]] == [f"place-{number}" for number in range(4)]


LOAD = """
import sys
from timeline.storage.connecting.address import read_address
from timeline.storage.writing.rows import NAME_KEY, PLACE
from timeline.storage.writing.transaction.session import write_session
from timeline.storage.writing.write_rows import insert

def rows(name, count):
    for number in range(count):
        yield PLACE, (f"{name}-{number:05}", name, None, None, None, None, None, None)
        yield NAME_KEY, (f"{name}-{number:05}", "place", f"{name} {number}", 1)

database, name, count, wait = sys.argv[1:]
print("begun", flush=True)
with write_session(read_address(database)) as (connection, _):
    insert(connection, rows(name, int(count)))
    print("written", flush=True)
    if wait == "wait":
        input()
"""


@contextmanager
def loading(database: str, name: str, count: int, *, wait: bool = False) -> Iterator["subprocess.Popen[str]"]:
    """Another process that loads places; with ``wait`` it holds its transaction open until it is told."""
    arguments = [sys.executable, "-c", LOAD, database, name, str(count), "wait" if wait else "go"]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "begun\n"
        try:
            yield other
        finally:
            other.kill()


def said(other: "subprocess.Popen[str]") -> str:
    assert other.stdout is not None
    return other.stdout.readline()


def places_in(database: str) -> dict[str, int]:
    """How many places each load has brought, and that each has its name."""
    found: dict[str, int] = {}
    for name, count, keys in rows_of(
        database,
        "SELECT p.name, count(*), count(k.key) FROM place p LEFT JOIN name_key k ON k.record_id = p.id GROUP BY p.name",
    ):
        assert count == keys
        found[str(name)] = int(str(count))
    return found


def test_two_long_loads_both_land_and_readers_see_the_old_state_meanwhile(database: str) -> None:
    write(database, RecordSet())
    with loading(database, "first", 12_000, wait=True) as first:
        assert said(first) == "written\n"
        with loading(database, "second", 12_000) as second:
            with reading(database) as reader:
                assert list(reader.rows("SELECT id FROM place", {})) == []
            assert second.poll() is None
            first.communicate("done\n")
            assert said(second) == "written\n"
            assert second.wait() == 0
    assert places_in(database) == {"first": 12_000, "second": 12_000}


def test_a_load_that_is_killed_leaves_nothing_and_the_other_goes_on(database: str) -> None:
    write(database, RecordSet())
    with loading(database, "first", 12_000, wait=True) as first:
        assert said(first) == "written\n"
        with loading(database, "second", 12_000) as second:
            first.kill()
            assert said(second) == "written\n"
            assert second.wait() == 0
    assert places_in(database) == {"second": 12_000}
