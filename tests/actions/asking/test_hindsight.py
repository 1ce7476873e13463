"""What was known once: against the plain model, put to what had been published by then."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import chain
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.storage.reading.finding.test_find_events import queries
from tests.support import brute_force
from tests.support.stores import in_database, in_memory
from tests.support.worlds import EVENTS, worlds
from timeline.actions.asking import hindsight
from timeline.actions.asking.hindsight import open_hindsight
from timeline.actions.asking.knowledge import Knowledge
from timeline.domain.claims.as_of import as_known
from timeline.domain.claims.possible import dates_of
from timeline.domain.counting.placing import Placing, TimeScale
from timeline.domain.counting.tally import Fact, Tally
from timeline.domain.dates import edtf
from timeline.domain.dates.typed.windows import Window, read_window
from timeline.domain.in_window import PARTS
from timeline.domain.records import RecordSet
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.counting.count_found import count_found
from timeline.storage.reading.counting.values import Wanted
from timeline.storage.reading.finding.place_in_list import Start
from timeline.storage.reading.moment import Now
from timeline.storage.reading.stored.authored import LaidOver
from timeline.storage.reading.told.entries import find_entries

_TEXTS = ("2031-05-02", "2031-05-09", "2031-05-06", "2031-06-01", "2041-01-01", "1849-12-31")
"""Days by which none, some or all of the worlds' sources have come out."""
THEN = st.sampled_from([read_window(text, date(2031, 6, 1)) for text in _TEXTS])


