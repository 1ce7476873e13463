"""What a database holds of the ids that files to be loaded speak of."""

from tests.support.stores import in_database
from timeline.domain.records import Actor, Derivation, Event, Membership, Place, RecordSet, Source, Term
from timeline.storage.reading.stored.held_records import Held, held

WORLD = RecordSet(
    sources={
        "wire": Source("wire", "Wire"),
        "gazette": Source("gazette", "Gazette", derived_from=(Derivation("quotes", "wire"),)),
        "digest": Source(
            "digest", "Digest", derived_from=(Derivation("quotes", "gazette"), Derivation("translates", "wire"))
        ),
    },
    actors={
        "ana": Actor("ana", "Ana", member_of=(Membership("union"),)),
        "union": Actor("union", "Union", member_of=(Membership("league"),)),
        "league": Actor("league", "League"),
        "ben": Actor("ben", "Ben"),
    },
    places={"pier": Place("pier", "Pier", within="port"), "port": Place("port", "Port")},
    events={"call": Event("call", "Call")},
    terms={("roles", "envoy"): Term("roles", "envoy", "is sent")},
)
TERMS = [("roles", "envoy")]


def test_nothing_is_held_of_unknown_ids(database: str) -> None:
    with in_database(database, WORLD) as reader:
        assert held(reader, ["nowhere"]) == Held({}, TERMS, {})
        assert held(reader, []) == Held({}, TERMS, {})


def test_kinds_and_all_that_lies_above(database: str) -> None:
    with in_database(database, WORLD) as reader:
        found = held(reader, ["digest", "ana", "pier", "call", "nowhere"])
    assert found.kinds == {
        "digest": "source",
        "gazette": "source",
        "wire": "source",
        "ana": "actor",
        "union": "actor",
        "league": "actor",
        "pier": "place",
        "port": "place",
        "call": "event",
    }
    assert {below: sorted(parents) for below, parents in found.above.items()} == {
        "digest": ["gazette", "wire"],
        "gazette": ["wire"],
        "ana": ["union"],
        "union": ["league"],
        "pier": ["port"],
    }


def test_more_ids_than_are_asked_for_at_once(database: str) -> None:
    places = {"top": Place("top", "Top")}
    places |= {f"p-{number}": Place(f"p-{number}", "P", within="top") for number in range(1_200)}
    with in_database(database, RecordSet(places=places)) as reader:
        found = held(reader, [*places, "nowhere"])
    assert found.kinds == dict.fromkeys(places, "place")
    assert found.above == {place: ["top"] for place in places if place != "top"}
