"""What an event has is looked up by the event, however many others have the same."""

import pytest

from tests.support.stores import in_memory
from timeline.domain.counting.counted import DIMENSIONS
from timeline.domain.counting.units import UNITS
from timeline.domain.records import RecordSet
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Value
from timeline.storage.reading.counting.values import Wanted, values_of


@pytest.mark.parametrize("dimension", [each for each in DIMENSIONS if each not in (*UNITS, "type", "standing")])
def test_by_the_event_it_is_looked_up(dimension: str) -> None:
    query = EventQuery(actors=(("ana",),), roles=("victim",))
    parameters: dict[str, Value] = {}
    values = values_of(query, Wanted((dimension,), places=frozenset({"land"})), 0, "sqlite", parameters)
    with in_memory(RecordSet()) as reader:
        sql = f"EXPLAIN QUERY PLAN SELECT {values.has_several} FROM event e"
        plan = [row[3] for row in reader.rows(sql, parameters)]
    first = next(step for step in plan if step.startswith("SEARCH"))
    own = "place_id" if dimension == "place" else "event_id"
    assert "PRIMARY KEY" in first, plan
    assert f"({own}=?)" in first, "and by nothing else: an actor, a role, a place may have very many"


def test_a_type_is_told_by_its_first_part() -> None:
    told = [Wanted(("type",), in_modes=each).told("type", "consult/phone") for each in (True, False)]
    assert told == ["consult/phone", "consult"]
    assert Wanted(("type",), in_modes=False).told("type", None) is None
    assert Wanted(("tag",), in_modes=False).told("tag", "a/b") == "a/b"
