"""A JSON file -> the texts of its values, one after another, each with where it begins.

A file holds a value a line (JSON Lines), values that run over several lines, or one array, whose
elements are its values. It is read piece by piece; no more than one value is held.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from io import TextIOWrapper
from typing import Any, NamedTuple

from timeline.domain.words.texts import UNWANTED_SIGNS, first_unwanted, sign_name
from timeline.importers.items import Input, Unreadable
from timeline.problems import Problem

_LONGEST = 16 * 1024 * 1024
"""Characters of one value."""
_DEEPEST = 100
"""Brackets within brackets; what is deeper is refused where that is all that is wrong with it."""
_PIECE = 1024 * 1024
_LONGEST_WORD = 12
"""Characters of a literal or an escape that may be cut in two where a piece ends."""
_TOO_LONG = "a value of more than 16 MiB: is this a file of events?"
_SPACES = re.compile(r"[ \t\r\n]*")
_NO_OBJECT = "no object"
"""The key under which a text stands that is none."""
_MARGIN = "\ufeff \t\r\n"
_HEADER_CELL = re.compile(r"\[(?!(?:true|false|null)\])([^\[\]{}\",;:|\t\r\n]{1,200})\][ \t]*(?:[,;|\t\r\n]|\Z)")
# To its end where a string is never closed: what does not match would be looked at again and again.
_BRACKET_OR_STRING = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\Z)|[\[\]{}]', re.DOTALL)
# What stands for a sign in a JSON string, and signs that no text may have.
_SIGN = re.compile(
    r"\\(?:u000[dD]|r)(?:\\(?:u000[aA]|n))?|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rf"|\\u[0-9a-fA-F]{{4}}|\\.|[{UNWANTED_SIGNS}]"
)
_SHORT = {"\\b": "\b", "\\f": "\f"}
# Extents are all that is asked of it: a number of any length is as good as another.
_decoder = json.JSONDecoder(parse_int=str, parse_float=str)


class JsonText(NamedTuple):
    """What should be a JSON value, and where in the file it begins."""

    line: int
    """From 1."""
    column: int
    """Characters of the line, from 1."""
    text: str

    def place(self, at: int) -> tuple[int, int]:
        """(line, column) of the file of a position in the text."""
        breaks = self.text.count("\n", 0, at)
        return self.line + breaks, at - self.text.rfind("\n", 0, at) if breaks else self.column + at


class JsonMistake(ValueError):
    """A text is no JSON; ``str()`` of it is what to say, without where."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at
        """Where in the text."""


def begins_as_json(head: str) -> bool:
    """Whether text begins with a bracket of JSON's; the header of a table may stand in square brackets too."""
    start = head.lstrip(_MARGIN)
    if start.startswith("{"):
        return True
    if not start.startswith("["):
        return False
    cell = _HEADER_CELL.match(start)
    return cell is None or not any(sign.isalpha() for sign in cell[1])


def decode(text: str, decoder: json.JSONDecoder = _decoder) -> Any:
    """The one value of a text. Raises JsonMistake."""
    try:
        at = _skip(text, 0)
        value, stop = decoder.raw_decode(text, at)
        if _skip(text, stop) != len(text):
            raise json.JSONDecodeError("Extra data", text, _skip(text, stop))
    except (ValueError, RecursionError) as error:
        raise mistake(text, error) from None
    return value


def mistake(text: str, error: Exception, start: int = 0) -> JsonMistake:
    """What a decoder found wrong with a text that begins at ``start``."""
    if isinstance(error, JsonMistake):
        return error
    if isinstance(error, json.JSONDecodeError):
        return JsonMistake(f"is no JSON: {error.msg[:1].lower()}{error.msg[1:]}", error.pos)
    return JsonMistake(f"is nested too deeply: {_DEEPEST} brackets within brackets at most", _too_deep(text, start))


def _too_deep(text: str, start: int) -> int:
    """Where the first bracket stands that is deeper than _DEEPEST."""
    depth = 0
    for match in _BRACKET_OR_STRING.finditer(text, start):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(match[0], 0)
        if depth > _DEEPEST:
            return match.start()
    return start


