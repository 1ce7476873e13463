"""Events as tables to count and to draw: a row a thing, a column a kind of value (tidy data).

Every row of one table is of the same kind, so programs join them by ids. The names of tables and columns are
stable: docs/python.md. Days stand twice: as ``datetime.date``, which knows the years 1 to 9999 alone, and as ISO 8601.
A field of a record is a column of its table, unless something is told in its place.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from timeline.domain.chronology import Chronology, Entry, EntryClaim, EntryParticipant, RecordLookup
from timeline.domain.claims.figures import figure_text
from timeline.domain.dates.edtf import parse
from timeline.domain.dates.when import Span
from timeline.domain.records import Actor, Claim, Event, Figure, Kind, Participant, Place, Source, fields_of
from timeline.exporters.programs.iso_days import day_text
from timeline.exporters.programs.json.json_records import above_actor, above_place, above_source, actors_of

TEXT, WHOLE, NUMBER, YES_NO, DAY, TEXTS = "text", "whole number", "number", "yes or no", "day", "list of texts"
"""What a column holds, beside None for what is not known."""

_HOLDS = {"latitude": NUMBER, "longitude": NUMBER, "number": NUMBER, "credibility": WHOLE, "flag": YES_NO}
_LAST_DAY = date.max.toordinal()
_Record = TypeVar("_Record", Source, Actor, Place)


class TablePart(NamedTuple):
    """Some columns that are told together."""

    columns: dict[str, str]
    """Their names, each with what it holds."""
    values: Callable[[Any], Iterable[Any]]
    """What a thing has in them."""


class TidyTable(NamedTuple):
    """One way to lay a chronology out in rows."""

    name: str
    parts: tuple[TablePart, ...]
    things: Callable[[Chronology], Iterable[Any]]
    """What has a row each, streamed; of records it needs those of the chronology."""

    @property
    def columns(self) -> dict[str, str]:
        """The names of its columns in their order, each with what it holds."""
        return {name: holds for part in self.parts for name, holds in part.columns.items()}

    def rows(self, chronology: Chronology) -> Iterator[tuple[Any, ...]]:
        """The rows of a chronology, streamed, their values in the order of the columns."""
        return self.rows_of(self.things(chronology))

    def rows_of(self, things: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
        """The rows of some of the things that the table is of."""
        tellers = [part.values for part in self.parts]
        for thing in things:
            yield tuple([value for tell in tellers for value in tell(thing)])


def as_lists(table: TidyTable, chronology: Chronology) -> dict[str, list[Any]]:
    """The columns of a table, each with its values from the first row to the last."""
    columns: dict[str, list[Any]] = {name: [] for name in table.columns}
    adders = [column.append for column in columns.values()]
    for row in table.rows(chronology):
        for add, value in zip(adders, row, strict=True):
            add(value)
    return columns


# --- columns ---------------------------------------------------------------------------------------


def _column(name: str, holds: str, value: Callable[[Any], Any]) -> TablePart:
    if holds == TEXT:  # a date knows more than its text does
        return TablePart({name: holds}, lambda thing: (None if (text := value(thing)) is None else str(text),))
    return TablePart({name: holds}, lambda thing: (value(thing),))


def _told(holds: str, *names: str, of: str = "") -> tuple[TablePart, ...]:
    """Columns that are called as attributes are, of things or of what these hold."""
    return tuple(_column(name, holds, attrgetter(of + name)) for name in names)


def _written(record: Any, of: str = "", **instead: tuple[TablePart, ...]) -> tuple[TablePart, ...]:
    """A column for each field of a record; ``instead``: what is told in place of some."""
    parts: list[TablePart] = []
    for field in fields_of(record):
        if field.kind.name == "former ids":
            continue  # tables are of what is told now
        parts += instead.get(field.name) or (() if field.name in instead else (_field(field.name, field.kind, of),))
    return tuple(parts)


def _field(name: str, kind: Kind, of: str) -> TablePart:
    value = attrgetter(of + name)
    if kind.is_list:
        return _column(name, TEXTS, lambda thing: list(value(thing)))
    holds = _HOLDS.get(kind.name, TEXT)
    if holds == NUMBER:  # 12 and 12.5 in one column are of one type
        return _column(name, holds, lambda thing: None if value(thing) is None else float(value(thing)))
    return _column(name, holds, value)


_OUTER = {"earliest": "begin_earliest", "latest": "end_latest"}
_ALL_FOUR = _OUTER | {"begins_by": "begin_latest", "ends_from": "end_earliest"}


def _days(names: Mapping[str, str], span: Callable[[Any], Span | None], prefix: str = "") -> TablePart:
    """Days of a span of something, each as a day and as text; ``names``: of columns to those of days."""
    columns: dict[str, str] = {}
    for name in names:
        columns |= {f"{prefix}{name}": DAY, f"{prefix}{name}_iso": TEXT}

    def cells(thing: Any) -> tuple[Any, ...]:
        found = span(thing)
        return tuple(cell for day in names.values() for cell in _day(None if found is None else getattr(found, day)))

    return TablePart(columns, cells)


@lru_cache(maxsize=4096)  # in chronological order the same days come again and again
def _day(day: int | None) -> tuple[date | None, str | None]:
    """A day as both of its columns have it."""
    is_known = day is not None and 1 <= day <= _LAST_DAY
    return date.fromordinal(day) if day is not None and is_known else None, day_text(day)


# --- what has a row --------------------------------------------------------------------------------


class _Said(NamedTuple):
    """A claim of an event."""

    event: str
    claim: EntryClaim


class _Given(NamedTuple):
    """A figure that a claim gives."""

    event: str
    claim: str
    source: str
    figure: Figure


class _TakenPart(NamedTuple):
    """Someone's part in an event."""

    event: str
    claim: str | None
    """Which claim says so; None for the editor."""
    part: EntryParticipant


