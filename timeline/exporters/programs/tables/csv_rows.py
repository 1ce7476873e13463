"""CSV (RFC 4180, UTF-8): a row an event, or a tidy table, under a header. Safe to open in a spreadsheet."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, TextIO

from timeline.domain.chronology import Chronology, Entry, EntryPlace, EventDate
from timeline.exporters.programs.iso_days import day_text
from timeline.views.events.claims_told import figure_told
from timeline.views.events.event_parts import part_told
from timeline.views.wording.sentences import with_details

COLUMNS = (
    "id",
    "date",
    "edtf",
    "earliest",
    "latest",
    "begins_by",
    "ends_from",
    "in_window",
    "status",
    "disputed",
    "standing",
    "title",
    "summary",
    "type",
    "place",
    "latitude",
    "longitude",
    "participants",
    "figures",
    "sources",
    "source_count",
    "origin_count",
    "tags",
    "note",
)

# What a spreadsheet may take for a formula, after white space or controls, full-width forms included;
# and a leading tab or line end, which some drop before they look (OWASP, "CSV Injection").
_FORMULA = re.compile(r"[\s\x00-\x1f\x7f\u200b-\u200f\u2060-\u2069\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")
_NEGATIVE_NUMBER = re.compile(r"-[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?")


def export(chronology: Chronology, out: TextIO, *, raw: bool = False, table: str | None = None) -> None:
    """Write a row for each event, or for each thing of a table, lists within a cell joined by "; ".

    Nothing is told of open days. A cell that a spreadsheet might take for a formula gets a leading apostrophe;
    ``raw`` leaves every text as it is. Negative numbers stay numbers. ``out`` is to be opened with ``newline=""``.
    """
    columns, rows = (COLUMNS, map(row, chronology.entries)) if table is None else _table(chronology, table)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows if raw else map(_all_defused, rows))


def _table(chronology: Chronology, name: str) -> tuple[Iterable[str], Iterator[tuple[str, ...]]]:
    """The columns of a tidy table, and its rows as texts: yes and no as true and false, days in ISO 8601."""
    from timeline.exporters.programs.tables.tidy_tables import (
        NUMBER,
        TABLES,
        TEXTS,
        YES_NO,
    )  # who writes no table does without

    written: dict[str, Callable[[Any], str]] = {
        TEXTS: _joined,
        NUMBER: number_text,
        YES_NO: lambda is_so: "true" if is_so else "false",
    }
    table = TABLES[name]
    tellers = [written.get(holds, str) for holds in table.columns.values()]
    rows = (
        tuple(["" if cell is None else tell(cell) for tell, cell in zip(tellers, cells, strict=True)])
        for cells in table.rows(chronology)
    )
    return table.columns, rows


def defused(cell: str) -> str:
    """The cell as a spreadsheet takes it for text, unless it is a negative number."""
    if _FORMULA.match(cell) and not _NEGATIVE_NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def number_text(value: float) -> str:
    """A number as programs read it, whole ones without a point."""
    return str(int(value)) if value.is_integer() else repr(value)


def _all_defused(cells: tuple[str, ...]) -> list[str]:
    # No formula begins with a letter or a digit, as nearly every cell does.
    return [cell if not cell or cell[0].isalnum() else defused(cell) for cell in cells]


def row(entry: Entry) -> tuple[str, ...]:
    """The cells of an event, in the order of COLUMNS; what is not known is empty."""
    return (
        entry.id,
        *_when(entry.date),
        entry.in_window or "",
        entry.date.status,
        _joined(entry.disputed),
        entry.standing,
        entry.title,
        entry.summary or "",
        entry.type or "",
        *_where(entry.place),
        _joined(_participants(entry)),
        _joined(_figures(entry)),
        _joined(_sources(entry)),
        str(entry.source_count),
        str(entry.origin_count),
        _joined(entry.tags),
        entry.note or "",
    )


@lru_cache(maxsize=4096)  # in chronological order the same dates come again and again
def _when(date: EventDate) -> tuple[str, ...]:
    """The date in words and as EDTF, and its days: from and to at most, begun by and ended from at least."""
    hull = date.hull
    days = (date.begin_earliest, hull.end_latest, hull.begin_latest, hull.end_earliest)
    return date.text, date.edtf or "", *[day_text(day) or "" for day in days]


def _where(place: EntryPlace | None) -> tuple[str, str, str]:
    """The name of a place, and its point."""
    return ("", "", "") if place is None else (place.name, _degrees(place.latitude), _degrees(place.longitude))


def _participants(entry: Entry) -> Iterable[str]:
    """ "Ana Ruiz (initiator)"; with the id of the source where the editor does not say it."""
    return [part_told(part, part.source) if part.source else part_told(part) for part in entry.participants]


def _figures(entry: Entry) -> Iterable[str]:
    return [with_details(figure_told(figure), claim.source) for claim in entry.claims for figure in claim.figures]


def _sources(entry: Entry) -> Iterable[str]:
    return [f"{claim.source} {claim.at}" if claim.at else claim.source for claim in entry.claims]


def _joined(items: Iterable[str]) -> str:
    return "; ".join(items)


def _degrees(value: float | None) -> str:
    return "" if value is None else repr(value)
