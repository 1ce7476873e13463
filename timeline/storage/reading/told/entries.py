"""Queries -> entries: the events of a query as they are told, streamed, every claim beside its source."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import Any

from timeline.domain.chronology import (
    Entry,
    EntryAttribution,
    EntryClaim,
    EntryLink,
    EntryParticipant,
    EntryPlace,
)
from timeline.domain.claims.addresses import claim_addresses
from timeline.domain.dates.written import told_from
from timeline.domain.in_window import in_window
from timeline.domain.records import Claim, Event, Figure, Link, Participant, Source
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader, Value, among
from timeline.storage.reading.finding.find_events import WALK, count_events
from timeline.storage.reading.finding.lead import choose_lead, choose_way
from timeline.storage.reading.finding.place_in_list import Key, Start
from timeline.storage.reading.finding.stretches import find_in_order
from timeline.storage.reading.told.entry_rows import CLAIM_DATING, DATING, SPAN, as_claimed, as_date, with_spans
from timeline.storage.reading.told.owned_rows import Row, Rows, kind_of, read_rows
from timeline.storage.reading.told.told_beside import Beside, SourceTold, actor_names, places_told, sources_told
from timeline.storage.schema.columns import columns, in_order_of, made_of
from timeline.storage.schema.stored_days import BEFORE_ALL, UNDATED_SORT

_EVENTS_AT_A_TIME = 500
"""Events whose claims are fetched together: each question takes a while to put, and to a server it is a way to go."""
_EVENTS_AT_FIRST = 50
"""Fewer at first: a screen is full at once."""

# A row of an event is an Entry, NULL where something is told in place of what is written, and behind it what dates it.
_EVENT_COLUMNS = (
    f"{in_order_of(Event, 'e.')}, e.standing, e.source_count, e.origin_count, e.disputed, NULL, "
    f"{', '.join(f'e.{column}' for column in DATING)}, e.span_count"
)
_ENTRY = slice(len(Entry._fields))
_DATING = slice(_ENTRY.stop, -1)
_SPAN_COUNT = -1
_ID, _PLACE, _LATITUDE, _LONGITUDE = map(Entry._fields.index, ("id", "place", "latitude", "longitude"))
_DATE, _PARTICIPANTS, _CLAIMS, _LINKS, _TAGS, _WAS, _DISPUTED, _IN_WINDOW = map(
    Entry._fields.index, ("date", "participants", "claims", "links", "tags", "was", "disputed", "in_window")
)

# A row of a claim is a Claim behind what owns it, and behind that what dates it. An EntryClaim is a Claim, what is told
# of its source, and two fields that follow from the rest of the row.
_CLAIM_COLUMNS = (
    f"x.event_id, x.position, {in_order_of(Claim, 'x.')}, "
    f"{', '.join(f'x.{column}' for column in CLAIM_DATING)}, x.written_in"
)
_CLAIM = slice(2, 2 + len(Claim._fields))
_CLAIM_DATING = slice(_CLAIM.stop, -1)
_WRITTEN_IN = -1
_CLAIM_EDTF = _CLAIM.stop + CLAIM_DATING.index("date_edtf")
_CLAIM_SOURCE, _AT = map(EntryClaim._fields.index, ("source", "at"))
_SOURCE = _CLAIM.start + _CLAIM_SOURCE
_CLAIMED, _ATTRIBUTED, _FIGURES, _NAMED, _TOLD_FROM = map(
    EntryClaim._fields.index, ("date", "according_to", "figures", "participants", "told_from")
)
_WRITTEN = 2 + _CLAIMED
_ACTOR = 2
"""In the rows of participations and of those who are reported."""

_LOOKED_THROUGH = 2_000
"""A window of fewer events is looked through at once."""

_MOST_ON_A_PAGE = 1_000
"""Keys of so many events may come from a server at once."""

_OWNED_BRIEFLY = (
    kind_of(f"x.event_id, x.claim_position, {columns(Figure, 'x.')}", "figure x"),
    kind_of("x.event_id, x.claim_position, x.actor_id, x.role", "participation x"),
    kind_of("x.event_id, x.tag", "event_tag x"),
)
_OWNED = (
    kind_of(_CLAIM_COLUMNS, "claim x"),
    *_OWNED_BRIEFLY,
    kind_of("x.event_id, x.claim_position, x.actor_id, x.words", "attribution x"),
    kind_of(f"x.event_id, {columns(Link, 'x.')}", "event_link x"),
)
_OWNED_WITH_BRIEF_CLAIMS = (kind_of("x.event_id, x.position, x.source_id, x.locator", "claim x"), *_OWNED_BRIEFLY)
"""The source stands where it does in a whole claim."""
_SPAN_COLUMNS = f"x.event_id, {', '.join(f'x.{column}' for column in SPAN)}"
_SPANS = kind_of(_SPAN_COLUMNS, "event_span x")
_EVENTS = kind_of(
    f"{_EVENT_COLUMNS}, {_SPAN_COLUMNS}", "event e LEFT JOIN event_span x ON x.event_id = e.id AND e.span_count > 1"
)
"""With the spans of those that have several: of these a row for each."""
_OWN_SPAN = slice(-1 - len(SPAN), None)

# Made of all their values: of each event there are a dozen, and their own way takes three times as long.
_new_entry: Callable[[Iterable[Any]], Entry] = partial(tuple.__new__, Entry)
_new_claim: Callable[[Iterable[Any]], EntryClaim] = partial(tuple.__new__, EntryClaim)
_new_part: Callable[[Iterable[Any]], EntryParticipant] = partial(tuple.__new__, EntryParticipant)
_attribution: Callable[[Iterable[Any]], EntryAttribution] = partial(tuple.__new__, EntryAttribution)
_participant: Callable[[Iterable[Any]], Participant] = partial(tuple.__new__, Participant)
_make_figure = made_of(Figure)
_NONE: dict[int, tuple[Any, ...]] = {}
_NO_CLAIM = EntryClaim("")
_Titles = dict[str, tuple[str, str]]
"""By an event's id the one that it is told as, itself as a rule, and its title."""
_EVERYTHING = EventQuery()
_OF_EVENTS = "SELECT id, title FROM event WHERE id"
_OF_MATCHED = "SELECT id, told_as FROM matched_event WHERE id"


