"""A dump loads back equal, and a dump of that is the same to the byte."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.support.opened import dump_folder, load_paths
from tests.support.stores import contents_of, fill
from tests.support.worlds import worlds
from timeline.annotations.reading.files import DUMP_MARK
from timeline.annotations.reading.read_files import read_paths
from timeline.domain.records import Claim, Event, RecordSet, Source
from timeline.errors import NoDatabase, TimelineError
from timeline.whole_files import held_mark


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def with_whole_positions(world: RecordSet) -> RecordSet:
    """The world as files can hold it: a place has both coordinates or none."""
    places = {
        place.id: place
        if (place.latitude is None) == (place.longitude is None)
        else place._replace(latitude=None, longitude=None)
        for place in world.places.values()
    }
    return world._replace(places=places)


@settings(max_examples=12)
@given(worlds().map(with_whole_positions))
def test_a_dump_reads_back_equal_and_dumps_the_same(world: RecordSet) -> None:
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        first, second = str(here / "first.db"), str(here / "second.db")
        fill(first, world)
        dump_folder(first, here / "dump")
        reading = read_paths([here / "dump"])
        assert reading.problems == []
        assert reading.records == world
        fill(second, reading.records)
        dump_folder(second, here / "again")
        assert files(here / "again") == files(here / "dump")
        assert contents_of(second) == contents_of(first)


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds())
def test_both_databases_dump_the_same(postgres_url: str, world: RecordSet) -> None:
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        fill(postgres_url, world)
        fill(str(here / "timeline.db"), world)
        dump_folder(postgres_url, here / "served")
        dump_folder(str(here / "timeline.db"), here / "file")
        assert files(here / "served") == files(here / "file")


def dated(*dates: str | None) -> RecordSet:
    events = {
        f"event-{number}": Event(f"event-{number}", "E", claims=(Claim("wire", date=date),))
        for number, date in enumerate(dates)
    }
    return RecordSet({"wire": Source("wire", "Wire")}, events=events)


def test_events_are_filed_by_the_year_they_are_listed_under(sqlite_url: str, tmp_path: Path) -> None:
    fill(sqlite_url, dated("2031-05-01", "2031", "../1999", "-0044-03-15", None))
    dump_folder(sqlite_url, tmp_path / "dump")
    names = sorted(files(tmp_path / "dump"))
    assert [name for name in names if any(year in name for year in ("2031", "1999", "-0044", "undated"))] == [
        name for name in names if "event" in name
    ]
    assert len([name for name in names if "event" in name]) == 4


def test_files_that_no_dump_wrote_are_left_alone(sqlite_url: str, tmp_path: Path) -> None:
    fill(sqlite_url, dated("2031"))
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "notes.yaml").write_text("sources: {}\n")
    with pytest.raises(TimelineError, match="was not written by a dump"):
        dump_folder(sqlite_url, folder)
    assert files(folder) == {"notes.yaml": b"sources: {}\n"}


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


OWN = {".git/HEAD": b"ref: refs/heads/main\n", "README.md": b"ours\n", ".mine.part": b""}


def with_own_files(folder: Path) -> None:
    for name, content in OWN.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)


def test_what_people_keep_in_the_folder_stays_and_so_do_rights(sqlite_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "dump"
    fill(sqlite_url, dated("2031", "2040"))
    dump_folder(sqlite_url, folder)
    with_own_files(folder)
    folder.chmod(0o750)
    (folder / "sources.yaml").chmod(0o600)
    fill(sqlite_url, dated("2031", "2050"))
    dump_folder(sqlite_url, folder)
    assert OWN.items() <= tree(folder).items()
    assert set(tree(folder)) - set(OWN) == {"timeline.yaml", "sources.yaml", "events-2031.yaml", "events-2050.yaml"}
    assert (folder.stat().st_mode & 0o777, (folder / "sources.yaml").stat().st_mode & 0o777) == (0o750, 0o600)


class _Killed(BaseException):
    """Ends a dump as a kill would: what it has not done stays undone."""


@pytest.mark.parametrize("moved", range(4))
def test_a_dump_that_is_cut_off_among_its_files_does_not_load_until_it_is_repeated(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moved: int
) -> None:
    folder, other = tmp_path / "dump", str(tmp_path / "other.db")
    fill(sqlite_url, dated("2031", "2032", "2033"))
    dump_folder(sqlite_url, folder)
    with_own_files(folder)
    before = tree(folder)
    fill(sqlite_url, dated("2032", "2033", "2034"))
    left = moved

    def move_some(file: Path, target: Path) -> Path:
        nonlocal left
        if left == 0:
            raise _Killed
        left -= 1
        os.rename(file, target)
        return target

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", move_some)
        with pytest.raises(_Killed):
            dump_folder(sqlite_url, folder)
    assert moved == 0 or tree(folder) != before
    for paths in ([folder], [tmp_path], [folder / "sources.yaml"]):
        (problem,) = load_paths(other, paths).problems
        assert str(problem).startswith(f"{folder}: a dump to this folder was cut off, so its files are of two dumps")
    dump_folder(sqlite_url, folder)
    dump_folder(sqlite_url, tmp_path / "fresh")
    assert tree(folder) == files(tmp_path / "fresh") | OWN
    assert load_paths(other, [folder]).problems == []


def test_while_a_dump_moves_its_files_a_load_is_told_to_wait(sqlite_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "dump"
    fill(sqlite_url, dated("2031"))
    dump_folder(sqlite_url, folder)
    with held_mark(folder / DUMP_MARK, "words"):
        (problem,) = load_paths(str(tmp_path / "other.db"), [folder]).problems
    assert problem.message == "a dump is being written to this folder: load it when that is done"


def test_a_dump_that_fails_beforehand_changes_nothing(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "dump"
    fill(sqlite_url, dated("2031"))
    dump_folder(sqlite_url, folder)
    before = tree(folder)
    fill(sqlite_url, dated("2032"))

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    for there in (folder, tmp_path / "new"):
        with pytest.raises(TimelineError, match="cannot be written: no space left on device"):
            dump_folder(sqlite_url, there)
    assert tree(folder) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dump", "timeline.db"]


def test_a_link_in_the_folder_is_no_file_of_a_dump(sqlite_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "dump"
    fill(sqlite_url, dated("2031"))
    dump_folder(sqlite_url, folder)
    (folder / "sources.yaml").rename(tmp_path / "elsewhere.yaml")
    (folder / "sources.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    with pytest.raises(TimelineError, match="was not written by a dump to this folder"):
        dump_folder(sqlite_url, folder)


def test_without_a_database_nothing_is_written(sqlite_url: str, tmp_path: Path) -> None:
    with pytest.raises(NoDatabase):
        dump_folder(sqlite_url, tmp_path / "dump")
    assert not (tmp_path / "dump").exists()


def test_a_dump_is_loaded_by_the_usual_way(database: str, tmp_path: Path) -> None:
    world = dated("2031-05-01", "1 day after event-0")
    fill(database, world)
    assert dump_folder(database, tmp_path / "dump") == world
    loaded = load_paths(database, [tmp_path / "dump"])
    assert loaded.problems == []
    assert loaded.report is not None
    assert (loaded.report.changes, loaded.report.left["event"]) == (0, 2)
