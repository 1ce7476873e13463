"""Make a database, or bring it up to date."""

from dataclasses import dataclass

from timeline.storage.connecting.database import Database
from timeline.storage.connecting.version import HEAD
from timeline.storage.schema.distribute import distribute_rest
from timeline.storage.schema.tables import metadata
from timeline.storage.writing.transaction.session import plan, write_session


@dataclass(frozen=True, slots=True)
class Initialised:
    """What is done, or is going to be: ``before`` is the version of the database, None where it is empty or not there.

    ``schema`` is where the tables are on a server, None for a file. ``distributed`` are tables of a database that is
    spread over several machines which stood, or stand, on one of them alone.
    """

    label: str
    before: str | None
    after: str
    tables: int
    schema: str | None = None
    distributed: tuple[str, ...] = ()


def plan_database(database: Database) -> Initialised:
    """What ``init_database`` is going to do; changes nothing. Raises DatabaseError as it does."""
    before, schema, local = plan(database.address)
    return Initialised(database.address.label, before, HEAD, _table_count(), schema, local)


def init_database(database: Database) -> Initialised:
    """Makes the database, or brings it up to date; changes nothing where it is.

    What a newer version has added to a distributed database is distributed as well. Raises DatabaseError
    where it is newer than this release, or something else.
    """
    with write_session(database.address, bring_up_to_date=True) as (connection, before):
        distributed = distribute_rest(connection, database.address.label)
    return Initialised(database.address.label, before, HEAD, _table_count(), distributed=tuple(distributed))


def _table_count() -> int:
    return len(metadata.tables) + 1  # and Alembic's own
