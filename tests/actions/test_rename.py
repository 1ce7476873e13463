"""Records get other ids: by command, by files, before what is imported again; what names them follows."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import timeline
from tests.actions.importing.test_import_file import COLUMNS, row
from tests.support.opened import dump_folder, import_file, load_paths, reading
from tests.support.signed import SIGNATURE, change_log
from tests.support.stores import contents, contents_of, fill, in_memory
from tests.support.worlds import ACTORS, EVENTS, PLACES, SOURCES, worlds
from timeline.actions.history.log import all_touched
from timeline.actions.history.undoing import undo_change
from timeline.actions.importing.import_file import ImportRequest
from timeline.actions.loading.check import check_paths
from timeline.actions.rename import RenameReport, rename_record
from timeline.annotations.writing.writer import write_folder
from timeline.domain.claims.derive import derive
from timeline.domain.comparing.changes import Difference
from timeline.domain.dates.written import WrittenDate
from timeline.domain.former_ids import renamed, with_current_ids
from timeline.domain.records import Actor, Claim, Event, Participant, RecordSet, Source
from timeline.errors import TimelineError, UnknownName
from timeline.query import EventQuery
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.connecting.database import open_database
from timeline.storage.history.states import states_after
from timeline.storage.history.verifying import broken_changes
from timeline.storage.reading.naming.named_records import find_any, find_record
from timeline.storage.reading.stored.stored_records import read_all
from timeline.storage.reading.told.entries import find_entries
from timeline.storage.schema.memory import memory_connection
from timeline.storage.writing.compare import by_kind
from timeline.storage.writing.loader import Loader, load_fresh
from timeline.storage.writing.renaming.renames import Rename

_EXAMPLES = 5 if settings().derandomize else 10
KINDS = dict.fromkeys(SOURCES, "source") | dict.fromkeys(ACTORS, "actor") | dict.fromkeys(PLACES, "place")
KINDS |= dict.fromkeys(EVENTS, "event")
IDS = st.sampled_from([*KINDS])
NEW = st.sampled_from(["new", "new-1", "2031-05-new", "ana-2", "x"])


def replaced(value: Any, old: str, new: str) -> Any:
    """A value with an id for another, wherever it stands: told without knowing any record."""
    if isinstance(value, WrittenDate):
        return "".join(new if part == old else part for part in re.split("([ ,])", value))
    if isinstance(value, str):
        return new if value == old else value
    if isinstance(value, tuple):
        made = [replaced(each, old, new) for each in value]
        return type(value)(*made) if hasattr(value, "_fields") else tuple(made)
    return value


def world_renamed(world: RecordSet, old: str, new: str) -> RecordSet:
    """The world by a new id of one record, whose old one goes in front of its former ones."""
    found: list[Any] = []
    for of_kind in world[:4]:
        records = {}
        for record_id, record in of_kind.items():
            was, told = record.was, replaced(record._replace(was=()), old, new)
            if record_id == old:
                was = (old, *(each for each in was if each != new))
            records[told.id] = told._replace(was=was)
        found.append(records)
    sources, actors, places, events = found
    questions = {key: replaced(each, old, new) for key, each in world.questions.items()}
    return RecordSet(sources, actors, places, events, world.terms, questions=questions)


def chosen(wanted: Sequence[tuple[str, str]]) -> list[Rename]:
    """Of wished renames (a record by its first id, a new id) those that can be, in their order."""
    now, former = {each: each for each in KINDS}, dict[str, str]()
    found = []
    for first, new in wanted:
        if new not in now.values() and former.get(new, first) == first:
            found.append(Rename(KINDS[first], now[first], new))
            former[now[first]] = first
            former.pop(new, None)
            now[first] = new
    return found


def without_changes(stored: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    """All but by which change a former id came to be one, and which files are known."""
    return {**but_files(stored), "former_id": [each[:-1] for each in stored["former_id"]]}


RENAMES = st.lists(st.tuples(IDS, NEW | IDS), min_size=1, max_size=4).map(chosen)


@settings(max_examples=_EXAMPLES)
@given(worlds(), RENAMES)
def test_what_is_renamed_is_as_if_it_had_been_so_from_the_start(world: RecordSet, renames: Sequence[Rename]) -> None:
    with memory_connection() as connection, memory_connection() as fresh:
        load_fresh(connection, world, derive(world))
        reader = ConnectionReader(connection)
        told = world
        for rename in renames:
            loader = Loader(connection, change_log(connection, "rename"))
            loader.rename([rename])
            loader.finish()
            told = world_renamed(told, rename.old, rename.new)
        load_fresh(fresh, told, derive(told))
        assert without_changes(contents(connection)) == without_changes(contents(fresh))
        assert by_kind(read_all(reader)) == by_kind(told)
        assert list(broken_changes(reader)) == []
        before = {kind: of_kind for kind, of_kind in by_kind(world).items() if kind != "term"}
        wanted = [(kind, each) for kind, of_kind in before.items() for each in of_kind]
        states = states_after(reader, 0, wanted)
        assert states == {(kind, each): before[kind][each] for kind, each in wanted}
        for rename in renames:
            (now,) = {find_any(reader, rename.old), find_any(reader, rename.new)}
            assert now[0] == rename.kind
            assert find_record(reader, rename.kind, rename.old) == now[1]


@settings(max_examples=_EXAMPLES)
@given(worlds(), RENAMES)
def test_files_rename_as_the_command_does(world: RecordSet, renames: Sequence[Rename]) -> None:
    """And files that name the old ids change nothing by being loaded again."""
    by_file, told = world, world
    for rename in renames:
        told = world_renamed(told, rename.old, rename.new)
        # The record is defined by its new id, all else names the old one.
        kind = f"{rename.kind}s"
        records = {each.id: each for each in getattr(by_file, kind).values()}
        record = renamed(records.pop(rename.old), rename.new)
        by_file = by_file._replace(**{kind: {**records, rename.new: record}})
    with TemporaryDirectory() as name:
        folder, database = Path(name) / "files", str(Path(name) / "t.db")
        fill(database, world)
        write_folder(by_file, folder, year_of=lambda _: "2031")
        done = load_paths(database, [folder])
        assert done.problems == []
        assert done.report is not None
        assert not any((*done.report.added.values(), *done.report.removed.values()))
        # What was renamed twice has a former id more than the database knew of; of what it says nothing changes.
        assert {each.path for changed in done.report.changed_named for each in changed.fields} <= {("was",)}
        assert len(done.report.renamed) == len({each.was for each in done.report.renamed}) <= len(renames)
        stored = contents_of(database)
        fill(str(Path(name) / "fresh.db"), told)
        assert without_changes(stored) == without_changes(contents_of(str(Path(name) / "fresh.db")))
        again = load_paths(database, [folder])
        assert (again.problems, again.report.changes if again.report else None) == ([], 0)
        assert contents_of(database) == stored
        dump_folder(database, Path(name) / "dump")
        back = load_paths(str(Path(name) / "back.db"), [Path(name) / "dump"])
        assert back.problems == []
        with reading(str(Path(name) / "back.db")) as reader:
            assert by_kind(read_all(reader)) == by_kind(told)


# --- by command --------------------------------------------------------------------------------------

FILE = """
sources:
  wire: {title: Newswire report, published: 2031-05-03}
  paper: {title: Paper, derived_from: {quotes: wire}}
