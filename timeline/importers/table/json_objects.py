"""Flat objects of anybody's JSON -> the rows of a table, whose columns are the keys of all of them.

A number is the text that it is written as, ``true`` and ``false`` are these words, ``null`` and a key that is
not there are blank. The texts of an array stand in one cell, joined by what the map splits it by. The file
is read twice, for any object may have a key that none before it has.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from itertools import product
from typing import Any, NamedTuple

from timeline.importers.items import REJECTED_BECAUSE, REJECTED_LINE, Input, Rejected, Unreadable
from timeline.importers.reading.cell_texts import one_line
from timeline.importers.reading.delimited import Row, Table
from timeline.importers.reading.encodings import open_text, refusal_of_bytes
from timeline.importers.reading.json_text import JsonMistake, JsonText, decode, json_texts, members, said_at
from timeline.importers.table.maps.column_map import Separators
from timeline.problems import Problem, quoted

_MOST_KEYS = 2_000
_MOST_ZEROS = 40
_ADDED = {REJECTED_LINE, REJECTED_BECAUSE}
"""Keys of a file of rejects: what was wrong once is no part of an object."""


class _Number(str):
    """A number, as it is written."""

    __slots__ = ()


class _NoNumber(str):
    """``NaN`` or ``Infinity``, which JSON has not."""

    __slots__ = ()


class _Members(list[tuple[str, Any]]):
    """The members of an object, in order, a key that stands twice included."""

    __slots__ = ()


_decoder = json.JSONDecoder(
    object_pairs_hook=_Members, parse_int=_Number, parse_float=_Number, parse_constant=_NoNumber
)


class CellForm(NamedTuple):
    """How the cells of a table are made; the default is for a look at what is there."""

    used: Collection[int] | None = None
    """Columns that say something: in the others any value may stand. None: all, and what has no place is blank."""
    joined: Mapping[int, Separators] = {}
    """By column what splits its cells; the texts of an array are joined by the first of these."""
    comma: bool = False
    """Whether a comma stands before the decimals of a number."""


class Objects:
    """A file of objects, read once for its keys. ``text`` is the object that was read last."""

    def __init__(self, file: Input) -> None:
        """Raises Unreadable: no JSON, no object in it, or so many keys that it is no table."""
        refusal_of_bytes(file)
        self._file = file
        self.label = file.label
        self.text = ""
        self.line = 1
        self._nested: set[str] = set()
        keys, first = self._keys()
        self.columns = tuple(one_line(key) for key in keys)
        self._positions = {key: index for index, key in enumerate(keys)}
        self._check(first)

    def _keys(self) -> tuple[list[str], JsonText]:
        """(every key, in the order in which they come; the first object)."""
        keys: dict[str, None] = {}
        first: JsonText | None = None
        start: JsonText | None = None
        count = 0
        wrong: JsonMistake | None = None
        for found in self._texts():
            start, count = start or found, count + 1
            try:
                value = decode(found.text, _decoder)
            except JsonMistake as mistake:
                wrong = mistake if count == 1 else wrong
                continue
            if isinstance(value, _Members):
                first = first or found
                keys.update(dict.fromkeys(key for key, _ in value if key not in _ADDED))
                self._nested.update(key for key, each in value if _is_nested(each))
                if len(keys) > _MOST_KEYS:
                    raise self._unreadable(found, f"more than {_MOST_KEYS:,} different keys so far: this is no table")
        if start is None:
            raise Unreadable(Problem(self.label, 1, "there is no object in it: nothing to import"))
        if first is None:
            at, what = (0, _no_object(start.text)) if wrong is None else (wrong.at, str(wrong))
            raise Unreadable(said_at(self._file, *start.place(at), what))
        if not keys:
            raise self._unreadable(first, 'no object has a key: write objects such as {"date": …, "title": …}')
        if count == 1:
            self._refuse_one_that_holds_rows(first)
        self.line = first.line
        return list(keys), first

    def _refuse_one_that_holds_rows(self, only: JsonText) -> None:
        for key, _, at, value in members(only.text, decoder=_decoder):
            if not isinstance(value, _Members) and _is_nested(value):
                line, column = only.place(at)
                hint = f"write the array to a file of its own, as `jq {json.dumps(f'.[{json.dumps(key)}]')}` does"
                what = f"{quoted(key)}: the file is one object, and this array in it has its rows: {hint}"
                raise Unreadable(said_at(self._file, line, column, what))

    def _check(self, first: JsonText) -> None:
        names: dict[str, str] = {}
        for key, name in zip(self._positions, self.columns, strict=True):
            other = names.setdefault(name, key)
            if name and other != key:
                raise self._unreadable(first, f"the keys {quoted(other)} and {quoted(key)} differ in spaces only")

    def _texts(self) -> Iterator[JsonText]:
        with open_text(self._file) as stream:
            yield from json_texts(self._file, stream)

    def _unreadable(self, found: JsonText, message: str) -> Unreadable:
        return Unreadable(said_at(self._file, found.line, found.column, message))

    def table(self) -> Table:
        """The objects as a table to look at: a column in which something nested stands is without a name."""
        columns = tuple("" if key in self._nested else self.columns[at] for key, at in self._positions.items())
        return Table(self.label, columns, self.rows(CellForm()), self.line)

    def rows(self, reading: CellForm) -> Iterator[Row | Rejected]:
        """The objects, one after another. Raises Unreadable where the file cannot be read on."""
        for found in self._texts():
            self.text = found.text
            yield self._row(found, reading)

    def last_with(self, columns: Collection[int]) -> str:
        """The text of the object that was read last, with a null for each of these columns that it has not.

        A file of some of the objects then has all the keys that a map of the columns names.
        """
        try:
            value = decode(self.text, _decoder)
        except JsonMistake:
            return self.text
        if not isinstance(value, _Members):
            return self.text
        had = {key for key, _ in value}
        nulls = [f"{json.dumps(key)}: null" for key, at in self._positions.items() if at in columns and key not in had]
        body = self.text.rstrip()[:-1].rstrip()
        return f"{', '.join([body, *nulls]) if had else body + ', '.join(nulls)}}}"

    def _row(self, found: JsonText, reading: CellForm) -> Row | Rejected:
        try:
            value = decode(found.text, _decoder)
        except JsonMistake as error:
            return self._rejected(found, [(error.at, str(error))])
        if not isinstance(value, _Members):
            return self._rejected(found, [(0, _no_object(found.text))])
        cells = [""] * len(self.columns)
        wrong: dict[str, str] = {}
        seen: set[str] = set()
        for key, each in value:
            index = self._positions.get(key)
            if index is None:
                continue
            if key in seen:
                wrong[key] = "stands twice in the object: leave one of the two out"
            seen.add(key)
            for text in each if isinstance(each, list) else [each]:
                if isinstance(text, str):
                    self._file.taken_out.look(found.line, text)
            try:
                cells[index] = _cell(each, index, reading)
            except _NoCell as mistake:
                wrong.setdefault(key, str(mistake))
        if wrong:
            places = {each.key: each.at for each in members(found.text, decoder=_decoder)}
            return self._rejected(found, [(places[key], f"{one_line(key)}: {what}") for key, what in wrong.items()])
        return Row(found.line, tuple(cells))

    def _rejected(self, found: JsonText, mistakes: list[tuple[int, str]]) -> Rejected:
        problems = tuple(said_at(self._file, *found.place(at), what) for at, what in mistakes)
        return Rejected(found.line, problems, (found.text,))


def _is_nested(value: Any) -> bool:
    return isinstance(value, list) and (isinstance(value, _Members) or any(isinstance(each, list) for each in value))


class _NoCell(ValueError):
    """A value has no place in a cell; ``str()`` of it says what to do."""


def _cell(value: Any, column: int, reading: CellForm) -> str:
    """The text of a value. Raises _NoCell."""
    is_used = reading.used is None or column in reading.used
    if isinstance(value, list) and not isinstance(value, _Members):
        return _joined(value, column, reading) if is_used else ""
    if isinstance(value, (_Members, _NoNumber)):
        if is_used and reading.used is not None and value:
            raise _NoCell(_NO_NUMBER.format(value) if isinstance(value, _NoNumber) else _NESTED)
        return ""
    return _scalar(value, reading)


_NO_NUMBER = "is {}, which is no number of JSON: write null where nothing is known"
_NESTED = "is an object: write what it has under keys beside the others, or leave this key out of the map"


def _scalar(value: Any, reading: CellForm) -> str:
    if isinstance(value, _Number):
        plain = _without_exponent(value)
        return plain.replace(".", ",") if reading.comma else plain
    if isinstance(value, str):
        return value
    return {None: "", True: "true", False: "false"}[value]


def _without_exponent(number: str) -> str:
    """``1.5e3`` as ``1500``; one that would be very long stays as it is."""
    if number.lstrip("-").replace(".", "").isdecimal():
        return str(number)
    found = Decimal(number)
    return f"{found:f}" if found.is_finite() and abs(found.adjusted()) <= _MOST_ZEROS else str(number)


def _joined(values: list[Any], column: int, reading: CellForm) -> str:
    """The texts of an array in one cell: what splits it gives them back."""
    is_look = reading.used is None
    if any(isinstance(value, (list, _NoNumber)) for value in values):
        if is_look:
            return ""
        raise _NoCell("is an array of more than texts and numbers: write these alone, or leave this key out of the map")
    texts = [text for value in values if (text := _scalar(value, reading))]
    if len(texts) <= 1:
        return "".join(texts)
    signs = (";",) if is_look else reading.joined.get(column, ())
    if not signs:
        raise _NoCell('is an array of several texts: say split: ";" for it in the map, or write one text')
    for text, sign in product(texts, signs):
        if sign in text and not is_look:
            raise _NoCell(f"is an array, and {quoted(text)} in it has the {quoted(sign)} that the map splits it by")
    return signs[0].join(texts)


def _no_object(text: str) -> str:
    start = text[:1]
    what = {"[": "an array", '"': "a text", "t": "true", "f": "false", "n": "null"}.get(start, "a number")
    return f'is no object such as {{"date": …}}, found {what}'
