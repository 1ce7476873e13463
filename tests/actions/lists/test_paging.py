"""Pages of a list, read from either end: against the list as the plain model has it."""

from base64 import urlsafe_b64encode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.storage.reading.finding.test_find_events import leads, queries
from tests.support import brute_force
from tests.support.stores import fill, in_database, in_memory
from tests.support.worlds import worlds
from timeline.actions.lists.paging import Page, page, place_of
from timeline.actions.lists.places import FIRST, LAST
from timeline.domain.dates import edtf
from timeline.domain.dates.typed.windows import Window
from timeline.domain.records import Claim, Event, RecordSet, Source
from timeline.errors import TimelineError, TookTooLong, UsageFault
from timeline.query import EventQuery, Request
from timeline.storage.connecting.database import open_database
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.finding.find_events import find_events
from timeline.storage.reading.finding.place_in_list import Key, Start
from timeline.storage.schema.stored_days import BEFORE_ALL, UNDATED_SORT

# --- the keys, however they are found ---------------------------------------------------------------


def keys(reader: Reader, query: EventQuery, led_by: str, start: Start) -> list[Key]:
    rows = reader.rows(*find_events(query, led_by, dialect=reader.dialect, start=start))
    return [Key(UNDATED_SORT if day == BEFORE_ALL else day, rank, event_id) for day, rank, event_id in rows]


def reads_on_from_any_place(reader: Reader, world: RecordSet, asked: list[EventQuery]) -> None:
    """From each event of a list the rest of it follows, both ways; also where the event is not in the list."""
    everything = keys(reader, EventQuery(), "", Start(None))
    for query in asked:
        expected = brute_force.answer(world, query._replace(limit=None, offset=0))
        order = brute_force.answer(world, EventQuery(reverse=query.reverse))
        for lead in leads(query):
            whole = query._replace(limit=None, offset=0)
            assert [key.id for key in keys(reader, whole, lead, Start(None))] == expected, (lead, query)
            backwards = keys(reader, whole, lead, Start(None, is_back=True))
            assert [key.id for key in backwards] == expected[::-1], (lead, query)
            for key in everything:
                place = order.index(key.id)
                after = [each for each in expected if order.index(each) > place]
                before = [each for each in expected if order.index(each) < place][::-1]
                assert [each.id for each in keys(reader, whole, lead, Start(key))] == after, (lead, query, key)
                found = keys(reader, whole._replace(limit=2), lead, Start(key, is_back=True))
                assert [each.id for each in found] == before[:2], (lead, query, key)


@settings(max_examples=12)
@given(worlds(), st.lists(queries(), min_size=3, max_size=5))
def test_a_list_is_read_on_from_any_place_both_ways(world: RecordSet, asked: list[EventQuery]) -> None:
    with in_memory(world) as reader:
        reads_on_from_any_place(reader, world, asked)


@settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds(), asked=st.lists(queries(), min_size=3, max_size=5))
def test_so_it_is_in_both_databases(database: str, world: RecordSet, asked: list[EventQuery]) -> None:
    with in_database(database, world) as reader:
        reads_on_from_any_place(reader, world, asked)


# --- the pages --------------------------------------------------------------------------------------

SOURCES = {"radio": Source("radio", "Radio")}


def event(event_id: str, date: str | None, modality: str = "asserted") -> Event:
    return Event(event_id, event_id.title(), claims=(Claim("radio", date=date, modality=modality),))


EVENTS = [
    event("since", "2019/2040"),
    event("month", "2031-05"),
    *(event(f"day-{number}", "2031-05-02", "alleged" if number % 2 else "asserted") for number in range(5)),
    event("until", "../2031-05-04"),
    event("later", "2031-06-01"),
    *(event(f"some-day-{number}", None) for number in range(3)),
]
"""In their order."""
IDS = [each.id for each in EVENTS]
MAY = Window(edtf.parse("2031-05-01").begin_earliest, edtf.parse("2031-05-31").begin_earliest, "2031-05")

REQUESTS = [
    (Request(), IDS),
    (Request(reverse=True), [*IDS[8::-1], *IDS[:8:-1]]),
    (Request(window=MAY), IDS[:8]),
    (Request(window=MAY, reverse=True), IDS[7::-1]),
    (Request(standings=("alleged",)), ["day-1", "day-3"]),
    (Request(undated=True, reverse=True), IDS[:8:-1]),
    (Request(standings=("denied",)), []),
]


@pytest.fixture
def filled(database: str) -> str:
    fill(database, RecordSet(sources=SOURCES, events={each.id: each for each in EVENTS}))
    return database


def ids(of: Page) -> list[str]:
    return [entry.id for entry in of.entries]