actors:
  ana-ruiz: {name: Ana Ruiz, member_of: [{group: union}]}
  union: {name: Union}
places:
  port: {name: Port City, within: land}
  land: {name: Land}
events:
  call:
    title: Ana calls
    type: consult/phone
    participants: {ana-ruiz: initiator}
    claims: [{source: wire, date: 2031-05-01, according_to: ana-ruiz}]
  visit:
    title: Ana visits the port
    type: consult/visit
    place: port
    claims: [{source: paper, date: 1 Day after CALL, participants: {ana-ruiz: envoy}}]
    links: {follows: call}
vocabulary:
  roles: {envoy: is sent by another}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    return folder


def write(folder: Path, text: str, name: str = "1.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def rename(database: str, old: str, new: str, *, dry_run: bool = False) -> RenameReport:
    with open_database(database) as opened:
        return rename_record(opened, old, new, SIGNATURE, dry_run=dry_run)


def records_of(database: str) -> RecordSet:
    with reading(database) as reader:
        return read_all(reader)


def test_all_that_names_a_record_follows(database: str, folder: Path) -> None:
    assert load_paths(database, [write(folder, FILE)]).problems == []
    before = contents_of(database)
    dry = rename(database, "call", "the-call", dry_run=True)
    assert (dry.named_by, dry.change, contents_of(database)) == ({"event": 1}, None, before)
    done = rename(database, "ana-ruiz", "ana-m-ruiz")
    assert done == (False, "actor", "ana-ruiz", "ana-m-ruiz", {"event": 2}, ("ana-ruiz",), 2)
    for old, new, naming in (
        ("call", "the-call", {"event": 1}),
        ("wire", "newswire", {"source": 1, "event": 1}),
        ("land", "country", {"place": 1}),
        ("union", "harbour-union", {"actor": 1}),
        ("port", "port-city", {"event": 1}),
    ):
        assert rename(database, old, new).named_by == naming
    records = records_of(database)
    visit = records.events["visit"]
    assert visit.claims[0].date == "1 Day after the-call"
    assert (visit.links[0].event, visit.place) == ("the-call", "port-city")
    assert visit.claims[0].participants == (Participant("ana-m-ruiz", "envoy"),)
    assert records.events["the-call"].claims[0].according_to == ("ana-m-ruiz",)
    assert records.actors["ana-m-ruiz"].member_of[0].group == "harbour-union"
    assert records.sources["paper"].derived_from[0].source == "newswire"
    assert records.places["port-city"].within == "country"
    with reading(database) as reader:
        by_old, by_new = (
            [entry.id for entry in find_entries(reader, EventQuery(actors=((find_record(reader, "actor", each),),)))]
            for each in ("ana-ruiz", "ana-m-ruiz")
        )
        assert by_old == by_new == ["the-call", "visit"]
        assert find_any(reader, "call") == ("event", "the-call")


def test_decisions_on_events_follow(database: str, folder: Path) -> None:
    text = FILE.replace("date: 1 Day after CALL, ", "").replace("    links: {follows: call}\n", "")
    path = write(folder, f"{text}matches: [{{same: [call, visit], by: A. Editor}}]\n")
    assert load_paths(database, [path]).problems == []
    assert rename(database, "visit", "the-visit").named_by == {"match": 1}
    assert rename(database, "call", "the-call").named_by == {"match": 1}
    records = records_of(database)
    assert [*records.matches] == ["same/the-call/the-visit"]
    assert (records.events["the-call"].was, records.events["the-visit"].was) == (("call",), ("visit",))
    with reading(database) as reader:
        assert find_any(reader, "visit") == ("event", "the-call")
    # The decision may go on naming the old ids.
    told = path.read_text("utf-8").replace("  call:\n", "  the-call:\n    was: [call]\n")
    path.write_text(told.replace("  visit:\n", "  the-visit:\n    was: [visit]\n"), "utf-8")
    for prune in (False, True, False):
        done = load_paths(database, [path], prune=prune)
        assert (done.problems, done.report.changes if done.report else None) == ([], 0)


def test_a_rename_back_loses_nothing(database: str, folder: Path) -> None:
    load_paths(database, [write(folder, FILE)])
    rename(database, "ana-ruiz", "ana-m-ruiz")
    assert rename(database, "ana-ruiz", "a-ruiz").former == ("ana-m-ruiz", "ana-ruiz")
    assert rename(database, "a-ruiz", "ana-ruiz").former == ("a-ruiz", "ana-m-ruiz")
    assert records_of(database).actors["ana-ruiz"].was == ("a-ruiz", "ana-m-ruiz")
    with reading(database) as reader:
        assert {find_any(reader, each) for each in ("ana-ruiz", "a-ruiz", "ana-m-ruiz")} == {("actor", "ana-ruiz")}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("nobody", "x", "nothing has the id"),
        ("Ana Ruiz", "x", "write the id"),
        ("ana-ruiz", "Ana Ruiz!", "write ana-ruiz"),
        ("ana-ruiz", "ana-ruiz", "is called so already"),
        ("ana-ruiz", "call", "call is the id of an event already"),
        ("ana-ruiz", "land", "land is a former id of country"),
        ("call", "2031", "an id that is no date"),
        ("call", "publication", "an id that is no date"),
    ],
)
def test_what_cannot_be_is_told(tmp_path: Path, folder: Path, old: str, new: str, said: str) -> None:
    database = str(tmp_path / "t.db")
    load_paths(database, [write(folder, FILE)])
    rename(database, "land", "country")
    before = contents_of(database)
    with pytest.raises((TimelineError, UnknownName), match=said):
        rename(database, old, new)
    assert contents_of(database) == before


