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

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from timeline.domain.claims.figures import Figure as Figure  # a record like the others, kept where its text is read

DERIVATIONS = ("republishes", "quotes", "translates")
LINK_KINDS = ("follows", "responds-to", "part-of")
MODALITIES = ("asserted", "alleged", "denied", "expected")
RELIABILITIES = ("A", "B", "C", "D", "E", "F")
CREDIBILITIES = (1, 2, 3, 4, 5, 6)
ACTOR_KINDS = ("person", "organisation", "state", "armed-group", "office", "group")


def _group(record: Any, field_name: str, key: str) -> None:
    """Puts the values of a field that have one key together, where the first of them stands; drops repetitions."""
    values = getattr(record, field_name)
    if len(values) < 2:  # as mostly
        return
    groups: dict[str, dict[Any, None]] = {}
    for value in values:
        groups.setdefault(getattr(value, key), {})[value] = None
    grouped = tuple([value for group in groups.values() for value in group])
    if grouped != values:
        object.__setattr__(record, field_name, grouped)


@dataclass(frozen=True, slots=True)
class Derivation:
    """One source takes its content from another: ``how`` is one of DERIVATIONS."""

    how: str
    source: str


@dataclass(frozen=True, slots=True)
class Source:
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

    def __post_init__(self) -> None:
        _group(self, "derived_from", "how")


@dataclass(frozen=True, slots=True)
class Membership:
    """An actor belongs to a group, perhaps in an office, perhaps only for a time."""

    group: str
    office: str | None = None
    date: str | None = None
    """EDTF, as written; both ends belong. None: always, as far as we know."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation, state, armed group or office."""

    id: str
    name: str
    kind: str | None = None
    names: tuple[str, ...] = ()
    """Other spellings: aliases, acronyms, transliterations, other scripts."""
    member_of: tuple[Membership, ...] = ()
    wikidata: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
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


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor's part in an event, in one role."""

    actor: str
    role: str


@dataclass(frozen=True, slots=True)
class Claim:
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

    def __post_init__(self) -> None:
        _group(self, "participants", "actor")


@dataclass(frozen=True, slots=True)
class Link:
    """How this event hangs together with another: ``kind`` is one of LINK_KINDS."""

    kind: str
    event: str


@dataclass(frozen=True, slots=True)
class Event:
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

    def __post_init__(self) -> None:
        _group(self, "participants", "actor")
        _group(self, "links", "kind")


@dataclass(frozen=True, slots=True)
class Term:
    """A word that a chronology adds to a vocabulary: ``kind`` is types, roles or measures."""

    kind: str
    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class RecordSet:
    """Records that are loaded, dumped or checked as one whole, each kind keyed by id."""

    sources: Mapping[str, Source] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    terms: Mapping[tuple[str, str], Term] = field(default_factory=dict)
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
