"""A dumped folder that is edited while others write to the database."""

import shutil
from pathlib import Path

import pytest

import timeline
from tests.support.opened import dump_folder, load_paths, reading
from tests.support.signed import SIGNATURE
from tests.support.stores import contents_of
from timeline.actions.loading.load import Loaded
from timeline.actions.loading.refusal_lines import conflict_lines
from timeline.domain.comparing.merge import Side
from timeline.domain.records import RecordSet
from timeline.errors import TimelineError
from timeline.storage.reading.stored.stored_records import read_all

FIRST = """
sources:
  wire: {title: Newswire report, published: 2031-05-03}
actors:
  ana: {name: Ana Ruiz}
  tom: {name: Tom}
events:
  call: {title: Ana calls, claims: [{source: wire, at: ¶ 1, date: 2031-05-01}]}
  visit: {title: Ana visits, claims: [{source: wire, date: 2031-05-02}]}
"""


@pytest.fixture
def dump(database: str, tmp_path: Path) -> Path:
    """A dump of FIRST."""
    load_paths(database, [write(tmp_path / "first.yaml", FIRST)])
    dump_folder(database, tmp_path / "dump")
    return tmp_path / "dump"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def others(database: str, dump: Path, *edits: tuple[str, str], prune: bool = False) -> None:
    """Another editor's load, of a dump of their own."""
    theirs = dump.with_name("theirs")
    shutil.rmtree(theirs, ignore_errors=True)
    dump_folder(database, theirs)
    for old, new in edits:
        for path in theirs.glob("*.yaml"):
            if old in path.read_text(encoding="utf-8"):
                edit(path, old, new)
    done = load_paths(database, [theirs], prune=prune)
    assert done.report is not None
    assert done.report.changes


def held(database: str) -> RecordSet:
    with reading(database) as reader:
        return read_all(reader)


def told(done: Loaded) -> list[str]:
    return [line.partition(": ")[2] for line in conflict_lines(done.conflicts, "so", None, SIGNATURE.at.tzinfo)]


EVENTS = "events-2031.yaml"


def test_two_editors_of_one_record_both_land(database: str, dump: Path) -> None:
    others(database, dump, ("Ana calls", "Ana telephones"), ("name: Tom", "name: Tomás"))
    edit(dump / EVENTS, "at: ¶ 1", "at: ¶ 2")
    done = load_paths(database, [dump])
    assert done.report is not None
    assert [(each.id, [field.path for field in each.fields]) for each in done.report.changed_named] == [
        ("call", [("claims", "wire", "at")])
    ]
    assert [(each.id, each.fields[0].after, each.change and each.change.id) for each in done.stayed] == [
        ("tom", "Tomás", 2),
        ("call", "Ana telephones", 2),
    ]
    call = held(database).events["call"]
    assert (call.title, call.claims[0].at, held(database).actors["tom"].name) == ("Ana telephones", "¶ 2", "Tomás")
    before = contents_of(database)
    again = load_paths(database, [dump])
    assert again.report is not None
    assert (again.report.changes, again.report.change) == (0, None), "the same folder again changes nothing"
    assert contents_of(database) == before


def test_what_both_changed_is_listed_and_nothing_lands(database: str, dump: Path) -> None:
    others(database, dump, ("Ana calls", "Ana telephones"))
    edit(dump / EVENTS, "Ana calls", "Ana rings")
    edit(dump / EVENTS, "Ana visits", "Ana comes")
    before = contents_of(database)
    done = load_paths(database, [dump])
    assert done.report is None
    assert told(done)[0] == (
        "call: title: Ana calls -> Ana rings in the files, Ana telephones in the database, "
        "by change 2 (A. Editor, 2 May 2031, 12:00 UTC)"
    )
    assert contents_of(database) == before
    ours = load_paths(database, [dump], side=Side.OURS, dry_run=True)
    assert ours.report is not None
    assert [each.id for each in ours.report.changed_named] == ["visit"]
    assert load_paths(database, [dump], side=Side.THEIRS).report is not None
    assert [each.title for each in held(database).events.values()] == ["Ana rings", "Ana comes"]


