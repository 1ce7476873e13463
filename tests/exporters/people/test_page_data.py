"""The data of a page: columns that a script reads, and claims in words."""

import gzip
import json
from base64 import b64decode
from typing import Any

from tests.exporters.harbour import MEETING, PORT_CITY, agreed, entry, story
from tests.support.values import replace
from timeline.domain.chronology import Entry, RecordLookup
from timeline.domain.dates.calendar import day_from_date
from timeline.domain.records import Place
from timeline.exporters.people.page_data import DATE_ABOVE, DISPUTED, PERIOD_ABOVE, PageData


def unpacked(text: str) -> Any:
    return json.loads(gzip.decompress(b64decode(text)))


def columns(*entries: Entry, records: RecordLookup | None = None) -> Any:
    data = PageData(250)
    for each in entries:
        data.add(each, 0)
    return unpacked(data.columns(records))


def test_days_are_differences_and_other_dates_spans() -> None:
    days = [
        entry(f"e{number}", date=agreed(text)) for number, text in enumerate(("2031-05-01", "2031-05-03", "2031-05"))
    ]
    told = columns(*days, entry("undated"))["events"]
    assert told["day"][1:] == [2, None, None]
    first = told["day"][0]
    assert told["spans"] == {"2": [[first, first + 30, first, first + 30, 0]]}


def test_an_open_end_and_a_day_long_ago_are_kept_to_the_day() -> None:
    told = columns(entry("long", date=agreed("2031-05-10/..")), entry("old", date=agreed("Y-13800000000")))["events"]
    (open_end,) = told["spans"]["0"]
    assert open_end[3] is None
    assert open_end[4] == 1
    (old,) = told["spans"]["1"]
    assert old[0] == day_from_date(-13_800_000_000, 1, 1)
    assert told["day"] == [None, None]


def test_ids_stand_once_and_events_name_them_by_number() -> None:
    told = columns(*story())
    assert told["actors"]["id"][:2] == ["ana-ruiz", "tomas-vale"]
    assert told["actors"]["name"][:2] == ["Ana Ruiz", "Tomás Vale"]
    assert told["events"]["actors"][2] == [0, 1]
    assert told["events"]["actors"][3] == [0, 2]
    assert told["places"]["point"]["0"] == [103.2, 1.5]
    assert told["sources"]["id"] == ["herald-2031-05-03", "herald-2031-05-09", "gazette-2031-05-02", "sahifa-2031"]
    assert told["events"]["standing"] == {"1": "alleged", "4": "contested", "8": "expected"}
    assert [told["tags"]["id"][number] for number in told["events"]["tags"]["3"]] == ["harbour", "=tag"]


def test_marks_tell_of_doubt_and_of_headings() -> None:
    data = PageData(250)
    data.add(MEETING, PERIOD_ABOVE | DATE_ABOVE)
    data.add(replace(MEETING, disputed=()), 0)
    assert unpacked(data.columns(None))["events"]["marks"] == [DISPUTED | PERIOD_ABOVE | DATE_ABOVE, 0]


def test_places_know_what_they_lie_in_and_whether_their_point_is_vague() -> None:
    places = {
        "port-city": Place("port-city", "Port City", kind="city", within="coast"),
        "coast": Place("coast", "The Coast", kind="region", within="land"),
        "land": Place("land", "Land", kind="country"),
    }
    records = RecordLookup(
        sources=lambda _: (),
        actors=lambda _: (),
        places=lambda ids: [places[id_] for id_ in ids or ()],
        terms=lambda: (),
    )
    told = columns(entry("talks", place=PORT_CITY), records=records)["places"]
    assert told["id"] == ["port-city", "coast", "land"]
    assert told["name"] == ["Port City", "The Coast", "Land"]
    assert told["within"] == {"0": 1, "1": 2}
    assert told["vague"] == [1, 2]


def test_claims_are_packed_in_the_parts_of_the_list_with_who_when_and_what() -> None:
    data = PageData(2)
    for each in story()[:5]:
        data.add(each, 0)
    parts = [unpacked(part) for part in data.claims()]
    assert list(map(len, parts)) == [2, 2, 1]
    agreement, claims, links = parts[1][0]
    assert agreement == "2 sources, 1 origin. They disagree on the date."
    assert claims[1] == [
        1,
        "The Herald\n¶ 1\nherald-2031-05-03\norigin: Newswire report",
        "2 May 2031\n(1 day before publication)",
        "asserted\ndelegates: at least 12",
    ]
    assert links == []
    assert parts[1][1][2] == [
        ["Follows", "ruiz-meets-vale", "Ruiz meets the minister's envoy"],
        ["Part of", "talks", "The <talks>"],
    ]
