"""iCalendar: what another parser than its writer reads."""

import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import pytest
import vobject
from hypothesis import given

from tests.exporters.harbour import MEETING, agreed, chronology, claim, disputed, entry, many, story
from tests.exporters.hostile import hostile_entries
from tests.exporters.programs.tables.test_tidy_tables import chronology_of
from timeline.domain.chronology import Entry
from timeline.exporters.programs.ics import export


def written(entries: Iterable[Entry]) -> tuple[str, list[str]]:
    out = io.StringIO(newline="")
    left_out = export(chronology_of(entries), out)
    return out.getvalue(), left_out


def parsed(entries: Iterable[Entry]) -> list[Any]:
    """The events that vobject reads."""
    return list(vobject.readOne(written(entries)[0]).contents.get("vevent", []))


def only(dated: str, **told: Any) -> Any:
    (found,) = parsed([entry("event", "Something", agreed(dated), **told)])
    return found


def test_a_day_is_all_day_and_its_end_is_the_day_after() -> None:
    event = only("2031-05-04", claims=(claim("gazette-2031-05-02"),))
    assert (event.dtstart.value, event.dtend.value) == (date(2031, 5, 4), date(2031, 5, 5))
    assert (event.summary.value, event.status.value, event.uid.value) == ("Something", "CONFIRMED", "event@timeline")
    assert event.dtstamp.value.isoformat() == "2031-07-01T00:00:00+00:00"


def test_a_time_of_day_floats_by_the_clock_of_the_place() -> None:
    event = only("2031-05-02T23:20:00")
    assert event.dtstart.value == datetime(2031, 5, 2, 23, 20)
    assert event.dtstart.value.tzinfo is None
    assert "DTSTART:20310502T232000\r\n" in written([entry("event", "x", agreed("2031-05-02T23:20:00"))])[0]


def test_what_lasted_from_day_to_day_is_a_range() -> None:
    event = only("2031-05-04/2031-05-09")
    assert (event.dtstart.value, event.dtend.value) == (date(2031, 5, 4), date(2031, 5, 10))
    assert (event.summary.value, event.status.value) == ("Something", "CONFIRMED")


@pytest.mark.parametrize(
    ("dated", "first", "end", "words"),
    [
        ("2031-05", date(2031, 5, 1), date(2031, 6, 1), "May 2031"),
        ("2031-05-04~", date(2031, 5, 4), date(2031, 5, 5), "about 4 May 2031"),
        ("2031-05/2031-06-03", date(2031, 5, 1), date(2031, 6, 4), "May 2031 to 3 June 2031"),
        ("[2031-05-01..2031-05-03]", date(2031, 5, 1), date(2031, 5, 4), "1 May 2031"),
    ],
)
def test_what_is_vague_says_so_and_is_tentative(dated: str, first: date, end: date, words: str) -> None:
    event = only(dated)
    assert (event.dtstart.value, event.dtend.value, event.status.value) == (first, end, "TENTATIVE")
    assert event.summary.value.startswith("Something (")
    assert words.split()[-1] in event.summary.value
    assert "Date: " in event.description.value


@pytest.mark.parametrize(
    ("dated", "first", "end"),
    [
        ("2031-05-10/..", date(2031, 5, 10), date(2031, 5, 11)),
        ("2031/..", date(2031, 1, 1), date(2032, 1, 1)),
        ("[..2031-05-31]", date(2031, 5, 31), date(2031, 6, 1)),
        ("../2031-05-31", date(2031, 5, 31), date(2031, 6, 1)),
    ],
)
def test_an_open_end_is_shown_to_the_last_day_that_is_known(dated: str, first: date, end: date) -> None:
    event = only(dated)
    assert (event.dtstart.value, event.dtend.value, event.status.value) == (first, end, "TENTATIVE")
    assert written([entry("event", "x", agreed(dated))])[1] == [
        "1 event with an open end, shown to the last day that is known"
    ]


def test_a_disputed_date_has_an_event_for_each_alternative() -> None:
    first, second = parsed([MEETING])
    assert [each.uid.value for each in (first, second)] == ["ruiz-meets-vale@timeline", "ruiz-meets-vale/2@timeline"]
    assert [each.dtstart.value for each in (first, second)] == [date(2031, 5, 1), date(2031, 5, 2)]
    assert {each.status.value for each in (first, second)} == {"TENTATIVE"}
    assert second.summary.value.endswith("(date disputed, 2 of 2: 1 or 2 May 2031)")


@pytest.mark.parametrize(
    ("standing", "status"),
    [("alleged", "TENTATIVE"), ("contested", "TENTATIVE"), ("expected", "TENTATIVE"), ("denied", "CANCELLED")],
)
def test_what_is_no_fact_does_not_look_like_one(standing: str, status: str) -> None:
    said = (claim("gazette-2031-05-02", modality="denied" if standing == "denied" else "alleged"),)
    for dated in ("2031-05-04", "2031-05"):
        event = only(dated, standing=standing, claims=said)
        assert event.summary.value.startswith(f"Something [{standing}]")
        assert event.status.value == status


def test_where_what_and_who_says_so() -> None:
    night = next(each for each in story() if each.id == "night-statement")
    (event,) = parsed([night])
    assert event.geo.value == "-5.5;-0.25"
    assert event.location.value == "@Quay_9"
    assert [each for line in event.contents["categories"] for each in line.value] == [
        "consult/statement",
        "harbour",
        "=tag",
    ]
    assert event.url.value == "https://gazette.example/harbour?id=1&part=2"
    assert "Source: The Gazette, “Harbour talks begin”, 2 May 2031, ¶ 4 https://gazette" in event.description.value
    assert "Participants: " in event.description.value


def test_what_a_calendar_cannot_hold_is_left_out_and_said() -> None:
    text, left_out = written(
        [
            entry("undated"),
            entry("bang", date=agreed("Y-13800000000")),
            entry("rome", date=agreed("-0752-04-21")),
            entry("late", date=agreed("9999-12-31")),
            entry("both", date=disputed("0000-12-31", "0001-01-02")),
            entry("first", date=agreed("0001-01-01")),
        ]
    )
    assert left_out == [
        "1 undated event left out",
        "4 events left out whole or in part: calendars have the years 1 to 9999",
    ]
    assert [each.uid.value for each in vobject.readOne(text).contents["vevent"]] == ["both@timeline", "first@timeline"]


def test_no_event_makes_a_calendar_all_the_same() -> None:
    text, left_out = written(())
    assert left_out == []
    assert vobject.readOne(text).contents["x-wr-calname"][0].value == "The harbour talks"


def test_lines_are_of_75_bytes_and_end_in_cr_lf() -> None:
    text, _ = written([*story(), *many(3)])
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")


@given(hostile_entries())
def test_no_text_becomes_a_line_of_its_own(hostile: Entry) -> None:
    text, _ = written([hostile])
    (event,) = vobject.readOne(text).contents["vevent"]
    known = {"uid", "dtstamp", "dtstart", "dtend", "summary", "status", "transp", "description"}
    assert event.contents.keys() - known <= {"location", "geo", "categories", "url"}
    assert not any(ord(sign) < 32 and sign not in "\r\n" for sign in text)


def test_without_records_it_has_no_addresses() -> None:
    out = io.StringIO(newline="")
    export(chronology(story()), out)
    assert "URL:" not in out.getvalue()
