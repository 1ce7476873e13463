"""Maps of columns: what they say, and all their mistakes with their lines."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.domain.records import Source, Term
from timeline.importers.items import Unreadable
from timeline.importers.table.maps.column_map import (
    FROM_ROW,
    Coded,
    ColumnMap,
    RoleColumn,
    Template,
    default_name,
    position_of,
)
from timeline.importers.table.maps.column_map_reader import KEYS, MapFile

COLUMNS = ("Ref", "Date", "What", "Town", "Lat", "Lon", "Who", "Dead", "Kind")


def read(folder: Path, text: str) -> ColumnMap:
    path = folder / "harbour-map.yaml"
    path.write_text(text, encoding="utf-8")
    return MapFile(path).read(COLUMNS)


def mistakes(folder: Path, text: str) -> list[str]:
    with pytest.raises(Unreadable) as caught:
        read(folder, text)
    return [f"{problem.line}: {problem.message}" for problem in caught.value.problems]


def test_a_short_map_has_what_it_does_not_say(tmp_path: Path) -> None:
    found = read(tmp_path, "title: What\n")
    assert found.name == "harbour"
    assert found.table == Source("harbour", "harbour", kind="dataset")
    assert found.title == (Template(("", ""), (2,)),)
    assert found.unmentioned == ("Ref", "Date", "Town", "Lat", "Lon", "Who", "Dead", "Kind")
    assert found.date is None


def test_columns_are_found_in_any_case_and_words_have_them_within(tmp_path: Path) -> None:
    found = read(tmp_path, 'title: ["{who} in {Town}!", WHAT]\nid: {from: row}\nskip: [Lat, Lon]\n')
    assert found.title == (Template(("", " in ", "!"), (6, 3)), Template(("", ""), (2,)))
    assert found.id_from == FROM_ROW
    assert found.unmentioned == ("Ref", "Date", "Dead", "Kind")


def test_types_of_the_maps_own(tmp_path: Path) -> None:
    text = """\
