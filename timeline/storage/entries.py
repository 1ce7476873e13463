"""Rows -> entries: the events of a query as they are told, streamed, every claim beside its source."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from timeline.domain.chronology import (
    Entry,
    EntryClaim,
    EntryFigure,
    EntryLink,
    EntryParticipant,
    EntryPlace,
    EventDate,
    ListedSource,
    Span,
)
from timeline.domain.dates import End, When
from timeline.query import EventQuery
from timeline.storage.days import AFTER_TIMES, read_day
from timeline.storage.find import count_events, find_events
from timeline.storage.lead import choose_lead
from timeline.storage.reader import Reader, Value, in_list

_EVENTS_AT_A_TIME = 250
"""Events whose claims are fetched together."""
_EVENTS_AT_FIRST = 50
"""Fewer at first: a screen is full at once."""

# What is told of an event; the first three are the order of lists.
_COLUMNS = (
    "e.sort_day, e.sort_second, e.id, e.title, e.summary, e.type, e.place_id, e.date_note, e.note, e.status, e.edtf, "
    "e.earliest_day, e.latest_day, e.approximate, e.uncertain, e.span_count, e.standing, e.source_count, e.origin_count"
)

_Rows = dict[str, list[tuple[Any, ...]]]
"""Rows by the event that owns them."""


def find_entries(reader: Reader, query: EventQuery, *, brief: bool = False) -> Iterator[Entry]:
    """The events that a query asks for, in chronological order, undated ones last.

    ``brief`` leaves out what an event owns (claims, participants, links, tags) and its place.
    """
    if query.limit == 0:
        return
    found = find_events(query, choose_lead(reader, query), dialect=reader.dialect)
    yield from _entries(reader, (row[2] for row in reader.rows(*found)), brief=brief)


def count_entries(reader: Reader, query: EventQuery, *, most: int) -> int:
    """How many events a query finds, its page left aside; counted no further than ``most``."""
    counted = count_events(query, choose_lead(reader, query), dialect=reader.dialect, most=most)
    ((count,),) = reader.rows(*counted)
    return int(count)


def entry_of(reader: Reader, event_id: str) -> Entry | None:
    """One event; None where there is none of that id."""
    return next(_entries(reader, iter((event_id,)), brief=False), None)


def listed_sources(reader: Reader, ids: Iterable[str]) -> dict[str, ListedSource]:
    """These sources and all that they derive from, by id."""
    parameters: dict[str, Value] = {}
    found: dict[str, ListedSource] = {}
    wanted = iter(dict.fromkeys(ids))
    while chunk := list(islice(wanted, _EVENTS_AT_A_TIME)):
        parameters = {}
        heirs = in_list("id", chunk, parameters)
        family = f"(SELECT l.ancestor_id FROM source_lineage l WHERE l.source_id IN {heirs})"
        derivations: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for source_id, how, from_id in reader.rows(
            f"SELECT source_id, how, from_id FROM source_derivation WHERE source_id IN {family} "
            "ORDER BY source_id, position",
            parameters,
        ):
            derivations[source_id].append((how, from_id))
        for row in reader.rows(
            "SELECT id, title, kind, publisher, author, published, url, archive_url, accessed, reliability "
            f"FROM source WHERE id IN {family} ORDER BY id",
            parameters,
        ):
            found[row[0]] = ListedSource(*row)._replace(derived_from=tuple(derivations.get(row[0], ())))
    return found


def _entries(reader: Reader, ids: Iterator[str], *, brief: bool) -> Iterator[Entry]:
    many = _EVENTS_AT_FIRST
    while chunk := list(islice(ids, many)):
        found = _Chunk(reader, _told(reader, chunk))
        yield from found.brief_entries() if brief else found.entries()
        many = _EVENTS_AT_A_TIME


def _told(reader: Reader, ids: list[str]) -> list[tuple[Any, ...]]:
    """What is told of these events, in their order; an id of none is left out."""
    parameters: dict[str, Value] = {}
    sql = f"SELECT {_COLUMNS} FROM event e WHERE e.id IN {in_list('id', ids, parameters)}"
    rows = {row[2]: row for row in reader.rows(sql, parameters)}
    return [rows[event_id] for event_id in ids if event_id in rows]


class _Chunk:
    """Some events, and everything that they own."""

    def __init__(self, reader: Reader, events: list[tuple[Any, ...]]) -> None:
        self._reader = reader
        self._events = events
        self._parameters: dict[str, Value] = {}
        self._ids = in_list("id", [row[2] for row in events], self._parameters)

    def brief_entries(self) -> Iterator[Entry]:
        spans = self._spans()
        for row in self._events:
            yield _entry(row, spans=spans[row[2]], place=None, participants=(), claims=())

    def entries(self) -> Iterator[Entry]:
        spans = self._spans()
        places = self._places()
        participants = self._owned(
            "SELECT x.event_id, x.actor_id, a.name, x.role, c.source_id, x.claim_position FROM participation x "
            "JOIN actor a ON a.id = x.actor_id "
            "LEFT JOIN claim c ON c.event_id = x.event_id AND c.position = x.claim_position"
        )
        claims = self._claims()
        links = self._owned("SELECT x.event_id, x.kind, x.target_id FROM event_link x")
        targets = self._titles(target for rows in links.values() for _, target in rows)
        tags = self._owned("SELECT x.event_id, x.tag FROM event_tag x")
        for row in self._events:
            event_id = row[2]
            yield _entry(
                row,
                spans=spans[event_id],
                place=places.get(row[6]),
                participants=tuple(EntryParticipant(*each) for each in participants[event_id]),
                claims=tuple(claims[event_id]),
                links=tuple(EntryLink(kind, id_, targets.get(id_) or id_) for kind, id_ in links[event_id]),
                tags=tuple(tag for (tag,) in tags[event_id]),
            )

    def _spans(self) -> _Rows:
        if all(row[15] < 2 for row in self._events):
            return defaultdict(list)
        return self._owned("SELECT x.event_id, x.earliest_day, x.latest_day FROM event_span x")

    def _owned(self, select: str) -> _Rows:
        """The rows that these events own, in their order, without the event's id."""
        found: _Rows = defaultdict(list)
        sql = f"{select} WHERE x.event_id IN {self._ids} ORDER BY x.event_id, x.position"
        for event_id, *rest in self._reader.rows(sql, self._parameters):
            found[event_id].append(tuple(rest))
        return found

    def _places(self) -> dict[str, EntryPlace]:
        ids = list(dict.fromkeys(row[6] for row in self._events if row[6] is not None))
        if not ids:
            return {}
        parameters: dict[str, Value] = {}
        sql = f"SELECT id, name, latitude, longitude FROM place WHERE id IN {in_list('id', ids, parameters)}"
        return {row[0]: EntryPlace(*row) for row in self._reader.rows(sql, parameters)}

    def _claims(self) -> dict[str, list[EntryClaim]]:
        figures: dict[tuple[str, int], list[EntryFigure]] = defaultdict(list)
        for event_id, rows in self._owned(
            "SELECT x.event_id, x.claim_position, x.measure, x.low, x.best, x.high, x.approximate FROM figure x"
        ).items():
            for position, *figure in rows:
                figures[event_id, position].append(_figure(*figure))
        claims = self._owned(
            "SELECT x.event_id, x.position, x.source_id, s.title, s.publisher, s.published, x.locator, x.date_written, "
            "x.date_edtf, x.earliest_day, x.latest_day, x.approximate, x.uncertain, x.modality, x.credibility, "
            "x.quote, x.note, x.relative_event_id FROM claim x JOIN source s ON s.id = x.source_id"
        )
        told_from = self._titles(row[-1] for rows in claims.values() for row in rows)
        origins = self._origins({row[1] for rows in claims.values() for row in rows})
        return defaultdict(
            list,
            {
                event_id: [
                    _claim(row, tuple(figures[event_id, row[0]]), origins[row[1]], told_from.get(row[-1]))
                    for row in rows
                ]
                for event_id, rows in claims.items()
            },
        )

    def _titles(self, ids: Iterable[str | None]) -> dict[str | None, str]:
        """The titles of other events: asked for apart, because they may lie on another machine."""
        wanted = sorted({each for each in ids if each is not None})
        if not wanted:
            return {}
        parameters: dict[str, Value] = {}
        sql = f"SELECT id, title FROM event WHERE id IN {in_list('id', wanted, parameters)}"
        return dict(self._reader.rows(sql, parameters))

    def _origins(self, sources: set[str]) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        if sources:
            parameters: dict[str, Value] = {}
            listed = in_list("id", sorted(sources), parameters)
            for source_id, origin in self._reader.rows(
                f"SELECT source_id, ancestor_id FROM source_lineage WHERE is_origin = 1 AND source_id IN {listed} "
                "ORDER BY source_id, ancestor_id",
                parameters,
            ):
                found[source_id].append(origin)
        return {source_id: tuple(found[source_id]) or (source_id,) for source_id in sources}


