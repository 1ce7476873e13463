"""What cannot all be true: what a contradiction is, of which kind, and how sure it is that it is one."""

from typing import NamedTuple

from timeline.domain.chronology import EntryClaim

KINDS = {
    "date": "the day of one event",
    "figures": "a number of one event",
    "standing": "asserted here, denied there",
    "part-of": "a part outside its whole",
    "order": "before what it comes after",
    "publication": "told before it happened",
    "presence": "one person in two places",
    "office": "an office outside its term",
}
"""The kinds, in the order in which those that are equally sure are told."""

SURENESS = {
    "cannot": "cannot all be true",
    "hardly": "can hardly all be true",
    "doubtful": "is worth a look",
    "decided": "the editor has decided",
}
"""How sure a contradiction is, the surest first; what the editor has decided comes last."""


class LinkMade(NamedTuple):
    """A link that an editor has made: the event follows, responds to or is part of the other."""

    kind: str
    other: str
    title: str
    """Of the other event."""


class TermHeld(NamedTuple):
    """A membership: who held an office, or belonged, from when to when."""

    actor: str
    name: str
    group: str
    group_name: str
    office: str | None
    date: str | None
    """EDTF, as written."""


class TakenFrom(NamedTuple):
    """A source that takes its content from another."""

    source: str
    name: str
    """Its publisher, or else its title."""
    published: str | None
    how: str
    from_source: str
    from_name: str
    from_published: str | None


class Stated(NamedTuple):
    """Something that is said of an event (or, of a term or a derivation, beside all events), and by whom.

    One of ``claim``, ``link``, ``term`` and ``derived`` says what; where none does, it is what the editor has decided.
    """

    event: str = ""
    title: str = ""
    claim: EntryClaim | None = None
    link: LinkMade | None = None
    term: TermHeld | None = None
    derived: TakenFrom | None = None
    decided: str | None = None
    """The date that the editor has decided, as EDTF."""
    place: str | None = None
    """Where it was, of a person who cannot have been there."""
    role: str | None = None
    """In which role."""


class SideTaken(NamedTuple):
    """What stands on one side: the statements that go together."""

    statements: tuple[Stated, ...]
    value: str = ""
    """What they say, as EDTF or a figure's text, of dates and figures in dispute; "denied" and "asserted" of whether
    it happened; "" elsewhere."""


class EventNamed(NamedTuple):
    """An event that a contradiction speaks of."""

    id: str
    title: str


class Contradiction(NamedTuple):
    """Sides that cannot all be true; of those with more than two statements each is needed for it."""

    kind: str
    sureness: str
    sides: tuple[SideTaken, ...]
    events: tuple[EventNamed, ...] = ()
    """The events that it speaks of: the one that its sources disagree on, or all."""
    measure: str | None = None
    """Of figures."""
    person: EventNamed | None = None
    """Of one person in two places, or of an office."""
    day: int | None = None
    """Of one person in two places."""
    kilometres: int | None = None
    hours: float | None = None
    """How long the journey takes at the least."""
    follows_from_it: tuple[EventNamed, ...] = ()
    """Events whose dates are told from the one in dispute, and are in dispute for that alone."""


def order_of(conflict: Contradiction) -> tuple[int, int]:
    """By how sure it is, then by kind."""
    return RANKS[conflict.sureness], _KIND_RANKS[conflict.kind]


RANKS = {name: number for number, name in enumerate(SURENESS)}
_KIND_RANKS = {name: number for number, name in enumerate(KINDS)}
