"""What the columns of a table mean: the values that ``column_map_reader`` reads out of a map.

Columns are held as their positions in the table, from 0. ``docs/import-map.md`` describes the file.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from timeline.domain.records import Source, Term
from timeline.domain.words.names import slug
from timeline.importers.reading.cell_texts import one_line
from timeline.importers.table.cells.table_dates import DateStyle

FROM_DATE_AND_TITLE = "date-and-title"
FROM_ROW = "row"
FROM_LINE = "line"
LONGEST_NAME = 40
"""Characters of a table's name: what follows it in an id needs some too."""
ID_SOURCES = (FROM_DATE_AND_TITLE, FROM_ROW, FROM_LINE)


Cells = tuple[str, ...]
"""Those of one row, as many as there are columns."""


class Template(NamedTuple):
    """Words with columns among them; a column by itself is a template too."""

    words: tuple[str, ...]
    """One more than there are columns: before the first, between them, after the last."""
    columns: tuple[int, ...]

    def filled(self, cells: Cells) -> str:
        """The text of one row; empty where a column of it is blank."""
        found = [self.words[0]]
        for column, word in zip(self.columns, self.words[1:], strict=True):
            if not cells[column]:
                return ""
            found += (cells[column], word)
        return "".join(found)


class Coded(NamedTuple):
    """A word of ours: the same for all rows, or that which a column's value stands for."""

    fixed: str | None = None
    column: int | None = None
    values: Mapping[str, str] = {}
    """By the folded text of the cell."""
    other: str | None = None
    """For what is not among the values."""


class DateColumns(NamedTuple):
    """One column; or a start and an end of what lasted; or an earliest and a latest that it was within; or a year,
    perhaps with a month and a day, and with an end."""

    style: DateStyle
    column: int | None = None
    start: int | None = None
    end: int | None = None
    earliest: int | None = None
    latest: int | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    precision: Coded | None = None
    pattern: str | None = None
    """Where in its cells a date stands: ``date_parts.read_pattern``."""
    time: int | None = None
    """The time of day, of the date or of its start."""


class PlaceColumns(NamedTuple):
    """Where: a name, what it lies in from the nearest on, and where that is on the map."""

    name: int | None
    within: tuple[int, ...] = ()
    latitude: int | None = None
    longitude: int | None = None
    precision: int | None = None


Separators = tuple[str, ...]
"""What stands between the pieces of a cell, any of them; none: the cell is one piece."""


class RoleColumn(NamedTuple):
    """A column of actors who all have one role."""

    column: int
    role: str
    split: Separators = ()
    kind: str | None = None


class TextColumn(NamedTuple):
    """A column of tags, or of those whom a row rests on."""

    column: int
    split: Separators = ()


class FigureColumns(NamedTuple):
    """The columns of one measure: ``best`` alone may hold words such as "at least 14"."""

    measure: str
    low: int | None = None
    best: int | None = None
    high: int | None = None
    words: tuple[str, ...] | None = None
    """Folded words that ``best`` stands beside in its cells, none where it begins them; None: it stands alone."""


class SourceColumns(NamedTuple):
    """What a row cites."""

    title: Template | None = None
    publisher: Template | None = None
    published: int | None = None
    style: DateStyle = DateStyle()
    """How its dates are to be read."""
    url: int | None = None
    kind: str | None = None
    split: Separators = ()
    carries_claim: bool = True
    """Whether the date and the figures are what this source says, or else what the table says."""


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """A map that fits its table."""

    name: str
    """Begins every event's id, and is the id of the source that stands for the table."""
    columns: tuple[str, ...]
    table: Source
    title: tuple[Template, ...]
    """The first that is filled counts."""
    id_columns: tuple[int, ...] = ()
    id_from: str = FROM_DATE_AND_TITLE
    """Where there are no id columns: one of ID_SOURCES."""
    summary: tuple[Template, ...] = ()
    """Each that is filled is a paragraph."""
    note: tuple[Template, ...] = ()
    date: DateColumns | None = None
    type: Coded | None = None
    modality: Coded | None = None
    according_to: tuple[TextColumn, ...] = ()
    place: PlaceColumns | None = None
    participants: tuple[RoleColumn, ...] = ()
    source: SourceColumns | None = None
    figures: tuple[FigureColumns, ...] = ()
    tags: tuple[TextColumn, ...] = ()
    blank: frozenset[str] = frozenset()
    """Folded texts that stand for nothing."""
    decimal: str | None = None
    keeps_unreadable: bool = False
    """Whether a cell that cannot be read becomes a note; otherwise it costs its row."""
    terms: tuple[Term, ...] = ()
    used: frozenset[int] = frozenset()
    """Columns that say something of an event: those that are left out, knowingly or not, are not among them."""
    unmentioned: tuple[str, ...] = ()
    """Columns with a name that are neither mapped nor listed as left out."""


def folded(text: str) -> str:
    """As cells and the values of a map are compared: without regard to case and spaces."""
    return " ".join(one_line(text).split()).casefold()


def position_of(columns: Sequence[str], name: str) -> int | None:
    """Where a column stands: by its exact name, else by the one name that differs in case and spaces only."""
    if name in columns:
        return columns.index(name)
    wanted = folded(name)
    near = [index for index, column in enumerate(columns) if folded(column) == wanted]
    return near[0] if len(near) == 1 and wanted else None


def default_name(path: Path) -> str:
    """The name of a table whose map has none: that of the map's file, without ``-map``."""
    stem = path.name.removesuffix(path.suffix)
    return slug(re.sub(r"[-_. ]?map$", "", stem, flags=re.IGNORECASE) or stem)[:LONGEST_NAME].strip("-")


def parts_of(cell: str, split: Separators) -> list[str]:
    """The pieces of a cell, each on one line, blank ones left out."""
    if not split:
        pieces = [cell]
    elif len(split) == 1:
        pieces = cell.split(split[0])
    else:
        # The longest first: of ", " and "," the comma alone would leave the space.
        pieces = re.split("|".join(map(re.escape, sorted(split, key=len, reverse=True))), cell)
    return [text for piece in pieces if (text := one_line(piece))]
