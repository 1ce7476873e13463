"""How many events began and were under way: against looking at every event of every bucket."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.storage.reading.finding.test_find_events import day, queries
from tests.support import brute_force
from tests.support.stores import fill
from tests.support.worlds import worlds
from timeline.actions.density import Bucket, density, extent
from timeline.domain.claims.derive import derive
from timeline.domain.records import Claim, Event, RecordSet, Source
from timeline.errors import TookTooLong, UsageFault
from timeline.query import EventQuery, Request
from timeline.storage.connecting.database import Database, open_database
from timeline.storage.reading.overviews.densities import Extent

MAY = day("2031-05-01")


def found(world: RecordSet, query: EventQuery) -> list[tuple[float, float] | None]:
    """The outer days of what a query finds."""
    dates = {event_id: each.date for event_id, each in derive(world).events.items()}
    return [
        None
        if date.status == "undated"
        else (
            float("-inf") if date.begin_earliest is None else date.begin_earliest,
            float("inf") if date.end_latest is None else date.end_latest,
        )
        for date in (dates[event_id] for event_id in brute_force.answer(world, query))
    ]


def agrees(opened: Database, world: RecordSet, request: Request, stretch: tuple[int, int], buckets: int) -> None:
    days = found(world, EventQuery._make(request))
    told = density(opened, *stretch, buckets, request)
    assert [day for each in told for day in (each.first, each.last)] == sorted(
        day for each in told for day in (each.first, each.last)
    )
    assert (told[0].first, told[-1].last) == stretch
    assert len(told) == min(buckets, stretch[1] - stretch[0] + 1)
    assert all(one.last + 1 == other.first for one, other in pairwise(told))
    lengths = {each.last - each.first + 1 for each in told}
    assert max(lengths) - min(lengths) <= 1
    for each in told:
        dated = [pair for pair in days if pair is not None]
        assert each.began == sum(each.first <= first <= each.last for first, _ in dated), each
        assert each.under_way == sum(first <= each.last and last >= each.first for first, last in dated), each


@st.composite
def asked(draw: st.DrawFn) -> Request:
    """Of all, or by filters that need no name to be known."""
    query = draw(st.sampled_from([EventQuery(), EventQuery(reverse=True)]) | queries())
    return Request._make(query._replace(type=None, roles=(), tags=(), texts=(), limit=None, offset=0))


STRETCHES = st.tuples(st.integers(MAY - 800, MAY + 40), st.integers(0, 4_000)).map(lambda pair: (pair[0], sum(pair)))
CASES = st.lists(st.tuples(asked(), STRETCHES, st.integers(1, 40)), min_size=4, max_size=8)
Cases = list[tuple[Request, tuple[int, int], int]]


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds(), cases=CASES)
def test_each_bucket_counts_what_looking_at_every_event_counts(database: str, world: RecordSet, cases: Cases) -> None:
    fill(database, world)
    with open_database(database) as opened:
        for case in cases:
            agrees(opened, world, *case)


def event(event_id: str, date: str | None) -> Event:
    return Event(event_id, "What happened", claims=(Claim("radio", date=date),))


@pytest.fixture
def filled(database: str) -> str:
    dates = ["2031-05-01", "2031-05-01/2031-05-04", "../2031-05-02", "2031-05-03/..", "2031", None, "2031-05-09"]
    events = {f"event-{number}": event(f"event-{number}", date) for number, date in enumerate(dates)}
    fill(database, RecordSet(sources={"radio": Source("radio", "Radio")}, events=events))
    return database


def test_by_days(filled: str) -> None:
    with open_database(filled) as opened:
        told = density(opened, MAY - 1, MAY + 4, 100)
    assert told == [
        Bucket(MAY - 1, MAY - 1, 0, 2),
        Bucket(MAY, MAY, 2, 4),
        Bucket(MAY + 1, MAY + 1, 0, 3),
        Bucket(MAY + 2, MAY + 2, 1, 3),
        Bucket(MAY + 3, MAY + 3, 0, 3),
        Bucket(MAY + 4, MAY + 4, 0, 2),
    ]


def test_how_far_everything_reaches(filled: str) -> None:
    with open_database(filled) as opened:
        assert extent(opened) == Extent(day("2031-01-01"), MAY + 8, day("2031-12-31"), 1, 1, 1, 7)
        assert extent(opened, Request(undated=True)) == Extent(None, None, None, 0, 0, 1, 1)
        whole = extent(opened, Request(standings=("asserted",)))
        assert whole == extent(opened)


def test_of_nothing(database: str) -> None:
    fill(database, RecordSet())
    with open_database(database) as opened:
        assert extent(opened) == Extent(None, None, None, 0, 0, 0, 0)
        assert density(opened, 1, 10, 2) == [Bucket(1, 5, 0, 0), Bucket(6, 10, 0, 0)]


def test_over_all_the_days_that_can_be_written(filled: str) -> None:
    with open_database(filled) as opened:
        told = density(opened, -(2**60), 2**60, 3)
        assert [(each.began, each.under_way) for each in told] == [(0, 1), (5, 6), (0, 1)]


def test_what_cannot_be_asked_is_refused(filled: str) -> None:
    with open_database(filled) as opened:
        for first, last, buckets, said in (
            (2, 1, 5, "no stretch of time"),
            (-(2**62), 1, 5, "no stretch of time"),
            (1, 2**62, 5, "no stretch of time"),
            (1, 2, 0, "0 buckets"),
            (1, 2, 10_001, "10001 buckets cannot be shown: ask for 1 to 10,000"),
        ):
            with pytest.raises(UsageFault, match=said):
                density(opened, first, last, buckets)


def test_it_takes_no_longer_than_it_may(filled: str) -> None:
    with open_database(filled) as opened:
        for ask in (lambda: density(opened, 1, 2, 2, time_limit=1e-9), lambda: extent(opened, time_limit=1e-9)):
            with pytest.raises(TookTooLong):
                ask()
