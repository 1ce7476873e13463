"""What an update of an import leaves without use: named, and removed where that is asked for."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.opened import import_file, load_paths, reading
from tests.support.stores import contents_of
from timeline.actions.importing.import_file import ImportOutcome, ImportRequest
from timeline.storage.reading.stored.stored_records import read_all

MAP = """\
name: log
id: Ref
title: What
place: {name: Town, within: [Land]}
participants: {Who: initiator}
source: {publisher: Paper}
"""
FIRST = "Ref,What,Town,Land,Who,Paper\nA-1,Talks,Alton,Freeland,Red,Gazette\nA-2,Strike,Belton,Southland,Red,Herald\n"
LATER = FIRST.replace("Alton,Freeland", "Carlton,Northland").replace("Gazette", "Post").replace("Talks", "Parley")
LEFT = ["alton-freeland", "freeland-place"]


@pytest.fixture
def request_(tmp_path: Path) -> ImportRequest:
    (tmp_path / "map.yaml").write_text(MAP, encoding="utf-8")
    return ImportRequest(tmp_path / "log.csv", mapping=tmp_path / "map.yaml")


def imported(database: str, request: ImportRequest, text: str) -> ImportOutcome:
    request.path.write_text(text, encoding="utf-8")
    outcome = import_file(database, request)
    assert outcome.report is not None, (outcome.problems, outcome.edited)
    return outcome


def unused(outcome: ImportOutcome) -> list[str]:
    """Ids, those of outlets without their digests."""
    return [] if outcome.unused is None else _ids(outcome.unused.records)


def _ids(removed: object) -> list[str]:
    return [each.id.removesuffix(each.id[-9:]) if each.kind == "source" else each.id for each in removed]  # type: ignore[attr-defined]


def load(database: str, folder: Path, text: str) -> None:
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    assert load_paths(database, [folder / "mine.yaml"]).problems == []


def ids_of(database: str) -> set[str]:
    with reading(database) as reader:
        return {record_id for _, record_id in read_all(reader).ids()}


def test_what_an_update_leaves_without_use_is_named_and_stays(database: str, request_: ImportRequest) -> None:
    assert unused(imported(database, request_, FIRST)) == []
    assert unused(imported(database, request_, LATER)) == ["gazette", *LEFT]
    assert set(LEFT) <= ids_of(database)
    assert unused(imported(database, request_, LATER)) == [], "this time nothing was left"


def test_it_is_removed_where_that_is_asked_for(database: str, request_: ImportRequest) -> None:
    imported(database, request_, FIRST)
    pruned = imported(database, replace(request_, prunes=True), LATER)
    assert pruned.report is not None
    assert (_ids(pruned.report.removed_named), pruned.unused) == (["gazette", *LEFT], None)
    assert not ids_of(database) & set(LEFT)
    before = contents_of(database)
    again = imported(database, replace(request_, prunes=True), LATER)
    assert again.report is not None
    assert (again.report.changes, contents_of(database)) == (0, before)
    back = imported(database, request_, FIRST)
    assert back.report is not None
    assert (back.report.added["place"], unused(back)) == (2, ["post", "carlton-northland", "northland-place"])


def test_what_an_earlier_update_left_is_removed_too(database: str, request_: ImportRequest) -> None:
    imported(database, request_, FIRST)
    imported(database, request_, LATER)
    dry = imported(database, replace(request_, prunes=True, dry_run=True), LATER)
    assert dry.report is not None
    assert _ids(dry.report.removed_named) == ["gazette", *LEFT]
    assert set(LEFT) <= ids_of(database)
    imported(database, replace(request_, prunes=True), LATER)
    assert not ids_of(database) & set(LEFT)


@pytest.mark.parametrize(
    ("by_hand", "left"),
    [
        ("events: {mine: {title: Mine, place: alton-freeland}}", ["gazette"]),
        ("events: {mine: {title: Mine, place: freeland-place}}", ["gazette", "alton-freeland"]),
        ("places: {farm: {name: Farm, within: freeland-place}}", ["gazette", "alton-freeland"]),
        ("places: {alton-freeland: {name: Alton, within: freeland-place, note: A port}}", ["gazette"]),
        ("events: {mine: {title: Mine, participants: {red: host}}}", ["gazette", *LEFT]),
    ],
)
def test_what_people_use_or_have_edited_stays(
    database: str, request_: ImportRequest, tmp_path: Path, by_hand: str, left: list[str]
) -> None:
    imported(database, request_, FIRST)
    load(database, tmp_path, by_hand)
    assert unused(imported(database, request_, LATER)) == left
    imported(database, replace(request_, prunes=True), LATER)
    assert not ids_of(database) & set(left[1:])
    assert set(LEFT) - set(left) <= ids_of(database)


def test_an_actor_whom_a_claim_reports_stays(database: str, request_: ImportRequest, tmp_path: Path) -> None:
    imported(database, request_, FIRST)
    reported = "{mine: {title: Mine, claims: [{source: note, according_to: red}]}}"
    load(database, tmp_path, f"sources: {{note: {{title: A note}}}}\nevents: {reported}")
    assert unused(imported(database, request_, FIRST.replace("Red", "Blue"))) == []
    load(database, tmp_path, "events: {mine: {title: Mine, claims: [{source: note}]}}")
    assert unused(imported(database, request_, FIRST.replace("Red", "Green"))) == ["blue", "red"]


def test_what_nobody_imported_stays(database: str, request_: ImportRequest, tmp_path: Path) -> None:
    load(database, tmp_path, "places: {freeland: {name: Freeland}}\nsources: {wire: {title: Wire}}")
    imported(database, request_, FIRST)
    assert unused(imported(database, request_, LATER)) == ["gazette", "alton-freeland"]
    imported(database, replace(request_, prunes=True), LATER)
    assert {"freeland", "wire"} <= ids_of(database)


def test_what_another_kind_of_file_wrote_stays(database: str, request_: ImportRequest, tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_text('{"id": "x", "title": "X", "defines": {"places": {"port": {"name": "Port"}}}}\n', encoding="utf-8")
    import_file(database, ImportRequest(lines))
    imported(database, request_, FIRST)
    imported(database, replace(request_, prunes=True), LATER)
    assert "port" in ids_of(database)
    again = import_file(database, ImportRequest(lines, prunes=True))
    assert again.report is not None
    assert again.report.changes == 0, "the file itself names it"


def test_where_only_some_rows_are_read_nothing_is_called_unused(database: str, request_: ImportRequest) -> None:
    imported(database, request_, FIRST)
    assert unused(imported(database, replace(request_, limit=1), LATER)) == []
