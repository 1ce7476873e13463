"""Rows -> database: in batches, parents before children; COPY on PostgreSQL, executemany on SQLite.

New rows are inserted. What stands there already is brought to new rows by difference: a row that is the same is
not touched, and of another only the columns that differ are written.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import DBAPIError

from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.connecting.reader import Value, in_list
from timeline.storage.schema import tables
from timeline.storage.schema.bulk import is_deferred, is_spread, owned_tables, rows_come
from timeline.storage.schema.stored_days import STEP_BITS
from timeline.storage.writing.rows import Row, Shape, TableRow

_BATCH = {"sqlite": 5_000, "postgresql": 40_000}
"""Rows held at a time. Each COPY costs a round trip, on a distributed database one to every shard."""
_IDS_AT_A_TIME = 500


def insert(connection: Connection, rows: Iterable[TableRow]) -> None:
    """Inserts rows of any tables, in an order that foreign keys accept. Holds one batch at a time."""
    waiting = iter(rows)
    while batch := list(islice(waiting, _BATCH[connection.dialect.name])):
        by_shape: dict[Shape, list[Row]] = defaultdict(list)
        for shape, row in batch:
            by_shape[shape].append(row)
        rows_come(connection, len(batch))
        _insert(connection, by_shape)


def bring(connection: Connection, shapes: Sequence[Shape], ids: Collection[str], rows: Iterable[TableRow]) -> None:
    """Brings what these ids own in the tables of these shapes to the rows given, which are all that they own then.

    What the rows are must not depend on what this writes. Holds one batch of them at a time, and what stands there.
    """
    left = set(ids)
    batch: dict[Shape, list[Row]] = defaultdict(list)
    owners: dict[str, None] = {}
    count = 0
    for shape, row in rows:
        owner = str(row[0])
        # An owner's rows come together: a batch ends where another owner begins.
        if count >= _BATCH[connection.dialect.name] and owner not in owners:
            _bring(connection, shapes, owners, batch)
            left -= owners.keys()
            batch, owners, count = defaultdict(list), {}, 0
        batch[shape].append(row)
        owners[owner] = None
        count += 1
    _bring(connection, shapes, [*owners, *sorted(left - owners.keys())], batch)


def delete(connection: Connection, table: Table, column: str, ids: Collection[Any]) -> None:
    """Deletes the rows whose column is one of the ids, and all that an event owns with the event."""
    if table is tables.event and is_deferred(connection):
        for owned in owned_tables():
            if owned.foreign_key_constraints:  # what has none outlives the event
                delete(connection, owned, "event_id", ids)
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


def _insert(connection: Connection, rows: dict[Shape, list[Row]]) -> None:
    order = _parents_first()
    for shape in sorted(rows, key=lambda each: order[each.table]):
        if connection.dialect.name == "sqlite":
            # Tuples past the expression language: twice as fast as dictionaries through it.
            marks = ", ".join("?" for _ in shape.columns)
            sql = f"INSERT INTO {shape.table.name} ({', '.join(shape.columns)}) VALUES ({marks})"
            connection.exec_driver_sql(sql, rows[shape])
        else:
            _copy(connection, shape, rows[shape])


@cache
def _parents_first() -> dict[Table, int]:
    """By table its place in an order that foreign keys accept."""
    return {table: index for index, table in enumerate(tables.metadata.sorted_tables)}


def _copy(connection: Connection, shape: Shape, rows: list[Row]) -> None:
    """Five times as fast as INSERT; in binary form psycopg writes rows in less than half the time of texts."""
    sql = f"COPY {shape.table.name} ({', '.join(shape.columns)}) FROM STDIN (FORMAT BINARY)"
    driver: Any = connection.connection.dbapi_connection
    dbapi = connection.dialect.loaded_dbapi
    try:
        with driver.cursor() as cursor, cursor.copy(sql) as copy:
            copy.set_types(_types(shape, shape.columns))
            for row in rows:
                copy.write_row(row)
    except dbapi.Error as error:
        raise DBAPIError.instance(sql, None, error, dbapi.Error, dialect=connection.dialect) from error


# --- by difference -----------------------------------------------------------------------------------


def _bring(connection: Connection, shapes: Sequence[Shape], ids: Iterable[str], rows: dict[Shape, list[Row]]) -> None:
    wanted = sorted(ids)
    added: dict[Shape, list[Row]] = {}
    for shape in shapes:
        before = {shape.key_of(row): row for row in _stored(connection, shape, wanted)}
        updates: dict[tuple[int, ...], list[Row]] = defaultdict(list)
        for row in rows.get(shape, ()):
            key = shape.key_of(row)
            old = before.get(key)
            row = row if old is None or old == row else _along_its_links(shape, row, old)
            if old == row or not (old is None or shape.replaced):
                del before[key]
            if old is None or (old != row and shape.replaced):
                added.setdefault(shape, []).append(row)
            elif old != row:
                updates[tuple([at for at, value in enumerate(row) if value != old[at]])].append(row)
        _delete_rows(connection, shape, list(before))
        for changed, those in updates.items():
            _update_rows(connection, shape, changed, those)
    if added:
        rows_come(connection, sum(map(len, added.values())))
        _insert(connection, added)


def _along_its_links(shape: Shape, row: Row, old: Row) -> Row:
    """The row, where among the events of its date it stood: ``along_links`` sees to that, when all is written."""
    if "sort_rank" not in shape.columns:
        return row
    day, rank = shape.columns.index("sort_day"), shape.columns.index("sort_rank")
    stands: tuple[Any, ...] = row
    stood: tuple[Any, ...] = old
    if stands[day] != stood[day] or stands[rank] >> STEP_BITS != stood[rank] >> STEP_BITS:
        return row
    return (*row[:rank], old[rank], *row[rank + 1 :])


def _stored(connection: Connection, shape: Shape, ids: list[str]) -> Iterator[Row]:
    reader = ConnectionReader(connection)
    for start in range(0, len(ids), _IDS_AT_A_TIME):
        parameters: dict[str, Value] = {}
        listed = in_list("id", ids[start : start + _IDS_AT_A_TIME], parameters)
        sql = f"SELECT {', '.join(shape.columns)} FROM {shape.table.name} WHERE {shape.owner} IN {listed}"
        yield from reader.rows(sql, parameters, few=True)


def _delete_rows(connection: Connection, shape: Shape, keys: list[tuple[Any, ...]]) -> None:
    if not keys:
        return
    table = shape.table.name
    if _is_one_server(connection):
        sql = f"DELETE FROM {table} USING {_arrays(shape, shape.keys)} WHERE {_same(table, shape.keys)}"
        _at_once(connection, sql, keys)
    else:
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE {_each(connection, shape.keys, ' AND ')}", keys)


def _update_rows(connection: Connection, shape: Shape, changed: tuple[int, ...], rows: list[Row]) -> None:
    """Writes the changed columns of rows, by their places among the shape's; none of them is in the key."""
    table = shape.table.name
    names = tuple([shape.columns[at] for at in changed])
    values = [(*(row[at] for at in changed), *shape.key_of(row)) for row in rows]
    if _is_one_server(connection):
        sets = ", ".join(f"{name} = told.{name}" for name in names)
        told = _arrays(shape, (*names, *shape.keys))
        _at_once(connection, f"UPDATE {table} SET {sets} FROM {told} WHERE {_same(table, shape.keys)}", values)
    else:
        sets, found = _each(connection, names, ", "), _each(connection, shape.keys, " AND ")
        connection.exec_driver_sql(f"UPDATE {table} SET {sets} WHERE {found}", values)