@pytest.fixture(autouse=True)
def _some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worlds are small: so are what is worked out at once, and what is quickly counted."""
    monkeypatch.setattr(hindsight, "_AT_FIRST", 1)
    monkeypatch.setattr(hindsight, "_AT_A_TIME", 2)
    monkeypatch.setattr(hindsight, "_QUICKLY_COUNTED", 3)


def day_of(then: Window) -> int:
    assert then.latest_day is not None
    return then.latest_day


@contextmanager
def known(reader: Reader, then: Window) -> Iterator[Knowledge]:
    with open_hindsight(Now(reader), day_of(then)) as (moment, _):
        yield moment


def answers_as_the_model(moment: Knowledge, reader: Reader, world: RecordSet, asked: list[EventQuery]) -> None:
    """``reader``: of a database of the world, which tells each event as it is to be told."""
    told = {entry.id: entry for entry in find_entries(reader, EventQuery())}
    for query in asked:
        expected = brute_force.answer(world, query._replace(as_of=None))
        found = list(moment.entries(query))
        assert [entry.id for entry in found] == expected, query
        assert [entry._replace(in_window=None) for entry in found] == [told[each] for each in expected], query
        assert [entry.id for entry in moment.entries(query, brief=True)] == expected, query
        whole = brute_force.answer(world, query._replace(as_of=None, limit=None, offset=0))
        for most in (2, 100):
            assert moment.count(query, most=most) == min(len(whole), most), (most, query)
        if moment.is_quickly_counted(query) and query.as_of is not None:
            assert len(whole) <= 3, "what is not of another day is counted as the database counts"
        days = moment.days(query._replace(limit=None, offset=0))
        assert sum(count for _, _, count in days) == len(whole)
        query = query._replace(limit=None, offset=0)
        # What is counted is what would be counted of events that have never been otherwise.
        counted, plain = Collected(), Collected()
        moment.add_up(query, EVERYTHING, counted)
        count_found(reader, query._replace(as_of=None, recorded_on=None), EVERYTHING, plain)
        assert told_facts(counted.facts) == told_facts(plain.facts), query


EVERYTHING = Wanted(("actor", "role", "type", "place", "source", "origin", "standing", "tag"), "killed")


class Collected(Tally):
    """Keeps what it is to count: with figures, each event by itself."""

    def __init__(self) -> None:
        super().__init__(Placing(TimeScale()), len(EVERYTHING.dimensions), summed=True)
        self.facts: list[Fact] = []

    def add(self, fact: Fact) -> None:
        self.facts.append(fact)


def told_facts(facts: list[Fact]) -> list[str]:
    return sorted(repr((fact._replace(values=()), [sorted(map(str, each)) for each in fact.values])) for fact in facts)


def reads_on_both_ways(moment: Knowledge, world: RecordSet, asked: list[EventQuery]) -> None:
    """From any event of a list the rest of it follows, both ways; also where the event is not in the list."""
    for query in asked:
        query = query._replace(limit=None, offset=0)
        order = brute_force.answer(world, EventQuery(reverse=query.reverse))
        everything = moment.keys(EventQuery(as_of=query.as_of), Start(None))
        expected = brute_force.answer(world, query._replace(as_of=None))
        assert [key.id for key in moment.keys(query, Start(None))] == expected, query
        assert [key.id for key in moment.keys(query, Start(None, is_back=True))] == expected[::-1], query
        for key in everything[1::3]:
            place = order.index(key.id)
            after = [each for each in expected if order.index(each) > place]
            before = [each for each in expected if order.index(each) < place][::-1]
            assert [each.id for each in moment.keys(query, Start(key))] == after, (query, key)
            page = moment.page(query._replace(limit=2), Start(key, is_back=True), brief=True)
            assert [(each.id, entry.id) for each, entry in page] == [(each, each) for each in before[:2]], (query, key)


def holds(reader: Reader, world: RecordSet, then: Window, asked: list[EventQuery]) -> None:
    asked = [query._replace(as_of=then) for query in asked]
    of_then = as_known(world, day_of(then)).records
    with known(reader, then) as moment, in_memory(of_then) as told:
        answers_as_the_model(moment, told, of_then, asked)
        reads_on_both_ways(moment, of_then, asked[:1])


_slowly = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)


@settings(_slowly, max_examples=5)
@given(worlds(), THEN, st.lists(queries(), min_size=3, max_size=4))
def test_any_query_finds_what_the_model_finds(world: RecordSet, then: Window, asked: list[EventQuery]) -> None:
    with in_memory(world) as reader:
        holds(reader, world, then, asked)


@settings(_slowly, max_examples=2)
@given(world=worlds(), then=THEN, asked=st.lists(queries(), min_size=3, max_size=4))
def test_so_do_both_databases(database: str, world: RecordSet, then: Window, asked: list[EventQuery]) -> None:
    with in_database(database, world) as reader:
        holds(reader, world, then, asked)


class Other:
    """Other records than those of a database."""

    def __init__(self, world: RecordSet) -> None:
        self._world = world

    def __getattr__(self, kind: str) -> Any:
        records = getattr(self._world, kind)
        return lambda ids=None: [records[each] for each in (records if ids is None else ids) if each in records]

    def event_dates(self, ids: Collection[str]) -> list[tuple[str, list[str]]]:
        return [(event.id, dates_of(event)) for event in self.events(ids)]


class Changed(Now):
    """A database over which some events are laid, of other records or of the same."""

    def __init__(self, reader: Reader, changed: LaidOver, authored: Any = None) -> None:
        super().__init__(reader)
        self.is_now = False
        self._changed = changed
        if authored is not None:
            self.authored = authored

    def laid_over(self, query: EventQuery, *, around: bool = False, compared: bool = False) -> LaidOver:  # noqa: ARG002
        return self._changed


@settings(_slowly, max_examples=4)
@given(worlds(), worlds(), st.none() | THEN, st.lists(queries(), min_size=2, max_size=3))
def test_other_records_are_laid_over_those_of_the_database(
    world: RecordSet, other: RecordSet, then: Window | None, asked: list[EventQuery]
) -> None:
    """Some events are gone, some are there that the database has not, and all rest on other sources."""
    gone, new = EVENTS[0], EVENTS[-1]
    events = {each: event for each, event in other.events.items() if each != gone}
    stored = world._replace(events={each: event for each, event in world.events.items() if each != new})
    changed = LaidOver(left_out=stored.events.keys(), added=events.keys())
    other = other._replace(events=events)
    of_then = other if then is None else as_known(other, day_of(then)).records
    asked = [query._replace(as_of=then) for query in asked]
    day = None if then is None else day_of(then)
    with (
        in_memory(stored) as reader,
        open_hindsight(Changed(reader, changed, Other(other)), day) as (moment, _),
        in_memory(of_then) as told,
    ):
        answers_as_the_model(moment, told, of_then, asked)
        reads_on_both_ways(moment, of_then, asked[:1])


@settings(_slowly, max_examples=3)
@given(worlds(), st.lists(queries(), min_size=2, max_size=3), st.lists(st.sampled_from(EVENTS), unique=True))
def test_without_a_day_what_is_not_changed_is_told_by_the_database(
    world: RecordSet, asked: list[EventQuery], again: list[str]
) -> None:
    changed = LaidOver(left_out=again, added=again)
    with in_memory(world) as reader, open_hindsight(Changed(reader, changed), None) as (moment, _):
        answers_as_the_model(moment, reader, world, asked)


@settings(_slowly, max_examples=3)
@given(worlds(), THEN, st.sampled_from(["2031-05-01", "2031-05-06", "2031", "2031-04"]))
def test_each_event_is_told_in_one_part_of_a_window(world: RecordSet, then: Window, on: str) -> None:
    when = edtf.parse(on)
    query = EventQuery(window=Window(when.begin_earliest, when.end_latest, on), as_of=then)
    with in_memory(world) as reader, known(reader, then) as moment:
        parts = [[entry.id for entry in moment.entries(query._replace(in_window=part))] for part in PARTS]
        assert sorted(chain.from_iterable(parts)) == sorted(entry.id for entry in moment.entries(query))
