"""Commit on a server, and look again where it is not sure what came of it.

A connection that is lost while it commits leaves the question open, and so does a warning of Citus, which
commits on every node in turn. So each transaction that writes leaves a mark: who finds it afterwards knows
that all of it landed. A transaction's number would not do: after a crash the server may give it to another.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, RootTransaction, text
from sqlalchemy.exc import DBAPIError

from timeline.errors import DatabaseError
from timeline.storage.connecting.address import Address
from timeline.storage.connecting.complaints import explain
from timeline.storage.connecting.engine import make_engine
from timeline.storage.connecting.postgresql.load_lock import lock_loads
from timeline.storage.connecting.postgresql.nodes import Unsettled, settle
from timeline.storage.schema.tables import landed_write
from timeline.storage.schema.upgrading import keep_to_schema

_MARKS_KEPT = 100
"""So many later writes may land before somebody looks for a mark."""
PATIENCE = 15.0
"""Seconds of looking again: a server that ends or starts takes some."""
_PAUSE = 0.5
_CONNECT_SECONDS = 5


def commit(connection: Connection, transaction: RootTransaction, address: Address, *, distributed: bool) -> None:
    """Commits on a server. Raises DatabaseError where nothing landed, or where that is not sure, which it says.

    An interrupt that comes too late is not raised.
    """
    mark = _leave_mark(connection, distributed)
    with _warnings(connection) as warnings:
        try:
            transaction.commit()
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise  # the server lives, and has refused
            why = "the connection to the server was lost"
        except KeyboardInterrupt:
            connection.invalidate()  # what has not landed is undone
            if mark is None or not _has_landed(address, mark, "interrupted", distributed=distributed):
                raise
            return
        else:
            if not warnings:
                return
            why = f"the server warned: {address.without_secrets(warnings[-1])}"
    if mark is not None and not _has_landed(address, mark, why, distributed=distributed):
        raise DatabaseError(f"{address.label}: {why}, and nothing was changed; try again")


def _leave_mark(connection: Connection, distributed: bool) -> str | None:
    """Writes the mark of this transaction and gives it; None where nothing was written on one server."""
    if not distributed and connection.execute(text("SELECT txid_current_if_assigned()")).scalar_one() is None:
        return None
    columns = landed_write.c
    last = connection.execute(landed_write.select().order_by(columns.number.desc()).limit(1)).first()
    number = 1 if last is None else last.number + 1
    mark = token_hex(16)
    connection.execute(landed_write.delete().where(columns.number <= number - _MARKS_KEPT))
    connection.execute(landed_write.insert().values(id=mark, number=number))
    return mark


@contextmanager
def _warnings(connection: Connection) -> Iterator[list[str]]:
    """The warnings that the server sends within the block."""
    heard: list[str] = []

    def hear(said: Any) -> None:
        if said.severity_nonlocalized == "WARNING":
            heard.append(" ".join(str(said.message_primary).split()))

    driver: Any = connection.connection.dbapi_connection
    driver.add_notice_handler(hear)
    try:
        yield heard
    finally:
        driver.remove_notice_handler(hear)


def _has_landed(address: Address, mark: str, why: str, *, distributed: bool) -> bool:
    """Whether the transaction of a mark has landed, on every node. Raises DatabaseError where nobody can tell yet."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return _look(address, mark, until - time.monotonic(), distributed=distributed)
        except DBAPIError as error:
            doubt = explain(address, error.orig or error)
        except Unsettled as error:
            doubt = str(error)
        if time.monotonic() >= until:
            doubt = doubt.removeprefix(f"{address.label}: ")
            raise DatabaseError(
                f"{address.label}: {why}; not sure whether this was written: run it again in a minute ({doubt})"
            )
        time.sleep(_PAUSE)


def _look(address: Address, mark: str, seconds: float, *, distributed: bool) -> bool:
    milliseconds = max(1, int(seconds * 1000))
    engine = make_engine(address, connect_timeout=_CONNECT_SECONDS).execution_options(isolation_level="READ COMMITTED")
    with engine.connect() as connection, connection.begin():
        keep_to_schema(connection, address.label)
        if distributed or not _is_there(connection, mark):
            # Who holds the lock knows that the other transaction has ended, one way or the other.
            connection.execute(text("SELECT set_config('lock_timeout', :most, true)"), {"most": str(milliseconds)})
            lock_loads(connection)
        if distributed:
            settle(connection, address)
        return _is_there(connection, mark)


def _is_there(connection: Connection, mark: str) -> bool:
    # Where the transaction made the tables, and did not land, there is none to look into.
    if connection.execute(text("SELECT to_regclass('landed_write')")).scalar_one() is None:
        return False
    sql = text("SELECT count(*) FROM landed_write WHERE id = :mark")
    return bool(connection.execute(sql, {"mark": mark}).scalar_one())