def find_entries(
    reader: Reader, query: EventQuery, *, brief: bool = False, brief_claims: bool = False
) -> Iterator[Entry]:
    """The events that a query asks for, in chronological order or backwards, undated ones last in both.

    ``brief`` leaves out what an event owns (claims, participants, links, tags) and its place; ``brief_claims`` leaves
    out links, and of each claim all but the id of its source, the place in that, and figures.
    """
    if query.limit == 0:
        return
    teller = _Teller(reader, query, brief=brief, brief_claims=brief_claims)
    if query._replace(reverse=False) == _EVERYTHING:
        for rows in _in_chunks(_all_rows(reader, query)):
            yield from teller.of_rows(rows)
        return
    for keys in _in_chunks(find_in_order(reader, query, choose_way(reader, query), few=_is_page(query))):
        yield from teller.of_ids([key[2] for key in keys])


def read_page(reader: Reader, query: EventQuery, start: Start, *, brief: bool = False) -> list[tuple[Key, Entry]]:
    """The events of a query from a place in its list on, in the order in which they are read, each with its key.

    No more than the query's limit.
    """
    keys = find_keys(reader, query, start)
    return list(zip(keys, tell_events(reader, query, keys, brief=brief), strict=True))


def tell_events(
    reader: Reader, query: EventQuery, keys: Iterable[Key], *, brief: bool = False, brief_claims: bool = False
) -> Iterator[Entry]:
    """The events of these keys, which a query has found, in their order."""
    teller = _Teller(reader, query, brief=brief, brief_claims=brief_claims)
    for chunk in _in_chunks(iter(keys)):
        yield from teller.of_ids([key.id for key in chunk])


def find_keys(reader: Reader, query: EventQuery, start: Start) -> list[Key]:
    """The keys of the same events, as they stand in the database."""
    found = find_in_order(reader, query, choose_way(reader, query), start, few=_is_page(query))
    return [Key(UNDATED_SORT if day == BEFORE_ALL else day, rank, event_id) for day, rank, event_id in found]


def _is_page(query: EventQuery) -> bool:
    return query.limit is not None and query.limit <= _MOST_ON_A_PAGE


def count_entries(reader: Reader, query: EventQuery, *, most: int) -> int:
    """How many events a query finds, its page left aside; counted no further than ``most``."""
    lead = choose_lead(reader, query._replace(limit=most, offset=0))
    counted = count_events(query, lead, dialect=reader.dialect, most=most)
    ((count,),) = reader.rows(*counted, few=True)
    return int(count)


