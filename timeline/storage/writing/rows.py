"""Records -> rows: what a record says, and what follows from it, each value with the name of its column."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from timeline.domain.claims.attribution import is_actor
from timeline.domain.claims.derive import DerivedEvent
from timeline.domain.claims.lineage import lineage, origins
from timeline.domain.claims.possible import Possible
from timeline.domain.dates.when import Span, later, sooner
from timeline.domain.dates.written import told_from, written
from timeline.domain.matches import Told
from timeline.domain.records import (
    NAMES_RECORDS,
    Actor,
    Claim,
    Condition,
    Derivation,
    Event,
    Figure,
    Link,
    Match,
    Membership,
    Participant,
    Place,
    Question,
    Source,
    Term,
)
from timeline.domain.words import names
from timeline.domain.words.search_words import search_text
from timeline.storage.schema.columns import TABLES, stored, values_of
from timeline.storage.schema.stored_days import first_day, last_day, length_class, sort_keys, stored_span
from timeline.storage.schema.tables import metadata
from timeline.storage.schema.written_events import as_written

Row = tuple[str | int | float | bytes | None, ...]


class Shape:
    """The table of rows, and the names of their values, in any order; compared as the very object, for speed."""

    def __init__(self, table: str, *columns: str, replaced: bool = False) -> None:
        """The first column says what owns the row; ``replaced``: one that differs goes, and comes anew."""
        self.table = metadata.tables[table]
        self.columns = columns
        self.owner = columns[0]
        self.replaced = replaced
        self.keys = tuple(column.name for column in self.table.primary_key)
        """The columns that tell a row from all others."""
        places = [columns.index(name) for name in self.keys]
        pick = itemgetter(*places)
        self.key_of = pick if len(places) > 1 else lambda row: (pick(row),)
        """The key of a row."""

    def __repr__(self) -> str:
        return f"Shape({self.table.name!r}, {', '.join(map(repr, self.columns))})"


TableRow = tuple[Shape, Row]
"""A row, with the names of its values."""


def _shape(record: Any, *before: str, derived: Sequence[str] = ()) -> Shape:
    """Of a kind of record: what its rows begin with, what people wrote, and what follows from that."""
    return Shape(TABLES[record], *before, *(each.column for each in stored(record)), *derived)


_DAYS = ("earliest_day", "latest_day")
_OUTER = ("begin_earliest", "end_latest")
_SPAN = Span._fields
_ORDER = ("sort_day", "sort_rank")

VOCABULARY = _shape(Term)
SOURCE = _shape(Source, derived=("published_earliest", "published_latest"))
SOURCE_DERIVATION = _shape(Derivation, "source_id", "position")
SOURCE_LINEAGE = Shape("source_lineage", "source_id", "ancestor_id", "is_origin")
ACTOR = _shape(Actor)
ACTOR_NAME = Shape("actor_name", "actor_id", "position", "name")
MEMBERSHIP = _shape(Membership, "actor_id", "position")
GROUP_MEMBER = Shape("group_member", "group_id", "member_id", "position", *_DAYS)
PLACE = _shape(Place)
PLACE_NAME = Shape("place_name", "place_id", "position", "name")
PLACE_WITHIN = Shape("place_within", "place_id", "container_id")
NAME_KEY = Shape("name_key", "record_id", "kind", "key", "is_whole")
_DERIVED_OF_EVENT = (
    "status",
    "edtf",
    *_SPAN,
    "approximate",
    "uncertain",
    "second",
    "span_count",
    "length_class",
    *_ORDER,
    "standing",
    "source_count",
    "origin_count",
    "disputed",
)
EVENT = _shape(Event, derived=_DERIVED_OF_EVENT)
# The index of words follows what comes and goes.
EVENT_TEXT = Shape("event_text", "event_id", *_ORDER, *_OUTER, "text", replaced=True)
EVENT_SPAN = Shape("event_span", "event_id", "position", *_SPAN)
_DERIVED_OF_CLAIM = ("date_edtf", *_SPAN, "approximate", "uncertain", "written_in")
EVENT_POSSIBLE = Shape("event_possible", "event_id", *_OUTER, "length_class", "sorts_from", "sorts_to")
CLAIM = _shape(Claim, "event_id", "position", derived=_DERIVED_OF_CLAIM)
CLAIM_ANCHOR = Shape("claim_anchor", "event_id", "position", "claim_position", "target_id")
PARTICIPATION = _shape(
    Participant, "event_id", "position", "claim_position", derived=(*_SPAN, "length_class", *_ORDER, "repeats")
)
FIGURE = _shape(Figure, "event_id", "position", "claim_position")
ATTRIBUTION = Shape("attribution", "event_id", "position", "claim_position", "actor_id", "words")
EVENT_LINK = _shape(Link, "event_id", "position")
EVENT_TAG = Shape("event_tag", "event_id", "position", "tag")
MATCH = Shape("event_match", "decision", "kind", "by", "why")
MATCH_MEMBER = Shape("event_match_member", "decision", "position", "member_id")
MATCHED_EVENT = Shape("matched_event", "id", "told_as", "position", "place_id", "written")

QUESTION = _shape(Question)
QUESTION_CONDITION = _shape(Condition, "question_id", "position", derived=("record_id",))
FORMER_ID = Shape("former_id", "id", "kind", "record_id", "position", "change_id")

OF_SOURCE = (SOURCE, SOURCE_DERIVATION, NAME_KEY)
OF_ACTOR = (ACTOR, ACTOR_NAME, MEMBERSHIP, NAME_KEY)
OF_PLACE = (PLACE, PLACE_NAME, NAME_KEY)
OF_EVENT = (
    *(EVENT, EVENT_TEXT, EVENT_SPAN, EVENT_POSSIBLE, CLAIM, CLAIM_ANCHOR, PARTICIPATION),
    *(FIGURE, ATTRIBUTION, EVENT_LINK, EVENT_TAG),
)
OF_MATCH = (MATCH, MATCH_MEMBER)
OF_QUESTION = (QUESTION, QUESTION_CONDITION)
"""All that is written of a record."""


def vocabulary_rows(terms: Iterable[Term]) -> Iterator[TableRow]:
    """Terms that a chronology adds."""
    for term in terms:
        yield VOCABULARY, values_of(Term)(term)


def source_rows(source: Source) -> Iterator[TableRow]:
    """A source and what it derives from; its lineage is rebuilt apart."""
    yield SOURCE, (*values_of(Source)(source), *_published(source))
    for position, derivation in enumerate(source.derived_from):
        yield SOURCE_DERIVATION, (source.id, position, *values_of(Derivation)(derivation))
    for key in {names.fold(text) for text in (source.publisher, source.title) if text} - {""}:
        yield NAME_KEY, (source.id, "source", key, 1)


def _published(source: Source) -> tuple[int | None, int | None]:
    """The days between which it came out; of a date that is open at both ends none, as where there is no date."""
    days = None if source.published is None else written(source.published).when().span
    if days is None or (days.begin_earliest is None and days.end_latest is None):
        return None, None
    return first_day(days.begin_earliest), last_day(days.end_latest)


def lineage_rows(source_ids: Iterable[str], sources: Mapping[str, Source]) -> Iterator[TableRow]:
    """What sources go back to, themselves included."""
    for source_id in source_ids:
        roots = origins(source_id, sources)
        for ancestor in lineage(source_id, sources):
            yield SOURCE_LINEAGE, (source_id, ancestor, int(ancestor in roots))


def actor_rows(actor: Actor) -> Iterator[TableRow]:
    """An actor, its names and its memberships; the closure of groups is rebuilt apart."""
    yield ACTOR, values_of(Actor)(actor)
    for position, name in enumerate(actor.names):
        yield ACTOR_NAME, (actor.id, position, name)
    for position, membership in enumerate(actor.member_of):
        yield MEMBERSHIP, (actor.id, position, *values_of(Membership)(membership))
    yield from _key_rows("actor", actor.id, (actor.name, *actor.names), person=actor.kind == "person")


def place_rows(place: Place) -> Iterator[TableRow]:
    """A place and its names; what lies within what is rebuilt apart."""
    yield PLACE, values_of(Place)(place)
    for position, name in enumerate(place.names):
        yield PLACE_NAME, (place.id, position, name)
    yield from _key_rows("place", place.id, (place.name, *place.names), person=False)


def _key_rows(kind: str, record_id: str, spellings: Iterable[str], *, person: bool) -> Iterator[TableRow]:
    found: dict[str, bool] = {}
    for spelling in spellings:
        for key, whole in names.keys(spelling, person=person):
            found[key] = found.get(key, False) or whole
    for key, whole in found.items():
        yield NAME_KEY, (record_id, kind, key, int(whole))


def match_rows(match: Match) -> Iterator[TableRow]:
    """A decision, and the events that it is about."""
    yield MATCH, (match.id, match.kind, match.by, match.why)
    for position, event_id in enumerate(match.events):
        yield MATCH_MEMBER, (match.id, position, event_id)


def question_rows(question: Question) -> Iterator[TableRow]:
    """A question, and what it asks."""
    yield QUESTION, values_of(Question)(question)
    for position, each in enumerate(question.asks):
        named = each.value if each.filter in NAMES_RECORDS else None
        yield QUESTION_CONDITION, (question.id, position, *values_of(Condition)(each), named)


def matched_rows(group: Sequence[str], events: Mapping[str, Event]) -> Iterator[TableRow]:
    """Events that are one, as they were written."""
    for position, event_id in enumerate(group):
        event = events[event_id]
        yield MATCHED_EVENT, (event_id, group[0], position, event.place, as_written(event))


def event_rows(told: Told, derived: DerivedEvent, names_of: Mapping[str, Sequence[str]]) -> Iterator[TableRow]:
    """An event as it is told and everything that it owns, with what follows from its claims.

    ``names_of``: the folded names of the actors and places that it names, by id.
    """
    event = told.event
    date = derived.date
    span = stored_span(date.hull if date.spans else None)
    outer, order = (span[0], span[3]), sort_keys(date)
    class_ = None if span[0] is None or span[3] is None else length_class(span[0], span[3])
    yield (
        EVENT,
        (
            *values_of(Event)(event),
            date.status,
            date.edtf,
            *span,
            int(date.approximate),
            int(date.uncertain),
            date.second,
            len(date.spans),
            class_,
            *order,
            derived.standing,
            derived.source_count,
            derived.origin_count,
            " ".join(derived.disputed) or None,
        ),
    )
    words = search_text(names_in(event_names(told), names_of), own_words(event, *told.others))
    yield EVENT_TEXT, (event.id, *order, *outer, words)
    if len(date.spans) > 1:
        for position, each in enumerate(date.spans):
            yield EVENT_SPAN, (event.id, position, *stored_span(each))
    if derived.possible is not None:
        yield EVENT_POSSIBLE, (event.id, *_possible(derived.possible))
    days = (*span, class_, *order)
    for position, (claim_position, participant, repeats) in enumerate(_participants(event)):
        yield (
            PARTICIPATION,
            (event.id, position, claim_position, *values_of(Participant)(participant), *days, repeats),
        )
    yield from _claim_rows(told, derived)
    yield from _anchor_rows(event)
    yield from _attribution_rows(event)
    for position, link in enumerate(event.links):
        yield EVENT_LINK, (event.id, position, *values_of(Link)(link))
    for position, tag in enumerate(event.tags):
        yield EVENT_TAG, (event.id, position, tag)


def _possible(days: Possible) -> tuple[int, int, int, int, int]:
    first, last = first_day(days.begin_earliest), last_day(days.end_latest)
    return first, last, length_class(first, last), first_day(days.sorts_from), last_day(days.sorts_to)


def event_names(told: Told) -> Iterator[str]:
    """The actors and places that an event names, in the order in which their names stand in its text."""
    event = told.event
    actors = {part.actor for part in event.participants}
    actors.update(part.actor for claim in event.claims for part in claim.participants)
    yield from sorted(actors)
    yield from places_named(event.place, told.others)


def places_named(place: str | None, others: Iterable[Event]) -> list[str]:
    """The place of an event and those of others that are told with it, each once."""
    named = dict.fromkeys([place, *[event.place for event in others]])
    return [each for each in named if each is not None]


def own_words(*events: Event) -> Iterator[str | None]:
    """What events say in words of their own, and are found by."""
    for event in events:
        yield from (event.title, event.summary, event.note)


def names_in(ids: Iterable[str], names_of: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """All folded names of these actors and places."""
    return (name for record_id in ids for name in names_of.get(record_id, ()))


def _participants(event: Event) -> Iterator[tuple[int | None, Participant, int]]:
    """(the claim that names it, a participant, what it repeats of those before it: see ``tables.participation``)."""
    named: dict[str, list[str]] = {}
    for claim_position, participant in _named(event):
        roles = named.setdefault(participant.actor, [])
        yield claim_position, participant, 2 if participant.role in roles else min(len(roles), 1)
        roles.append(participant.role)


def _named(event: Event) -> Iterator[tuple[int | None, Participant]]:
    for participant in event.participants:
        yield None, participant
    for position, claim in enumerate(event.claims):
        for participant in claim.participants:
            yield position, participant


def _claim_rows(told: Told, derived: DerivedEvent) -> Iterator[TableRow]:
    event = told.event
    figure_position = 0
    for position, (claim, when) in enumerate(zip(event.claims, derived.claim_dates, strict=True)):
        yield (
            CLAIM,
            (
                event.id,
                position,
                *values_of(Claim)(claim),
                None if when is None else when.text or None,
                *stored_span(None if when is None else when.span),
                int(when is not None and when.approximate),
                int(when is not None and when.uncertain),
                told.written_in[position] if told.written_in else None,
            ),
        )
        for figure in claim.figures:
            yield FIGURE, (event.id, figure_position, position, *values_of(Figure)(figure))
            figure_position += 1


def _anchor_rows(event: Event) -> Iterator[TableRow]:
    named = ((at, each) for at, claim in enumerate(event.claims) for each in told_from(claim.date))
    for position, (claim_position, target) in enumerate(named):
        yield CLAIM_ANCHOR, (event.id, position, claim_position, target)


def _attribution_rows(event: Event) -> Iterator[TableRow]:
    named = ((at, each) for at, claim in enumerate(event.claims) for each in claim.according_to)
    for position, (claim_position, each) in enumerate(named):
        actor, words = (each, None) if is_actor(each) else (None, each)
        yield ATTRIBUTION, (event.id, position, claim_position, actor, words)


def place_closure(places: Mapping[str, Place]) -> Iterator[TableRow]:
    """Every place with all that it lies within, itself included; a circle is walked once."""
    for place_id in places:
        seen: list[str] = []
        at: str | None = place_id
        while at is not None and at in places and at not in seen:
            seen.append(at)
            at = places[at].within
        for container in seen:
            yield PLACE_WITHIN, (place_id, container)


def group_closure(actors: Mapping[str, Actor]) -> Iterator[TableRow]:
    """Every actor with all groups that it belongs to, directly or through others, and for which days."""
    for actor_id in actors:
        positions: dict[str, int] = {}
        for group_id, span in _groups(actor_id, actors):
            position = positions.get(group_id, 0)
            positions[group_id] = position + 1
            yield (
                GROUP_MEMBER,
                (group_id, actor_id, position, first_day(span.begin_earliest), last_day(span.end_latest)),
            )


def _groups(actor_id: str, actors: Mapping[str, Actor]) -> Iterator[tuple[str, Span]]:
    found = {(actor_id, Span.within(None, None))}
    waiting = list(found)
    while waiting:
        group_id, span = waiting.pop()
        for membership in actors[group_id].member_of if group_id in actors else ():
            when = written(membership.date).when() if membership.date is not None else None
            first, last = (None, None) if when is None else (when.begin_earliest, when.end_latest)
            if span.overlaps(first, last):
                common = Span.within(later(first, span.begin_earliest), sooner(last, span.end_latest))
                step = (membership.group, common)
                if step not in found:
                    found.add(step)
                    waiting.append(step)
    return iter(
        sorted(found, key=lambda each: (each[0], first_day(each[1].begin_earliest), last_day(each[1].end_latest)))
    )
