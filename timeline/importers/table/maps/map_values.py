"""A value of a map, where it stands: a text, columns by their names, words with columns, codes, separators.

What is wrong is noted with its line, something harmless stands in its place, and reading goes on. Where the YAML
reader has put an empty text, it has told why.
"""

import re
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from timeline.annotations.reading.nodes import List, Map, Value, line_at
from timeline.annotations.reading.shape_faults import found_in_words
from timeline.domain.words.near_names import NearNames
from timeline.importers.table.maps.column_map import Coded, Separators, Template, folded, position_of
from timeline.problems import Problem, listed, quoted


class Words(NamedTuple):
    """Words of ours that a map may use."""

    one: str
    """What one of them is called, and several."""
    several: str
    told: Collection[str]
    """Those that people are told of; others may be known."""
    is_known: Callable[[str], bool]


class MapReading:
    """What comes of reading a map: the columns that it names, its mistakes."""

    def __init__(self, label: str, root: Map, columns: Sequence[str]) -> None:
        self.label = label
        self.root = root
        self.columns = tuple(columns)
        self.used: set[int] = set()
        """The positions of the columns that were named so far."""
        self.problems: list[Problem] = []
        self.near = NearNames([column for column in columns if column])

    def whole(self) -> "MapValue":
        """The map itself."""
        return MapValue(self, self.root, ())


class MapValue:
    """A text, a map or a list; the empty text where there is nothing."""

    __slots__ = ("_keys", "_reading", "value")

    def __init__(self, reading: MapReading, value: Value, keys: tuple[str | int, ...]) -> None:
        """``keys`` lead to it: keys of maps, places in lists from 0."""
        self._reading = reading
        self._keys = keys
        self.value = value

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.value)

    def __contains__(self, key: str) -> bool:
        """Whether it is a map with such a key, a value at fault included."""
        return isinstance(self.value, Map) and key in self.value

    def __getitem__(self, key: str) -> "MapValue":
        """What a key of it has."""
        return self._within(key, self.value[key] if key in self else "")

    def _within(self, key: str | int, value: Value) -> "MapValue":
        return MapValue(self._reading, value, (*self._keys, key))

    def items(self) -> "list[MapValue]":
        """Those of a list; what is no list is one by itself."""
        if not isinstance(self.value, List):
            return [self]
        return [self._within(index, value) for index, value in enumerate(self.value)]

    def entries(self, instead: str) -> "list[tuple[str, MapValue]]":
        """Key and value of a map whose keys are names. ``instead``: what to write where it is none."""
        if self.value and not isinstance(self.value, Map):
            self.wrong(f"{self.where} is {found_in_words(self.value)}: {instead}")
        return [(key, self[key]) for key in self.value] if isinstance(self.value, Map) else []

    def has_keys(self, known: Collection[str], instead: str = "") -> bool:
        """Whether it is a map; all keys that are not known are noted, and what is no map where ``instead`` is said."""
        if not isinstance(self.value, Map):
            if self.value and instead:
                self.wrong(f"{self.where} is {found_in_words(self.value)}: {instead}")
            return False
        where = self.where or "the map"
        for key in self.value:
            if key not in known:
                hint = _hint(key, known, "its keys are")
                self[key].wrong(f"unknown key {quoted(key)} in {where}: {hint}")
        return True

    @property
    def where(self) -> str:
        """The way to it, in words: "order in date", "item 2 of tags"."""
        words = ""
        for key in self._keys:
            where = f"{key} in {words}" if words else str(key)
            words = f"item {key + 1} of {words}" if isinstance(key, int) else where
        return words

    def wrong(self, message: str) -> None:
        """Notes a mistake at its line."""
        reading = self._reading
        reading.problems.append(Problem(reading.label, line_at(reading.root, self._keys) or 1, message))

    # What it says

    def text(self) -> str:
        """The text, without spaces around it."""
        if isinstance(self.value, str):
            return self.value.strip()
        self.wrong(f"{self.where} is {found_in_words(self.value)}: write a text")
        return ""

    def texts(self) -> tuple[str, ...]:
        """One text, or a list of them."""
        return tuple(text for item in self.items() if (text := item.text()))

    def split(self) -> Separators:
        """What stands between the pieces of a cell, spaces around it included: one text, or a list of them."""
        found = [str(item.value) for item in self.items() if item.text()]
        return tuple("\n" if text == "line" else text for text in found)

    def one_of(self, words: Collection[str]) -> str | None:
        """A text that is one of these."""
        text = self.text()
        if text and text not in words:
            self.wrong(f"{self.where} {quoted(text)} is not known: {_hint(text, words)}")
            return None
        return text or None

    def word(self, words: Words) -> str:
        """A word of ours."""
        return self._known(self.text(), words)

    def _known(self, word: str, words: Words) -> str:
        if word and not words.is_known(word):
            hint = _hint(word, words.told, f"{words.several} are")
            self.wrong(f"unknown {words.one} {quoted(word)}: {hint}")
        return word

    def column(self) -> int | None:
        """The position of the column that it names."""
        text = self.text()
        return self.position(text) if text else None

    def position(self, name: str) -> int | None:
        """The position of a column that is named here; None, and a mistake noted, where there is no such one."""
        reading = self._reading
        found = position_of(reading.columns, name)
        if found is None:
            shown = [quoted(column) for column in reading.columns if column][:12]
            hint = reading.near.hint(name) or f"the columns are {listed(shown)}"
            self.wrong(f"unknown column {quoted(name)}: {hint}")
        else:
            reading.used.add(found)
        return found

    def columns(self) -> tuple[int, ...]:
        """The positions of one column, or of a list of them."""
        return tuple(column for item in self.items() if (column := item.column()) is not None)

    def template(self) -> Template | None:
        """A column, or words with columns in curly brackets."""
        text = self.text()
        if not text:
            return None
        parts = re.split(r"\{([^{}]*)\}", text)
        if len(parts) == 1 or position_of(self._reading.columns, text) is not None:
            return Template(("", ""), (self.position(text) or 0,))
        return Template(tuple(parts[::2]), tuple(self.position(name.strip()) or 0 for name in parts[1::2]))

    def templates(self) -> tuple[Template, ...]:
        """One template, or a list of them."""
        return tuple(template for item in self.items() if (template := item.template()) is not None)

    def coded(self, words: Words) -> Coded | None:
        """A word of ours, or a column and what its values stand for."""
        if isinstance(self.value, str):
            return Coded(fixed=self._known(self.value, words)) if self.value else None
        if not self.has_keys(("column", "values", "other"), "write a word, or {column: …, values: {…}}"):
            return None
        if not self["column"]:
            self.wrong(f"{self.where} has no column: name one")
        values = self["values"]
        meanings: dict[str, str] = {}
        if isinstance(values.value, Map):
            meanings = {folded(key): values[key].word(words) for key in values.value}
        elif values:
            values.wrong(f"values is {found_in_words(values.value)}: write a map, such as {{shelling: assault}}")
        return Coded(column=self["column"].column(), values=meanings, other=self["other"].word(words) or None)


def _hint(word: str, known: Collection[str], otherwise: str | None = None) -> str:
    """What to write instead of an unknown word: the one that is near, or all of them."""
    every = f"{otherwise} {listed(known)}" if otherwise else f"write {listed(known, 'or')}"
    return NearNames(list(known)).hint(word) or every
