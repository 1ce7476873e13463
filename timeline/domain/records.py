"""What people write down: the records of an annotation, as frozen values.

These are the *authored* records: nothing here is derived. What follows from them (resolved dates,
agreement, standing, origins) is computed by ``derive`` and told by ``chronology``. Names and fields
are those of the model: claims as in Wikidata and factoid prosopography, roles as in Gramps,
event types as in PLOVER, low/best/high as in UCDP, derived-from as in W3C PROV.

Every record is keyed by its slug (lower-case ASCII letters and digits, single hyphens, at most
80 characters); all records share one namespace. Tuples keep the order in which people wrote things; what
an annotation file keeps as a map to lists (participants, derivations, links) has one order: those of one key
together, keys by their first mention, none twice. So a record is the same once written and read.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from timeline.domain.claims.figures import Figure as Figure  # a record like the others, kept where its text is read

DERIVATIONS = ("republishes", "quotes", "translates")
LINK_KINDS = ("follows", "responds-to", "part-of")
MODALITIES = ("asserted", "alleged", "denied", "expected")
RELIABILITIES = ("A", "B", "C", "D", "E", "F")
CREDIBILITIES = (1, 2, 3, 4, 5, 6)
ACTOR_KINDS = ("person", "organisation", "state", "armed-group", "office", "group")


_Record = TypeVar("_Record", bound=tuple[Any, ...])


def _together(**keys: str) -> Callable[[type[_Record]], type[_Record]]:
    """Keeps lists of a record in their one order, however it is made: ``keys`` are the fields by which their values go.

    The values of one key stand together, where the first of them does, and none stands twice. What is read from
    rows was in order when it was written; ``_make`` takes it as it is.
    """

    def kept(record: type[_Record]) -> type[_Record]:
        made: Any = record
        make = made.__new__

        def in_order(cls: Any, /, *values: Any, **named: Any) -> Any:
            new = make(cls, *values, **named)
            ordered = {name: _grouped(getattr(new, name), key) for name, key in keys.items()}
            changed = {name: values for name, values in ordered.items() if values is not getattr(new, name)}
            return (
                cls._make(changed.get(name, value) for name, value in zip(cls._fields, new, strict=True))
                if changed
                else new
            )

        made.__new__ = in_order
        made._replace = lambda self, **named: type(self)(**self._asdict() | named)
        return record

    return kept


def _grouped(values: tuple[Any, ...], key: str) -> tuple[Any, ...]:
    if len(values) < 2:  # as mostly
        return values
    groups: dict[str, dict[Any, None]] = {}
    for value in values:
        groups.setdefault(getattr(value, key), {})[value] = None
    grouped = tuple([value for group in groups.values() for value in group])
    return values if grouped == values else grouped


class Derivation(NamedTuple):
    """One source takes its content from another: ``how`` is one of DERIVATIONS."""

    how: str
    source: str


@_together(derived_from="how")
class Source(NamedTuple):
    """A document (or an agency) that says something."""

    id: str
    title: str
    kind: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    """EDTF, as written."""
    url: str | None = None
    archive_url: str | None = None
    accessed: str | None = None
    """EDTF, as written."""
    language: str | None = None
    derived_from: tuple[Derivation, ...] = ()
    reliability: str | None = None
    """A (reliable) to F (cannot be judged), the Admiralty scale."""
    note: str | None = None


class Membership(NamedTuple):
    """An actor belongs to a group, perhaps in an office, perhaps only for a time."""

    group: str
    office: str | None = None
    date: str | None = None
    """EDTF, as written; both ends belong. None: always, as far as we know."""


class Actor(NamedTuple):
    """A person, organisation, state, armed group or office."""

    id: str
    name: str
    kind: str | None = None
    names: tuple[str, ...] = ()
    """Other spellings: aliases, acronyms, transliterations, other scripts."""
    member_of: tuple[Membership, ...] = ()
    wikidata: str | None = None
    note: str | None = None


class Place(NamedTuple):
    """Where; ``within`` is the larger place it lies in."""

    id: str
    name: str
    kind: str | None = None
    names: tuple[str, ...] = ()
    within: str | None = None
    latitude: float | None = None
    """Degrees north, WGS 84, -90 to 90."""
    longitude: float | None = None
    """Degrees east, WGS 84, -180 to 180."""
    wikidata: str | None = None
    note: str | None = None


class Participant(NamedTuple):
    """An actor's part in an event, in one role."""

    actor: str
    role: str


@_together(participants="actor")
class Claim(NamedTuple):
    """What one source says of one event."""

    source: str
    at: str | None = None
    """The locator: ¶ 4, p. 12, 00:41."""
    date: str | None = None
    """EDTF, or a relative date ("1 day after some-event"), as written."""
    modality: str = "asserted"
    figures: tuple[Figure, ...] = ()
    participants: tuple[Participant, ...] = ()
    """Those that only this source names."""
    credibility: int | None = None
    """1 (confirmed) to 6 (cannot be judged), the Admiralty scale."""
    quote: str | None = None
    note: str | None = None


class Link(NamedTuple):
    """How this event hangs together with another: ``kind`` is one of LINK_KINDS."""

    kind: str
    event: str


@_together(participants="actor", links="kind")
class Event(NamedTuple):
    """Something that happened, or was announced, threatened or agreed."""

    id: str
    title: str
    summary: str | None = None
    type: str | None = None
    """``type`` or ``type/mode``: consult, consult/phone."""
    place: str | None = None
    latitude: float | None = None
    """Degrees north, where the event has a point of its own within its place; with ``longitude``, or not at all."""
    longitude: float | None = None
    date: str | None = None
    """EDTF; only where the editor decides. Otherwise the date follows from the claims."""
    date_note: str | None = None
    participants: tuple[Participant, ...] = ()
    """Those that the editor names, resting on no one claim."""
    claims: tuple[Claim, ...] = ()
    links: tuple[Link, ...] = ()
    tags: tuple[str, ...] = ()
    note: str | None = None


class Term(NamedTuple):
    """A word that a chronology adds to a vocabulary: ``kind`` is types, roles or measures."""

    kind: str
    term: str
    meaning: str


_NONE: Mapping[Any, Any] = MappingProxyType({})


class RecordSet(NamedTuple):
    """Records that are loaded, dumped or checked as one whole, each kind keyed by id."""

    sources: Mapping[str, Source] = _NONE
    actors: Mapping[str, Actor] = _NONE
    places: Mapping[str, Place] = _NONE
    events: Mapping[str, Event] = _NONE
    terms: Mapping[tuple[str, str], Term] = _NONE
    """Keyed by (kind, term)."""

    def ids(self) -> Iterator[tuple[str, str]]:
        """Every (kind of record, id), kinds in the order source, actor, place, event."""
        kinds = (
            ("source", self.sources),
            ("actor", self.actors),
            ("place", self.places),
            ("event", self.events),
        )
        for kind, records in kinds:
            for record_id in records:
                yield kind, record_id
