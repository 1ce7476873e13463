"""Entries: what follows from the records, told as it was derived, every claim beside its source."""

from hypothesis import HealthCheck, given, settings

from tests.support.stores import in_database, in_memory
from tests.support.worlds import worlds
from timeline.domain.chronology import Entry, EntryAttribution, EntryClaim, EntryLink, EntryParticipant, EntryPlace
from timeline.domain.claims.derive import DerivedEvent, derive
from timeline.domain.claims.lineage import lineage, origins
from timeline.domain.dates.written import told_from
from timeline.domain.records import Claim, Derivation, Event, Figure, Participant, RecordSet, Source
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.told.entries import entry_of, find_entries, listed_sources


def agrees(entry: Entry, world: RecordSet, derived: DerivedEvent) -> None:
    """An entry says what its event says, and what follows from it."""
    event = world.events[entry.id]
    assert (entry.title, entry.summary, entry.type) == (event.title, event.summary, event.type)
    assert (entry.date_note, entry.note, entry.tags) == (event.date_note, event.note, event.tags)
    # A time of day is told of a single day only.
    is_one_day = derived.date.begin_earliest == derived.date.end_latest
    assert entry.date == (derived.date if is_one_day else derived.date._replace(second=None))
    assert entry.standing == derived.standing
    assert (entry.source_count, entry.origin_count) == (derived.source_count, derived.origin_count)
    place = None if event.place is None else world.places[event.place]
    if place is None:
        assert entry.place is None
    else:
        at = place if event.latitude is None else event
        own = event.latitude is not None
        assert entry.place == EntryPlace(place.id, place.name, at.latitude, at.longitude, own)
    parts: list[tuple[str | None, int | None, Participant]] = [(None, None, part) for part in event.participants]
    parts += [(claim.source, n, part) for n, claim in enumerate(event.claims) for part in claim.participants]
    assert entry.participants == tuple(
        EntryParticipant(part.actor, world.actors[part.actor].name, part.role, source, number)
        for source, number, part in parts
    )
    assert entry.links == tuple(
        EntryLink(link.kind, link.event, world.events[link.event].title) for link in event.links
    )
    claims_agree(entry, event, world, derived)


def claims_agree(entry: Entry, event: Event, world: RecordSet, derived: DerivedEvent) -> None:
    assert [claim.date and claim.date.when for claim in entry.claims] == list(derived.claim_dates)
    for told, claim in zip(entry.claims, event.claims, strict=True):
        source = world.sources[claim.source]
        assert (told.source, told.title, told.publisher) == (source.id, source.title, source.publisher)
        assert told.published == source.published
        assert (told.at, told.date and told.date.written, told.modality) == (claim.at, claim.date, claim.modality)
        assert told.according_to == tuple(
            EntryAttribution(each, world.actors[each].name) if each in world.actors else EntryAttribution(None, each)
            for each in claim.according_to
        )
        assert (told.credibility, told.quote, told.note) == (claim.credibility, claim.quote, claim.note)
        assert told.origins == origins(claim.source, world.sources)
        roots = [world.sources[each] for each in told.origins]
        assert told.origin_names == tuple(each.publisher or each.title for each in roots)
        assert told.told_from == tuple((other, world.events[other].title) for other in told_from(claim.date))
        assert [(each.measure, each.low, each.best, each.high) for each in told.figures] == [
            (figure.measure, figure.low, figure.best, figure.high) for figure in claim.figures
        ]


def all_agree(reader: Reader, world: RecordSet) -> None:
    derived = derive(world).events
    found = list(find_entries(reader, EventQuery()))
    assert {entry.id for entry in found} == set(world.events)
    for entry in found:
        agrees(entry, world, derived[entry.id])
        assert entry_of(reader, entry.id) == entry


@settings(max_examples=30)
@given(worlds())
def test_an_entry_tells_what_was_derived(world: RecordSet) -> None:
    with in_memory(world) as reader:
        all_agree(reader, world)


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds())
def test_so_it_does_from_both_databases(database: str, world: RecordSet) -> None:
    with in_database(database, world) as reader:
        all_agree(reader, world)


@settings(max_examples=15)
@given(worlds())
def test_a_source_is_listed_with_all_that_it_derives_from(world: RecordSet) -> None:
    with in_memory(world) as reader:
        for source_id in world.sources:
            found = listed_sources(reader, [source_id, source_id, "nowhere"])
            assert set(found) == set(lineage(source_id, world.sources))
            for each in found.values():
                source = world.sources[each.id]
                assert each == source


def test_there_is_no_entry_of_an_unknown_id() -> None:
    with in_memory(RecordSet()) as reader:
        assert entry_of(reader, "nothing") is None
        assert list(find_entries(reader, EventQuery())) == []
        assert listed_sources(reader, []) == {}


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds())
def test_brief_claims_have_their_source_the_place_in_it_and_figures(database: str, world: RecordSet) -> None:
    def briefly(claim: EntryClaim) -> EntryClaim:
        return EntryClaim(claim.source)._replace(at=claim.at, figures=claim.figures)

    with in_database(database, world) as reader:
        in_full = find_entries(reader, EventQuery())
        expected = [
            entry._replace(links=(), claims=tuple(briefly(claim) for claim in entry.claims)) for entry in in_full
        ]
        assert list(find_entries(reader, EventQuery(), brief_claims=True)) == expected


def test_more_events_than_are_fetched_together_keep_their_own() -> None:
    sources = {
        "wire": Source("wire", "Wire"),
        "copy": Source("copy", "Copy", derived_from=(Derivation("republishes", "wire"),)),
    }
    events = {
        f"event-{number:04d}": Event(
            f"event-{number:04d}",
            f"Event {number}",
            claims=(
                Claim("copy", date="2031-05-01", figures=(Figure("killed", best=float(number)),)),
                Claim("wire", at=f"¶ {number}"),
            ),
            tags=(f"tag {number}",),
        )
        for number in range(600)
    }
    with in_memory(RecordSet(sources, events=events)) as reader:
        found = list(find_entries(reader, EventQuery()))
    assert [entry.id for entry in found] == sorted(events)
    for number, entry in enumerate(found):
        assert entry.claims[0].figures[0].best == number
        assert entry.claims[1].at == f"¶ {number}"
        assert entry.tags == (f"tag {number}",)
        assert (entry.source_count, entry.origin_count) == (2, 1)


def test_a_listed_source_has_all_its_fields(database: str) -> None:
    source = Source("wire", "Wire", "agency", "Newswire", "Ana Ruiz", "2031", "https://example.org", reliability="B")
    with in_database(database, RecordSet({"wire": source})) as reader:
        assert listed_sources(reader, ["wire"]) == {"wire": source}
