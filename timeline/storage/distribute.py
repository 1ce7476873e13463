"""PostgreSQL's extension Citus: the tables spread over several machines, as statements and done.

What an event owns is distributed by the event's id and lies together (co-located); all else is small
beside it and stands whole on every node (reference tables). The rules that shape the order: a foreign
key may lead from a distributed table to a reference table or to a co-located one, never from a table
that is still local to a distributed one (Citus, "Creating and Modifying Distributed Objects").
"""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, ForeignKeyConstraint, Table, text

from timeline.errors import DatabaseError
from timeline.storage.bulk import add_key, drop_key
from timeline.storage.tables import event, metadata

VERSION_TABLE = "alembic_version"
SHARDS = 32
_IN_SEQUENCE = "SET LOCAL citus.multi_shard_modify_mode TO 'sequential'"


class Part(NamedTuple):
    """Statements that belong together, and what they are for."""

    purpose: str
    statements: list[str]


def distribution(shards: int = SHARDS) -> list[Part]:
    """The statements, in order; to be run in one transaction, with or without rows in the tables."""
    references = [table for table in metadata.sorted_tables if not _is_owned(table)]
    owned = [table for table in metadata.sorted_tables if _is_owned(table) and table is not event]
    keys = [key for table in metadata.sorted_tables for key in _foreign_keys(table)]
    return [
        Part("One connection to a node: reference tables are touched after distributed ones.", [_IN_SEQUENCE]),
        Part(
            "Foreign keys make way: none may lead from a table that is not distributed yet to one that is.",
            [drop_key(key) for key in keys],
        ),
        Part(
            "Every node has the whole of these: sources, actors, places, their names, and the version of the schema.",
            [
                *(f"SELECT create_reference_table('{table.name}')" for table in references),
                f"SELECT create_reference_table('{VERSION_TABLE}')",
            ],
        ),
        Part(
            "Events are spread by their id.",
            [
                f"SELECT create_distributed_table('{event.name}', 'id', colocate_with => 'none', "
                f"shard_count => {shards})"
            ],
        ),
        Part(
            "What an event owns lies beside it.",
            [
                f"SELECT create_distributed_table('{table.name}', 'event_id', colocate_with => '{event.name}')"
                for table in owned
            ],
        ),
        Part("The foreign keys again.", [add_key(key) for key in keys]),
    ]


def distribution_script(shards: int = SHARDS) -> Iterator[str]:
    """The lines of a script that psql runs, in one transaction."""
    yield "BEGIN;"
    for part in distribution(shards):
        yield ""
        yield f"-- {part.purpose}"
        yield from (f"{statement};" for statement in part.statements)
    yield ""
    yield "COMMIT;"


def apply_distribution(connection: Connection, label: str, shards: int = SHARDS) -> None:
    """Runs the statements within the caller's transaction.

    Raises DatabaseError where the extension is not there, or no node that may hold shards.
    """
    _require_nodes(connection, label)
    connection.execute(text("SET LOCAL client_min_messages TO warning"))
    for part in distribution(shards):
        for statement in part.statements:
            connection.exec_driver_sql(statement)


def write_in_sequence(connection: Connection) -> bool:
    """Lets the caller's transaction write reference tables after distributed ones; False where there are none.

    Citus refuses that as long as it writes over several connections to a node.
    """
    distributed = is_distributed(connection)
    if distributed:
        connection.execute(text(_IN_SEQUENCE))
    return distributed


def is_distributed(connection: Connection) -> bool:
    """Whether the events of this database are spread already."""
    if not _has_extension(connection):
        return False
    sql = f"SELECT count(*) FROM pg_dist_partition WHERE logicalrelid = to_regclass('{event.name}')"
    return bool(connection.execute(text(sql)).scalar_one())


def _has_extension(connection: Connection) -> bool:
    return bool(connection.execute(text("SELECT count(*) FROM pg_extension WHERE extname = 'citus'")).scalar_one())


def _require_nodes(connection: Connection, label: str) -> None:
    if not _has_extension(connection):
        raise DatabaseError(
            f"{label}: this database has no extension citus: run CREATE EXTENSION citus in it on every node, "
            "then SELECT citus_add_node('HOST', PORT) for each worker"
        )
    sql = "SELECT count(*) FROM pg_dist_node WHERE isactive AND shouldhaveshards AND noderole = 'primary'"
    if not connection.execute(text(sql)).scalar_one():
        raise DatabaseError(
            f"{label}: no worker is known here: run SELECT citus_add_node('HOST', PORT) for each, on the coordinator"
        )


def _is_owned(table: Table) -> bool:
    return table is event or "event_id" in table.columns


def _foreign_keys(table: Table) -> list[ForeignKeyConstraint]:
    keys = [each for each in table.constraints if isinstance(each, ForeignKeyConstraint)]
    return sorted(keys, key=lambda key: str(key.name))
