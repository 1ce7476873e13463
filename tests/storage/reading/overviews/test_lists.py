"""Lists of actors, sources and places: their counts are those of the same filter of the query."""

from hypothesis import HealthCheck, given, settings

from tests.support.brute_force import answer
from tests.support.stores import in_database, in_memory
from tests.support.worlds import worlds
from timeline.domain.claims.derive import derive
from timeline.domain.records import Actor, Claim, Event, Participant, Place, RecordSet, Source
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.overviews.lists import Listed, list_records

FILTERS = {
    "actor": lambda record_id: EventQuery(actors=((record_id,),)),
    "source": lambda record_id: EventQuery(sources=(record_id,)),
    "place": lambda record_id: EventQuery(place=record_id),
}


def hull(world: RecordSet, event_ids: list[str]) -> tuple[int | None, int | None]:
    """The first and the last day of several events; None where open, or where none is dated."""
    dates = [derive(world).events[event_id].date for event_id in event_ids]
    firsts = [date.begin_earliest for date in dates if date.status != "undated"]
    lasts = [date.end_latest for date in dates if date.status != "undated"]
    return (
        None if None in firsts else min((day for day in firsts if day is not None), default=None),
        None if None in lasts else max((day for day in lasts if day is not None), default=None),
    )


def agrees_with_the_query(reader: Reader, world: RecordSet) -> None:
    for kind, records in (("actor", world.actors), ("source", world.sources), ("place", world.places)):
        listed = list(list_records(reader, kind))
        assert [each.id for each in listed] == sorted(records)
        for each in listed:
            events = answer(world, FILTERS[kind](each.id))
            assert each.events == len(events), (kind, each.id)
            assert (each.begin_earliest, each.end_latest) == hull(world, events), (kind, each.id)


@settings(max_examples=20)
@given(worlds())
def test_counts_and_days_are_those_of_the_query(world: RecordSet) -> None:
    with in_memory(world) as reader:
        agrees_with_the_query(reader, world)


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds())
def test_so_they_are_on_both_databases(database: str, world: RecordSet) -> None:
    with in_database(database, world) as reader:
        agrees_with_the_query(reader, world)


WORLD = RecordSet(
    sources={
        "gazette-1": Source("gazette-1", "Talks begin", kind="article", publisher="The Gazette"),
        "radio": Source("radio", "Evening news"),
    },
    actors={
        "ana-ruiz": Actor("ana-ruiz", "Ana Ruiz", kind="person", names=("آنا رويز",)),
        "ben": Actor("ben", "Ben al-Väle"),
    },
    places={"port": Place("port", "Port City", within="coast"), "coast": Place("coast", "Coast", names=("La Costa",))},
    events={
        "call": Event(
            "call",
            "Call",
            place="port",
            participants=(Participant("ben", "initiator"), Participant("ben", "victim")),
            claims=(Claim("radio", date="2031-05-01"), Claim("radio", date="2031-05-01")),
        )
    },
)
MAY_1 = 741_563


def test_what_a_line_says(database: str) -> None:
    with in_database(database, WORLD) as reader:
        lines = [line for kind in ("actor", "source", "place") for line in list_records(reader, kind)]
    assert lines == [
        Listed("ana-ruiz", "Ana Ruiz", "person", None, 0, None, None),
        Listed("ben", "Ben al-Väle", None, None, 1, MAY_1, MAY_1),
        Listed("gazette-1", "Talks begin", "article", "The Gazette", 0, None, None),
        Listed("radio", "Evening news", None, None, 1, MAY_1, MAY_1),
        Listed("coast", "Coast", None, None, 1, MAY_1, MAY_1),
        Listed("port", "Port City", None, "coast", 1, MAY_1, MAY_1),
    ]


WORDS: list[tuple[str, str, list[str]]] = [
    ("actor", "RUIZ", ["ana-ruiz"]),
    ("actor", "رويز", ["ana-ruiz"]),
    ("actor", "vale", ["ben"]),
    ("actor", "Ana-R", ["ana-ruiz"]),
    ("actor", "costa", []),
    ("place", "costa", ["coast"]),
    ("source", "gazette", ["gazette-1"]),
    ("source", "talks", ["gazette-1"]),
    ("source", "gazette_1", ["gazette-1"]),
    ("actor", "%", []),
    ("actor", "_", []),
    ("actor", "…", []),
]


def test_a_word_keeps_what_it_is_part_of(database: str) -> None:
    with in_database(database, WORLD) as reader:
        for kind, word, ids in WORDS:
            assert [line.id for line in list_records(reader, kind, word)] == ids, word


def test_a_word_longer_than_any_name_keeps_nothing() -> None:
    """SQLite refuses to look for a pattern of more than 50,000 bytes."""
    with in_memory(RecordSet(actors={"red": Actor("red", "Red")})) as reader:
        assert list(list_records(reader, "actor", "a" * 60_000)) == []
