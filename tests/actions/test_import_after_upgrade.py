"""Files that an earlier version imported, once the database is brought up to date and they are imported again."""

import json
from pathlib import Path

import pytest

from tests.support.opened import dump_folder, import_file, init_database, load_paths, reading
from tests.support.stores import contents_of
from timeline.actions.importing.import_file import ImportOutcome, ImportRequest
from timeline.domain.records import Derivation, Link, Participant, RecordSet
from timeline.storage.connecting.address import read_address
from timeline.storage.connecting.engine import make_engine
from timeline.storage.reading.stored.stored_records import read_all
from timeline.storage.schema import upgrading
from timeline.storage.schema.migrating import migrate_back

HELD = Path(__file__).parents[1] / "support" / "imported_before_0005.sql"
HEADER = "Ref,Date,What,Land,Lat,Lon,Who,Against,Saw\n"
ROWS = (
    "A-1,2031-05-01,Talks,Freeland,31.5,45.25,Red,Blue,Red\n",
    "A-2,2031-05-02,Strike,Freeland,33.25,44.5,Red,Blue,\n",
    "A-3,2031-05-03,March,Freeland,,,Blue,Red,\n",
)
MAP = """\
name: log
id: Ref
date: Date
title: What
place: {name: Land, latitude: Lat, longitude: Lon}
participants: {Who: {role: initiator, kind: state}, Against: target, Saw: witness}
"""
PARLEY = {
    "id": "parley",
    "title": "Parley",
    "links": [
        {"kind": "follows", "event": "log-a-1"},
        {"kind": "part-of", "event": "log-a-2"},
        {"kind": "follows", "event": "log-a-3"},
    ],
    "claims": [{"source": "herald"}],
    "participants": [
        {"actor": "red", "role": "host", "source": "herald", "claim": 0},
        {"actor": "blue", "role": "host", "source": "herald", "claim": 0},
        {"actor": "red", "role": "witness", "source": "herald", "claim": 0},
    ],
    "defines": {
        "sources": {
            "wire": {"title": "Wire"},
            "herald": {
                "title": "Herald",
                "derived_from": [
                    {"how": "quotes", "source": "wire"},
                    {"how": "translates", "source": "wire"},
                    {"how": "quotes", "source": "log"},
                ],
            },
        }
    },
}


@pytest.fixture
def upgraded(database: str) -> str:
    """A database of schema 0003 with what had been imported into it, brought up to date."""
    engine = make_engine(read_address(database))
    with engine.begin() as connection:
        upgrading.upgrade(connection, database)
        migrate_back(connection, "0003")
        statements = HELD.read_text(encoding="utf-8").partition("\n")[2].split(";\n")
        for statement in filter(str.strip, statements):
            connection.exec_driver_sql(statement)
    engine.dispose()
    init_database(database)
    return database


def records_of(database: str) -> RecordSet:
    with reading(database) as reader:
        return read_all(reader)


def log(folder: Path, *rows: str) -> ImportRequest:
    (folder / "log.csv").write_text(HEADER + "".join(rows), encoding="utf-8")
    (folder / "map.yaml").write_text(MAP, encoding="utf-8")
    return ImportRequest(folder / "log.csv", mapping=folder / "map.yaml")


def talks(folder: Path, **changes: object) -> ImportRequest:
    (folder / "talks.jsonl").write_text(json.dumps({**PARLEY, **changes}) + "\n", encoding="utf-8")
    return ImportRequest(folder / "talks.jsonl")


def changed(outcome: ImportOutcome) -> dict[str, int]:
    assert outcome.report is not None, (outcome.problems, outcome.edited)
    assert not any(outcome.report.added.values())
    return {kind: number for kind, number in outcome.report.changed.items() if number}


