"""PostgreSQL's extension Citus: the tables spread over several machines, as statements and done.

What an event owns is distributed by the event's id and lies together (co-located); all else is small
beside it and stands whole on every node (reference tables). The rules that shape the order: a foreign
key may lead from a distributed table to a reference table or to a co-located one, never from a table
that is still local to a distributed one (Citus, "Creating and Modifying Distributed Objects").
"""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from sqlalchemy import Connection, ForeignKeyConstraint, Table, text

from timeline.errors import DatabaseError
from timeline.storage.connecting.postgresql.nodes import is_citus, is_distributed
from timeline.storage.connecting.version import VERSION_TABLE
from timeline.storage.schema.bulk import add_key, drop_key
from timeline.storage.schema.tables import event, metadata

SHARDS = 32
_IN_SEQUENCE = "SET LOCAL citus.multi_shard_modify_mode TO 'sequential'"


class Statements(NamedTuple):
    """Statements that belong together, and what they are for."""

    purpose: str
    statements: list[str]


def distribution(shards: int = SHARDS, local: Collection[str] | None = None) -> list[Statements]:
    """The statements, in order; to be run in one transaction, with or without rows in the tables.

    ``local``: the tables that are still to be distributed; all, if None.
    """
    names = {*metadata.tables, VERSION_TABLE} if local is None else set(local)
    tables = [table for table in metadata.sorted_tables if table.name in names]
    references = [table.name for table in tables if not is_owned(table)]
    owned = [table.name for table in tables if is_owned(table) and table is not event]
    keys = [
        key
        for table in metadata.sorted_tables
        for key in _foreign_keys(table)
        if table.name in names or key.referred_table.name in names
    ]
    parts = [
        Statements("One connection to a node: reference tables are touched after distributed ones.", [_IN_SEQUENCE]),
        Statements(
            "Foreign keys make way: none may lead from a table that is not distributed yet to one that is.",
            [drop_key(key) for key in keys],
        ),
        Statements(
            "Every node has the whole of these: sources, actors, places, their names, and the version of the schema.",
            [f"SELECT create_reference_table('{name}')" for name in [*references, *({VERSION_TABLE} & names)]],
        ),
        Statements(
            "Events are spread by their id.",
            [
                f"SELECT create_distributed_table('{name}', 'id', colocate_with => 'none', shard_count => {shards})"
                for name in {event.name} & names
            ],
        ),
        Statements(
            "What an event owns lies beside it.",
            [
                f"SELECT create_distributed_table('{name}', 'event_id', colocate_with => '{event.name}')"
                for name in owned
            ],
        ),
        Statements("The foreign keys again.", [add_key(key) for key in keys]),
    ]
    return [part for part in parts if part.statements]


def distribution_script(shards: int = SHARDS) -> Iterator[str]:
    """The lines of a script that psql runs, in one transaction."""
    yield "BEGIN;"
    for part in distribution(shards):
        yield ""
        yield f"-- {part.purpose}"
        yield from (f"{statement};" for statement in part.statements)
    yield ""
    yield "COMMIT;"


def apply_distribution(connection: Connection, label: str, shards: int = SHARDS) -> list[str]:
    """Distributes what is still local, within the caller's transaction; gives the names of those tables.

    ``shards`` counts where the events are not distributed yet. Raises DatabaseError where the extension is not
    there, or no node that may hold shards.
    """
    _require_nodes(connection, label)
    local = local_tables(connection)
    if local:
        connection.execute(text("SET LOCAL client_min_messages TO warning"))
        for part in distribution(shards, local):
            for statement in part.statements:
                connection.exec_driver_sql(statement)
    return local


def distribute_rest(connection: Connection, label: str) -> list[str]:
    """Distributes what is still local of a database whose events are distributed; gives the names of those tables."""
    return apply_distribution(connection, label) if tables_left(connection) else []


def tables_left(connection: Connection) -> list[str]:
    """The tables that are still local in a database whose events are distributed."""
    if connection.dialect.name != "postgresql" or not is_distributed(connection):
        return []
    return local_tables(connection)


def local_tables(connection: Connection) -> list[str]:
    """Our tables that Citus neither spreads nor keeps whole on every node, as far as they are there.

    Those that stand on the coordinator alone: also the ones that it knows of, for they refer to others.
    """
    sql = """
        SELECT c.relname FROM pg_class c LEFT JOIN pg_dist_partition p ON p.logicalrelid = c.oid
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = ANY(:names)
        AND (p.partmethod IS NULL OR p.partmethod = 'n' AND p.repmodel <> 't')
        ORDER BY c.relname
    """
    names = [*metadata.tables, VERSION_TABLE]
    return list(connection.execute(text(sql), {"names": names}).scalars())


def write_in_sequence(connection: Connection) -> bool:
    """Lets the caller's transaction write reference tables after distributed ones; False where there are none.

    Citus refuses that as long as it writes over several connections to a node.
    """
    distributed = is_distributed(connection)
    if distributed:
        connection.execute(text(_IN_SEQUENCE))
    return distributed


def _require_nodes(connection: Connection, label: str) -> None:
    if not is_citus(connection):
        raise DatabaseError(
            f"{label}: this database has no extension citus: run CREATE EXTENSION citus in it on every node, "
            "then SELECT citus_add_node('HOST', PORT) for each worker"
        )
    sql = "SELECT count(*) FROM pg_dist_node WHERE isactive AND shouldhaveshards AND noderole = 'primary'"
    if not connection.execute(text(sql)).scalar_one():
        raise DatabaseError(
            f"{label}: no worker is known here: run SELECT citus_add_node('HOST', PORT) for each, on the coordinator"
        )


def is_owned(table: Table) -> bool:
    """Whether a table is spread with the events; all others are reference tables."""
    return table is event or "event_id" in table.columns


def _foreign_keys(table: Table) -> list[ForeignKeyConstraint]:
    keys = [each for each in table.constraints if isinstance(each, ForeignKeyConstraint)]
    return sorted(keys, key=lambda key: str(key.name))