def is_quickly_counted(reader: Reader, query: EventQuery) -> bool:
    """Whether the events that fit lie close together, or an index finds them; else they may be far apart."""
    window = EventQuery(window=query.window)
    if query._replace(limit=None, offset=0, reverse=False) == window:
        return True
    few = count_events(window, dialect=reader.dialect, most=_LOOKED_THROUGH)
    ((count,),) = reader.rows(*few, few=True)
    return int(count) < _LOOKED_THROUGH or choose_lead(reader, query) != WALK


def entry_of(reader: Reader, event_id: str) -> Entry | None:
    """One event; None where there is none of that id."""
    return next(_Teller(reader).of_ids([event_id]), None)


def entries_told(reader: Reader, ids: Iterable[str]) -> Iterator[Entry]:
    """The events of these ids that are told by themselves, in no order."""
    teller = _Teller(reader)
    for chunk in _in_chunks(iter(ids)):
        yield from teller.of_ids(chunk)


def listed_sources(reader: Reader, ids: Iterable[str]) -> dict[str, Source]:
    """These sources and all that they derive from, by id."""
    from timeline.storage.reading.stored.stored_records import read_sources  # most lists tell of no source as such

    found: dict[str, Source] = {}
    for chunk in _in_chunks(iter(dict.fromkeys(ids))):
        parameters: dict[str, Value] = {}
        heirs = among(reader, "ids", chunk, parameters)
        sql = f"SELECT DISTINCT ancestor_id FROM source_lineage WHERE source_id {heirs}"
        family = [ancestor for (ancestor,) in reader.rows(sql, parameters, few=True)]
        found |= {source.id: source for source in read_sources(reader, family)}
    return found


def _in_chunks(items: Iterator[Any]) -> Iterator[list[Any]]:
    many = _EVENTS_AT_FIRST
    while chunk := list(islice(items, many)):
        yield chunk
        many = _EVENTS_AT_A_TIME


def _all_rows(reader: Reader, query: EventQuery) -> Iterator[Row]:
    """What is told of all events: they need not be found first."""
    select = f"SELECT {_EVENT_COLUMNS} FROM event e"
    if not query.reverse:
        return reader.rows(f"{select} ORDER BY e.sort_day, e.sort_rank, e.id", {})
    backwards = "ORDER BY e.sort_day DESC, e.sort_rank DESC, e.id DESC"
    dated, undated = (
        reader.rows(f"{select} WHERE e.sort_day {which} {UNDATED_SORT} {backwards}", {}) for which in ("<", "=")
    )
    return chain(dated, undated)


