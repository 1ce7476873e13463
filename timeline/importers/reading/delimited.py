"""Delimited text -> rows: CSV (RFC 4180) and raw tabs, each row with the line that it begins on.

Rows are read one at a time. What makes the whole file doubtful (its encoding, its header, a cell
without end) is Unreadable; what is wrong with one row is a Rejected, and reading goes on after it.
"""

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO, TextIOWrapper
from typing import NamedTuple

from timeline.domain.words.near_names import NearNames
from timeline.importers.items import Input, Rejected, Unreadable
from timeline.importers.reading.encodings import open_text, refusal_of_bytes
from timeline.problems import ADVICE, Problem, listed, quoted

LONGEST_CELL = 16 * 1024 * 1024
"""Characters. No cell of a table that people made comes near it; a quote that is never closed does."""
_SHOWN_COLUMNS = 12
_DELIMITERS = (",", ";", "\t")
"""Of exports that were saved anew by a spreadsheet."""
_SEPARATOR = re.compile("sep=(?:.|)", re.IGNORECASE | re.DOTALL)


class Row(NamedTuple):
    """The cells of one row as they stand in the file, as many as there are columns."""

    line: int
    """The line of the file that it begins on, from 1; a quoted cell may span several."""
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A file whose header has been read."""

    label: str
    columns: tuple[str, ...]
    """Names without spaces around them; blank ones stay blank."""
    rows: Iterator[Row | Rejected]
    """To be read once. Blank rows and an HXL tag row below the header are left out, and blank cells beyond the
    last column."""
    line: int
    """The line of the header; that of the first row where there is none."""

    def find(self, *names: str) -> int | None:
        """Where the first of these names stands that the header has, in any case; None where none does."""
        folded = {column.casefold(): index for index, column in reversed(list(enumerate(self.columns)))}
        for name in names:
            if name in self.columns:
                return self.columns.index(name)
            if name.casefold() in folded:
                return folded[name.casefold()]
        return None

    def index(self, *names: str) -> int:
        """As ``find``, for a column that has to be there. Raises Unreadable, with a near name."""
        found = self.find(*names)
        if found is None:
            raise Unreadable(self._missing(names[0]))
        return found

    def require(self, *names: str) -> None:
        """Raises Unreadable with every one of these columns that the header has not."""
        missing = [self._missing(name) for name in names if self.find(name) is None]
        if missing:
            raise Unreadable(*missing)

    def _missing(self, name: str) -> Problem:
        shown = [quoted(column) for column in self.columns[:_SHOWN_COLUMNS]]
        more = " and more" if len(self.columns) > _SHOWN_COLUMNS else ""
        hint = NearNames(self.columns).hint(name) or f"the columns are {', '.join(shown)}{more}"
        return Problem(self.label, self.line, f"no column {quoted(name)}: {hint}")


class RowProblems:
    """All that is wrong with one row, so that it is told at once."""

    __slots__ = ("_label", "_line", "advice", "errors")

    def __init__(self, label: str, line: int) -> None:
        self._label = label
        self._line = line
        self.errors: list[Problem] = []
        self.advice: list[Problem] = []

    def add(self, column: str, what: str, found: str) -> None:
        """``column: what, found "…"``: the row makes no event."""
        self.errors.append(Problem(self._label, self._line, f"{column}: {what}, found {quoted(found)}"))

    def advise(self, column: str, what: str) -> None:
        """The row is kept as it is, and looks wrong."""
        self.advice.append(Problem(self._label, self._line, f"{column}: {what}", ADVICE))

    def rejected(self, row: Row) -> Rejected:
        """The row with its errors."""
        return Rejected(row.line, tuple(self.errors), row.cells)


def header_of(head: str, delimiter: str = ",") -> tuple[str, ...]:
    """The cells of the first row of a file's beginning, as ``Table.columns`` has them; () where there is none."""
    try:
        for cells in csv.reader(StringIO(head[:LONGEST_CELL], newline=""), delimiter=delimiter):
            if _says_something(cells) and not _names_separator(cells, delimiter):
                return tuple(cell.strip() for cell in cells)
    except csv.Error:
        pass
    return ()


def present_names(header: Iterable[str], old_names: Mapping[str, str]) -> tuple[str, ...]:
    """Columns in small letters, those of older editions by the names that the present one has for them."""
    return tuple(old_names.get(name, name) for name in map(str.casefold, header))


def delimiter_with(head: str, needed: Collection[str], old_names: Mapping[str, str]) -> str | None:
    """What stands between the cells of a header that has all these columns, in any edition; None where it has not."""
    found = ((each, present_names(header_of(head, each), old_names)) for each in _DELIMITERS)
    return next((each for each, names in found if set(needed) <= set(names)), None)


def _says_something(cells: Iterable[str]) -> bool:
    """Whether any cell of a row has more than spaces; spreadsheets end in rows of blanks."""
    return any(cell.strip() for cell in cells)


def _names_separator(cells: Sequence[str], delimiter: str) -> bool:
    """Whether a first row is the line ``sep=;`` by which Excel is told what stands between cells."""
    return len(cells) <= 2 and _SEPARATOR.fullmatch(delimiter.join(cells).strip("\ufeff")) is not None


def is_tag_row(cells: Iterable[str]) -> bool:
    """Whether this is a row of HXL tags (hxlstandard.org): each cell is blank or begins with ``#``."""
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and all(cell.lstrip().startswith("#") for cell in filled)


