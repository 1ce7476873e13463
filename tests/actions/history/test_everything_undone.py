"""Any sequence of loads, prunes, imports, renames and undos: each state is told, all can be undone, the chain holds.

What participations repeat is told after each, too.

``TIMELINE_HISTORY_EXAMPLES=2000 pytest tests/actions/history/test_everything_undone.py -k sqlite`` takes 2,000 of them.
"""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from tests.actions.importing.test_import_file import row, write
from tests.support.opened import dump_folder, import_file, load_paths, reading
from tests.support.repeats import are_told
from tests.support.signed import SIGNATURE
from tests.support.stores import contents_of, load
from tests.support.worlds import worlds
from timeline.actions.history.undoing import Undone, undo_change
from timeline.actions.importing.import_file import ImportRequest
from timeline.actions.rename import rename_record
from timeline.annotations.writing.writer import write_folder
from timeline.domain.comparing.merge import Side
from timeline.domain.former_ids import renamed, with_current_ids
from timeline.domain.history import RECORD_KINDS
from timeline.domain.records import MATCH_KINDS, Match, RecordSet
from timeline.errors import TimelineError
from timeline.storage.connecting.address import read_address
from timeline.storage.connecting.database import open_database
from timeline.storage.history.changes_kept import newest_change
from timeline.storage.history.states import states_after
from timeline.storage.history.verifying import broken_changes
from timeline.storage.reading.naming.former_ids import former_ids_held
from timeline.storage.reading.stored.stored_records import KINDS, read_all
from timeline.storage.schema.tables import metadata
from timeline.storage.writing.compare import by_kind
from timeline.storage.writing.transaction.session import write_session

EXAMPLES = int(os.environ.get("TIMELINE_HISTORY_EXAMPLES", "0"))
_Contents = dict[str, list[tuple[object, ...]]]

ROWS = st.lists(
    st.builds(
        row,
        st.integers(1, 3),
        day=st.sampled_from(["2031-05-01", "2031-06-02"]),
        sides=st.sampled_from(["Northern League,Harbour Front", "Free Band,Harbour Front", "Free Band,Government"]),
        best=st.sampled_from(["3", "4"]),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda line: line.partition(",")[0],
)
"""Of UCDP's table."""
OURS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.sampled_from(["event-1", "event-2", "march"]),
            "title": st.sampled_from(["A march", "A walk"]),
            "participants": st.just([{"actor": "ana", "role": "participant"}]),
            "claims": st.sampled_from([[], [{"source": "wire", "date": "2031-05-04"}]]),
            "defines": st.fixed_dictionaries(
                {
                    "sources": st.sampled_from([{"wire": {"title": "Wire"}}, {"wire": {"title": "The Wire"}}]),
                    "actors": st.just({"ana": {"name": "Ana"}}),
                }
            ),
        }
    ),
    min_size=1,
    max_size=2,
    unique_by=lambda event: str(event["id"]),
)
"""JSON Lines of our own shape: some of their ids are also those of loaded records."""


def world_with(records: RecordSet, current: dict[str, str]) -> RecordSet:
    """The world by the ids that its records have now: files that have a former one are refused."""

    def told(of_kind: dict[str, Any]) -> dict[str, Any]:
        named = [each._replace(id=current.get(each.id, each.id)) for each in of_kind.values()]
        return {each.id: each for each in named}

    records = with_current_ids(records, current)
    fields: dict[str, Any] = {f"{kind}s": told(getattr(records, f"{kind}s")) for kind in KINDS}
    return records._replace(**fields)


@contextmanager
def _maybe_refused(*reasons: str) -> Iterator[None]:
    """Nothing is written then."""
    try:
        yield
    except TimelineError as error:
        if not any(reason in str(error) for reason in reasons):
            raise


