"""Rows -> database: in batches, parents before children; COPY on PostgreSQL, executemany on SQLite."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import DBAPIError

from timeline.storage.schema import tables
from timeline.storage.schema.bulk import is_deferred, owned_tables, rows_come
from timeline.storage.writing.rows import Row, TableRow

_BATCH = {"sqlite": 5_000, "postgresql": 40_000}
"""Rows held at a time. Each COPY costs a round trip, on a distributed database one to every shard."""
_IDS_AT_A_TIME = 500
_REPLACED = (tables.source, tables.actor, tables.place)
"""Others refer to these, so they are replaced in place."""


def insert(connection: Connection, rows: Iterable[TableRow]) -> None:
    """Inserts rows of any tables, in an order that foreign keys accept; the last word wins on reference records.

    Rows of source, actor and place replace what stands under their id. Holds one batch at a time.
    """
    batch = _BATCH[connection.dialect.name]
    waiting: dict[str, list[Row]] = defaultdict(list)
    count = 0
    for table, row in rows:
        waiting[table].append(row)
        count += 1
        if count == batch:
            _flush(connection, waiting)
            count = 0
    _flush(connection, waiting)


def delete(connection: Connection, table: Table, column: str, ids: Collection[str]) -> None:
    """Deletes the rows whose column is one of the ids, and all that an event owns with the event."""
    if table is tables.event and is_deferred(connection):
        for owned in owned_tables():
            if owned.foreign_key_constraints:  # what has none outlives the event
                delete(connection, owned, "event_id", ids)
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    wanted = sorted(ids)
    for start in range(0, len(wanted), _IDS_AT_A_TIME):
        chunk = wanted[start : start + _IDS_AT_A_TIME]
        marks = ", ".join([mark] * len(chunk))
        connection.exec_driver_sql(f"DELETE FROM {table.name} WHERE {column} IN ({marks})", tuple(chunk))


def delete_terms(connection: Connection, keys: Collection[str]) -> None:
    """Deletes terms of the vocabulary by their "kind/term"."""
    for key in keys:
        kind, _, term = key.partition("/")
        columns = tables.vocabulary.c
        connection.execute(tables.vocabulary.delete().where(columns.kind == kind, columns.term == term))


def clear(connection: Connection, table: Table) -> None:
    """Deletes every row of a table."""
    connection.execute(table.delete())


def _flush(connection: Connection, waiting: dict[str, list[Row]]) -> None:
    if waiting:
        rows_come(connection, sum(map(len, waiting.values())))
    for table in tables.metadata.sorted_tables:
        rows = waiting.pop(table.name, None)
        if not rows:
            continue
        if connection.dialect.name == "sqlite":
            # Tuples past the expression language: twice as fast as dictionaries through it.
            connection.exec_driver_sql(_insert_sql(table), rows)
        elif table in _REPLACED:
            _replace_at_once(connection, table, rows)
        else:
            _copy(connection, table, rows)


def _insert_sql(table: Table) -> str:
    sql = f"INSERT INTO {table.name} ({_columns(table)}) VALUES ({', '.join('?' for _ in table.columns)})"
    return sql + _or_replace(table) if table in _REPLACED else sql


def _replace_at_once(connection: Connection, table: Table, rows: list[Row]) -> None:
    """One statement whose parameters are the columns, as arrays: COPY cannot replace rows."""
    # The statement may name a row once only; the last word wins.
    latest = {row[0]: row for row in rows}
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    arrays = ", ".join(f"%s::{column.type.compile(dialect).partition(' COLLATE')[0]}[]" for column in table.columns)
    connection.exec_driver_sql(
        f"INSERT INTO {table.name} ({_columns(table)}) SELECT * FROM unnest({arrays})" + _or_replace(table),
        tuple(list(column) for column in zip(*latest.values(), strict=True)),
    )


def _copy(connection: Connection, table: Table, rows: list[Row]) -> None:
    """Five times as fast as INSERT; psycopg writes rows quicker than we could join their text."""
    sql = f"COPY {table.name} ({_columns(table)}) FROM STDIN"
    driver: Any = connection.connection.dbapi_connection
    dbapi = connection.dialect.loaded_dbapi
    try:
        with driver.cursor() as cursor, cursor.copy(sql) as copy:
            for row in rows:
                copy.write_row(row)
    except dbapi.Error as error:
        raise DBAPIError.instance(sql, None, error, dbapi.Error, dialect=connection.dialect) from error


def _or_replace(table: Table) -> str:
    changes = ", ".join(f"{column.name} = excluded.{column.name}" for column in table.columns if column.name != "id")
    return f" ON CONFLICT (id) DO UPDATE SET {changes}"


def _columns(table: Table) -> str:
    return ", ".join(column.name for column in table.columns)