def _entry(row: tuple[Any, ...], *, spans: list[tuple[int, int]], place: EntryPlace | None, **parts: Any) -> Entry:
    (
        _,
        sort_second,
        event_id,
        title,
        summary,
        type_,
        _,
        date_note,
        note,
        status,
        edtf,
        earliest,
        latest,
        approximate,
        uncertain,
        _,
        standing,
        source_count,
        origin_count,
    ) = row
    if status != "undated" and not spans:
        spans = [(earliest, latest)]
    return Entry(
        id=event_id,
        title=title,
        summary=summary,
        type=type_,
        date=EventDate(
            status=status,
            edtf=edtf,
            spans=tuple(Span(read_day(first), read_day(last)) for first, last in spans),
            approximate=bool(approximate),
            uncertain=bool(uncertain),
            second=sort_second if 0 <= sort_second < AFTER_TIMES and status != "undated" else None,
        ),
        date_note=date_note,
        standing=standing,
        place=place,
        source_count=source_count,
        origin_count=origin_count,
        note=note,
        **parts,
    )


def _claim(
    row: tuple[Any, ...], figures: tuple[EntryFigure, ...], origins: tuple[str, ...], told_from: str | None
) -> EntryClaim:
    (
        _,
        source,
        title,
        publisher,
        published,
        at,
        written,
        edtf,
        earliest,
        latest,
        approximate,
        uncertain,
        *rest,
    ) = row
    modality, credibility, quote, note, _ = rest
    return EntryClaim(
        source=source,
        title=title,
        publisher=publisher,
        published=published,
        at=at,
        written=written,
        when=None if edtf is None else _when(edtf, earliest, latest, approximate, uncertain),
        modality=modality,
        figures=figures,
        credibility=credibility,
        quote=quote,
        note=note,
        origins=origins,
        told_from=told_from,
    )