def test_what_was_imported_stays_as_it_was(upgraded: str) -> None:
    records = records_of(upgraded)
    assert [(place.id, place.latitude, place.longitude) for place in records.places.values()] == [
        ("freeland-place", 31.5, 45.25),
        ("freeland-place-82f0b83e", 33.25, 44.5),
        ("freeland-place-afafe519", None, None),
    ]
    assert {(event.latitude, event.longitude) for event in records.events.values()} == {(None, None)}


def test_what_belongs_together_stands_together(upgraded: str, tmp_path: Path) -> None:
    records = records_of(upgraded)
    hosts = (Participant("red", "host"), Participant("red", "witness"), Participant("blue", "host"))
    links = (Link("follows", "log-a-1"), Link("follows", "log-a-3"), Link("part-of", "log-a-2"))
    derived = (Derivation("quotes", "wire"), Derivation("quotes", "log"), Derivation("translates", "wire"))
    assert (records.events["parley"].claims[0].participants, records.events["parley"].links) == (hosts, links)
    assert records.sources["herald"].derived_from == derived
    with reading(upgraded) as reader:
        stored = reader.rows("SELECT actor_id, role FROM participation WHERE event_id = 'parley' ORDER BY position", {})
        assert [Participant(*row) for row in stored] == list(hosts)
    dump_folder(upgraded, tmp_path / "dump")
    loaded = load_paths(upgraded, [tmp_path / "dump"])
    assert loaded.report is not None
    assert (loaded.report.changes, records_of(upgraded)) == (0, records)


def test_the_same_files_again_move_the_points_and_nobody_has_edited_anything(upgraded: str, tmp_path: Path) -> None:
    first = import_file(upgraded, log(tmp_path, *ROWS))
    # Of the kinds that the rows give to Blue, the first stood then; now it is the one that says more.
    assert (changed(first), first.edited.kept) == ({"actor": 1, "place": 1, "event": 3}, [])
    assert any("1 place" in note and "earlier version" in note for note in first.notes), first.notes
    records = records_of(upgraded)
    told = [(each.place, each.latitude, each.longitude) for key, each in records.events.items() if key != "parley"]
    assert told == [
        ("freeland-place", 31.5, 45.25),
        ("freeland-place", 33.25, 44.5),
        ("freeland-place", None, None),
    ]
    assert records.places["freeland-place"].latitude is None
    assert changed(import_file(upgraded, talks(tmp_path))) == {}
    before = contents_of(upgraded)
    again = import_file(upgraded, log(tmp_path, *ROWS))
    assert (changed(again), again.notes) == ({}, ())
    assert changed(import_file(upgraded, talks(tmp_path))) == {}
    assert contents_of(upgraded) == before


def test_the_next_edition_is_not_refused(upgraded: str, tmp_path: Path) -> None:
    later = import_file(upgraded, log(tmp_path, ROWS[0].replace("05-01", "05-09"), *ROWS[1:]))
    assert changed(later) == {"actor": 1, "place": 1, "event": 3}
    assert changed(import_file(upgraded, talks(tmp_path, title="A parley"))) == {"event": 1}


def test_what_was_edited_is_still_known_as_that(upgraded: str, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(
        """\
places: {freeland-place: {name: The Free Land, latitude: 31.5, longitude: 45.25}}
events:
  log-a-2:
    title: My words
    place: freeland-place-82f0b83e
    participants: {red: initiator, blue: target}
    claims: [{source: log, date: 2031-05-02}]
""",
        encoding="utf-8",
    )
    assert load_paths(upgraded, [tmp_path / "mine.yaml"]).problems == []
    kept = import_file(upgraded, log(tmp_path, *ROWS))
    assert (changed(kept), sorted(kept.edited.kept)) == ({"actor": 1, "event": 2}, ["freeland-place", "log-a-2"])
    records = records_of(upgraded)
    assert records.events["log-a-2"].title == "My words"
    assert records.places["freeland-place"].name == "The Free Land"
    asked = import_file(upgraded, log(tmp_path, ROWS[0], ROWS[1].replace("05-02", "05-09"), ROWS[2]))
    assert asked.edited.in_question == ["log-a-2"]