def _entries(chronology: Chronology) -> Iterable[Entry]:
    return chronology.entries


def _claims(chronology: Chronology) -> Iterator[_Said]:
    for entry in chronology.entries:
        for claim in entry.claims:
            yield _Said(entry.id, claim)


def _figures(chronology: Chronology) -> Iterator[_Given]:
    for event, claim in _claims(chronology):
        for figure in claim.figures:
            yield _Given(event, claim.id, claim.source, figure)


def _participants(chronology: Chronology) -> Iterator[_TakenPart]:
    for entry in chronology.entries:
        for part in entry.participants:
            yield _TakenPart(entry.id, None if part.claim is None else entry.claims[part.claim].id, part)


class RecordsNamed(NamedTuple):
    """The records of one kind that events name."""

    named: Callable[[Entry], Iterable[str]]
    """The ids that an event names."""
    all_of: Callable[[RecordLookup, Iterable[str]], Iterator[Any]]
    """By id, the records of ids and all that these derive from, belong to or lie in: see ``_with_all_above``."""

    def of(self, chronology: Chronology) -> Iterator[Any]:
        """Those of a chronology."""
        return self.all_of(_lookup(chronology), (each for entry in chronology.entries for each in self.named(entry)))


_sources = RecordsNamed(
    lambda entry: [claim.source for claim in entry.claims],
    lambda lookup, named: _with_all_above(lookup, named, lookup.sources, above_source),
)
_actors = RecordsNamed(
    actors_of,
    lambda lookup, named: _with_all_above(lookup, named, lookup.actors, above_actor),
)
_places = RecordsNamed(
    lambda entry: [entry.place.id] if entry.place else [],
    lambda lookup, named: _with_all_above(lookup, named, lookup.places, above_place),
)


def _lookup(chronology: Chronology) -> RecordLookup:
    if chronology.records is None:
        raise ValueError("a table of records needs a chronology with records")
    return chronology.records


def _with_all_above(
    lookup: RecordLookup,
    named: Iterable[str],
    look_up: Callable[[Collection[str] | None], Iterable[_Record]],
    above: Callable[[_Record], list[str]],
) -> Iterator[_Record]:
    """By id, the records that events name, and all that these derive from, belong to or lie in.

    All that there are, where all events are told: also those that no event names.
    """
    if lookup.unused is not None:
        yield from look_up(None)
        return
    found: dict[str, _Record] = {}
    waiting = set(named)
    while waiting:
        records = {record.id: record for record in look_up(waiting)}
        found |= records
        waiting = {each for record in records.values() for each in above(record)} - found.keys()
    yield from (found[record_id] for record_id in sorted(found))


