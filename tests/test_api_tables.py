"""Tables as pandas, Polars and DuckDB take them."""

import datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars
import pytest

import timeline
from timeline.exporters.programs.tables.tidy_tables import DAY, NUMBER, TABLES, TEXT, TEXTS, WHOLE, YES_NO

SEEDS = Path(__file__).parents[1] / "seeds" / "iraq-2020"
POLARS = {
    TEXT: polars.String(),
    WHOLE: polars.Int64(),
    NUMBER: polars.Float64(),
    YES_NO: polars.Boolean(),
    DAY: polars.Date(),
    TEXTS: polars.List(polars.String()),
}
DUCKDB = {TEXT: "VARCHAR", WHOLE: "BIGINT", NUMBER: "DOUBLE", YES_NO: "BOOLEAN", DAY: "DATE", TEXTS: "VARCHAR[]"}


def asked(sql: str, **frames: pandas.DataFrame) -> duckdb.DuckDBPyRelation:
    """What DuckDB answers of frames, by their names."""
    connection = duckdb.connect()
    for name, frame in frames.items():
        connection.register(name, frame)
    found = connection.sql(sql)
    assert found is not None
    return found


@pytest.fixture
def db(database: str) -> Any:
    """A database of each kind that holds the seeds and what they have none of."""
    with timeline.open(database, write=True) as db:
        db.load(SEEDS)
        yield db


def is_nothing(values: list[Any]) -> bool:
    """Whether a column has no value of which its type could follow."""
    return all(value is None or value == [] for value in values)


def test_the_libraries_take_every_table_as_it_is(db: timeline.Timeline) -> None:
    for name, table in TABLES.items():
        columns = db.table(name)
        assert columns["id" if "id" in columns else "event"], name
        in_pandas = pandas.DataFrame(columns)
        in_polars = polars.DataFrame(columns)
        in_duckdb = asked("SELECT * FROM in_pandas", in_pandas=in_pandas)
        assert list(in_pandas.columns) == in_polars.columns == in_duckdb.columns == list(table.columns)
        assert in_polars.to_dict(as_series=False) == columns
        assert in_duckdb.fetchall() == [tuple(values) for values in zip(*columns.values(), strict=True)], name
        types = dict(zip(in_duckdb.columns, map(str, in_duckdb.types), strict=True))
        for column, holds in table.columns.items():
            if is_nothing(columns[column]):
                continue
            assert in_polars.schema[column] == POLARS[holds], (name, column)
            # pandas has whole numbers that may be missing as floats.
            expected = {DUCKDB[holds], "DOUBLE"} if holds == WHOLE else {DUCKDB[holds]}
            assert types[column] in expected, (name, column)


def test_pandas_counts_with_days(db: timeline.Timeline) -> None:
    events = pandas.DataFrame(db.table("events", during="2020"))
    days = pandas.to_datetime(events["earliest"])
    assert days.dt.year.max() == 2020
    assert days.isna().sum() == events["earliest"].isna().sum()
    lengths = (pandas.to_datetime(events["latest"]) - days).dropna()
    assert len(lengths)
    assert (lengths.dt.days >= 0).all()


def test_duckdb_joins_tables_by_ids(db: timeline.Timeline) -> None:
    claims = pandas.DataFrame(db.table("claims"))
    figures = pandas.DataFrame(db.table("figures"))
    events = pandas.DataFrame(db.table("events"))
    found = asked(
        "SELECT e.id, c.source, f.measure, f.text FROM figures f JOIN claims c ON c.id = f.claim "
        "JOIN events e ON e.id = c.event ORDER BY ALL",
        claims=claims,
        figures=figures,
        events=events,
    ).fetchall()
    assert (len(claims), len(found)) == (len(claims.drop_duplicates("id")), len(figures))
    assert len(events) == len(events.drop_duplicates("id"))


def test_polars_reads_days_as_days(db: timeline.Timeline) -> None:
    events = polars.DataFrame(db.table("events", during="2020-09", certain=True))
    dated = events.filter(polars.col("in_window") == "dated")
    first = dated["earliest"].min()
    assert isinstance(first, datetime.date)
    assert first >= datetime.date(2020, 9, 1)
    under_way = events.filter(polars.col("in_window") == "under way")
    assert (len(under_way), len(dated) + len(under_way)) == (len(events) - len(dated), len(events))
    begins_by = under_way["begins_by"].max()
    assert isinstance(begins_by, datetime.date)
    assert begins_by <= datetime.date(2020, 9, 30)
