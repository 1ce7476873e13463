"""What a load that prunes leaves alone: what imports wrote, and what that needs."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.support.opened import import_file, load_paths, reading
from timeline.actions.importing.import_file import ImportRequest
from timeline.domain.records import RecordSet
from timeline.storage.reading.stored.stored_records import read_all

BASE = """
sources:
  wire: {title: Newswire report}
  other: {title: Nobody cites it}
actors:
  ana: {name: Ana Ruiz, member_of: [{group: union}]}
  union: {name: Union}
  tom: {name: Tom}
vocabulary:
  types: {rally: gathers, march: walks}
  roles: {envoy: is sent}
"""
EVENTS = """
events:
  call: {title: Ana calls, participants: {tom: host}, claims: [{source: wire}]}
  visit: {title: Ana visits, type: march}
"""
IMPORTED = {"id": "talks", "title": "Talks"}
EDITED = """
events:
  talks:
    title: Talks
    type: rally/silent
    participants: {ana: envoy}
    claims: [{source: wire, date: 1 day after call}]
    note: x
"""


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def bring(database: str, folder: Path, lines: Sequence[dict[str, Any]]) -> None:
    file = write(folder / "some.jsonl", "".join(json.dumps(each) + "\n" for each in lines))
    assert import_file(database, ImportRequest(file)).landed


def held(database: str) -> RecordSet:
    with reading(database) as reader:
        return read_all(reader)


@pytest.fixture
def keep(tmp_path: Path) -> Path:
    """A file that has one of all the records."""
    return write(tmp_path / "keep.yaml", "places: {port: {name: Port}}\n")


def test_what_imports_wrote_stays_with_all_that_it_names(database: str, tmp_path: Path, keep: Path) -> None:
    load_paths(database, [write(tmp_path / "all.yaml", BASE + EVENTS)])
    bring(database, tmp_path, [IMPORTED])
    assert load_paths(database, [write(tmp_path / "edit.yaml", EDITED)]).report is not None
    done = load_paths(database, [keep], prune=True)
    assert done.report is not None
    left = held(database)
    assert (set(left.events), set(left.sources)) == ({"talks", "call"}, {"wire"}), (
        "the import, and what it is told from"
    )
    assert set(left.actors) == {"ana", "union", "tom"}, "who is in these, and their groups"
    assert set(left.terms) == {("types", "rally"), ("roles", "envoy")}
    assert left.events["talks"].note == "x"
    assert done.report.removed == {
        "source": 1,
        "actor": 0,
        "place": 0,
        "event": 1,
        "question": 0,
        "term": 1,
        "match": 0,
    }
    assert done.report.imports_kept == {"source": 1, "actor": 3, "event": 2, "term": 2}
    done = load_paths(database, [keep], prune=True, prune_imports=True)
    assert done.report is not None
    assert (done.report.removed["event"], done.report.imports_kept) == (2, {})
    assert held(database) == RecordSet()._replace(places=held(database).places)


def test_files_may_name_what_imports_wrote_and_nothing_else(database: str, tmp_path: Path) -> None:
    load_paths(database, [write(tmp_path / "all.yaml", BASE)])
    bring(database, tmp_path, [{"id": "talks", "title": "Talks"}])
    linked = write(tmp_path / "linked.yaml", "events: {visit: {title: Visit, links: {follows: talks}}}\n")
    assert load_paths(database, [linked], prune=True, dry_run=True).problems == []
    assert "talks" in load_paths(database, [linked], prune=True, prune_imports=True).problems[0].message
    named = write(tmp_path / "named.yaml", "events: {visit: {title: Visit, claims: [{source: wire}]}}\n")
    assert "wire" in load_paths(database, [named], prune=True).problems[0].message
    other = write(tmp_path / "other.yaml", "places: {talks: {name: Talks}}\n")
    assert load_paths(database, [other], prune=True).problems != [], "an import's id is another kind of record's"
