"""Counts on a terminal: a row a line with its numbers and a bar, or two dimensions as a table of both."""

import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from timeline.cli.printing.table import text_width, wrap
from timeline.domain.counting.counted import Cell, CountRow, CountTable, CountValue, Sum
from timeline.domain.counting.units import UNITS
from timeline.views.findings.count_notes import CERTAIN, LEGEND, POSSIBLE, number_told, sum_range
from timeline.views.wording.sentences import counted_apart

_GAP = "  "
_NARROWEST = 16
"""Cells of the names at least, and of a bar."""
_WIDEST_WORD = 14
"""Columns: a word at the head of a column is broken only beyond it ("beneficiary" is not)."""
_WIDEST = 44
"""Of the names at most: bars are to be seen."""
_BAR = 8
_MOST_BAR = 60
_EIGHTHS = " ▏▎▍▌▋▊▉"
_FULL, _LIGHT = "█", "░"
_PLAIN_FULL, _PLAIN_LIGHT = "#", "."
_TOTAL = "all"


def count_lines(count: CountTable, width: int, more: Sequence[str] = ()) -> Iterator[str]:
    """The lines of a count, none wider than ``width`` cells; ``more``: what is said of rows that are not shown."""
    yield from _cross(count, width) if _is_cross(count) else _listed(count, width)
    yield from (line for each in more for line in wrap(each, width))
    if not count.is_exact:
        yield ""
        samples = ("12", "+3") if _is_cross(count) else _samples()
        for sample, (part, words) in zip(samples, LEGEND.items(), strict=True):
            yield from wrap(f"{sample} {part}: {words}", width)
    if count.notes:
        yield ""
        for note in count.notes:
            yield from wrap(note, width)


def _is_cross(count: CountTable) -> bool:
    """Whether there are two dimensions and one number in a cell: more do not fit into one."""
    return len(count.by) > 1 and count.measure is None


# --- a row a line ------------------------------------------------------------------------------------


class _Column(NamedTuple):
    """Numbers under each other, or texts to the left."""

    heading: str
    cells: list[str]
    is_text: bool = False

    @property
    def width(self) -> int:
        return max(map(text_width, (self.heading, *self.cells)))


