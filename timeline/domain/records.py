"""What people write down: the records of an annotation, as frozen values, and the one list of their fields.

These are the *authored* records: nothing here is derived. What follows from them (resolved dates,
agreement, standing, origins) is computed by ``derive`` and told by ``chronology``. Names and fields
are those of the model: claims as in Wikidata and factoid prosopography, roles as in Gramps,
event types as in PLOVER, low/best/high as in UCDP, derived-from as in W3C PROV.

A field is named here and nowhere else: with its kind (how it reads in YAML and JSON, see ``Kind``), its value
where nobody has written one, and below it what it is: the words of the reference of annotation files. Files and
their schema, our JSON, digests, comparisons, rows and queries follow from that (``fields_of``).

Every record is keyed by its slug (lower-case ASCII letters and digits, single hyphens, at most
80 characters); all records share one namespace. Tuples keep the order in which people wrote things; what
an annotation file keeps as a map to lists (participants, derivations, links) has one order: those of one key
together, keys by their first mention, none twice. So a record is the same once written and read.

Dates are texts, and each knows what it says: see ``dates.written``. A record made of a plain text keeps it as one.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple, TypeVar

from timeline.domain.dates.written import WrittenDate, written

DERIVATIONS = ("republishes", "quotes", "translates")
LINK_KINDS = ("follows", "responds-to", "part-of")
MODALITIES = ("asserted", "alleged", "denied", "expected")
STANDINGS = ("asserted", "contested", "alleged", "expected", "denied")
"""Of events: what the modalities of their claims come to, see ``claims.standing``."""
RELIABILITIES = ("A", "B", "C", "D", "E", "F")
CREDIBILITIES = (1, 2, 3, 4, 5, 6)
MATCH_KINDS = ("same", "not_same")
ACTOR_KINDS = ("person", "organisation", "state", "armed-group", "office", "group")


class Kind(NamedTuple):
    """What sort of value a field holds; what reads and writes it elsewhere goes by the name."""

    name: str
    refers_to: str | None = None
    """The kind of record whose id it is."""
    is_list: bool = False
    """Whether there may be any number; each then has a row of its own."""


Slug = Annotated[str, Kind("slug")]
"""An id of the record itself, or a word of a vocabulary."""
Text = Annotated[str, Kind("text")]
Edtf = Annotated[str, Kind("edtf")]
"""EDTF, as written."""
ClaimDate = Annotated[str, Kind("claim date")]
"""EDTF, or a relative date ("1 day after some-event"), as written."""
_DATES = ("edtf", "claim date")
Attributions = Annotated[tuple[str, ...], Kind("attributions", is_list=True)]
"""Whom a source reports, none twice: an actor's id each, or words (see ``claims.attribution``)."""
Url = Annotated[str, Kind("url")]
Wikidata = Annotated[str, Kind("wikidata")]
EventType = Annotated[str, Kind("event type")]
ActorKind = Annotated[str, Kind("actor kind")]
Modality = Annotated[str, Kind("modality")]
Reliability = Annotated[str, Kind("reliability")]
Credibility = Annotated[int, Kind("credibility")]
Latitude = Annotated[float, Kind("latitude")]
Longitude = Annotated[float, Kind("longitude")]
How = Annotated[str, Kind("how")]
LinkKind = Annotated[str, Kind("link kind")]
FilterName = Annotated[str, Kind("filter name")]
"""Of a filter of events (see ``query``), as it is typed: any-actor."""
Number = Annotated[float, Kind("number")]
Flag = Annotated[bool, Kind("flag")]
SourceId = Annotated[str, Kind("reference", "source")]
ActorId = Annotated[str, Kind("reference", "actor")]
PlaceId = Annotated[str, Kind("reference", "place")]
EventId = Annotated[str, Kind("reference", "event")]

_Record = TypeVar("_Record", bound=tuple[Any, ...])


def _kind(hint: Any) -> Kind:
    """The kind that a type is marked with; of ``Text | None`` that of Text."""
    kinds = [mark for each in (hint, *getattr(hint, "__args__", ())) for mark in getattr(each, "__metadata__", ())]
    found: Kind = kinds[0]
    return found