def _when(edtf: str, earliest: int, latest: int, approximate: int, uncertain: int) -> When:
    start, slash, end = edtf.partition("/")
    return When(
        text=edtf,
        earliest_day=read_day(earliest),
        latest_day=read_day(latest),
        approximate=bool(approximate),
        uncertain=bool(uncertain),
        start=_end(read_day(earliest), start),
        end=_end(read_day(latest), end if slash else start),  # a set ("[2031-05-08..]") has no empty side
        second=_second(edtf),
    )


def _second(edtf: str) -> int | None:
    """Seconds after midnight, where the date has a time: always hh:mm:ss (ISO 8601-2, level 0)."""
    _, has_time, time = edtf.partition("T")
    if not has_time:
        return None
    hour, minute, second = time[:8].split(":")
    return int(hour) * 3600 + int(minute) * 60 + int(second)


def _end(day: int | None, written: str) -> End:
    if day is not None:
        return End.KNOWN
    return End.OPEN if written else End.UNKNOWN


def _figure(measure: str, low: float | None, best: float | None, high: float | None, approximate: int) -> EntryFigure:
    from timeline.domain.figures import Figure, figure_text  # most lists have no figure to say

    text = figure_text(Figure(measure, low, best, high, bool(approximate)))
    return EntryFigure(measure, low, best, high, text, bool(approximate))
