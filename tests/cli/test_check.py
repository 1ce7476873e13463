"""``timeline check``: the checks of ``load`` without a database, and advice."""

from pathlib import Path

import pytest

from tests.cli.worlds import HARBOUR
from tests.support.command import Run

PROBLEMS = Path(__file__).parents[1] / "problems"
LOOSE = """\
sources: {herald: {title: The Herald}}
actors: {ana: {name: Ana}}
events: {strike: {title: A strike, type: protest}}
"""


def test_the_seeds_have_no_mistake(run: Run, seeds_folder: Path, tmp_path: Path) -> None:
    done = run("check", str(seeds_folder / "iraq-2020"))
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].startswith("no mistake in ")
    assert list(tmp_path.iterdir()) == [], "it makes no database"


def test_mistakes_are_those_that_load_would_find(run: Run) -> None:
    wrong = str(PROBLEMS / "ten-mistakes.yaml")
    checked, loaded = run("check", wrong), run("load", wrong)
    assert (checked.exit_code, checked.stdout) == (1, "")
    assert checked.stderr == loaded.stderr
    assert len(checked.stderr.splitlines()) == 10


def test_advice_goes_to_stdout_and_is_no_fault(run: Run, tmp_path: Path) -> None:
    (tmp_path / "loose.yaml").write_text(LOOSE, encoding="utf-8")
    done = run("check", str(tmp_path / "loose.yaml"))
    assert (done.exit_code, done.stderr) == (0, "")
    *advice, last = done.stdout.splitlines()
    assert len(advice) == 3
    assert last == "no mistake in 1 source, 1 actor, 0 places, 1 event"
    for line, about in zip(advice, ("herald", "ana", "strike"), strict=True):
        assert line.startswith(f"{tmp_path / 'loose.yaml'}:")
        assert about in line


def test_advice_may_be_left_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "loose.yaml").write_text(LOOSE, encoding="utf-8")
    done = run("check", "--no-advice", str(tmp_path / "loose.yaml"))
    assert done.stdout == "no mistake in 1 source, 1 actor, 0 places, 1 event\n"


def test_much_advice_is_counted_unless_all_of_it_is_wanted(run: Run, tmp_path: Path) -> None:
    actors = "".join(f"  a{number}: {{name: A}}\n" for number in range(62))
    (tmp_path / "loose.yaml").write_text(f"actors:\n{actors}", encoding="utf-8")
    lines = run("check", str(tmp_path / "loose.yaml")).stdout.splitlines()
    assert lines[-2:] == [
        "… and 12 more pieces of advice: --all prints them",
        "no mistake in 0 sources, 62 actors, 0 places, 0 events",
    ]
    assert len(lines) == 52
    assert len(run("check", "--all", str(tmp_path / "loose.yaml")).stdout.splitlines()) == 63


def test_of_the_example_of_the_interface_is_told_only_that_its_sources_disagree(run: Run, tmp_path: Path) -> None:
    (tmp_path / "harbour.yaml").write_text(HARBOUR, encoding="utf-8")
    done = run("check", str(tmp_path / "harbour.yaml"))
    told, counted = done.stdout.splitlines()
    assert "harbour.yaml:25: ruiz-meets-vale: sources disagree on the date (cannot all be true): 1 May 2031 (" in told
    assert counted == "no mistake in 3 sources, 3 actors, 1 place, 2 events"


@pytest.mark.parametrize("arguments", [[], ["--advise", "x.yaml"]])
def test_wrong_usage(run: Run, arguments: list[str]) -> None:
    assert run("check", *arguments).exit_code == 2
