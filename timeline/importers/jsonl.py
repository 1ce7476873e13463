"""Our own JSON Lines export, back in without loss: docs/json.md says what each key means.

Ids are kept as they are. A line brings the records that it ``defines``; what no line defines (an
older export, an array of ``events --format json``, a file written by hand) is made of what the event
itself tells, unless the database has a record of that id. A JSON array is read like lines.
"""

import json
import re
from collections.abc import Iterator
from io import TextIOWrapper
from typing import Any, NamedTuple

from pydantic import ValidationError

from timeline.annotations.problems import Problem
from timeline.importers import Imported, Input, Opened, Rejected, Unreadable
from timeline.importers.encodings import open_text, refusal_of_bytes
from timeline.importers.json_build import Builder
from timeline.importers.json_shape import EventShape, mistakes
from timeline.importers.naming import Naming

_LONGEST = 16 * 1024 * 1024
"""Characters of one event."""
_PIECE = 1024 * 1024
_TOO_LONG = "an event of more than 16 MiB: is this a file of events?"
_SPACES = re.compile(r"[ \t\r\n]*")
_OPENING = re.compile(r'[ \t\r\n]*(\[[ \t\r\n]*)?\{[ \t\r\n]*"')
_KEYS = re.compile(r'"(?:participants|claims|standing|source_count)"[ \t\r\n]*:')
_decoder = json.JSONDecoder()


class _Text(NamedTuple):
    """What should be an event, and the line that it begins on."""

    line: int
    text: str


def recognises(head: str) -> bool:
    """Whether a file begins with an event of ours: an object with an id and a title, alone or in an array."""
    opening = _OPENING.match(head)
    if opening is None:
        return False
    start = head.index("{")
    try:
        first, _ = _decoder.raw_decode(head, start)
    except ValueError:
        # Longer than the head, or damaged: then its keys tell.
        found = head[start : start + _PIECE].partition("\n")[0] if opening[1] is None else head
        return '"id"' in found and '"title"' in found and _KEYS.search(found) is not None
    return isinstance(first.get("id"), str) and isinstance(first.get("title"), str)


def open_file(file: Input, naming: Naming) -> Opened:
    """Reads lines, or an array, of events. Raises Unreadable."""
    refusal_of_bytes(file)
    return Opened(("event",), _items(file, Builder(naming.is_held)))


def _items(file: Input, builder: Builder) -> Iterator[Imported | Rejected]:
    with open_text(file) as stream:
        for found in _texts(file, stream):
            yield _item(file, builder, found)


def _item(file: Input, builder: Builder, found: _Text) -> Imported | Rejected:
    try:
        shape = EventShape.__pydantic_validator__.validate_json(found.text)
    except ValidationError as error:
        return _rejected(file, found, list(mistakes(error)))
    problems = builder.define(shape.defines)
    event, faults = builder.event(shape)
    if problems or faults:
        return _rejected(file, found, [*problems, *faults])
    return builder.imported(found.line, shape, event)


def _rejected(file: Input, found: _Text, messages: list[str]) -> Rejected:
    problems = tuple(Problem(file.label, found.line, message) for message in messages)
    return Rejected(found.line, problems, (found.text.rstrip("\r\n"),))


def _texts(file: Input, stream: TextIOWrapper) -> Iterator[_Text]:
    """Each event's text: a line, or an element of the array that the file begins with."""
    number = 0
    while line := stream.readline(_LONGEST + 1):
        number += 1
        if len(line) > _LONGEST and not line.lstrip("\ufeff \t").startswith("["):
            raise Unreadable(Problem(file.label, number, _TOO_LONG))
        text = line.strip("\ufeff \t\r\n")
        if text.startswith("["):
            yield from _elements(file, stream, number, line[line.index("[") + 1 :])
            return
        if text:
            yield _Text(number, text)
            break
    while line := stream.readline(_LONGEST + 1):
        number += 1
        if len(line) > _LONGEST:
            raise Unreadable(Problem(file.label, number, _TOO_LONG))
        if not line.isspace():
            yield _Text(number, line)


def _elements(file: Input, stream: TextIOWrapper, line: int, text: str) -> Iterator[_Text]:
    """The elements of an array, of which what follows the bracket has been read up to here."""
    array = _Array(file, stream, line, text)
    if array.next_sign() == "]":
        array.end()
        return
    while True:
        yield array.element()
        sign = array.next_sign()
        if sign == "]":
            array.end()
            return
        if sign != ",":
            raise array.broken(f"the array breaks off here, found {sign!r}" if sign else "the array is never closed")


class _Array:
    """Reads an array piece by piece, counting lines."""

    def __init__(self, file: Input, stream: TextIOWrapper, line: int, text: str) -> None:
        self._file = file
        self._stream = stream
        self._line = line
        self._text = text
        self._at = 0

    def next_sign(self) -> str:
        """The next character that is no space, passed by; empty at the end of the file."""
        sign = self._peek()
        if sign in ("]", ","):
            self._pass(self._at + 1)
        return sign

    def element(self) -> _Text:
        """The next element. Raises Unreadable where there is none: what follows it cannot be told."""
        self._peek()
        while True:
            try:
                _, stop = _decoder.raw_decode(self._text, self._at)
            except (ValueError, RecursionError) as error:
                if len(self._text) - self._at > _LONGEST:
                    raise self.broken(_TOO_LONG) from None
                if not self._more():
                    raise self._fault(error) from None
            else:
                # A number may go on in the next piece; an object ends with its brace.
                found = _Text(self._line, self._text[self._at : stop])
                self._pass(stop)
                return found

    def end(self) -> None:
        """Raises Unreadable where anything follows the array."""
        if self._peek():
            raise self.broken("something follows the array: take it out")

    def broken(self, message: str) -> Unreadable:
        return Unreadable(Problem(self._file.label, self._line, message))

    def _fault(self, error: Any) -> Unreadable:
        if not isinstance(error, json.JSONDecodeError):
            return self.broken("is no JSON: objects within objects without end")
        line = self._line + self._text.count("\n", self._at, error.pos)
        column = error.pos - (self._text.rfind("\n", 0, error.pos) + 1) + 1
        message = f"is no JSON: {error.msg[:1].lower()}{error.msg[1:]}, at character {column} of the line"
        return Unreadable(Problem(self._file.label, line, message))

    def _peek(self) -> str:
        while True:
            match = _SPACES.match(self._text, self._at)
            self._pass(match.end() if match else self._at)
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _pass(self, stop: int) -> None:
        self._line += self._text.count("\n", self._at, stop)
        self._at = stop

    def _more(self) -> bool:
        piece = self._stream.read(_PIECE)
        if not piece:
            return False
        self._text = self._text[self._at :] + piece
        self._at = 0
        return True
