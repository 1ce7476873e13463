"""What a query finds counts the same whether the loader has kept it, the database counts it, or each is looked at."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.storage.reading.finding.test_find_events import queries
from tests.support.stores import in_database, in_memory
from tests.support.worlds import ACTORS, worlds
from timeline.domain.counting.counted import DIMENSIONS
from timeline.domain.counting.placing import Placing, TimeScale
from timeline.domain.counting.tally import Series, Tally
from timeline.domain.counting.units import UNITS
from timeline.domain.records import RecordSet
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.counting.count_found import count_found
from timeline.storage.reading.counting.facts import facts_of
from timeline.storage.reading.counting.values import Wanted
from timeline.storage.reading.finding.find_events import find_events
from timeline.storage.reading.finding.place_in_list import Key

OTHERS = [each for each in DIMENSIONS if each not in UNITS]


@st.composite
def cases(draw: st.DrawFn) -> tuple[EventQuery, str | None, bool, Wanted]:
    """(a query, the unit of time, whether only begins count, what else to count by)."""
    of_one = st.sampled_from(ACTORS).map(lambda actor: EventQuery(actors=((actor,),)))
    query = draw(st.just(EventQuery()) | of_one | queries())._replace(limit=None, offset=0, reverse=False)
    unit = draw(st.sampled_from([None, *UNITS]))
    begun = draw(st.booleans()) and (unit is not None or query.has_window)
    others = draw(st.lists(st.sampled_from(OTHERS), max_size=1 if unit else 2, unique=True))
    places = draw(st.sampled_from([None, frozenset({"land", "city"})]))
    measure = draw(st.sampled_from([None, None, "killed"]))
    return query, unit, begun, Wanted(tuple(others), measure, places, draw(st.booleans()))


def told(tally: Tally, *, by_time: bool) -> dict[str, Any]:
    """All that a tally says."""
    said: dict[str, Any] = {"total": tally.total, "several": tally.several, "before": tally.before}
    for part in tally.parts[1:]:
        said[f"by value {part}"] = tally.by_value(part)
    if by_time:
        said |= {"undecided": tally.undecided, "endless": tally.endless, "lasted": bool(tally.lasted)}
        said["by time"] = _all_of(tally.by_time())
        for part in tally.parts[1:]:
            said[f"by time and value {part}"] = {key: _all_of(each) for key, each in tally.by_time_and_value(part)}
    return said


def _all_of(series: Series) -> tuple[Any, ...]:
    """All that a series says, with a stretch on either side; runs that are alike in a row are one."""
    first, last = series.reach
    runs: list[tuple[int, int, Any]] = []
    for start, end, amounts in series.runs(first - 1, last + 1) if first <= last else ():
        if runs and runs[-1][1:] == (start - 1, amounts):
            start = runs.pop()[0]
        runs.append((start, end, amounts))
    return series.reach, series.undated, runs


def agrees(reader: Reader, case: tuple[EventQuery, str | None, bool, Wanted]) -> None:
    query, unit, begun, wanted = case
    tallies = [
        Tally(
            Placing(TimeScale(unit, query.window), begun=begun),
            len(wanted.dimensions),
            summed=wanted.measure is not None,
        )
        for _ in range(2)
    ]
    count_found(reader, query, wanted, tallies[0])
    keys = [Key(*row) for row in reader.rows(*find_events(query, dialect=reader.dialect))]
    for fact in facts_of(reader, query, wanted, keys):
        tallies[1].add(fact)
    one, other = (told(tally, by_time=unit is not None) for tally in tallies)
    assert one == other, case


@settings(max_examples=40)
@given(world=worlds(), asked=st.lists(cases(), min_size=8, max_size=15))
def test_each_way_counts_the_same(world: RecordSet, asked: list[tuple[EventQuery, str | None, bool, Wanted]]) -> None:
    with in_memory(world) as reader:
        for case in asked:
            agrees(reader, case)


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(world=worlds(), asked=st.lists(cases(), min_size=10, max_size=20))
def test_so_it_does_on_both_databases(
    database: str, world: RecordSet, asked: list[tuple[EventQuery, str | None, bool, Wanted]]
) -> None:
    with in_database(database, world) as reader:
        for case in asked:
            agrees(reader, case)


BY_ACTOR = (EventQuery(), None, False, Wanted(("actor",)))
ROLES_OF_EACH = [(EventQuery(actors=((actor,),)), None, False, Wanted(("role",))) for actor in ACTORS]


@settings(max_examples=40)
@given(worlds())
def test_actors_and_their_roles_count_the_same(world: RecordSet) -> None:
    with in_memory(world) as reader:
        for case in (BY_ACTOR, *ROLES_OF_EACH):
            agrees(reader, case)


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(world=worlds())
def test_so_they_do_on_both_databases(database: str, world: RecordSet) -> None:
    with in_database(database, world) as reader:
        for case in (BY_ACTOR, *ROLES_OF_EACH):
            agrees(reader, case)
