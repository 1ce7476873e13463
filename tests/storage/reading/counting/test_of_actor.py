"""An actor's events are counted in the indexes of actors alone, and compared with no other."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.support.stores import in_memory
from timeline.domain.counting.placing import Placing, TimeScale
from timeline.domain.counting.tally import Tally
from timeline.domain.records import RecordSet
from timeline.storage.connecting.reader import Parameters, Reader
from timeline.storage.reading.counting.of_actor import count_by_actor, count_of_actor, count_roles_of_actor
from timeline.storage.reading.overviews.lists import listed_of


class Planned:
    """A reader that remembers how each question is answered."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.dialect, self.limit = reader.dialect, reader.limit
        self.steps: list[str] = []

    def rows(self, sql: str, parameters: Parameters, *, few: bool = False) -> Iterator[tuple[Any, ...]]:
        """The rows."""
        self.steps += [row[3] for row in self._reader.rows(f"EXPLAIN QUERY PLAN {sql}", parameters)]
        return self._reader.rows(sql, parameters, few=few)


def steps_of(count: Callable[[Reader], object], read: str = "SEARCH p ") -> list[str]:
    with in_memory(RecordSet()) as reader:
        planned = Planned(reader)
        count(planned)
    assert [step for step in planned.steps if "FOR DISTINCT" in step] == []
    return [step for step in planned.steps if step.startswith(read)]


def tally(unit: str | None, others: int = 0) -> Tally:
    return Tally(Placing(TimeScale(unit), begun=False), others, summed=False)


@pytest.mark.parametrize("unit", [None, "month"])
def test_by_time(unit: str | None) -> None:
    steps = steps_of(lambda reader: count_of_actor(reader, "ana", tally(unit)))
    assert len(steps) == (3 if unit else 1)
    assert [step for step in steps if "COVERING INDEX ix_participation_" not in step] == []


def test_by_role() -> None:
    steps = steps_of(lambda reader: count_roles_of_actor(reader, "ana", tally(None, 1)))
    assert "COVERING INDEX ix_participation_order (actor_id=?)" in steps[0]


def test_by_actor() -> None:
    steps = steps_of(lambda reader: count_by_actor(reader, tally(None, 1)), "SCAN p ")
    assert "SCAN p USING COVERING INDEX ix_participation_order" in steps


def test_a_list_of_actors() -> None:
    steps = steps_of(lambda reader: listed_of(reader, "actor", ["ana"]))
    assert steps
    assert [step for step in steps if "COVERING INDEX ix_participation_" not in step] == []
