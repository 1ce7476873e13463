"""What the formats say that they leave out is what they leave out: found by changing one thing at a time.

A world has every field of every record set. Each of them is changed by itself, and the world is written
before and after: a format in which nothing changes has no room for that field.
"""

import io
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from typing import Any, NamedTuple

import pytest

from tests.exporters.harbour import agreed, chronology, entry
from timeline.domain.chronology import Chronology, Entry
from timeline.domain.claims.derive import derive
from timeline.domain.records import (
    Actor,
    Claim,
    Derivation,
    Event,
    Figure,
    Link,
    Match,
    Membership,
    Participant,
    Place,
    RecordSet,
    Source,
    Term,
    fields_of,
)
from timeline.exporters.export_format import DECISIONS, FORMER_IDS
from timeline.exporters.programs.formats import FORMATS as FOR_PROGRAMS
from timeline.exporters.programs.tables.tidy_tables import TABLES
from timeline.exporters.registry import FORMATS
from timeline.query import EventQuery
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.reading.stored.full_records import record_lookup
from timeline.storage.reading.told.entries import find_entries, listed_sources
from timeline.storage.schema.memory import memory_connection
from timeline.storage.writing.loader import load_fresh

Values = Mapping[str, Any]


class Swapped(NamedTuple):
    """Two values, each in one claim: changed is which of the claims has which."""

    first: Any
    second: Any


# Each with the value that it has, and another.
FIELDS: dict[str, Any] = {
    "source.id": ("gazette", "journal"),
    "source.title": ("Talks in port", "Talks at sea"),
    "source.kind": ("article", "report"),
    "source.publisher": ("The Gazette", "The Journal"),
    "source.author": ("Mara Stone", "Mara Stein"),
    "source.published": ("2031-05-04", "2031-05-05"),
    "source.url": ("https://gazette.example/1", "https://gazette.example/2"),
    "source.archive_url": ("https://archive.example/1", "https://archive.example/2"),
    "source.accessed": ("2031-06-01", "2031-06-02"),
    "source.language": ("en", "ar"),
    "source.reliability": ("B", "C"),
    "source.was": (("old-gazette",), ("older-gazette",)),
    "source.note": ("A note on the source", "Another note on the source"),
    "derivation.how": ("quotes", "republishes"),
    "derivation.source": ("wire", "cable"),
    "actor.id": ("ana-ruiz", "ana-maria-ruiz"),
    "actor.name": ("Ana Ruiz", "Ana María Ruiz"),
    "actor.kind": ("person", "office"),
    "actor.names": (("A. Ruiz",), ("A. M. Ruiz",)),
    "actor.wikidata": ("Q1", "Q2"),
    "actor.was": (("old-ana",), ("older-ana",)),
    "actor.note": ("A note on the actor", "Another note on the actor"),
    "membership.group": ("the-union", "the-party"),
    "membership.office": ("chair", "secretary"),
    "membership.date": ("2030", "2031"),
    "place.id": ("port-city", "harbour-city"),
    "place.name": ("Port City", "Harbour City"),
    "place.kind": ("city", "town"),
    "place.names": (("Puerto",), ("Porto",)),
    "place.within": ("the-coast", "the-shore"),
    "place.latitude": (1.5, 2.5),
    "place.longitude": (103.5, 104.5),
    "place.wikidata": ("Q3", "Q4"),
    "place.was": (("old-port",), ("older-port",)),
    "place.note": ("A note on the place", "Another note on the place"),
    "event.id": ("talks", "meeting"),
    "event.title": ("Ruiz meets Vale", "Vale meets Ruiz"),
    "event.summary": ("They meet.", "They met."),
    "event.type": ("consult", "demand"),
    "event.latitude": (1.25, 1.75),
    "event.longitude": (103.25, 103.75),
    "event.date": ("2031-05-06", "2031-05-07"),
    "event.date_note": ("As the minutes have it", "As the diary has it"),
    "event.tags": (("harbour",), ("strait",)),
    "event.was": (("old-talks",), ("older-talks",)),
    "event.note": ("A note on the event", "Another note on the event"),
    "participant.role": ("initiator", "recipient"),
    "claim.at": ("p. 1", "p. 2"),
    "claim.date": Swapped("2031-05-01", "2031-05-02"),
    "claim.according_to": (("two unnamed officials",), ("three unnamed officials",)),
    "claim.modality": Swapped("asserted", "alleged"),
    "claim.participants": Swapped("witness", "mediator"),
    "claim.credibility": (1, 2),
    "claim.quote": ("They met at noon", "At noon they met"),
    "claim.note": ("A note on the claim", "Another note on the claim"),
    "figure.measure": ("killed", "injured"),
    "figure.low": (3.0, 4.0),
    "figure.best": (5.0, 6.0),
    "figure.high": (7.0, 8.0),
    "figure.approximate": (True, False),
    "link.kind": ("follows", "part-of"),
    "link.event": ("call", "letter"),
    "term.meaning": ("one who mediates", "one who brings together"),
    "a record that no event needs": ("Nobody", "Noone"),
    "match.by": ("A. Editor", "B. Editor"),
    "match.why": ("One room", "One hour"),
    "the title of an event told as another": ("Tide", "High water"),
}
# What a field refers to is changed with the record that it names; what holds others, with those.
WITH_OTHERS = {
    "source.derived_from",
    "actor.member_of",
    "event.place",
    "event.participants",
    "event.claims",
    "event.links",
    "participant.actor",
    "claim.source",
    "claim.figures",
    "term.kind",
    "term.term",
    # Which events are one is which are told.
    "match.kind",
    "match.events",
}
NO_FIELDS = {"a record that no event needs", "the title of an event told as another"}
WAS = {"source.was", "actor.was", "place.was", "event.was"}
OF_NO_EVENT = {*WAS, "term.meaning", "match.by", "match.why", *NO_FIELDS}
KINDS: tuple[Any, ...] = (
    Source,
    Derivation,
    Actor,
    Membership,
    Place,
    Event,
    Participant,
    Claim,
    Figure,
    Link,
    Match,
    Term,
)

