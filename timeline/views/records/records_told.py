"""A record by itself, as labelled texts: all that is known of an event, an actor, a source, a place, a question."""

from collections.abc import Iterable, Mapping

from timeline.domain.chronology import Entry
from timeline.domain.dates.prose import in_words
from timeline.domain.records import Actor, Match, Place, Question, Source
from timeline.views.events.dates_told import date_marked
from timeline.views.events.event_parts import links_told, parts_told, place_and_point, point_told
from timeline.views.records.matches_told import decisions_told
from timeline.views.records.sources_told import derivation_by_id, origins_told
from timeline.views.wording.sentences import counted_apart, named

Fields = list[tuple[str, str | None]]
"""(label, text) in the order in which they are told, "" or None where nothing is known; the first, without a label,
is the heading."""
Names = Mapping[str, str]
"""The names of the records that one refers to, by id."""


def event_fields(entry: Entry, matches: Iterable[Match] = ()) -> Fields:
    """An event but for its claims; ``matches``: what was decided on it and on those that are told with it."""
    told_with, not_the_same = decisions_told(entry.id, matches)
    return [
        ("", entry.title),
        ("id", entry.id),
        ("formerly", ", ".join(entry.was)),
        ("date", date_marked(entry.date)),
        ("why", entry.date_note),
        ("standing", entry.standing),
        ("type", entry.type),
        ("place", None if entry.place is None else place_and_point(entry.place)),
        ("who", parts_told(part for part in entry.participants if part.source is None)),
        ("summary", entry.summary),
        ("links", links_told(entry.links)),
        ("tags", ", ".join(entry.tags)),
        ("note", entry.note),
        ("told with", told_with),
        ("is not", not_the_same),
    ]


def actor_fields(
    actor: Actor,
    members: Iterable[tuple[str, str, str | None, str | None]],
    reported: tuple[int, int],
    names: Names,
) -> Fields:
    """An actor; ``members`` of a group: (id, name, office, EDTF) of each; ``reported`` in so many claims and events."""
    groups = [_membership(named(each.group, names), each.office, each.date) for each in actor.member_of]
    belonging = [_membership(named(member, {member: name}), office, date) for member, name, office, date in members]
    return [
        ("", actor.name),
        ("id", actor.id),
        ("formerly", ", ".join(actor.was)),
        ("kind", actor.kind),
        ("names", "; ".join(actor.names)),
        ("member of", "\n".join(groups)),
        ("members", "\n".join(belonging)),
        ("reported", _reported(actor.id, *reported)),
        ("wikidata", actor.wikidata),
        ("note", actor.note),
    ]


def _reported(actor: str, claims: int, events: int) -> str | None:
    """How much rests on an actor's word, and how to find it; it need not take part in any of that."""
    if not claims:
        return None
    where = f"in {counted_apart(claims, 'claim')} on {counted_apart(events, 'event')}"
    return f"{where}: timeline events --according-to {actor}"


def _membership(who: str, office: str | None, date: str | None) -> str:
    said = who if office is None else f"{who}, {office}"
    return said if date is None else f"{said}, {in_words(date)}"


def source_fields(source: Source, origins: tuple[str, ...], names: Names) -> Fields:
    """A source; ``origins``: the ids at which its lineage ends."""
    return [
        ("", source.title),
        ("id", source.id),
        ("formerly", ", ".join(source.was)),
        ("kind", source.kind),
        ("publisher", source.publisher),
        ("author", source.author),
        ("published", None if source.published is None else in_words(source.published)),
        ("url", source.url),
        ("archived", source.archive_url),
        ("accessed", None if source.accessed is None else in_words(source.accessed)),
        ("language", source.language),
        ("derived from", "\n".join(derivation_by_id(each, names) for each in source.derived_from)),
        ("origin", origins_told(source, origins, names)),
        ("reliability", source.reliability),
        ("note", source.note),
    ]


def question_fields(question: Question, names: Names) -> Fields:
    """A saved question: what it asks, each filter on a line."""
    values: dict[str, list[str]] = {}
    for filter_, value in question.asks:
        values.setdefault(filter_, []).append(named(value, names) if value in names else value)
    asked = [filter_ if those == ["yes"] else f"{filter_} {', '.join(those)}" for filter_, those in values.items()]
    return [
        ("", question.title or f"@{question.id}"),
        ("id", question.id),
        ("formerly", ", ".join(question.was)),
        ("asks", "\n".join(asked)),
        ("note", question.note),
    ]


def place_fields(place: Place, names: Names) -> Fields:
    """A place."""
    return [
        ("", place.name),
        ("id", place.id),
        ("formerly", ", ".join(place.was)),
        ("kind", place.kind),
        ("names", "; ".join(place.names)),
        ("within", None if place.within is None else named(place.within, names)),
        ("coordinates", point_told(place.latitude, place.longitude)),
        ("wikidata", place.wikidata),
        ("note", place.note),
    ]
