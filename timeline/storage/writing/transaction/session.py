"""Open a database for writing: one transaction, whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import NamedTuple

from sqlalchemy import Connection, RootTransaction
from sqlalchemy.exc import DBAPIError

from timeline.errors import DatabaseError
from timeline.storage.connecting.address import Address
from timeline.storage.connecting.engine import explained, make_engine
from timeline.storage.connecting.postgresql.load_lock import lock_loads
from timeline.storage.connecting.postgresql.nodes import settle
from timeline.storage.connecting.sqlite.new_file import file_at, is_the_same, made_here
from timeline.storage.connecting.sqlite.sqlite_file import refuse_no_file
from timeline.storage.connecting.version import HEAD, KNOWN, is_to_be_derived, older
from timeline.storage.schema.bulk import expect_rows, finish_writing
from timeline.storage.schema.distribute import tables_left, write_in_sequence
from timeline.storage.schema.upgrading import current, keep_to_schema, refuse, upgrade
from timeline.storage.writing.derived.rederive import rederive
from timeline.storage.writing.transaction.landing import commit
from timeline.storage.writing.transaction.last_change import draw_mark, is_changed


@contextmanager
def write_session(
    address: Address, *, bring_up_to_date: bool = False, dry_run: bool = False
) -> Iterator[tuple[Connection, str | None]]:
    """(a connection to a database of this version, the version it had before; None where it was empty).

    An empty database gets its tables; an older one is refused unless it may be brought up to date.
    Commits at the end of the block, a dry run rolls back; on any error nothing is changed, and a file
    that was made is gone again. Raises DatabaseError in one line, also where a server was lost while it
    committed and nobody can tell what came of it.
    """
    folder = os.path.dirname(address.path or "") or "."
    if address.path is not None and not os.path.exists(address.path) and not os.path.isdir(folder):
        raise DatabaseError(f"{address.label}: there is no folder {folder}: make it first")
    refuse_no_file(address)
    making = nullcontext() if address.path is None else made_here(address.path)
    with explained(address), making, _begun(address) as (connection, transaction):
        distributed = False
        if address.path is None:
            lock_loads(connection)
            keep_to_schema(connection, address.label)
            distributed = write_in_sequence(connection)
            if distributed:
                settle(connection, address)
        if not bring_up_to_date and current(connection, address.label) in set(KNOWN) - {HEAD}:
            raise DatabaseError(older(address.label))
        before = upgrade(connection, address.label)
        if is_to_be_derived(before):
            rederive(connection)
        expect_rows(connection, new=before is None, distributed=distributed)
        yield connection, before
        if dry_run:
            transaction.rollback()
        else:
            if before != HEAD or is_changed(connection):
                draw_mark(connection)
            finish_writing(connection)
            if address.path is None:
                commit(connection, transaction, address, distributed=distributed)


@contextmanager
def _begun(address: Address) -> Iterator[tuple[Connection, RootTransaction]]:
    """A connection in a transaction; to a file that is still there when the transaction begins.

    Whoever it waited for may have taken away an empty file that it had made: then it makes one itself.
    """
    engine = make_engine(address)
    while True:
        with engine.connect() as connection:
            opened = None if address.path is None else file_at(address.path)
            try:
                transaction = connection.begin()
            except DBAPIError:
                if address.path is None or is_the_same(address.path, opened):
                    raise
                continue  # SQLite writes to no file that has lost its name
            with transaction:
                if address.path is None or is_the_same(address.path, opened):
                    yield connection, transaction
                    return
                transaction.rollback()


class Plan(NamedTuple):
    """What ``init`` is going to do."""

    before: str | None
    """The version that the database has; None where it is empty or not there."""
    schema: str | None
    """The schema of a server's database; None for a file."""
    local: tuple[str, ...]
    """Tables of a distributed database that stand on one machine alone; what is to be added is not among them."""


def plan(address: Address) -> Plan:
    """Looks at a database and changes nothing. Raises DatabaseError as ``write_session`` does."""
    refuse_no_file(address)
    if address.path is not None and not os.path.exists(address.path):
        return Plan(None, None, ())
    with explained(address), make_engine(address).connect() as connection:
        schema = keep_to_schema(connection, address.label)
        before = current(connection, address.label)
        if before != HEAD:
            refuse(connection, address.label, before)
        return Plan(before, schema, tuple(tables_left(connection)))
