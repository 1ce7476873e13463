"""Tables to count with: what has a row, and what stands in it."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, TypeVar

import pytest

from tests.exporters.harbour import (
    MEETING,
    SOURCES,
    agreed,
    chronology,
    claim,
    decided,
    disputed,
    entry,
    figure,
    story,
)
from timeline.domain.chronology import Chronology, Entry, EntryParticipant, EntryPlace, RecordLookup
from timeline.domain.records import Actor, Claim, Event, Membership, Place, Source, fields_of
from timeline.exporters.programs.tables.tidy_tables import (
    DAY,
    NUMBER,
    TABLES,
    TEXT,
    TEXTS,
    WHOLE,
    YES_NO,
    as_lists,
)

ACTORS = {
    each.id: each
    for each in (
        Actor("ana-ruiz", "Ana Ruiz", member_of=(Membership("union", "chair"), Membership("union"))),
        Actor("tomas-vale", "Tomás Vale", names=("T. Vale",)),
        Actor("union", "Harbour Union", kind="organisation"),
        Actor("nobody", "Named by no event"),
    )
}
PLACES = {
    each.id: each
    for each in (
        Place("port-city", "Port City", within="land", latitude=1, longitude=103.2),
        Place("land", "The Land"),
        Place("moon", "The Moon"),
    )
}
HOLDS: dict[str, tuple[type, ...]] = {
    TEXT: (str,),
    WHOLE: (int,),
    NUMBER: (float,),
    YES_NO: (bool,),
    DAY: (date,),
    TEXTS: (list,),
}
Named = TypeVar("Named")


def _of(records: dict[str, Named], ids: Collection[str] | None) -> Iterable[Named]:
    return [records[each] for each in sorted(records if ids is None else ids) if each in records]


def table(name: str, entries: Iterable[Entry], *, whole: bool = False) -> dict[str, list[Any]]:
    """A table of these events, over the records above."""
    return as_lists(TABLES[name], chronology_of(entries, whole=whole))


def chronology_of(entries: Iterable[Entry], *, whole: bool = False) -> Chronology:
    """A chronology of these events, over the records above."""
    lookup = RecordLookup(
        sources=lambda ids: _of(SOURCES, ids),
        actors=lambda ids: _of(ACTORS, ids),
        places=lambda ids: _of(PLACES, ids),
        terms=list,
        unused=(lambda: ([], [], [])) if whole else None,
    )
    return chronology(entries)._replace(records=lookup)


def rows(found: dict[str, list[Any]], *columns: str) -> list[tuple[Any, ...]]:
    """The rows, of these columns alone."""
    return list(zip(*(found[column] for column in columns), strict=True))


@pytest.mark.parametrize("name", TABLES)
def test_all_columns_are_of_one_length_and_hold_what_they_say(name: str) -> None:
    told = [each for each in story() if not {part.actor for part in each.participants} - ACTORS.keys()]
    found = table(name, [each for each in told if each.place is None or each.place.id in PLACES])
    assert list(found) == list(TABLES[name].columns)
    assert len({len(column) for column in found.values()}) == 1
    assert found[next(iter(found))]
    for column, holds in TABLES[name].columns.items():
        strange = [value for value in found[column] if value is not None and type(value) not in HOLDS[holds]]
        assert strange == [], column


@pytest.mark.parametrize("name", TABLES)
def test_where_nothing_is_found_the_columns_are_there_and_empty(name: str) -> None:
    assert table(name, []) == {column: [] for column in TABLES[name].columns}


def test_an_event_has_a_row() -> None:
    found = table("events", [MEETING])
    assert {column: values[0] for column, values in found.items()} == {
        "id": "ruiz-meets-vale",
        "title": "Ruiz meets the minister's envoy",
        "summary": None,
        "type": "consult/meeting",
        "place": "port-city",
        "place_name": "Port City",
        "latitude": 1.5,
        "longitude": 103.2,
        "date": "1 or 2 May 2031",
        "date_status": "disputed",
        "edtf": "[2031-05-01,2031-05-02]",
        "earliest": date(2031, 5, 1),
        "earliest_iso": "2031-05-01",
        "latest": date(2031, 5, 2),
        "latest_iso": "2031-05-02",
        "begins_by": date(2031, 5, 2),
        "begins_by_iso": "2031-05-02",
        "ends_from": date(2031, 5, 1),
        "ends_from_iso": "2031-05-01",
        "lasting": False,
        "approximate": False,
        "uncertain": False,
        "date_note": None,
        "tags": [],
        "note": None,
        "standing": "asserted",
        "disputed": ["date"],
        "in_window": None,
        "source_count": 2,
        "origin_count": 1,
    }


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("2031-05-01/..", (date(2031, 5, 1), "2031-05-01", None, None)),
        ("[..2031-05-31]", (None, None, date(2031, 5, 31), "2031-05-31")),
        ("-0043-03-15", (None, "-0043-03-15", None, "-0043-03-15")),
        ("0000-12-31/0001-01-01", (None, "0000-12-31", date(1, 1, 1), "0001-01-01")),
        ("9999-12-31", (date(9999, 12, 31), "9999-12-31", date(9999, 12, 31), "9999-12-31")),
        ("Y10000", (None, "+10000-01-01", None, "+10000-12-31")),
    ],
)
def test_a_day_is_a_date_where_there_is_one_and_a_text_where_it_is_known(edtf: str, days: tuple[Any, ...]) -> None:
    found = table("events", [entry("it", date=agreed(edtf))])
    assert rows(found, "earliest", "earliest_iso", "latest", "latest_iso") == [days]


def test_an_undated_event_has_no_days() -> None:
    found = table("events", [entry("it")])
    assert rows(found, "date", "edtf", "date_status", "earliest", "latest_iso") == [
        ("undated", None, "undated", None, None)
    ]


def test_a_claim_has_a_row_with_its_address_and_what_its_date_means() -> None:
    told = claim("herald-2031-05-03", "¶ 1", "1 day before publication", resolved="2031-05-02")
    unresolved = claim("herald-2031-05-03", "¶ 5", "1 day after vote")
    without = claim("gazette-2031-05-02", modality="denied")
    found = table("claims", [entry("it", claims=(told, unresolved, without))])
    assert rows(found, "id", "at", "date_written", "edtf", "earliest", "modality") == [
        ("it/herald-2031-05-03", "¶ 1", "1 day before publication", "2031-05-02", date(2031, 5, 2), "asserted"),
        ("it/herald-2031-05-03/2", "¶ 5", "1 day after vote", None, None, "asserted"),
        ("it/gazette-2031-05-02", None, None, None, None, "denied"),
    ]
    assert rows(found, "event", "source")[1] == ("it", "herald-2031-05-03")
    assert rows(found, "source_title", "publisher", "published")[0] == ("Envoy in port", "The Herald", "2031-05-03")


@pytest.mark.parametrize(
    ("name", "record", "elsewhere"),
    [
        # What is many to one thing has a table of its own, or is told in a list of ids; a date in several columns.
        ("events", Event, {"participants", "claims", "links"}),
        ("claims", Claim, {"participants", "figures", "date"}),
        ("sources", Source, set()),
        ("actors", Actor, {"member_of"}),
        ("places", Place, set()),
    ],
)
def test_whatever_is_written_of_a_record_has_a_column(name: str, record: Any, elsewhere: set[str]) -> None:
    of_no_table = {"was"}  # tables are of what is told now
    assert {field.name for field in fields_of(record)} - elsewhere - of_no_table <= TABLES[name].columns.keys()


def test_a_part_in_an_event_has_a_row_with_the_claim_that_says_so() -> None:
    parts = (
        EntryParticipant("ana-ruiz", "Ana Ruiz", "initiator"),
        EntryParticipant("ana-ruiz", "Ana Ruiz", "host", "gazette-2031-05-02", 1),
    )
    claims = (claim("gazette-2031-05-02"), claim("gazette-2031-05-02"))
    found = table("participants", [entry("it", participants=parts, claims=claims)])
    assert list(zip(*found.values(), strict=True)) == [
        ("it", "ana-ruiz", "initiator", "Ana Ruiz", None, None),
        ("it", "ana-ruiz", "host", "Ana Ruiz", "it/gazette-2031-05-02/2", "gazette-2031-05-02"),
    ]


def test_a_figure_has_a_row_and_its_numbers_are_of_one_type() -> None:
    figures = (figure("killed", "at least 12"), figure("boats", "about 2.5"))
    found = table("figures", [entry("it", claims=(claim("newswire", figures=figures),))])
    assert list(zip(*found.values(), strict=True)) == [
        ("it", "it/newswire", "newswire", "killed", 12.0, None, None, False, "at least 12"),
        ("it", "it/newswire", "newswire", "boats", None, 2.5, None, True, "about 2.5"),
    ]
    assert type(found["low"][0]) is float


def test_sources_are_those_that_events_name_and_all_that_they_derive_from() -> None:
    found = table("sources", [entry("it", claims=(claim("sahifa-2031"),))])
    assert rows(found, "id", "derived_from") == [
        ("copy-2031", ["newswire"]),
        ("newswire", []),
        ("sahifa-2031", ["copy-2031"]),
    ]
    about = table("sources", [entry("it", claims=(claim("herald-2031-05-09"),))])
    assert rows(about, "published", "published_earliest", "published_latest_iso") == [
        ("2031-05~", date(2031, 5, 1), "2031-05-31")
    ]


def test_actors_are_those_that_events_name_and_their_groups() -> None:
    found = table("actors", [MEETING])
    assert rows(found, "id", "names", "groups") == [
        ("ana-ruiz", [], ["union"]),
        ("tomas-vale", ["T. Vale"], []),
        ("union", [], []),
    ]


def test_places_are_those_that_events_name_and_what_they_lie_in() -> None:
    found = table("places", [entry("it", place=EntryPlace("port-city", "Port City", -5.0, 3.0, own_point=True))])
    assert rows(found, "id", "within", "latitude") == [("land", None, None), ("port-city", "land", 1.0)]


def test_of_everything_also_the_records_are_told_that_no_event_names() -> None:
    assert table("actors", [MEETING], whole=True)["id"] == sorted(ACTORS)
    assert table("places", [], whole=True)["id"] == sorted(PLACES)
    assert table("sources", [], whole=True)["id"] == sorted(SOURCES)


def test_a_date_that_was_decided_says_so() -> None:
    found = table("events", [entry("a", date=decided("2031-05")), entry("b", date=disputed("2031-05-01", "2031-06"))])
    assert found["date_status"] == ["decided", "disputed"]
