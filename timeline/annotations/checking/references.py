"""Every place where one record names another."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from timeline.annotations.reading.slugs import is_slug
from timeline.domain.claims.attribution import is_actor
from timeline.domain.dates.written import told_from, written
from timeline.domain.matches import Groups
from timeline.domain.records import NAMES_RECORDS, Actor, Claim, Event, Participant, Place, Question, RecordSet, Source

Keys = tuple[str | int, ...]


class Reference(NamedTuple):
    """A record names another by its id."""

    owner_kind: str
    owner: str
    keys: Keys
    """Where in the owner, as in the file."""
    kind: str
    """The kind of record that it has to be."""
    id: str

    @property
    def named(self) -> str:
        """The value that names it, for a message: "source of claim 2 of event x"."""
        if self.owner_kind == "match":
            return f"{self.keys[0]} of a match"
        words = f"{self.owner_kind} {self.owner}"
        if self.keys[0] in ("claims", "member_of"):
            item = "claim" if self.keys[0] == "claims" else "membership"
            words = f"{item} {int(self.keys[1]) + 1} of {words}"
            return f"{self.keys[2]} of {words}"
        return f"{self.keys[1] if self.keys[0] == 'asks' else self.keys[0]} of {words}"

    @property
    def is_attribution(self) -> bool:
        """Whether it says whom a source reports: then words might have stood there too."""
        return self.keys[0] == "claims" and self.keys[2] == "according_to"


def attributions(records: RecordSet) -> Iterator[tuple[str, int, int, str]]:
    """Whom sources report: (event, the claim's number, its own number, an actor's id or words), numbers from 0."""
    for event in records.events.values():
        for number, claim in enumerate(event.claims):
            for index, each in enumerate(claim.according_to):
                yield event.id, number, index, each


def references(records: RecordSet) -> Iterator[Reference]:
    """All references between records, in the order of the records."""
    for source in records.sources.values():
        yield from _of_source(source)
    for actor in records.actors.values():
        yield from _of_actor(actor)
    for place in records.places.values():
        yield from _of_place(place)
    for event in records.events.values():
        yield from _of_event(event)
    for question in records.questions.values():
        yield from _of_question(question)
    for match in records.matches.values():
        for index, event_id in enumerate(match.events):
            yield Reference("match", match.id, (match.kind, index), "event", event_id)


def named_by(event: Event) -> Iterator[tuple[str, str]]:
    """All that an event refers to, as (kind that it has to be, id), some perhaps twice: the quicker answer."""
    if event.place is not None:
        yield "place", event.place
    for participant in event.participants:
        yield "actor", participant.actor
    for link in event.links:
        yield "event", link.event
    for claim in event.claims:
        yield "source", claim.source
        for each in filter(is_actor, claim.according_to):
            yield "actor", each
        for participant in claim.participants:
            yield "actor", participant.actor
        for other in told_from(claim.date):
            yield "event", other


def with_relative_dates(records: RecordSet) -> RecordSet:
    """The events whose relative dates can fail or run in circles, and those that they are told from.

    With all that are the same as one of these, and the decisions that say so.
    """
    telling = [
        event
        for event in records.events.values()
        if any(claim.date is not None and written(claim.date).relative() is not None for claim in event.claims)
    ]
    told = (target for event in telling for claim in event.claims for target in told_from(claim.date))
    named = {event.id: event for event in telling}
    named |= {target: records.events[target] for target in told if target in records.events}
    groups = Groups(records.matches.values())
    named |= {each: records.events[each] for each in groups.wholly(named) if each in records.events}
    return RecordSet(sources=records.sources, events=named, matches=records.matches)


def _of_source(source: Source) -> Iterator[Reference]:
    for derivation, keys in _grouped("derived_from", ((each.how, each.source) for each in source.derived_from)):
        yield Reference("source", source.id, keys, "source", derivation)


def _of_actor(actor: Actor) -> Iterator[Reference]:
    for index, membership in enumerate(actor.member_of):
        yield Reference("actor", actor.id, ("member_of", index, "group"), "actor", membership.group)


def _of_place(place: Place) -> Iterator[Reference]:
    if place.within is not None:
        yield Reference("place", place.id, ("within",), "place", place.within)


def _of_event(event: Event) -> Iterator[Reference]:
    if event.place is not None:
        yield Reference("event", event.id, ("place",), "place", event.place)
    yield from _of_participants(event.id, (), event.participants)
    for index, claim in enumerate(event.claims):
        yield from _of_claim(event.id, ("claims", index), claim)
    for target, keys in _grouped("links", ((link.kind, link.event) for link in event.links)):
        yield Reference("event", event.id, keys, "event", target)


def _of_claim(event_id: str, keys: Keys, claim: Claim) -> Iterator[Reference]:
    yield Reference("event", event_id, (*keys, "source"), "source", claim.source)
    for target in told_from(claim.date):
        yield Reference("event", event_id, (*keys, "date"), "event", target)
    for index, each in enumerate(claim.according_to):
        if is_actor(each):
            yield Reference("event", event_id, (*keys, "according_to", index), "actor", each)
    yield from _of_participants(event_id, keys, claim.participants)


def _of_question(question: Question) -> Iterator[Reference]:
    asked = ((each.filter, each.value) for each in question.asks if each.filter in NAMES_RECORDS)
    for value, (key, name, index) in _grouped("asks", asked):
        # A source may be asked for by its title, or by the publisher of several.
        if name != "source" or is_slug(value):
            yield Reference("question", question.id, (key, name, index), NAMES_RECORDS[str(name)], value)


def _of_participants(event_id: str, keys: Keys, participants: Iterable[Participant]) -> Iterator[Reference]:
    for actor in dict.fromkeys(participant.actor for participant in participants):
        yield Reference("event", event_id, (*keys, "participants", actor), "actor", actor)


def _grouped(key: str, pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Keys]]:
    """The second of each pair, and where it stands in a map of the first to a list of the second."""
    counts: dict[str, int] = {}
    for word, target in pairs:
        index = counts[word] = counts.get(word, -1) + 1
        yield target, (key, word, index)