def _kept(**together: str) -> Callable[[type[_Record]], type[_Record]]:
    """Keeps a record in its one form, however it is made. What is read from rows has it: ``_make`` takes it as it is.

    A date becomes the value that knows what it says; of attributions none stands twice; conditions, whose order says
    nothing, stand by the names of their filters. ``together`` are lists, each
    with the field by which its values go: those of one key stand together, where the first of them does, and none
    stands twice.
    """

    def kept(record: type[_Record]) -> type[_Record]:
        made: Any = record
        make = made.__new__
        forms: list[tuple[int, Callable[[Any], Any]]] = []
        for index, (name, hint) in enumerate(made.__annotations__.items()):
            kind = _kind(hint).name
            if kind in _DATES:
                forms.append((index, _dated))
            elif kind == "attributions":
                forms.append((index, _each_once))
            elif kind == "conditions":
                forms.append((index, _by_filter))
            elif name in together:
                forms.append((index, partial(_grouped, key=together[name])))

        def in_form(cls: Any, /, *values: Any, **named: Any) -> Any:
            new = make(cls, *values, **named)
            changed = None
            for index, form in forms:
                value = new[index]
                formed = form(value)
                if formed is not value:
                    changed = changed or list(new)
                    changed[index] = formed
            return cls._make(changed) if changed else new

        made.__new__ = in_form
        made._replace = lambda self, **named: type(self)(**self._asdict() | named)
        return record

    return kept


def _dated(text: str | None) -> WrittenDate | None:
    return None if text is None else written(text)


def _each_once(values: tuple[Any, ...]) -> tuple[Any, ...]:
    return values if len(values) < 2 else tuple(dict.fromkeys(values))


def _by_filter(values: tuple[Any, ...]) -> tuple[Any, ...]:
    ordered = tuple(sorted(dict.fromkeys(values), key=lambda condition: str(condition.filter)))
    return values if ordered == values else ordered


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

    how: How
    source: SourceId


Texts = Annotated[tuple[str, ...], Kind("texts", is_list=True)]
FormerIds = Annotated[tuple[str, ...], Kind("former ids", is_list=True)]
"""Ids that a record had before, the latest first, and goes on being found by (see ``former_ids``)."""
Tags = Annotated[tuple[str, ...], Kind("tags", is_list=True)]
Derivations = Annotated[tuple[Derivation, ...], Kind("derivations", is_list=True)]


@_kept(derived_from="how")
class Source(NamedTuple):
    """A document, or an agency, that says something."""

    id: Slug
    title: Text
    """its headline or name"""
    kind: Text | None = None
    """what it is, in a word or two: agency, report, statement"""
    publisher: Text | None = None
    """who brought it out"""
    author: Text | None = None
    """who wrote it"""
    published: Edtf | None = None
    """when it came out, as EDTF"""
    url: Url | None = None
    """its web address"""
    archive_url: Url | None = None
    """the web address of an archived copy"""
    accessed: Edtf | None = None
    """when it was read, as EDTF"""
    language: Text | None = None
    """its language, best as a BCP 47 tag: en, ar"""
    derived_from: Derivations = ()
    """sources that it takes its content from: a map of how (republishes, quotes, translates) to the id of a source,
    or a list of ids"""
    reliability: Reliability | None = None
    """of the source as such, A (reliable) to F (cannot be judged), on the Admiralty scale"""
    note: Text | None = None
    """anything else worth knowing"""
    was: FormerIds = ()
    """ids that it had before: one, or a list, the latest first; each goes on finding it"""


@_kept()
class Membership(NamedTuple):
    """An actor belongs to a group."""

    group: ActorId
    """the id of the group, an actor too"""
    office: Text | None = None
    """the office held in it"""
    date: Edtf | None = None
    """when, as EDTF; both ends belong; without it, always"""


Memberships = Annotated[tuple[Membership, ...], Kind("memberships", is_list=True)]


