"""Parquet: every table, typed, as DuckDB and Polars read it."""

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
import polars
import pytest
from hypothesis import given, settings

from tests.exporters.harbour import MEETING, agreed, entry, story
from tests.exporters.hostile import hostile_entries
from tests.exporters.programs.tables.test_tidy_tables import chronology_of, table
from timeline.domain.chronology import Entry
from timeline.exporters.programs.tables.parquet import export
from timeline.exporters.programs.tables.tidy_tables import DAY, NUMBER, TABLES, TEXT, TEXTS, WHOLE, YES_NO

POLARS = {
    TEXT: polars.String(),
    WHOLE: polars.Int64(),
    NUMBER: polars.Float64(),
    YES_NO: polars.Boolean(),
    DAY: polars.Date(),
    TEXTS: polars.List(polars.String()),
}
DUCKDB = {TEXT: "VARCHAR", WHOLE: "BIGINT", NUMBER: "DOUBLE", YES_NO: "BOOLEAN", DAY: "DATE", TEXTS: "VARCHAR[]"}


RECORDS = ("sources", "actors", "places")


def told(name: str) -> Iterable[Entry]:
    """Events for a table; those of records know the actors and places of one of them."""
    return (MEETING,) if name in RECORDS else story()


def written(entries: Any, name: str) -> bytes:
    out = io.BytesIO()
    export(chronology_of(entries), out, table=name)
    return out.getvalue()


def read_back(entries: Any, name: str) -> dict[str, list[Any]]:
    """The columns as Polars reads them."""
    return polars.read_parquet(io.BytesIO(written(entries, name))).to_dict(as_series=False)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_comes_back_from_polars_and_duckdb_as_it_is(name: str, tmp_path: Path) -> None:
    (tmp_path / "x.parquet").write_bytes(written(told(name), name))
    in_polars = polars.read_parquet(tmp_path / "x.parquet")
    columns = table(name, told(name))
    assert in_polars.to_dict(as_series=False) == columns
    assert dict(in_polars.schema) == {column: POLARS[holds] for column, holds in TABLES[name].columns.items()}
    with duckdb.connect() as connection:
        found = connection.sql(f"SELECT * FROM '{tmp_path / 'x.parquet'}'")
        assert dict(zip(found.columns, map(str, found.types), strict=True)) == {
            column: DUCKDB[holds] for column, holds in TABLES[name].columns.items()
        }
        assert found.fetchall() == list(zip(*columns.values(), strict=True))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_without_rows_has_its_columns(name: str) -> None:
    assert read_back((), name) == {column: [] for column in TABLES[name].columns}


def test_without_a_table_it_is_the_events() -> None:
    out = io.BytesIO()
    export(chronology_of(story()), out)
    assert out.getvalue() == written(story(), "events")


def test_what_was_asked_stands_in_the_metadata(tmp_path: Path) -> None:
    out = io.BytesIO()
    export(chronology_of(story())._replace(title="Who's \0 where"), out, table="claims")
    (tmp_path / "x.parquet").write_bytes(out.getvalue())
    with duckdb.connect() as connection:
        found = connection.sql(f"SELECT key, value FROM parquet_kv_metadata('{tmp_path / 'x.parquet'}')").fetchall()
    assert dict(found) == {
        b"title": b"Who's  where",
        b"query": b"May 2031; actor Ana Ruiz",
        b"made_on": b"2031-07-01",
        b"table": b"claims",
    }


def test_days_beyond_the_calendar_are_texts_alone() -> None:
    found = read_back(
        [entry("bang", date=agreed("Y-13800000000")), entry("rome", date=agreed("-0752-04-21"))], "events"
    )
    assert found["earliest"] == [None, None]
    assert found["earliest_iso"] == ["-13800000000-01-01", "-0752-04-21"]


def test_a_text_longer_than_a_row_mostly_is_comes_back_whole() -> None:
    longest = "ab c" * 1_500_000
    assert read_back([entry("long", longest)], "events")["title"] == [longest]


@settings(max_examples=25, deadline=None)
@given(hostile_entries())
def test_whatever_stands_in_a_text_comes_back(hostile: Entry) -> None:
    for name in TABLES.keys() - RECORDS:
        assert read_back([hostile], name) == table(name, [hostile])
