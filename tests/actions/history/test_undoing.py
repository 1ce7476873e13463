"""Undo: what is undone comes back whole, and nothing that was written since is lost without a word."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.actions.importing.test_import_file import imported, row, title_of, write
from tests.support.opened import load_paths, reading
from tests.support.signed import SIGNATURE
from tests.support.stores import contents, contents_of, fill, load
from tests.support.worlds import worlds
from timeline.actions.history.undoing import Undone, _plan, undo_change
from timeline.domain.history import Signature
from timeline.domain.records import Actor, Claim, Event, Link, Participant, Place, RecordSet, Source, Term
from timeline.errors import UnknownName
from timeline.storage.connecting.address import read_address
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.connecting.database import open_database
from timeline.storage.history.changes_kept import newest_change, read_change
from timeline.storage.history.verifying import broken_changes
from timeline.storage.schema.memory import memory_connection
from timeline.storage.writing.put_back import put_back
from timeline.storage.writing.transaction.session import write_session

WORLD = RecordSet(
    sources={"wire": Source("wire", "Wire report"), "herald": Source("herald", "Port news")},
    actors={"ana": Actor("ana", "Ana Ruiz"), "union": Actor("union", "Dockers' Union")},
    places={"port": Place("port", "Port City")},
    events={
        "talks": Event("talks", "Talks", place="port", claims=(Claim("wire", date="2031-05-01"),)),
        "strike": Event("strike", "A strike", type="standoff", claims=(Claim("herald", date="1 day after talks"),)),
    },
    terms={("types", "standoff"): Term("types", "standoff", "nobody moves")},
)


def undo(database: str, number: int, **options: Any) -> Undone:
    with open_database(database) as opened:
        return undo_change(opened, number, SIGNATURE, **options)


def loaded(database: str, records: RecordSet, *, prune: bool = False) -> int:
    """Loads them; gives the number of the change."""
    with write_session(read_address(database)) as (connection, _):
        number = load(connection, records, prune=prune).change
    assert number is not None
    return number


def retitled(title: str) -> RecordSet:
    return RecordSet(events={"talks": WORLD.events["talks"]._replace(title=title)})


@settings(max_examples=15)
@given(worlds(), worlds(), st.booleans())
def test_what_is_undone_comes_back_whole_and_again(first: RecordSet, second: RecordSet, prunes: bool) -> None:
    with memory_connection() as connection:
        reader = ConnectionReader(connection)
        load(connection, first)
        before = contents(connection)
        number = load(connection, second, prune=prunes).change
        after = contents(connection)
        if number is None:
            return
        for expected in (before, after, before):
            undone, back = _plan(reader, newest_change(reader), force=False)
            assert back is not None, (undone.conflicts, undone.gaps, undone.faults)
            put_back(connection, back, SIGNATURE, undone.change.id, None)
            assert _stored(contents(connection)) == _stored(expected)
        assert list(broken_changes(reader)) == []


def _stored(found: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    """All but which files need not be read again."""
    return {table: rows for table, rows in found.items() if table != "loaded_file"}


def test_a_prune_is_undone_and_redone(database: str) -> None:
    fill(database, WORLD)
    before = contents_of(database)
    number = loaded(database, RecordSet(sources={"wire": WORLD.sources["wire"]}), prune=True)
    pruned = contents_of(database)
    done = undo(database, number)
    assert done.report is not None
    assert (done.report.added, done.report.change) == (
        {"source": 1, "actor": 2, "place": 1, "event": 2, "question": 0, "term": 1, "match": 0},
        number + 1,
    )
    assert contents_of(database) == before
    with reading(database) as reader:
        change = read_change(reader, number + 1)
    assert change is not None
    assert (change.verb, change.undoes, change.message) == ("undo", number, f"undo of change {number}")
    undo(database, number + 1)
    assert contents_of(database) == pruned


def test_an_undo_that_is_asked_for_twice_does_nothing_the_second_time(sqlite_url: str) -> None:
    fill(sqlite_url, WORLD)
    number = loaded(sqlite_url, retitled("Parley"))
    signed = Signature(*SIGNATURE[:2], "the title was right", SIGNATURE.command)
    with open_database(sqlite_url) as opened:
        undo_change(opened, number, signed)
    again = undo(sqlite_url, number)
    assert again.report is not None
    assert again.report.change is None
    with reading(sqlite_url) as reader:
        assert newest_change(reader) == number + 1
        assert read_change(reader, number + 1).message == "the title was right"  # type: ignore[union-attr]


def test_what_was_written_since_is_refused_record_by_record(database: str) -> None:
    fill(database, WORLD)
    both = retitled("Parley")._replace(actors={"ana": Actor("ana", "Ana M. Ruiz")})
    number = loaded(database, both)
    later = loaded(database, retitled("Negotiations"))
    before = contents_of(database)
    refused = undo(database, number)
    assert refused.report is None
    assert contents_of(database) == before
    (conflict,) = refused.conflicts
    assert (conflict.kind, conflict.id, conflict.now.title, conflict.before.title) == (
        "event",
        "talks",
        "Negotiations",
        "Talks",
    )
    assert conflict.wrote_before is not None
    assert ([change.id for change in conflict.since], conflict.wrote_before.id) == ([later], number - 1)
    forced = undo(database, number, force=True)
    assert forced.report is not None
    assert title_of(database, "talks") == "Talks"
    with reading(database) as reader:
        assert list(broken_changes(reader)) == []
    undo(database, later + 1)
    assert contents_of(database) == before


def test_a_dry_run_says_the_same_and_changes_nothing(sqlite_url: str) -> None:
    fill(sqlite_url, WORLD)
    number = loaded(sqlite_url, retitled("Parley"))
    before = Path(sqlite_url).read_bytes()
    tried = undo(sqlite_url, number, dry_run=True)
    assert Path(sqlite_url).read_bytes() == before
    assert tried.report == undo(sqlite_url, number).report


def test_an_undo_that_leaves_a_reference_to_nothing_is_refused(database: str) -> None:
    fill(database, WORLD)
    extra = RecordSet(
        sources={"radio": Source("radio", "A broadcast")},
        actors={"ben": Actor("ben", "Ben Ruiz")},
        events={"raid": Event("raid", "A raid")},
        terms={("types", "vigil"): Term("types", "vigil", "x"), ("roles", "drummer"): Term("roles", "drummer", "y")},
    )
    added = loaded(database, extra)
    using = Event(
        "later",
        "Later",
        type="vigil/silent",
        participants=(Participant("ben", "drummer"),),
        claims=(Claim("radio", date="1 day after raid", according_to=("ben",)),),
        links=(Link("follows", "raid"),),
    )
    loaded(database, RecordSet(events={"later": using}))
    before = contents_of(database)
    refused = undo(database, added, force=True)
    assert refused.report is None
    assert {(gap.owner, gap.kind, gap.id) for gap in refused.gaps} == {
        ("later", kind, each)
        for kind, each in (
            ("source", "radio"),
            ("event", "raid"),
            ("actor", "ben"),
            ("type", "vigil/silent"),
            ("role", "drummer"),
        )
    }
    assert contents_of(database) == before


def test_what_comes_back_needs_what_it_names(sqlite_url: str) -> None:
    """The event is pruned, then its source: the event alone cannot come back, nor can it where the id is another's."""
    fill(sqlite_url, WORLD)
    without = WORLD._replace(events={"talks": WORLD.events["talks"]})
    event_gone = loaded(sqlite_url, without, prune=True)
    loaded(sqlite_url, without._replace(sources={"wire": WORLD.sources["wire"]}, terms={}), prune=True)
    refused = undo(sqlite_url, event_gone)
    assert [(gap.owner, gap.kind, gap.id) for gap in refused.gaps] == [
        ("strike", "source", "herald"),
        ("strike", "type", "standoff"),
    ]
    loaded(sqlite_url, WORLD._replace(events={}, actors={"strike": Actor("strike", "Strike Group")}))
    refused = undo(sqlite_url, event_gone)
    assert [(gap.kind, gap.id, gap.found) for gap in refused.gaps] == [("event", "strike", "actor")]


