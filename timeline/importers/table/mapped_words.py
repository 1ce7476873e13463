"""What the codes of a mapped table stand for."""

from collections.abc import Sequence

from timeline.importers.table.mapped_faults import Faults
from timeline.importers.table.mapped_sources import Cells
from timeline.importers.table.maps.column_map import Coded, folded
from timeline.problems import quoted


def word_of(coded: Coded, cells: Cells, words: Sequence[str], where: str, faults: Faults) -> str | None:
    """The word that a code stands for; None where the cell is blank, or the map does not know it: that is a fault."""
    if coded.column is None:
        return coded.fixed
    cell = folded(cells[coded.column])
    if not cell:
        return None
    found = coded.values.get(cell) or coded.other or (cell if cell in words else None)
    if found is None:
        what = f"the map does not say what this stands for: add it under values of {where}"
        faults.add(coded.column, f"{what}, found {quoted(cells[coded.column])}", "not in the map")
    return found
