"""A dump loads back equal, and a dump of that is the same to the byte."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.support.stores import contents_of, fill
from tests.support.worlds import worlds
from timeline.actions.dump import dump_folder
from timeline.actions.load import load_paths
from timeline.annotations.reader import read_paths
from timeline.domain.records import Claim, Event, RecordSet, Source
from timeline.errors import NoDatabase, TimelineError


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def with_whole_positions(world: RecordSet) -> RecordSet:
    """The world as files can hold it: a place has both coordinates or none."""
    places = {
        place.id: place
        if (place.latitude is None) == (place.longitude is None)
        else replace(place, latitude=None, longitude=None)
        for place in world.places.values()
    }
    return replace(world, places=places)


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
