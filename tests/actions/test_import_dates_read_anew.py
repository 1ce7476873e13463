"""Files whose dates an earlier version read otherwise, imported again: the change is the importer's, not the user's."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.importers.ucdp.test_ucdp_file import ROW, as_csv
from tests.support.opened import dump_folder, import_file, load_paths, reading
from timeline.actions.importing.import_file import ImportOutcome, ImportRequest
from timeline.domain.comparing.merge import Side
from timeline.domain.dates.edtf import spanning
from timeline.importers.ucdp import ucdp_file
from timeline.storage.reading.stored.stored_records import read_all

WEEK = {**ROW, "id": "1", "date_prec": "3", "date_start": "2014-06-02", "date_end": "2014-06-08"}
SUMMARY = {
    **ROW,
    "id": "2",
    "event_clarity": "2",
    "date_prec": "4",
    "date_start": "2014-06-01",
    "date_end": "2014-06-30",
}
DAY = {**ROW, "id": "3"}
NOW = {"ucdp-1": "[2014-06-02..2014-06-08]", "ucdp-2": "2014-06-01/2014-06-30", "ucdp-3": "2014-06-02"}
THEN = {"ucdp-1": "2014-06-02/2014-06-08", "ucdp-2": "2014-06", "ucdp-3": "2014-06-02"}


@pytest.fixture
def again(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ImportRequest:
    """The request that imports the file which an earlier version has imported."""
    file = tmp_path / "ged.csv"
    file.write_text(as_csv(WEEK, SUMMARY, DAY), encoding="utf-8")
    with monkeypatch.context() as earlier:
        earlier.setattr(ucdp_file, "date_of", lambda first, last, *_: spanning(first, last))
        assert import_file(database, ImportRequest(file)).report is not None
    assert dates_of(database) == THEN
    return ImportRequest(file)


def dates_of(database: str) -> dict[str, str | None]:
    with reading(database) as reader:
        return {event.id: event.claims[0].date for event in read_all(reader).events.values()}


def changed(outcome: ImportOutcome) -> dict[str, int]:
    assert outcome.report is not None, (outcome.problems, outcome.edited)
    assert not any(outcome.report.added.values())
    return {kind: number for kind, number in outcome.report.changed.items() if number}


def edit(database: str, folder: Path, before: str, after: str) -> None:
    """Changes a text of the event of the summary, in a dump that is loaded again."""
    dump_folder(database, folder)
    (file,) = [each for each in folder.rglob("*.yaml") if "ucdp-2:" in each.read_text("utf-8")]
    head, own, rest = file.read_text("utf-8").partition("ucdp-2:")
    assert before in rest
    file.write_text(head + own + rest.replace(before, after, 1), encoding="utf-8")
    assert load_paths(database, [folder]).problems == []


def test_what_nobody_edited_follows(database: str, again: ImportRequest) -> None:
    outcome = import_file(database, again)
    assert (changed(outcome), outcome.edited.kept) == ({"event": 2}, [])
    assert dates_of(database) == NOW
    assert changed(import_file(database, again)) == {}


def test_what_was_edited_is_asked_for_and_nothing_lands(database: str, again: ImportRequest, tmp_path: Path) -> None:
    edit(database, tmp_path / "dump", "Government of Freeland and HLF fight", "Fights")
    outcome = import_file(database, again)
    assert (outcome.report, outcome.edited.in_question) == (None, ["ucdp-2"])
    assert dates_of(database) == THEN
    ours = import_file(database, replace(again, side=Side.OURS))
    assert ours.edited.kept == ["ucdp-2"]
    assert dates_of(database) == {**NOW, "ucdp-2": THEN["ucdp-2"]}


def test_who_wrote_the_same_date_by_hand_is_asked_nothing(database: str, again: ImportRequest, tmp_path: Path) -> None:
    edit(database, tmp_path / "dump", "date: 2014-06\n", "date: 2014-06-01/2014-06-30\n")
    outcome = import_file(database, again)
    assert (changed(outcome), outcome.edited.kept, outcome.edited.in_question) == ({"event": 1}, [], [])
    assert dates_of(database) == NOW
