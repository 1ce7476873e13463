"""What makes a cell unreadable, told in one line."""


class CellMistake(ValueError):
    """A cell is not what its column holds; ``str()`` of it is one line that begins with the cell in quotes."""

    def __init__(self, message: str, kind: str, *, is_open: bool = False) -> None:
        """``kind``: what this mistake has in common with those of other cells, in a word or two."""
        super().__init__(message)
        self.kind = kind
        self.is_open = is_open
        """The cell has more readings than one, and a line of the map decides between them for all cells."""


class DateMistake(CellMistake):
    """A cell is no date or time, or could be two."""


class NumberMistake(CellMistake):
    """A cell is no number, or could be two."""
