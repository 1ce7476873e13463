"""YAML to values that know their lines."""

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from timeline.annotations.reading import nodes
from timeline.annotations.reading.nodes import DEEPEST, MOST_BY_ALIAS, Document, line_at, read_document


def read(text: str) -> Document:
    return read_document("a.yaml", text.encode())


def messages(document: Document) -> list[str]:
    return [str(problem) for problem in document.problems]


@pytest.fixture(params=["libyaml", "python"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """With libyaml, and without, as where PyYAML was built without it."""
    name: str = request.param
    if name == "python":
        monkeypatch.setattr(nodes, "_Loader", yaml.SafeLoader)
    return name


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    "text",
    [
        "no",
        "yes",
        "~",
        "null",
        "2020-09-20",
        "1.50",
        "0x1F",
        "1e3",
        "007",
        ".5",
        "=",
        "12:30:45",
        "NaN",
        "true",
        "<",
    ],
)
def test_every_value_is_text(text: str) -> None:
    document = read(f"key: {text}\n{text}: value\n")
    assert document.problems == []
    assert document.root == {"key": text, text: "value"}


@pytest.mark.usefixtures("loader")
def test_every_value_has_its_line() -> None:
    document = read("a:\n  b: 1\n\n  c:\n    - x\n    # between\n    - y: 1\n      z: 2\nd: {e: 1,\n  f: 2}\n")
    expected: list[tuple[tuple[str | int, ...], int]] = [
        (("a",), 1),
        (("a", "b"), 2),
        (("a", "c"), 4),
        (("a", "c", 0), 5),
        (("a", "c", 1), 7),
        (("a", "c", 1, "z"), 8),
        (("d", "f"), 10),
        (("a", "nowhere", "deeper"), 1),
    ]
    for keys, line in expected:
        assert line_at(document.root, keys) == line
    assert line_at(document.root, ("nowhere",)) is None


@pytest.mark.usefixtures("loader")
def test_lines_are_right_after_windows_line_ends_and_a_byte_order_mark() -> None:
    document = read_document("a.yaml", "\ufeffa: 1\r\nb:\r\n  c: |\r\n    x\r\n    y\r\nb: 2\r\n".encode())
    assert document.root == {"a": "1", "b": {"c": "x\ny\n"}}
    assert messages(document) == ['a.yaml:6: duplicate key "b": it is already on line 2']


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: x: y\n", 2, 'a ": " inside a text'),
        ("a: 1\nb:\n\tc: 1\n", 3, "a tab in the indentation"),
        ("a: 1\nb: 'x\nc: 1\n", 2, "a quote that is never closed"),
        ('a: 1\nb: "x\nc: 1\n', 2, "a quote that is never closed"),
        ("a: 1\nb: [x, y\nc: 1\n", 2, "a { or [ that is not closed"),
        ("a: 1\nb: @x\n", 2, 'a text that starts with "@"'),
        ("a: 1\nb: * x\n", 2, "an anchor or alias"),
        ("a: 1\nb: c\n  d\n e: f\n", 4, 'a ": " inside a text'),
        ("a:\n    b: 1\n  c: 1\n", 3, "indentation that fits no line above"),
        ("a: 'x' y\n", 1, "text after the end of a value"),
        ("a: 1\nplain\nb: 1\n", 2, "a key without a colon"),
        ('a: 1\nb: "\\q"\n', 2, "a backslash in double quotes"),
        ("a: - b\n", 1, "a list that starts on its key's line"),
        ("a: |x\n  y\n", 1, "text on the line of | or >"),
        ("a: 1\n...\nb: 1\n", 3, "text outside the maps"),
    ],
)
def test_a_syntax_error_is_one_line_that_says_what_to_mend(text: str, line: int, words: str) -> None:
    document = read(text)
    (problem,) = document.problems
    assert problem.line == line
    assert words in problem.message
    assert not document.complete


def test_what_stands_before_a_syntax_error_is_kept() -> None:
    document = read("actors:\n  ana: {name: Ana}\n  tom: {name: 'Tom}\nevents: {}\n")
    assert document.root == {"actors": {"ana": {"name": "Ana"}}}
    assert len(document.problems) == 1


