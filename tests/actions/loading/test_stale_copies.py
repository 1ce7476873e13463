"""Files that are older than the database: what they would take back is named, and nothing lands."""

from pathlib import Path

import pytest

import timeline
from tests.support.opened import import_file, load_paths, reading
from tests.support.signed import SIGNATURE
from tests.support.stores import contents_of
from timeline.actions.importing.import_file import ImportRequest
from timeline.actions.loading.load import prepare_load
from timeline.actions.loading.refusal_lines import stale_lines
from timeline.storage.connecting.database import open_database
from timeline.storage.history.changes_kept import newest_change

FIRST = """
sources:
  wire: {title: Newswire report, published: 2031-05-03}
vocabulary:
  roles: {envoy: is sent by another}
events:
  call: {title: Ana calls, claims: [{source: wire, date: 2031-05-01}]}
  visit: {title: Ana visits, claims: [{source: wire, date: 2031-05-02}]}
"""
CORRECTED = FIRST.replace("Ana calls", "Ana telephones")
PRUNED = CORRECTED[: CORRECTED.index("  visit:")]


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """A first copy, a corrected one and one that lacks an event, in folders of their own."""
    found = {}
    for name, text in (("first", FIRST), ("corrected", CORRECTED), ("pruned", PRUNED)):
        found[name] = tmp_path / name / "all.yaml"
        found[name].parent.mkdir()
        found[name].write_text(text, encoding="utf-8")
    return found


def change_of(database: str) -> int:
    with reading(database) as reader:
        return newest_change(reader)


def test_a_copy_from_before_a_correction_is_refused_as_a_whole(database: str, files: dict[str, Path]) -> None:
    load_paths(database, [files["first"]])
    by = SIGNATURE._replace(author="B. Editor", message="a call\tby telephone")
    with open_database(database) as opened:
        assert prepare_load(opened, [files["corrected"]]).land(by).report is not None
    before = contents_of(database)
    files["first"].write_text(FIRST + "  walk: {title: A walk}\n", encoding="utf-8")
    for dry_run in (True, False):
        done = load_paths(database, [files["first"]], dry_run=dry_run)
        assert (done.report, done.problems) == (None, [])
        (copy,) = done.stale
        assert (copy.path, copy.line, copy.kind, copy.id) == (str(files["first"]), 7, "event", "call")
        assert (copy.is_gone, copy.change.id, copy.change.author) == (False, 2, "B. Editor")
    assert contents_of(database) == before
    assert next(stale_lines(done.stale, "so", None, SIGNATURE.at.tzinfo)) == (
        f"{files['first']}:7: call: this is what it said before change 2 "
        "(B. Editor, 2 May 2031, 12:00 UTC: a call by telephone)"
    )
    knowingly = load_paths(database, [files["first"]], revert=True)
    assert knowingly.report is not None
    assert [each.id for each in knowingly.report.changed_named] == ["call"]
    (back,) = load_paths(database, [files["corrected"]]).stale
    assert back.change.id == 3, "now the other copy is the older one"


def test_of_several_changes_the_last_that_found_it_so_is_told(database: str, files: dict[str, Path]) -> None:
    for name in ("first", "corrected", "first", "corrected"):
        load_paths(database, [files[name]], revert=True)
    (copy,) = load_paths(database, [files["first"]]).stale
    assert copy.change.id == change_of(database) == 4
    other = files["first"].with_name("other.yaml")
    other.write_text(FIRST.replace("Ana calls", "Ana rings"), encoding="utf-8")
    assert load_paths(database, [other]).report is not None, "it has never said so"


def test_what_was_removed_does_not_come_back_with_an_old_copy(database: str, files: dict[str, Path]) -> None:
    load_paths(database, [files["corrected"]])
    load_paths(database, [files["pruned"]], prune=True)
    (copy,) = load_paths(database, [files["corrected"]]).stale
    assert (copy.id, copy.is_gone, copy.change.id) == ("visit", True, 2)
    assert "visit: change 2 (A. Editor, 2 May 2031, 12:00 UTC) has removed it since" in next(
        stale_lines([copy], "so", None, SIGNATURE.at.tzinfo)
    )
    anew = files["corrected"].with_name("anew.yaml")
    anew.write_text(CORRECTED.replace("Ana visits", "Ana comes"), encoding="utf-8")
    done = load_paths(database, [anew])
    assert done.report is not None
    assert done.report.added["event"] == 1, "another event of the same id is nobody's old copy"
    load_paths(database, [files["pruned"]], prune=True)
    assert [each.id for each in load_paths(database, [files["corrected"]]).stale] == ["visit"], "what it said earlier"
    assert load_paths(database, [files["corrected"]], revert=True).report is not None


def test_terms_are_older_too(database: str, files: dict[str, Path]) -> None:
    load_paths(database, [files["first"]])
    files["corrected"].write_text(FIRST.replace("is sent by another", "is sent"), encoding="utf-8")
    load_paths(database, [files["corrected"]])
    (copy,) = load_paths(database, [files["first"]]).stale
    assert (copy.line, copy.kind, copy.id) == (5, "term", "roles/envoy")


def test_what_an_import_changed_is_newer_than_a_file(database: str, files: dict[str, Path], tmp_path: Path) -> None:
    lines = tmp_path / "some.jsonl"
    for title in ("Talks", "Parley"):
        lines.write_text(f'{{"id": "talks", "title": "{title}"}}\n', encoding="utf-8")
        import_file(database, ImportRequest(lines))
    old = files["first"]
    old.write_text("events: {talks: {title: Talks}}\n", encoding="utf-8")
    assert [each.id for each in load_paths(database, [old]).stale] == ["talks"]
    lines.write_text('{"id": "talks", "title": "Talks"}\n', encoding="utf-8")
    assert import_file(database, ImportRequest(lines)).landed, "an edition of an import may say what an earlier one did"


def test_many_are_counted_and_python_is_told_all(tmp_path: Path, sqlite_url: str) -> None:
    path = tmp_path / "all.yaml"
    with timeline.open(sqlite_url, write=True) as db:
        for name in ("A", "B"):
            path.write_text("actors:\n" + "".join(f"  a{n:02}: {{name: {name}}}\n" for n in range(25)))
            db.load(path)
        path.write_text("actors:\n" + "".join(f"  a{n:02}: {{name: A}}\n" for n in range(25)))
        with pytest.raises(timeline.StaleFiles) as error:
            db.load(path)
        assert [each.id for each in error.value.copies] == [f"a{n:02}" for n in range(25)]
        assert len(str(error.value).splitlines()) == 26
        assert str(error.value).endswith("take it back to what they say: load(…, revert=True)")
        lines = list(stale_lines(error.value.copies, "so", most=20))
        assert (len(lines), lines[20]) == (22, "… and 5 more records")
        assert len(db.load(path, revert=True).changed) == 25
