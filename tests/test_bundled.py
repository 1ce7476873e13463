"""The files that belong to the program are found in a checkout; tests/test_wheel.py finds them in a wheel."""

from pathlib import Path

import pytest

from timeline import bundled
from timeline.errors import TimelineError

CHECKOUT = Path(__file__).resolve().parents[1]


def test_a_checkout_has_them_beside_the_package() -> None:
    assert bundled.migrations() == CHECKOUT / "migrations"


def test_a_wheels_own_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside, beside = tmp_path / "timeline" / "_bundled" / "migrations", tmp_path / "migrations"
    for folder in (inside, beside):
        folder.mkdir(parents=True)
        (folder / "env.py").touch()
    monkeypatch.setattr(bundled, "_PACKAGE", tmp_path / "timeline")
    assert bundled.migrations() == inside


def test_a_strangers_folder_of_that_name_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "migrations").mkdir()
    monkeypatch.setattr(bundled, "_PACKAGE", tmp_path / "timeline")
    with pytest.raises(TimelineError, match="lacks its migrations folder: install timeline-db again"):
        bundled.migrations()
