"""Servers to ask, started once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.command import run_command
from tests.web.served import TOKEN, Served, serving


@pytest.fixture(scope="session")
def seeds_db(tmp_path_factory: pytest.TempPathFactory, seeds_folder: Path) -> str:
    """A database of the seeds; nobody changes it."""
    path = str(tmp_path_factory.mktemp("served") / "iraq-2020.db")
    assert run_command("load", str(seeds_folder / "iraq-2020"), db=path).exit_code == 0
    return path


@pytest.fixture(scope="session")
def seeds(seeds_db: str) -> Iterator[Served]:
    """The seeds, served to who is on this machine."""
    with serving(seeds_db, "--time-limit", "60") as served:  # which is tested by itself
        yield served


@pytest.fixture(scope="session")
def guarded(seeds_db: str) -> Iterator[Served]:
    """The seeds, served to who has the token."""
    with serving(seeds_db, token=TOKEN) as served:
        yield served