def test_before_a_rename_a_record_is_what_it_was_by_any_of_its_ids(database: str, folder: Path, run: Any) -> None:
    load_paths(database, [write(folder, FILE)])
    for old, new in (("ana-ruiz", "ana-m-ruiz"), ("call", "the-call"), ("ana-m-ruiz", "a-ruiz"), ("wire", "newswire")):
        rename(database, old, new)

    def asked(*arguments: str) -> Any:
        done = run("--db", database, *arguments)
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    for actor in ("ana-ruiz", "ana-m-ruiz", "a-ruiz"):
        for change, then, *was in (
            (1, "ana-ruiz"),
            (2, "ana-m-ruiz", "ana-ruiz"),
            (5, "a-ruiz", "ana-m-ruiz", "ana-ruiz"),
        ):
            at = f"change {change}"
            shown = asked("show", actor, "--recorded-on", at, "--format", "json")
            assert (shown["id"], shown["was"]) == (then, was)
            found = asked("events", "--actor", actor, "--recorded-on", at, "--format", "json")
            assert [each["id"] for each in found] == ["call" if change < 3 else "the-call", "visit"]
            assert {each["actor"] for each in found[0]["participants"]} == {then}
    for event in ("call", "the-call"):
        ids = [asked("show", event, "--recorded-on", f"change {each}", "--format", "json")["id"] for each in (2, 3)]
        assert ids == ["call", "the-call"]
    assert asked("show", "newswire", "--recorded-on", "change 4", "--format", "json")["id"] == "wire"


