"""The statements that spread a database over several machines."""

import re

import psycopg
import pytest
from sqlalchemy import Connection, PrimaryKeyConstraint, UniqueConstraint, text

from tests.support.citus import plain, stand_in
from tests.support.command import Run
from tests.support.stores import contents_of, fill
from timeline.domain.records import Place, RecordSet
from timeline.errors import DatabaseError
from timeline.storage.connecting.address import read_address
from timeline.storage.connecting.engine import make_engine
from timeline.storage.connecting.postgresql.nodes import is_distributed
from timeline.storage.connecting.version import HEAD, KNOWN
from timeline.storage.schema.distribute import (
    apply_distribution,
    distribution,
    distribution_script,
    is_owned,
    local_tables,
)
from timeline.storage.schema.migrating import migrate
from timeline.storage.schema.tables import event, metadata
from timeline.storage.writing.transaction.session import write_session

REFERENCE = re.compile(r"SELECT create_reference_table\('(\w+)'\)")
DISTRIBUTED = re.compile(r"SELECT create_distributed_table\('(\w+)', '(\w+)'")


def statements() -> list[str]:
    return [statement for part in distribution(64) for statement in part.statements]


def test_every_table_is_placed_once() -> None:
    joined = "\n".join(statements())
    references, distributed = REFERENCE.findall(joined), dict(DISTRIBUTED.findall(joined))
    assert sorted([*references, *distributed]) == sorted([*metadata.tables, "alembic_version"])
    owned = {table.name for table in metadata.sorted_tables if "event_id" in table.columns}
    assert distributed == {"event": "id"} | dict.fromkeys(owned, "event_id")


def test_every_table_is_of_one_of_the_two_kinds() -> None:
    """Spread with the events and found by them, or small and known to nobody's event."""
    for table in metadata.sorted_tables:
        if is_owned(table):
            assert table.primary_key.columns.keys()[0] == ("id" if table is event else "event_id"), table
        else:
            assert not [column for column in table.columns if "event" in column.name], table
            assert all(key.referred_table is not event for key in table.foreign_key_constraints), table


def test_of_what_is_distributed_already_nothing_is_touched() -> None:
    told = [statement for part in distribution(64, ["event_text", "vocabulary"]) for statement in part.statements]
    assert [statement for statement in told if statement.startswith("SELECT create_")] == [
        "SELECT create_reference_table('vocabulary')",
        "SELECT create_distributed_table('event_text', 'event_id', colocate_with => 'event')",
    ]
    assert {match[1] for statement in told if (match := re.search(r"ALTER TABLE (\w+)", statement))} == {"event_text"}


def test_what_events_own_lies_beside_them() -> None:
    placed = [statement for statement in statements() if "create_distributed_table" in statement]
    assert "shard_count => 64" in placed[0]
    assert "'event'" in placed[0]
    assert all("colocate_with => 'event'" in statement for statement in placed[1:])


def test_every_foreign_key_makes_way_first_and_comes_back_last() -> None:
    found = statements()
    keys = {str(key.name) for table in metadata.sorted_tables for key in table.foreign_key_constraints}
    dropped, added = (
        {
            match[1]: number
            for number, each in enumerate(found)
            if (match := re.search(rf"{verb} CONSTRAINT (\w+)", each))
        }
        for verb in ("DROP", "ADD")
    )
    placing = [number for number, statement in enumerate(found) if statement.startswith("SELECT create_")]
    assert dropped.keys() == added.keys() == keys
    assert max(dropped.values()) < min(placing)
    assert max(placing) < min(added.values())


def test_unique_keys_carry_the_column_that_events_are_spread_by() -> None:
    for table in metadata.sorted_tables:
        if table is not event and "event_id" not in table.columns:
            continue
        column = "id" if table is event else "event_id"
        unique = [each for each in table.constraints if isinstance(each, PrimaryKeyConstraint | UniqueConstraint)]
        for key in [*unique, *(index for index in table.indexes if index.unique)]:
            assert column in key.columns, f"{table.name}: {key}"


def test_foreign_keys_lead_to_what_is_on_the_same_node() -> None:
    for table in metadata.sorted_tables:
        for key in table.foreign_key_constraints:
            if key.referred_table is event:
                assert [column.name for column in key.columns] == ["event_id"]
            else:
                assert "event_id" not in key.referred_table.columns


def test_the_script_is_one_transaction() -> None:
    lines = list(distribution_script())
    assert (lines[0], lines[-1]) == ("BEGIN;", "COMMIT;")
    assert all(line == "" or line.startswith("-- ") or line.endswith(";") for line in lines)
    assert any("shard_count => 32" in line for line in lines)


