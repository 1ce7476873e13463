"""Decisions on events in files: loaded, taken away again, told of where something is wrong; and across imports."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.support.opened import dump_folder, load_paths
from tests.support.signed import SIGNATURE
from tests.support.stores import contents_of
from timeline.actions.history.undoing import undo_change
from timeline.actions.loading.check import check_paths
from timeline.actions.loading.load import prepare_load
from timeline.storage.connecting.database import open_database

EVENTS = """\
sources:
  gazette: {title: Talks begin, publisher: The Gazette, published: 2031-05-02}
  herald: {title: Envoy in port, publisher: The Herald, published: 2031-05-03}
places:
  old-port: {name: Old Port}
events:
  talks: {title: Talks, type: consult, claims: [{source: gazette, date: 2031-05-01}]}
  meeting:
    title: A meeting at the docks
    type: consult
    place: old-port
    claims: [{source: herald, date: 1 day before publication}]
    links: {follows: strike}
  strike: {title: Strike, type: protest, claims: [{source: herald, date: 2031-05-01}], links: {follows: meeting}}
  march: {title: March, type: protest, claims: [{source: herald, date: 2 days after meeting}]}
"""
SAME = "matches:\n  - {same: [talks, meeting], by: A. Editor, why: one room}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "events.yaml").write_text(EVENTS, encoding="utf-8")
    return folder


def said(problems: Sequence[object]) -> list[str]:
    return [str(each).partition("files/")[2] for each in problems]


def dumped(database: str, folder: Path) -> dict[str, str]:
    shutil.rmtree(folder, ignore_errors=True)
    dump_folder(database, folder)
    # What it is based on names the newest change.
    files = [file for file in sorted(folder.iterdir()) if file.name != "timeline.yaml"]
    return {file.name: file.read_text(encoding="utf-8") for file in files}


def test_a_decision_comes_and_goes_and_leaves_no_trace(database: str, folder: Path, tmp_path: Path) -> None:
    load_paths(database, [folder])
    before, files = contents_of(database), dumped(database, tmp_path / "dump")
    (folder / "matches.yaml").write_text(SAME, encoding="utf-8")
    done = load_paths(database, [folder])
    assert done.report is not None
    assert done.report.added["match"] == 1
    assert {row[0] for row in contents_of(database)["event"]} == {"talks", "strike", "march"}
    assert dumped(database, tmp_path / "dump")["matches.yaml"].endswith(
        "matches:\n  - same:\n      - talks\n      - meeting\n    by: A. Editor\n    why: one room\n"
    )
    matched = contents_of(database)
    assert load_paths(database, [tmp_path / "dump"], prune=True).report.changes == 0  # type: ignore[union-attr]

    (folder / "matches.yaml").unlink()
    advice = load_paths(database, [folder]).advice
    assert said(advice) == [
        "events.yaml:7: the database still holds same: [talks, meeting], which none of these files has: "
        "`timeline load --prune` takes away what no file has"
    ]
    assert without_files(contents_of(database)) == without_files(matched)
    done = load_paths(database, [folder], prune=True)
    assert done.report is not None
    assert (done.report.removed["match"], done.report.removed["event"], done.advice) == (1, 0, [])
    assert contents_of(database) == before
    assert dumped(database, tmp_path / "dump") == files


def test_undoing_the_change_that_decided_it_restores_both(database: str, folder: Path, tmp_path: Path) -> None:
    load_paths(database, [folder])
    before, files = contents_of(database), dumped(database, tmp_path / "dump")
    (folder / "matches.yaml").write_text(SAME, encoding="utf-8")
    done = load_paths(database, [folder])
    matched = contents_of(database)
    assert done.report is not None
    assert done.report.change == 2
    with open_database(database) as opened:
        undone = undo_change(opened, 2, SIGNATURE)
        assert undone.report is not None
        assert undone.report.removed["match"] == 1
        assert without_files(contents_of(database)) == without_files(before)
        assert dumped(database, tmp_path / "dump") == files
        undo_change(opened, 3, SIGNATURE)
        assert without_files(contents_of(database)) == without_files(matched)
        refused = undo_change(opened, 1, SIGNATURE)
    assert refused.report is None
    assert {each.owner for each in refused.gaps if each.kind == "event"} == {"same/talks/meeting"}
    assert without_files(contents_of(database)) == without_files(matched)


def without_files(contents: Mapping[str, object]) -> dict[str, object]:
    return {table: rows for table, rows in contents.items() if table != "loaded_file"}


def test_decisions_that_fight_what_the_database_holds_are_told_with_the_way_out(database: str, folder: Path) -> None:
    (folder / "matches.yaml").write_text(SAME, encoding="utf-8")
    load_paths(database, [folder])
    for text, message in (
        ("same: [meeting, talks]", "talks is to be told as meeting, which is told as talks already"),
        ("same: [strike, meeting]", "meeting is to be told as strike, and is told as talks already"),
        ("not_same: [talks, meeting]", "talks and meeting are not the same here, and are the same by same"),
    ):
        (folder / "matches.yaml").write_text(f"matches:\n  - {{{text}}}\n", encoding="utf-8")
        (told,) = said(load_paths(database, [folder]).problems)
        assert told.startswith(f"matches.yaml:2: {message}"), told
        assert "the database still holds same: [talks, meeting], and `timeline load --prune`" in told
        assert load_paths(database, [folder], prune=True, dry_run=True).problems == []


def test_a_decision_may_name_what_the_database_holds_and_no_other(database: str, folder: Path, tmp_path: Path) -> None:
    load_paths(database, [folder])
    alone = tmp_path / "files" / "alone.yaml"
    alone.write_text(SAME.replace("meeting", "meting"), encoding="utf-8")
    assert said(load_paths(database, [alone]).problems) == [
        'alone.yaml:2: unknown event "meting" in same of a match: define it under events'
    ]
    alone.write_text(SAME, encoding="utf-8")
    assert load_paths(database, [alone]).problems == []
    (folder / "more.yaml").write_text("events:\n  talks: {title: Talks, type: consult}\n", encoding="utf-8")
    with open_database(database) as opened:
        prepared = prepare_load(opened, [folder / "more.yaml"], prune=True)
    assert prepared.removal is not None
    assert [each.id for each in prepared.removal.records if each.kind in ("event", "match")] == [
        *("march", "meeting", "strike"),
        "same/talks/meeting",
    ]


def test_a_decision_of_somebody_else_meanwhile_is_not_overrun(database: str, folder: Path) -> None:
    load_paths(database, [folder])
    (folder / "matches.yaml").write_text("matches:\n  - {same: [strike, meeting]}\n", encoding="utf-8")
    with open_database(database) as opened:
        prepared = prepare_load(opened, [folder])
        other = folder.parent / "other.yaml"
        other.write_text(SAME, encoding="utf-8")
        assert load_paths(database, [other]).problems == []
        before = contents_of(database)
        told = said(prepared.land(SIGNATURE).problems)
    assert told[0].startswith("matches.yaml:2: meeting is to be told as strike, and is told as talks already")
    assert contents_of(database) == before


def test_twins_that_somebody_has_decided_on_get_no_advice(tmp_path: Path) -> None:
    twins = EVENTS + "  talks-too: {title: Talks, type: consult, claims: [{source: gazette, date: 2031-05-01}]}\n"
    file = tmp_path / "twins.yaml"
    for decision, is_told in (("", True), ("same: [talks, talks-too]", False), ("not_same: [talks, talks-too]", False)):
        file.write_text(twins + (f"matches: [{{{decision}}}]\n" if decision else ""), encoding="utf-8")
        checked = check_paths([file])
        assert checked.problems == []
        assert any("has the title" in str(each) for each in checked.advice) is is_told
