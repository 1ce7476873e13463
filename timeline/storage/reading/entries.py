"""Queries -> entries: the events of a query as they are told, streamed, every claim beside its source."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from timeline.domain.chronology import (
    Entry,
    EntryClaim,
    EntryFigure,
    EntryLink,
    EntryParticipant,
    EntryPlace,
    ListedSource,
)
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader, Value, among
from timeline.storage.reading.entry_rows import as_claim, as_date, with_spans
from timeline.storage.reading.finding.find_events import WALK, count_events, find_events
from timeline.storage.reading.finding.lead import choose_lead
from timeline.storage.schema.stored_days import UNDATED_SORT

_EVENTS_AT_A_TIME = {"sqlite": 125, "postgresql": 500}
"""Events whose claims are fetched together: from a file as many as the processor's cache holds, from a server more,
for each question is a way to go."""
_EVENTS_AT_FIRST = 50
"""Fewer at first: a screen is full at once."""
_ORIGINS_REMEMBERED = 10_000
"""Sources whose origins are kept for the events that follow: what speaks of one event speaks of the next."""

# What is told of an event; the first three are the order of lists.
_COLUMNS = (
    "e.sort_day, e.sort_second, e.id, e.title, e.summary, e.type, e.place_id, e.date_note, e.note, e.status, e.edtf, "
    "e.earliest_day, e.latest_day, e.approximate, e.uncertain, e.span_count, e.standing, e.source_count, "
    "e.origin_count, e.latitude, "
    "e.longitude"
)

_LOOKED_THROUGH = 2_000
"""A window of fewer events is looked through at once."""

_MOST_ON_A_PAGE = 1_000
"""Keys of so many events may come from a server at once."""

_Row = tuple[Any, ...]
_Rows = dict[str, list[_Row]]
"""Rows by the event that owns them, which each begins with."""


def find_entries(reader: Reader, query: EventQuery, *, brief: bool = False) -> Iterator[Entry]:
    """The events that a query asks for, in chronological order or backwards, undated ones last in both.

    ``brief`` leaves out what an event owns (claims, participants, links, tags) and its place.
    """
    if query.limit == 0:
        return
    teller = _Teller(reader)
    tell = teller.briefly if brief else teller.fully
    if query._replace(reverse=False) == EventQuery():
        for rows in _in_chunks(reader, _all_rows(reader, query)):
            yield from tell(rows)
        return
    found = find_events(query, choose_lead(reader, query), dialect=reader.dialect)
    is_page = query.limit is not None and query.limit <= _MOST_ON_A_PAGE
    for keys in _in_chunks(reader, reader.rows(*found, few=is_page)):
        yield from tell(_told(reader, [key[2] for key in keys]))


def count_entries(reader: Reader, query: EventQuery, *, most: int) -> int:
    """How many events a query finds, its page left aside; counted no further than ``most``."""
    counted = count_events(query, choose_lead(reader, query), dialect=reader.dialect, most=most)
    ((count,),) = reader.rows(*counted, few=True)
    return int(count)


def is_quickly_counted(reader: Reader, query: EventQuery) -> bool:
    """Whether the events that fit lie close together, or an index finds them; else they may be far apart."""
    window = _window_alone(query)
    if query._replace(limit=None, offset=0, reverse=False, as_of=None) == window:
        return True
    few = count_events(window, dialect=reader.dialect, most=_LOOKED_THROUGH)
    ((count,),) = reader.rows(*few, few=True)
    return int(count) < _LOOKED_THROUGH or choose_lead(reader, query) != WALK


def _window_alone(query: EventQuery) -> EventQuery:
    return EventQuery(query.from_day, query.to_day, query.from_second, query.to_second)


def entry_of(reader: Reader, event_id: str) -> Entry | None:
    """One event; None where there is none of that id."""
    return next(_Teller(reader).fully(_told(reader, [event_id])), None)


def listed_sources(reader: Reader, ids: Iterable[str]) -> dict[str, ListedSource]:
    """These sources and all that they derive from, by id."""
    found: dict[str, ListedSource] = {}
    for chunk in _in_chunks(reader, iter(dict.fromkeys(ids))):
        parameters: dict[str, Value] = {}
        heirs = among(reader, "ids", chunk, parameters)
        family = f"(SELECT l.ancestor_id FROM source_lineage l WHERE l.source_id {heirs})"
        derivations: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for source_id, how, from_id in reader.rows(
            f"SELECT source_id, how, from_id FROM source_derivation WHERE source_id IN {family} "
            "ORDER BY source_id, position",
            parameters,
            few=True,
        ):
            derivations[source_id].append((how, from_id))
        for row in reader.rows(
            "SELECT id, title, kind, publisher, author, published, url, archive_url, accessed, reliability "
            f"FROM source WHERE id IN {family} ORDER BY id",
            parameters,
            few=True,
        ):
            found[row[0]] = ListedSource(*row)._replace(derived_from=tuple(derivations.get(row[0], ())))
    return found


def _in_chunks(reader: Reader, items: Iterator[Any]) -> Iterator[list[Any]]:
    many = _EVENTS_AT_FIRST
    while chunk := list(islice(items, many)):
        yield chunk
        many = _EVENTS_AT_A_TIME[reader.dialect]


def _all_rows(reader: Reader, query: EventQuery) -> Iterator[_Row]:
    """What is told of all events: they need not be found first."""
    select = f"SELECT {_COLUMNS} FROM event e"
    if not query.reverse:
        return reader.rows(f"{select} ORDER BY 1, 2, 3", {})
    dated, undated = (
        reader.rows(f"{select} WHERE e.sort_day {which} {UNDATED_SORT} ORDER BY 1 DESC, 2 DESC, 3 DESC", {})
        for which in ("<", "=")
    )
    return chain(dated, undated)


def _told(reader: Reader, ids: list[str]) -> list[_Row]:
    """What is told of these events, in their order; an id of none is left out."""
    parameters: dict[str, Value] = {}
    sql = f"SELECT {_COLUMNS} FROM event e WHERE e.id {among(reader, 'ids', ids, parameters)}"
    rows = {row[2]: row for row in reader.rows(sql, parameters, few=True)}
    return [rows[event_id] for event_id in ids if event_id in rows]


class _Teller:
    """Tells events, some at a time, with everything that they own."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._origins: dict[str, tuple[str, ...]] = {}

    def briefly(self, events: list[_Row]) -> Iterator[Entry]:
        """The events alone."""
        spans = self._spans(events)
        for row in events:
            _, second, id_, title, summary, type_, _, date_note, note, *when, _, standing, sources, origins, _, _ = row
            date = as_date(second, *when)
            if id_ in spans:
                date = with_spans(date, spans[id_])
            yield Entry(
                id_, title, summary, type_, date, date_note, standing, None, (), (), sources, origins, note=note
            )

    def fully(self, events: list[_Row]) -> Iterator[Entry]:
        """The events with all that they own."""
        if not events:
            return
        owned = self._owned_by(events)
        spans = self._spans(events)
        places = self._places(events)
        claims = owned(
            "SELECT x.event_id, x.position, x.date_edtf, x.earliest_day, x.latest_day, x.approximate, x.uncertain, "
            "x.source_id, s.title, s.publisher, s.published, x.locator, x.date_written, x.modality, x.credibility, "
            "x.quote, x.note, x.relative_event_id FROM claim x JOIN source s ON s.id = x.source_id"
        )
        figures = owned(
            "SELECT x.event_id, x.claim_position, x.measure, x.low, x.best, x.high, x.approximate FROM figure x"
        )
        participants = owned(
            "SELECT x.event_id, x.claim_position, x.actor_id, a.name, x.role FROM participation x "
            "JOIN actor a ON a.id = x.actor_id"
        )
        links = owned("SELECT x.event_id, x.kind, x.target_id FROM event_link x")
        tags = owned("SELECT x.event_id, x.tag FROM event_tag x")
        titles = self._titles(claims, links)
        self._learn_origins(claims)
        for row in events:
            _, second, id_, title, summary, type_, place, date_note, note, *when, _, standing, sources, origins = row[
                :-2
            ]
            date = as_date(second, *when)
            if id_ in spans:
                date = with_spans(date, spans[id_])
            said = claims.get(id_, ())
            yield Entry(
                id_,
                title,
                summary,
                type_,
                date,
                date_note,
                standing,
                None if place is None else _at(places[place], *row[-2:]),
                _participants(participants[id_], said) if id_ in participants else (),
                self._claims(said, figures.get(id_), titles),
                sources,
                origins,
                tuple([EntryLink(kind, to, titles.get(to) or to) for _, kind, to in links[id_]])
                if id_ in links
                else (),
                tuple([tag for _, tag in tags[id_]]) if id_ in tags else (),
                note,
            )

    def _owned_by(self, events: list[_Row]) -> Callable[[str], _Rows]:
        parameters: dict[str, Value] = {}
        of_these = among(self._reader, "ids", [row[2] for row in events], parameters)

        def owned(select: str) -> _Rows:
            """The rows that these events own, in their order."""
            found: _Rows = defaultdict(list)
            sql = f"{select} WHERE x.event_id {of_these} ORDER BY x.event_id, x.position"
            for row in self._reader.rows(sql, parameters, few=True):
                found[row[0]].append(row)
            return found

        return owned

    def _spans(self, events: list[_Row]) -> _Rows:
        several = [row for row in events if row[15] > 1]
        if not several:
            return {}
        return self._owned_by(several)("SELECT x.event_id, x.earliest_day, x.latest_day FROM event_span x")

    def _places(self, events: list[_Row]) -> dict[str, EntryPlace]:
        ids = list({row[6]: None for row in events if row[6] is not None})
        if not ids:
            return {}
        parameters: dict[str, Value] = {}
        sql = f"SELECT id, name, latitude, longitude FROM place WHERE id {among(self._reader, 'ids', ids, parameters)}"
        return {row[0]: EntryPlace(*row) for row in self._reader.rows(sql, parameters, few=True)}

    def _titles(self, claims: _Rows, links: _Rows) -> dict[str | None, str]:
        """The titles of other events: asked for apart, because they may lie on another machine."""
        wanted = {row[-1] for rows in claims.values() for row in rows}
        wanted.update(row[2] for rows in links.values() for row in rows)
        wanted.discard(None)
        if not wanted:
            return {}
        parameters: dict[str, Value] = {}
        sql = f"SELECT id, title FROM event WHERE id {among(self._reader, 'ids', sorted(wanted), parameters)}"
        return dict(self._reader.rows(sql, parameters, few=True))

    def _learn_origins(self, claims: _Rows) -> None:
        sources = {row[7] for rows in claims.values() for row in rows}
        if len(self._origins) > _ORIGINS_REMEMBERED:
            self._origins.clear()
        new = sorted(sources.difference(self._origins))
        if not new:
            return
        parameters: dict[str, Value] = {}
        found: dict[str, list[str]] = defaultdict(list)
        for source_id, origin in self._reader.rows(
            "SELECT source_id, ancestor_id FROM source_lineage WHERE is_origin = 1 AND source_id "
            f"{among(self._reader, 'ids', new, parameters)} ORDER BY source_id, ancestor_id",
            parameters,
            few=True,
        ):
            found[source_id].append(origin)
        self._origins |= {source_id: tuple(found[source_id]) or (source_id,) for source_id in new}

    def _claims(
        self, rows: Sequence[_Row], figure_rows: list[_Row] | None, titles: dict[str | None, str]
    ) -> tuple[EntryClaim, ...]:
        figures = _figures(figure_rows) if figure_rows else {}
        return tuple(
            [as_claim(row, figures.get(row[1], ()), self._origins[row[7]], titles.get(row[17])) for row in rows]
        )


def _at(place: EntryPlace, latitude: float | None, longitude: float | None) -> EntryPlace:
    """The place with the event's own point, where it has one."""
    return place if latitude is None else EntryPlace(place.id, place.name, latitude, longitude, own_point=True)


def _participants(rows: list[_Row], claims: Sequence[_Row]) -> tuple[EntryParticipant, ...]:
    sources = {row[1]: row[7] for row in claims}
    return tuple(
        [EntryParticipant(actor, name, role, sources.get(claim), claim) for _, claim, actor, name, role in rows]
    )


def _figures(rows: list[_Row]) -> dict[int, tuple[EntryFigure, ...]]:
    """By the claim that gives them."""
    found: dict[int, tuple[EntryFigure, ...]] = {}
    for _, position, measure, low, best, high, approximate in rows:
        figure = EntryFigure(measure, low, best, high, bool(approximate))
        found[position] = (*found.get(position, ()), figure)
    return found
