"""The date of a row of a mapped table, from the columns that the map names."""

from typing import NamedTuple

from timeline.domain.dates.edtf import EdtfError, parse, qualified
from timeline.domain.dates.typed.stretches import is_still_so
from timeline.importers.table.cells.date_parts import from_parts, read_pattern
from timeline.importers.table.cells.table_dates import (
    PRECISIONS,
    coarsened,
    has_spread,
    lacks_time,
    one_end,
    open_from,
    read_table_date,
    said,
    shortened,
    span_of,
    within,
)
from timeline.importers.table.cells.table_times import at_time, read_time
from timeline.importers.table.maps.column_map import Cells, DateColumns, folded
from timeline.importers.table.rows.mapped_faults import Faults
from timeline.problems import quoted


class RowDate(NamedTuple):
    """The date of a row; None where its cells say nothing."""

    text: str | None = None
    """In EDTF, or in the words of ``said``."""
    name: str | None = None
    """The same in ids, which stay as they are once events have them: what lasted is shortened, and no coarser than it
    was read."""


def date_of(known: DateColumns, cells: Cells, faults: Faults) -> RowDate:
    """The date of a row. What it has no place for is kept as a note."""
    if known.column is not None:
        found = _day(known, known.column, cells, faults)
    elif known.earliest is not None or known.latest is not None:
        found = _within(known, cells, faults)
    else:
        found = _span(known, cells, faults)
    name = found
    if found is not None and "/" in found and found.casefold() != as_written(known, cells):
        name = shortened(found)
    if found is not None and name is not None and known.precision is not None:
        found, name = _as_precise(known, found, name, cells, faults)
    date = _timed(known, None if found is None else said(found), cells, faults)
    return RowDate(date, date if date is not None and "T" in date else name)


def as_written(known: DateColumns, cells: Cells) -> str:
    """The text of a date's cells, for telling rows apart whose dates cannot be read."""
    parts = (known.year, known.month, known.day)
    columns = (known.column, known.start, known.earliest, known.latest, *parts, known.end)
    return " ".join(folded(cells[column]) for column in columns if column is not None and cells[column])


def _from_parts(known: DateColumns, cells: Cells, faults: Faults) -> str | None:
    columns = [column for column in (known.year, known.month, known.day) if column is not None]
    texts = [cells[column] for column in columns]
    if not any(text.strip("0") for text in texts):
        return None
    read = from_parts([*texts, "", ""][:3], known.style)
    for place, mistake in read.mistakes:
        faults.mistake(columns[place], mistake)
        # The parts below it mean nothing without it.
        for column in columns[place:]:
            if cells[column].strip("0"):
                faults.keep(column)
    return read.edtf


def _day(known: DateColumns, column: int, cells: Cells, faults: Faults) -> str | None:
    cell, pattern = cells[column], known.pattern
    if not cell:
        return None
    if pattern is not None:
        return faults.attempt(column, lambda: read_pattern(cell, pattern, known.style))
    found = faults.attempt(column, lambda: read_table_date(cell, known.style))
    if found is not None and lacks_time(cell, found):
        faults.keep(column)
    return found


def _span(known: DateColumns, cells: Cells, faults: Faults) -> str | None:
    """It lasted from a start, in a column or in parts, to an end; a start whose end is blank is a date by itself."""
    if known.year is not None:
        start = _from_parts(known, cells, faults)
    else:
        start = _day(known, known.start, cells, faults) if known.start is not None else None
    if known.end is None or not cells[known.end]:
        return start
    start = None if start is None else one_end(start, is_end=False)
    end_column = known.end
    end: str | None = None
    if is_still_so(" ".join(cells[end_column].split())):
        found: str | None = open_from(start, is_still_so=True)
    else:
        end = _day(known, end_column, cells, faults)
        end = None if end is None else one_end(end, is_end=True)
        found = None if end is None else faults.attempt(end_column, lambda: span_of(start, end))
        if found is None and start is not None:  # it has an end, and which is not known
            found = open_from(start, is_still_so=False)
    for column, date in ((known.start, start), (end_column, end)):
        is_less = date is not None and found != date and ("T" in date or (has_spread(date) and date[0] != "["))
        if column is not None and is_less and "T" not in (found or ""):
            faults.keep(column)
    return found


def _within(known: DateColumns, cells: Cells, faults: Faults) -> str | None:
    """Some time from the earliest to the latest; what is blank, or cannot be read, is not known."""
    columns = (known.earliest, known.latest)
    earliest, latest = (None if column is None else _day(known, column, cells, faults) for column in columns)
    for column, date in zip(columns, (earliest, latest), strict=True):
        if column is not None and date is not None and "T" in date:
            faults.keep(column)
    if earliest is None and latest is None:
        return None
    last_column = known.latest if known.latest is not None else known.earliest
    assert last_column is not None
    found = faults.attempt(last_column, lambda: within(earliest, latest))
    return within(earliest, None) if found is None and earliest is not None else found


def _as_precise(known: DateColumns, found: str, name: str, cells: Cells, faults: Faults) -> tuple[str, str]:
    """A date and its name, no more exact than the row's code says."""
    assert known.precision is not None
    column = known.precision.column
    precision = faults.word_of(known.precision, cells, PRECISIONS, "precision")
    if precision is None and column is not None and cells[column]:
        # How exact it is cannot be read, so it is not told as if it were sure.
        return _unsure(found), _unsure(name)
    to = precision or "day"
    is_single = not has_spread(name) and name[-1] not in "?~%"
    return coarsened(found, to), coarsened(name, to) if is_single else name


def _unsure(edtf: str) -> str:
    marked = qualified(edtf, approximate=False, uncertain=True)
    ends = filter(None, marked.split("/")) if "[" in marked else (marked,)
    return marked if all(map(_is_edtf, ends)) else edtf


def _timed(known: DateColumns, found: str | None, cells: Cells, faults: Faults) -> str | None:
    """The date at the time that a column of its own says."""
    column = known.time
    if column is None or not cells[column]:
        return found
    time = faults.attempt(column, lambda: read_time(cells[column], known.style))
    if time is None:
        return found
    timed = at_time(found, time) if found is not None else None
    if timed is not None:
        return timed
    if found is not None and "T" in found and not found.endswith(f"T{time}"):
        what = f"is a time beside {quoted(found.partition('T')[2])}, which the date has"
        faults.add(column, f"{quoted(cells[column])} {what}", "two times")
    elif found is None or "T" not in found:
        faults.keep(column)
    return found


def _is_edtf(text: str) -> bool:
    try:
        parse(text)
    except EdtfError:
        return False
    return True