ACTORS = {"actor.kind", "actor.names", "actor.wikidata", "actor.note"}
MEMBERSHIPS = {"membership.group", "membership.office", "membership.date"}
PLACES = {"place.kind", "place.names", "place.within", "place.wikidata", "place.note"}
DERIVATIONS = {"derivation.how", "derivation.source"}
POINTS = {"place.latitude", "place.longitude"}
ALL_SOURCES = {name for name in FIELDS if name.startswith("source.")} - WAS

MEANT = {
    "ids": {"event.id", "actor.id", "place.id", "source.id"},
    "ids of actors, places and sources": {"actor.id", "place.id", "source.id"},
    "types and tags": {"event.type", "event.tags"},
    "links to other events": {"link.kind", "link.event"},
    "why the editor decided on a date": {"event.date_note"},
    "credibility of claims": {"claim.credibility"},
    "quotes and credibility of claims": {"claim.quote", "claim.credibility"},
    "of claims, all but the place in the source, figures and participants": {
        *("claim.date", "claim.modality", "claim.according_to", "claim.quote", "claim.credibility", "claim.note"),
    },
    "how sources derive from one another": {"derivation.how"},
    "offices held, and when": {"membership.office", "membership.date"},
    "whether a figure is approximate": {"figure.approximate"},
    "of actors, all but the name": {"actor.id"} | ACTORS | MEMBERSHIPS,
    "of actors, other names, kinds, groups and notes": ACTORS | MEMBERSHIPS,
    "of places, other names, kinds, what they lie in, and notes": PLACES,
    "of places, other names, kinds and notes": PLACES - {"place.within"},
    "of places, all but the name and the point": {"place.id"} | PLACES,
    "of places, points, other names, kinds, what they lie in, and notes": POINTS | PLACES,
    "of sources, kinds, languages and notes": {"source.kind", "source.language", "source.note"},
    "of sources, all but the id": ALL_SOURCES - {"source.id"} | DERIVATIONS,
    "of sources, all but the id, the publisher and the date": (
        ALL_SOURCES - {"source.id", "source.publisher", "source.published"} | DERIVATIONS
    ),
    "of events, all but the id, the title, the date, the type and the standing": (
        FIELDS.keys() - {"event.id", "event.title", "event.date", "event.type"} - OF_NO_EVENT
    ),
    "of events, all but the title, the date, the type and the standing": (
        FIELDS.keys() - {"event.title", "event.date", "event.type"} - OF_NO_EVENT
    ),
    "of sources, all but title, publisher, date and address": (
        ALL_SOURCES - {f"source.{name}" for name in ("id", "title", "publisher", "published", "url")} | DERIVATIONS
    ),
    "undated events": set(),
    "days before the year 1 and after 9999": set(),
    "meanings of words": {"term.meaning"},
    "records that no event needs": {"a record that no event needs"},
    FORMER_IDS: WAS,
    DECISIONS: {"match.by", "match.why", "the title of an event told as another"},
}
"""What the words of the table of formats stand for; nothing, where it is no field but some events."""


def made(kind: Any, values: Values, **given: Any) -> Any:
    """A record with the values of its fields, and those given."""
    name = kind.__name__.lower()
    return kind(**{each.name: given.get(each.name, values.get(f"{name}.{each.name}")) for each in fields_of(kind)})