def test_a_server_without_the_extension_is_told_what_to_do(postgres_url: str) -> None:
    fill(postgres_url, RecordSet(places={"port": Place("port", "Port")}))
    before = contents_of(postgres_url)
    address = read_address(postgres_url)

    def distribute() -> None:
        with write_session(address) as (connection, _):
            assert not is_distributed(connection)
            apply_distribution(connection, address.label)

    with pytest.raises(DatabaseError, match="run CREATE EXTENSION citus in it on every node"):
        distribute()
    assert contents_of(postgres_url) == before
    with make_engine(address).connect() as connection:
        keys = connection.execute(text("SELECT count(*) FROM pg_constraint WHERE contype = 'f'")).scalar_one()
    assert keys == sum(len(table.foreign_key_constraints) for table in metadata.sorted_tables)


# --- where Citus is, or seems to be -----------------------------------------------------------------


@pytest.fixture
def citus_url(postgres_url: str) -> str:
    """An empty database in which Citus seems to be."""
    stand_in(postgres_url)
    return postgres_url


def still_local(url: str) -> list[str]:
    with make_engine(read_address(url)).connect() as connection:
        return local_tables(connection)


def keys_of(connection: Connection) -> list[tuple[str, ...]]:
    """(table, name, definition) of every foreign key."""
    sql = (
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE contype = 'f' ORDER BY 1, 2"
    )
    return [tuple(row) for row in connection.execute(text(sql))]


def distribute_by_hand(connection: Connection) -> None:
    """Distributes whatever tables are there, of any version."""
    keys = keys_of(connection)
    for table, name, _ in keys:
        connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    found = connection.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).scalars().all()
    owned = {table.name for table in metadata.sorted_tables if is_owned(table)}
    connection.exec_driver_sql("SELECT create_distributed_table('event', 'id', colocate_with => 'none')")
    for table in sorted(set(found) - {"event"}):
        beside = f"SELECT create_distributed_table('{table}', 'event_id', colocate_with => 'event')"
        connection.exec_driver_sql(beside if table in owned else f"SELECT create_reference_table('{table}')")
    for table, name, definition in keys:
        connection.exec_driver_sql(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")


@pytest.mark.parametrize("revision", KNOWN[:-1])
def test_what_a_newer_version_adds_is_distributed(run: Run, citus_url: str, revision: str) -> None:
    with make_engine(read_address(citus_url)).begin() as connection:
        migrate(connection, revision)
        distribute_by_hand(connection)
    assert (
        run("init", db=citus_url)
        .stdout.splitlines()[1]
        .startswith(f"{read_address(citus_url).label}: brought from schema {revision} to {HEAD}")
    )
    assert still_local(citus_url) == []
    with make_engine(read_address(citus_url)).connect() as connection:
        keys = {name for _, name, _ in keys_of(connection)}
    assert keys == {key.name for table in metadata.sorted_tables for key in table.foreign_key_constraints}


def test_a_key_to_the_events_is_refused_before_its_table_lies_beside_them(citus_url: str, run: Run) -> None:
    """What a migration that makes a table with its key meets, and the reason for making it without."""
    run("db", "distribute", "--apply", db=citus_url)
    with make_engine(read_address(citus_url)).begin() as connection, pytest.raises(Exception, match="local tables to"):
        connection.execute(text("CREATE TABLE event_mood (event_id text PRIMARY KEY REFERENCES event)"))


def forget(url: str, *tables: str) -> None:
    """As if an older release had made these tables and left them where they were."""
    with psycopg.connect(plain(url), autocommit=True) as connection:
        connection.execute("DELETE FROM pg_dist_partition WHERE logicalrelid::text = ANY(%s)", [list(tables)])


def test_what_was_left_local_is_distributed(run: Run, citus_url: str) -> None:
    label = read_address(citus_url).label
    empty = run("db", "distribute", "--apply", "--shards", "7", db=citus_url)
    count = len(metadata.tables) + 1
    assert empty.stdout == (
        f"{label}: made {count} tables in schema public (version {HEAD})\n{label}: distributed (7 shards)\n"
    )
    again = run("db", "distribute", "--apply", db=citus_url)
    assert again.stdout == f"{label}: is distributed already; nothing was changed\n"

    forget(citus_url, "event_text", "name_key")
    done = run("db", "distribute", "--apply", db=citus_url)
    assert done.stdout == f"{label}: was distributed already, but for event_text, name_key: distributed now\n"
    assert still_local(citus_url) == []
    assert run("init", db=citus_url).stdout == f"{label}: up to date (schema {HEAD})\n"

    forget(citus_url, "event_text")
    planned = run("init", "--dry-run", db=citus_url)
    assert f"{label}: will distribute event_text\n" in planned.stdout
    assert still_local(citus_url) == ["event_text"]
    assert run("init", db=citus_url).stdout == f"{label}: up to date (schema {HEAD}); distributed as well: event_text\n"
    assert still_local(citus_url) == []


def test_without_a_worker_nothing_is_distributed(run: Run, citus_url: str) -> None:
    with psycopg.connect(plain(citus_url), autocommit=True) as connection:
        connection.execute("DELETE FROM pg_dist_node")
    done = run("db", "distribute", "--apply", db=citus_url)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "no worker is known here: run SELECT citus_add_node" in done.stderr