# --- the tables ------------------------------------------------------------------------------------


def _published(source: Source) -> Span | None:
    return None if source.published is None else parse(source.published).span


def _claimed_span(said: _Said) -> Span | None:
    return None if said.claim.date is None or said.claim.date.when is None else said.claim.date.when.span


_DATE = (
    _column("date", TEXT, lambda entry: entry.date.text),
    _column("date_status", TEXT, lambda entry: entry.date.status),
    *_told(TEXT, "edtf", of="date."),
    _days(_ALL_FOUR, lambda entry: entry.date.hull),
    *_told(YES_NO, "lasting", "approximate", "uncertain", of="date."),
)
_PLACE = TablePart(
    {"place": TEXT, "place_name": TEXT, "latitude": NUMBER, "longitude": NUMBER},
    lambda entry: entry.place[:4] if entry.place else (None,) * 4,
)
_SOURCE = (
    *_told(TEXT, "source", of="claim."),
    _column("source_title", TEXT, lambda said: said.claim.title),
    *_told(TEXT, "publisher", "published", of="claim."),
)
_ACCORDING_TO = _column("according_to", TEXTS, lambda said: [each.written for each in said.claim.according_to])
_CLAIM_DATE = (
    _column("date_written", TEXT, lambda said: said.claim.date and said.claim.date.written),
    _column("edtf", TEXT, lambda said: said.claim.date and said.claim.date.edtf),
    _days(_ALL_FOUR, _claimed_span),
    _column("lasting", YES_NO, lambda said: None if (span := _claimed_span(said)) is None else span.lasting),
)
_PUBLISHED = (
    *_told(TEXT, "published"),
    _days(_OUTER, _published, prefix="published_"),
)

TABLES = {
    each.name: each
    for each in (
        TidyTable(
            "events",
            (
                *_written(
                    Event,
                    place=(_PLACE,),
                    latitude=(),
                    longitude=(),
                    date=_DATE,
                    participants=(),
                    claims=(),
                    links=(),
                ),
                *_told(TEXT, "standing"),
                _column("disputed", TEXTS, lambda entry: list(entry.disputed)),
                *_told(TEXT, "in_window"),
                *_told(WHOLE, "source_count", "origin_count"),
            ),
            _entries,
        ),
        TidyTable(
            "claims",
            (
                *_told(TEXT, "id", of="claim."),
                *_told(TEXT, "event"),
                *_written(
                    Claim,
                    of="claim.",
                    source=_SOURCE,
                    date=_CLAIM_DATE,
                    according_to=(_ACCORDING_TO,),
                    figures=(),
                    participants=(),
                ),
                _column("origins", TEXTS, lambda said: list(said.claim.origins)),
            ),
            _claims,
        ),
        TidyTable(
            "participants",
            (
                *_told(TEXT, "event"),
                *_written(Participant, of="part."),
                *_told(TEXT, "name", of="part."),
                *_told(TEXT, "claim"),
                *_told(TEXT, "source", of="part."),
            ),
            _participants,
        ),
        TidyTable(
            "figures",
            (
                *_told(TEXT, "event", "claim", "source"),
                *_written(Figure, of="figure."),
                _column("text", TEXT, lambda given: figure_text(given.figure)),
            ),
            _figures,
        ),
        TidyTable(
            "sources",
            _written(Source, published=_PUBLISHED, derived_from=(_column("derived_from", TEXTS, above_source),)),
            _sources.of,
        ),
        TidyTable(
            "actors",
            _written(
                Actor,
                member_of=(_column("groups", TEXTS, lambda actor: list(dict.fromkeys(above_actor(actor)))),),
            ),
            _actors.of,
        ),
        TidyTable("places", _written(Place), _places.of),
    )
}

OF_EVENTS = ("events", "claims", "participants", "figures")
"""The tables of what stands in events themselves."""
OF_RECORDS = {"sources": _sources, "actors": _actors, "places": _places}
"""The tables of the records that events name, and how these are found."""
