"""Excel: a sheet a table of ``tidy_tables``, its cells typed, its sheets linked.

Sheets are written side by side as the events come, into files of their own; only the addresses of links are held.
Excel has days from March 1900 on (it takes 1900 for a leap year): others stand in the text beside them alone. What else
it has no room for is counted: 32,767 signs in a cell, 1,048,576 rows and 65,530 links in a sheet.
https://support.microsoft.com/en-us/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, NamedTuple

from xlsxwriter import Workbook

from timeline.domain.chronology import Chronology, Entry
from timeline.exporters.programs.tables.tidy_tables import (
    DAY,
    NUMBER,
    OF_EVENTS,
    OF_RECORDS,
    TABLES,
    TEXTS,
    WHOLE,
    YES_NO,
    TidyTable,
)
from timeline.views.documents.asked_told import made_told
from timeline.views.wording.safe_texts import plain
from timeline.views.wording.sentences import counted_apart, sentence
from timeline.views.wording.web_addresses import is_address

MOST_ROWS, MOST_LINKS, MOST_SIGNS, LONGEST_ADDRESS = 1_048_576, 65_530, 32_767, 2_079
_FIRST_DAY = date(1900, 3, 1)
_DAY_ZERO = date(1899, 12, 30).toordinal()
"""What day 0 is, from the first day on."""
_AT_A_TIME = 50
_WIDTHS = {DAY: 11, WHOLE: 8, NUMBER: 10, YES_NO: 8, TEXTS: 24}
_WIDE = {"title": 50, "source_title": 50, "summary": 50, "note": 40, "quote": 40, "id": 28, "event": 28, "claim": 28}
_USUAL_WIDTH = 16
_FORMULA = ("=", "+", "-", "@")
_NOT_IN_XML = re.compile("[\ufffe\uffff]")


def export(chronology: Chronology, out: BinaryIO, *, table: str | None = None) -> list[str]:
    """Write a sheet for every table, or for the one that is named; says what there was no room for."""
    with TemporaryDirectory(prefix="timeline-") as folder:
        path = Path(folder, "book.xlsx")
        book = Workbook(str(path), {"constant_memory": True, "tmpdir": folder, "strings_to_urls": False})
        book.set_properties(
            {
                "title": plain(chronology.title),
                "comments": f"{sentence(plain(chronology.query))} {made_told(chronology)}",
                "created": datetime.fromisoformat(chronology.made_on),
            }
        )
        formats = _Formats.of(book)
        sheets = [_Sheet(book, formats, TABLES[name]) for name in ([table] if table else TABLES)]
        if table:
            for row in TABLES[table].rows(chronology):
                sheets[0].add(row)
        else:
            _fill({sheet.name: sheet for sheet in sheets}, chronology)
        for sheet in sheets:
            sheet.finish()
        book.close()
        with path.open("rb") as file:
            copyfileobj(file, out)
    return [line for sheet in sheets for line in sheet.left_out()]


def _fill(sheets: "dict[str, _Sheet]", chronology: Chronology) -> None:
    """All sheets in one pass through the events; then the records that these name."""
    named: dict[str, set[str]] = {name: set() for name in OF_RECORDS}
    entries = iter(chronology.entries)
    while batch := list(islice(entries, _AT_A_TIME)):
        _add_events(sheets, chronology, batch)
        for name, records in OF_RECORDS.items():
            named[name].update(each for entry in batch for each in records.named(entry))
    if chronology.records is None:
        raise ValueError("sheets of records need a chronology with records")
    for name, records in OF_RECORDS.items():
        for row in TABLES[name].rows_of(records.all_of(chronology.records, named[name])):
            sheets[name].add(row)


def _add_events(sheets: "dict[str, _Sheet]", chronology: Chronology, batch: list[Entry]) -> None:
    """The rows of some events on the sheets of events, those of the first linked with those of the others."""
    rows = {entry.id: sheets["events"].row + at for at, entry in enumerate(batch)}
    claimed = sheets["claims"].row
    first_claims = {}
    for entry in batch:
        first_claims[entry.id] = claimed if entry.claims else None
        claimed += len(entry.claims)
    for name in OF_EVENTS:
        table = TABLES[name]
        key, other, places = ("id", "Claims", first_claims) if name == "events" else ("event", "Events", rows)
        at = list(table.columns).index(key)
        is_linked = name in ("events", "claims")
        for row in table.rows(chronology._replace(entries=batch)):
            sheets[name].add(row, (at, other, places[row[at]]) if is_linked else None)


class _Formats(NamedTuple):
    """How cells look."""

    head: Any
    text: Any
    """None: as Excel has it."""
    formula: Any
    """A text that Excel would take for a formula when somebody edits it."""
    link: Any
    days: Any

    @classmethod
    def of(cls, book: Any) -> "_Formats":
        return cls(
            head=book.add_format({"bold": True, "bottom": 1, "bg_color": "#eeeeee"}),
            text=None,
            formula=book.add_format({"quote_prefix": True}),
            link=book.get_default_url_format(),
            days=book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        )


class _Sheet:
    """One sheet, written row by row. ``row``: where the next one comes, from 0, the heading's being 0."""

    def __init__(self, book: Any, formats: _Formats, table: TidyTable) -> None:
        self.name = table.name
        self.row = 1
        self._sheet = book.add_worksheet(table.name.capitalize())
        self._formats = formats
        self._holds = tuple(table.columns.values())
        self._addresses = {at for at, name in enumerate(table.columns) if name in ("url", "archive_url")}
        self._links = 0
        self._unlinked = self._cut = self._replaced = 0
        for at, (name, holds) in enumerate(table.columns.items()):
            width = _WIDE.get(name) or _WIDTHS.get(holds) or (11 if name.endswith("_iso") else _USUAL_WIDTH)
            self._sheet.set_column(at, at, max(width, len(name) + 3))
            self._sheet.write_string(0, at, name, formats.head)
        self._sheet.freeze_panes(1, 1)
        self._sheet.set_landscape()
        self._sheet.repeat_rows(0)  # on paper too, every page has the heads and what the row is about
        self._sheet.repeat_columns(0)

    def add(self, cells: Iterable[Any], jump: "tuple[int, str, int | None] | None" = None) -> None:
        """A row; ``jump``: the cell of which column leads to which row of which sheet."""
        row = self.row
        self.row += 1
        if row >= MOST_ROWS:
            return
        for at, (holds, cell) in enumerate(zip(self._holds, cells, strict=True)):
            if cell is None:
                continue
            if jump is not None and at == jump[0] and jump[2] is not None and jump[2] < MOST_ROWS:
                self._link(row, at, f"internal:{jump[1]}!A{jump[2] + 1}", cell)
            elif holds == DAY:
                if cell >= _FIRST_DAY:
                    self._sheet.write_number(row, at, cell.toordinal() - _DAY_ZERO, self._formats.days)
            elif holds in (WHOLE, NUMBER):
                self._sheet.write_number(row, at, cell)
            elif holds == YES_NO:
                self._sheet.write_boolean(row, at, cell)
            elif at in self._addresses and is_address(cell) and len(cell) <= LONGEST_ADDRESS:
                self._link(row, at, cell, cell)
            else:
                self._text(row, at, "; ".join(cell) if holds == TEXTS else cell)

    def _link(self, row: int, at: int, address: str, text: str) -> None:
        if self._links >= MOST_LINKS:
            self._unlinked += 1
            self._text(row, at, text)
            return
        self._links += 1
        self._sheet.write_url(row, at, address, self._formats.link, text)

    def _text(self, row: int, at: int, text: str) -> None:
        """A text, whatever it looks like, its control signs escaped as Excel escapes them."""
        if not text:
            return
        if not text.isascii():
            text, replaced = _NOT_IN_XML.subn("\N{REPLACEMENT CHARACTER}", text)
            self._replaced += bool(replaced)
        if len(text) > MOST_SIGNS // 2:
            fitting = _fitting(text)
            self._cut += fitting != text
            text = fitting
        self._sheet.write_string(row, at, text, self._formats.formula if text.startswith(_FORMULA) else None)

    def finish(self) -> None:
        """Marks the heads for filtering, once all rows are there."""
        self._sheet.autofilter(0, 0, max(min(self.row, MOST_ROWS) - 1, 1), len(self._holds) - 1)

    def left_out(self) -> Iterator[str]:
        """What there was no room for."""
        if self.row > MOST_ROWS:
            yield f"{self.row - MOST_ROWS:,} {self.name} left out: a sheet has {MOST_ROWS:,} rows"
        if self._cut:
            yield f"{counted_apart(self._cut, 'cell')} of {self.name} cut: a cell has {MOST_SIGNS:,} signs"
        if self._replaced:
            yield f"{counted_apart(self._replaced, 'cell')} of {self.name} with signs that XML lacks, now U+FFFD"
        if self._unlinked:
            yield f"{counted_apart(self._unlinked, 'cell')} of {self.name} without a link: a sheet has {MOST_LINKS:,}"


def _fitting(text: str) -> str:
    """As much of a text as a cell holds; Excel counts in UTF-16, where some signs count twice."""
    units = text.encode("utf-16-le")
    return text if len(units) <= 2 * MOST_SIGNS else units[: 2 * MOST_SIGNS].decode("utf-16-le", "ignore")
