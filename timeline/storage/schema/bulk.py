"""Many rows into an empty database: indexes and foreign keys after them, then the planner's statistics.

An index made at the end is sorted once instead of being searched for each row, and a foreign key is
checked by one join: a third to a half of the time on both databases. On PostgreSQL only where the tables
were made in the same transaction: nobody else sees them yet, so nobody waits for the locks that this takes.
"""

from contextlib import ExitStack

from sqlalchemy import Connection, ForeignKeyConstraint, Index, Table, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from timeline.storage.schema.tables import claim, event, metadata
from timeline.storage.schema.word_index import indexed_at_once

_MANY_ROWS = 10_000
_FOR_WRITING = (
    "maintenance_work_mem = '256MB'",
    "gin_pending_list_limit = '64MB'",
    "plan_cache_mode = force_custom_plan",
    "default_statistics_target = 30",
)
"""For building indexes, and for words that wait to be sorted into theirs. What was first asked of empty tables is
planned anew as they fill: a plan that is kept would read the whole of them each time. For the planner 9,000 rows of a
table are looked at, not 30,000: the server looks again by itself. For this transaction alone."""
_EMPTY, _WRITTEN, _WORDS = "timeline_empty", "timeline_rows_written", "timeline_words_wait"
_DISTRIBUTED = "timeline_distributed"


def expect_rows(connection: Connection, *, new: bool, distributed: bool = False) -> None:
    """Notes where rows go: into tables that the transaction has made (``new``), or over several nodes."""
    if connection.dialect.name == "sqlite":
        # 256 MiB, where the default of 2 reads the same pages again and again. What is changed stays in it:
        # only when it is full, or at the end, readers have to wait.
        connection.exec_driver_sql("PRAGMA cache_size = -262144")
        new = new or connection.execute(text("SELECT 1 FROM event LIMIT 1")).first() is None
    else:
        for setting in _FOR_WRITING:
            connection.exec_driver_sql(f"SET LOCAL {setting}")
    connection.info[_EMPTY] = new
    connection.info[_DISTRIBUTED] = distributed


def rows_come(connection: Connection, count: int) -> None:
    """Counts rows that are about to be written; before the first in an empty database, what can wait is put off."""
    connection.info[_WRITTEN] = connection.info.get(_WRITTEN, 0) + count
    # Later is too late: PostgreSQL drops no foreign key to a table whose own deferred ones are still to be checked.
    if connection.info.pop(_EMPTY, False):
        for key in _foreign_keys(connection):
            connection.exec_driver_sql(drop_key(key))
        for index in _indexes():
            index.drop(connection)
        words = connection.info[_WORDS] = ExitStack()
        words.enter_context(indexed_at_once(connection))


def is_deferred(connection: Connection) -> bool:
    """Whether foreign keys wait: on PostgreSQL, what an event owns does not go with it by itself then."""
    return _WORDS in connection.info


def is_spread(connection: Connection) -> bool:
    """Whether rows go to several nodes."""
    return bool(connection.info.get(_DISTRIBUTED))


def finish_writing(connection: Connection) -> None:
    """Makes what waited, and tells PostgreSQL's planner what the tables hold, where many rows were written.

    Left to itself the server does so a minute later, and reads a big table as if it were empty until then.
    """
    if is_deferred(connection):
        keys = _foreign_keys(connection)
        if keys:
            connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
        for key in keys:
            connection.exec_driver_sql(add_key(key))
        for index in _indexes():
            index.create(connection)
        connection.info.pop(_WORDS).close()
    many = connection.info.get(_WRITTEN, 0) >= _MANY_ROWS
    # Citus allows no ANALYZE after writes of the same transaction; its nodes see to it by themselves.
    if many and connection.dialect.name == "postgresql" and not is_spread(connection):
        connection.execute(text(f"ANALYZE {', '.join(table.name for table in metadata.sorted_tables)}"))


def owned_tables() -> list[Table]:
    """The tables of what events own, without the events' own."""
    return [table for table in metadata.sorted_tables if "event_id" in table.columns]


def drop_key(key: ForeignKeyConstraint) -> str:
    """The statement that drops a foreign key."""
    return f"ALTER TABLE {key.table.name} DROP CONSTRAINT {key.name}"


def add_key(key: ForeignKeyConstraint) -> str:
    """The statement that adds it again; SQLAlchemy's own would leave the key out of every table made later."""
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    return f"ALTER TABLE {key.table.name} ADD {dialect.ddl_compiler(dialect, CreateTable(key.table)).process(key)}"


def _foreign_keys(connection: Connection) -> list[ForeignKeyConstraint]:
    """Those of events and what they own; SQLite cannot drop any, and checks them at little cost."""
    if connection.dialect.name == "sqlite":
        return []
    tables = (event, *owned_tables())
    return sorted((key for table in tables for key in table.foreign_key_constraints), key=lambda key: str(key.name))


def _indexes() -> list[Index]:
    """Those of events and what they own, but for the claims': a load finds by them what a change reaches."""
    tables = (table for table in (event, *owned_tables()) if table is not claim)
    return sorted((index for table in tables for index in table.indexes), key=lambda index: str(index.name))
