"""Databases to ask, made once, and ways to ask them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.worlds import HARBOUR, ODD, STRAIT
from tests.support.command import run_command

Ask = Callable[..., Result]


@pytest.fixture(autouse=True)
def _no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the tests run decides nothing: there is no size of a screen, and no pager."""
    for name in ("COLUMNS", "LINES", "PAGER", "TIMELINE_DB"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def seeds_db(tmp_path_factory: pytest.TempPathFactory, seeds_folder: Path) -> str:
    """A database of the seeds; nobody changes it."""
    path = str(tmp_path_factory.mktemp("seeds") / "timeline.db")
    assert run_command("load", str(seeds_folder / "iraq-2020"), db=path).exit_code == 0
    return path


def _database(factory: pytest.TempPathFactory, name: str, text: str) -> str:
    folder = factory.mktemp(name)
    (folder / "all.yaml").write_text(text, encoding="utf-8")
    loaded = run_command("load", str(folder / "all.yaml"), db=str(folder / "timeline.db"))
    assert loaded.exit_code == 0, loaded.output
    return str(folder / "timeline.db")


@pytest.fixture(scope="session")
def harbour_db(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database of HARBOUR; nobody changes it."""
    return _database(tmp_path_factory, "harbour", HARBOUR)


@pytest.fixture(scope="session")
def strait_db(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database of STRAIT; nobody changes it."""
    return _database(tmp_path_factory, "strait", STRAIT)


@pytest.fixture(scope="session")
def odd_db(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database of ODD; nobody changes it."""
    return _database(tmp_path_factory, "odd", ODD)


@pytest.fixture
def ask_seeds(seeds_db: str) -> Ask:
    """Runs a command on the seeds."""
    return lambda *arguments: run_command(*arguments, db=seeds_db)


@pytest.fixture
def ask_harbour(harbour_db: str) -> Ask:
    """Runs a command on HARBOUR."""
    return lambda *arguments: run_command(*arguments, db=harbour_db)


@pytest.fixture
def ask_strait(strait_db: str) -> Ask:
    """Runs a command on STRAIT."""
    return lambda *arguments: run_command(*arguments, db=strait_db)
