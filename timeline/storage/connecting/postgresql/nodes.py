"""The nodes of PostgreSQL's extension Citus: who answers, and what a commit has left half-done on them.

Citus commits by two phases: every worker prepares, the coordinator commits, every worker is told so. Where
one cannot be told, the transaction has landed, and its rows on that worker appear only once Citus has recovered
it: at the next look of its own, once a minute, or when it is asked to, which takes a superuser.
"""

import time

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from timeline.errors import DatabaseError
from timeline.storage.connecting.address import Address
from timeline.storage.connecting.complaints import silent_worker
from timeline.storage.connecting.engine import make_engine
from timeline.storage.connecting.postgresql.citus import HAS_CITUS

_PREPARED = (
    "SELECT coalesce(string_agg(gid, ' '), '') FROM pg_prepared_xacts "
    "WHERE database = current_database() AND gid LIKE 'citus\\_0\\_%'"
)
"""Those of the coordinator, on the worker that runs this."""
_LOOKS = 6
_PAUSE = 0.5
"""Seconds between two looks: what others are just committing is settled by then."""


class Unsettled(DatabaseError):
    """A transaction is prepared on a worker and neither committed there nor undone; or a worker does not answer."""


def is_citus(connection: Connection) -> bool:
    """Whether this database has the extension."""
    return bool(connection.execute(text(HAS_CITUS)).scalar_one())


def is_distributed(connection: Connection) -> bool:
    """Whether the events of this database are spread already."""
    if not is_citus(connection):
        return False
    sql = "SELECT count(*) FROM pg_dist_partition WHERE logicalrelid = to_regclass('event')"
    return bool(connection.execute(text(sql)).scalar_one())


def settle(connection: Connection, address: Address) -> None:
    """Has every worker finish what earlier loads have left on it; to be called by who holds the lock of loads.

    Raises Unsettled, in one line, where a worker does not answer or Citus has not recovered it yet.
    """
    stuck = _prepared(connection, address)
    for _ in range(_LOOKS):
        if not stuck:
            return
        # What another program was just committing is gone at the second look.
        time.sleep(_PAUSE)
        _recover(address)
        stuck &= _prepared(connection, address)
    worker = min(stuck)[0]
    raise Unsettled(
        f"{address.label}: worker {worker} has not finished what an earlier load wrote; run it again in a minute"
    )


def _prepared(connection: Connection, address: Address) -> set[tuple[str, str]]:
    """(HOST:PORT of a worker, the name of a transaction that is prepared on it)."""
    sql = "SELECT nodename || ':' || nodeport, success, result FROM run_command_on_workers(:command) ORDER BY 1"
    found = set()
    for worker, answers, names in connection.execute(text(sql), {"command": _PREPARED}):
        if not answers:
            raise Unsettled(f"{address.label}: {silent_worker(worker)}")
        found |= {(str(worker), name) for name in str(names).split()}
    return found


def _recover(address: Address) -> None:
    """Asks Citus to finish it now, where this user may."""
    engine = make_engine(address).execution_options(isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            sql = "SELECT has_function_privilege('recover_prepared_transactions()', 'EXECUTE')"
            if connection.execute(text(sql)).scalar_one():
                connection.execute(text("SELECT recover_prepared_transactions()"))
    except DBAPIError:
        return  # a worker may have gone in the meantime: the next look tells
