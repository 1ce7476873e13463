"""Flat objects of JSON read by a map: as the same table as CSV is, and every value that has no place told."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.domain.records import Event
from timeline.errors import TimelineError
from timeline.importers.items import Imported, Input, Rejected, Unreadable
from timeline.importers.reading.ids_of_names import Naming
from timeline.importers.recognise import format_of
from timeline.importers.registry import FORMATS, MAPPED
from timeline.importers.table import csv_file, json_file
from timeline.importers.table.guessing.guess import guess_map
from timeline.importers.table.json_objects import CellForm, Objects

MAP = """\
name: harbour
id: Ref
title: What
date: Date
place: {name: Town, latitude: Lat, longitude: Lon}
figures: {killed: Dead}
tags: {column: Tags, split: ";"}
note: Note
"""
OBJECT = {
    "Ref": "A-1",
    "What": "Crane blocked",
    "Date": "2031-05-08",
    "Town": "Port Vell",
    "Lat": 41.5,
    "Lon": -2.25,
    "Dead": 3,
    "Tags": ["crane", "strike"],
    "Note": None,
}


def items(folder: Path, text: str, mapping: str = MAP) -> list[Imported | Rejected]:
    path, map_path = folder / "harbour.json", folder / "harbour-map.yaml"
    path.write_text(text, encoding="utf-8", newline="")
    map_path.write_text(mapping, encoding="utf-8")
    return list(json_file.open_file(Input(path, mapping=map_path), Naming()).items)


def events(found: Sequence[Imported | Rejected]) -> list[Event]:
    assert [each.problems for each in found if isinstance(each, Rejected)] == []
    return [each.event for each in found if isinstance(each, Imported)]


def faults(found: Sequence[Imported | Rejected]) -> list[str]:
    problems = [problem for each in found if isinstance(each, Rejected) for problem in each.problems]
    return [f"{problem.line}: {problem.message}" for problem in problems]


def refusal(folder: Path, text: str, mapping: str = MAP) -> str:
    with pytest.raises(Unreadable) as caught:
        items(folder, text, mapping)
    return str(caught.value).partition("harbour.json")[2]


def test_an_object_is_an_event_as_a_row_is(tmp_path: Path) -> None:
    table = (
        "Ref,What,Date,Town,Lat,Lon,Dead,Tags,Note\nA-1,Crane blocked,2031-05-08,Port Vell,41.5,-2.25,3,crane;strike,\n"
    )
    path, map_path = tmp_path / "harbour.csv", tmp_path / "harbour-map.yaml"
    path.write_text(table, encoding="utf-8")
    map_path.write_text(MAP, encoding="utf-8")
    (row,) = csv_file.open_file(Input(path, mapping=map_path), Naming()).items
    assert isinstance(row, Imported)
    assert row.event.tags == ("crane", "strike")
    for text in (
        json.dumps([OBJECT]),
        json.dumps([OBJECT], indent=4),
        json.dumps(OBJECT) + "\n",
        json.dumps(OBJECT, indent=1),
        "\ufeff" + json.dumps([OBJECT]),
    ):
        (found,) = items(tmp_path, text)
        assert isinstance(found, Imported)
        assert found._replace(line=2) == row


# Cells of a table are without spaces around them; a JSON number is read without regard to the map's decimal sign.
WORDS = st.text(st.characters(codec="utf-8", categories=("L", "Nd", "P")), min_size=1, max_size=8)
ROWS = st.lists(st.fixed_dictionaries({"What": WORDS}, optional={"Note": WORDS, "Date": st.just("2031")}), min_size=1)


@given(rows=ROWS, lines=st.booleans())
def test_objects_and_the_same_as_a_table_make_the_same_events(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]], lines: bool
) -> None:
    folder = tmp_path_factory.getbasetemp()
    mapping = "name: harbour\ntitle: What\nnote: Note\ndate: Date\nid: {from: line}\n"
    rows = [{"What": "first", "Note": "n", "Date": "2031"}, *rows]
    out = io.StringIO()
    writer = csv.DictWriter(out, ("What", "Note", "Date"), quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    (folder / "harbour.csv").write_text(out.getvalue(), encoding="utf-8")
    # From the second line on, as the table's rows.
    text = "\n" + "\n".join(map(json.dumps, rows)) if lines else "[\n" + ",\n".join(map(json.dumps, rows)) + "]"
    found = items(folder, text, mapping)
    table = csv_file.open_file(Input(folder / "harbour.csv", mapping=folder / "harbour-map.yaml"), Naming())
    assert events(found) == events(list(table.items))


def test_columns_are_the_keys_of_all_objects(tmp_path: Path) -> None:
    found = items(
        tmp_path,
        '[{"What": "One"}, {"Ref": "7", "What": "Two"}, {"Note": "n", "Ref": "8", "What": "Three"}]',
        "name: t\ntitle: What\nnote: Note\n",
    )
    assert [(each.title, each.note) for each in events(found)] == [("One", None), ("Two", None), ("Three", "n")]


def test_values_of_other_kinds_have_a_text(tmp_path: Path) -> None:
    text = '{"What": true, "Note": -0.50, "Ref": 1.5e3}\n{"What": 12345678901234567890, "Note": null, "Ref": 1E-2}\n'
    found = items(
        tmp_path,
        text + '{"What": false, "Note": 1e999999}',
        "name: t\ntitle: What\nnote: [Note, Ref]\nid: {from: line}\n",
    )
    assert [(each.title, each.note) for each in events(found)] == [
        ("true", "-0.50\n\n1500"),
        ("12345678901234567890", "0.01"),
        ("false", "1e999999"),
    ]


def test_a_number_has_a_point_whatever_the_map_says_of_texts(tmp_path: Path) -> None:
    rows = [
        {"What": "a", "Dead": 1.5, "Lat": 41.125, "Lon": 2.5},
        {"What": "b", "Dead": "1,5", "Lat": "41,125", "Lon": "2,5"},
    ]
    mapping = "name: t\ntitle: What\nplace: {latitude: Lat, longitude: Lon}\nfigures: {tons: Dead}\ndecimal: comma\n"
    one, other = items(tmp_path, json.dumps(rows), mapping)
    assert isinstance(one, Imported)
    assert isinstance(other, Imported)
    assert one.event.claims[0].figures[0].best == other.event.claims[0].figures[0].best == 1.5
    for event in (one.event, other.event):
        assert (event.latitude, event.longitude) == (41.125, 2.5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '[{"Ref": "1",\n "What": {"en": "Talks"}}]',
            ["2: What: is an object: write what it has under keys beside the others, or leave this key out "
             "of the map, at character 10 of the line"],
        ),
        (
            '{"Ref": "1", "What": "a", "Tags": ["x", ["y"]]}',
            ["1: Tags: is an array of more than texts and numbers: write these alone, or leave this key out "
             "of the map, at character 35 of the line"],
        ),
        (
            '{"Ref": "1", "What": ["a", "b"]}',
            ['1: What: is an array of several texts: say split: ";" for it in the map, or write one text, '
             "at character 22 of the line"],
        ),
        (
            '{"Ref": "1", "What": "a", "Tags": ["x", "y;z"]}',
            ['1: Tags: is an array, and "y;z" in it has the ";" that the map splits it by, at '
             "character 35 of the line"],
        ),
        (
            '{"Ref": "1", "What": "a", "Note": "b", "What": "c"}',
            ["1: What: stands twice in the object: leave one of the two out, at character 48 of the line"],
        ),
        (
            '{"Ref": "1", "What": "a", "Dead": NaN, "Note": -Infinity}',
            ["1: Dead: is NaN, which is no number of JSON: write null where nothing is known, "
             "at character 35 of the line",
             "1: Note: is -Infinity, which is no number of JSON: write null where nothing is known, "
             "at character 48 of the line"],
        ),
        ('{"Ref": "1", "What": "a"},', ["1: is no JSON: extra data, at character 26 of the line"]),
        ('{"Ref": "1", What: "a"}', ["1: is no JSON: expecting property name enclosed in double quotes, "
             "at character 14 of the line"]),
        ('["1", "a"]', []),
        ('{"Ref": "", "What": "a"}', ['1: Ref: a row needs an id, found ""']),
    ],
)  # fmt: skip
def test_every_value_without_a_place_is_told_where_it_is(tmp_path: Path, text: str, expected: list[str]) -> None:
    sound = json.dumps(OBJECT)
    if text.startswith('["'):
        text, expected = (
            f"{sound}\n{text}",
            ['2: is no object such as {"date": …}, found an array, at character 1 of the line'],
        )
    elif text.startswith("{"):
        text = f"{text}\n{sound}"
    else:
        text = f"{text[:-1]}, {sound}]"
    found = items(tmp_path, text)
    assert faults(found) == expected
    assert sum(isinstance(each, Imported) for each in found) == 1


def test_what_a_map_does_not_use_may_be_anything(tmp_path: Path) -> None:
    extra = {"geometry": {"type": "Point", "at": [1, [2]]}, "skipped": [1, 2], "": 1}
    (found,) = items(tmp_path, json.dumps([OBJECT | extra]), MAP + "skip: [skipped]\n")
    assert isinstance(found, Imported)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[]", ":1: there is no object in it: nothing to import"),
        ("[1, 2]", ':1: is no object such as {"date": …}, found a number, at character 2 of the line'),
        ('[["Date"], ["2031"]]', ':1: is no object such as {"date": …}, found an array, at character 2 of the line'),
        ('[{"What": "a"}', ":1: the array is never closed, at character 15 of the line"),
        ('[{"What": "a"}, {"What": ]', ":1: is no JSON: expecting value, at character 26 of the line"),
        (
            '{"status": 200,\n "data": [{"What": "a"}]}',
            ':2: "data": the file is one object, and this array in it has its rows: write the array to a file of its '
            "own, as `jq \".[\\\"data\\\"]\"` does, at character 10 of the line",
        ),
        ('[{"What": "a", "What ": "b"}]',
            ':1: the keys "What" and "What " differ in spaces only, at character 2 of the line'),
        (json.dumps([{f"k{n}": n for n in range(2_001)}]),
            ":1: more than 2,000 different keys so far: this is no table, "),
        ("[" * 100_000, ":1: is nested too deeply: 100 brackets within brackets at most, at character 102 of the line"),
        ('[{"What": ' + '{"a": ' * 100_000, ":1: is nested too deeply: 100 brackets within brackets at most, "),
        ("What,Date\nx,2031\n", ":1: is no JSON: expecting value, at character 1 of the line"),
        ('{"a": nan}', ":1: is no JSON: expecting value, at character 7 of the line"),
        ('{"a": ' * 100_000 + "1" + "}" * 100_000, ":1: is nested too deeply: 100 brackets within brackets at most, "),
        ("[{}]", ':1: no object has a key: write objects such as {"date": …, "title": …}, at character 2 '),
        ("{}", ':1: no object has a key: write objects such as {"date": …, "title": …}, at character 1 '),
    ],
)  # fmt: skip
def test_a_file_without_rows_is_told_in_one_line(tmp_path: Path, text: str, expected: str) -> None:
    assert refusal(tmp_path, text).startswith(expected)


def test_a_number_of_any_length_is_no_fault_of_the_file(tmp_path: Path) -> None:
    (found,) = items(tmp_path, json.dumps(OBJECT).replace('"Dead": 3', f'"Dead": {"9" * 9_999}'))
    assert faults([found])[0].startswith('1: Dead: "9999')


def test_ids_of_lines_need_a_line_each(tmp_path: Path) -> None:
    found = items(tmp_path, '[{"What": "a"}, {"What": "b"}]', "name: t\ntitle: What\nid: {from: line}\n")
    expected = "ids are line numbers, and line 1 has an event already: write one a line, or another id"
    assert faults(found) == [f"1: {expected}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"What": 7}', '{"What": 7, "Ref": null, "Note": null}'),
        ("{ }", '{"Ref": null, "What": null, "Note": null}'),
        (
            '{"x": "\\ud800", "Ref": 1.0, "What": "a", "Note": 0 }',
            '{"x": "\\ud800", "Ref": 1.0, "What": "a", "Note": 0}',
        ),
        ("[1]", "[1]"),
        ('{"x', '{"x'),
    ],
)
def test_what_is_rejected_names_the_keys_that_the_map_does(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"Ref": 1, "What": 2, "Note": 3, "x": 4}\n' + text, encoding="utf-8")
    objects = Objects(Input(path))
    assert objects.columns == ("Ref", "What", "Note", "x")
    list(objects.rows(CellForm()))
    assert objects.last_with({0, 1, 2}) == expected


# --- which format it is, and the map that is guessed ---------------------------------------------------


@pytest.mark.parametrize("with_map", [False, True])
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('[{"date": "2031-05-01", "what": "Talks"}]', "json"),
        ('{"date": "2031-05-01"}\n{"date": "2031-05-02"}\n', "json"),
        ('[{"id": "1", "title": "Talks", "date": "2031-05-01"}]', "json"),
        ('[{"date": broken', "json"),
        ("[" * 100_000, "json"),
        ('{"a": ' * 100_000, "json"),
        ("[Event ID],[Date]\n1,2031\n", "csv"),
    ],
)
def test_what_begins_as_json_is_never_a_table(tmp_path: Path, text: str, name: str, with_map: bool) -> None:
    path = tmp_path / "harbour.csv"
    path.write_text(text, encoding="utf-8")
    file = Input(path, mapping=tmp_path / "map.yaml" if with_map else None)
    assert format_of(file).name == name
    if name == "json":
        for each in ("csv",) if with_map else ("csv", "ucdp-ged", "acled", "gdelt"):
            with pytest.raises(Unreadable, match=rf"harbour\.csv:1: this is JSON, no table of the format {each}: "):
                format_of(file, each)


@pytest.mark.parametrize("with_map", [False, True])
@pytest.mark.parametrize("text", ["null", '"text"', "12\n", "What,Date\nTalks,2031\n"])
def test_what_is_called_json_is_no_table_unless_somebody_says_so(tmp_path: Path, text: str, with_map: bool) -> None:
    path = tmp_path / "harbour.json"
    path.write_text(text, encoding="utf-8")
    file = Input(path, mapping=tmp_path / "map.yaml" if with_map else None)
    with pytest.raises(Unreadable, match=r"harbour\.json:1: is called JSON, and begins with no \{ or \["):
        format_of(file)
    assert format_of(file, "csv").name == "csv"


def test_a_map_is_for_two_formats(tmp_path: Path) -> None:
    with pytest.raises(TimelineError, match="a map is for the formats json and csv: jsonl knows its own columns"):
        format_of(Input(tmp_path / "x", mapping=tmp_path / "y"), "jsonl")
    assert {each.origin for each in MAPPED} == {"csv"}
    assert [each.origin for each in FORMATS if each not in MAPPED] == [e.name for e in FORMATS if e not in MAPPED]


def test_a_map_is_guessed_of_the_keys(tmp_path: Path) -> None:
    path = tmp_path / "harbour.json"
    own = [{"Ref": f"A-{n}", "What": f"Crane {n}", "Date": f"2031-05-{n:02}"} for n in range(1, 20)]
    rows = [OBJECT | {"geometry": {"a": n}} | each for n, each in enumerate(own)]
    path.write_text(json.dumps(rows), encoding="utf-8")
    mapping = guess_map(Input(path))
    assert "title: What" in mapping.replace('"', "")
    assert "geometry" not in mapping
    found = items(tmp_path, json.dumps(rows), mapping)
    assert [(each.title, each.tags, each.claims[0].date) for each in events(found)][:2] == [
        ("Crane 1", ("crane", "strike"), "2031-05-01"),
        ("Crane 2", ("crane", "strike"), "2031-05-02"),
    ]
