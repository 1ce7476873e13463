"""Loading files: as one whole, against what the database holds, and not at all where there is a mistake."""

from pathlib import Path

import pytest

from tests.support.opened import load_paths, reading
from tests.support.stores import contents_of
from timeline.errors import DatabaseError, NoDatabase, TimelineError

FIRST = """
sources:
  wire: {title: Newswire report, published: 2031-05-03}
actors:
  ana: {name: Ana Ruiz}
places:
  port: {name: Port City}
vocabulary:
  roles: {envoy: is sent by another}
events:
  call: {title: Ana calls, type: consult/phone, claims: [{source: wire, date: 2031-05-01}]}
"""
SECOND = """
events:
  visit:
    title: Ana visits the port
    type: consult/visit
    place: port
    participants: {ana: envoy}
    claims: [{source: wire, date: 1 day after call}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    return folder


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def dates(database: str) -> dict[str, str | None]:
    with reading(database) as reader:
        return dict(reader.rows("SELECT id, edtf FROM event", {}))


def test_a_second_file_may_speak_of_what_the_first_has_loaded(database: str, folder: Path) -> None:
    assert load_paths(database, [write(folder, "1.yaml", FIRST)]).problems == []
    loaded = load_paths(database, [write(folder, "2.yaml", SECOND)])
    assert loaded.problems == []
    assert loaded.report is not None
    assert (loaded.report.added["event"], loaded.report.changes) == (1, 1)
    assert dates(database) == {"call": "2031-05-01", "visit": "2031-05-02"}


def test_a_changed_event_moves_those_that_are_told_from_it(database: str, folder: Path) -> None:
    write(folder, "1.yaml", FIRST)
    write(folder, "2.yaml", SECOND)
    load_paths(database, [folder])
    loaded = load_paths(database, [write(folder, "1.yaml", FIRST.replace("2031-05-01", "2031-05-02"))])
    assert loaded.report is not None
    assert (loaded.report.changed["event"], loaded.report.redated) == (1, 1)
    assert dates(database) == {"call": "2031-05-02", "visit": "2031-05-03"}


def test_a_change_reaches_what_is_told_from_it_in_second_place_too(database: str, folder: Path) -> None:
    write(folder, "1.yaml", FIRST)
    second = """
events:
  blast: {title: Blast, claims: [{source: wire, date: 2031-04-01}]}
  visit: {title: Visit, claims: [{source: wire, date: "after blast, before call"}]}
  stay: {title: Stay, claims: [{source: wire, date: visit to publication}]}