def test_a_circle_that_would_come_back_is_refused(sqlite_url: str) -> None:
    places = {"a": Place("a", "A"), "b": Place("b", "B")}
    fill(sqlite_url, RecordSet(places=places | {"a": Place("a", "A", within="b")}))
    number = loaded(sqlite_url, RecordSet(places={"a": places["a"]}))
    loaded(sqlite_url, RecordSet(places={"b": Place("b", "B", within="a")}))
    refused = undo(sqlite_url, number)
    assert (refused.report, refused.conflicts, refused.gaps) == (None, [], [])
    assert ["circle" in each for each in refused.faults] == [True]


def test_a_new_edition_of_an_import_is_undone_and_imported_again(database: str, tmp_path: Path) -> None:
    table = write(tmp_path / "ged.csv", row(1), row(2))
    imported(database, table)
    first = contents_of(database)
    write(table, row(1, day="2031-06-02"), row(3, sides="Free Band,Harbour Front"))
    imported(database, table)
    second = contents_of(database)
    assert undo(database, 2).report is not None
    assert contents_of(database) == first
    again = imported(database, table)
    assert again.edited.in_question == []
    assert contents_of(database) == second
    assert undo(database, 4).report is not None
    assert contents_of(database) == first
    assert undo(database, 1).report is not None
    assert set(
        map(len, (contents_of(database)[each] for each in ("event", "event_import", "record_import", "import_name")))
    ) == {0}
    for number in (6, 5):
        assert undo(database, number).report is not None
    assert contents_of(database) == second
    with reading(database) as reader:
        assert list(broken_changes(reader)) == []


def test_marks_of_what_an_import_wrote_anew_meanwhile_stay(sqlite_url: str, tmp_path: Path) -> None:
    """The import is undone, imported again, and its undo undone: nothing to be done, and the marks still hold."""
    table = write(tmp_path / "ged.csv", row(1))
    imported(sqlite_url, table)
    undo(sqlite_url, 1)
    imported(sqlite_url, table)
    before = contents_of(sqlite_url)
    again = undo(sqlite_url, 2)
    assert again.report is not None
    assert again.report.change is None
    assert contents_of(sqlite_url) == before


def test_an_unknown_number_is_told(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("actors:\n  ana: {name: Ana}\n", encoding="utf-8")
    load_paths(sqlite_url, [tmp_path / "a.yaml"])
    with pytest.raises(UnknownName, match="there is no change 7: the newest is 1"):
        undo(sqlite_url, 7)
