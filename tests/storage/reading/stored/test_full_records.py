"""The records behind entries: those asked for, and those that no event names."""

import pytest

from tests.support.stores import in_database
from timeline.domain.records import Actor, Claim, Event, Membership, Participant, Place, RecordSet, Source, Term
from timeline.storage.reading.stored.full_records import record_lookup

WORLD = RecordSet(
    sources={"wire": Source("wire", "Wire"), "letter": Source("letter", "A letter")},
    actors={
        "ana": Actor("ana", "Ana", member_of=(Membership("union"),)),
        "union": Actor("union", "Union"),
        "witness": Actor("witness", "A witness"),
    },
    places={"port": Place("port", "Port", within="land"), "land": Place("land", "Land")},
    events={
        "talks": Event(
            "talks",
            "Talks",
            place="port",
            claims=(Claim("wire", according_to=("witness",)),),
            participants=(Participant("ana", "envoy"),),
        )
    },
    terms={("roles", "envoy"): Term("roles", "envoy", "is sent")},
)


@pytest.mark.parametrize("whole", [True, False])
def test_records_are_looked_up_by_id_and_the_rest_is_known_of_a_whole(database: str, whole: bool) -> None:
    with in_database(database, WORLD) as reader:
        lookup = record_lookup(reader, whole=whole)
        assert list(lookup.sources(["letter"])) == [WORLD.sources["letter"]]
        assert list(lookup.actors(["union", "ana"])) == [WORLD.actors["ana"], WORLD.actors["union"]]
        assert list(lookup.places(["port"])) == [WORLD.places["port"]]
        assert list(lookup.terms()) == list(WORLD.terms.values())
        unused = lookup.unused and lookup.unused()
    assert unused == ((["letter"], ["union"], ["land"]) if whole else None)
