"""The figures of a row of a mapped table."""

from timeline.domain.records import Figure
from timeline.importers.table.cells.cell_mistakes import NumberMistake
from timeline.importers.table.cells.figures_in_words import figure_beside, leading_figure
from timeline.importers.table.cells.table_numbers import read_table_figure, read_table_number
from timeline.importers.table.maps.column_map import Cells, ColumnMap, FigureColumns
from timeline.importers.table.rows.mapped_faults import Faults
from timeline.problems import listed, quoted


def figures_of(known: ColumnMap, cells: Cells, faults: Faults) -> tuple[Figure, ...]:
    """One figure at most for each measure, in the order of the map."""
    found = [_figure(known, each, cells, faults) for each in known.figures]
    _heed_silent_cells(known, cells, faults, found)
    return tuple(figure for figure in found if figure is not None)


def _figure(known: ColumnMap, measure: FigureColumns, cells: Cells, faults: Faults) -> Figure | None:
    columns = [column for column in (measure.low, measure.best, measure.high) if column is not None]
    filled = [column for column in columns if cells[column]]
    if not filled:
        return None
    first = filled[0]
    if measure.words is not None:
        figure = _among_words(known, measure, first, cells, faults)
    elif columns == [measure.best]:
        figure = faults.attempt(first, lambda: read_table_figure(measure.measure, cells[first], known.decimal))
    else:
        figure = _of_limits(known, measure, cells, faults)
    ascending = [number for number in figure[1:4] if number is not None] if figure is not None else []
    if ascending != sorted(ascending):
        shown = ", ".join(f"{number:g}" for number in ascending)
        faults.advise(first, f"{measure.measure}: {shown} does not ascend from low to high", "does not ascend")
    return figure


def _of_limits(known: ColumnMap, measure: FigureColumns, cells: Cells, faults: Faults) -> Figure | None:
    def number(column: int | None) -> float | None:
        if column is None or not cells[column]:
            return None
        return faults.attempt(column, lambda: read_table_number(cells[column], known.decimal))

    low, best, high = number(measure.low), number(measure.best), number(measure.high)
    return None if low is best is high is None else Figure(measure.measure, low, best, high)


def _among_words(known: ColumnMap, measure: FigureColumns, column: int, cells: Cells, faults: Faults) -> Figure | None:
    """The figure that stands among words; the words are kept, for they may say more."""
    name, words, cell = measure.measure, measure.words or (), cells[column]
    if not words:
        try:
            return read_table_figure(name, cell, known.decimal)
        except NumberMistake as mistake:
            if mistake.is_open:
                faults.mistake(column, mistake)
                return None
    figure = faults.attempt(
        column,
        lambda: figure_beside(name, cell, words, known.decimal) if words else leading_figure(name, cell, known.decimal),
    )
    if figure is not None:
        faults.keep(column)
    return figure


def _heed_silent_cells(known: ColumnMap, cells: Cells, faults: Faults, found: list[Figure | None]) -> None:
    """A cell in which none of the words stands that its measures look for says nothing that is understood."""
    seeking: dict[int, list[tuple[str, Figure | None]]] = {}
    for measure, figure in zip(known.figures, found, strict=True):
        if measure.words and measure.best is not None and cells[measure.best]:
            seeking.setdefault(measure.best, []).append((measure.measure, figure))
    for column, measures in seeking.items():
        if not any(figure for _, figure in measures) and not faults.is_faulty(column):
            names = listed([name for name, _ in measures], "or")
            faults.add(column, f"{quoted(cells[column])} says nothing of {names}", "none of the words")
