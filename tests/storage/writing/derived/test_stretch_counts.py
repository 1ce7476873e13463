"""What begins and ends to count in each stretch of time is, after any write, what counting anew gives."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from tests.support.command import run_command
from tests.support.stores import fill, load
from tests.support.worlds import worlds
from timeline.domain.records import RecordSet
from timeline.storage.connecting.address import read_address
from timeline.storage.schema.memory import memory_connection
from timeline.storage.writing.derived.stretch_counts import count_stretches
from timeline.storage.writing.transaction.session import write_session

Loads = list[tuple[RecordSet, bool]]
LOADS = st.lists(st.tuples(worlds(), st.booleans()), min_size=1, max_size=3)


def kept(connection: Connection) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(text("SELECT * FROM stretch_count ORDER BY unit, first_day"))]


def is_as_if_counted_anew(connection: Connection) -> bool:
    before = kept(connection)
    count_stretches(connection)
    assert kept(connection) == before
    return bool(before)


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(LOADS)
def test_after_any_loads(loads: Loads) -> None:
    with memory_connection() as connection:
        for records, prune in loads:
            load(connection, records, prune=prune)
            is_as_if_counted_anew(connection)


@settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(loads=LOADS)
def test_so_in_both_databases(database: str, loads: Loads) -> None:
    fill(database, RecordSet())
    with write_session(read_address(database)) as (connection, _):
        for records, prune in loads:
            load(connection, records, prune=prune)
            is_as_if_counted_anew(connection)


FIRST = """
sources: {gazette: {title: Gazette, published: 2031-07-01}}
events:
  talks: {title: Talks, claims: [{source: gazette, date: 2031-05-01}]}
  march: {title: March, claims: [{source: gazette, date: 3 days after talks}, {source: gazette, date: 2031-06}]}
  siege: {title: Siege, claims: [{source: gazette, date: 2018/..}]}
"""
TABLE = "Date,What,Paper,Paper date\n2031-08-02,Walkout,Herald,2031-08-03\n2031-08,Blockade,Herald,2031-09-01\n"


def test_after_what_people_do(tmp_path: Path) -> None:
    database, files = str(tmp_path / "timeline.db"), tmp_path / "files"
    files.mkdir()
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    edited = FIRST.replace("2031-05-01", "2031-04-30")

    def done(*arguments: str, says: str | None = None) -> None:
        if says is not None:
            (files / "all.yaml").write_text(says, encoding="utf-8")
        found = run_command(*arguments, db=database)
        assert found.exit_code == 0, found.output
        with write_session(read_address(database), dry_run=True) as (connection, _):
            assert is_as_if_counted_anew(connection)

    done("load", str(files), says=FIRST)
    done("load", str(files), says=edited)
    done("rename", "talks", "first-talks")
    done("undo", "3")
    done("undo", "2")
    run_command("import", str(tmp_path / "table.csv"), db=database)  # proposes a map
    done("import", str(tmp_path / "table.csv"), "--map", str(tmp_path / "table-map.yaml"))
    done("undo", "6")
    done("load", str(files), "--prune", "--yes", says=FIRST.replace("  siege:", "  siege-2:"))
