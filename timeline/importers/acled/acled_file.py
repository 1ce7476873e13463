"""ACLED exports -> records: political violence, demonstrations and what leads to them.

Rule: the ACLED Codebook (see ``acled_words`` and ``acled_dates``). Columns are found by name: the present
export has 31, older ones and other people's have more or fewer. ``data_id`` is not read, for it changes with each
download, and ``timestamp`` only to end a week; region and ISO numbers say nothing that the country does not.

- A row is an event. In the long ("monadic") form it is a side of one: the rows of one ``event_id_cnty``, which
  have no ``actor2``, are one event, its deaths once. They need not stand together: the file is read through
  once before, to learn which events are scattered (18 to 36 bytes an event) and what kind each actor is.
- Rows of an event that contradict each other are all rejected: whose deaths are right cannot be told.
- Neither actor is the aggressor by its place in the row. Both sides are ``participant``, but for
  violence in which civilians are a side: they are the ``target``, the other side the ``initiator``; who is alone
  acts alone. Associated actors are ``associate``, and the claim's note has whose.
- ACLED's own claim has the date and the deaths: the lowest number reported, 0 where none was. Each source
  that it names adds a claim of its own, without them.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from timeline.importers.acled.acled_event import read_event
from timeline.importers.acled.acled_words import OLD_NAMES, inter_of, kind_of
from timeline.importers.items import Imported, Input, Opened, Rejected
from timeline.importers.reading.cell_texts import one_line
from timeline.importers.reading.delimited import Row, Table, delimiter_with, present_names, read_table
from timeline.importers.reading.encodings import read_head
from timeline.importers.reading.ids_of_names import Naming
from timeline.importers.reading.seen import Seen, key_of

_NEEDED = ("event_id_cnty", "event_date", "event_type", "actor1")
_NOT_AVAILABLE = frozenset(("NA", "NaN", "NULL"))
_NO_CODE = 9


def recognises(head: str) -> bool:
    """Whether the header has the columns that every edition has."""
    return _delimiter(head) is not None


def _delimiter(head: str) -> str | None:
    return delimiter_with(head, _NEEDED, OLD_NAMES)


def open_file(file: Input, naming: Naming) -> Opened:
    """Reads a file, twice. Raises Unreadable."""
    delimiter = _delimiter(read_head(file)) or ","
    table = read_table(file, delimiter=delimiter, columns=_NEEDED)
    return Opened(table.columns, _items(table, read_table(file, delimiter=delimiter), naming))


class _Run(NamedTuple):
    """Rows of one event that stand together."""

    event_id: str
    rows: list[Row]


def _runs(table: Table) -> Iterator[_Run | Rejected]:
    index = table.index("event_id_cnty")
    run: _Run | None = None
    for row in table.rows:
        event_id = "" if isinstance(row, Rejected) else _cell(row, index).casefold()
        if run and not (event_id and event_id == run.event_id):
            yield run
            run = None
        if isinstance(row, Rejected):
            yield row
        elif run:
            run.rows.append(row)
        else:
            run = _Run(event_id, [row])
    if run:
        yield run


def _cell(row: Row, index: int | None) -> str:
    return "" if index is None else _text(row.cells[index])


def _text(cell: str) -> str:
    text = cell.strip()
    return "" if text in _NOT_AVAILABLE else text


class _Known(NamedTuple):
    """What the first reading tells."""

    scattered: Counter[int]
    """The key of each event whose rows do not stand together -> in how many places they stand."""
    kinds: dict[str, str | None]
    """The kind of each actor that is a side somewhere."""


def _first_reading(table: Table) -> _Known:
    sides = [(table.find(f"actor{side}"), table.find(f"inter{side}")) for side in "12"]
    seen = Seen()
    scattered: Counter[int] = Counter()
    inters: dict[str, int] = {}
    for run in _runs(table):
        if isinstance(run, Rejected):
            continue
        if run.event_id and seen.add(run.event_id) is not None:
            scattered[key_of(run.event_id)] += 1
        for row in run.rows:
            for actor, inter in sides:
                name = one_line(_cell(row, actor))
                # An army abroad is coded 8: the lowest code is what the actor is at home.
                code = inter_of(_cell(row, inter)) or _NO_CODE
                if code < inters.get(name, _NO_CODE + 1):
                    inters[name] = code
    for key in scattered:
        scattered[key] += 1
    return _Known(scattered, {name: kind_of(name, inter) for name, inter in inters.items()})


def _items(table: Table, again: Table, naming: Naming) -> Iterator[Imported | Rejected]:
    known = _first_reading(again)
    names = present_names(table.columns, OLD_NAMES)
    waiting: dict[int, list[Row]] = {}
    places = dict(known.scattered)
    for run in _runs(table):
        if isinstance(run, Rejected):
            yield run
            continue
        rows = run.rows
        key = key_of(run.event_id) if places and run.event_id else None
        if key in places:
            waiting.setdefault(key, []).extend(rows)
            places[key] -= 1
            if places[key]:
                continue
            rows = waiting.pop(key)
        values = [dict(zip(names, map(_text, row.cells), strict=True)) for row in rows]
        yield from read_event(table.label, rows, values, naming, known.kinds)
