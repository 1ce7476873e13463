"""Rows -> database: inserted in batches, parents before children."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, Table

from timeline.storage import tables
from timeline.storage.rows import Row, TableRow

_BATCH = 5_000
_IDS_AT_A_TIME = 500


def insert(connection: Connection, rows: Iterable[TableRow]) -> None:
    """Inserts rows of any tables, in an order that foreign keys accept; the last word wins on reference records.

    Rows of source, actor and place replace what stands under their id.
    """
    waiting: dict[str, list[Row]] = defaultdict(list)
    count = 0
    for table, row in rows:
        waiting[table].append(row)
        count += 1
        if count == _BATCH:
            _flush(connection, waiting)
            count = 0
    _flush(connection, waiting)


def delete(connection: Connection, table: Table, column: str, ids: Collection[str]) -> None:
    """Deletes the rows whose column is one of the ids."""
    mark = _mark(connection)
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
    for table in tables.metadata.sorted_tables:
        rows = waiting.pop(table.name, None)
        if rows:
            # Tuples past the expression language: twice as fast as dictionaries through it.
            connection.exec_driver_sql(_insert_sql(connection, table), rows)


def _insert_sql(connection: Connection, table: Table) -> str:
    columns = [column.name for column in table.columns]
    marks = ", ".join([_mark(connection)] * len(columns))
    sql = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({marks})"
    if table in (tables.source, tables.actor, tables.place):
        # Others refer to these, so they are replaced in place.
        changes = ", ".join(f"{column} = excluded.{column}" for column in columns if column != "id")
        sql += f" ON CONFLICT (id) DO UPDATE SET {changes}"
    return sql


def _mark(connection: Connection) -> str:
    return "?" if connection.dialect.name == "sqlite" else "%s"
