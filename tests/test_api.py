"""From Python: the same answers as the command line's, the same words where something is wrong."""

import json
import re
import shlex
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import timeline
from tests.cli.worlds import HARBOUR, STRAIT
from tests.support.command import run_command
from timeline.domain.chronology import EntryAttribution
from timeline.exporters.registry import OPTIONS, FiltersAndOptions
from timeline.query import FILTERS

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds" / "iraq-2020"
TABLE = "id,date,what,who\nfirst,2031-05-01,Talks begin,Ana Ruiz\nsecond,2031-05-02,Talks end,Ana Ruiz\n"
MAP = "id: id\ntitle: what\ndate: date\nparticipants: {who: initiator}\n"
BLIND = pytest.mark.filterwarnings("ignore::timeline.errors.TimelineWarning")


@pytest.fixture
def strait(database: str, tmp_path: Path) -> str:
    """A database of each kind that holds STRAIT, loaded from Python."""
    (tmp_path / "strait.yaml").write_text(STRAIT, encoding="utf-8")
    with timeline.open(database, write=True) as db:
        db.load(tmp_path / "strait.yaml")
        db.save("talks-of-may", type="consult", during="2031-05")
    return database


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A file that holds the seeds; nobody changes it."""
    path = str(tmp_path_factory.mktemp("seeds") / "seeds.db")
    with timeline.open(path, write=True) as db:
        db.load(SEEDS)
    return path


def told(database: str, *arguments: str) -> Any:
    """What the command line answers, as JSON."""
    done = run_command(*arguments, "--format", "json", db=database)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


# --- events ----------------------------------------------------------------------------------------


ASKED: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    ({"on": "2031-05-02"}, ["--on", "2031-05-02"]),
    ({"on": date(2031, 5, 2)}, ["--on", "2031-05-02"]),
    ({"from_": "2031-05-05"}, ["--from", "2031-05-05"]),
    ({"to": "april 2031"}, ["--to", "april 2031"]),
    ({"during": "2031-05", "certain": True}, ["--during", "2031-05", "--certain"]),
    ({"on": "2031-05-02", "perhaps": True}, ["--on", "2031-05-02", "--perhaps"]),
    ({"actor": "Ana Ruiz"}, ["--actor", "Ana Ruiz"]),
    ({"actor": ["ana", "ben"]}, ["--actor", "ana", "--actor", "ben"]),
    ({"according_to": "Ana Ruiz"}, ["--according-to", "Ana Ruiz"]),
    ({"according_to": ["ana", "union"]}, ["--according-to", "ana", "--according-to", "union"]),
    ({"any_actor": ("ana", "ben")}, ["--any-actor", "ana", "--any-actor", "ben"]),
    ({"actor": "ana", "any_actor": True}, ["--actor", "ana", "--any-actor"]),
    ({"role": ["victim", "recipient"]}, ["--role", "victim", "--role", "recipient"]),
    ({"actor": "union", "with_members": True}, ["--actor", "union", "--with-members"]),
    ({"place": "The Land"}, ["--place", "The Land"]),
    ({"type": "consult"}, ["--type", "consult"]),
    ({"source": "The Wire"}, ["--source", "The Wire"]),
    ({"tag": ["harbour", "labour"]}, ["--tag", "harbour", "--tag", "labour"]),
    ({"text": "cafes"}, ["--text", "cafes"]),
    ({"disputed": True}, ["--disputed"]),
    ({"undated": True}, ["--undated"]),
    ({"standing": ["denied", "alleged"]}, ["--standing", "denied", "--standing", "alleged"]),
    ({"as_of": "2031-05-05"}, ["--as-of", "2031-05-05"]),
    ({"question": "talks-of-may"}, ["@talks-of-may"]),
    ({"question": "talks-of-may", "disputed": True}, ["@talks-of-may", "--disputed"]),
    ({"recorded_on": "change 1"}, ["--recorded-on", "change 1"]),
    ({"limit": 2, "offset": 1}, ["--limit", "2", "--offset", "1"]),
    ({"reverse": True, "certain": False, "actor": None}, ["--reverse"]),
]


@BLIND
@pytest.mark.parametrize(("filters", "arguments"), ASKED, ids=lambda each: " ".join(map(str, each)))
def test_filters_find_what_they_find_on_the_command_line(
    strait: str, filters: dict[str, Any], arguments: list[str]
) -> None:
    with timeline.open(strait) as db:
        events = db.events(**filters)
        found = list(events)
        assert [event.id for event in found] == [event["id"] for event in told(strait, "events", *arguments)]
        assert events.count() == len(found)
        assert bool(events) is bool(found)
        assert [event.id for event in events] == [event.id for event in found]  # again


def test_every_filter_is_asked_above() -> None:
    assert {name for filters, _ in ASKED for name in filters} == FILTERS.keys()


def reads_as(value: Any, as_json: Any, at: str) -> None:
    """Whether attributes are what JSON has under the keys of the same name."""
    if isinstance(as_json, dict):
        for key, each in as_json.items():
            reads_as(getattr(value, key), each, f"{at}.{key}")
    elif isinstance(as_json, list):
        assert len(value) == len(as_json), at
        for number, each in enumerate(as_json):
            reads_as(value[number], each, f"{at}[{number}]")
    else:
        assert (value.written if isinstance(value, EntryAttribution) else value) == as_json, at


def test_an_event_reads_as_its_json(seeds: str, strait_db: str) -> None:
    for path in (seeds, strait_db):
        with timeline.open(path) as db:
            found = list(db.events())
        for event, as_json in zip(found, told(path, "events"), strict=True):
            reads_as(event, as_json, event.id)


def test_an_event_says_in_a_line_which_it_is(seeds: str) -> None:
    with timeline.open(seeds) as db:
        assert repr(db.event("pompeo-salih-call")) == (
            "<event pompeo-salih-call: 20 or 21 September 2020: 'Pompeo telephones Salih'>"
        )
        assert repr(db.events(actor="kadhimi", on=date(2020, 9, 21))) == (
            "<events actor='kadhimi' on=datetime.date(2020, 9, 21)>"
        )
        assert repr(db.events()) == "<events>"


def test_one_event_is_found_by_its_id(strait: str) -> None:
    with timeline.open(strait) as db:
        assert db.event("talks").title == "Talks in the port"
        with pytest.raises(timeline.UnknownName, match=r"^nothing has the id or name"):
            db.event("talkz-of-nobody")
        with pytest.raises(timeline.UnknownName, match=r'^"ana" is the actor ana, and no event'):
            db.event("ana")


# --- other records ---------------------------------------------------------------------------------


@pytest.mark.parametrize("wanted", ["talks", "ana", "Ruiz al-Ana", "union", "gazette", "port", "The Land"])
def test_show_tells_what_the_command_line_shows(strait: str, wanted: str) -> None:
    done = run_command("show", wanted, "--format", "json", db=strait)
    with timeline.open(strait) as db:
        if done.exit_code:
            with pytest.raises(timeline.TimelineError, match=re.escape(done.stderr.rstrip("\n"))):
                db.show(wanted)
            return
        shown, as_json = db.show(wanted), json.loads(done.stdout)
        assert shown.kind == as_json.pop("kind_of_record", "event")
        if shown.kind != "event":
            assert [event.id for event in shown.events] == as_json.pop("events")
            assert [event.id for event in shown.events] == [event.id for event in shown.events]  # again
        for key in ("members", "reported", "origins"):
            if key in as_json:
                reads_as(getattr(shown, key), as_json.pop(key), key)
        reads_as(shown.record, as_json, wanted)


@pytest.mark.parametrize("kind", ["actors", "sources", "places"])
@pytest.mark.parametrize("word", [None, "r"])
def test_lists_are_those_of_the_command_line(strait: str, kind: str, word: str | None) -> None:
    with timeline.open(strait) as db:
        found = getattr(db, kind)(word)
    as_json = told(strait, kind, *([word] if word else []))
    assert [(each.id, each.name, each.kind, each.events, each.earliest, each.latest) for each in found] == [
        (each["id"], each["name"], each["kind"], each["events"], each["earliest"], each["latest"]) for each in as_json
    ]
    assert [each.detail for each in found] == [each.get("publisher", each.get("within")) for each in as_json]


# --- what is said beside an answer, and what is wrong ----------------------------------------------


TWO_ANAS = "actors: {ana: {name: ANA}, other: {name: Ana}}\nevents: {e: {title: An event, date: 2031, %s}}\n"


def test_whom_a_name_fits_too_is_said(database: str, tmp_path: Path) -> None:
    (tmp_path / "all.yaml").write_text(TWO_ANAS % "participants: {ana: initiator}", encoding="utf-8")
    with timeline.open(database, write=True) as db:
        db.load(tmp_path / "all.yaml")
        said = run_command("events", "--actor", "ANA", db=database).stderr.splitlines()
        assert len(said) == 1
        with pytest.warns(timeline.TimelineWarning, match=re.escape(said[0])) as caught:
            events = db.events(actor="ANA")
        assert caught[0].filename == __file__
        assert events.notes == tuple(said)
        assert [event.id for event in events] == ["e"]  # and nothing is said again
        with pytest.warns(timeline.TimelineWarning, match=re.escape(said[0])) as caught:
            db.table("claims", actor="ANA")
        assert caught[0].filename == __file__
        with pytest.warns(timeline.TimelineWarning, match=re.escape(said[0])) as caught:
            assert db.show("ANA").record.id == "ana"
        assert caught[0].filename == __file__


def test_what_hindsight_leaves_out_is_said(strait: str) -> None:
    said = run_command("events", "--as-of", "2031-05-05", db=strait).stderr.splitlines()
    assert said
    with timeline.open(strait) as db:
        events = db.events(as_of="2031-05-05")
        with pytest.warns(timeline.TimelineWarning, match=re.escape(said[0])) as caught:
            ids = [event.id for event in events]
        assert caught[0].filename == __file__
        assert ids == [event["id"] for event in told(strait, "events", "--as-of", "2031-05-05")]
        assert events.notes == tuple(said)
        with pytest.warns(timeline.TimelineWarning, match=re.escape(said[0])):
            assert db.events(as_of="2031-05-05").notes == tuple(said)


def test_a_word_of_no_name_is_told_with_the_nearest(strait: str) -> None:
    said = run_command("actors", "harbor front", db=strait).stderr.splitlines()
    with timeline.open(strait) as db, pytest.warns(timeline.TimelineWarning, match=re.escape(said[0])) as caught:
        assert db.actors("harbor front") == []
    assert caught[0].filename == __file__


@pytest.mark.parametrize(
    ("filters", "arguments"),
    [
        ({"actor": "ana-ruis"}, ["--actor", "ana-ruis"]),
        ({"actor": "ruiz"}, ["--actor", "ruiz"]),
        ({"actor": "nobody", "type": "attack", "tag": "x"}, ["--actor", "nobody", "--type", "attack", "--tag", "x"]),
        ({"text": "…"}, ["--text", "…"]),
    ],
    ids=["unknown", "ambiguous", "several", "no word"],
)
def test_mistakes_are_told_as_on_the_command_line(strait: str, filters: Any, arguments: list[str]) -> None:
    said = run_command("events", *arguments, db=strait)
    assert said.exit_code == 1
    with timeline.open(strait) as db:
        for ask in (db.events, lambda **them: db.table("events", **them), lambda **them: db.export("x.csv", **them)):
            with pytest.raises(timeline.TimelineError) as caught:
                ask(**filters)
            assert str(caught.value).splitlines() == said.stderr.splitlines()
    assert not Path("x.csv").exists()


def test_what_cannot_be_asked_together_is_told_with_the_names_of_keywords(strait_db: str) -> None:
    with timeline.open(strait_db) as db:
        with pytest.raises(timeline.UsageFault, match=r"^certain needs a window: add on, or from_ and to$"):
            db.events(certain=True)
        with pytest.raises(timeline.UsageFault, match=r'^there is no filter "acter": did you mean actor'):
            db.events(acter="ana")  # type: ignore[call-arg]
        with pytest.raises(timeline.TimelineError, match=r'^there is no table "event": choose one of events, claims'):
            db.table("event")
        with pytest.raises(timeline.UsageFault, match=r"^check what\? Name files or folders$"):
            timeline.check()


def test_where_there_is_no_database_that_is_told_at_once(tmp_path: Path) -> None:
    path = str(tmp_path / "none.db")
    said = run_command("events", db=path).stderr.rstrip("\n")
    with pytest.raises(timeline.NoDatabase) as caught:
        timeline.open(path)
    assert str(caught.value) == said
    with timeline.open(path, write=True) as db, pytest.raises(timeline.NoDatabase):
        list(db.events())
    assert not Path(path).exists()
    with pytest.raises(timeline.DatabaseError, match=r"names no file"):
        timeline.open("postgresql:ana:secret@host")


def test_a_database_says_which_it_is_without_its_password(strait_db: str) -> None:
    with timeline.open(strait_db) as db, timeline.open(Path(strait_db), write=True) as writer:
        assert repr(db) == f"<timeline {strait_db}>"
        assert repr(writer) == f"<timeline {strait_db}, open for writing>"
    closed = timeline.open("postgresql://ana:secret@nowhere/x", write=True)
    assert repr(closed) == "<timeline postgresql://ana:***@nowhere/x, open for writing>"


# --- files -----------------------------------------------------------------------------------------


def harbour_file(folder: Path, old: str = "", new: str = "") -> Path:
    path = folder / "harbour.yaml"
    path.write_text(HARBOUR.replace(old, new) if old else HARBOUR, encoding="utf-8")
    return path


def test_a_load_reports_what_the_command_line_prints_as_json(database: str, tmp_path: Path) -> None:
    file = harbour_file(tmp_path)
    twin = str(tmp_path / "twin.db")
    for old, new in (("", ""), ("title: Envoy in port", "title: Envoy in the port"), ("A. Ruiz", "A Ruiz")):
        harbour_file(tmp_path, old, new)
        as_json = json.loads(run_command("load", str(file), "--json", "--revert", db=twin).stdout)
        with timeline.open(database, write=True) as db:
            dry = db.load(str(file), dry_run=True, revert=True)
            report = db.load(file, revert=True)
        assert list(report._fields) == list(as_json)
        for key, value in as_json.items():
            if key in ("change", "left", "dry_run", "redated"):
                assert getattr(report, key) == value
            else:
                reads_as(getattr(report, key), value, key)
        assert dry == report._replace(dry_run=True)
    assert repr(report).startswith("Report(dry_run=False, change=3, added=0, changed=2, ")


def test_a_load_prunes_when_it_is_told_to(database: str, tmp_path: Path) -> None:
    strait = tmp_path / "strait.yaml"
    strait.write_text(STRAIT, encoding="utf-8")
    with timeline.open(database, write=True) as db:
        db.load(strait)
        without = STRAIT[: STRAIT.index("  rumour:")]
        strait.write_text(without, encoding="utf-8")
        assert db.load(strait).removed == []
        assert [each.id for each in db.load(strait, prune=True, dry_run=True).removed] == ["rumour"]
        assert [each.id for each in db.load(strait, prune=True).removed] == ["rumour"]
        assert [event.id for event in db.events(undated=True)] == ["founding"]


def test_a_load_of_mistakes_raises_all_of_them_and_changes_nothing(strait: str, tmp_path: Path) -> None:
    bad = harbour_file(tmp_path, "initiator", "iniciator")
    said = run_command("load", str(bad), db=strait).stderr
    with timeline.open(strait, write=True) as db:
        with pytest.raises(timeline.InvalidFiles) as caught:
            db.load(bad)
        assert str(caught.value).splitlines() == said.splitlines()
        lines = [problem.line for problem in caught.value.problems]
        assert lines == sorted(lines)
        assert db.events().count() == 8
    assert [str(each) for each in timeline.check(bad).problems] == said.splitlines()


def test_who_opened_for_reading_only_is_told_how_to_write(strait: str, tmp_path: Path) -> None:
    file = harbour_file(tmp_path)
    with timeline.open(strait) as db:
        needs = r"is open for reading only: {} needs timeline\.open\(…, write=True\)$"
        with pytest.raises(timeline.TimelineError, match=needs.format("load")):
            db.load(file)
        with pytest.raises(timeline.TimelineError, match=needs.format("import_")):
            db.import_(file)
        assert db.events().count() == 8


@pytest.mark.parametrize("suffix", ["md", "html", "csv", "json", "jsonl"])
def test_an_export_is_that_of_the_command_line(strait: str, tmp_path: Path, suffix: str) -> None:
    mine, theirs = tmp_path / f"mine.{suffix}", tmp_path / f"theirs.{suffix}"
    done = run_command(
        *("export", str(theirs), "--during", "2031-05", "--title", "May", "--made-on", "2031-07-01"), db=strait
    )
    assert done.exit_code == 0, done.output
    with timeline.open(strait) as db:
        db.export(mine, during="2031-05", title="May", made_on=date(2031, 7, 1))
        assert mine.read_bytes() == theirs.read_bytes()
        db.export(tmp_path / "named", format=suffix, during="2031-05", title="May", made_on=date(2031, 7, 1))
    assert (tmp_path / "named").read_bytes() == mine.read_bytes()


def test_whatever_may_be_chosen_about_a_format_is_a_keyword() -> None:
    assert FiltersAndOptions.__annotations__.keys() - FILTERS.keys() == OPTIONS.keys()
    assert not OPTIONS.keys() & FILTERS.keys()


def test_an_export_says_what_it_cannot_do(strait_db: str, tmp_path: Path) -> None:
    with timeline.open(strait_db) as db:
        with pytest.raises(timeline.TimelineError, match=r"does not tell the format"):
            db.export(tmp_path / "x.doc")
        with pytest.raises(timeline.UsageFault, match=r"^raw is for csv, not for md$"):
            db.export(tmp_path / "x.md", raw=True)
        with pytest.raises(timeline.TimelineError, match="cannot be written"):
            db.export(tmp_path / "no" / "x.md")
        db.export(tmp_path / "x.csv", raw=True)
    assert list(tmp_path.iterdir()) == [tmp_path / "x.csv"]


def test_a_dump_loads_back(strait: str, tmp_path: Path) -> None:
    with timeline.open(strait) as db:
        db.dump(tmp_path / "dump")
    with timeline.open(tmp_path / "back.db", write=True) as back, timeline.open(strait) as db:
        back.load(tmp_path / "dump")
        assert list(back.events()) == list(db.events())
    checked = timeline.check(tmp_path / "dump")
    assert (checked.problems, len(checked.records.events)) == ([], 8)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table, with a map of its columns beside it."""
    (tmp_path / "map.yaml").write_text(MAP, encoding="utf-8")
    (tmp_path / "strikes.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path / "strikes.csv"


def test_a_table_is_imported_with_its_map(database: str, table: Path) -> None:
    with timeline.open(database, write=True) as db:
        dry = db.import_(table, map=table.with_name("map.yaml"), dry_run=True)
        assert (dry.dry_run, dry.events, len(dry.added)) == (True, 2, 4)
        report = db.import_(str(table), map=str(table.with_name("map.yaml")))
        assert (report.format, report.events, report.undated, report.rejected) == ("csv", 2, 0, 0)
        assert [(each.kind, each.id) for each in report.added] == [(each.kind, each.id) for each in dry.added]
        assert [event.title for event in db.events()] == ["Talks begin", "Talks end"]
        table.write_text(TABLE.replace("end", "resume"), encoding="utf-8")
        again = db.import_(table, map=table.with_name("map.yaml"))
        assert [(each.id, each.fields[0].after) for each in again.changed] == [(report.added[-1].id, "Talks resume")]
    assert repr(again).startswith("ImportReport(dry_run=False, format='csv', events=2,")


def test_a_table_without_a_map_is_refused_with_a_guess_as_on_the_command_line(database: str, table: Path) -> None:
    twin = table.with_name("theirs") / table.name
    twin.parent.mkdir()
    twin.write_text(TABLE, encoding="utf-8")
    done = run_command("import", str(twin), db=database)
    with timeline.open(database, write=True) as db, pytest.raises(timeline.TimelineError) as caught:
        db.import_(table)
    before, behind = done.stderr.replace(str(twin.parent), str(table.parent)).strip().split("\n\n\n")
    made = table.with_name("strikes-map.yaml")
    said, _, then = behind.partition(", then ")
    assert then == f"`{shlex.join(['timeline', '--db', database, 'import', str(table), '--map', str(made)])}`"
    then = f"`import_({str(table)!r}, map={str(made)!r})`"
    assert str(caught.value) == f"{before}\n\n{done.stdout.rstrip()}\n\n{said}, then {then}"
    assert made.read_text("utf-8") == done.stdout


def test_bad_rows_are_all_told_or_left_out(database: str, table: Path) -> None:
    table.write_text(TABLE + "third,never,Talks fail,\n", encoding="utf-8")
    said = run_command("import", str(table), "--map", str(table.with_name("map.yaml")), db=database).stderr
    with timeline.open(database, write=True) as db:
        with pytest.raises(timeline.TimelineError) as caught:
            db.import_(table, map=table.with_name("map.yaml"))
        assert str(caught.value).splitlines() == said.splitlines()
        report = db.import_(table, map=table.with_name("map.yaml"), skip_bad=table.with_name("bad.csv"))
        assert (report.events, report.rejected) == (2, 1)
    assert "never" in table.with_name("bad.csv").read_text("utf-8")


def test_an_import_goes_to_a_folder_without_the_database(strait: str, table: Path, tmp_path: Path) -> None:
    with timeline.open(strait) as db:
        report = db.import_(table, map=table.with_name("map.yaml"), to=tmp_path / "review")
        assert {path.suffix for path in report.written} == {".yaml"}
        assert (report.added, db.events().count()) == ([], 8)
        with pytest.raises(timeline.UsageFault, match=r"^theirs is for the database: to writes new files$"):
            db.import_(table, theirs=True, to=tmp_path / "other")
        with pytest.raises(timeline.UsageFault, match=r"^prune_imports removes records of the database: the rows past"):
            db.import_(table, prune_imports=True, limit=1)
        with pytest.raises(timeline.UsageFault, match=r"^ours and theirs"):
            db.import_(table, ours=True, theirs=True)


def test_who_edited_an_imported_record_is_asked_who_is_right(database: str, table: Path, tmp_path: Path) -> None:
    with timeline.open(database, write=True) as db:
        second = db.import_(table, map=table.with_name("map.yaml")).added[-1].id
        edited = f"events: {{{second}: {{title: Edited, date: 2031-05-02}}}}\n"
        (tmp_path / "edit.yaml").write_text(edited, encoding="utf-8")
        db.load(tmp_path / "edit.yaml")
        table.write_text(TABLE.replace("Talks end", "Talks resume"), encoding="utf-8")
        with pytest.raises(timeline.TimelineError, match=f"edited here, and the file says something else: {second}"):
            db.import_(table, map=table.with_name("map.yaml"))
        assert db.import_(table, map=table.with_name("map.yaml"), ours=True).kept == [second]
        report = db.import_(table, map=table.with_name("map.yaml"), theirs=True)
        assert [each.id for each in report.changed] == [second]


# --- tables ----------------------------------------------------------------------------------------


def test_tables_hold_what_the_events_found_hold(strait: str) -> None:
    with timeline.open(strait) as db:
        events = list(db.events(during="2031-05"))
        tables = {name: db.table(name, during="2031-05") for name in ("events", "claims", "participants", "figures")}
        assert tables["events"]["id"] == [event.id for event in events]
        assert tables["claims"]["event"] == [event.id for event in events for _ in event.claims]
        assert tables["participants"]["actor"] == [part.actor for event in events for part in event.participants]
        assert tables["figures"]["event"] == []
        # What the rows name can be joined.
        assert set(tables["participants"]["actor"]) <= set(db.table("actors", during="2031-05")["id"])
        assert set(tables["claims"]["source"]) <= set(db.table("sources", during="2031-05")["id"])
        assert db.table("places", actor="ana", type="consult")["id"] == ["land", "port"]
        assert db.table("sources")["id"] == ["gazette", "herald", "letter", "wire"]
        with pytest.warns(timeline.TimelineWarning, match="1 claim left out"):
            assert db.table("actors", as_of="2031-04-02")["id"] == ["ana", "ben", "front", "union"]


# --- threads, and the end --------------------------------------------------------------------------


def test_several_threads_ask_one_database(strait: str) -> None:
    def ask(db: timeline.Timeline, number: int) -> list[str]:
        return [event.id for event in (db.events() if number % 2 else db.events(actor="ana"))]

    with timeline.open(strait) as db:
        expected = [ask(db, 0), ask(db, 1)]
        with ThreadPoolExecutor(6) as pool:
            found = list(pool.map(lambda number: ask(db, number), range(60)))
        assert found == expected * 30


def test_what_one_thread_begins_to_read_another_reads_on(strait: str) -> None:
    with timeline.open(strait) as db:
        events = iter(db.events())
        first = next(events)
        rest: list[str] = []
        reader = threading.Thread(target=lambda: rest.extend(event.id for event in events))
        reader.start()
        reader.join()
        assert [first.id, *rest] == [event.id for event in db.events()]


def test_a_closed_database_answers_nothing(strait: str) -> None:
    db = timeline.open(strait)
    begun = iter(db.events())
    next(begun)
    events = db.events()
    db.close()
    db.close()
    for ask in (lambda: list(events), lambda: db.events(), lambda: db.show("ana"), lambda: db.table("events")):
        with pytest.raises(timeline.TimelineError, match="closed"):
            ask()


def test_who_leaves_off_reading_holds_nobody_up(strait: str, tmp_path: Path) -> None:
    with timeline.open(strait, write=True) as db:
        next(iter(db.events()))
        assert any(event.id == "call" for event in db.events())
        db.load(harbour_file(tmp_path))
        assert db.events().count() == 10


# --- the package itself ----------------------------------------------------------------------------


def python(code: str, *flags: str) -> str:
    done = subprocess.run([sys.executable, *flags, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_import_timeline_imports_nothing_else() -> None:
    code = "import sys; before = set(sys.modules); import timeline; print(*sorted(set(sys.modules) - before))"
    assert python(code).split() == ["timeline"]


def test_a_question_needs_none_of_the_libraries(seeds: str) -> None:
    code = (
        "import sys, timeline\n"
        f"with timeline.open({seeds!r}) as db: print(len(list(db.events(actor='kadhimi', during='2020-09'))))\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    found, modules = python(code).splitlines()
    assert found == "15"
    assert not {"click", "sqlalchemy", "alembic", "yaml", "pydantic", "jinja2", "orjson"} & set(modules.split())


def test_what_is_offered_is_there_and_told_to_those_who_check_types() -> None:
    stub = (ROOT / "timeline" / "__init__.pyi").read_text("utf-8")
    typed = set(re.findall(r"^from timeline\.\S+ import (\w+) as \1$", stub, re.MULTILINE)) | {"__version__"}
    assert typed == set(timeline.__all__)
    assert len(set(timeline.__all__)) == len(timeline.__all__)
    assert set(timeline.__all__) <= set(dir(timeline))
    for name in typed - {"__version__"}:
        assert getattr(timeline, name).__doc__, name
    with pytest.raises(AttributeError, match="module 'timeline' has no attribute 'opne'"):
        timeline.opne  # type: ignore[attr-defined]  # noqa: B018


def test_every_public_method_says_what_it_does() -> None:
    for owner in (timeline.Timeline, timeline.Events):
        for name, method in vars(owner).items():
            if not name.startswith("_"):
                assert method.__doc__, name


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    monkeypatch.chdir(tmp_path)
    return iter(())


@pytest.fixture(scope="module")
def strait_db(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A file that holds STRAIT; nobody changes it."""
    folder = tmp_path_factory.mktemp("strait")
    (folder / "strait.yaml").write_text(STRAIT, encoding="utf-8")
    with timeline.open(folder / "strait.db", write=True) as db:
        db.load(folder / "strait.yaml")
    return str(folder / "strait.db")


# --- history ---------------------------------------------------------------------------------------------


def test_a_change_is_logged_told_apart_and_undone(database: str, tmp_path: Path) -> None:
    with timeline.open(database, write=True) as db:
        db.load(harbour_file(tmp_path), author="A. Editor")
        db.load(harbour_file(tmp_path, "A. Ruiz", "Ana R."), author="B. Editor", message="as she signs")
        (second, first) = db.log("ana-ruiz")
        assert (second.change.id, second.change.author, second.change.message) == (2, "B. Editor", "as she signs")
        assert second.change.command.startswith("load('")
        assert [difference.path for difference in second.touched[0].fields] == [("names",), ("names",)]
        assert [each.op for each in first.touched] == ["added"]
        assert [each.change.id for each in db.log(author="b. edit")] == [2]
        assert [each.change.id for each in db.log(from_=date.today(), to="today", limit=1)] == [2]
        assert [each.id for each in db.diff(1)] == ["ana-ruiz"]
        assert db.diff(1, 2, only=["tomas-vale"]) == []
        with pytest.raises(timeline.CannotUndo, match="force=True puts these back all the same") as refused:
            db.undo(1)
        assert [each.id for each in refused.value.conflicts] == ["ana-ruiz"]
        tried = db.undo(2, dry_run=True)
        assert [each.id for each in tried.changed] == ["ana-ruiz"]
        assert db.undo(2, author="C. Editor")._replace(dry_run=True) == tried
        assert db.log(limit=1)[0].change[2:6] == ("C. Editor", "undo of change 2", "undo(2)", "undo")
        with pytest.raises(timeline.UnknownName, match="there is no change 9"):
            db.undo(9)
        with pytest.raises(timeline.UsageFault, match="write a date as"):
            db.log(to="smarch")
        assert db.verify() == []
