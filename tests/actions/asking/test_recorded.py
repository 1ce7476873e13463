"""A database as it stood after each of its changes: whatever is asked, it answers as a new one with those records."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.storage.reading.finding.test_find_events import queries
from tests.support.opened import reading
from tests.support.stores import fill, in_memory, load
from tests.support.worlds import EVENTS, matches_in, merged, parts_of, worlds
from timeline.actions.answer import open_knowledge
from timeline.actions.asking.knowledge import Knowledge
from timeline.actions.asking.moment_then import MomentThen
from timeline.domain.dates.typed.windows import Window, read_window
from timeline.domain.records import Event, Match, RecordSet
from timeline.query import EventQuery
from timeline.storage.connecting.address import read_address
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.connecting.reader import Reader
from timeline.storage.history.changes_kept import newest_change
from timeline.storage.reading.finding.place_in_list import Start
from timeline.storage.reading.moment import Now, PointInTime
from timeline.storage.reading.stored.authored import Authored, StoredRecords
from timeline.storage.reading.stored.stored_records import read_all
from timeline.storage.schema.memory import memory_connection
from timeline.storage.writing.compare import by_kind
from timeline.storage.writing.transaction.session import write_session

Step = tuple[RecordSet, bool]
"""What is loaded, and whether all else is removed."""


@st.composite
def histories(draw: st.DrawFn) -> list[Step]:
    """A world, and what becomes of it: other editions of some records, of all, and what is left of them."""
    world = draw(worlds())
    steps: list[Step] = [(world, False)]
    is_whole = True
    for _ in range(draw(st.integers(1, 2))):
        match draw(st.sampled_from(["some", "some", "all", "few", "none"])):
            case "some":
                part = draw(parts_of(world))
                steps.append((part if is_whole else merged(world, part), False))
                is_whole = True
            case "all":
                is_whole = True
                steps.append((draw(worlds()), True))
            case "few":
                is_whole = False
                kept = draw(st.sets(st.sampled_from(sorted(world.events))))
                events = {each: world.events[each]._replace(links=()) for each in kept}
                events = {
                    each: event._replace(claims=tuple(claim._replace(date=None) for claim in event.claims))
                    for each, event in events.items()
                }
                steps.append((world._replace(events=events), True))
            case _:
                is_whole = False
                steps.append((RecordSet(), True))
    return steps


def same(then: Knowledge, fresh: Knowledge, asked: Sequence[EventQuery]) -> None:
    """Both answer alike."""
    for query in asked:
        entries = list(fresh.entries(query))
        assert list(then.entries(query)) == entries, query
        assert [each.id for each in then.entries(query, brief=True)] == [each.id for each in entries]
        for most in (2, 100):
            assert then.count(query, most=most) == fresh.count(query, most=most), query
        whole = query._replace(limit=None, offset=0)
        all_ = fresh.page(whole._replace(limit=100), Start(None))
        for is_back in (False, True):
            for key in [None, *(key for key, _ in all_[1:2])]:
                start, page = Start(key, is_back), whole._replace(limit=2)
                assert then.page(page, start) == fresh.page(page, start), (query, start)
                assert then.keys(page, start) == fresh.keys(page, start)
        assert then.values(query, 4) == fresh.values(query, 4)
        forwards = whole._replace(reverse=False)
        assert list(then.traits(forwards)) == list(fresh.traits(forwards))
        keys = [key for key, _ in all_[:3]]
        assert {each.id: each for each in then.told(keys)} == {each.id: each for each in fresh.told(keys)}
        assert {each.id: each for each in then.traits_of(keys)} == {each.id: each for each in fresh.traits_of(keys)}
        assert sorted(then.days(query), key=repr) == sorted(fresh.days(query), key=repr)
    for event in EVENTS:
        assert then.entry(event) == fresh.entry(event)


def all_of(authored: Authored) -> RecordSet:
    """Everything."""
    return RecordSet(
        sources={each.id: each for each in authored.sources()},
        actors={each.id: each for each in authored.actors()},
        places={each.id: each for each in authored.places()},
        events={each.id: each for each in authored.events()},
        terms={(each.kind, each.term): each for each in authored.terms()},
        matches={each.id: each for each in authored.matches()},
        questions={each.id: each for each in authored.questions()},
    )


def same_records(then: PointInTime, fresh: PointInTime, world: RecordSet) -> None:
    """Both know the same records, and show the same of them."""
    assert by_kind(all_of(then.authored)) == by_kind(world)
    assert then.sources(world.sources) == fresh.sources(world.sources)
    lookup, expected = then.records(whole=True), fresh.records(whole=True)
    assert list(lookup.terms()) == list(expected.terms())
    assert list(lookup.sources(None)) == list(expected.sources(None))
    assert lookup.unused is not None
    assert expected.unused is not None
    assert lookup.unused() == expected.unused()
    for actor in ("ana", "ben", "union", "party", "front"):
        assert then.members(actor) == fresh.members(actor)
        assert then.reported(actor) == fresh.reported(actor)
    for event in ("event-0", "event-3", "event-5"):
        assert then.decisions(event) == fresh.decisions(event)
    assert then.told_with_others() == fresh.told_with_others()
    for sql in ("SELECT id FROM event", "SELECT record_id, kind, key, is_whole FROM name_key"):
        assert sorted(then.references.rows(sql, {})) == sorted(fresh.references.rows(sql, {}))


@contextmanager
def fresh(world: RecordSet) -> Iterator[PointInTime]:
    """The same records in a database of their own."""
    with in_memory(world) as reader:
        yield Now(reader)


def agrees_with_what_was_kept(
    reader: Reader, states: dict[int, RecordSet], asked: Sequence[EventQuery], known_on: Window | None = None
) -> None:
    """``known_on``: and as it had been published by the end of that day."""
    for change, world in states.items():
        with MomentThen.opened(reader, change) as then, fresh(world) as expected:
            same_records(then, expected, world)
            with open_knowledge(then) as (known, _), open_knowledge(expected) as (known_fresh, _):
                same(known, known_fresh, asked)
            if known_on is None:
                continue
            day = known_on.latest_day
            with (
                open_knowledge(then, day) as (known, said),
                open_knowledge(expected, day) as (known_fresh, expected_said),
            ):
                assert said == expected_said
                same(known, known_fresh, [query._replace(as_of=known_on) for query in asked])


@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(histories(), st.lists(queries(), min_size=2, max_size=2))
def test_each_change_is_told_as_it_stood_then(steps: Sequence[Step], asked: Sequence[EventQuery]) -> None:
    with memory_connection() as connection:
        reader = ConnectionReader(connection)
        states = {0: RecordSet()}
        for world, prunes in steps:
            load(connection, world, prune=prunes)
            states[newest_change(reader)] = read_all(reader)
        agrees_with_what_was_kept(reader, states, [EventQuery(), *asked])


@settings(
    max_examples=2,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(steps=histories(), asked=st.lists(queries(), min_size=1, max_size=1))
def test_so_it_is_on_a_server(postgres_url: str, steps: Sequence[Step], asked: Sequence[EventQuery]) -> None:
    fill(postgres_url, RecordSet())
    states = {0: RecordSet()}
    for world, prunes in steps:
        with write_session(read_address(postgres_url)) as (connection, _):
            load(connection, world, prune=prunes)
        with reading(postgres_url) as reader:
            states[newest_change(reader)] = all_of(StoredRecords(reader))
    with reading(postgres_url) as reader:
        agrees_with_what_was_kept(reader, states, asked)


def test_events_that_were_decided_to_be_one_are_told_as_they_were_then() -> None:
    """The decision comes, and is taken back."""
    world = RecordSet(events={each: Event(each, each, date="2031-05-02") for each in ("event-0", "event-1")})
    match = Match("same", ("event-0", "event-1"))
    with memory_connection() as connection:
        reader = ConnectionReader(connection)
        states = {0: RecordSet()}
        for step in (world, world._replace(matches={match.id: match}), world):
            load(connection, step, prune=True)
            states[newest_change(reader)] = read_all(reader)
        assert len(states) == 4
        agrees_with_what_was_kept(reader, states, [EventQuery()])


@st.composite
def decided(draw: st.DrawFn) -> list[RecordSet]:
    """Editions of a world, each whole, in which other events are one."""
    world = draw(worlds())
    editions = [draw(matches_in(world)), draw(matches_in(draw(worlds()))), world]
    return draw(st.permutations(editions))


KNOWN_ON = st.sampled_from([read_window(text, date(2031, 6, 1)) for text in ("2031-05-02", "2031-05-09", "2041-01-01")])


@settings(max_examples=3, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(decided(), KNOWN_ON, st.lists(queries(), min_size=1, max_size=1))
def test_so_it_is_of_events_that_are_one_and_as_it_was_known_on_a_day(
    editions: Sequence[RecordSet], known_on: Window, asked: Sequence[EventQuery]
) -> None:
    with memory_connection() as connection:
        reader = ConnectionReader(connection)
        states = {0: RecordSet()}
        for world in editions:
            load(connection, world, prune=True)
            states[newest_change(reader)] = read_all(reader)
        agrees_with_what_was_kept(reader, states, [EventQuery(), *asked], known_on)
