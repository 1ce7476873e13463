"""Plain tables for a terminal: columns that fit its width, long cells wrapped, streamed row by row."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from timeline.domain.words.control_signs import HARMFUL

_GAP = "  "
_NARROWEST = 20
"""A column that takes what is left has at least so many cells."""
_CONTROL = f"[{HARMFUL}]"


class Column(NamedTuple):
    """A column's heading and its width in terminal cells; None takes what is left."""

    heading: str
    width: int | None = None


def when_column(width: int) -> Column:
    """The column of dates in a table of that width: most dates take one line or two."""
    return Column("WHEN", max(21, width // 4))


def render(
    columns: Sequence[Column], rows: Iterable[Sequence[str]], width: int, *, headed: bool = True
) -> Iterator[str]:
    """The lines of a table, its heading first (where it has one), none wider than ``width`` cells.

    A cell's own line breaks are kept; what is too long is wrapped between words. Where the columns would
    be too narrow to read, the cells of a row stand below each other, each after its heading.
    """
    widths = _widths(columns, width)
    if widths is None:
        for row in rows:
            yield from _stacked(columns, row, width)
        return
    if headed:
        yield from _row_lines([column.heading for column in columns], widths)
    for row in rows:
        yield from _row_lines(row, widths)


def text_width(text: str) -> int:
    """The cells that a text takes on a terminal: none for combining marks, two for wide characters."""
    if text.isascii():
        return len(text)
    import unicodedata  # most texts need no table of characters

    return sum(
        0
        if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most ``width`` cells, broken between words, long words cut."""
    if len(text) <= width and text.isascii() and text.isprintable():
        return [" ".join(text.split())]
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for word in re.sub(_CONTROL, "\N{REPLACEMENT CHARACTER}", paragraph).split():
            if line and text_width(line) + 1 + text_width(word) <= width:
                line += f" {word}"
                continue
            if line:
                lines.append(line)
            line = word
            if text_width(word) > width:
                *full, line = _cut(word, width)
                lines.extend(full)
        lines.append(line)
    return lines


def _widths(columns: Sequence[Column], width: int) -> list[int] | None:
    """The cells of each column; None where those that take what is left would be too narrow."""
    fixed = sum(column.width for column in columns if column.width is not None)
    flexible = sum(1 for column in columns if column.width is None)
    left = (width - fixed - len(_GAP) * (len(columns) - 1)) // flexible
    return None if left < _NARROWEST else [left if each.width is None else each.width for each in columns]


def _stacked(columns: Sequence[Column], cells: Sequence[str], width: int) -> Iterator[str]:
    yield from wrap(cells[0], width)
    labelled = max(len(column.heading) for column in columns[1:]) + 2 * len(_GAP)
    for column, cell in zip(columns[1:], cells[1:], strict=True):
        for number, line in enumerate(wrap(cell, width - labelled) if cell.strip() else ()):
            yield f"{_GAP + column.heading if number == 0 else '':{labelled}}{line}".rstrip()


def _row_lines(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    wrapped = [wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for number in range(max(len(lines) for lines in wrapped)):
        parts = [lines[number] if number < len(lines) else "" for lines in wrapped]
        yield _GAP.join(
            part + " " * (width - text_width(part)) for part, width in zip(parts, widths, strict=True)
        ).rstrip()


def _cut(word: str, width: int) -> list[str]:
    """The word in pieces of at most ``width`` cells, after a hyphen where there is one."""
    pieces = [""]
    for char in word:
        if text_width(pieces[-1] + char) > width:
            head, hyphen, tail = pieces[-1].rpartition("-")
            pieces[-1:] = [head + hyphen, tail] if head else [pieces[-1], ""]
        pieces[-1] += char
    return pieces
