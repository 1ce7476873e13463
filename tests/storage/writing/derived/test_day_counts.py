"""What began and ended on each day, and the mark of the newest change, after loads and removals of any kind."""

from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from tests.support.opened import load_paths
from tests.support.stores import fill, load
from tests.support.worlds import worlds
from timeline.actions.newest_change import newest_change
from timeline.domain.claims.derive import derive
from timeline.domain.records import Claim, Event, RecordSet, Source
from timeline.storage.connecting.address import read_address
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.connecting.database import open_database
from timeline.storage.reading.stored.stored_records import read_all
from timeline.storage.schema.memory import memory_connection
from timeline.storage.schema.stored_days import OPEN_END, OPEN_START
from timeline.storage.writing.transaction.session import write_session

Loads = list[tuple[RecordSet, bool]]
"""What is loaded one after the other, and whether what it does not name goes."""
LOADS = st.lists(st.tuples(worlds(), st.booleans()), min_size=1, max_size=3)


def kept(connection: Connection) -> list[tuple[int, int, int]]:
    return [tuple(row) for row in connection.execute(text("SELECT day, begun, ended FROM density ORDER BY day"))]


def counted(world: RecordSet) -> list[tuple[int, int, int]]:
    """By looking at every event."""
    begun: Counter[int] = Counter()
    ended: Counter[int] = Counter()
    for each in derive(world).events.values():
        if each.date.status != "undated":
            begun[OPEN_START if each.date.begin_earliest is None else each.date.begin_earliest] += 1
            ended[OPEN_END if each.date.end_latest is None else each.date.end_latest] += 1
    return [(day, begun[day], ended[day]) for day in sorted({*begun, *ended})]


def agrees_after_each(connection: Connection, loads: Loads) -> None:
    for records, prune in loads:
        load(connection, records, prune=prune)
        assert kept(connection) == counted(read_all(ConnectionReader(connection)))


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(LOADS)
def test_days_are_counted_as_if_anew_after_any_loads(loads: Loads) -> None:
    with memory_connection() as connection:
        agrees_after_each(connection, loads)


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(loads=LOADS)
def test_so_they_are_in_both_databases(database: str, loads: Loads) -> None:
    fill(database, RecordSet())
    with write_session(read_address(database)) as (connection, _):
        agrees_after_each(connection, loads)


# --- the newest change ------------------------------------------------------------------------------


def world(title: str) -> RecordSet:
    claims = (Claim("radio", date="2031-05-01"),)
    return RecordSet(sources={"radio": Source("radio", "Radio")}, events={"call": Event("call", title, claims=claims)})


def mark(database: str) -> str:
    with open_database(database) as opened:
        return newest_change(opened)


def put(database: str, records: RecordSet, *, prune: bool = False, dry_run: bool = False) -> str:
    with write_session(read_address(database), dry_run=dry_run) as (connection, _):
        load(connection, records, prune=prune)
    return mark(database)


def test_every_change_has_another_mark_and_what_changes_nothing_leaves_it(database: str) -> None:
    first = put(database, world("A call"))
    assert first.isalnum()
    assert first.isascii()
    assert put(database, world("A call")) == first
    assert put(database, world("Another call"), dry_run=True) == first
    second = put(database, world("Another call"))
    third = put(database, RecordSet(), prune=True)
    assert len({first, second, third, put(database, world("A call"))}) == 4


def test_files_that_say_nothing_new_leave_the_mark(database: str, tmp_path: Path) -> None:
    said = "sources:\n  radio:\n    title: Radio\n"
    (tmp_path / "one.yaml").write_text(said, encoding="utf-8")
    assert not load_paths(database, [tmp_path]).problems
    before = mark(database)
    (tmp_path / "one.yaml").write_text(f"# The same in other words.\n{said}", encoding="utf-8")
    assert not load_paths(database, [tmp_path]).problems
    assert mark(database) == before