class History(RuleBasedStateMachine):
    """A database with all its states so far."""

    database = ""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        with write_session(read_address(self.database)) as (connection, _):
            for table in reversed(metadata.sorted_tables):
                connection.execute(table.delete())
        self._contents: dict[int, _Contents] = {}
        self._records: dict[int, dict[str, Any]] = {}
        self._keep()

    @rule(records=worlds(), prunes=st.booleans())
    def loads(self, records: RecordSet, prunes: bool) -> None:
        with reading(self.database) as reader:
            current = {each.id: each.record for each in former_ids_held(reader)}
        records = world_with(records, current)
        # An import may have taken the id for another kind of record; of two matched events one may date the other.
        with (
            _maybe_refused("is already the id", "circle"),
            write_session(read_address(self.database)) as (connection, _),
        ):
            load(connection, records, prune=prunes)
        self._keep()

    @rule(rows=ROWS, side=st.sampled_from([None, *Side]), prunes=st.booleans())
    def imports_a_table(self, rows: list[str], side: Side | None, prunes: bool) -> None:
        path = write(Path(self._folder.name) / "ged.csv", *rows)
        self._import(ImportRequest(path, side=side, prunes=prunes))

    @rule(events=OURS, side=st.sampled_from([None, *Side]))
    def imports_lines_of_ours(self, events: list[dict[str, Any]], side: Side | None) -> None:
        path = Path(self._folder.name) / "ours.jsonl"
        path.write_text("".join(f"{json.dumps(event)}\n" for event in events), encoding="utf-8")
        self._import(ImportRequest(path, side=side))

    @precondition(lambda self: self._ids())
    @rule(data=st.data(), new=st.sampled_from(["new", "newer"]), by_file=st.booleans())
    def renames(self, data: st.DataObject, new: str, by_file: bool) -> None:
        """By command, or by a file that says something else of the record, too."""
        kind, old = data.draw(st.sampled_from(self._ids()))
        # Of a former id of its own there is one way back; what is taken, or another's former id, is refused.
        new = data.draw(st.sampled_from([new, *self._records[max(self._records)][kind][old].was]))
        if not by_file:
            with (
                _maybe_refused("already", "former id of", "would be told from no event"),
                open_database(self.database) as opened,
            ):
                rename_record(opened, old, new, SIGNATURE)
        else:
            record = renamed(self._records[max(self._records)][kind][old], new)
            record = record._replace(note="by another name")
            folder = Path(self._folder.name) / f"renamed-{len(self._contents)}"
            one: dict[str, Any] = {f"{kind}s": {new: record}}
            write_folder(RecordSet(**one), folder, year_of=lambda _: "2031")
            load_paths(self.database, [folder])  # it may be refused
        self._keep()

    def _ids(self) -> list[tuple[str, str]]:
        records = self._records[max(self._records)]
        return [(kind, each) for kind in KINDS for each in sorted(records[kind])]

    @precondition(lambda self: len(self._free_events()) > 1)
    @rule(data=st.data(), kind=st.sampled_from(MATCH_KINDS))
    def decides_on_two_events(self, data: st.DataObject, kind: str) -> None:
        two = data.draw(st.lists(st.sampled_from(self._free_events()), min_size=2, max_size=2, unique=True))
        match = Match(kind, tuple(two))
        # One of the two may be dated from the other.
        with _maybe_refused("circle"), write_session(read_address(self.database)) as (connection, _):
            load(connection, RecordSet(matches={match.id: match}))
        self._keep()

    def _free_events(self) -> list[str]:
        """Those that nothing has been decided on."""
        records = self._records[max(self._records)]
        return sorted(records["event"].keys() - {each for match in records["match"].values() for each in match.events})

    def _import(self, request: ImportRequest) -> None:
        with _maybe_refused("is already the id", "circle"):
            import_file(self.database, request)
        self._keep()

    @precondition(lambda self: len(self._contents) > 1)
    @rule(data=st.data(), force=st.booleans())
    def undoes(self, data: st.DataObject, force: bool) -> None:
        number = data.draw(st.integers(1, max(self._contents)))
        before = self._now()
        done = self._undo(number, force=force)
        if done.report is None:
            assert done.conflicts or done.gaps or done.faults
            assert self._now() == before
        self._keep()

    def teardown(self) -> None:
        self._every_state_is_told()
        newest = max(self._contents)
        dumped = self._dump("before")
        for number in range(newest, 0, -1):
            done = self._undo(number)
            assert done.report is not None, (number, done.conflicts, done.gaps, done.faults)
            assert self._now() == self._contents[number - 1], number
        with reading(self.database) as reader:
            assert list(broken_changes(reader)) == []
            undone = newest_change(reader)
        for number in range(undone, newest, -1):
            self._undo(number)
        assert self._now() == self._contents[newest]
        assert self._dump("after") == dumped
        self._folder.cleanup()

    def _every_state_is_told(self) -> None:
        ids = {(kind, each) for state in self._records.values() for kind in RECORD_KINDS for each in state[kind]}
        with reading(self.database) as reader:
            for number, state in self._records.items():
                told = states_after(reader, number, sorted(ids))
                assert told == {(kind, each): state[kind].get(each) for kind, each in ids}, number

    def _undo(self, number: int, *, force: bool = False) -> Undone:
        with open_database(self.database) as opened:
            return undo_change(opened, number, SIGNATURE, force=force)

    def _keep(self) -> None:
        """Keeps the state of now under the number of the newest change, which it must be the state of."""
        with reading(self.database) as reader:
            number = newest_change(reader)
            records = dict(by_kind(read_all(reader)))
            are_told(reader)
        now = self._now()
        if number in self._contents:
            assert now == self._contents[number]
        assert number == len(self._contents) or number in self._contents
        self._contents[number] = now
        self._records[number] = records

    def _now(self) -> _Contents:
        """All but which files need not be read again."""
        return {table: rows for table, rows in contents_of(self.database).items() if table != "loaded_file"}

    def _dump(self, name: str) -> dict[str, bytes]:
        folder = Path(self._folder.name) / name
        dump_folder(self.database, folder)
        # Which change was the newest is another one after undoing.
        return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "timeline.yaml"}


def test_all_that_was_done_is_undone(database: str) -> None:
    few = 1 if database.startswith("postgresql") else 4
    machine: Any = type("HistoryThere", (History,), {"database": database})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES or few,
            stateful_step_count=6,
            deadline=None,
            suppress_health_check=[*HealthCheck],
        ),
    )
