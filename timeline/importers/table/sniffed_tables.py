"""A table of which nobody says what stands between its cells."""

import csv
import re
from io import StringIO
from itertools import islice

from timeline.importers.items import Input
from timeline.importers.reading.delimited import Table, read_table
from timeline.importers.reading.encodings import read_head

_DELIMITERS = (",", ";", "\t", "|")
_ROWS = 50
_SAID = re.compile(r'\ufeff?"?sep=([^"\r\n])"?[ \t]*[\r\n]', re.IGNORECASE)


def open_table(file: Input, delimiter: str | None = None) -> Table:
    """A table with a header; what stands between its cells is found out where ``delimiter`` is no sign that could.

    Raises Unreadable.
    """
    is_one_sign = delimiter is not None and len(delimiter) == 1 and delimiter not in '\r\n"'
    return read_table(file, delimiter=delimiter if delimiter and is_one_sign else delimiter_of(read_head(file)))


def delimiter_of(head: str) -> str:
    """The delimiter that splits the beginning of a table most evenly; a comma where none does.

    Each is tried on up to 50 rows: the share of rows that are as wide as the first one counts, then
    the width. Signs within quotes split nothing. A first line ``sep=;``, which Excel heeds, settles it.
    """
    said = _SAID.match(head)
    if said is not None:
        return said[1]
    return max(_DELIMITERS, key=lambda delimiter: _evenness(head, delimiter))


def _evenness(head: str, delimiter: str) -> tuple[float, int]:
    widths: list[int] = []
    try:
        for cells in islice(csv.reader(StringIO(head, newline=""), delimiter=delimiter), _ROWS):
            if any(cell.strip() for cell in cells):
                widths.append(len(cells))
    except csv.Error:
        pass
    if not widths or widths[0] == 1:
        return 0.0, 0
    # The last row may be cut off where the head ends.
    rows = widths[:-1] if len(widths) > 2 and not head.endswith("\n") else widths
    return sum(width == rows[0] for width in rows) / len(rows), rows[0]
