"""A YAML map, read key by key: what is wrong is noted with its line, and reading goes on."""

from collections.abc import Iterable

from timeline.annotations.reading.nodes import List, Map, Value, line_at
from timeline.domain.near_names import NearNames
from timeline.problems import Problem, listed, quoted

Keys = tuple[str | int, ...]
"""The way to a value: keys of maps, places in lists from 0."""


class KeyReader:
    """Takes the values out of a map. In the place of what is wrong stands something harmless."""

    def __init__(self, label: str, root: Map) -> None:
        self._label = label
        self._root = root
        self.problems: list[Problem] = []

    def wrong(self, keys: Keys, message: str) -> None:
        """Notes a mistake at the line of what these keys lead to."""
        self.problems.append(Problem(self._label, line_at(self._root, keys) or 1, message))

    def at(self, keys: Keys) -> Value:
        """What these keys lead to; "" where there is nothing."""
        value: Value = self._root
        for key in keys:
            if isinstance(value, Map) and key in value:
                value = value[str(key)]
            elif isinstance(value, List) and isinstance(key, int):
                value = value[key]
            else:
                return ""
        return value

    def text(self, keys: Keys) -> str:
        value = self.at(keys)
        if isinstance(value, str):
            return value.strip()
        self.wrong(keys, f"{in_words(keys)} is {found_words(value)}: write a text")
        return ""

    def texts(self, keys: Keys) -> list[str]:
        """One text, or a list of them."""
        value = self.at(keys)
        if isinstance(value, List):
            return [text for index in range(len(value)) if (text := self.text((*keys, index)))]
        text = self.text(keys)
        return [text] if text else []

    def one_of(self, keys: Keys, words: Iterable[str]) -> str | None:
        text = self.text(keys)
        if not text:
            return None
        if text not in words:
            self.wrong(keys, f"{in_words(keys)} {quoted(text)} is not known: {hint_for(text, words)}")
            return None
        return text

    def known_keys(self, keys: Keys, value: Map, known: Iterable[str]) -> None:
        for key in value:
            if key not in known:
                where = f"in {in_words(keys)}" if keys else "in the map"
                self.wrong((*keys, key), f"unknown key {quoted(key)} {where}: {hint_for(key, known, 'its keys are')}")

    def map_at(self, keys: Keys, known: Iterable[str], what: str) -> Map | None:
        """The map that stands there, its keys checked; None where there is something else."""
        value = self.at(keys)
        if isinstance(value, Map):
            self.known_keys(keys, value, known)
            return value
        if value:
            self.wrong(keys, f"{in_words(keys)} is {found_words(value)}: {what}")
        return None


def hint_for(word: str, known: Iterable[str], otherwise: str | None = None) -> str:
    """What to write instead of an unknown word: the one that is near, or all of them."""
    known = list(known)
    every = f"{otherwise} {listed(known)}" if otherwise else f"write {listed(known, 'or')}"
    return NearNames(known).hint(word) or every


def in_words(keys: Keys) -> str:
    """ "order in date", "item 2 of tags"."""
    words = ""
    for key in keys:
        where = f"{key} in {words}" if words else str(key)
        words = f"item {key + 1} of {words}" if isinstance(key, int) else where
    return words


def found_words(value: Value) -> str:
    if isinstance(value, Map):
        return "a map"
    return "a list" if isinstance(value, List) else f"the text {quoted(str(value))}"
