"""Opening a database to read it: whatever stands there instead is told in one line, and left as it was."""

import gc
import importlib
import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.support.opened import reading
from tests.support.stores import fill
from tests.support.users import without_privileges
from timeline.domain.records import Place, RecordSet
from timeline.errors import DatabaseError, NoDatabase
from timeline.storage.connecting import version
from timeline.storage.connecting.address import read_address
from timeline.storage.connecting.engine import make_engine
from timeline.storage.connecting.reader import Value, among
from timeline.storage.connecting.version import HEAD, KNOWN
from timeline.storage.writing.transaction.session import write_session

PORT = RecordSet(places={"port": Place("port", "Port")})


def refusal(database: str) -> str:
    """The one line in which opening the database is refused."""
    with pytest.raises(DatabaseError) as caught, reading(database):
        pass
    message = str(caught.value)
    assert message
    assert "\n" not in message
    return message


def set_version(database: str, revision: str | None) -> None:
    """Makes a database that says it is of another version; of none, where it is None."""
    with write_session(read_address(database)) as (connection, _):
        connection.execute(text("DELETE FROM alembic_version"))
        if revision is not None:
            connection.execute(text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": revision})


def run_sql(database: str, *statements: str) -> None:
    with make_engine(read_address(database)).begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def places(database: str) -> list[str]:
    with reading(database) as opened:
        return [record_id for (record_id,) in opened.rows("SELECT id FROM place ORDER BY id", {})]


def test_what_was_written_is_read(database: str) -> None:
    fill(database, PORT)
    assert places(database) == ["port"]


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    with pytest.raises(NoDatabase):
        places(str(path))
    assert refusal(str(path)) == f"there is no database at {path}: make one with `timeline load PATH`"
    assert not path.exists()


def _other_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipe (id INTEGER)")
    connection.close()


NOT_OURS = "is no timeline database: make one with `timeline load PATH`, or name another with --db"
NOT_A_DATABASE = "this file is not a database; name another with --db"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.write_bytes(b""), NOT_OURS),
        (lambda path: path.write_text("a"), NOT_OURS),
        (lambda path: path.write_text("events:\n  call: {title: Call}\n" * 200), NOT_A_DATABASE),
        (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20), NOT_A_DATABASE),
        (lambda path: path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 2000), "database"),
        (_other_database, NOT_OURS),
    ],
    ids=["empty", "one letter", "text", "picture", "damaged", "of something else"],
)
def test_what_is_no_database_of_ours_is_told_and_left_alone(
    tmp_path: Path, make: Callable[[Path], object], message: str
) -> None:
    path = tmp_path / "timeline.db"
    make(path)
    before = path.read_bytes()
    assert message in refusal(str(path))
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_damaged_database_is_told_when_its_pages_are_read(sqlite_url: str) -> None:
    fill(sqlite_url, RecordSet(places={f"port-{number}": Place(f"port-{number}", "P" * 900) for number in range(40)}))
    with open(sqlite_url, "r+b") as opened:
        opened.seek(3 * 4096)
        opened.write(b"\xff" * (os.path.getsize(sqlite_url) - 3 * 4096))
    with pytest.raises(DatabaseError, match="this database is damaged; restore a copy") as caught:
        places(sqlite_url)
    assert "\n" not in str(caught.value)


def test_an_empty_server_database_is_told(postgres_url: str) -> None:
    assert NOT_OURS in refusal(postgres_url)


def test_a_database_of_no_version_is_told(database: str) -> None:
    set_version(database, None)
    assert NOT_OURS in refusal(database)


def test_a_newer_database_is_told(database: str) -> None:
    set_version(database, "9999")
    assert "was made by a newer timeline (schema 9999, this one knows" in refusal(database)
    assert refusal(database).endswith("upgrade timeline-db")