def test_history_follows_a_record_by_all_its_ids(database: str, folder: Path) -> None:
    path = write(folder, FILE)
    load_paths(database, [path])
    rename(database, "call", "the-call")
    rename(database, "ana-ruiz", "ana-m-ruiz")
    mine = "actors:\n  a-ruiz: {name: Ana M. Ruiz, was: [ana-m-ruiz, ana-ruiz], member_of: [{group: union}]}\n"
    load_paths(database, [write(folder, mine)])
    with timeline.open(database, write=True) as db:
        undone = db.undo(4)
        assert undone.renamed == [("actor", "a-ruiz", "ana-m-ruiz", 2)]
        assert (len(undone.changed), undone.added, undone.removed) == (2, [], [])
        logged = [db.log(each) for each in ("ana-ruiz", "ana-m-ruiz", "a-ruiz")]
        assert logged[0] == logged[1] == logged[2]
        told = [(each.change.id, touched.op, touched.was, touched.id) for each in logged[0] for touched in each.touched]
        assert told == [
            (5, "renamed", "a-ruiz", "ana-m-ruiz"),
            (4, "renamed", "ana-m-ruiz", "a-ruiz"),
            (3, "renamed", "ana-ruiz", "ana-m-ruiz"),
            (1, "added", None, "ana-ruiz"),
        ]
        # Of a record that was renamed and says something else, too, that is told; that it has another id is not.
        name = Difference(("name",), "Ana Ruiz", "Ana M. Ruiz")
        assert [each.touched[0].fields for each in logged[0]] == [
            (Difference(("name",), name.after, name.before),),
            (name,),
            (),
            (),
        ]
        for old, new, was in ((1, 4, {"a-ruiz": "ana-ruiz", "the-call": "call"}), (4, 2, {"ana-ruiz": "a-ruiz"})):
            differing = db.diff(old, new)
            assert {each.id: each.was for each in differing if each.op == "renamed"} == was
            assert {each.op for each in differing} == {"renamed", "changed"}
        assert [each.was for each in db.diff(1, only=["call"])] == ["call"]
        assert {each.op for each in db.diff(3)} == set()
        counts = {each.change.id: [count for count in each.change.counts if count.renamed] for each in db.log()}
        assert counts == {
            5: [("actor", 0, 0, 0, 1)],
            4: [("actor", 0, 0, 0, 1)],
            3: [("actor", 0, 0, 0, 1)],
            2: [("event", 0, 1, 0, 1)],
            1: [],
        }
        assert db.verify() == []
    with reading(database) as reader:
        whole = all_touched(reader, 3)
        assert [(each.op, each.id, each.was) for each in whole] == [
            ("renamed", "ana-m-ruiz", "ana-ruiz"),
            ("changed", "the-call", None),
            ("changed", "visit", None),
        ]
        assert [all_touched(reader, 3, skip=skip, most=1)[0] for skip in range(3)] == whole


