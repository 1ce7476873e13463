"""YAML text to values that know their lines.

YAML 1.2 in spirit: every scalar is text and nothing is guessed, so ``no``, ``~`` and ``2020-09-20``
stay as written. Built on PyYAML's events rather than its nodes, which take two and a half times as
long and three times the memory.
"""

import re
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from timeline.annotations.reading.syntax import syntax_mistake
from timeline.domain.words.texts import first_unwanted, sign_name, with_line_ends
from timeline.problems import Problem, one_line, quoted

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes; a larger file is refused before it is read."""
DEEPEST = 50
"""Maps and lists within one another."""
MOST_BY_ALIAS = 10_000
"""Values that the aliases of one file may stand for, all together."""

Value = Any  # str | Map | List: mypy cannot follow a recursive alias through dict and list subclasses.

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Map(dict[str, Value]):
    """A map; ``lines`` has the line of each key, in the order of the keys."""

    __slots__ = ("lines",)

    def __init__(self) -> None:
        self.lines: list[int] = []

    def line_of(self, key: str) -> int:
        """The line of a key; KeyError where there is none."""
        for position, present in enumerate(self):
            if present == key:
                return self.lines[position]
        raise KeyError(key)


class List(list[Value]):
    """A list; ``lines`` has the line of each item."""

    __slots__ = ("lines",)

    def __init__(self) -> None:
        self.lines: list[int] = []


class Document:
    """What one file holds: ``root``, its top-level map, and what is wrong with it as YAML.

    Where a value cannot be had, ``problems`` says why and an empty text stands in its place.
    ``complete`` is false where the file could not be read to its end.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.root = Map()
        self.problems: list[Problem] = []
        self.complete = True

    def report(self, line: int, message: str) -> None:
        """Adds a problem at a line."""
        self.problems.append(Problem(self.path, line, message))

    def give_up(self, line: int, message: str) -> None:
        """Adds the problem that keeps the rest of the file from being read."""
        self.report(line, message)
        self.complete = False


def line_at(root: Value, keys: tuple[str | int, ...]) -> int | None:
    """The line of the value under these keys, or of the innermost one on the way that is there."""
    line = None
    for key in keys:
        if isinstance(root, Map) and key in root:
            line, root = root.line_of(str(key)), root[str(key)]
        elif isinstance(root, List) and isinstance(key, int) and key < len(root):
            line, root = root.lines[key], root[key]
        else:
            break
    return line


def read_document(path: str, content: bytes) -> Document:
    """The one YAML document in a file's bytes; ``path`` is how problems name the file."""
    document = Document(path)
    text = _decode(document, content)
    if text is None or _has_old_line_breaks(document, text):
        return document
    builder = _Builder(document, text)
    try:
        builder.build()
    except _GivenUpError:
        pass
    except yaml.reader.ReaderError:
        _report_unreadable_character(document, text)
    except yaml.MarkedYAMLError as error:
        mistake = syntax_mistake(text, error)
        # What YAML made of these lines before it gave up would be a second report of the same mistake.
        document.problems = [each for each in document.problems if each.line not in mistake.lines]
        document.give_up(mistake.line, mistake.message)
    finally:
        builder.dispose()
    return document


def _without_value(key: str, before: Map) -> str:
    """What is wrong with a key that has no value; one with a space is the rest of the text before it."""
    last = next(reversed(before), None)
    if " " in key and last is not None and isinstance(before[last], str):
        whole = one_line(f"{before[last]}, {key}".replace('"', '\\"'))
        return f'{quoted(key)} has no value: a text with a comma needs quotes between braces: {last}: "{whole}"'
    return f"the key {quoted(key)} has no value: write one, or leave the key out"


def _decode(document: Document, content: bytes) -> str | None:
    for mark, encoding in (
        (b"\xff\xfe\x00\x00", "UTF-32"),
        (b"\x00\x00\xfe\xff", "UTF-32"),
        (b"\xff\xfe", "UTF-16"),
        (b"\xfe\xff", "UTF-16"),
    ):
        if content.startswith(mark):
            document.give_up(1, f"the file is {encoding}: save it as UTF-8")
            return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The byte order mark, where there is one, is not counted in the error's position.
        start = error.start + (3 if content.startswith(b"\xef\xbb\xbf") else 0)
        line = content.count(b"\n", 0, start) + 1
        byte = content[start]
        document.give_up(line, f"byte {start + 1} (0x{byte:02x}) is not UTF-8: save the file as UTF-8")
        return None


