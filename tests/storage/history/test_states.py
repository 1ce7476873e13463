"""History: whatever is loaded, changed and pruned, each state of each record can be told, and the chain holds."""

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from tests.support.opened import reading
from tests.support.signed import SIGNATURE
from tests.support.stores import contents_of, fill, load
from tests.support.worlds import worlds
from timeline.domain.history import RECORD_KINDS
from timeline.domain.records import Actor, RecordSet, Source
from timeline.storage.connecting.address import read_address
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.history.changes_kept import newest_change, read_change, read_changes
from timeline.storage.history.since import Since, touched_since
from timeline.storage.history.states import Touch, first_touches, states_after, states_now, touches_by, touches_of
from timeline.storage.history.verifying import broken_changes
from timeline.storage.reading.stored.stored_records import read_all
from timeline.storage.schema.memory import memory_connection
from timeline.storage.writing.compare import by_kind
from timeline.storage.writing.transaction.session import write_session


def tells_what_was_touched(
    since: Since, first: Mapping[tuple[str, str], Touch], told: Mapping[tuple[str, str], Any]
) -> None:
    """``first``: the first touch of each record since; ``told``: what each said then, None of what was not there."""
    touched = {at: told[at] for at in first if at[0] in RECORD_KINDS}
    for kind in RECORD_KINDS:
        stood = {each: state for (of, each), state in touched.items() if of == kind and state is not None}
        assert dict(since.then[kind]) == stood
        new = [each for (of, each), state in touched.items() if of == kind and state is None]
        assert sorted(set(since.added[kind])) == sorted(new)
    for kind, each in told:
        assert since.is_touched(kind, each) == ((kind, each) in touched)
        assert (each in since.added[kind]) == ((kind, each) in touched and told[kind, each] is None)


@given(st.lists(st.tuples(worlds(), st.booleans()), min_size=1, max_size=3))
def test_every_state_can_be_told(steps: Sequence[tuple[RecordSet, bool]]) -> None:
    with memory_connection() as connection:
        reader = ConnectionReader(connection)
        states = {0: by_kind(RecordSet())}
        for world, prunes in steps:
            done = load(connection, world, prune=prunes)
            states[newest_change(reader)] = by_kind(read_all(reader))
            assert done.change in (None, newest_change(reader))
        wanted = {(kind, each) for state in states.values() for kind in RECORD_KINDS for each in state[kind]}
        for number, state in states.items():
            told = {(kind, each): state[kind].get(each) for kind, each in wanted}
            assert states_after(reader, number, sorted(wanted)) == told
            for one in sorted(wanted)[:3]:
                assert states_after(reader, number, [one]) == {one: told[one]}
            tells_what_was_touched(touched_since(reader, number), first_touches(reader, number), told)
        assert list(broken_changes(reader)) == []
        for change in read_changes(reader):
            touched = list(touches_by(reader, change.id))
            assert len(touched) == sum(sum(each[1:]) for each in change.counts)
            assert all(touch in touches_of(reader, touch.kind, touch.id) for touch in touched)
            since = first_touches(reader, change.id - 1)
            assert all(since[touch.kind, touch.id] == touch for touch in touched)


def test_a_load_that_changes_nothing_is_no_change(database: str) -> None:
    world = RecordSet(sources={"herald": Source("herald", "The Herald")})
    fill(database, world)
    with write_session(read_address(database)) as (connection, _):
        assert load(connection, world).change is None
    with reading(database) as reader:
        (change,) = read_changes(reader)
        assert change[:4] == (1, *SIGNATURE[:2], None)
        assert (change.begins, change.counts) == (False, (("source", 1, 0, 0, 0),))


def test_records_from_before_the_history_are_said_to_be(database: str) -> None:
    fill(database, RecordSet(actors={"ana": Actor("ana", "Ana Ruiz")}))
    with write_session(read_address(database)) as (connection, _):
        for table in ("change", "change_added"):
            connection.execute(text(f"DELETE FROM {table}"))
        load(connection, RecordSet(actors={"ana": Actor("ana", "Ana M. Ruiz")}))
    with reading(database) as reader:
        change = read_change(reader, 1)
        assert change is not None
        assert change.begins
        before = states_after(reader, 0, [("actor", "ana")])
        assert before == {("actor", "ana"): Actor("ana", "Ana Ruiz")}


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE change SET author = 'B. Editor' WHERE id = 2",
        "UPDATE change SET at = '2031-05-01T12:00:00.000000Z' WHERE id = 1",
        "DELETE FROM change WHERE id = 2",
        "DELETE FROM change_record WHERE change_id = 3",
        "UPDATE change_record SET digest = 'x' WHERE change_id = 3",
        "UPDATE change_block SET images = x'00' WHERE change_id = 2",
        "DELETE FROM change_added WHERE change_id = 1",
        "DELETE FROM change WHERE id = 3",
        "UPDATE change_record SET block_id = 1 WHERE change_id = 3",
        "UPDATE change_added SET first_id = 'zoe' WHERE change_id = 1",
    ],
)
def test_tampering_shows(tmp_path: Path, tampering: str) -> None:
    path = tmp_path / "x.db"
    for name in ("Ana Ruiz", "Ana M. Ruiz", "A. M. Ruiz"):
        with write_session(read_address(str(path))) as (connection, _):
            load(connection, RecordSet(actors={"ana": Actor("ana", name)}))
    with reading(str(path)) as reader:
        assert [change.counts for change in read_changes(reader)] == [
            (("actor", 1, 0, 0, 0),),
            (("actor", 0, 1, 0, 0),),
            (("actor", 0, 1, 0, 0),),
        ]
        assert list(broken_changes(reader)) == []
    with sqlite3.connect(path) as file:
        file.execute(tampering)
    file.close()
    with reading(str(path)) as reader:
        assert list(broken_changes(reader))
        assert states_now(reader, [("actor", "ana")]) == {("actor", "ana"): Actor("ana", "A. M. Ruiz")}


def test_parts_of_one_load_are_one_change(database: str) -> None:
    """A record that a later part of a load changes again is kept as it was before the load."""
    from tests.support.signed import change_log
    from timeline.storage.writing.loader import Loader

    fill(database, RecordSet(actors={"ana": Actor("ana", "Ana")}))
    with write_session(read_address(database)) as (connection, _):
        loader = Loader(connection, change_log(connection))
        for name in ("Ana M.", "Ana M. Ruiz"):
            loader.add(RecordSet(actors={"ana": Actor("ana", name), "ben": Actor("ben", name)}))
        assert loader.finish().change == 2
    with reading(database) as reader:
        wanted = [("actor", "ana"), ("actor", "ben")]
        assert states_after(reader, 1, wanted) == {wanted[0]: Actor("ana", "Ana"), wanted[1]: None}
        assert read_change(reader, 2).counts == (("actor", 1, 1, 0, 0),)  # type: ignore[union-attr]
        assert list(broken_changes(reader)) == []
    assert contents_of(database)["actor"]
