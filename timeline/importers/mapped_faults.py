"""What is wrong with a row of a mapped table, gathered so that it is told at once."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from timeline.annotations.problems import ADVICE, Problem
from timeline.importers.table_dates import DateMistake
from timeline.importers.table_numbers import NumberMistake

_Read = TypeVar("_Read")


class Faults:
    """The faults of one row, by the positions of its columns."""

    def __init__(self, label: str, columns: Sequence[str], line: int) -> None:
        self._label = label
        self._columns = columns
        self._line = line
        self.errors: list[Problem] = []
        self.advice: list[Problem] = []

    def add(self, column: int, message: str) -> None:
        """The row makes no event."""
        self.errors.append(Problem(self._label, self._line, f"{self._columns[column]}: {message}"))

    def advise(self, column: int, message: str) -> None:
        """The row is kept as it is, and looks wrong."""
        self.advice.append(Problem(self._label, self._line, f"{self._columns[column]}: {message}", ADVICE))

    def attempt(self, column: int, read: Callable[[], _Read]) -> _Read | None:
        """What a cell means; where it means nothing, the reason is noted."""
        try:
            return read()
        except (DateMistake, NumberMistake) as mistake:
            self.add(column, str(mistake))
            return None
