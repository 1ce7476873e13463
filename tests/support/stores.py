"""Databases with records in them, for tests of what reads them."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from tests.support.opened import reading
from tests.support.signed import change_log
from timeline.domain.claims.derive import derive
from timeline.domain.records import RecordSet
from timeline.storage.connecting.address import read_address
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.connecting.reader import Reader
from timeline.storage.schema.memory import memory_connection
from timeline.storage.schema.tables import (
    change,
    change_added,
    change_block,
    change_record,
    landed_write,
    last_change,
    metadata,
)
from timeline.storage.writing.compare import LoadReport, by_kind, unnamed
from timeline.storage.writing.loader import Loader, load_fresh
from timeline.storage.writing.transaction.session import write_session


@contextmanager
def in_memory(records: RecordSet) -> Iterator[Reader]:
    """A reader over these records, in memory."""
    with memory_connection() as connection:
        load_fresh(connection, records, derive(records))
        yield ConnectionReader(connection)


@contextmanager
def in_database(database: str, records: RecordSet) -> Iterator[Reader]:
    """A reader over a database that holds these records and nothing else."""
    fill(database, records)
    with reading(database) as reader:
        yield reader


def fill(database: str, records: RecordSet) -> None:
    """Puts these records, and nothing else, into a database, which is made where there is none."""
    with write_session(read_address(database)) as (connection, _):
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
        load(connection, records)


def load(connection: Connection, records: RecordSet, *, prune: bool = False) -> LoadReport:
    """Brings a database to what records say; with ``prune`` it holds no others then."""
    loader = Loader(connection, change_log(connection))
    loader.add(records, removal=unnamed(ConnectionReader(connection), by_kind(records)) if prune else None)
    return loader.finish()


_HISTORY = (change, change_added, change_record, change_block)
_CONTENTS = [table for table in metadata.sorted_tables if table not in (landed_write, last_change, *_HISTORY)]
"""What each write leaves is another each time."""


def contents(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, sorted; the marks of writes left aside."""
    return {
        table.name: sorted((tuple(row) for row in connection.execute(table.select())), key=repr) for table in _CONTENTS
    }


def contents_of(database: str) -> dict[str, list[tuple[object, ...]]]:
    """The same of a database at an address."""
    with reading(database) as reader:
        return {table.name: sorted(reader.rows(f"SELECT * FROM {table.name}", {}), key=repr) for table in _CONTENTS}