title: What
vocabulary: {types: {launch: a ship is launched}, roles: {owner: owns it}}
type: {column: Kind, values: {Stapellauf: launch, Talks: consult/phone}, other: assault}
participants: {Who: owner}
"""
    found = read(tmp_path, text)
    assert found.type == Coded(column=8, values={"stapellauf": "launch", "talks": "consult/phone"}, other="assault")
    assert found.participants == (RoleColumn(6, "owner"),)
    assert found.terms == (Term("types", "launch", "a ship is launched"), Term("roles", "owner", "owns it"))


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = """\
name: Harbour Log
id: Reff
title: "{Wat} in {Town}"
date: {column: Dat, order: dmy, year: Ref}
type: {column: Kind, values: {a: protst, b: [x]}}
place: {nam: Town, latitude: Lat}
participants: {Who: initator, Whom: target}
figures: {Killed: Dead}
sauce: 3
title: What
"""
    assert mistakes(tmp_path, text) == [
        '1: name "Harbour Log" is not written as an id: write name: harbour-log '
        "(a-z, 0-9 and single hyphens, at most 40)",
        '2: unknown column "Reff": did you mean "Ref"?',
        '3: unknown column "Wat": did you mean "What"?',
        "4: date has several of column, or start and end, or earliest and latest, or year, month and day: name one",
        '4: order in date "dmy" is not known: write day-month or month-day',
        '4: unknown column "Dat": did you mean "Date"?',
        "5: b in values in type is a list: write a text",
        '5: unknown type "protst": did you mean "protest"?',
        "6: place has one of latitude and longitude: name the columns of both",
        '6: unknown key "nam" in place: did you mean "name"?',
        '7: unknown column "Whom": did you mean "Who"?',
        '7: unknown role "initator": did you mean "initiator"?',
        '8: measure "Killed" is not written as one: write killed',
        '9: unknown key "sauce" in the map: did you mean "source"?',
        '10: duplicate key "title": it is already on line 3',
    ]


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("", "1: the map says nothing: write at least a title and a date"),
        ("- a\n", "1: the map says nothing: write at least a title and a date"),
        ("date: Date\n", '1: the map has no title: name a column, or write one such as "{Actor} in {Town}"'),
        ("title: {a: b}\n", "1: title is a map: write a text"),
        ("title: What\ndate: {month: Date}\n", "2: date has a month or a day and no year: name the column of the year"),
        (
            "title: What\ndate: {year: Date, start: Ref}\n",
            "2: date has several of column, or start and end, or earliest and latest, or year, month and day: name one",
        ),
        (
            "title: What\ndate: {earliest: Date, end: Ref}\n",
            "2: date has several of column, or start and end, or earliest and latest, or year, month and day: name one",
        ),
        (
            "title: What\ndate: {month: Date, end: Ref}\n",
            "2: date has a month or a day and no year: name the column of the year",
        ),
        ("title: What\ndate: {year: Date, day: Ref}\n", "2: date has a day and no month: name the column of the month"),
        (
            "title: What\ndate: {order: day-month}\n",
            "2: date has none of column, or start and end, or earliest and latest, or year, month and day: name one",
        ),
        (
            "title: What\ndate: {column: Date, pivot: 50}\n",
            '2: pivot "50" is no year: write the first of a hundred, such as 1950',
        ),
        ("title: What\ndate: [Date]\n", "2: date is a list: write a text"),
        ("title: What\nid: {from: lines}\n", '2: from in id "lines" is not known: did you mean "line"?'),
        ("title: What\ndelimiter: ab\n", '2: delimiter "ab": write one sign, or tab, comma, semicolon or bar'),
        (
            "title: What\nmodality: certain\n",
            '2: unknown modality "certain": modalities are asserted, alleged, denied and expected',
        ),
        (
            "title: What\nparticipants: Who\n",
            '2: participants is the text "Who": write a map of column to role, such as {Attacker: initiator}',
        ),
        ("title: What\nparticipants: {Who: {split: x}}\n", '2: "Who" has no role: write one'),
        (
            "title: What\nfigures: [Dead]\n",
            "2: figures is a list: write a map of measure to column, such as {killed: Deaths}",
        ),
        ("title: What\ntags: [{split: x}]\n", "2: a tag has no column: name one"),
        (
            "title: What\nsource: {published: Date}\n",
            "2: source has no title, publisher or url: name the column of one",
        ),
        ("title: What\ntype: {values: {a: assault}}\n", "2: type has no column: name one"),
        (
            "title: What\ntype: {column: Kind, values: x}\n",
            '2: values is the text "x": write a map, such as {shelling: assault}',
        ),
        ("title: What\nplace: {precision: Lat}\n", "2: place has no name: name its column"),
        ("title: What\ntable: {url: nowhere}\n", '2: url "nowhere" is no web address: it starts with https://'),
        (
            "title: What\ntable: {published: Lat}\n",
            '2: published "Lat": not an EDTF date, found "L" at character 1: '
            "write a date as 2020-09-20, 2020-09 or 2020",
        ),
        ("title: What\nvocabulary: x\n", '2: vocabulary is the text "x": write a map of types, roles or measures'),
        ("title: What\ndecimal:\n", '2: the key "decimal" has no value: write one, or leave the key out'),
    ],
)
def test_a_mistake(tmp_path: Path, text: str, mistake: str) -> None:
    assert mistake in mistakes(tmp_path, text)


def test_several_sources_of_a_row_carry_no_claim(tmp_path: Path) -> None:
    found = read(tmp_path, 'title: What\nsource: {publisher: Who, split: ";"}\n')
    assert found.source is not None
    assert not found.source.carries_claim
    (mistake,) = mistakes(tmp_path, 'title: What\nsource: {publisher: Who, split: ";", claim: source}\n')
    assert mistake.endswith("write claim: table, or leave split out")


def test_a_map_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="there is no such file"):
        MapFile(tmp_path / "no-map.yaml")


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("harbour-map.yaml", "harbour"),
        ("Harbour Log.map.yml", "harbour-log"),
        ("map.yaml", "map"),
        ("Ångström.yaml", "angstrom"),
        ("x" * 60 + ".yaml", "x" * 40),
    ],
)
def test_the_name_of_a_table_is_that_of_its_map(file: str, name: str) -> None:
    assert default_name(Path(file)) == name


def test_a_column_is_found_by_its_exact_name_first() -> None:
    assert position_of(("date", "Date"), "Date") == 1
    assert position_of(("date", "Date"), "DATE") is None
    assert position_of(("Start  date",), "start date") == 0
    assert position_of(("", "a"), "") == 0


INNER_KEYS = (
    *("column", "start", "end", "year", "month", "day", "order", "pivot", "excel", "precision", "values", "other"),
    *("name", "within", "latitude", "longitude", "role", "split", "kind", "title", "publisher", "published", "url"),
    *("claim", "low", "best", "high", "from", "Who", "Kind"),
)
values = st.recursive(
    st.sampled_from([*COLUMNS, "{Who} in {Town}", "assault", ";", "1950", "row", "x", "{", "{}"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3),
        st.dictionaries(
            st.sampled_from(INNER_KEYS),
            inner,
            min_size=1,
            max_size=3,
        ),
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(KEYS), values))
def test_whatever_a_map_holds_is_read_or_refused(tree: dict[str, object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a-map.yaml")
        path.write_text(json.dumps(tree), encoding="utf-8")
        try:
            found = MapFile(path).read(COLUMNS)
        except Unreadable:
            return
        assert found.title


@given(st.binary(max_size=200))
def test_any_bytes_are_a_map_or_refused(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a-map.yaml")
        path.write_bytes(content)
        with pytest.raises(Unreadable):
            MapFile(path).read(COLUMNS)