def test_what_was_removed_since_stays_removed(database: str, dump: Path) -> None:
    theirs = write(dump.with_name("short.yaml"), FIRST[: FIRST.index("  visit:")].replace("  tom: {name: Tom}\n", ""))
    assert load_paths(database, [theirs], prune=True).report is not None
    edit(dump / EVENTS, "Ana calls", "Ana rings")
    done = load_paths(database, [dump])
    assert done.report is not None
    assert sorted((each.id, each.is_gone) for each in done.stayed) == [("tom", True), ("visit", True)]
    assert set(held(database).events) == {"call"}
    edit(dump / EVENTS, "Ana visits", "Ana comes")
    done = load_paths(database, [dump])
    assert told(done)[0] == (
        "visit: the files say something new of it, and change 2 (A. Editor, 2 May 2031, 12:00 UTC) has removed it"
    )
    edit(dump / EVENTS, "Ana rings", "Ana rings\n    participants: {tom: host}")
    assert sorted(each.id for each in load_paths(database, [dump]).conflicts) == ["tom", "visit"]
    (problem,) = load_paths(database, [dump], side=Side.OURS).problems
    assert problem.message == (
        "participants of event call names actor tom, which the database no longer has: take it out, or let the files "
        "decide, and it comes back"
    )
    assert load_paths(database, [dump], side=Side.THEIRS).report is not None
    assert set(held(database).actors) == {"ana", "tom"}


def test_what_the_folder_no_longer_has_is_named_and_pruned(database: str, dump: Path) -> None:
    others(database, dump, ("title: Ana calls", "title: Ana calls\n    participants: {tom: host}"))
    write(
        dump.with_name("more.yaml"),
        "actors: {bo: {name: Bo}}\nevents: {walk: {title: Walk, participants: {bo: host}}}\n",
    )
    load_paths(database, [dump.with_name("more.yaml")])
    edit(dump / "actors.yaml", "  tom:\n    name: Tom\n", "")
    text = (dump / EVENTS).read_text(encoding="utf-8")
    write(dump / EVENTS, text[: text.index("  visit:")])
    done = load_paths(database, [dump])
    assert done.report is not None
    assert [each.id for each in done.missing] == ["visit"], "tom is in an event of another editor's now"
    done = load_paths(database, [dump], prune=True)
    assert done.report is not None
    assert (done.report.removed["event"], done.report.removed["actor"]) == (1, 0)
    assert set(held(database).events) == {"call", "walk"}, "what others wrote since stays"
    assert sum(done.report.newer_kept.values()) == 3


def test_what_others_edited_is_not_pruned_unasked(database: str, dump: Path) -> None:
    others(database, dump, ("Ana visits", "Ana comes"))
    text = (dump / EVENTS).read_text(encoding="utf-8")
    write(dump / EVENTS, text[: text.index("  visit:")])
    done = load_paths(database, [dump], prune=True)
    assert told(done)[0].startswith("visit: the folder no longer has it, and change 2 (")
    assert load_paths(database, [dump], prune=True, side=Side.OURS).report is not None
    assert set(held(database).events) == {"call", "visit"}
    assert load_paths(database, [dump], prune=True, side=Side.THEIRS).report is not None
    assert set(held(database).events) == {"call"}


def test_a_folder_of_another_database_is_refused_where_it_would_change_something(
    sqlite_url: str, tmp_path: Path
) -> None:
    other = str(tmp_path / "other.db")
    load_paths(sqlite_url, [write(tmp_path / "first.yaml", FIRST)])
    dump_folder(sqlite_url, tmp_path / "dump")
    assert load_paths(other, [tmp_path / "dump"]).report is not None, "an empty database takes it"
    assert load_paths(other, [tmp_path / "dump"]).report is not None, "and again"
    third = str(tmp_path / "third.db")
    load_paths(third, [write(tmp_path / "port.yaml", "places: {port: {name: Port}}\n")])
    (problem,) = load_paths(third, [tmp_path / "dump"]).problems
    assert (Path(problem.path).name, problem.line) == ("timeline.yaml", 4)
    assert problem.message == (
        "based_on: based on change 1 of another database: that of this one has another digest: "
        "take timeline.yaml out to compare the folder with what stands here alone"
    )
    edit(tmp_path / "dump" / "timeline.yaml", "based_on: 1", "based_on: 7")
    (problem,) = load_paths(third, [tmp_path / "dump"]).problems
    assert "based on change 7, and the newest of this database is 1" in problem.message
    (tmp_path / "dump" / "timeline.yaml").unlink()
    assert load_paths(third, [tmp_path / "dump"]).report is not None