class JsonMember(NamedTuple):
    """A member of an object, and where in the text it stands; or an element of an array, under the array's key."""

    key: str
    begins: int
    """Where its key stands; of an element, where its value does."""
    at: int
    """Where its value begins."""
    value: Any


def members(
    text: str, at: int = 0, decoder: json.JSONDecoder = _decoder, *, spread: Collection[str] = ()
) -> Iterator[JsonMember]:
    """The members of the object that a text is from ``at`` on, in order, a key that stands twice included.

    Of an array under a key of ``spread`` each element is yielded by itself, after a None for the whole.

    Raises ValueError or RecursionError at the first thing that is wrong; ``mistake`` says what.
    """
    at = _expect(text, _skip(text, at), "{")
    while text[at : at + 1] != "}":
        begins = at
        key, at = decoder.raw_decode(text, at)
        if text[begins] != '"':
            raise json.JSONDecodeError("Expecting property name enclosed in double quotes", text, begins)
        at = _expect(text, _skip(text, at), ":")
        if key in spread and text[at : at + 1] == "[":
            yield JsonMember(key, begins, at, None)
            at = _skip(text, at + 1)
            while text[at : at + 1] != "]":
                value, stop = decoder.raw_decode(text, at)
                yield JsonMember(key, at, at, value)
                at = _after_item(text, stop, "]")
            stop = at + 1
        else:
            value, stop = decoder.raw_decode(text, at)
            yield JsonMember(key, begins, at, value)
        at = _after_item(text, stop, "}")
    if _skip(text, at + 1) != len(text):
        raise json.JSONDecodeError("Extra data", text, _skip(text, at + 1))


def added_to(text: str, values: Mapping[str, object]) -> str:
    """An object's text on one line with these members before its own, which stay as they are written.

    Those that it has of the same keys, added in the same way, are replaced. What is no object becomes one
    that has the text.
    """
    added = json.dumps(dict(values), ensure_ascii=False)
    try:
        is_object = isinstance(decode(text), dict)
    except JsonMistake:
        is_object = False
    if not is_object:
        return f"{added[:-1]}, {json.dumps(_NO_OBJECT)}: {json.dumps(text, ensure_ascii=False)}}}"
    line = re.sub("[\r\n]+", " ", text.strip(_MARGIN))
    # The last of them are those of the same keys, if any: what was added before stands in front.
    own = line[next((each.begins for each in members(line) if each.key not in values), len(line) - 1) :]
    return f"{added[:-1]}{'' if own == '}' else ', '}{own}"


def _skip(text: str, at: int) -> int:
    """Where the next character stands that is no space."""
    match = _SPACES.match(text, at)
    return match.end() if match else at


def _expect(text: str, at: int, sign: str) -> int:
    """Where what follows a sign stands. Raises JSONDecodeError where another one is."""
    if text[at : at + 1] != sign:
        raise json.JSONDecodeError(f"Expecting '{sign}'", text, at)
    return _skip(text, at + 1)


def _after_item(text: str, at: int, close: str) -> int:
    """Where the next item begins, or the closing bracket stands."""
    at = _skip(text, at)
    return at if text[at : at + 1] == close else _expect(text, at, ",")


def settled(found: JsonText) -> tuple[str, list[tuple[int, str]]]:
    """The text of a JSON value, and the signs in it that no text may have, with their places.

    Line ends are LF then, where its strings had CR LF or CR.
    """
    if "\\" not in found.text and found.text.isprintable():
        return found.text, []
    unwanted: list[tuple[int, str]] = []

    def settle(match: re.Match[str]) -> str:
        written = match[0]
        if written[:2] == "\\r" or written[:6].lower() == "\\u000d":
            return "\\n"
        sign = _SHORT.get(written, chr(int(written[2:], 16)) if len(written) == 6 else written)
        if len(sign) == 1 and first_unwanted(sign) is not None:
            unwanted.append((match.start(), sign))
        return written

    return _SIGN.sub(settle, found.text), unwanted


def said_at(file: Input, line: int, column: int, message: str) -> Problem:
    """A problem with the place within its line."""
    return Problem(file.label, line, f"{message}, at character {column} of the line")


