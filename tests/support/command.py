"""The command as people type it, run inside the test's own process."""

from typing import Protocol

from click.testing import CliRunner, Result


class Run(Protocol):
    """Runs ``timeline --db DATABASE ARGUMENTS`` and returns its exit code and both outputs.

    Without ``db`` it is a SQLite file of the test's own. What the command does not handle is raised.
    """

    def __call__(self, *arguments: str, db: str | None = None, stdin: str | None = None) -> Result: ...


def run_command(*arguments: str, db: str, stdin: str | None = None) -> Result:
    """One run of the command; TIMELINE_DB is not seen, so that it cannot stand in for ``--db``."""
    # Imported late: tests of the domain do not pay for the command, and do not fail with it.
    from timeline.cli import main

    runner = CliRunner(env={"TIMELINE_DB": None})
    return runner.invoke(main, ["--db", db, *arguments], input=stdin, catch_exceptions=False)
