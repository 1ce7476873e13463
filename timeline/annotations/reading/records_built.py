"""Validated entries of an annotation file to the records of the domain."""

from collections.abc import Callable, Mapping
from typing import Any

from timeline.annotations.reading.file_shape import (
    ActorEntry,
    ClaimEntry,
    EventEntry,
    MembershipEntry,
    PlaceEntry,
    SourceEntry,
)
from timeline.domain.claims.figures import read_figure
from timeline.domain.records import (
    Actor,
    Claim,
    Derivation,
    Event,
    Link,
    Membership,
    Participant,
    Place,
    Source,
)


def build_source(key: str, entry: SourceEntry) -> Source:
    """The source that an entry describes."""
    return Source(
        id=key,
        title=entry.title,
        kind=entry.kind,
        publisher=entry.publisher,
        author=entry.author,
        published=entry.published,
        url=entry.url,
        archive_url=entry.archive_url,
        accessed=entry.accessed,
        language=entry.language,
        derived_from=tuple(Derivation(how, source) for how, source in _pairs(entry.derived_from)),
        reliability=entry.reliability,
        note=entry.note,
    )


def build_actor(key: str, entry: ActorEntry) -> Actor:
    """The actor that an entry describes."""
    return Actor(
        id=key,
        name=entry.name,
        kind=entry.kind,
        names=tuple(entry.names or ()),
        member_of=tuple(_membership(each) for each in entry.member_of or ()),
        wikidata=entry.wikidata,
        note=entry.note,
    )


def build_place(key: str, entry: PlaceEntry) -> Place:
    """The place that an entry describes."""
    return Place(
        id=key,
        name=entry.name,
        kind=entry.kind,
        names=tuple(entry.names or ()),
        within=entry.within,
        latitude=entry.latitude,
        longitude=entry.longitude,
        wikidata=entry.wikidata,
        note=entry.note,
    )


def build_event(key: str, entry: EventEntry) -> Event:
    """The event that an entry describes, with its claims."""
    where = entry.place
    return Event(
        id=key,
        title=entry.title,
        summary=entry.summary,
        type=entry.type,
        place=where.id if where else None,
        latitude=where.latitude if where else None,
        longitude=where.longitude if where else None,
        date=entry.date,
        date_note=entry.date_note,
        participants=_participants(entry.participants),
        claims=tuple([_claim(each) for each in entry.claims or ()]),
        links=tuple(Link(kind, event) for kind, event in _pairs(entry.links)),
        tags=tuple(entry.tags or ()),
        note=entry.note,
    )


def _claim(entry: ClaimEntry) -> Claim:
    return Claim(
        source=entry.source,
        at=entry.at,
        date=entry.date,
        modality=entry.modality or "asserted",
        figures=tuple([read_figure(measure, text) for measure, text in (entry.figures or {}).items()]),
        participants=_participants(entry.participants),
        credibility=entry.credibility,
        quote=entry.quote,
        note=entry.note,
    )


def _membership(entry: MembershipEntry) -> Membership:
    return Membership(group=entry.group, office=entry.office, date=entry.date)


def _participants(roles: Mapping[str, list[str]] | None) -> tuple[Participant, ...]:
    return tuple([Participant(actor, role) for actor, role in _pairs(roles)])


def _pairs(lists: Mapping[str, list[str]] | None) -> list[tuple[str, str]]:
    if lists is None:
        return []
    return [(key, value) for key, values in lists.items() for value in values]


BUILDERS: Mapping[str, Callable[[str, Any], Any]] = {
    "sources": build_source,
    "actors": build_actor,
    "places": build_place,
    "events": build_event,
}
"""What makes the records of each section."""