def _listed(count: CountTable, width: int) -> Iterator[str]:
    rows = [*count.rows, CountRow(tuple(CountValue(None, "") for _ in count.by), count.total)]
    numbers = list(_numbers(count, [row.cell for row in rows]))
    taken = sum(column.width + len(_GAP) for column in numbers)
    names = [[row.values[number].name for row in rows[:-1]] for number in range(len(count.by))]
    if not names:
        names = [[]]
    names[0].append(_TOTAL)
    for each in names[1:]:
        each.append("")
    headings = [each.upper() for each in count.by] or [""]
    room = width - taken - len(_GAP) * (len(names) - 1)
    most = max(_NARROWEST, min(_WIDEST, room - len(_GAP) - _BAR) // len(names))
    if room - len(_GAP) - _BAR < most * len(names):
        most = max(8, room // len(names))
    widths = [min(most, max(map(text_width, (heading, *each)))) for heading, each in zip(headings, names, strict=True)]
    left = min(width - taken - sum(widths) - len(_GAP) * len(widths), _MOST_BAR)
    bars = _bars([row.cell for row in rows[:-1]], left) if left >= _BAR and count.by else []
    table = [_Column(heading, each, is_text=True) for heading, each in zip(headings, names, strict=True)]
    yield from _laid_out(table, widths, numbers, [*bars, ""] if bars else None)


def _laid_out(
    names: Sequence[_Column], widths: Sequence[int], numbers: Sequence[_Column], bars: Sequence[str] | None
) -> Iterator[str]:
    """The lines of a table: a heading, the rows, and a row for all after an empty line."""
    rows = len(names[0].cells)
    sizes = [column.width for column in numbers]
    for row in range(-1, rows):
        if row == rows - 1 and rows > 1:
            yield ""
        texts = [
            wrap(column.heading if row < 0 else column.cells[row], cells)
            for column, cells in zip(names, widths, strict=True)
        ]
        figures = [
            f"{column.heading if row < 0 else column.cells[row]:>{cells}}"
            for column, cells in zip(numbers, sizes, strict=True)
        ]
        for line in range(max(map(len, texts))):
            parts = [
                _padded(each[line] if line < len(each) else "", cells)
                for each, cells in zip(texts, widths, strict=True)
            ]
            if line == 0:
                parts += [*figures, *([bars[row]] if bars and row >= 0 else [])]
            yield _GAP.join(parts).rstrip()


def _padded(text: str, width: int) -> str:
    return text + " " * (width - text_width(text))


def _numbers(count: CountTable, cells: Sequence[Cell]) -> Iterator[_Column]:
    parts = [(CERTAIN, [(cell.certain, cell.certain_sum) for cell in cells])]
    if not count.is_exact:
        parts.append((POSSIBLE, [(cell.possible, cell.possible_sum) for cell in cells]))
    for part, told in parts:
        yield _Column("EVENTS" if count.is_exact else part.upper(), [f"{number:,}" for number, _ in told])
        if count.measure is not None:
            from timeline.views.events.claims_told import measure_told  # most counts add nothing up

            yield _Column(measure_told(count.measure).upper(), [_best(sum_) for _, sum_ in told])
            yield _Column("RANGE", [_range(sum_) for _, sum_ in told])


def _best(sum_: Sum | None) -> str:
    return number_told(sum_.best) if sum_ is not None and sum_.events else ""


def _range(sum_: Sum | None) -> str:
    return sum_range(sum_) if sum_ is not None and sum_.events else ""


# --- bars --------------------------------------------------------------------------------------------


def _bars(cells: Sequence[Cell], width: int) -> list[str]:
    """A bar a row: what is certain solid, behind it what is possible, light; in proportion to the most there is."""
    told = [_weights(cell) for cell in cells]
    most = max((certain + possible for certain, possible in told), default=0) or 1
    return [_bar(certain / most * width, possible / most * width) for certain, possible in told]


def _weights(cell: Cell) -> tuple[float, float]:
    if cell.certain_sum is not None and cell.possible_sum is not None:
        return cell.certain_sum.best, cell.possible_sum.best
    return cell.certain, cell.possible


def _bar(certain: float, possible: float) -> str:
    if not _has_blocks():
        solid = round(certain)
        return _PLAIN_FULL * solid + _PLAIN_LIGHT * (round(certain + possible) - solid)
    if possible <= 0:
        eighths = max(round(certain * 8), certain > 0)
        return _FULL * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
    solid, whole = round(certain), max(round(certain + possible), 1)
    return _FULL * solid + _LIGHT * (whole - solid)


def _has_blocks() -> bool:
    """Whether the output can write them."""
    try:
        f"{_FULL}{_LIGHT}{_EIGHTHS}".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _samples() -> tuple[str, str]:
    """Of a bar, what is certain and what is possible."""
    return (_FULL * 2, _LIGHT * 2) if _has_blocks() else (_PLAIN_FULL * 2, _PLAIN_LIGHT * 2)


# --- two dimensions ----------------------------------------------------------------------------------


def _cross(count: CountTable, width: int) -> Iterator[str]:
    """The first dimension down, the second across, as many of its values as there is room for."""
    cells = {(row.values[0].value, row.values[1].value): row.cell for row in count.rows}
    firsts = [row.values[0].value for row in count.firsts]
    names = _Column(count.by[0].upper(), [*(row.values[0].name for row in count.firsts), _TOTAL], is_text=True)
    of_all = _Column(_TOTAL.upper(), [*(_both(row.cell) for row in count.firsts), _both(count.total)])
    room = width - of_all.width - len(_GAP)
    label = min(names.width, max(_NARROWEST, width // 3))
    room -= label
    shown: list[tuple[str, list[str], int]] = []
    for second in count.seconds:
        value = second.values[0]
        column = [*(_both(cells.get((first, value.value))) for first in firsts), _both(second.cell)]
        name = _short(value.name) if count.by[1] in UNITS else value.name
        needed = max(*map(text_width, column), min(_WIDEST_WORD, max(map(text_width, name.split() or [""]))), 4)
        if needed + len(_GAP) > room:
            break
        room -= needed + len(_GAP)
        shown.append((name, column, needed))
    yield from _matrix(names, label, shown, of_all)
    left = len(count.seconds) - len(shown)
    if left:
        yield from wrap(f"{counted_apart(left, f'more {count.by[1]}')} beside these: --format csv has all", width)


def _matrix(names: _Column, label: int, shown: Sequence[tuple[str, list[str], int]], of_all: _Column) -> Iterator[str]:
    heads = [wrap(name, cells) for name, _, cells in shown]
    height = max(map(len, heads), default=1)
    for line in range(height):
        parts = [_padded(names.heading if line == height - 1 else "", label)]
        for head, (_, _, cells) in zip(heads, shown, strict=True):
            at = line - (height - len(head))
            text = head[at] if at >= 0 else ""
            parts.append(" " * (cells - text_width(text)) + text)
        parts.append(f"{of_all.heading if line == height - 1 else '':>{of_all.width}}")
        yield _GAP.join(parts).rstrip()
    for row, name in enumerate(names.cells):
        if row == len(names.cells) - 1:
            yield ""
        for line, text in enumerate(wrap(name, label)):
            parts = [_padded(text, label)]
            if line == 0:
                parts += [f"{column[row]:>{cells}}" for _, column, cells in shown]
                parts.append(f"{of_all.cells[row]:>{of_all.width}}")
            yield _GAP.join(parts).rstrip()


def _both(cell: Cell | None) -> str:
    """What is certain, and what is possible behind a plus: "12", "12+3", "+3"."""
    if cell is None:
        return ""
    return f"{cell.certain:,}+{cell.possible:,}" if cell.possible else f"{cell.certain:,}"


def _short(name: str) -> str:
    """A stretch of time at the head of a narrow column."""
    return " ".join(word[:3] if word.isalpha() and len(word) > 4 else word for word in name.split())
