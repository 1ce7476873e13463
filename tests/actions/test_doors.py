"""What any importer takes, dump and load take, and a second import then changes nothing."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.doors import FILES, go_round
from tests.support.opened import import_file
from timeline.actions.importing.import_file import ImportRequest


@pytest.mark.parametrize("kind", FILES)
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_what_is_imported_can_be_dumped_and_loaded(kind: str, data: st.DataObject) -> None:
    go_round(data.draw(FILES[kind]), kind)


def test_line_ends_of_other_systems_go_round() -> None:
    assert go_round('{"id": "e2", "title": "T", "note": "a\\r\\nb", "tags": ["c"]}', "jsonl")


@pytest.mark.parametrize("sign", ["\x1b", "\x7f", "\x9b", "\uffff", "\ud800", "\x00", "\x85"])
def test_no_file_of_our_own_brings_a_control_character(tmp_path: Path, sign: str) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text(json.dumps({"id": "e1", "title": f"T{sign}", "claims": []}), encoding="utf-8")
    outcome = import_file(f"sqlite:///{tmp_path / 'x.db'}", ImportRequest(path))
    assert [each.message for each in outcome.problems.shown] == [
        f"a control character (U+{ord(sign):04X}): take it out, at character 25 of the line"
    ]


def test_control_characters_of_other_files_are_taken_out_and_counted(tmp_path: Path) -> None:
    path, mapping = tmp_path / "port.csv", tmp_path / "map.yaml"
    mapping.write_text("name: port\ntitle: What\nid: {from: line}\n", encoding="utf-8")
    path.write_text("What,Note\nA\x1b[31mB,x\nC,\x9b\n", encoding="utf-8")
    outcome = import_file(f"sqlite:///{tmp_path / 'x.db'}", ImportRequest(path, mapping=mapping))
    assert (outcome.landed, outcome.events) == (True, 2)
    assert outcome.notes[-1] == (
        "2 control characters that no text can hold are spaces now: the first is U+001B, on line 2"
    )
    path.write_text(json.dumps([{"What": "A\ud800", "Note": ["\x07"]}], indent=1), encoding="utf-8")
    outcome = import_file(f"sqlite:///{tmp_path / 'x.db'}", ImportRequest(path, mapping=mapping))
    assert outcome.notes[-1] == (
        "2 control characters that no text can hold are spaces now: the first is U+D800, on line 2"
    )
