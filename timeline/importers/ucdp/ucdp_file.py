"""UCDP Georeferenced Event Dataset, CSV: the global editions, the candidate ones, country extracts with HXL tags.

One row is one event. The dataset's own claim carries the date, the figures and whom they rest on; each report that
the row cites adds a claim that only says so. Codes have the meanings that stand in ``ucdp_words``. Sides of a
conflict are participants, for UCDP does not say who began; in one-sided violence side A is the initiator
and the civilians the victim.
Not taken over: numbers of countries and grid cells, the region, and what repeats another column.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from timeline.domain.records import Actor, Claim, Event, Figure, Participant
from timeline.importers.items import Imported, Input, Opened, Rejected
from timeline.importers.reading.cell_texts import one_line
from timeline.importers.reading.cell_values import iso_day, whole_number
from timeline.importers.reading.delimited import Row, RowProblems, Table, delimiter_with, present_names, read_table
from timeline.importers.reading.encodings import read_head
from timeline.importers.reading.ids_of_names import Naming, slug_with_digest
from timeline.importers.reading.seen import Seen
from timeline.importers.ucdp.ucdp_articles import MISSING, cited
from timeline.importers.ucdp.ucdp_dates import date_of
from timeline.importers.ucdp.ucdp_places import Values, path, read_point
from timeline.importers.ucdp.ucdp_words import (
    DATASET,
    ONE_SIDED,
    SIDES,
    TERMS,
    TYPES,
    according_to,
    claim_note,
    code,
    event_note,
)
from timeline.problems import listed

_NEEDED = ("id", "type_of_violence", "side_a", "side_b", "date_start", "date_end", "best")
_OLD_NAMES = {"best_est": "best", "low_est": "low", "high_est": "high"}
_YEARS = (1900, 2100)
_LONGEST_ID = 50
_COMMA = re.compile(r",\s+(?![^(]*\))")


def recognises(head: str) -> bool:
    """Whether the header has the columns that every edition has."""
    return _delimiter(head) is not None


def _delimiter(head: str) -> str | None:
    return delimiter_with(head, _NEEDED, _OLD_NAMES)


def open_file(file: Input, naming: Naming) -> Opened:
    """Reads the file. Raises Unreadable."""
    delimiter = _delimiter(read_head(file)) or ","
    table = read_table(file, delimiter=delimiter)
    columns = present_names(table.columns, _OLD_NAMES)
    table.require(*(name for name in _NEEDED if name not in columns))
    return Opened(table.columns, _items(table, naming))


def _items(table: Table, naming: Naming) -> Iterator[Imported | Rejected]:
    columns = present_names(table.columns, _OLD_NAMES)
    seen = Seen()
    for row in table.rows:
        if isinstance(row, Rejected):
            yield row
            continue
        values = _values(columns, row)
        problems = RowProblems(table.label, row.line)
        event_id = _event_id(values["id"], problems)
        if values["id"] and seen.add(event_id) is not None:
            problems.add("id", "an event of this id stands further up in the file", values["id"])
        yield _Reading(values, problems, naming).item(event_id, row)


def _values(columns: tuple[str, ...], row: Row) -> Values:
    return dict(zip(columns, map(_value, row.cells), strict=True))


def _value(cell: str) -> str:
    text = cell.strip()
    return "" if text in MISSING else text


def _event_id(text: str, problems: RowProblems) -> str:
    if not text:
        problems.add("id", "it is missing", text)
    number = text.removesuffix(".0")
    is_number = number.isascii() and number.isdigit() and len(number) <= _LONGEST_ID
    return f"ucdp-{number}" if is_number else f"ucdp-{slug_with_digest(text[:_LONGEST_ID], text)}"


class _Reading(NamedTuple):
    """One row on its way to an event."""

    values: Values
    problems: RowProblems
    naming: Naming

    def item(self, event_id: str, row: Row) -> Imported | Rejected:
        """The event of the row, or the row with all that is wrong with it."""
        kind = self._kind()
        days = self._days()
        figures = self._figures()
        side_a, side_b = self._side("side_a"), self._side("side_b")
        point = read_point(self.values, self.problems)
        if self.problems.errors or days is None:
            return self.problems.rejected(row)
        first_year, date = days
        places = self.naming.place(path(self.values))
        actors_a, actors_b = (tuple(self._actor(name) for name in side) for side in (side_a, side_b))
        articles = cited(self.values, first_year)
        whom, note = according_to(self.values), claim_note(self.values)
        claims = [Claim(DATASET.id, date=date, according_to=whom, figures=figures, note=note)]
        claims += [Claim(article.id, note="cited by UCDP") for article in articles]
        event = Event(
            event_id,
            _title(kind, side_a, side_b, places[-1].name if places else None),
            type=TYPES[kind],
            place=places[-1].id if places else None,
            latitude=point[0] if point else None,
            longitude=point[1] if point else None,
            participants=_participants(kind, actors_a, actors_b),
            claims=tuple(claims),
            tags=(self.values["type_of_violence"],),
            note=event_note(self.values),
        )
        actors = tuple(dict.fromkeys(actors_a + actors_b))
        return Imported(row.line, event, (DATASET, *articles), actors, places, TERMS, tuple(self.problems.advice))

    def _kind(self) -> int:
        text = self.values["type_of_violence"]
        kind = {"1": 1, "2": 2, "3": 3}.get(code(self.values, "type_of_violence"), 0)
        if not kind:
            self.problems.add("type_of_violence", "not 1, 2 or 3", text)
        return kind

    def _days(self) -> tuple[int, str] | None:
        """(year of the first day, EDTF): how long it took, and how exactly that is known, as the codes say."""
        start, end = self.values["date_start"], self.values["date_end"]
        first = iso_day(self.problems, "date_start", start, _YEARS)
        last = iso_day(self.problems, "date_end", end, _YEARS)
        if first is None or last is None:
            return None
        if first > last:
            self.problems.add("date_end", f"it is before date_start, {start[:10]}", end)
            return None
        codes = code(self.values, "date_prec"), code(self.values, "event_clarity")
        return int(start[:4]), date_of(first, last, *codes)

    def _figures(self) -> tuple[Figure, ...]:
        low, best, high = (
            whole_number(self.problems, column, self.values.get(column, "")) for column in ("low", "best", "high")
        )
        for lower, number, upper, limit in (("low", low, "best", best), ("best", best, "high", high)):
            if number is not None and limit is not None and number > limit:
                self.problems.advise(lower, f"{number:.0f} is above {upper}, {limit:.0f}: kept as it is")
        if best is None and low is not None and high is not None and low > high:
            self.problems.advise("low", f"{low:.0f} is above high, {high:.0f}: kept as it is")
        figures = [] if low is best is high is None else [Figure("killed", low, best, high)]
        for column, measure in SIDES.items():
            dead = whole_number(self.problems, column, self.values.get(column, ""))
            if dead is not None:
                figures.append(Figure(measure, best=dead))
        return tuple(figures)

    def _side(self, column: str) -> tuple[str, ...]:
        name = one_line(self.values[column])
        if not name:
            self.problems.add(column, "it is missing", name)
        return members(name)

    def _actor(self, name: str) -> Actor:
        if name == "Civilians":
            return self.naming.actor(name, kind="group")
        return self.naming.actor(name, kind="state" if name.startswith("Government of ") else None)


def members(side: str) -> tuple[str, ...]:
    """The actors of a side: a coalition's names are joined by ``, ``.

    A comma within brackets is the name's own; so is one before a word in small letters alone, as no
    actor is called that.
    """
    names = [name.strip() for name in _COMMA.split(side)]
    if any(not name or name.islower() for name in names):
        return (side,)
    return tuple(dict.fromkeys(names))


def _participants(kind: int, side_a: tuple[Actor, ...], side_b: tuple[Actor, ...]) -> tuple[Participant, ...]:
    role_a, role_b = ("initiator", "victim") if kind == ONE_SIDED else ("participant", "participant")
    found = [Participant(actor.id, role_a) for actor in side_a] + [Participant(actor.id, role_b) for actor in side_b]
    return tuple(dict.fromkeys(found))


def _title(kind: int, side_a: tuple[str, ...], side_b: tuple[str, ...], place: str | None) -> str:
    where = f" in {place}" if place else ""
    if kind == ONE_SIDED:
        victims = "civilians" if side_b == ("Civilians",) else listed(side_b)
        return f"{listed(side_a)} {'attack' if len(side_a) > 1 else 'attacks'} {victims}{where}"
    if len(side_a) == len(side_b) == 1:
        return f"{side_a[0]} and {side_b[0]} fight{where}"
    return f"{listed(side_a)} against {listed(side_b)}{where}"
