"""The digest of a record: the same for the same words, another for any other."""

from typing import Any

import pytest
from hypothesis import given

from tests.support.later import later
from tests.support.worlds import worlds
from timeline.domain.comparing.fingerprint import fingerprint, is_digest_of
from timeline.domain.records import (
    Actor,
    Claim,
    Derivation,
    Event,
    Figure,
    Link,
    Membership,
    Participant,
    Place,
    RecordSet,
    Source,
)

EVENT = Event("talks", "Talks", participants=(Participant("ana", "host"),), claims=(Claim("gazette", date="2031"),))

OTHERS = [
    (EVENT, {"title": "Talk"}),
    (EVENT, {"participants": (Participant("ana", "initiator"),)}),
    (EVENT, {"claims": (Claim("gazette", date="2031-05"),)}),
    (EVENT, {"claims": (Claim("gazette", date="2031", figures=(Figure("killed", best=1.0),)),)}),
    (EVENT, {"claims": (Claim("gazette", date="2031", quote="x"),)}),
    (EVENT, {"claims": (Claim("gazette", date="2031", according_to=("ana",)),)}),
    (EVENT, {"claims": ()}),
    (EVENT, {"links": (Link("follows", "strike"),)}),
    (EVENT, {"tags": ("043",)}),
    (EVENT, {"place": "port"}),
    (EVENT._replace(place="port"), {"latitude": 1.5, "longitude": 2.5}),
    (Source("gazette", "G"), {"derived_from": (Derivation("quotes", "wire"),)}),
    (Source("gazette", "G"), {"archive_url": "https://example.org"}),
    (Actor("ana", "Ana"), {"member_of": (Membership("union", date="2031"),)}),
    (Actor("ana", "Ana"), {"names": ("A.",)}),
    (Place("port", "Port"), {"latitude": 1.5}),
    (Place("port", "Port"), {"within": "land"}),
]


@pytest.mark.parametrize(("record", "change"), OTHERS)
def test_another_word_is_another_digest(record: Any, change: dict[str, Any]) -> None:
    assert fingerprint(record._replace(**change)) != fingerprint(record)


@given(worlds())
def test_equal_records_have_equal_digests_and_no_two_records_share_one(records: RecordSet) -> None:
    everything: list[Any] = [
        *records.sources.values(),
        *records.actors.values(),
        *records.places.values(),
        *records.events.values(),
    ]
    assert [fingerprint(record._replace()) for record in everything] == [fingerprint(record) for record in everything]
    assert len({fingerprint(record) for record in everything}) == len(everything)


def test_whole_numbers_are_numbers() -> None:
    def event(number: float) -> Event:
        return EVENT._replace(claims=(Claim("gazette", figures=(Figure("killed", low=number),)),))

    assert fingerprint(event(7)) == fingerprint(event(7.0))
    assert fingerprint(Place("port", "Port", latitude=7)) == fingerprint(Place("port", "Port", latitude=7.0))


def test_a_digest_stays_what_it_was() -> None:
    # It is stored: where this fails, the form's number has to change with it.
    assert fingerprint(EVENT) == "2:67f38aada40a22041cf83e73"


def test_equal_numbers_are_equal_zeros() -> None:
    assert fingerprint(Place("port", "Port", latitude=-0.0)) == fingerprint(Place("port", "Port", latitude=0.0))


def test_a_field_that_comes_to_be_changes_no_digest_of_a_record_without_it() -> None:
    Later = later(Event, mood=None, asides=())  # noqa: N806

    values = EVENT._asdict()
    assert fingerprint(Later(**values)) == fingerprint(EVENT)
    assert fingerprint(Later(**values, mood="tense")) != fingerprint(EVENT)
    assert is_digest_of("1:d0033eee59c58cf62af4ccb8", Later(**values))
    assert not is_digest_of("1:d0033eee59c58cf62af4ccb8", Later(**values, mood="tense"))


OF_THE_FIRST_FORM: list[tuple[Any, str]] = [
    (EVENT, "1:d0033eee59c58cf62af4ccb8"),
    (
        Source(
            "s",
            "S",
            kind="article",
            derived_from=(Derivation("quotes", "w"), Derivation("translates", "w")),
            note="x",
        ),
        "1:67b98bae3c85a9c8e5ad37c2",
    ),
    (
        Actor("a", "A", names=("B",), member_of=(Membership("g", "o"), Membership("h", date="2031"))),
        "1:260884cbf83699da77c5f12d",
    ),
    (Place("p", "P", within="q", latitude=1, longitude=-2.5), "1:64c4081e2c3189afa8ace11c"),
    (
        Event(
            "e",
            "E",
            summary="s",
            type="consult",
            place="p",
            participants=(Participant("a", "host"), Participant("b", "target")),
            claims=(
                Claim(
                    "s",
                    at="1",
                    date="2031",
                    figures=(Figure("killed", 1, best=2.5, approximate=True),),
                    participants=(Participant("c", "host"),),
                    credibility=2,
                    quote="q",
                ),
                Claim("t", modality="denied"),
            ),
            links=(Link("follows", "f"),),
            tags=("x", "y"),
            note="n",
        ),
        "1:42e54fbddbc7260d63a547fb",
    ),
]
"""Records and the digests that databases before schema 0005 hold of them."""


@pytest.mark.parametrize(("record", "stored"), OF_THE_FIRST_FORM)
def test_digests_of_the_first_form_are_still_known(record: Any, stored: str) -> None:
    assert is_digest_of(stored, record)
    assert not is_digest_of(stored, record._replace(note="other"))
    assert is_digest_of(fingerprint(record), record)
    if isinstance(record, Event):
        pointed = record._replace(place="p", latitude=1.5, longitude=2.5)
        assert not is_digest_of(stored, pointed), "events had no point of their own then"
