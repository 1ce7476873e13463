"""What is wrong with a row of a mapped table, gathered so that it is told at once, and what is kept of it."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from timeline.importers.reading.cell_texts import one_line
from timeline.importers.table.cells.cell_mistakes import CellMistake
from timeline.importers.table.maps.column_map import Cells, Coded, folded
from timeline.problems import ADVICE, ERROR, Problem, quoted

_Read = TypeVar("_Read")


class Faults:
    """The faults of one row, by the positions of its columns."""

    def __init__(self, label: str, columns: Sequence[str], line: int, *, keeps_unreadable: bool = False) -> None:
        """``keeps_unreadable``: a cell that cannot be read costs no more than itself, and becomes a note."""
        self._label = label
        self._columns = columns
        self._line = line
        self._keeps_unreadable = keeps_unreadable
        self._faulty: set[int] = set()
        self._kept: dict[int, None] = {}
        self._unreadable: dict[int, None] = {}
        self.are_keepable = True
        """Whether all errors are cells that the map could keep as notes."""
        self.errors: list[Problem] = []
        self.advice: list[Problem] = []

    def refuse(self, column: int, message: str, kind: str = "") -> None:
        """The row makes no event, whatever the map says of cells that cannot be read."""
        self.are_keepable = False
        self._refuse(column, message, kind)

    def add(self, column: int, message: str, kind: str = "") -> None:
        """A cell cannot be read: the row makes no event, or the cell becomes a note."""
        if not self._keeps_unreadable:
            self._refuse(column, message, kind)
            return
        self._faulty.add(column)
        self._unreadable[column] = None
        self.keep(column)
        self.advice.append(self._problem(column, message, kind, ADVICE, ", kept in a note"))

    def _refuse(self, column: int, message: str, kind: str) -> None:
        self._faulty.add(column)
        self.errors.append(self._problem(column, message, kind))

    def mistake(self, column: int, mistake: CellMistake) -> None:
        """A cell cannot be read, for this reason. What a line of the map decides is for a person to decide."""
        (self.refuse if mistake.is_open else self.add)(column, str(mistake), mistake.kind)

    def keep(self, column: int) -> None:
        """The text of a cell becomes part of the claim's note: the event has no other place for all of it."""
        self._kept[column] = None

    def advise(self, column: int, message: str, kind: str = "") -> None:
        """The row is kept as it is, and looks wrong."""
        self.advice.append(self._problem(column, message, kind, ADVICE))

    def attempt(self, column: int, read: Callable[[], _Read]) -> _Read | None:
        """What a cell means; where it means nothing, the reason is noted."""
        try:
            return read()
        except CellMistake as mistake:
            self.mistake(column, mistake)
            return None

    def word_of(self, coded: Coded, cells: Cells, words: Sequence[str], where: str) -> str | None:
        """The word that a code stands for; None where its cell is blank, or the map does not know it: that is a fault.

        ``words`` stand for themselves. ``where`` is the key of the map that says what the codes mean.
        """
        if coded.column is None:
            return coded.fixed
        cell = folded(cells[coded.column])
        if not cell:
            return None
        found = coded.values.get(cell) or coded.other or (cell if cell in words else None)
        if found is None:
            what = f"the map does not say what this stands for: add it under values of {where}"
            self.add(coded.column, f"{what}, found {quoted(cells[coded.column])}", "not in the map")
        return found

    def is_faulty(self, column: int) -> bool:
        """Whether something is wrong with the row's cell of the column."""
        return column in self._faulty

    def unreadable(self) -> tuple[str, ...]:
        """The columns whose cells could not be read and are kept."""
        return tuple(self._columns[column] for column in self._unreadable)

    def note(self, cells: Sequence[str]) -> str | None:
        """The cells that are kept, each with its column's name; None where there are none."""
        lines = [f"{one_line(self._columns[column])}, as written: {cells[column]}" for column in sorted(self._kept)]
        return "\n".join(lines) or None

    def _problem(self, column: int, message: str, kind: str, severity: str = ERROR, what: str = "") -> Problem:
        name = self._columns[column]
        told = f"{name}{what}: {message}"
        return Problem(self._label, self._line, told, severity, f"{name}{what}: {kind}" if kind else "")