# --- by files ----------------------------------------------------------------------------------------


def messages(path: Path, database: str | None = None) -> list[str]:
    found = check_paths([path]).problems if database is None else load_paths(database, [path]).problems
    return [f"{each.line}: {each.message}" for each in found]


def test_former_ids_find_one_record_each(tmp_path: Path, folder: Path) -> None:
    text = """
actors:
  ana: {name: Ana, was: [ben]}
  ben: {name: Ben, was: ben}
  eva: {name: Eva, was: [old, older]}
  ida: {name: Ida, was: [old]}
  joe: {name: Joe, was: [Old Joe, x, x]}
"""
    told = messages(write(folder, text))
    assert told == [
        f"3: ben cannot be a former id of actor ana: it is the id of an actor, at {folder}/1.yaml:4: take one of the "
        "two out",
        "4: ben cannot be a former id of actor ben: it is the id that it has: take it out",
        f"6: old cannot be a former id of actor ida: it is one of actor eva, at {folder}/1.yaml:5: keep one of the two",
        '7: was of actor joe has "x" twice: write it once',
    ]
    database = str(tmp_path / "t.db")
    load_paths(database, [write(folder, "actors:\n  ana: {name: Ana, was: [a]}\nplaces:\n  port: {name: Port}\n")])
    told = messages(write(folder, "actors:\n  ben: {name: Ben, was: [a, port]}\n"), database)
    assert told == [
        "2: a cannot be a former id of actor ben: it is one of ana in the database: take it out of one of the two",
        "2: port cannot be a former id of actor ben: it is the id of a place in the database: take it out",
    ]


def test_a_file_from_before_a_rename_is_told_so(database: str, folder: Path) -> None:
    path = write(folder, FILE)
    load_paths(database, [path])
    rename(database, "ana-ruiz", "ana-m-ruiz")
    before = contents_of(database)
    (told,) = messages(path, database)
    assert told == (
        "6: ana-ruiz is called ana-m-ruiz by now: the file is older than that. Write ana-m-ruiz in its place, with "
        "was: [ana-ruiz]; if it is another actor, give it another id"
    )
    assert contents_of(database) == before
    # With that all is well, and what names the old id need not be touched.
    path.write_text(FILE.replace("ana-ruiz: {name: Ana Ruiz,", "ana-m-ruiz: {name: Ana Ruiz, was: ana-ruiz,"), "utf-8")
    done = load_paths(database, [path])
    assert done.problems == []
    assert done.report is not None
    assert done.report.changes == 0
    # A rename back, by file.
    path.write_text(FILE.replace("{name: Ana Ruiz,", "{name: Ana Ruiz, was: ana-m-ruiz,"), "utf-8")
    report = load_paths(database, [path]).report
    assert report is not None
    assert report.renamed == [("actor", "ana-m-ruiz", "ana-ruiz", 2)]
    assert report.changes == 1


def test_a_file_renames(database: str, folder: Path) -> None:
    load_paths(database, [write(folder, FILE)])
    again = write(folder, "actors:\n  ana-m-ruiz: {name: Ana M. Ruiz, was: [ana-ruiz], member_of: [{group: union}]}\n")
    report = load_paths(database, [again]).report
    assert report is not None
    assert report.renamed == [("actor", "ana-ruiz", "ana-m-ruiz", 2)]
    ((changed,),) = [each.fields for each in report.changed_named]
    assert changed == (("name",), "Ana Ruiz", "Ana M. Ruiz")
    assert (report.added["actor"], report.removed) == (0, {})
    assert records_of(database).events["call"].participants[0].actor == "ana-m-ruiz"
    # What it was called before is not lost by a further one.
    told = messages(write(folder, "actors:\n  a-ruiz: {name: Ana, was: [ana-m-ruiz]}\n"), database)
    assert told == ["2: actor a-ruiz was called ana-ruiz before, too: write was: [ana-m-ruiz, ana-ruiz]"]