class _Teller:
    """Tells events, some at a time, with everything that they own."""

    def __init__(
        self, reader: Reader, query: EventQuery = _EVERYTHING, *, brief: bool = False, brief_claims: bool = False
    ) -> None:
        """``query`` says to which window they lie how; what is left out: as of ``find_entries``."""
        self._reader = reader
        self._window = query.window if query.has_window else None
        self._part = query.in_window
        self._owned = () if brief else _OWNED_WITH_BRIEF_CLAIMS if brief_claims else _OWNED
        self._has_former_ids: bool | None = None
        """Whether any event had another id before; None: not asked yet."""
        self._sources = Beside(reader, sources_told)
        self._actors = Beside(reader, actor_names)
        self._places = Beside(reader, places_told)

    def of_ids(self, ids: list[str]) -> Iterator[Entry]:
        """The events of these ids, in their order; an id of none is left out."""
        rows, *owned = read_rows(self._reader, ids, (_EVENTS, *self._owned))
        found = [rows[each] for each in ids if each in rows]
        spans = {own[0][_ID]: [row[_OWN_SPAN] for row in own] for own in found if own[0][_OWN_SPAN.start] is not None}
        yield from self._tell([own[0][: _OWN_SPAN.start] for own in found], spans, owned)

    def of_rows(self, events: list[Row]) -> Iterator[Entry]:
        """The events of these rows."""
        owned = read_rows(self._reader, [row[_ID] for row in events], self._owned)
        (spans,) = read_rows(self._reader, [row[_ID] for row in events if row[_SPAN_COUNT] > 1], (_SPANS,))
        yield from self._tell(events, spans, owned)

    def _tell(self, events: list[Row], spans: Rows, owned: list[Rows]) -> Iterator[Entry]:
        if not owned:
            for row in events:
                yield self._entry(row, spans, None, (), (), (), (), ())
            return
        claims, figures, participants, tags, *further = owned
        attributions, links = further or ({}, {})
        reported = [row[_ACTOR] for rows in attributions.values() for row in rows if row[_ACTOR] is not None]
        names = self._actors.of([*reported, *(row[_ACTOR] for rows in participants.values() for row in rows)])
        titled: _Titles = {}
        if further:
            titled = self._titles(claims, links)
            told_of = self._claims(claims, figures, participants, attributions, titled, names)
        else:
            told_of = _brief_claims(claims, figures)
        former = self._former_ids(events)
        places = self._places.of([row[_PLACE] for row in events if row[_PLACE] is not None])
        for row in events:
            event_id, place = row[_ID], row[_PLACE]
            named = participants.get(event_id, ())
            yield self._entry(
                row,
                spans,
                None if place is None else _at(places[place], row[_LATITUDE], row[_LONGITUDE]),
                _participants(named, claims.get(event_id, ()), names) if named else (),
                told_of(event_id) if event_id in claims else (),
                _links(links[event_id], titled) if event_id in links else (),
                tuple([tag for _, tag in tags[event_id]]) if event_id in tags else (),
                former.get(event_id, ()),
            )

    def _claims(
        self,
        claims: Rows,
        figures: Rows,
        participants: Rows,
        attributions: Rows,
        titled: _Titles,
        names: dict[str, str],
    ) -> Callable[[str], tuple[EntryClaim, ...]]:
        """Tells the claims of an event, by its id."""
        sources = self._sources.of([row[_SOURCE] for rows in claims.values() for row in rows])

        def told_of(event_id: str) -> tuple[EntryClaim, ...]:
            reported, counted, named = (rows.get(event_id, ()) for rows in (attributions, figures, participants))
            return _claims(claims[event_id], reported, counted, named, titled, sources, names)

        return told_of

    def _entry(self, row: Row, spans: Rows, place: EntryPlace | None, *lists: tuple[Any, ...]) -> Entry:
        """An event of its row; ``lists`` are participants, claims, links, tags and former ids."""
        values = list(row[_ENTRY])
        date = as_date(*row[_DATING])
        if row[_ID] in spans:
            date = with_spans(date, spans[row[_ID]])
        values[_DATE], values[_PLACE] = date, place
        values[_PARTICIPANTS], values[_CLAIMS], values[_LINKS], values[_TAGS], values[_WAS] = lists
        values[_DISPUTED] = tuple(row[_DISPUTED].split(" ")) if row[_DISPUTED] else ()
        if self._window is not None:
            values[_IN_WINDOW] = self._part or in_window(date, self._window)
        return _new_entry(values)

    def _former_ids(self, events: list[Row]) -> dict[str, tuple[str, ...]]:
        """The ids that these events had before, by their ids; most databases have none, and are asked once."""
        if self._has_former_ids is None:
            any_ = "SELECT 1 FROM former_id WHERE kind = 'event' LIMIT 1"
            self._has_former_ids = any(True for _ in self._reader.rows(any_, {}, few=True))
        if not self._has_former_ids:
            return {}
        parameters: dict[str, Value] = {}
        of_these = among(self._reader, "ids", [row[_ID] for row in events], parameters)
        sql = f"SELECT record_id, id FROM former_id WHERE record_id {of_these} ORDER BY record_id, position"
        found: dict[str, tuple[str, ...]] = {}
        for record_id, each in self._reader.rows(sql, parameters, few=True):
            found[record_id] = (*found.get(record_id, ()), each)
        return found

    def _titles(self, claims: Rows, links: Rows) -> _Titles:
        """The titles of other events: asked for apart, because they may lie on another machine.

        Of one that is told as another, that one and its title.
        """
        wanted = {
            other
            for rows in claims.values()
            for row in rows
            if row[_WRITTEN] is not None and row[_WRITTEN] != row[_CLAIM_EDTF]
            for other in told_from(row[_WRITTEN])
        }
        wanted.update(target for rows in links.values() for _, _, target in rows)
        found = {event_id: (event_id, title) for event_id, title in self._of_ids(_OF_EVENTS, wanted)}
        strange = wanted - found.keys()
        if strange:
            told_as: dict[str, str] = dict(self._of_ids(_OF_MATCHED, strange))
            titles: dict[str, str] = dict(self._of_ids(_OF_EVENTS, set(told_as.values())))
            found |= {event_id: (head, titles[head]) for event_id, head in told_as.items()}
        return found

    def _of_ids(self, sql: str, ids: set[str]) -> Iterable[Row]:
        if not ids:
            return ()
        parameters: dict[str, Value] = {}
        return self._reader.rows(f"{sql} {among(self._reader, 'ids', sorted(ids), parameters)}", parameters, few=True)


