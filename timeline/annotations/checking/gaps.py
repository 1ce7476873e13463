"""What records would name that is not there: references to nothing, or to another kind of record; unknown words."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from timeline.annotations.checking.references import references
from timeline.annotations.vocabulary import is_known_role, is_known_type
from timeline.domain.records import Event, RecordSet


class Gap(NamedTuple):
    """A record that names what would not be there."""

    owner_kind: str
    owner: str
    named: str
    """Where it names it: "source of claim 2 of event x"."""
    kind: str
    """Of what it names: source, actor, place, event; type or role."""
    id: str
    found: str | None = None
    """The kind of record that has the id instead; None where none has."""


def gaps(records: RecordSet, kinds: Mapping[str, str], terms: Collection[tuple[str, str]]) -> Iterator[Gap]:
    """All that these records name and that would not be there.

    ``kinds``: the kind of record of each id that would be there, these records among them; ``terms``: (types or roles;
    term), those built in left out.
    """
    for each in references(records):
        found = kinds.get(each.id)
        if found != each.kind:
            yield Gap(each.owner_kind, each.owner, each.named, each.kind, each.id, found)
    types = {term for kind, term in terms if kind == "types"}
    roles = {term for kind, term in terms if kind == "roles"}
    for event in records.events.values():
        if event.type is not None and not is_known_type(event.type, types):
            yield Gap("event", event.id, f"type of event {event.id}", "type", event.type)
        for role in dict.fromkeys(_roles(event)):
            if not is_known_role(role, roles):
                yield Gap("event", event.id, f"role in event {event.id}", "role", role)


def _roles(event: Event) -> Iterator[str]:
    yield from (participant.role for participant in event.participants)
    yield from (participant.role for claim in event.claims for participant in claim.participants)
