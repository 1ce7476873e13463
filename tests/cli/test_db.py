"""``timeline db distribute``: the statements, and what stands in the way of running them."""

from tests.support.command import Run


def test_the_statements_are_printed_without_a_server(run: Run) -> None:
    done = run("db", "distribute", "--shards", "7", db="postgresql://ana@nowhere.example/news")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("BEGIN;\n")
    assert done.stdout.endswith("COMMIT;\n")
    assert "shard_count => 7" in done.stdout


def test_a_file_cannot_be_distributed(run: Run, sqlite_url: str) -> None:
    for arguments in (["db", "distribute"], ["db", "distribute", "--apply"]):
        done = run(*arguments)
        assert (done.exit_code, done.stdout) == (1, "")
        assert done.stderr == (
            f"{sqlite_url} is a SQLite file, which one machine holds: name a PostgreSQL server with --db\n"
        )


def test_a_server_without_the_extension_is_told(run: Run, postgres_url: str) -> None:
    done = run("db", "distribute", "--apply", db=postgres_url)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "has no extension citus: run CREATE EXTENSION citus" in done.stderr
    assert done.stderr.count("\n") == 1
    assert run("events", db=postgres_url).exit_code == 1  # not even the tables were made


def test_shards_are_at_least_one(run: Run) -> None:
    assert run("db", "distribute", "--shards", "0").exit_code == 2
