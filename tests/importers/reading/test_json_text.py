"""The values of a JSON file, each with where it begins; what is broken is told with line and column."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.importers.items import Input, Unreadable
from timeline.importers.reading.json_text import (
    JsonMistake,
    JsonText,
    added_to,
    begins_as_json,
    decode,
    json_texts,
    members,
)

FILE = Input(Path("x.json"))


def texts(text: str) -> list[JsonText]:
    stream = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8", newline="")
    return list(json_texts(FILE, stream))


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("{}", True),
        ("\ufeff \n[1]", True),
        ('[{"date"', True),
        ('["date", ', True),
        ("[", True),
        ("[]", True),
        ("{date: 2031}", True),
        ("[true]", True),
        ("[12, 13]", True),
        ("[date: 1]", True),
        ('[x{"date": 1', True),
        ("[[1,2]]", True),
        # Names of columns as some databases write them.
        ("[Event ID],[Date]\n1,2\n", False),
        ("[Datum];[Ort]\n", False),
        ("[Date]\n2031\n", False),
        ("Date,[What]\n", False),
        ('"date": 1', False),
        ("", False),
    ],
)
def test_what_begins_as_json(head: str, expected: bool) -> None:
    assert begins_as_json(head) is expected


def test_lines_are_yielded_as_they_are() -> None:
    assert texts('{"a": 1}\n\n  {"b": \r\n["x"]\n') == [
        JsonText(1, 1, '{"a": 1}'),
        JsonText(3, 3, '{"b":'),
        JsonText(4, 1, '["x"]'),
    ]


def test_elements_of_an_array_know_their_line_and_column() -> None:
    found = texts('\ufeff\n [ {"a":\n 1}, "é", {"b": 2}\n,\n  7 ]\n')
    assert found == [
        JsonText(2, 4, '{"a":\n 1}'),
        JsonText(3, 6, '"é"'),
        JsonText(3, 11, '{"b": 2}'),
        JsonText(5, 3, "7"),
    ]
    assert found[0].place(6) == (3, 1)
    assert found[0].place(7) == (3, 2)
    assert found[0].place(1) == (2, 5)


def test_values_that_run_over_lines_are_read_one_after_another() -> None:
    assert texts('{\n "a": 1}\n{"b": 2} {"c":\n3}') == [
        JsonText(1, 1, '{\n "a": 1}'),
        JsonText(3, 1, '{"b": 2}'),
        JsonText(3, 10, '{"c":\n3}'),
    ]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=9,
)


@given(values=st.lists(VALUES, max_size=6), indent=st.none() | st.integers(0, 3))
def test_every_value_of_an_array_comes_back_from_where_it_is_said_to_stand(
    values: list[object], indent: int | None
) -> None:
    text = json.dumps(values, indent=indent)
    found = texts(text)
    assert [json.loads(each.text) for each in found] == values
    lines = text.split("\n")
    for each in found:
        assert "\n".join([lines[each.line - 1][each.column - 1 :], *lines[each.line :]]).startswith(each.text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[\n{"a": 1},\n {"a": }]', "x.json:3: is no JSON: expecting value, at character 8 of the line"),
        ('[\n{"a": 1}, {"b": 2]', "x.json:2: is no JSON: expecting ',' delimiter, at character 18 of the line"),
        ('[{"a": 1}', "x.json:1: the array is never closed, at character 10 of the line"),
        ('[{"a": "never', "x.json:1: is no JSON: unterminated string starting at, at character 8 of the line"),
        ('[{"a": 1} {"a": 1}]', "x.json:1: the array breaks off here, found '{', at character 11 of the line"),
        ('[{"a": 1}],', "x.json:1: something follows the array: take it out, at character 11 of the line"),
        ('{\n"a": 1},\n{"a": 2}', "x.json:2: is no JSON: expecting value, at character 8 of the line"),
        (
            "[{" + '"a": {' * 200_000,
            "x.json:1: is nested too deeply: 100 brackets within brackets at most, at character 6",
        ),
    ],
)
def test_what_is_broken_is_told_where_it_is(text: str, expected: str) -> None:
    with pytest.raises(Unreadable) as caught:
        texts(text)
    assert str(caught.value).startswith(expected)


def test_a_fault_is_told_where_it_is_in_a_file_of_many_pieces() -> None:
    with pytest.raises(Unreadable) as caught:
        texts('[\n{"a": nil},\n' + f'{{"a": "{"x" * 1_000_000}"}},\n' * 20)
    assert str(caught.value) == "x.json:2: is no JSON: expecting value, at character 7 of the line"


def test_a_value_that_is_cut_in_two_by_a_piece_is_whole() -> None:
    values = [{"a": "é\\\n" * 400_000}, {"b": True}, *[{"c": False, "d": -1.5e-7}] * 100_000]
    assert [json.loads(each.text) for each in texts(json.dumps(values))] == values


def test_brackets_within_strings_are_none() -> None:
    text = '["' + "[" * 500 + '\\"", ' + "[" * 100_000
    with pytest.raises(JsonMistake) as caught:
        decode(text)
    # The array's own, and 99 behind the string.
    assert (caught.value.at, text[caught.value.at - 1]) == (text.index(", [") + 2 + 99, "[")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1.0}', '{"n": 3, "why": "x \\"y\\"", "a": 1.0}'),
        ("{\n}", '{"n": 3, "why": "x \\"y\\""}'),
        ('{"a":\n\r\n 1}', '{"n": 3, "why": "x \\"y\\"", "a":  1}'),
        ('{"n": 1, "why": "\\"old\\\\", "a": 1e5}', '{"n": 3, "why": "x \\"y\\"", "a": 1e5}'),
        ('{"a": "broken', '{"n": 3, "why": "x \\"y\\"", "no object": "{\\"a\\": \\"broken"}'),
        ("[1]", '{"n": 3, "why": "x \\"y\\"", "no object": "[1]"}'),
    ],
)
def test_members_are_added_before_an_objects_own(text: str, expected: str) -> None:
    found = added_to(text, {"n": 3, "why": 'x "y"'})
    assert found == expected
    assert added_to(found, {"n": 3, "why": 'x "y"'}) == found


def test_members_stand_where_they_begin() -> None:
    text = ' {"a": 1, "b" : [2, {"c": 3}], "a": [], "d": [4]} '
    assert [(text[each.begins :][:3], text[each.at], each.value) for each in members(text)] == [
        ('"a"', "1", "1"),
        ('"b"', "[", ["2", {"c": "3"}]),
        ('"a"', "[", []),
        ('"d"', "[", ["4"]),
    ]
    assert [(each.key, text[each.at :][:2], each.value) for each in members(text, spread=("b", "a"))] == [
        ("a", "1,", "1"),
        ("b", "[2", None),
        ("b", "2,", "2"),
        ("b", '{"', {"c": "3"}),
        ("a", "[]", None),
        ("d", "[4", ["4"]),
    ]
    assert list(members("x{}", 1)) == []


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a"}', '{"a": }', '{"a": [1 2]}', "{1: 2}", '{"a": 1,', "{} {}"])
def test_what_is_no_object_has_no_members(text: str) -> None:
    for spread in ((), ("a",)):
        with pytest.raises(json.JSONDecodeError):
            list(members(text, spread=spread))


_values = st.recursive(
    st.none() | st.booleans() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["a", "b", "é", ""]), _values), st.sampled_from([None, 1]))
def test_members_are_those_of_the_object(value: dict[str, object], indent: int | None) -> None:
    text = json.dumps(value, indent=indent)
    found = list(members(text))
    assert {each.key: each.value for each in found} == value
    assert all(json.JSONDecoder().raw_decode(text, each.at)[0] == each.value for each in found)
    spread = [each for each in members(text, spread=("a",)) if each.key == "a"]
    array = value.get("a")
    if isinstance(array, list):
        assert [each.value for each in spread] == [None, *array]
    else:
        assert spread == [each for each in found if each.key == "a"]