def read_table(
    file: Input, *, delimiter: str = ",", header: bool = True, columns: tuple[str, ...] = (), quoted: bool = True
) -> Table:
    """Opens a table and reads its header.

    ``columns``: with a header those that it has to have; without one, their names in order. ``quoted``:
    whether cells may stand in double quotes; without, a quote is a letter like any other and a line
    is a row.

    Raises Unreadable: no such file, another kind of file, an encoding that is not as said, no row at
    all, columns twice or missing. The rows raise it too, where the file cannot be read on.
    """
    refusal_of_bytes(file)
    lines = _Lines(file)
    rows = _rows_of(lines, delimiter, quoted)
    first = next(rows, None)
    if header and isinstance(first, Row) and _names_separator(first.cells, delimiter):
        first = next(rows, None)
    if first is None:
        raise Unreadable(Problem(file.label, 0, "the file is empty: there is no row in it"))
    if not header:
        return Table(file.label, columns, _checked(lines, _again(first, rows), columns, False), first.line)
    if isinstance(first, Rejected):
        raise Unreadable(*first.problems)
    names = tuple(cell.strip() for cell in first.cells)
    problems = _wrong_names(file, first.line, names)
    if problems:
        raise Unreadable(*problems)
    table = Table(file.label, names, _checked(lines, rows, names, True), first.line)
    table.require(*columns)
    return table


def _again(first: Row | Rejected, rows: Iterator[Row | Rejected]) -> Iterator[Row | Rejected]:
    yield first
    yield from rows


def _wrong_names(file: Input, line: int, names: tuple[str, ...]) -> list[Problem]:
    """Columns of one name: which of them a cell belongs to cannot be told."""
    places: dict[str, list[str]] = {}
    for number, name in enumerate(names, start=1):
        if name:
            places.setdefault(name, []).append(str(number))
    return [
        Problem(file.label, line, f"the header has {quoted(name)} more than once, as columns {listed(numbers)}")
        for name, numbers in places.items()
        if len(numbers) > 1
    ]


def _checked(
    lines: "_Lines", rows: Iterator[Row | Rejected], columns: tuple[str, ...], has_header: bool
) -> Iterator[Row | Rejected]:
    """Rows of the right length; those of another are rejected."""
    width = len(columns)
    may_be_tags = has_header
    for row in rows:
        if isinstance(row, Rejected):
            yield row
        elif may_be_tags and is_tag_row(row.cells):
            continue
        elif has_header and len(row.cells) > width and not _says_something(row.cells[width:]):
            may_be_tags = False
            yield Row(row.line, row.cells[:width])
        elif width and len(row.cells) != width:
            what = f"the row has {_counted(len(row.cells))}, the {'header' if has_header else 'format'} {width}"
            yield lines.rejected(row.line, what, row.cells)
        else:
            may_be_tags = False
            yield row


def _counted(cells: int) -> str:
    return "1 cell" if cells == 1 else f"{cells} cells"


class _Lines:
    """The lines of a file, counted, with those of the row that is being read."""

    def __init__(self, file: Input) -> None:
        self.file = file
        self.number = 0
        self.of_row: list[str] = []
        self.has_nul = False

    def __call__(self, stream: TextIOWrapper) -> Iterator[str]:
        length = 0
        while line := stream.readline(LONGEST_CELL + 1):
            self.number += 1
            length = length + len(line) if self.of_row else len(line)
            # A row has many cells, so that of a row within bounds none is too long.
            if length > LONGEST_CELL:
                raise Unreadable(self.problem(self.number - len(self.of_row), _TOO_LONG))
            self.of_row.append(line)
            if "\0" in line:
                self.has_nul = True
            else:
                self.file.taken_out.look(self.number, line)
            yield line

    def problem(self, line: int, message: str) -> Problem:
        return Problem(self.file.label, line, message)

    def rejected(self, line: int, message: str, cells: tuple[str, ...]) -> Rejected:
        return Rejected(line, (self.problem(line, message),), cells)


_TOO_LONG = 'a row of more than 16 MiB: is a quote (") in it never closed, or is this no table?'
_NUL = "a NUL byte: the file is damaged, or of another encoding (then say --encoding utf-16-le, or what it is)"


def _rows_of(lines: _Lines, delimiter: str, is_quoted: bool) -> Iterator[Row | Rejected]:
    """Rows of any length, blank ones left out. The file closes with the iterator."""
    with open_text(lines.file) as stream:
        split = _quoted_rows if is_quoted else _plain_rows
        for row in split(lines, lines(stream), delimiter):
            if lines.has_nul:
                lines.has_nul = False
                line = lines.number
                cells = row.cells
                row = lines.rejected(row.line if isinstance(row, Row) else line, _NUL, cells)
            yield row


def _plain_rows(lines: _Lines, stream: Iterator[str], delimiter: str) -> Iterator[Row | Rejected]:
    for line in stream:
        lines.of_row.clear()
        text = line.rstrip("\r\n")
        if text.strip():
            yield Row(lines.number, tuple(text.split(delimiter)))


def _quoted_rows(lines: _Lines, stream: Iterator[str], delimiter: str) -> Iterator[Row | Rejected]:
    # The limit is the module's, for all readers; ours is kept by counting.
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_CELL + 1))
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    while True:
        start = lines.number + 1
        lines.of_row.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield lines.rejected(start, _fault(error, start, lines.number), ("".join(lines.of_row).rstrip("\r\n"),))
            continue
        if _says_something(cells):
            yield Row(start, tuple(cells))


def _fault(error: csv.Error, start: int, stop: int) -> str:
    """What is wrong with the quotes of a row, in words of our own."""
    if "end of data" in str(error):
        return f'a quote (") that opens here is never closed: it takes in everything to line {stop}'
    where = f" (the row runs to line {stop})" if stop > start else ""
    return f'a quote (") in the middle of a cell{where}: write it twice ("") within a cell in quotes'