def test_an_older_database_is_told(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    set_version(database, "0000")
    monkeypatch.setattr(version, "KNOWN", ("0000", *KNOWN))
    assert refusal(database).endswith("was made by an older timeline: bring it up to date with `timeline init`")


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert refusal(str(tmp_path)) == f"{tmp_path} is a folder: name a file"


@pytest.mark.parametrize(
    "name", ["a b.db", "100%41.db", "what?.db", "no#1.db", "?mode=memory", "ünïcode-ميناء.db", "-x"]
)
def test_any_name_of_a_file_will_do(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    fill(str(path), PORT)
    assert places(str(path)) == ["port"]
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_paths_from_here_and_with_two_slashes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    fill("here.db", PORT)
    for path in ("here.db", "./here.db", f"/{tmp_path}/here.db", f"sqlite:///{tmp_path}/here.db"):
        assert places(path) == ["port"], path


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter; pytest's own are closed to others."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def test_a_file_and_folder_that_may_only_be_read_are_read(open_folder: Path) -> None:
    path = open_folder / "timeline.db"
    fill(str(path), PORT)
    path.chmod(0o444)
    open_folder.chmod(0o555)
    with without_privileges():
        with pytest.raises(PermissionError):
            path.open("r+b")
        assert places(str(path)) == ["port"]


def test_a_file_that_may_not_be_read_is_told(open_folder: Path) -> None:
    path = open_folder / "timeline.db"
    fill(str(path), PORT)
    path.chmod(0o000)
    importlib.import_module("timeline.storage.connecting.engine")  # without privileges it might not be found
    with without_privileges():
        message = refusal(str(path))
    assert message.endswith("cannot be opened or made here; check the folder and its permissions")


def test_reading_sees_one_moment(database: str) -> None:
    fill(database, PORT)
    with reading(database) as opened:
        first = list(opened.rows("SELECT count(*) FROM place", {}))
        if "://" in database:  # a writer of a SQLite file waits for its readers instead
            fill(database, RecordSet())
        assert list(opened.rows("SELECT count(*) FROM place", {})) == first == [(1,)]


def test_who_stops_half_way_leaves_nothing_open(database: str) -> None:
    """A cursor left open on a server would be told of as a warning, which is an error here."""
    fill(database, RecordSet(places={f"p-{number}": Place(f"p-{number}", "P") for number in range(3)}))
    with reading(database) as opened:
        rows = opened.rows("SELECT id FROM place ORDER BY id", {})
        assert next(rows) == ("p-0",)
        others = opened.rows("SELECT id FROM place ORDER BY id DESC", {})
        assert next(others) == ("p-2",)
        del others
        assert next(rows) == ("p-1",)
    del rows
    gc.collect()
    assert len(places(database)) == 3


def test_a_reader_cannot_write(database: str) -> None:
    fill(database, PORT)
    with pytest.raises(DatabaseError), reading(database) as opened:
        list(opened.rows("DELETE FROM place", {}))
    assert places(database) == ["port"]


_KILLED_IN_THE_MIDDLE = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 5")  # what it writes does not stay in memory
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE place SET name = name || ' changed'")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_writer_left_half_done_is_undone(sqlite_url: str) -> None:
    places = {f"place-{number}": Place(f"place-{number}", f"Place {number}") for number in range(5_000)}
    fill(sqlite_url, RecordSet(places=places))
    subprocess.run([sys.executable, "-c", _KILLED_IN_THE_MIDDLE, sqlite_url], check=False)
    assert os.path.getsize(f"{sqlite_url}-journal") > 0
    with reading(sqlite_url) as opened:
        assert list(opened.rows("SELECT id FROM place WHERE name LIKE '%changed'", {})) == []
    assert not os.path.exists(f"{sqlite_url}-journal")


def test_who_may_not_write_is_told_what_was_left_half_done(open_folder: Path) -> None:
    path = open_folder / "timeline.db"
    places = {f"place-{number}": Place(f"place-{number}", f"Place {number}") for number in range(5_000)}
    fill(str(path), RecordSet(places=places))
    subprocess.run([sys.executable, "-c", _KILLED_IN_THE_MIDDLE, path], check=False)
    for each in open_folder.iterdir():
        each.chmod(0o644)
    with without_privileges():
        message = refusal(str(path))
    assert message == (
        f"{path}: a load was cut off; to undo it (see timeline.db-journal) takes the right to write to this file "
        f"and its folder: have {path.owner()} ask it once, as with `timeline events --limit 1`"
    )
    assert len(list(open_folder.iterdir())) == 2, "nothing was taken away"
    with reading(str(path)) as opened:
        assert list(opened.rows("SELECT id FROM place WHERE name LIKE '%changed'", {})) == []


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert refusal(str(pipe)) == f"{pipe} is a pipe: name a file"
    assert refusal("/dev/null") == "/dev/null is a device: name a file"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s"))
        assert refusal(str(tmp_path / "s")).endswith(" is a socket: name a file")
    (tmp_path / "link").symlink_to(pipe)
    assert "is a pipe" in refusal(str(tmp_path / "link"))


def test_two_versions_are_told(database: str) -> None:
    fill(database, PORT)
    run_sql(database, "INSERT INTO alembic_version VALUES ('0001')")
    assert refusal(database).endswith(
        f"has 2 versions in its table alembic_version (0001, {HEAD}), where one belongs: restore a copy, "
        "or delete the rows that are wrong"
    )


def test_another_applications_alembic_is_no_newer_timeline(no_database: str) -> None:
    run_sql(no_database, "CREATE TABLE alembic_version (version_num VARCHAR(32))")
    run_sql(no_database, "INSERT INTO alembic_version VALUES ('ab12cd34ef56')")
    run_sql(no_database, "CREATE TABLE event (id INTEGER)")
    assert "is no timeline database: make one with `timeline load PATH`" in refusal(no_database)


ODD_IDS = [
    "plain",
    "with-hyphen",
    'a "quoted" one',
    'ends with "',
    "back\\slash",
    "two\nlines",
    "",
    "[1]",
    "port,pier",
    "é",
]


@pytest.mark.parametrize("wanted", [ODD_IDS, ODD_IDS[:2], [], *([each] for each in ODD_IDS)], ids=repr)
def test_ids_of_any_kind_travel_as_one_list(database: str, wanted: list[str]) -> None:
    fill(database, RecordSet(places={each: Place(each, "Port") for each in [*ODD_IDS, "another", '["plain']}))
    with reading(database) as opened:
        parameters: dict[str, Value] = {}
        sql = f"SELECT id FROM place WHERE id {among(opened, 'ids', wanted, parameters)}"
        assert sorted(each for (each,) in opened.rows(sql, parameters)) == sorted(wanted)