def _is_one_server(connection: Connection) -> bool:
    """Whether many rows go in one statement. Citus finds the node of a row by a value that it is given."""
    return connection.dialect.name == "postgresql" and not is_spread(connection)


def _at_once(connection: Connection, sql: str, rows: list[tuple[Any, ...]]) -> None:
    """One statement whose parameters are columns, as arrays."""
    connection.exec_driver_sql(sql, tuple(list(column) for column in zip(*rows, strict=True)))


def _arrays(shape: Shape, names: Sequence[str]) -> str:
    types = ", ".join(f"%s::{each}[]" for each in _types(shape, names))
    return f"unnest({types}) AS told({', '.join(names)})"


def _types(shape: Shape, names: Sequence[str]) -> list[str]:
    """PostgreSQL's types of these columns."""
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    return [shape.table.columns[name].type.compile(dialect).partition(" COLLATE")[0].lower() for name in names]


def _same(table: str, names: Sequence[str]) -> str:
    return " AND ".join(f"{table}.{name} = told.{name}" for name in names)


def _each(connection: Connection, names: Sequence[str], sign: str) -> str:
    return sign.join(f"{name} = {_mark(connection)}" for name in names)


def _mark(connection: Connection) -> str:
    return "?" if connection.dialect.name == "sqlite" else "%s"