def world(values: Values) -> RecordSet:
    """A world of these values: an event dated by the editor, and one dated by two claims that disagree."""
    swaps = {name: value for name, value in values.items() if isinstance(value, Swapped)}
    source = made(Source, values, derived_from=(made(Derivation, values),))
    others = Source("wire", "A wire"), Source("cable", "A cable"), Source("herald", "The Herald")
    actor = made(Actor, values, member_of=(made(Membership, values),))
    groups = Actor("the-union", "The union"), Actor("the-party", "The party")
    wider = Place("the-coast", "The coast"), Place("the-shore", "The shore")
    idle = Actor("idle", values["a record that no event needs"])

    def claims() -> tuple[Claim, ...]:
        first, second = (
            {name.removeprefix("claim."): swapped[which] for name, swapped in swaps.items()} for which in (0, 1)
        )
        roles = [(Participant(actor.id, each.pop("participants")),) for each in (first, second)]
        figures = (made(Figure, values),)
        return (
            made(Claim, values, source=source.id, figures=figures, participants=roles[0], **first),
            Claim("herald", participants=roles[1], **second),
        )

    place = made(Place, values)
    elsewhere = Event("call", "A call", place=place.id), Event("letter", "A letter", place=place.id)
    event = made(
        Event,
        values,
        place=place.id,
        participants=(made(Participant, values, actor=actor.id),),
        claims=claims(),
        links=(made(Link, values),),
    )
    same = Event("tide", "The tide"), Event("water", values["the title of an event told as another"])
    match = Match("same", ("tide", "water"), values["match.by"], values["match.why"])
    undecided = Event("undecided", "Not decided", claims=claims(), place=place.id)
    terms = [Term("roles", "witness", "one who saw it"), Term("roles", "mediator", values["term.meaning"])]
    return RecordSet(
        sources={each.id: each for each in (source, *others)},
        actors={each.id: each for each in (actor, *groups, idle)},
        places={each.id: each for each in (place, *wider)},
        events={each.id: each for each in (event, undecided, *elsewhere, *same)},
        terms={(each.kind, each.term): each for each in terms},
        matches={match.id: match},
    )


def before() -> dict[str, Any]:
    return {name: value if isinstance(value, Swapped) else value[0] for name, value in FIELDS.items()}


def after(name: str) -> dict[str, Any]:
    value = FIELDS[name]
    return before() | {name: Swapped(value.second, value.first) if isinstance(value, Swapped) else value[1]}


def all_that_it_holds(name: str) -> list[dict[str, str]]:
    """The options with which a format is written: once, or once for each table where a file has one of several."""
    return [{"table": table} for table in TABLES] if name == "parquet" else [{}]


def written(reader: ConnectionReader, name: str, *, in_full: bool = False) -> bytes:
    """The world that is read, in a format; ``in_full``: with more of claims than the format asks for."""
    each = FORMATS[name]
    lookup = record_lookup(reader, whole=True) if each.takes_records else None
    raw = io.BytesIO()
    out = raw if each.binary else io.TextIOWrapper(raw, encoding="utf-8", newline="", write_through=True)
    for options in all_that_it_holds(name):
        brief_claims = each.has_brief_claims(options) and not in_full
        entries = find_entries(reader, EventQuery(), brief_claims=brief_claims)
        sources = partial(listed_sources, reader)
        each.load()(Chronology("", "", "2031-07-01", entries, sources, records=lookup), out, **options)
    return raw.getvalue()


@pytest.fixture(scope="module")
def worlds() -> Iterator[dict[str | None, ConnectionReader]]:
    """The world before, under None, and after the change of each field."""
    with ExitStack() as stack:
        found = {}
        for field in (None, *FIELDS):
            connection = stack.enter_context(memory_connection())
            records = world(before() if field is None else after(field))
            load_fresh(connection, records, derive(records))
            found[field] = ConnectionReader(connection)
        yield found


def test_every_field_of_every_record_is_changed() -> None:
    fields = {f"{kind.__name__.lower()}.{each.name}" for kind in KINDS for each in fields_of(kind)}
    assert fields == (FIELDS.keys() | WITH_OTHERS) - NO_FIELDS


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_leaves_out_what_it_says_and_nothing_else(
    name: str, worlds: dict[str | None, ConnectionReader]
) -> None:
    unchanged = written(worlds[None], name)
    left_out = {field for field in FIELDS if written(worlds[field], name) == unchanged}
    said = [field for each in FORMATS[name].leaves_out for field in MEANT[each]]
    assert len(said) == len(set(said))
    assert set(said) == left_out


@pytest.mark.parametrize("name", [each.name for each in FORMATS.values() if each.brief_claims])
def test_what_a_format_does_not_ask_for_it_does_not_tell(name: str, worlds: dict[str | None, ConnectionReader]) -> None:
    for world in worlds.values():
        assert written(world, name) == written(world, name, in_full=True)


@pytest.mark.parametrize("name", [each.name for each in FOR_PROGRAMS if not each.binary])
@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("undated events", entry("x", "Nobody knows when")),
        ("days before the year 1 and after 9999", entry("x", "Nobody knows when", agreed("-0043-03-15"))),
    ],
)
def test_events_that_a_format_leaves_out_are_said_and_no_others(name: str, words: str, left: Entry) -> None:
    out = io.StringIO(newline="")
    said = FORMATS[name].load()(chronology([left]), out) or ()
    is_left_out = words in FORMATS[name].leaves_out
    assert ("Nobody knows when" in out.getvalue()) is not is_left_out
    assert any("left out" in line for line in said) is is_left_out
