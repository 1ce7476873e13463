"""``timeline init``: a new database, one that is up to date, one that is something else."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.support.command import Run


def test_init_makes_a_database_and_then_finds_it_up_to_date(run: Run, sqlite_url: str) -> None:
    made = run("init")
    assert (made.exit_code, made.stderr) == (0, "")
    assert made.stdout.startswith(f"{sqlite_url}: made (schema ")
    before = Path(sqlite_url).read_bytes()
    again = run("init")
    assert again.stdout == made.stdout.replace(": made (", ": up to date (")
    assert Path(sqlite_url).read_bytes() == before
    assert run("events").stdout == "No event was found.\n"
    assert run("actors").stdout == "No actor was found.\n"


def test_init_in_a_folder_that_is_not_there(run: Run, tmp_path: Path) -> None:
    done = run("init", db=str(tmp_path / "no" / "timeline.db"))
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_database_of_a_newer_timeline_is_refused_and_kept(run: Run, sqlite_url: str) -> None:
    run("init")
    with closing(sqlite3.connect(sqlite_url)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = Path(sqlite_url).read_bytes()
    for command in (["init"], ["events"], ["show", "ana"], ["actors"]):
        done = run(*command)
        assert (done.exit_code, done.stdout) == (1, "")
        assert "made by a newer timeline" in done.stderr
        assert done.stderr.count("\n") == 1
    assert Path(sqlite_url).read_bytes() == before
