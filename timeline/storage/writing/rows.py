"""Records -> rows: for each table the tuples that say what a record says, in the order of its columns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from timeline.domain import names
from timeline.domain.chronology import Span
from timeline.domain.claims.agreement import overlap
from timeline.domain.claims.derive import DerivedEvent
from timeline.domain.claims.lineage import lineage, origins
from timeline.domain.dates.written import told_from, written
from timeline.domain.records import Actor, Event, Participant, Place, Source, Term
from timeline.domain.search_words import search_text
from timeline.storage.schema.stored_days import OPEN_END, OPEN_START, first_day, last_day, length_class, sort_keys

Row = tuple[str | int | float | None, ...]
TableRow = tuple[str, Row]
"""A table's name, and a row of it."""


def vocabulary_rows(terms: Iterable[Term]) -> Iterator[TableRow]:
    """Terms that a chronology adds."""
    for term in terms:
        yield "vocabulary", (term.kind, term.term, term.meaning)


def source_rows(source: Source) -> Iterator[TableRow]:
    """A source and what it derives from; its lineage is rebuilt apart."""
    yield (
        "source",
        (
            source.id,
            source.title,
            source.kind,
            source.publisher,
            source.author,
            source.published,
            source.url,
            source.archive_url,
            source.accessed,
            source.language,
            source.reliability,
            source.note,
        ),
    )
    for position, derivation in enumerate(source.derived_from):
        yield "source_derivation", (source.id, position, derivation.how, derivation.source)
    for key in {names.fold(text) for text in (source.publisher, source.title) if text} - {""}:
        yield "name_key", ("source", key, source.id, 1)


def lineage_rows(source_ids: Iterable[str], sources: Mapping[str, Source]) -> Iterator[TableRow]:
    """What sources go back to, themselves included."""
    for source_id in source_ids:
        roots = origins(source_id, sources)
        for ancestor in lineage(source_id, sources):
            yield "source_lineage", (source_id, ancestor, int(ancestor in roots))


def actor_rows(actor: Actor) -> Iterator[TableRow]:
    """An actor, its names and its memberships; the closure of groups is rebuilt apart."""
    yield "actor", (actor.id, actor.name, actor.kind, actor.wikidata, actor.note)
    for position, name in enumerate(actor.names):
        yield "actor_name", (actor.id, position, name)
    for position, membership in enumerate(actor.member_of):
        yield "membership", (actor.id, position, membership.group, membership.office, membership.date)
    yield from _key_rows("actor", actor.id, (actor.name, *actor.names), person=actor.kind == "person")


def place_rows(place: Place) -> Iterator[TableRow]:
    """A place and its names; what lies within what is rebuilt apart."""
    yield (
        "place",
        (
            place.id,
            place.name,
            place.kind,
            place.within,
            place.latitude,
            place.longitude,
            place.wikidata,
            place.note,
        ),
    )
    for position, name in enumerate(place.names):
        yield "place_name", (place.id, position, name)
    yield from _key_rows("place", place.id, (place.name, *place.names), person=False)


def _key_rows(kind: str, record_id: str, spellings: Iterable[str], *, person: bool) -> Iterator[TableRow]:
    found: dict[str, bool] = {}
    for spelling in spellings:
        for key, whole in names.keys(spelling, person=person):
            found[key] = found.get(key, False) or whole
    for key, whole in found.items():
        yield "name_key", (kind, key, record_id, int(whole))


def event_rows(event: Event, derived: DerivedEvent, names_of: Mapping[str, Sequence[str]]) -> Iterator[TableRow]:
    """An event and everything that it owns, with what follows from its claims.

    ``names_of``: the folded names of the actors and places that it names, by id.
    """
    date = derived.date
    undated = date.status == "undated"
    earliest = None if undated else first_day(date.earliest_day)
    latest = None if undated else last_day(date.latest_day)
    days = (earliest, latest)
    order = sort_keys(date)
    class_ = None if earliest is None or latest is None else length_class(earliest, latest)
    yield (
        "event",
        (
            event.id,
            event.title,
            event.summary,
            event.type,
            event.place,
            event.latitude,
            event.longitude,
            event.date,
            event.date_note,
            event.note,
            date.status,
            date.edtf,
            *days,
            int(date.approximate),
            int(date.uncertain),
            len(date.spans),
            class_,
            *order,
            derived.standing,
            derived.source_count,
            derived.origin_count,
        ),
    )
    texts = (event.title, event.summary, event.note)
    yield "event_text", (event.id, *order, *days, search_text(names_in(event_names(event), names_of), texts))
    if len(date.spans) > 1:
        for position, span in enumerate(date.spans):
            yield "event_span", (event.id, position, first_day(span.earliest_day), last_day(span.latest_day))
    for position, (claim_position, participant) in enumerate(_participants(event)):
        yield (
            "participation",
            (
                event.id,
                position,
                claim_position,
                participant.actor,
                participant.role,
                *days,
                class_,
                *order,
            ),
        )
    yield from _claim_rows(event, derived)
    for position, link in enumerate(event.links):
        yield "event_link", (event.id, position, link.kind, link.event)
    for position, tag in enumerate(event.tags):
        yield "event_tag", (event.id, position, tag)