class Actor(NamedTuple):
    """A person, an organisation, a state, an armed group or an office."""

    id: Slug
    name: Text
    """the name that is shown"""
    kind: ActorKind | None = None
    """person, organisation, state, armed-group, office or group"""
    names: Texts = ()
    """a list of other names: aliases, acronyms, other spellings, other scripts"""
    member_of: Memberships = ()
    """a list of the groups it belongs to, each a map with the keys below"""
    wikidata: Wikidata | None = None
    """its item in Wikidata, as Q42"""
    note: Text | None = None
    """anything else worth knowing"""
    was: FormerIds = ()
    """ids that it had before: one, or a list, the latest first; each goes on finding it"""


class Place(NamedTuple):
    """Where something happened."""

    id: Slug
    name: Text
    """the name that is shown"""
    kind: Text | None = None
    """what it is, in a word or two: city, country, air base"""
    names: Texts = ()
    """a list of other names"""
    within: PlaceId | None = None
    """the id of the larger place that it lies in"""
    latitude: Latitude | None = None
    """degrees north (WGS 84), -90 to 90; with longitude"""
    longitude: Longitude | None = None
    """degrees east (WGS 84), -180 to 180; with latitude"""
    wikidata: Wikidata | None = None
    """its item in Wikidata, as Q42"""
    note: Text | None = None
    """anything else worth knowing"""
    was: FormerIds = ()
    """ids that it had before: one, or a list, the latest first; each goes on finding it"""


class Figure(NamedTuple):
    """A number that a source gives: at least one of low, best and high is there.

    Values are kept as the source has them, also where low exceeds high.
    """

    measure: Slug
    low: Number | None = None
    best: Number | None = None
    high: Number | None = None
    approximate: Flag = False
    """The source says "about"."""


class Participant(NamedTuple):
    """An actor's part in an event, in one role."""

    actor: ActorId
    role: Slug


Figures = Annotated[tuple[Figure, ...], Kind("figures", is_list=True)]
Participants = Annotated[tuple[Participant, ...], Kind("participants", is_list=True)]


@_kept(participants="actor")
class Claim(NamedTuple):
    """What one source says of one event."""

    source: SourceId
    """the id of the source"""
    at: Text | None = None
    """where in the source: ¶ 4, p. 12, 00:41"""
    date: ClaimDate | None = None
    """when it happened, as the source says: EDTF, or relative to an event or to publication"""
    modality: Modality = "asserted"
    """how the source says it: asserted (without the key), alleged, denied or expected"""
    according_to: Attributions = ()
    """whom the source reports, who asserts, alleges or denies it then: the id of an actor, or words (two at least:
    two unnamed officials; or one in quotation marks: “police”), or a list of both; without the key the source speaks
    in its own voice"""
    figures: Figures = ()
    """numbers that the source gives: a map of measure to figure"""
    participants: Participants = ()
    """actors that only this source names: a map of actor to role, or to a list of roles"""
    credibility: Credibility | None = None
    """of this claim, 1 (confirmed) to 6 (cannot be judged), on the Admiralty scale"""
    quote: Text | None = None
    """the source's own words, a few of them"""
    note: Text | None = None
    """anything else worth knowing"""


class Link(NamedTuple):
    """How this event hangs together with another: ``kind`` is one of LINK_KINDS."""

    kind: LinkKind
    event: EventId


Claims = Annotated[tuple[Claim, ...], Kind("claims", is_list=True)]
Links = Annotated[tuple[Link, ...], Kind("links", is_list=True)]


@_kept(participants="actor", links="kind")
class Event(NamedTuple):
    """Something that happened, or was announced, threatened or agreed."""

    id: Slug
    title: Text
    """what happened, in a line"""
    summary: Text | None = None
    """more of it, in your own words"""
    type: EventType | None = None
    """a type of the vocabulary, or type/mode: consult, consult/phone"""
    place: PlaceId | None = None
    """the id of the place, or a map with the keys below, where the event has its own point"""
    # In files these two stand under the place.
    latitude: Latitude | None = None
    """of the event's own point: degrees north (WGS 84), -90 to 90; with longitude"""
    longitude: Longitude | None = None
    """degrees east (WGS 84), -180 to 180; with latitude"""
    date: Edtf | None = None
    """only where the editor decides, as EDTF; otherwise the date follows from the claims"""
    date_note: Text | None = None
    """why the editor decided so"""
    participants: Participants = ()
    """who took part: a map of actor to role, or to a list of roles"""
    claims: Claims = ()
    """a list of what the sources say, each a map with the keys below"""
    links: Links = ()
    """other events: a map of kind (follows, responds-to, part-of) to the id of an event, or a list of ids"""
    tags: Tags = ()
    """a list of words to find it by"""
    note: Text | None = None
    """anything else worth knowing"""
    was: FormerIds = ()
    """ids that it had before: one, or a list, the latest first; each goes on finding it"""