def unwanted_sign(sign: str) -> str:
    """What to say of a sign that no text may have."""
    return f"a control character ({sign_name(sign)}): take it out"


def json_texts(file: Input, stream: TextIOWrapper) -> Iterator[JsonText]:
    """The values of a file. Raises Unreadable where it cannot be read on.

    A line of JSON Lines is yielded as it is, JSON or not: one that is broken says nothing of the next.
    """
    number = 0
    while line := stream.readline(_LONGEST + 1):
        number += 1
        text = line.strip(_MARGIN)
        start = line.index(text) if text else 0
        if text.startswith("["):
            yield from _Values(file, stream, number, start + 2, line[start + 1 :]).of_array()
            return
        if len(line) > _LONGEST:
            raise Unreadable(Problem(file.label, number, _TOO_LONG))
        if text and _goes_on(text):
            yield from _Values(file, stream, number, start + 1, line[start:]).one_after_another()
            return
        if text:
            yield JsonText(number, start + 1, text)
            break
    while line := stream.readline(_LONGEST + 1):
        number += 1
        if len(line) > _LONGEST:
            raise Unreadable(Problem(file.label, number, _TOO_LONG))
        if text := line.strip(_MARGIN):
            yield JsonText(number, line.index(text) + 1, text)


def _goes_on(line: str) -> bool:
    """Whether a value begins on a line and does not end there, as far as the line is sound."""
    try:
        _decoder.raw_decode(line)
    except json.JSONDecodeError as error:
        return line.startswith("{") and error.pos >= len(line)
    except (ValueError, RecursionError):
        pass
    return False


class _Values:
    """Reads values piece by piece, counting lines and the characters of the line."""

    def __init__(self, file: Input, stream: TextIOWrapper, line: int, column: int, text: str) -> None:
        self._file = file
        self._stream = stream
        self._line = line
        self._column = column
        self._text = text
        self._at = 0

    def of_array(self) -> Iterator[JsonText]:
        """The elements of an array whose bracket has been passed, and that nothing may follow."""
        sign = self._peek()
        while sign != "]":
            yield self._value()
            sign = self._peek()
            if sign == ",":
                self._pass(self._at + 1)
            elif sign != "]":
                raise self._broken(
                    f"the array breaks off here, found {sign!r}" if sign else "the array is never closed"
                )
        self._pass(self._at + 1)
        if self._peek():
            raise self._broken("something follows the array: take it out")

    def one_after_another(self) -> Iterator[JsonText]:
        """Values with nothing but spaces between them."""
        while self._peek():
            yield self._value()

    def _value(self) -> JsonText:
        """The next value. Raises Unreadable where there is none: what follows it cannot be told."""
        self._peek()
        while True:
            try:
                _, stop = _decoder.raw_decode(self._text, self._at)
            except (ValueError, RecursionError) as error:
                found = mistake(self._text, error, self._at)
                is_cut_off = found.at >= len(self._text) - _LONGEST_WORD or "unterminated" in str(found)
                if is_cut_off and len(self._text) - self._at > _LONGEST:
                    raise self._broken(_TOO_LONG) from None
                if not is_cut_off or not self._more():
                    self._pass(found.at)
                    raise self._broken(str(found)) from None
            else:
                # A number may go on in the next piece; what has brackets ends with its own.
                value = JsonText(self._line, self._column, self._text[self._at : stop])
                self._pass(stop)
                return value

    def _broken(self, message: str) -> Unreadable:
        return Unreadable(said_at(self._file, self._line, self._column, message))

    def _peek(self) -> str:
        """The next character that is no space; empty at the end of the file."""
        while True:
            self._pass(_skip(self._text, self._at))
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _pass(self, stop: int) -> None:
        breaks = self._text.count("\n", self._at, stop)
        self._line += breaks
        self._column = stop - self._text.rfind("\n", self._at, stop) if breaks else self._column + stop - self._at
        self._at = stop

    def _more(self) -> bool:
        piece = self._stream.read(_PIECE)
        if not piece:
            return False
        self._text = self._text[self._at :] + piece
        self._at = 0
        return True