@pytest.mark.parametrize("size", [1, 2, 3, 50])
def test_pages_one_after_the_other_are_the_list_and_so_they_are_from_its_end(filled: str, size: int) -> None:
    with open_database(filled) as opened:
        for request, expected in REQUESTS:
            forward, walked = page(opened, request, size=size), []
            assert forward.previous is None
            walked += ids(forward)
            while forward.next is not None:
                last, forward = forward, page(opened, request, size=size, after=forward.next)
                walked += ids(forward)
                assert forward.previous is not None
                assert ids(page(opened, request, size=size, before=forward.previous)) == ids(last)
            assert walked == expected, request
            back = page(opened, request, size=size, before=LAST)
            walked = ids(back)
            assert back.next is None
            while back.previous is not None:
                last, back = back, page(opened, request, size=size, before=back.previous)
                walked = ids(back) + walked
                assert back.next is not None
                assert ids(page(opened, request, size=size, after=back.next)) == ids(last)
            assert walked == expected, request


def test_events_of_a_window_say_how_they_lie_to_it(filled: str) -> None:
    with open_database(filled) as opened:
        found = page(opened, Request(window=MAY._replace(latest_day=MAY.earliest_day)))
    assert [(entry.id, entry.in_window) for entry in found.entries] == [
        ("since", "under way"),
        ("month", "perhaps"),
        ("until", "perhaps"),
    ]


def test_what_is_added_or_goes_meanwhile_moves_no_page(filled: str) -> None:
    with open_database(filled) as opened:
        first = page(opened, Request(), size=3)
        assert ids(first) == IDS[:3]
        # Before the place a new one, behind it one goes, and the one at the place itself.
        left = [event("earlier", "2018"), *(each for each in EVENTS if each.id not in ("day-0", "day-2"))]
        fill(filled, RecordSet(sources=SOURCES, events={each.id: each for each in left}))
        second = page(opened, Request(), size=3, after=first.next)
        assert ids(second) == ["day-1", "day-3", "day-4"]
        assert ids(page(opened, Request(), size=9, before=second.previous)) == ["earlier", "since", "month"]


def test_a_page_behind_which_everything_has_gone_leads_back(filled: str) -> None:
    with open_database(filled) as opened:
        second = page(opened, Request(), size=10, after=page(opened, Request(), size=10).next)
        third = page(opened, Request(), size=10, after=place_of(Key(UNDATED_SORT, 0, "some-day-9")))
        assert (ids(third), third.next, third.previous) == ([], None, LAST)
        assert ids(page(opened, Request(), size=2, before=LAST)) == ids(second)
        none = page(opened, Request(), size=10, before=place_of(Key(-5_000, 0, "a")))
        assert (ids(none), none.next, none.previous) == ([], FIRST, None)
        assert page(opened, Request(), size=3, after=FIRST) == page(opened, Request(), size=3)
        nothing = page(opened, Request(standings=("denied",)), after=second.previous)
        assert (ids(nothing), nothing.next, nothing.previous) == ([], None, None)


def written(text: str) -> str:
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "place",
    [
        "",
        "x",
        "???",
        "ä",
        "\ud800",
        "1.2.call",
        written("1.2"),
        written("1.2.Call"),
        written("1.2.call; DROP"),
        written("01.2.call"),
        written("9999999999999999999.2.call"),
        written("1.2.call") + "=",
        written("1.2.call") + "\n",
        "a" * 10_000,
    ],
)
def test_a_place_that_is_none_is_refused_in_a_line(sqlite_url: str, place: str) -> None:
    fill(sqlite_url, RecordSet())
    with open_database(sqlite_url) as opened:
        for asked in ({"after": place}, {"before": place}):
            with pytest.raises(
                TimelineError, match=r"^\".*\" is no place in a list: begin again without it$"
            ) as refusal:
                page(opened, Request(), **asked)  # type: ignore[arg-type]
            assert len(str(refusal.value)) < 100


def test_what_cannot_be_asked_is_refused(sqlite_url: str) -> None:
    fill(sqlite_url, RecordSet())
    with open_database(sqlite_url) as opened:
        for request, asked, said in (
            (Request(), {"size": 0}, "a page of 0 shows nothing"),
            (Request(limit=3), {}, "leave out limit and offset"),
            (Request(offset=3), {}, "leave out limit and offset"),
            (Request(), {"after": FIRST, "before": LAST}, "give one of them"),
        ):
            with pytest.raises(UsageFault, match=said):
                page(opened, request, **asked)
        for asked in ({"after": LAST}, {"before": FIRST}):
            with pytest.raises(TimelineError, match="is no place in a list"):
                page(opened, Request(), **asked)  # type: ignore[arg-type]


def test_a_page_may_take_no_longer_than_it_is_told(filled: str) -> None:
    with open_database(filled) as opened:
        with pytest.raises(TookTooLong, match=r"longer than 1e-09 s"):
            page(opened, Request(), time_limit=1e-9)
        assert ids(page(opened, Request(), time_limit=60)) == IDS
