"""The search for garbage: put off while a command makes records, and a matter of the command line alone."""

import gc
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import Run
from timeline.actions.loading import load
from timeline.cli.collection import without_collection


@without_collection()
def _is_searched_until_it_fails() -> None:
    raise ValueError("searched" if gc.isenabled() else "put off")


@pytest.mark.parametrize("was_on", [True, False])
def test_it_is_left_as_it_was(was_on: bool) -> None:
    try:
        if not was_on:
            gc.disable()
        with pytest.raises(ValueError, match="put off"):
            _is_searched_until_it_fails()
        assert gc.isenabled() == was_on
    finally:
        gc.enable()


def test_a_load_runs_without_it(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    prepared = load.prepare_load

    def watched(*arguments: Any, **options: Any) -> load.Prepared:
        seen.append(gc.isenabled())
        return prepared(*arguments, **options)

    monkeypatch.setattr("timeline.cli.commands.load.prepare_load", watched)
    (tmp_path / "a.yaml").write_text("events: {a: {title: A}}", encoding="utf-8")
    assert run("load", str(tmp_path / "a.yaml")).exit_code == 0
    assert seen == [False]
    assert gc.isenabled()