def test_twins_of_a_rename_without_was_become_one(database: str, folder: Path) -> None:
    load_paths(database, [write(folder, FILE)])
    twin = """
events:
  first-call:
    title: Ana calls
    type: consult/phone
    participants: {ana-ruiz: initiator}
    claims: [{source: wire, date: 2031-05-01, according_to: ana-ruiz}]
"""
    done = load_paths(database, [write(folder, twin)])
    assert [each.message for each in done.advice] == [
        "event first-call has the title, the day and the claims of event call: if it is the same under another id, "
        "write `was: [call]` in first-call, and leave the other out of the files"
    ]
    done = load_paths(database, [write(folder, twin.replace("    title: Ana", "    was: [call]\n    title: Ana"))])
    assert (done.problems, done.advice) == ([], [])
    records = records_of(database)
    assert records.events.keys() == {"first-call", "visit"}
    assert records.events["visit"].claims[0].date == "1 Day after first-call"


def test_a_pruning_load_renames(database: str, folder: Path) -> None:
    path = write(folder, FILE)
    load_paths(database, [path])
    told = FILE.replace("  ana-ruiz: {", "  ana-m-ruiz: {was: [ana-ruiz], ")
    report = load_paths(database, [write(folder, told)], prune=True).report
    assert report is not None
    assert (report.renamed, report.changes) == ([("actor", "ana-ruiz", "ana-m-ruiz", 2)], 1)


def test_a_file_that_names_a_lost_id_is_read_again(tmp_path: Path, folder: Path) -> None:
    database = str(tmp_path / "t.db")
    actors = write(folder, "actors:\n  ana: {name: Ana, was: [a]}\n", "actors.yaml")
    write(folder, "events:\n  call: {title: Call, participants: {a: initiator}}\n", "events.yaml")
    assert load_paths(database, [folder]).problems == []
    assert records_of(database).events["call"].participants == (Participant("ana", "initiator"),)
    actors.write_text("actors:\n  ana: {name: Ana}\n", "utf-8")
    (problem,) = load_paths(database, [folder]).problems
    assert problem.message.startswith('unknown actor "a" in participants of event call')


def test_a_stale_copy_is_seen_across_a_rename(tmp_path: Path, folder: Path) -> None:
    """Of what names a renamed record, and of the record itself."""
    database = str(tmp_path / "t.db")
    actors, events = FILE.split("events:\n")[0], f"events:\n{FILE.split('events:')[1]}"
    load_paths(database, [write(folder, actors, "actors.yaml"), write(folder, events, "events.yaml")])
    # A correction, a rename of who took part, and one of the event itself with another correction.
    load_paths(database, [write(folder, events.replace("Ana calls", "Ana calls Vale"), "events.yaml")])
    rename(database, "ana-ruiz", "ana-m-ruiz")
    stale = load_paths(database, [write(folder, events, "events.yaml")])
    assert [(each.id, each.change.id, each.is_gone) for each in stale.stale] == [("call", 2, False)]
    newer = events.replace("  call:\n", "  the-call:\n    was: [call]\n")
    load_paths(database, [write(folder, newer.replace("Ana calls", "Ana calls Vale again"), "events.yaml")])
    for title, change in (("Ana calls", 2), ("Ana calls Vale", 4)):
        stale = load_paths(database, [write(folder, newer.replace("Ana calls", title), "events.yaml")])
        assert [(each.id, each.change.id, each.is_gone) for each in stale.stale] == [("the-call", change, False)]
    assert load_paths(database, [folder / "events.yaml"], revert=True).stale == []


def test_a_dumped_folder_and_a_rename_go_together(tmp_path: Path, folder: Path) -> None:
    """In the files, or in the database meanwhile: each with other edits of the same records."""
    database, dumped = str(tmp_path / "t.db"), tmp_path / "dump"
    load_paths(database, [write(folder, FILE)])
    dump_folder(database, dumped)

    def edit(was: str, now: str) -> None:
        (path,) = [each for each in dumped.glob("*.yaml") if was in each.read_text("utf-8")]
        path.write_text(path.read_text("utf-8").replace(was, now), "utf-8")

    # The files rename, and say something else of the record and of what names it.
    edit("  call:\n", "  the-call:\n    was: [call]\n")
    edit("Ana calls", "Ana calls Vale")
    edit("Ana visits the port", "Ana visits Port City")
    done = load_paths(database, [dumped])
    assert (done.problems, done.conflicts, done.stayed) == ([], [], [])
    records = records_of(database)
    assert (records.events["the-call"].title, records.events["visit"].title) == (
        "Ana calls Vale",
        "Ana visits Port City",
    )
    # The database renames, and others correct; the folder follows the rename, and edits what they have not.
    rename(database, "ana-ruiz", "ana-m-ruiz")
    theirs = "actors:\n  ana-m-ruiz: {name: Ana Ruiz, was: [ana-ruiz], member_of: [{group: union}], wikidata: Q42}\n"
    assert load_paths(database, [write(folder, theirs)]).problems == []
    (told,) = load_paths(database, [dumped]).problems
    assert "Write ana-m-ruiz in its place, with was: [ana-ruiz]" in told.message
    edit("  ana-ruiz:\n    name: Ana Ruiz\n", "  ana-m-ruiz:\n    was: [ana-ruiz]\n    name: Ana M. Ruiz\n")
    edit("      ana-ruiz: initiator", "      ana-ruiz: host")
    done = load_paths(database, [dumped])
    assert (done.problems, done.conflicts) == ([], [])
    records = records_of(database)
    assert records.actors["ana-m-ruiz"][:2] == ("ana-m-ruiz", "Ana M. Ruiz")
    assert records.actors["ana-m-ruiz"].wikidata == "Q42"
    assert records.events["the-call"].participants == (Participant("ana-m-ruiz", "host"),)


