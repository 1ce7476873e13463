"""``timeline init``: a new database, one that is up to date, one that is something else."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from tests.support.command import Run
from timeline.storage.connecting.version import HEAD


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


def test_a_dry_run_says_it_and_makes_nothing(run: Run, sqlite_url: str, postgres_url: str) -> None:
    for database, where in ((sqlite_url, ""), (postgres_url, " in schema public")):
        done = run("init", "--dry-run", db=database)
        assert re.search(rf": will make \d+ tables{where} \(version {HEAD}\)\n\(dry run: ", done.stdout)
        assert run("events", db=database).exit_code == 1
    assert not Path(sqlite_url).exists()


def test_a_server_is_told_of_beforehand(run: Run, postgres_url: str) -> None:
    planned, done = run("init", db=postgres_url).stdout.splitlines()
    made = re.search(r": will make (\d+) tables in schema public ", planned)
    assert made
    assert f": made (schema {HEAD})" in done
    with psycopg.connect(plain(postgres_url)) as connection:
        (found,) = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() or (0,)
    assert int(made[1]) == found
    assert run("init", db=postgres_url).stdout.count("\n") == 1
    assert ": up to date" in run("init", "--dry-run", db=postgres_url).stdout


def plain(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def in_schema(url: str, path: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}options=-csearch_path={path}"


def execute(url: str, *statements: str) -> None:
    with psycopg.connect(plain(url), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def test_a_schema_of_its_own_beside_tables_of_something_else(run: Run, postgres_url: str, seeds_folder: Path) -> None:
    execute(postgres_url, "CREATE SCHEMA team", "CREATE TABLE event (id integer)", "CREATE TABLE recipe (id integer)")
    assert "holds tables of something else" in run("init", db=postgres_url).stderr
    team = in_schema(postgres_url, "team,public")
    assert " in schema team " in run("init", "--dry-run", db=team).stdout
    assert run("load", str(seeds_folder / "iraq-2020"), db=team).exit_code == 0
    assert run("actors", db=team).stdout != "No actor was found.\n"
    assert "is no timeline database" in run("actors", db=postgres_url).stderr
    execute(postgres_url, "CREATE SCHEMA other")
    # The search_path leads on to team, but other has a database of its own, or none.
    other = in_schema(postgres_url, "other,team")
    assert "is no timeline database" in run("actors", db=other).stderr
    assert run("init", db=other).exit_code == 0
    assert run("actors", db=other).stdout == "No actor was found.\n"


def test_a_schema_that_is_not_there(run: Run, postgres_url: str) -> None:
    for arguments in (["init"], ["init", "--dry-run"]):
        done = run(*arguments, db=in_schema(postgres_url, "team"))
        assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (1, "", 1)
        assert "there is no schema team: run CREATE SCHEMA team" in done.stderr


def test_a_schema_that_may_not_be_written_to(run: Run, postgres_url: str) -> None:
    user = f"reader_{make_url(postgres_url).database}"
    execute(postgres_url, "REVOKE CREATE ON SCHEMA public FROM PUBLIC", f"CREATE ROLE {user} LOGIN PASSWORD 's3cret'")
    try:
        url = make_url(postgres_url).set(username=user, password="s3cret").render_as_string(hide_password=False)
        done = run("init", db=url)
        assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (1, "", 2), "advice, and the fault"
        assert f"GRANT CREATE ON SCHEMA public TO {user}" in done.stderr
        assert "s3cret" not in done.stderr
    finally:
        execute(postgres_url, f"DROP ROLE {user}")


@pytest.mark.parametrize(
    "database",
    [
        "postgresql://ana:s3cret@127.0.0.1:1/news",
        "postgresql://ana:s3cret@127.0.0.1:badport/news",
        "postgresql://ana:half@s3cret@127.0.0.1:1/news",
        "postgresql://ana:half/s3cret@127.0.0.1:1/news",
        "postgresql://ana:s3cret/news",
        "postgresql://127.0.0.1:1/news?user=ana&password=s3cret",
        "postgresql://127.0.0.1:1/news?user=ana&password=s3cret&nonsense=1",
        "postgresql://ana:s3cret@127.0.0.1:1/news?connect_timeout=soon",
        "postgresql://ana:s3cret@127.0.0.1:1/news?options=-cnonsense",
        "mysql://ana:s3cret@127.0.0.1/news",
        "host=127.0.0.1 password=s3cret dbname=news",
    ],
)
def test_a_password_is_never_said(run: Run, database: str, tmp_path: Path) -> None:
    file = tmp_path / "empty.yaml"
    file.write_text("places: {port: {name: Port}}\n", encoding="utf-8")
    for arguments in (
        ["init"],
        ["init", "--dry-run"],
        ["load", str(file)],
        ["events"],
        ["show", "ana"],
        ["actors"],
        ["export", "-", "--format", "csv"],
        ["dump", str(tmp_path / "out")],
        ["db", "distribute", "--apply"],
        ["events", "--nonsense"],
        ["--help"],
    ):
        done = run(*arguments, db=database)
        assert "s3cret" not in done.output
