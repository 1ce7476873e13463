"""Importing: straight into a database or to files, again as an update, beside what people have edited."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.later import later
from tests.support.opened import dump_folder, import_file, load_paths, reading
from tests.support.stores import contents_of
from timeline.actions.importing.import_file import ImportOutcome, ImportRequest, import_to_folder
from timeline.domain.comparing.merge import Side
from timeline.domain.records import Actor, Event
from timeline.errors import TimelineError
from timeline.storage.reading.stored.stored_records import read_all
from timeline.storage.schema.columns import TABLES

COLUMNS = (
    "id,type_of_violence,side_a,side_b,source_article,where_prec,where_coordinates,adm_1,latitude,longitude,"
    "country,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,low,best,high"
)


def row(number: int, *, day: str = "2031-05-01", sides: str = "Northern League,Harbour Front", best: str = "3") -> str:
    return f"{number},2,{sides},,1,Port City,Coast,1.5,103.2,Straits,1,{day},{day},1,2,0,0,2,{best},4"


def write(path: Path, *rows: str) -> Path:
    path.write_text("\n".join((COLUMNS, *rows)) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return write(tmp_path / "ged.csv", row(1), row(2, day="2031-05-02"), row(3, day="2031-06-01"))


def imported(database: str, path: Path, side: Side | None = None) -> ImportOutcome:
    return import_file(database, ImportRequest(path, side=side))


def counts(outcome: ImportOutcome) -> tuple[int, int, int]:
    """Events added, changed, left."""
    assert outcome.report is not None, outcome.problems
    return outcome.report.added["event"], outcome.report.changed["event"], outcome.report.left["event"]


def edit(database: str, event_id: str, title: str, folder: Path) -> None:
    """As a person does it: the event in an annotation file, loaded."""
    with reading(database) as reader:
        records = read_all(reader)
    changed = records._replace(events={event_id: records.events[event_id]._replace(title=title)})
    from timeline.annotations.writing.writer import write_folder

    write_folder(changed, folder, year_of=lambda _: "2031")
    assert load_paths(database, [folder]).problems == []


def title_of(database: str, event_id: str) -> str:
    with reading(database) as reader:
        ((title,),) = reader.rows("SELECT title FROM event WHERE id = :id", {"id": event_id})
    return str(title)


def test_a_file_imported_twice_changes_nothing(database: str, table: Path) -> None:
    assert counts(imported(database, table)) == (3, 0, 0)
    before = contents_of(database)
    assert counts(imported(database, table)) == (0, 0, 3)
    assert contents_of(database) == before


def test_a_newer_edition_adds_changes_and_leaves(database: str, table: Path) -> None:
    imported(database, table)
    write(table, row(3, day="2031-06-02"), row(1), row(4))
    assert counts(imported(database, table)) == (1, 1, 1)
    with reading(database) as reader:
        dates = dict(reader.rows("SELECT id, edtf FROM event", {}))
    assert dates["ucdp-3"] == "2031-06-02"
    assert dates["ucdp-2"] == "2031-05-02", "what a newer edition leaves out stays"


def test_what_was_edited_here_is_kept_and_reported(database: str, table: Path, tmp_path: Path) -> None:
    imported(database, table)
    edit(database, "ucdp-1", "My words", tmp_path / "edited")
    write(table, row(1), row(2, day="2031-05-03"), row(3, day="2031-06-01"))
    again = imported(database, table)
    assert counts(again) == (0, 1, 2)
    assert again.edited.kept == ["ucdp-1"]
    assert title_of(database, "ucdp-1") == "My words"


def test_where_both_have_changed_somebody_must_decide(database: str, table: Path, tmp_path: Path) -> None:
    imported(database, table)
    theirs = title_of(database, "ucdp-1")
    edit(database, "ucdp-1", "My words", tmp_path / "edited")
    write(table, row(1, day="2031-05-05"), row(2), row(3), row(9))
    before = contents_of(database)
    asked = imported(database, table)
    assert (asked.edited.in_question, asked.report, asked.landed) == (["ucdp-1"], None, False)
    assert contents_of(database) == before

    ours = imported(database, table, Side.OURS)
    assert (ours.edited.kept, ours.landed) == (["ucdp-1"], True)
    assert title_of(database, "ucdp-1") == "My words"
    again = imported(database, table)
    assert (again.landed, again.edited.kept) == (True, ["ucdp-1"]), "what was decided is not asked again"

    assert imported(database, table, Side.THEIRS).edited.kept == []
    assert title_of(database, "ucdp-1") == theirs
    assert imported(database, table).edited.kept == []


def test_an_event_of_the_same_id_that_no_import_wrote_is_not_overwritten(database: str, table: Path) -> None:
    by_hand = table.with_name("by-hand.yaml")
    by_hand.write_text("events: {ucdp-2: {title: Written by hand}}", encoding="utf-8")
    load_paths(database, [by_hand])
    assert imported(database, table).edited.in_question == ["ucdp-2"]
    assert counts(imported(database, table, Side.THEIRS)) == (2, 1, 0)


def test_one_name_is_one_actor_also_where_people_wrote_it(database: str, table: Path) -> None:
    by_hand = table.with_name("by-hand.yaml")
    by_hand.write_text(
        "actors: {front: {name: Harbour Front, kind: armed-group, names: [HF]}, "
        "northern-league: {name: The League of the North}}\nplaces: {straits: {name: Straits}}",
        encoding="utf-8",
    )
    load_paths(database, [by_hand])
    first = imported(database, table)
    assert first.report is not None
    assert (first.report.added["actor"], first.report.changed["actor"]) == (1, 0)
    with reading(database) as reader:
        records = read_all(reader)
    assert records.actors["front"].names == ("HF",)
    league = [actor for actor in records.actors.values() if actor.name == "Northern League"]
    assert [actor.id for actor in league] != ["northern-league"], "another name has that id"
    assert {part.actor for part in records.events["ucdp-1"].participants} == {"front", league[0].id}
    assert [place.id for place in records.places.values() if place.name == "Straits"] == ["straits"]
    assert counts(imported(database, table)) == (0, 0, 3)


def test_a_bad_row_lets_nothing_land_and_every_one_is_told(database: str, table: Path) -> None:
    write(table, row(1), row(2, day="2031-02-30"), row(3, best="many"), row(4))
    refused = imported(database, table)
    assert refused.report is None
    assert refused.rejected == 2
    told = [str(problem) for problem in refused.problems.shown]
    assert any(line.startswith(f"{table}:3: date_start: ") and "2031-02-30" in line for line in told)
    assert any(line.startswith(f"{table}:4: best: ") and "many" in line for line in told)
    assert contents_of(database)["event"] == [] if Path(database).exists() else True


def test_bad_rows_are_told_by_column_and_kind(database: str, table: Path) -> None:
    write(table, *(row(number, best="?") for number in range(70)), row(71, day="2031-02-30"), row(72, best="many"))
    refused = imported(database, table)
    assert refused.rejected == 72
    assert [str(problem) for problem in refused.problems.shown] == [
        f'{table}:2: best: no whole number from 0 up, found "?" (and 70 more rows like this: lines 3, 4, 5, 6, 7, …)',
        f'{table}:72: date_start: no day of the calendar, found "2031-02-30"',
        f'{table}:72: date_end: no day of the calendar, found "2031-02-30"',
    ]


def test_bad_rows_can_be_set_aside_as_they_were(database: str, table: Path) -> None:
    rejects = table.with_name("rejects.csv")
    write(table, row(1), row(2, day="2031-02-30"), row(3, best="many"), row(4))
    done = import_file(database, ImportRequest(table, rejects=rejects))
    assert counts(done) == (2, 0, 0)
    assert (done.rejected, done.rejects_written) == (2, True)
    with rejects.open(encoding="utf-8", newline="") as opened:
        header, *rows = csv.reader(opened)
    assert header == [*COLUMNS.split(","), "rejected line", "rejected because"]
    assert [each[:-2] for each in rows] == [row(2, day="2031-02-30").split(","), row(3, best="many").split(",")]
    assert [each[-2] for each in rows] == ["3", "4"]
    assert "2031-02-30" in rows[0][-1]
    assert "many" in rows[1][-1]
    # Mended, the rejects are a file to import.
    mended = write(table.with_name("mended.csv"), row(2), row(3))
    assert counts(import_file(database, ImportRequest(mended))) == (2, 0, 0)


JSON_MAP = "name: harbour\nid: Ref\ntitle: What\ndate: Date\nnote: Note\n"


def import_json(database: str, path: Path, rejects: Path | None = None) -> ImportOutcome:
    mapping = path.with_name("map.yaml")
    mapping.write_text(JSON_MAP, encoding="utf-8")
    return import_file(database, ImportRequest(path, mapping=mapping, rejects=rejects))


def test_bad_objects_are_set_aside_as_json_that_imports_again(database: str, tmp_path: Path) -> None:
    path, rejects = tmp_path / "harbour.json", tmp_path / "rejects"
    rows: list[dict[str, Any]] = [
        {"Ref": n, "What": f"W {n}", "Date": f"2031-05-{n:02}", "Note": "n"} for n in range(1, 5)
    ]
    rows[1] = {"Ref": 2, "What": "W\ud8002", "Date": "2031-05-99"}
    rows[3]["What"] = {"en": "W 4"}
    path.write_text(json.dumps(rows, indent=2), encoding="utf-8")
    done = import_json(database, path, rejects)
    assert (counts(done), done.rejected, done.rejects_written) == ((2, 0, 0), 2, True)
    text = rejects.read_text("utf-8")
    first, second = map(json.loads, text.splitlines())
    assert list(first.items())[2:] == [*rows[1].items(), ("Note", None)]
    assert list(second.items())[2:] == list(rows[3].items())
    assert (first["rejected line"], second["rejected line"]) == (8, 19)
    assert '"2031-05-99"' in first["rejected because"]
    # As they are they are rejected again; mended they are imported.
    again = tmp_path / "again"
    assert import_json(database, rejects, again).rejected == 2
    assert again.read_text("utf-8").count("rejected because") == 2
    second["What"] = "W 4"
    rejects.write_text(json.dumps([first | {"Date": "2031-05-02"}, second]), encoding="utf-8")
    assert counts(import_json(database, rejects)) == (2, 0, 0)
    # The same as a table is the same table.
    table = tmp_path / "harbour.csv"
    table.write_text("Ref,What,Date,Note\n1,W 1,2031-05-01,n\n3,W 3,2031-05-30,n\n", encoding="utf-8")
    assert counts(import_json(database, table)) == (0, 1, 1)


def test_bad_lines_of_our_own_are_set_aside_and_import_again(database: str, tmp_path: Path) -> None:
    path, rejects = tmp_path / "all.jsonl", tmp_path / "rejects.jsonl"
    path.write_text('{"id": "a", "title": "A"}\n{"id": "B", "title": "B"}\n{"id": "c", \n', encoding="utf-8")
    done = import_file(database, ImportRequest(path, rejects=rejects))
    assert (counts(done), done.rejected) == ((1, 0, 0), 2)
    lines = rejects.read_text("utf-8").splitlines()
    assert [json.loads(each)["rejected line"] for each in lines] == [2, 3]
    assert json.loads(lines[1])["no object"] == '{"id": "c",'
    rejects.write_text(lines[0].replace('"B"', '"b"', 1) + "\n", encoding="utf-8")
    assert counts(import_file(database, ImportRequest(rejects))) == (1, 0, 0)


def test_bad_slides_are_set_aside_as_a_timeline_of_their_own(database: str, tmp_path: Path) -> None:
    path, rejects = tmp_path / "slides.json", tmp_path / "rejects.json"
    sound = {"start_date": {"year": 2031}, "text": {"headline": "Talks"}}
    bad = {"start_date": {"year": "?"}, "text": {"headline": "Raid"}}
    slides = {"title": {"text": {"headline": "T"}}, "events": [sound, bad, bad, 7], "eras": [bad, sound]}
    path.write_text(json.dumps(slides), encoding="utf-8")
    done = import_file(database, ImportRequest(path, rejects=rejects))
    assert (counts(done), done.rejected) == ((2, 0, 0), 4)
    text = rejects.read_text("utf-8")
    assert {key: len(value) for key, value in json.loads(text).items()} == {"events": 3, "eras": 1}
    assert json.loads(text)["events"][2]["no object"] == "7"
    rejects.write_text(text.replace('"?"', "2032"), encoding="utf-8")
    mended = import_file(database, ImportRequest(rejects, rejects=tmp_path / "again.json"))
    assert (mended.events, mended.rejected) == (3, 1)
    with reading(database) as reader:
        assert [event.tags for event in read_all(reader).events.values()].count(("era",)) == 2


def test_without_a_bad_row_there_is_no_file_of_rejects(database: str, table: Path) -> None:
    rejects = table.with_name("rejects.csv")
    done = import_file(database, ImportRequest(table, rejects=rejects))
    assert (done.rejects_written, rejects.exists()) == (False, False)


def test_the_rejects_never_replace_the_file_itself(database: str, table: Path) -> None:
    text = table.read_text("utf-8")
    with pytest.raises(TimelineError, match="is the file to import itself"):
        import_file(database, ImportRequest(table, rejects=table.parent / "." / table.name))
    assert table.read_text("utf-8") == text


def test_a_dry_run_says_what_would_happen_and_changes_nothing(database: str, table: Path) -> None:
    imported(database, write(table, row(1)))
    before = contents_of(database)
    write(table, row(1, day="2031-05-09"), row(2), row(3, best="?"))
    rejects = table.with_name("rejects.csv")
    dry = import_file(database, ImportRequest(table, dry_run=True, rejects=rejects))
    assert counts(dry) == (1, 1, 0)
    assert (dry.rejected, dry.rejects_written, rejects.exists()) == (1, False, False)
    assert contents_of(database) == before


def test_a_limit_takes_the_first_rows(database: str, table: Path) -> None:
    assert counts(import_file(database, ImportRequest(table, limit=2))) == (2, 0, 0)
    assert counts(imported(database, table)) == (1, 0, 2)


def test_a_long_file_is_written_part_by_part_and_is_the_same_as_at_once(
    database: str, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(table, *(row(number, sides=f"Group {number % 3},Group {number % 5}") for number in range(40)))
    monkeypatch.setattr("timeline.actions.importing.import_parts.EVENTS_AT_A_TIME", 7)
    assert counts(imported(database, table)) == (40, 0, 0)
    assert counts(imported(database, table)) == (0, 0, 40)
    with reading(database) as reader:
        records = read_all(reader)
        ((members,),) = reader.rows("SELECT COUNT(*) FROM group_member", {})
        ((within,),) = reader.rows("SELECT COUNT(*) FROM place_within", {})
    assert (len(records.events), len(records.actors), members) == (40, 5, 5)
    assert within == 6, "three places, each within itself and what lies around it"


def test_annotation_files_of_a_file_load_as_the_file_imports(database: str, table: Path, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    written = import_to_folder(folder, ImportRequest(table))
    assert written.written
    assert load_paths(database, [folder]).problems == []
    before = contents_of(database)
    assert counts(imported(database, table)) == (0, 0, 3)
    after = contents_of(database)
    left_by_imports = {"event_import", "record_import", "import_name"}
    assert {name: rows for name, rows in after.items() if name not in left_by_imports} == {
        name: rows for name, rows in before.items() if name not in left_by_imports
    }


def test_files_are_written_only_to_a_folder_that_is_empty(table: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.yaml").write_text("events: {}", encoding="utf-8")
    with pytest.raises(TimelineError, match="is not an empty folder"):
        import_to_folder(tmp_path / "full", ImportRequest(table))
    with pytest.raises(TimelineError, match="is not an empty folder"):
        import_to_folder(table, ImportRequest(table))
    dry = import_to_folder(tmp_path / "new", ImportRequest(table, dry_run=True))
    assert (dry.events, dry.written) == (3, [])
    assert not (tmp_path / "new").exists()


def test_a_line_may_name_an_event_further_down(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.actions.importing.import_parts.EVENTS_AT_A_TIME", 2)
    events = [event_as_json(number) for number in range(1, 10)]
    events[0]["claims"][0]["date"] = {"edtf": "2031-05-02", "written": "1 day after call-9"}
    events[1]["links"] = [{"kind": "follows", "event": "call-8"}]
    path = tmp_path / "all.jsonl"
    path.write_text("".join(f"{json.dumps(event)}\n" for event in events), encoding="utf-8")
    assert counts(imported(database, path)) == (9, 0, 0)
    with reading(database) as reader:
        dates = dict(reader.rows("SELECT id, edtf FROM event", {}))
    assert dates["call-1"] == "2031-05-02"
    assert counts(imported(database, path)) == (0, 0, 9)

    events[0]["claims"][0]["date"]["written"] = "1 day after call-99"
    events[1]["links"][0]["event"] = "call-88"
    path.write_text("".join(f"{json.dumps(event)}\n" for event in events), encoding="utf-8")
    refused = imported(database, path)
    assert not refused.landed
    assert [str(problem) for problem in refused.problems.shown] == [
        f'{path}:1: unknown event "call-99" in date of claim 1 of event call-1: '
        "nothing in the file or the database is it",
        f'{path}:2: unknown event "call-88" in links of event call-2: nothing in the file or the database is it',
    ]


def event_as_json(number: int) -> dict[str, Any]:
    date = {"edtf": "2031-05-01", "written": "2031-05-01"}
    return {"id": f"call-{number}", "title": "Call", "claims": [{"source": "wire", "title": "Wire", "date": date}]}


def test_a_name_of_a_rejected_row_alone_is_taken_for_nothing(tmp_path: Path, database: str) -> None:
    """Else the next import would take it a second time."""
    path, mapping = tmp_path / "harbour.csv", tmp_path / "map.yaml"
    path.write_text("Ref,Date,What,Who\n1,2031-05-02,One,Ana\n1,2031-05-03,Two,Tom\n", encoding="utf-8")
    mapping.write_text("id: Ref\ntitle: What\ndate: Date\nparticipants: {Who: initiator}\n", encoding="utf-8")
    request = ImportRequest(path, mapping=mapping, rejects=tmp_path / "rejects.csv")
    assert counts(import_file(database, request)) == (1, 0, 0)
    for _ in range(2):
        again = import_file(database, request)
        assert (counts(again), again.rejected) == ((0, 0, 1), 1)
    with reading(database) as reader:
        assert [record_id for (record_id,) in reader.rows("SELECT record_id FROM import_name", {})] == ["ana"]


def test_a_field_that_comes_to_be_makes_nothing_look_edited(
    database: str, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    LaterEvent, LaterActor = later(Event, mood=None), later(Actor, aside=None)  # noqa: N806
    # Nobody has set the fields: that they have no column here makes no difference.
    monkeypatch.setitem(TABLES, LaterEvent, TABLES[Event])
    monkeypatch.setitem(TABLES, LaterActor, TABLES[Actor])
    imported(database, table)
    monkeypatch.setattr("timeline.storage.reading.stored.stored_records.Event", LaterEvent)
    monkeypatch.setattr("timeline.importers.ucdp.ucdp_file.Event", LaterEvent)
    monkeypatch.setattr("timeline.storage.reading.stored.stored_records.Actor", LaterActor)
    monkeypatch.setattr("timeline.importers.reading.ids_of_names.Actor", LaterActor)
    assert counts(imported(database, table)) == (0, 0, 3)
    write(table, row(1, day="2031-05-09"), row(2, day="2031-05-02"), row(3, day="2031-06-01"))
    again = imported(database, table)
    assert (counts(again), again.edited.kept, again.edited.in_question) == ((0, 1, 2), [], [])


def test_an_actor_in_two_roles_survives_a_dump_and_the_next_edition(database: str, tmp_path: Path) -> None:
    table, mapping = tmp_path / "log.csv", tmp_path / "map.yaml"
    mapping.write_text(
        "name: log\nid: Ref\ntitle: What\nparticipants: {Who: initiator, Against: target, Saw: witness}\n",
        encoding="utf-8",
    )
    table.write_text("Ref,What,Who,Against,Saw\nA-1,Talks,Red,Blue,Red\n", encoding="utf-8")
    request = ImportRequest(table, mapping=mapping)
    import_file(database, request)
    dump_folder(database, tmp_path / "dump")
    loaded = load_paths(database, [tmp_path / "dump"])
    assert loaded.report is not None
    assert loaded.report.changes == 0
    table.write_text("Ref,What,Who,Against,Saw\nA-1,More talks,Red,Blue,Red\n", encoding="utf-8")
    assert counts(import_file(database, request)) == (0, 1, 0)