# --- imports -----------------------------------------------------------------------------------------


def imported(database: str, path: Path) -> Any:
    return import_file(database, ImportRequest(path))


def test_a_file_that_is_imported_again_lands_on_what_was_renamed(database: str, tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "ged.csv"
    path.write_text("\n".join((COLUMNS, row(1), row(2, day="2031-05-02"), row(3))) + "\n", "utf-8")
    assert imported(database, path).landed
    # One is edited, and then its actors, its place and itself get other ids.
    event = records_of(database).events["ucdp-2"]
    edited = event._replace(title="Battle of the port")
    write_folder(RecordSet(events={"ucdp-2": edited}), folder, year_of=lambda _: "2031")
    assert load_paths(database, [folder]).problems == []
    actor, place = event.participants[0].actor, event.place
    assert place is not None
    for old, new in ((actor, "league"), (place, "port"), ("ucdp-1", "first-battle"), ("ucdp-2", "second-battle")):
        rename(database, old, new)
    stands = contents_of(database)
    for _ in range(2):
        outcome = imported(database, path)
        assert outcome.landed
        assert (outcome.report.changes, outcome.edited.kept) == (0, ["second-battle"])
        assert without_marks(contents_of(database)) == without_marks(stands)
    # A new edition changes what nobody has edited, and asks of what somebody has.
    path.write_text("\n".join((COLUMNS, row(1, best="9"), row(2, day="2031-05-02"), row(3))) + "\n", "utf-8")
    outcome = imported(database, path)
    assert [(each.id, len(each.fields)) for each in outcome.report.changed_named] == [("first-battle", 1)]
    path.write_text("\n".join((COLUMNS, row(1), row(2, day="2031-05-03"), row(3))) + "\n", "utf-8")
    assert imported(database, path).edited.in_question == ["second-battle"]


def test_a_rename_is_undone_whole(database: str, tmp_path: Path) -> None:
    """And redone: with what imports remember."""
    path = tmp_path / "ged.csv"
    path.write_text("\n".join((COLUMNS, row(1), row(2, day="2031-05-02"))) + "\n", "utf-8")
    assert imported(database, path).landed
    actor = records_of(database).events["ucdp-1"].participants[0].actor
    stands = [but_files(contents_of(database))]
    for old, new in ((actor, "league"), ("ucdp-1", "battle")):
        rename(database, old, new)
        stands.append(but_files(contents_of(database)))
    with open_database(database) as opened:
        for change, state in ((3, stands[1]), (4, stands[2]), (5, stands[1]), (2, stands[0])):
            done = undo_change(opened, change, SIGNATURE)
            assert (done.conflicts, done.gaps, done.faults) == ([], [], [])
            assert but_files(contents_of(database)) == state
    assert imported(database, path).report.changes == 0
    with reading(database) as reader:
        assert list(broken_changes(reader)) == []


def but_files(stored: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    """All but which files are known."""
    return {**stored, "loaded_file": []}


def without_marks(stored: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    return {name: found for name, found in stored.items() if name not in ("event_import", "record_import")}


def test_renames_between_imports_are_told_apart(tmp_path: Path, folder: Path) -> None:
    """What a file said last time is found by the ids of then, whichever were renamed since."""
    database, path = str(tmp_path / "t.db"), tmp_path / "ged.csv"
    path.write_text("\n".join((COLUMNS, row(1))) + "\n", "utf-8")
    imported(database, path)
    event = records_of(database).events["ucdp-1"]
    write_folder(RecordSet(events={"ucdp-1": event._replace(title="Mine")}), folder, year_of=lambda _: "2031")
    load_paths(database, [folder])
    one, other = (each.actor for each in event.participants)
    rename(database, one, "league")
    assert imported(database, path).edited.kept == ["ucdp-1"]
    rename(database, other, "front")
    assert imported(database, path).edited.kept == ["ucdp-1"]
    rename(database, "league", "northern")
    rename(database, "front", "southern")
    outcome = imported(database, path)
    assert (outcome.edited.kept, outcome.report.changes) == (["ucdp-1"], 0)


def test_our_own_json_carries_former_ids(tmp_path: Path, folder: Path, run: Any) -> None:
    database, other, lines = str(tmp_path / "t.db"), str(tmp_path / "o.db"), tmp_path / "all.jsonl"
    for each in (database, other):
        load_paths(each, [write(folder, FILE)])
    before = records_of(database)
    old_lines = tmp_path / "old.jsonl"
    assert run("--db", database, "export", str(old_lines)).exit_code == 0
    for old, new in (("ana-ruiz", "ana-m-ruiz"), ("call", "the-call"), ("wire", "newswire"), ("port", "port-city")):
        rename(database, old, new)
    assert run("--db", database, "export", str(lines)).exit_code == 0
    told = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
    assert [each["was"] for each in told] == [["call"], []]
    fresh = str(tmp_path / "fresh.db")
    assert imported(fresh, lines).landed
    assert records_of(fresh) == records_of(database)
    # Where the records stand by their old ids, they get the new ones; and an older export lands on them.
    outcome = imported(other, lines)
    assert outcome.landed
    assert [each[1:3] for each in sorted(outcome.report.renamed)] == [
        ("ana-ruiz", "ana-m-ruiz"),
        ("call", "the-call"),
        ("port", "port-city"),
        ("wire", "newswire"),
    ]
    assert outcome.report.changes == 4
    assert records_of(other) == records_of(database)
    outcome = imported(other, old_lines)
    assert (outcome.landed, outcome.report.changes) == (True, 0)
    assert before != records_of(other) == records_of(database)


def test_undoing_lets_no_id_find_two_records(database: str, folder: Path) -> None:
    """What a rename left free was taken meanwhile; or a former id is to come back that is a record's by now."""
    person = "actors:\n  {}: {{name: Ana{}}}\n"
    load_paths(database, [write(folder, person.format("ana", ""))])
    load_paths(database, [write(folder, "actors:\n  ben: {name: Ben}\n")], prune=True)
    load_paths(database, [write(folder, person.format("eva", ", was: [ana]"))])
    load_paths(database, [write(folder, person.format("eva", ""))])
    load_paths(database, [write(folder, person.format("ana", ", note: Another one."))])
    before = contents_of(database)
    with open_database(database) as opened:
        assert undo_change(opened, 4, SIGNATURE).faults == [
            "ana would be a former id of actor eva again, and it is the id of actor ana by now"
        ]
        assert contents_of(database) == before
        assert undo_change(opened, 5, SIGNATURE).faults == []
        assert undo_change(opened, 4, SIGNATURE).faults == []
        assert undo_change(opened, 2, SIGNATURE).faults == [
            "ana would be actor ana again, and it is a former id of eva by now"
        ]


# --- the records themselves --------------------------------------------------------------------------


def test_what_names_no_former_id_is_the_very_same() -> None:
    event = Event("e", "E", claims=(Claim("wire", date="1 day after call"),), participants=(Participant("ana", "x"),))
    records = RecordSet(
        sources={"wire": Source("wire", "Wire")}, actors={"ana": Actor("ana", "A")}, events={"e": event}
    )
    told = with_current_ids(records, {"ben": "bob"})
    assert told.events["e"] is event
    assert with_current_ids(records, {}) is records
    told = with_current_ids(records, {"call": "talk", "day": "x", "ana": "eva"})
    assert told.events["e"].claims[0].date == "1 day after talk"
    with in_memory(RecordSet(actors={"eva": Actor("eva", "A", was=("ana", "a"))})) as reader:
        assert read_all(reader).actors["eva"].was == ("ana", "a")