NAMES_RECORDS: Mapping[str, str] = MappingProxyType(
    {"actor": "actor", "any-actor": "actor", "place": "place", "according-to": "actor", "source": "source"}
)
"""The filters whose values are ids of records, each with their kind; of sources it may be a publisher, too."""


class Condition(NamedTuple):
    """One filter of a question, with a value; of a flag it is "yes"."""

    filter: FilterName
    value: Text


Conditions = Annotated[tuple[Condition, ...], Kind("conditions", is_list=True)]


@_kept()
class Question(NamedTuple):
    """Which events are meant, kept under a name, to be asked again."""

    id: Slug
    asks: Conditions
    """the filters of the command line by name, without their dashes, each with its value or a list of values: ids of
    records, dates as they are typed, yes for one that takes none; a date such as last week is read anew each time"""
    title: Text | None = None
    """what is asked, in a line"""
    note: Text | None = None
    """anything else worth knowing"""
    was: FormerIds = ()
    """ids that it had before: one, or a list, the latest first; each goes on finding it"""


class Term(NamedTuple):
    """A word that a chronology adds to a vocabulary: ``kind`` is types, roles or measures."""

    kind: Slug
    term: Slug
    meaning: Text


MatchedEvents = Annotated[tuple[str, ...], Kind("matched events", "event", is_list=True)]


class Match(NamedTuple):
    """A decision on events that two people, or two datasets, wrote down: that they are one, or that they are not."""

    kind: Text
    """one of MATCH_KINDS: of events that are the same the first is told, with the claims of all"""
    events: MatchedEvents
    """the ids of events, two at least"""
    by: Text | None = None
    """who decided so"""
    why: Text | None = None
    """for what reasons"""

    @property
    def id(self) -> str:
        """What it is known by: "same/a/b", "not-same/a/b". The order of the events makes no other decision, but for
        which of the same is the first.
        """
        first = self.events[:1] if self.kind == "same" else ()
        return "/".join((self.kind.replace("_", "-"), *first, *sorted({*self.events} - {*first})))


class Field(NamedTuple):
    """A field of a record."""

    name: str
    kind: Kind
    default: Any
    """Its value where nobody has written one; NEEDED where somebody has to."""

    @property
    def is_needed(self) -> bool:
        """Whether a record is none without it."""
        return self.default is NEEDED


NEEDED: Any = object()
"""Equal to no value."""


@cache
def fields_of(record: Any) -> tuple[Field, ...]:
    """The fields of a kind of record (Source, Claim, Figure …), in their order."""
    defaults = record._field_defaults
    return tuple(Field(name, _kind(hint), defaults.get(name, NEEDED)) for name, hint in record.__annotations__.items())


_NONE: Mapping[Any, Any] = MappingProxyType({})


class RecordSet(NamedTuple):
    """Records that are loaded, dumped or checked as one whole, each kind keyed by id."""

    sources: Mapping[str, Source] = _NONE
    actors: Mapping[str, Actor] = _NONE
    places: Mapping[str, Place] = _NONE
    events: Mapping[str, Event] = _NONE
    terms: Mapping[tuple[str, str], Term] = _NONE
    """Keyed by (kind, term)."""
    matches: Mapping[str, Match] = _NONE
    questions: Mapping[str, Question] = _NONE

    def ids(self) -> Iterator[tuple[str, str]]:
        """Every (kind of record, id), kinds in the order source, actor, place, event, question."""
        kinds = (
            ("source", self.sources),
            ("actor", self.actors),
            ("place", self.places),
            ("event", self.events),
            ("question", self.questions),
        )
        for kind, records in kinds:
            for record_id in records:
                yield kind, record_id
