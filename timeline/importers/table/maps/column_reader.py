"""A map of columns, read key by key: columns by their names, words with columns, codes, separators."""

import re
from collections.abc import Callable, Iterable, Sequence

from timeline.annotations.reading.nodes import List, Map
from timeline.domain.near_names import NearNames
from timeline.importers.table.maps.column_map import Coded, Separators, Template, folded, position_of
from timeline.importers.table.maps.key_reader import KeyReader, Keys, found_words, hint_for, in_words
from timeline.problems import listed, quoted


class ColumnReader(KeyReader):
    """Reads what every key of a map may hold. What is wrong is noted, and something harmless stands in its place."""

    def __init__(self, label: str, root: Map, columns: Sequence[str]) -> None:
        super().__init__(label, root)
        self._columns = tuple(columns)
        self._near = NearNames([column for column in columns if column])
        self.used: set[int] = set()
        """The positions of the columns that were named so far."""

    def column(self, keys: Keys) -> int | None:
        """The position of the column that is named there; None where there is none, or no such one."""
        text = self.text(keys)
        return self.position(keys, text) if text else None

    def position(self, keys: Keys, name: str) -> int | None:
        """The position of a column; None, and a mistake noted, where there is no such one."""
        position = position_of(self._columns, name)
        if position is None:
            shown = [quoted(column) for column in self._columns if column][:12]
            hint = self._near.hint(name) or f"the columns are {listed(shown)}"
            self.wrong(keys, f"unknown column {quoted(name)}: {hint}")
            return None
        self.used.add(position)
        return position

    def columns_at(self, keys: Keys) -> tuple[int, ...]:
        """The positions of one column, or of a list of them."""
        value = self.at(keys)
        places = [(*keys, index) for index in range(len(value))] if isinstance(value, List) else [keys]
        found = [self.column(place) for place in places]
        return tuple(column for column in found if column is not None)

    def templates(self, keys: Keys) -> tuple[Template, ...]:
        """One template, or a list of them."""
        value = self.at(keys)
        places = [(*keys, index) for index in range(len(value))] if isinstance(value, List) else [keys]
        found = [self.template(place) for place in places]
        return tuple(template for template in found if template is not None)

    def template(self, keys: Keys) -> Template | None:
        """A column, or words with columns in curly brackets; None where there is nothing."""
        text = self.text(keys)
        if not text:
            return None
        parts = re.split(r"\{([^{}]*)\}", text)
        if len(parts) == 1 or position_of(self._columns, text) is not None:
            position = self.position(keys, text)
            return Template(("", ""), (position or 0,))
        positions = [self.position(keys, name.strip()) for name in parts[1::2]]
        return Template(tuple(parts[::2]), tuple(position or 0 for position in positions))

    def coded(self, keys: Keys, is_known: Callable[[str], bool], what: str, words: Iterable[str]) -> Coded | None:
        """A word of ours, or a column and what its values stand for; ``what`` are such words, in the plural."""
        value = self.at(keys)
        if not value:
            return None
        if isinstance(value, str):
            self.check_word(keys, value, is_known, what, words)
            return Coded(fixed=value)
        if self.map_at(keys, ("column", "values", "other"), "write a word, or {column: …, values: {…}}") is None:
            return None
        column = self.column((*keys, "column"))
        if not value.get("column"):
            self.wrong(keys, f"{in_words(keys)} has no column: name one")
        table = self.at((*keys, "values"))
        if table and not isinstance(table, Map):
            self.wrong((*keys, "values"), f"values is {found_words(table)}: write a map, such as {{shelling: assault}}")
        values: dict[str, str] = {}
        for key in table if isinstance(table, Map) else ():
            values[folded(key)] = word = self.text((*keys, "values", key))
            self.check_word((*keys, "values", key), word, is_known, what, words)
        other = self.text((*keys, "other")) or None
        if other:
            self.check_word((*keys, "other"), other, is_known, what, words)
        return Coded(column=column, values=values, other=other)

    def check_word(
        self, keys: Keys, word: str, is_known: Callable[[str], bool], what: str, words: Iterable[str]
    ) -> None:
        """Notes a mistake where a word is none of ours."""
        if word and not is_known(word):
            name = what.removesuffix("s") if what != "modalities" else "modality"
            self.wrong(keys, f"unknown {name} {quoted(word)}: {hint_for(word, words, f'{what} are')}")

    def split(self, keys: Keys) -> Separators:
        """What stands between the pieces of a cell, spaces around it included: one text, or a list of them."""
        value = self.at(keys)
        places = [(*keys, index) for index in range(len(value))] if isinstance(value, List) else [keys]
        found = [text for place in places if (text := self.text(place) and str(self.at(place)))]
        return tuple("\n" if text == "line" else text for text in found)
