"""Counts against looking at every event of every row; and what people are told of the numbers."""

from collections.abc import Collection
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.storage.reading.finding.test_find_events import queries
from tests.support.brute_count import BruteCount, Expected
from tests.support.stores import fill
from tests.support.worlds import worlds
from timeline.actions.counting.asked import CountAsked
from timeline.actions.counting.count_events import count
from timeline.domain.counting.counted import DIMENSIONS, Cell, CountTable, Sum
from timeline.domain.counting.units import UNITS
from timeline.domain.records import RecordSet
from timeline.errors import UsageFault
from timeline.query import EventQuery, Request
from timeline.storage.connecting.database import Database, open_database

OTHERS = [each for each in DIMENSIONS if each not in UNITS]


@st.composite
def asked(draw: st.DrawFn) -> tuple[Request, CountAsked]:
    """A request, by filters that need no name to be known, and what to count by."""
    query = draw(st.sampled_from([EventQuery(), EventQuery()]) | queries())
    roles = tuple(each for each in query.roles if each in ("initiator", "victim"))
    query = query._replace(type=None, roles=roles, tags=(), texts=(), as_of=None)
    unit = draw(st.sampled_from([None, *UNITS]))
    least = 0 if unit else 1
    others = draw(st.lists(st.sampled_from(OTHERS), min_size=least, max_size=1 if unit else 2, unique=True))
    by = [*others, unit] if unit and draw(st.booleans()) else [unit, *others]
    begun = draw(st.booleans()) and (unit is not None or query.has_window)
    measure = draw(st.sampled_from([None, "killed"]))
    return Request._make(query), CountAsked(tuple(each for each in by if each), measure=measure, begun=begun)


class Agreement:
    """Whether a count says what the plain one says."""

    def __init__(self, world: RecordSet, request: Request, by: CountAsked, found: CountTable) -> None:
        self.plain = BruteCount(world, EventQuery._make(request), begun=by.begun)
        self.by, self.found = by, found
        window = request.window
        self.whole = (None, None) if window is None else window[:2]
        self.all = self.plain.in_days(*self.whole)

    def check(self) -> None:
        self._is(self.found.total, self.all, "total")
        for number, rows in enumerate((self.found.firsts, self.found.seconds)):
            if number < len(self.by.by):
                self._covers(self.by.by[number], rows)
        expected_pairs = 0
        for row in self.found.rows:
            here = self._where(row.values)
            self._is(row.cell, here, row.values)
            expected_pairs += bool(here.certain or here.possible)
        if len(self.by.by) == 2:
            # No pair with an event is left out.
            pairs = {(one.values[0], other.values[0]) for one in self.found.firsts for other in self.found.seconds}
            if len(pairs) < 400:
                wanted = sum(any(self._where(pair)) for pair in pairs)
                assert expected_pairs == wanted == len(self.found.rows)

    def _where(self, values: Collection[Any]) -> Expected:
        """The events of a row: those of its time, and of its other values."""
        found = self.all
        for dimension, value in zip(self.by.by, values, strict=True):
            if dimension in UNITS:
                if value.value is None:
                    found = Expected(self.plain.undated(), frozenset())
                else:
                    found = self.plain.in_days(value.first_day, value.last_day)
        for dimension, value in zip(self.by.by, values, strict=True):
            if dimension not in UNITS:
                found = Expected(
                    *(frozenset(i for i in ids if value.value in self.plain.values(dimension, i)) for ids in found)
                )
        return found

    def _covers(self, dimension: str, rows: Any) -> None:
        """Every value that an event has is there, and its numbers are right."""
        for row in rows:
            value = row.values[0]
            if dimension in UNITS:
                expected = (
                    Expected(self.plain.undated(), frozenset())
                    if value.value is None
                    else self.plain.in_days(value.first_day, value.last_day)
                )
            else:
                expected = Expected(
                    *(frozenset(i for i in ids if value.value in self.plain.values(dimension, i)) for ids in self.all)
                )
            self._is(row.cell, expected, value)
        if dimension not in UNITS:
            counted = {*self.all.certain, *self.all.possible}
            wanted = {each for event_id in counted for each in self.plain.values(dimension, event_id)}
            assert {row.values[0].value for row in rows} == wanted
        else:
            self._reaches([row.values[0] for row in rows if row.values[0].value is not None])

    def _reaches(self, stretches: Any) -> None:
        """Stretches follow one another; and every event that begins or ends on a day of the window is in one."""
        days = [(each.first_day, each.last_day) for each in stretches]
        assert days == sorted(days)
        opens, closes = (float("-inf") if self.whole[0] is None else self.whole[0]), self.whole[1]
        for event_id in {*self.all.certain, *self.all.possible}:
            for span in self.plain.dates[event_id].spans:
                ends = (span.begin_earliest, span.begin_latest, *(() if self.by.begun else span[2:4]))
                for day in ends:
                    if day is not None and opens <= day and (closes is None or day <= closes):
                        assert any(first <= day <= last for first, last in days), (event_id, day)

    def _is(self, cell: Cell, expected: Expected, what: object) -> None:
        assert (cell.certain, cell.possible) == (len(expected.certain), len(expected.possible)), what
        if self.by.measure is not None:
            for sum_, ids in ((cell.certain_sum, expected.certain), (cell.possible_sum, expected.possible)):
                assert sum_ == Sum(*self.plain.sum(ids, self.by.measure)), what  # type: ignore[arg-type]


def agrees(opened: Database, world: RecordSet, request: Request, by: CountAsked) -> None:
    try:
        found = count(opened, request, by).counted
    except UsageFault as fault:
        said = str(fault)
    else:
        Agreement(world, request, by, found).check()
        return
    assert "more than" in said, "nothing else is at fault"


CASES = st.lists(asked(), min_size=5, max_size=8)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(world=worlds(), cases=CASES)
def test_each_row_counts_what_looking_at_every_event_counts(
    database: str, world: RecordSet, cases: list[tuple[Request, CountAsked]]
) -> None:
    fill(database, world)
    with open_database(database) as opened:
        for request, by in cases:
            agrees(opened, world, request, by)