@pytest.mark.parametrize("value", ["soon", "17", "0 0123456789ab", "{a: b}", "17 3F9C"])
def test_a_value_that_no_dump_wrote_is_refused(sqlite_url: str, tmp_path: Path, value: str) -> None:
    path = write(tmp_path / "timeline.yaml", f"based_on: {value}\n")
    (problem,) = load_paths(sqlite_url, [tmp_path]).problems
    assert (problem.path, problem.line) == (str(path), 1)
    assert "as `timeline dump` writes them" in problem.message


def test_it_stands_only_at_the_top_of_a_folder(sqlite_url: str, tmp_path: Path) -> None:
    load_paths(sqlite_url, [write(tmp_path / "first.yaml", FIRST)])
    for name in ("one", "two"):
        dump_folder(sqlite_url, tmp_path / "top" / name)
        load_paths(sqlite_url, [write(tmp_path / "port.yaml", f"places: {{{name}: {{name: Port}}}}\n")])
    assert len(load_paths(sqlite_url, [tmp_path / "top"]).problems) >= 2
    one, two = tmp_path / "top" / "one", tmp_path / "top" / "two"
    (problem,) = (each for each in load_paths(sqlite_url, [one, two]).problems if "based" in each.message)
    assert "this folder is based on another state" in problem.message
    elsewhere = write(tmp_path / "other.yaml", "based_on: 1 0123456789ab\n")
    (problem,) = load_paths(sqlite_url, [elsewhere]).problems
    assert problem.message.startswith("based_on stands only in timeline.yaml")
    with pytest.raises(TimelineError, match=r"none of these has a timeline\.yaml"):
        load_paths(sqlite_url, [tmp_path / "first.yaml"], side=Side.OURS)


def test_what_was_loaded_and_changed_again_is_no_edit(sqlite_url: str, tmp_path: Path) -> None:
    load_paths(sqlite_url, [write(tmp_path / "first.yaml", FIRST)])
    dump = tmp_path / "dump"
    dump_folder(sqlite_url, dump)
    edit(dump / EVENTS, "Ana calls", "Ana rings")
    load_paths(sqlite_url, [dump])
    others(sqlite_url, dump, ("Ana rings", "Ana telephones"))
    done = load_paths(sqlite_url, [dump])
    assert done.report is not None
    assert (done.report.changes, [each.id for each in done.stayed]) == (0, ["call"])


def test_python_is_told(sqlite_url: str, tmp_path: Path) -> None:
    with timeline.open(sqlite_url, write=True) as db:
        db.load(write(tmp_path / "first.yaml", FIRST))
        db.dump(tmp_path / "dump")
        db.load(write(tmp_path / "second.yaml", FIRST.replace("Ana calls", "Ana rings").replace("Tom}", "Tomás}")))
        edit(tmp_path / "dump" / EVENTS, "Ana calls", "Ana telephones")
        with pytest.raises(timeline.EditedTwice) as error:
            db.load(tmp_path / "dump")
        (conflict,) = error.value.conflicts
        assert (conflict.id, conflict.what, [each[1:] for each in conflict.fields]) == (
            "call", "edited", [("Ana calls", "Ana telephones", "Ana rings")],
        )  # fmt: skip
        assert "load(…, theirs=True)" in str(error.value)
        report = db.load(tmp_path / "dump", theirs=True)
        assert ([each.id for each in report.changed], [each.id for each in report.stayed]) == (["call"], ["tom"])
        with pytest.raises(timeline.UsageFault):
            db.load(tmp_path / "dump", theirs=True, ours=True)
