"""The statements that spread a database over several machines."""

import re

import pytest
from sqlalchemy import PrimaryKeyConstraint, UniqueConstraint, text

from tests.support.stores import contents_of, fill
from timeline.domain.records import Place, RecordSet
from timeline.errors import DatabaseError
from timeline.storage.address import read_address
from timeline.storage.distribute import apply_distribution, distribution, distribution_script, is_distributed
from timeline.storage.engine import make_engine
from timeline.storage.session import write_session
from timeline.storage.tables import event, metadata

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