def event_names(event: Event) -> Iterator[str]:
    """The actors and the place that an event names, in the order in which their names stand in its text."""
    yield from sorted({participant.actor for _, participant in _participants(event)})
    if event.place is not None:
        yield event.place


def names_in(ids: Iterable[str], names_of: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """All folded names of these actors and places."""
    return (name for record_id in ids for name in names_of.get(record_id, ()))


def _participants(event: Event) -> Iterator[tuple[int | None, Participant]]:
    for participant in event.participants:
        yield None, participant
    for position, claim in enumerate(event.claims):
        for participant in claim.participants:
            yield position, participant


def _claim_rows(event: Event, derived: DerivedEvent) -> Iterator[TableRow]:
    figure_position = 0
    for position, (claim, when) in enumerate(zip(event.claims, derived.claim_dates, strict=True)):
        yield (
            "claim",
            (
                event.id,
                position,
                claim.source,
                claim.at,
                claim.date,
                claim.modality,
                claim.credibility,
                claim.quote,
                claim.note,
                told_from(claim.date),
                None if when is None else when.text,
                None if when is None else first_day(when.earliest_day),
                None if when is None else last_day(when.latest_day),
                int(when is not None and when.approximate),
                int(when is not None and when.uncertain),
            ),
        )
        for figure in claim.figures:
            yield (
                "figure",
                (
                    event.id,
                    figure_position,
                    position,
                    figure.measure,
                    figure.low,
                    figure.best,
                    figure.high,
                    int(figure.approximate),
                ),
            )
            figure_position += 1


def place_closure(places: Mapping[str, Place]) -> Iterator[TableRow]:
    """Every place with all that it lies within, itself included; a circle is walked once."""
    for place_id in places:
        seen: list[str] = []
        at: str | None = place_id
        while at is not None and at in places and at not in seen:
            seen.append(at)
            at = places[at].within
        for container in seen:
            yield "place_within", (place_id, container)


def group_closure(actors: Mapping[str, Actor]) -> Iterator[TableRow]:
    """Every actor with all groups that it belongs to, directly or through others, and for which days."""
    for actor_id in actors:
        positions: dict[str, int] = {}
        for group_id, span in _groups(actor_id, actors):
            position = positions.get(group_id, 0)
            positions[group_id] = position + 1
            yield (
                "group_member",
                (group_id, actor_id, position, first_day(span.earliest_day), last_day(span.latest_day)),
            )


def _groups(actor_id: str, actors: Mapping[str, Actor]) -> Iterator[tuple[str, Span]]:
    found = {(actor_id, Span(None, None))}
    waiting = list(found)
    while waiting:
        group_id, span = waiting.pop()
        for membership in actors[group_id].member_of if group_id in actors else ():
            when = written(membership.date).when() if membership.date is not None else None
            member = Span(when.earliest_day, when.latest_day) if when else Span(None, None)
            if overlap(member, span.earliest_day, span.latest_day):
                step = (membership.group, _common(member, span))
                if step not in found:
                    found.add(step)
                    waiting.append(step)
    return iter(
        sorted(found, key=lambda each: (each[0], first_day(each[1].earliest_day), last_day(each[1].latest_day)))
    )


def _common(one: Span, other: Span) -> Span:
    earliest = max(first_day(one.earliest_day), first_day(other.earliest_day))
    latest = min(last_day(one.latest_day), last_day(other.latest_day))
    return Span(None if earliest == OPEN_START else earliest, None if latest == OPEN_END else latest)
