"""Spread a server's database over several machines."""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.errors import DatabaseError
from timeline.storage.connecting.address import Address
from timeline.storage.connecting.database import Database
from timeline.storage.connecting.postgresql.nodes import is_distributed
from timeline.storage.connecting.version import HEAD
from timeline.storage.schema.distribute import apply_distribution, distribution_script
from timeline.storage.schema.upgrading import schema_of
from timeline.storage.writing.transaction.session import write_session


@dataclass(frozen=True, slots=True)
class Distributed:
    """What came of it."""

    label: str
    was_distributed: bool
    """The events were spread before."""
    tables: list[str]
    """What stood on one server alone, and is distributed now."""
    made: str | None
    """The schema in which the tables were made, for the database was empty."""
    version: str


def distribution_lines(database: Database, shards: int) -> Iterator[str]:
    """The lines of a script for psql that spreads the events of a database; asks no server.

    Raises DatabaseError where the address is a file.
    """
    _server(database)
    return distribution_script(shards)


def distribute_database(database: Database, shards: int) -> Distributed:
    """Spreads the events of a database over the workers that its server knows, whole or not at all.

    An empty database gets its tables first; of one that is distributed, what is not yet. Raises DatabaseError in
    one line.
    """
    address = _server(database)
    with write_session(address) as (connection, before):
        was_distributed = is_distributed(connection)
        tables = apply_distribution(connection, address.label, shards)
        made = schema_of(connection, address.label) if before is None else None
    return Distributed(address.label, was_distributed, tables, made, HEAD)


def _server(database: Database) -> Address:
    address = database.address
    if address.path is not None:
        raise DatabaseError(
            f"{address.label} is a SQLite file, which one machine holds: name a PostgreSQL server with --db"
        )
    return address