def test_deep_nesting_is_refused_before_it_is_built() -> None:
    deepest = "[" * (DEEPEST - 1) + "x" + "]" * (DEEPEST - 1)
    assert read(f"a: {deepest}\n").problems == []
    assert messages(read(f"a:\n  b: [{deepest}]\n")) == ["a.yaml:2: nested more than 50 deep: write it flatter"]
    assert messages(read("a: " + "[" * 1_000)) == ["a.yaml:1: nested more than 50 deep: write it flatter"]


def test_aliases_repeat_what_they_name() -> None:
    document = read("a: &one [x, y]\nb: *one\nc: {d: &two z, e: *two}\n")
    assert document.problems == []
    assert document.root == {"a": ["x", "y"], "b": ["x", "y"], "c": {"d": "z", "e": "z"}}


def test_aliases_that_explode_are_refused() -> None:
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 12))
    document = read(f"l0: &l0 [{', '.join('x' * 9)}]\n{levels}")
    (message,) = messages(document)
    assert message.endswith(f"the file's aliases stand for more than {MOST_BY_ALIAS:,} values: write them out")
    assert not document.complete


def test_many_aliases_of_a_large_value_are_refused() -> None:
    large = ", ".join(["x"] * 4_000)
    assert read(f"a: &a [{large}]\nb: *a\nc: *a\n").problems == []
    assert len(read(f"a: &a [{large}]\nb: *a\nc: *a\nd: *a\n").problems) == 1


def test_an_alias_inside_what_it_names_is_refused() -> None:
    document = read("a: &a\n  b:\n    - *a\n")
    assert messages(document) == ['a.yaml:3: the alias "*a" stands inside what it names']


def test_mistakes_in_what_does_not_count_are_not_told() -> None:
    document = read("a: 1\na: {b: , c: !!int 5, d: {d: 1, d: 2}}\n<<: {e: }\n")
    assert messages(document) == [
        'a.yaml:2: duplicate key "a": it is already on line 1',
        "a.yaml:3: merge keys (<<) are not read: write the keys out",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a: 1\n".encode("utf-16"), "a.yaml:1: the file is UTF-16: save it as UTF-8"),
        ("a: 1\n".encode("utf-32"), "a.yaml:1: the file is UTF-32: save it as UTF-8"),
        ("a: 1\n".encode("utf-16-le"), "a.yaml:1: a control character (U+0000): remove it, at character 2 of the line"),
        (b"a: 1\nb: caf\xe9\n", "a.yaml:2: byte 12 (0xe9) is not UTF-8: save the file as UTF-8"),
        (b"\xef\xbb\xbfa: 1\nb: \xff\n", "a.yaml:2: byte 12 (0xff) is not UTF-8: save the file as UTF-8"),
        (b"a: 1\nb: x\x07y\n", "a.yaml:2: a control character (U+0007): remove it, at character 5 of the line"),
        (b"a: 1\nb: \xed\xa0\x80\n", "a.yaml:2: byte 9 (0xed) is not UTF-8: save the file as UTF-8"),
    ],
)
def test_what_is_no_utf8_text_is_refused_with_its_line(content: bytes, message: str) -> None:
    document = read_document("a.yaml", content)
    assert messages(document) == [message]
    assert not document.complete


@given(st.text(alphabet=st.sampled_from("ab:-?[]{},#&*!|>'\"%@` \n\t\\~<.0é\u2028\x00"), max_size=60))
@example("---")
def test_any_text_is_read_without_failing(text: str) -> None:
    for problem in read(text).problems:
        assert 1 <= problem.line <= text.count("\n") + 1
        assert len(str(problem).splitlines()) == 1


@given(st.binary(max_size=40))
def test_any_bytes_are_read_without_failing(content: bytes) -> None:
    document = read_document("a.yaml", content)
    assert document.complete or document.problems


def test_the_loaders_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: {b: [1, 'two', \"three\\n\"]}\nc: |\n  x\n\n   y\nd: >-\n  folded\n  text\n"
    found: list[Any] = []
    for loader in (yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        monkeypatch.setattr(nodes, "_Loader", loader)
        found.append(read(text).root)
    assert found[0] == found[1] == {"a": {"b": ["1", "two", "three\n"]}, "c": "x\n\n y\n", "d": "folded text"}
