"""What all tests share: databases of both kinds, the command, the seeds."""

import os
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy
from click.testing import Result
from hypothesis import is_hypothesis_test, settings

from tests.support import postgres
from tests.support.command import Run, run_command

if TYPE_CHECKING:
    from tests.support.browser import Chromium, Pages

# Deadlines measure the machine, not the code.
settings.register_profile("dev", deadline=None)
# There the same examples are drawn each time: fewer find as much again and again. By hand each run draws
# others.
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True, max_examples=30)
_SHARE_IN_CI = 3
"""There the part of the examples that a test asks for by itself."""
IN_CI = os.environ.get("CI", "").lower() in ("1", "true", "yes")
settings.load_profile("ci" if IN_CI else "dev")


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


def pytest_configure(config: pytest.Config) -> None:
    series = os.environ.get("TIMELINE_TEST_SQLALCHEMY", "")
    if not sqlalchemy.__version__.startswith(series):
        raise pytest.UsageError(f"these tests want SQLAlchemy {series} and found {sqlalchemy.__version__}")
    if not _is_worker(config):
        postgres.begin_run()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not _is_worker(config):
        postgres.end_run()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for test in {item.obj for item in items if isinstance(item, pytest.Function)} if IN_CI else ():
        if is_hypothesis_test(test):
            own = test._hypothesis_internal_use_settings
            fewer = settings(own, max_examples=max(2, own.max_examples // _SHARE_IN_CI))
            test._hypothesis_internal_use_settings = fewer


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI every test must have run: one that was skipped, or was expected to fail, has failed."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    if IN_CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"in CI nothing is skipped or expected to fail: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a whole file."""
    report = yield
    if IN_CI and report.outcome == "skipped":
        report.outcome = "failed"
        report.longrepr = f"in CI nothing is skipped: {report.longrepr}"
    return report


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The path of a SQLite database that does not exist yet."""
    return str(tmp_path / "timeline.db")


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """The URL of an empty PostgreSQL database."""
    with postgres.new_database() as url:
        yield url


@pytest.fixture
def postgres_url_with_tables() -> Iterator[str]:
    """The URL of a PostgreSQL database that has our tables, and nothing in them."""
    with postgres.new_database(with_tables=True) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """What goes to ``timeline --db``: a database with nothing in it, once of each kind.

    A file is made by whoever writes first. On a server that takes a second: there the tables are made already.
    """
    kinds = {"sqlite": "sqlite_url", "postgresql": "postgres_url_with_tables"}
    url: str = request.getfixturevalue(kinds[request.param])
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def no_database(request: pytest.FixtureRequest) -> str:
    """Likewise where there is none of ours yet: no file, and on a server a database without a table."""
    kinds = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}
    url: str = request.getfixturevalue(kinds[request.param])
    return url


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs the command; see ``Run``."""

    def run_here(*arguments: str, db: str | None = None, stdin: str | None = None) -> Result:
        return run_command(*arguments, db=db or str(tmp_path / "timeline.db"), stdin=stdin)

    return run_here


@pytest.fixture(scope="session")
def chromium() -> Iterator["Chromium"]:
    """A browser, one for all tests of a worker; see ``tests/support/browser.py``."""
    # Few tests need it, and it is half a second to import.
    from tests.support.browser import Chromium

    with Chromium.started() as browser:
        yield browser


@pytest.fixture
def open_page(chromium: "Chromium", request: pytest.FixtureRequest) -> Iterator["Pages"]:
    """Opens pages; the test fails where something goes wrong in them: see ``Pages``."""
    with chromium.pages(request.node.name) as opened:
        yield opened
        if request.node.stash.get(FAILED, False):
            opened.pictures("failed")
        assert opened.faults == []


@pytest.fixture(scope="session")
def seeds_folder() -> Path:
    """The chronologies that come along, in the checkout."""
    return Path(__file__).parents[1] / "seeds"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter; pytest's own are closed to others."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)
        Path(name).chmod(0o755)