def _claims(
    rows: Sequence[Row],
    attribution_rows: Sequence[Row],
    figure_rows: Sequence[Row],
    participant_rows: Sequence[Row],
    titled: _Titles,
    sources: dict[str, SourceTold],
    names: dict[str, str],
) -> tuple[EntryClaim, ...]:
    """Claims beside their sources, with what hangs on each."""
    voices = _by_claim(attribution_rows, lambda row: _attributed(row, names)) if attribution_rows else _NONE
    figures = _by_claim(figure_rows, lambda row: _make_figure(row[2:])) if figure_rows else _NONE
    named = _by_claim(participant_rows, lambda row: _participant(row[2:])) if participant_rows else _NONE
    addresses = claim_addresses([(row[_WRITTEN_IN] or row[0], row[_SOURCE]) for row in rows])
    found = []
    for row, address in zip(rows, addresses, strict=True):
        position, written = row[1], row[_WRITTEN]
        values = [*row[_CLAIM], *sources[row[_SOURCE]], (), address]
        values[_ATTRIBUTED] = voices.get(position, ())
        values[_FIGURES] = figures.get(position, ())
        values[_NAMED] = named.get(position, ())
        if written is not None:
            values[_CLAIMED] = as_claimed(written, row[_CLAIM_DATING])
            if written != row[_CLAIM_EDTF]:
                named_in = told_from(written)
                values[_TOLD_FROM] = tuple([(other, titled.get(other, (other, other))[1]) for other in named_in])
        found.append(_new_claim(values))
    return tuple(found)


def _brief_claims(claims: Rows, figures: Rows) -> Callable[[str], tuple[EntryClaim, ...]]:
    """Tells the claims of an event, by its id, without what is told of their sources and all else that they say."""

    def told_of(event_id: str) -> tuple[EntryClaim, ...]:
        counted = _by_claim(figures[event_id], lambda row: _make_figure(row[2:])) if event_id in figures else _NONE
        found = []
        for _, position, source, place in claims[event_id]:
            values: list[Any] = list(_NO_CLAIM)
            values[_CLAIM_SOURCE], values[_AT], values[_FIGURES] = source, place, counted.get(position, ())
            found.append(_new_claim(values))
        return tuple(found)

    return told_of


def _links(rows: Sequence[Row], titled: _Titles) -> tuple[EntryLink, ...]:
    """Links to other events, each once: those that are one may be named by several."""
    return tuple(dict.fromkeys([EntryLink(kind, *titled.get(to, (to, to))) for _, kind, to in rows]))


def _at(place: EntryPlace, latitude: float | None, longitude: float | None) -> EntryPlace:
    """The place with the event's own point, where it has one."""
    return place if latitude is None else EntryPlace(place.id, place.name, latitude, longitude, own_point=True)


def _participants(rows: Sequence[Row], claims: Sequence[Row], names: dict[str, str]) -> tuple[EntryParticipant, ...]:
    sources = {row[1]: row[_SOURCE] for row in claims}
    parts = [(actor, names[actor], role, sources.get(claim), claim) for _, claim, actor, role in rows]
    return tuple(map(_new_part, parts))


def _attributed(row: Row, names: dict[str, str]) -> EntryAttribution:
    _, _, actor, words = row
    return _attribution((actor, words if actor is None else names[actor]))


def _by_claim(rows: Sequence[Row], make: Callable[[Row], Any]) -> dict[int, tuple[Any, ...]]:
    """What the rows hold, by the position of the claim that each hangs on."""
    found: dict[int, list[Any]] = {}
    for row in rows:
        if row[1] is not None:
            found.setdefault(row[1], []).append(make(row))
    return {position: tuple(held) for position, held in found.items()}