"""
    write(folder, "2.yaml", second)
    load_paths(database, [folder])
    assert dates(database)["visit"] == "[2031-04-02..2031-04-30]"
    loaded = load_paths(database, [write(folder, "1.yaml", FIRST.replace("2031-05-01", "2031-04-20"))])
    assert loaded.report is not None
    assert (loaded.report.changed["event"], loaded.report.redated) == (1, 2)
    assert dates(database)["visit"] == "[2031-04-02..2031-04-19]"


def test_what_a_later_source_contradicts_is_loaded_and_comes_to_nothing(database: str, folder: Path) -> None:
    """The claim of the one file was good until the other came; it is good again when that is gone."""
    write(folder, "1.yaml", FIRST)
    told = "events: {visit: {title: Visit, claims: [{source: wire, date: 'after call, before publication'}]}}"
    load_paths(database, [folder, write(folder, "2.yaml", told)])
    assert dates(database)["visit"] == "2031-05-02"
    later = FIRST.replace("2031-05-01", "2031-05-09")
    loaded = load_paths(database, [write(folder, "1.yaml", later)])
    assert loaded.problems == []
    assert dates(database) == {"call": "2031-05-09", "visit": None}
    load_paths(database, [write(folder, "1.yaml", FIRST)], revert=True)
    assert dates(database) == {"call": "2031-05-01", "visit": "2031-05-02"}


def test_loading_again_changes_nothing(database: str, folder: Path) -> None:
    write(folder, "1.yaml", FIRST)
    write(folder, "2.yaml", SECOND)
    load_paths(database, [folder])
    before = contents_of(database)
    loaded = load_paths(database, [folder])
    assert loaded.report is not None
    assert (loaded.report.changes, loaded.report.left["event"]) == (0, 2)
    assert contents_of(database) == before


def test_a_file_by_itself_must_not_speak_of_what_nobody_holds(no_database: str, folder: Path) -> None:
    loaded = load_paths(no_database, [write(folder, "2.yaml", SECOND)])
    assert loaded.report is None
    told = "\n".join(problem.message for problem in loaded.problems)
    for unknown in ("wire", "ana", "port", "envoy", "call"):
        assert unknown in told
    with pytest.raises(NoDatabase), reading(no_database):
        pass


@pytest.mark.parametrize(
    "mistake",
    [
        SECOND.replace("ana: envoy", "ana: envoi"),
        SECOND.replace("place: port", "place: prt"),
        SECOND.replace("1 day after call", "2031-02-30"),
        SECOND.replace("visit:", "ana:"),
        SECOND + "  visit: {title: Again}\n",
        SECOND + "actors:\n  bo: {name: [\n",
    ],
    ids=["role", "place", "date", "id of another kind", "twice", "broken"],
)
def test_a_mistake_changes_nothing(database: str, folder: Path, mistake: str) -> None:
    load_paths(database, [write(folder, "1.yaml", FIRST)])
    load_paths(database, [write(folder, "2.yaml", SECOND)])
    before = contents_of(database)
    good = write(folder, "4.yaml", "places:\n  city: {name: City}\n")
    loaded = load_paths(database, [write(folder, "3.yaml", mistake), good])
    assert loaded.report is None
    assert loaded.problems
    assert contents_of(database) == before


def test_a_circle_through_the_database_changes_nothing(database: str, folder: Path) -> None:
    load_paths(database, [write(folder, "1.yaml", FIRST)])
    load_paths(database, [write(folder, "2.yaml", SECOND)])
    before = contents_of(database)
    circle = write(folder, "3.yaml", FIRST.replace("date: 2031-05-01", "date: 1 day before visit"))
    with pytest.raises(TimelineError, match="circle: call -> visit -> call"):
        load_paths(database, [circle])
    assert contents_of(database) == before


def test_a_dry_run_tells_and_changes_nothing(database: str, folder: Path) -> None:
    load_paths(database, [write(folder, "1.yaml", FIRST)])
    before = contents_of(database)
    dry = load_paths(database, [write(folder, "2.yaml", SECOND)], dry_run=True)
    assert contents_of(database) == before
    assert load_paths(database, [folder / "2.yaml"]) == dry


def test_a_dry_run_makes_no_database(sqlite_url: str, folder: Path) -> None:
    loaded = load_paths(sqlite_url, [write(folder, "1.yaml", FIRST)], dry_run=True)
    assert loaded.report is not None
    assert loaded.report.added["event"] == 1
    assert not Path(sqlite_url).exists()


def test_pruning_keeps_what_the_files_name_and_knows_no_more(database: str, folder: Path) -> None:
    first, second = write(folder, "1.yaml", FIRST), write(folder, "2.yaml", SECOND)
    load_paths(database, [first, second])
    assert load_paths(database, [second], prune=True).problems
    loaded = load_paths(database, [first], prune=True)
    assert loaded.report is not None
    assert loaded.report.removed["event"] == 1
    assert dates(database) == {"call": "2031-05-01"}


def test_an_actor_whom_a_claim_reports_is_not_taken_away(database: str, folder: Path) -> None:
    first = write(
        folder, "1.yaml", FIRST.replace("  ana: {name: Ana Ruiz}\n", "  ana: {name: Ana Ruiz}\n  union: {name: U}\n")
    )
    second = write(folder, "2.yaml", SECOND.replace("1 day after call", "1 day after call, according_to: union"))
    assert load_paths(database, [first, second]).problems == []
    before = contents_of(database)
    write(folder, "1.yaml", FIRST)
    loaded = load_paths(database, [folder], prune=True)
    assert list(map(str, loaded.problems)) == [
        f'{second}:8: unknown actor "union" in according_to of claim 1 of event visit: '
        "define it under actors, or write words: two at least, or “union”"
    ]
    assert contents_of(database) == before


def test_a_name_where_an_id_of_the_database_is_meant(database: str, folder: Path) -> None:
    load_paths(database, [write(folder, "1.yaml", FIRST)])
    by_name = write(folder, "2.yaml", SECOND.replace("1 day after call", "1 day after call, according_to: RUÍZ"))
    assert "define it under actors" in str(load_paths(database, [by_name]).problems[0]), "persons go by a last name"
    person = write(folder, "3.yaml", "actors: {ana: {name: Ana Ruiz, kind: person}}")
    load_paths(database, [person])
    assert list(map(str, load_paths(database, [by_name]).problems)) == [
        f'{by_name}:8: unknown actor "RUÍZ" in according_to of claim 1 of event visit: '
        "write ana, the id of the actor of that name"
    ]
    words = write(folder, "4.yaml", SECOND.replace("1 day after call", "1 day after call, according_to: ana ruíz"))
    loaded = load_paths(database, [words])
    assert list(map(str, loaded.advice)) == [
        f"{words}:8: according_to of claim 1 of event visit has a name of actor ana for words: "
        "write the id, and queries for the actor find it"
    ]


def test_a_database_that_cannot_be_opened_is_told_and_left(sqlite_url: str, folder: Path) -> None:
    Path(sqlite_url).write_text("a shopping list\n" * 100)
    with pytest.raises(DatabaseError, match="this file is not a database"):
        load_paths(sqlite_url, [write(folder, "1.yaml", FIRST)])
    assert Path(sqlite_url).read_text() == "a shopping list\n" * 100