def _has_old_line_breaks(document: Document, text: str) -> bool:
    """YAML 1.1, which libyaml reads, ends lines where 1.2 and editors do not; such text is refused."""
    for character, instead in (
        ("\u2028", 'or write "\\L" in double quotes'),
        ("\u2029", 'or write "\\P" in double quotes'),
        ("\u0085", "or end the line there"),
    ):
        position = text.find(character)
        if position >= 0:
            what = f"a line separator (U+{ord(character):04X})"
            line = text.count("\n", 0, position) + 1
            document.give_up(line, f"{what}: remove it, {instead}")
            return True
    return False


def _report_unreadable_character(document: Document, text: str) -> None:
    position = first_unwanted(text) or 0
    line, column = text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)
    what = f"a control character ({sign_name(text[position])})"
    document.give_up(line, f"{what}: remove it, at character {column} of the line")


_MAY_BE_EMPTY: dict[str, type[List | Map]] = {"matches": List, "events": Map}
"""Sections without a value, by what they hold: in a file to review all is a comment until somebody has decided."""


class _GivenUpError(Exception):
    """The rest of the file cannot be read; the document has the problem."""


class _Builder:
    """Turns the events of one file into its value."""

    def __init__(self, document: Document, text: str) -> None:
        self._document = document
        self._loader = _Loader(text)
        self._last_line = text.count("\n") + 1
        self._next = self._loader.get_event
        self._anchors: dict[str, tuple[Value, int]] = {}
        self._open_anchors: set[str] = set()
        self._by_alias = 0

    def dispose(self) -> None:
        self._loader.dispose()

    def build(self) -> None:
        """Fills the document's root; what comes before a syntax error stays in it."""
        self._next()  # the start of the stream
        start = self._next()
        if isinstance(start, StreamEndEvent):
            self._document.report(1, _NOTHING)
            return
        first: Any = self._next()
        if type(first) is MappingStartEvent and first.tag is None and first.anchor is None:
            self._map(self._document.root, 0)
        else:
            self._report_no_map(_line(first), self._value(first, 0))
        self._next()  # the end of the document
        rest: Any = self._next()
        if isinstance(rest, DocumentStartEvent):
            self._give_up(_line(rest), "a second YAML document (---): put it in a file of its own")

    def _report_no_map(self, line: int, root: Value) -> None:
        if self._document.problems:
            return
        if root == "":
            # Of "---" alone the value that is not there would begin on the next line.
            self._document.report(min(line, self._last_line), _NOTHING)
            return
        found = {Map: "an anchored map", List: "a list"}.get(type(root)) or f"the text {quoted(root)}"
        hint = 'write a space after ":"' if re.match("[a-z]+:", str(root)) else f"write a map of {_SECTIONS}"
        self._document.report(line, f"the file is {found}: {hint}")

    def _give_up(self, line: int, message: str) -> None:
        self._document.give_up(line, message)
        raise _GivenUpError

    def _value(self, event: Any, depth: int) -> Value:
        kind = type(event)
        if kind is ScalarEvent:
            return self._scalar(event)
        if kind is AliasEvent:
            return self._aliased(event)
        if depth >= DEEPEST:
            self._give_up(_line(event), f"nested more than {DEEPEST} deep: write it flatter")
        if event.tag is not None:
            self._report_tag(event)
        if event.anchor is not None:
            return self._anchored(event, depth)
        return self._map(Map(), depth) if kind is MappingStartEvent else self._list(depth)

    def _map(self, found: Map, depth: int) -> Map:
        lines = found.lines
        while True:
            event = self._next()
            if type(event) is MappingEndEvent:
                return found
            line = event.start_mark.line + 1
            if not self._key_is_good(event, line, found, depth):
                self._pass_over(self._next(), depth)
                continue
            key: str = event.value
            value: Value
            event = self._next()
            before = len(self._document.problems)
            if depth == 0 and type(event) is MappingStartEvent and event.tag is None and event.anchor is None:
                # In place before it is filled, so that a syntax error leaves the records before it.
                lines.append(line)
                found[key] = value = Map()
                self._map(value, 1)
            elif type(event) is ScalarEvent and not event.style and event.tag is None and event.anchor is None:
                value = event.value
            else:
                value = self._value(event, depth + 1)
            if value == "" and depth == 0 and key in _MAY_BE_EMPTY:
                value = _MAY_BE_EMPTY[key]()
            elif not value:
                value = ""
                if len(self._document.problems) == before:
                    self._document.report(line, _without_value(key, found))
            if key not in found:
                lines.append(line)
            found[key] = value

    def _list(self, depth: int) -> List:
        found = List()
        while True:
            event = self._next()
            if type(event) is SequenceEndEvent:
                return found
            line = event.start_mark.line + 1
            before = len(self._document.problems)
            value = self._value(event, depth + 1)
            if not value:
                value = ""
                if len(self._document.problems) == before:
                    self._document.report(line, "an item of a list has no value: write one, or leave it out")
            found.lines.append(line)
            found.append(value)

    def _key_is_good(self, event: Any, line: int, found: Map, depth: int) -> bool:
        """Whether a key can be used; otherwise reports why, and reads on to its end."""
        if type(event) is not ScalarEvent:
            self._document.report(line, "a key must be a plain text")
            self._pass_over(event, depth)
            return False
        key: str = event.value
        if key in found:
            first = found.line_of(key)
            self._document.report(line, f"duplicate key {quoted(key)}: it is already on line {first}")
        elif not key.strip():
            self._document.report(line, 'a key is missing before ":"')
        elif key == "<<" and not event.style:
            self._document.report(line, "merge keys (<<) are not read: write the keys out")
        elif event.style or event.tag is not None or event.anchor is not None:
            return self._scalar(event) != ""
        else:
            return True
        return False

    def _pass_over(self, event: Any, depth: int) -> None:
        """Reads a value that does not count, and whose mistakes do not."""
        before = len(self._document.problems)
        self._value(event, depth + 1)
        del self._document.problems[before:]

    def _scalar(self, event: Any) -> str:
        text: str = event.value
        if event.tag is not None:
            self._report_tag(event)
            text = ""
        elif event.style == '"':
            text = with_line_ends(text)
            unwanted = first_unwanted(text)
            if unwanted is not None:
                what = f"a text has a control character ({sign_name(text[unwanted])})"
                where = f"it begins at character {event.start_mark.column + 1} of the line"
                self._document.report(_line(event), f"{what}: remove it; {where}")
                text = ""
        if text.isspace():
            text = ""
        if event.anchor is not None:
            self._anchors[event.anchor] = (text, 1)
        return text

    def _report_tag(self, event: Any) -> None:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        self._document.report(_line(event), f"the tag {quoted(tag)}: leave it out, every value is text")

    def _anchored(self, event: Any, depth: int) -> Value:
        name = event.anchor
        self._open_anchors.add(name)
        found = self._map(Map(), depth) if type(event) is MappingStartEvent else self._list(depth)
        self._open_anchors.discard(name)
        self._anchors[name] = (found, _size(found))
        return found

    def _aliased(self, event: Any) -> Value:
        line, name = event.start_mark.line + 1, event.anchor
        if name in self._open_anchors:
            self._document.report(line, f"the alias {quoted('*' + name)} stands inside what it names")
            return ""
        if name not in self._anchors:
            self._document.report(line, f"the alias {quoted('*' + name)} has no anchor (&{one_line(name)}) before it")
            return ""
        value, size = self._anchors[name]
        self._by_alias += size
        if self._by_alias > MOST_BY_ALIAS:
            limit = f"{MOST_BY_ALIAS:,}"
            self._give_up(line, f"the file's aliases stand for more than {limit} values: write them out")
        return value


def _line(event: Any) -> int:
    line: int = event.start_mark.line + 1
    return line


def _size(value: Value) -> int:
    """How many values a value is made of; counting stops beyond MOST_BY_ALIAS."""
    count, pending = 0, [value]
    while pending and count <= MOST_BY_ALIAS:
        value = pending.pop()
        count += 1
        if isinstance(value, Map):
            pending.extend(value.values())
        elif isinstance(value, List):
            pending.extend(value)
    return count


_SECTIONS = "vocabulary, sources, actors, places, events, questions and matches"
_NOTHING = f"the file holds nothing: write {_SECTIONS}, or remove it"
