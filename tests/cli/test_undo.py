"""``timeline undo``: says what it put back, or what stands in the way and the way out."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.worlds import HARBOUR
from tests.support.command import Run


@pytest.fixture
def harbour(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """HARBOUR, loaded as change 1, and pruned of its last event and retitled as change 2."""
    monkeypatch.setenv("TIMELINE_AUTHOR", "A. Editor")
    path = tmp_path / "harbour.yaml"
    path.write_text(HARBOUR, encoding="utf-8")
    run("load", str(path))
    path.write_text(HARBOUR.replace("minister's envoy", "envoy").partition("  strike-called:")[0], encoding="utf-8")
    run("load", str(path), "--prune", "--yes", "-m", "shorter")
    return path


def timeless(text: str) -> str:
    return re.sub(r"\d+ \w+ \d{4}, \d\d:\d\d UTC([+-]\d+(:\d+)?)?", "WHEN", text)


def test_an_undo_says_field_by_field_what_it_did(run: Run, harbour: Path) -> None:
    expected = (
        "undone   change 2 (A. Editor, WHEN: shorter)\n"
        "added    1 event\n"
        "  strike-called\n"
        "changed  1 event\n"
        "  ruiz-meets-vale: title: Ruiz meets the envoy -> Ruiz meets the minister's envoy\n"
        "by       change 3\n"
    )
    tried = run("undo", "2", "--dry-run")
    assert timeless(tried.stdout) == f"{expected}(dry run: nothing was changed)\n"
    assert timeless(run("undo", "2").stdout) == expected
    harbour.write_text(HARBOUR, encoding="utf-8")
    assert "changed  nothing" in run("load", str(harbour)).stdout
    again = run("undo", "2")
    assert timeless(again.stdout) == (
        "change 2 (A. Editor, WHEN: shorter): all of it is back already, nothing was changed\n"
    )
    redone = json.loads(run("undo", "change 3", "--json", "-m", "redo").stdout)
    assert [each["id"] for each in redone["removed"]] == ["strike-called"]
    logged = json.loads(run("log", "--format", "json", "--limit", "1").stdout)
    assert [(each["message"], each["undoes"]) for each in logged] == [("redo", 3)]


def test_what_stands_in_the_way_is_told_with_both_texts_and_the_way_out(
    run: Run, harbour: Path, sqlite_url: str
) -> None:
    harbour.write_text(harbour.read_text("utf-8").replace("the envoy", "a clerk"), encoding="utf-8")
    run("load", str(harbour), "--author", "B. Editor", "-m", "he is no envoy")
    refused = run("undo", "2")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert timeless(refused.stderr) == (
        "change 2 (A. Editor, WHEN: shorter) was not undone, and nothing was changed\n"
        "ruiz-meets-vale: written since, by load of change 3 (B. Editor, WHEN: he is no envoy)\n"
        '  title: now "Ruiz meets a clerk", undoing would put back "Ruiz meets the minister\'s envoy"\n'
        "  what would be put back was written by change 1 (A. Editor, WHEN)\n"
        "To undo what was written since as well, newest first: "
        f"timeline --db {sqlite_url} undo 3 && timeline --db {sqlite_url} undo 2\n"
        f"To put these back all the same: timeline --db {sqlite_url} undo 2 --force\n"
    )
    assert run("undo", "2", "--force").exit_code == 0
    assert "Ruiz meets the minister's envoy" in run("show", "ruiz-meets-vale").stdout


def test_what_would_be_named_and_not_be_there_is_told(run: Run, harbour: Path) -> None:
    more = "events:\n  ship-sails: {title: A ship sails, claims: [{source: newswire}]}\n"
    harbour.with_name("more.yaml").write_text(more, encoding="utf-8")
    run("load", str(harbour.with_name("more.yaml")))
    refused = run("undo", "1", "--force")
    assert refused.exit_code == 1
    assert 'ship-sails: source of claim 1 of event ship-sails: there would be no source "newswire"\n' in refused.stderr


@pytest.mark.parametrize("number", ["0", "-1", "x", "1.5", "99999999999", "٣"])
def test_what_is_no_number_is_a_usage_error(run: Run, number: str) -> None:
    done = run("undo", "--", number)
    assert done.exit_code == 2
    assert "`timeline log` lists them" in done.stderr


def test_a_number_that_no_change_has(run: Run, harbour: Path) -> None:  # noqa: ARG001 - it is loaded
    done = run("undo", "7")
    assert (done.exit_code, done.stderr) == (
        1,
        "there is no change 7: the newest is 2; `timeline log` lists them\n",
    )
