"""``timeline load``: whole or not at all, and twice is once."""

import re
import shutil
from pathlib import Path

import pytest

from tests.cli.worlds import HARBOUR
from tests.support.command import Run

PROBLEMS = Path(__file__).parents[1] / "problems"


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """HARBOUR as a file."""
    path = tmp_path / "files" / "harbour.yaml"
    path.parent.mkdir()
    path.write_text(HARBOUR, encoding="utf-8")
    return path


def test_loading_says_what_was_added_and_loading_again_changes_nothing(
    run: Run, harbour: Path, sqlite_url: str
) -> None:
    first = run("load", str(harbour))
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout == ("added    3 sources, 3 actors, 1 place, 2 events\nchanged  nothing\nleft     nothing\n")
    before = Path(sqlite_url).read_bytes()
    second = run("load", str(harbour))
    assert second.stdout == ("added    nothing\nchanged  nothing\nleft     3 sources, 3 actors, 1 place, 2 events\n")
    assert Path(sqlite_url).read_bytes() == before


def test_a_change_is_told_with_what_it_dates_anew(run: Run, harbour: Path) -> None:
    run("load", str(harbour))
    harbour.write_text(HARBOUR.replace("at: ¶ 1, date: 1 day before", "at: ¶ 1, date: 2 days before"), encoding="utf-8")
    done = run("load", str(harbour))
    assert done.stdout == (
        "added    nothing\n"
        "changed  1 event\n"
        "left     3 sources, 3 actors, 1 place, 1 event\n"
        "updated  1 more event that these changes date or count anew\n"
    )
    assert "1 May 2031" in run("show", "ruiz-meets-vale").stdout


def test_a_dry_run_says_the_same_and_changes_nothing(run: Run, harbour: Path, sqlite_url: str) -> None:
    done = run("load", "--dry-run", str(harbour))
    assert done.exit_code == 0
    assert done.stdout.startswith("added    3 sources")
    assert done.stdout.endswith("(dry run: nothing was changed)\n")
    assert not Path(sqlite_url).exists()


def test_prune_removes_what_the_files_no_longer_hold(run: Run, harbour: Path) -> None:
    run("load", str(harbour))
    shorter = HARBOUR.partition("  strike-called:")[0]
    harbour.write_text(shorter, encoding="utf-8")
    assert "removed" not in run("load", str(harbour)).stdout
    assert run("show", "strike-called").exit_code == 0
    done = run("load", "--prune", str(harbour))
    assert "removed  1 event\n" in done.stdout
    assert run("show", "strike-called").exit_code == 1


def test_ten_mistakes_are_ten_lines_and_change_nothing(
    run: Run, strait_db: str, sqlite_url: str, tmp_path: Path
) -> None:
    shutil.copy(strait_db, sqlite_url)
    before = Path(sqlite_url).read_bytes()
    wrong = tmp_path / "ten-mistakes.yaml"
    shutil.copy(PROBLEMS / "ten-mistakes.yaml", wrong)
    done = run("load", str(wrong))
    assert (done.exit_code, done.stdout) == (1, "")
    lines = done.stderr.splitlines()
    assert len(lines) == len(set(lines)) == 10
    for line in lines:
        assert re.match(rf"{re.escape(str(wrong))}:\d+: \S", line)
    assert Path(sqlite_url).read_bytes() == before


def test_mistakes_make_no_database_where_there_was_none(run: Run, tmp_path: Path) -> None:
    done = run("load", str(PROBLEMS / "ten-mistakes.yaml"))
    assert (done.exit_code, len(done.stderr.splitlines())) == (1, 10)
    assert list(tmp_path.iterdir()) == []


def test_one_wrong_file_keeps_the_right_ones_out(run: Run, harbour: Path, sqlite_url: str) -> None:
    (harbour.parent / "wrong.yaml").write_text("events: {a: {titel: A}}\n", encoding="utf-8")
    assert run("load", str(harbour.parent)).exit_code == 1
    assert not Path(sqlite_url).exists()


def test_files_may_refer_to_what_the_database_holds(run: Run, harbour: Path) -> None:
    run("load", str(harbour))
    later = harbour.parent / "later.yaml"
    later.write_text(
        "events: {farewell: {title: Ruiz leaves, participants: {ana-ruiz: initiator}}}\n", encoding="utf-8"
    )
    assert run("load", str(later)).stdout.startswith("added    1 event\n")
    refused = run("load", "--prune", str(later))
    assert refused.exit_code == 1
    assert 'unknown actor "ana-ruiz"' in refused.stderr


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("missing.yaml", "there is no such file or folder"),
        ("empty", "no annotation file (.yaml or .yml) in this folder"),
    ],
)
def test_paths_without_annotations_are_refused(run: Run, tmp_path: Path, path: str, says: str) -> None:
    (tmp_path / "empty").mkdir()
    done = run("load", str(tmp_path / path))
    assert (done.exit_code, done.stderr) == (1, f"{tmp_path / path}: {says}\n")
    assert not (tmp_path / "timeline.db").exists()


def test_no_path_is_a_usage_error(run: Run) -> None:
    assert run("load").exit_code == 2
