"""Events of two imports that a decision makes one: both files can be imported again, and the decision taken back."""

import io
import shutil
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.opened import answer, dump_folder, import_file, load_paths, reading
from tests.support.stores import contents_of
from timeline.actions.export import write_chronology
from timeline.actions.importing.import_file import ImportOutcome, ImportRequest
from timeline.exporters.registry import format_named
from timeline.query import Request
from timeline.storage.reading.stored.stored_records import read_all

MAP = """\
name: log
id: Ref
title: What
date: When
place: Town
participants: {Who: initiator}
source: {publisher: Paper}
"""
TABLE = """\
Ref,What,When,Town,Who,Paper
A-1,Talks,2031-05-01,Alton,Red,Gazette
A-2,Strike,2031-05-04,Alton,Blue,Gazette
"""
LINES = """\
{"id": "wire-1", "title": "A meeting", "place": {"id": "docks", "name": "The Docks"}, \
"participants": [{"actor": "green", "name": "Green", "role": "host"}], \
"claims": [{"source": "wire", "title": "Wire", "date": {"written": "2031-05-02"}}]}
{"id": "wire-2", "title": "March", "place": {"id": "docks", "name": "The Docks"}, \
"claims": [{"source": "wire", "title": "Wire", "date": {"written": "2 days after wire-1"}}]}
"""
SAME = "matches:\n  - {same: [log-a-1, wire-1], by: A. Editor, why: one room}\n"


class Imports(NamedTuple):
    database: str
    table: ImportRequest
    lines: ImportRequest
    decision: Path

    def table_again(self, text: str = TABLE) -> ImportOutcome:
        return self._again(self.table, text)

    def lines_again(self, text: str = LINES) -> ImportOutcome:
        """With what is left without use taken away."""
        return self._again(replace(self.lines, prunes=True), text)

    def _again(self, request: ImportRequest, text: str) -> ImportOutcome:
        request.path.write_text(text, encoding="utf-8")
        outcome = import_file(self.database, request)
        assert outcome.report is not None, (outcome.problems, outcome.edited)
        assert (outcome.rejected, outcome.edited.kept) == (0, [])
        return outcome

    def told(self) -> dict[str, tuple[object, ...]]:
        """Of each event that is told: its title and its date."""
        with reading(self.database) as reader:
            rows = reader.rows("SELECT id, title, edtf FROM event", {})
            return {event_id: (title, edtf) for event_id, title, edtf in rows}

    def contents(self) -> dict[str, object]:
        return {table: rows for table, rows in contents_of(self.database).items() if table != "loaded_file"}

    def decide(self, **options: bool) -> None:
        self.decision.write_text(SAME, encoding="utf-8")
        done = load_paths(self.database, [self.decision], **options)
        assert done.report is not None, (done.problems, done.stale)
        assert done.report.added["match"] == 1

    def take_back(self) -> None:
        """As a person does it: all that there is in files, the decision's taken out, loaded with what is gone."""
        folder = self.decision.with_name("dump")
        shutil.rmtree(folder, ignore_errors=True)
        dump_folder(self.database, folder)
        (folder / "matches.yaml").unlink()
        done = load_paths(self.database, [folder], prune=True)
        assert done.report is not None, done.problems
        assert [(each.kind, each.id) for each in done.report.removed_named] == [("match", "same/log-a-1/wire-1")]
        assert sum((*done.report.added.values(), *done.report.changed.values())) == 0


@pytest.fixture
def imports(database: str, tmp_path: Path) -> Imports:
    (tmp_path / "map.yaml").write_text(MAP, encoding="utf-8")
    table = ImportRequest(tmp_path / "log.csv", mapping=tmp_path / "map.yaml")
    found = Imports(database, table, ImportRequest(tmp_path / "wire.jsonl"), tmp_path / "matches.yaml")
    found.table_again()
    found.lines_again()
    return found


def test_a_decision_holds_through_every_edition_and_can_be_taken_back(imports: Imports) -> None:
    apart = imports.contents()
    imports.decide()
    matched = imports.contents()
    assert imports.told()["log-a-1"] == ("Talks", "[2031-05-01,2031-05-02]")
    assert "wire-1" not in imports.told()
    for again in (imports.table_again, imports.lines_again):
        done = again().report
        assert done is not None
        assert (done.changes, done.left["event"], done.change) == (0, 2, None)
    assert imports.contents() == matched

    done = imports.table_again(TABLE.replace("Talks,2031-05-01", "Parley,2031-05-03")).report
    assert done is not None
    assert done.changed["event"] == 1
    assert imports.told()["log-a-1"] == ("Parley", "[2031-05-02,2031-05-03]")
    done = imports.lines_again(LINES.replace("2031-05-02", "2031-05-03").replace("A meeting", "Meeting")).report
    assert done is not None
    assert done.changed["event"] == 1
    assert imports.told() == {
        "log-a-1": ("Parley", "2031-05-03"),
        "log-a-2": ("Strike", "2031-05-04"),
        "wire-2": ("March", "2031-05-05"),
    }
    later = imports.contents()
    imports.take_back()
    assert imports.told()["wire-1"] == ("Meeting", "2031-05-03")
    imports.decide(revert=True)
    assert imports.contents() == later

    imports.table_again()
    imports.lines_again()
    assert imports.contents() == matched
    imports.take_back()
    assert imports.contents() == apart


@pytest.mark.parametrize("name", ["json", "jsonl", "jsonld"])
def test_an_export_says_that_it_leaves_the_decision_out(imports: Imports, name: str) -> None:
    for is_matched in (False, True):
        if is_matched:
            imports.decide()
        with answer(imports.database, Request()) as found:
            said = write_chronology(found, io.StringIO(), format_named(name), made_on="2031-07-01")
        assert [line.partition(":")[0] for line in said] == [name] * is_matched
    assert said[0].startswith(f"{name}: 1 event is told with others: decisions")


def test_what_only_an_event_that_is_not_told_needs_is_in_use(imports: Imports) -> None:
    imports.decide()
    elsewhere = LINES.replace('"March", "place": {"id": "docks", "name": "The Docks"}', '"March"')
    done = imports.lines_again(elsewhere).report
    assert done is not None
    assert (done.changed["event"], done.removed.get("place", 0)) == (1, 0)
    imports.take_back()
    with reading(imports.database) as reader:
        records = read_all(reader)
    assert records.events["wire-1"].place == "docks"
    assert records.places["docks"].name == "The Docks"
