"""One person in two places on one day."""

from typing import Any

import pytest

from timeline.domain.chronology import Entry, EntryClaim, EntryParticipant, EntryPlace
from timeline.domain.claims.agreement import agree
from timeline.domain.conflicts.conflict import Contradiction
from timeline.domain.conflicts.journeys import day_of, fastest, great_circle, is_there, is_wide, presences, too_far
from timeline.domain.dates.calendar import day_from_date
from timeline.domain.dates.edtf import parse

BAGHDAD, TEHRAN, WASHINGTON = (33.315, 44.366), (35.689, 51.389), (38.907, -77.037)
PLACES = {"baghdad": BAGHDAD, "tehran": TEHRAN, "washington": WASHINGTON}


def meeting(event_id: str, at: str, when: str = "2031-05-03", **more: Any) -> Entry:
    told = {
        "type": "consult/meeting",
        "place": EntryPlace(at, at, *PLACES[at]),
        "participants": (EntryParticipant("ana", "Ana", "participant"),),
        "claims": (EntryClaim("gazette", title="Gazette", id=f"{event_id}/gazette"),),
        "date": agree([parse(when)]),
    }
    return Entry(event_id, event_id, **told | more)


def found(*entries: Entry) -> list[Contradiction]:
    days = {day_of(entry) for entry in entries} - {None}
    there = [each for entry in entries if day_of(entry) in days for each in presences(entry, {"ana"}, {"land"})]
    (day,) = days or {0}
    assert day is not None
    return list(too_far(there, day))


def test_distances_are_those_of_the_globe() -> None:
    assert round(great_circle(BAGHDAD, TEHRAN)) == 695
    assert round(great_circle((0, 0), (0, 180))) == 20_015


def test_a_journey_of_hours_is_worth_a_look_and_one_of_an_hour_is_not() -> None:
    assert found(meeting("one", "baghdad"), meeting("two", "tehran")) == []
    (far,) = found(meeting("one", "baghdad"), meeting("two", "washington"))
    assert (far.sureness, far.kilometres, far.hours) == ("doubtful", 9_969, 10.0)
    assert far.person is not None
    assert [side.statements[0].place for side in far.sides] == ["baghdad", "washington"]


def test_where_both_times_are_told_the_clocks_decide() -> None:
    # Ten hours of flight; by the sun it is eight hours later in Baghdad.
    morning = meeting("one", "baghdad", "2031-05-03T08:00:00")
    for hour, sure in (("01", ["hardly"]), ("00", ["hardly"]), ("07", []), ("20", [])):
        other = meeting("two", "washington", f"2031-05-03T{hour}:00:00")
        assert [each.sureness for each in found(morning, other)] == sure, hour
    assert [each.sureness for each in found(morning, meeting("two", "washington"))] == ["doubtful"]


def test_what_is_far_depends_on_the_time() -> None:
    assert [fastest(day_from_date(year, 1, 1)) for year in (1700, 1850, 1930, 1958)] == [20, 80, 400, 1000]
    (ride,) = found(meeting("one", "baghdad", "1700-05-03"), meeting("two", "tehran", "1700-05-03"))
    assert (ride.sureness, ride.hours) == ("hardly", 34.8)
    assert found(meeting("one", "baghdad", "1700-05"), meeting("two", "tehran", "1700-05")) == []


@pytest.mark.parametrize(
    "more",
    [
        {"type": "consult/phone"},
        {"type": "consult"},
        {"type": None},
        {"participants": (EntryParticipant("ana", "Ana", "subject"),)},
        {"participants": (EntryParticipant("ana", "Ana", "envoy"),)},
        {"participants": (EntryParticipant("union", "Union", "participant"),)},
        {"place": EntryPlace("land", "Land", *WASHINGTON)},
        {"place": EntryPlace("washington", "Washington")},
        {"place": None},
        {"standing": "expected"},
        {"standing": "denied"},
        {"date": agree([parse("2031-05-03~")])},
        {"date": agree([parse("2031-05-03"), parse("2031-05-05")])},
        {"date": agree([parse("2031-05-03/2031-05-03")])},
        {
            "participants": (EntryParticipant("ana", "Ana", "participant", "gazette", 0),),
            "claims": (EntryClaim("gazette", modality="denied"),),
        },
    ],
)
def test_who_need_not_have_been_there_is_in_no_two_places(more: dict[str, Any]) -> None:
    assert found(meeting("one", "baghdad"), meeting("two", "washington", **more)) == []


def test_an_own_point_in_a_large_place_is_one() -> None:
    here = meeting("two", "washington", place=EntryPlace("land", "Land", *WASHINGTON, own_point=True))
    assert len(found(meeting("one", "baghdad"), here)) == 1


def test_roles_and_kinds_of_places() -> None:
    assert is_there("assault/rocket", "victim")
    assert not is_there("assault/rocket", "initiator")
    assert not is_there("consult/phone-call", "witness")
    assert is_there("protest", "participant")
    assert [is_wide(kind) for kind in ("country", "autonomous region", "city", None, "air base")] == [
        *(True, True, False, False, False)
    ]
