"""The lock that loads take on a server, so that one waits for the other; and who reads something whole, where need be.

One server gives whoever reads a snapshot of its own. Where Citus spreads events over several, none is common to them:
between two statements a load may land, and be half seen. So who must have all of one moment keeps loads waiting there.
"""

from contextlib import suppress

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from timeline.storage.connecting.address import Address
from timeline.storage.connecting.engine import explained, make_engine
from timeline.storage.connecting.postgresql.nodes import is_distributed, settle

LOCK = 7_114_202_001
"""PostgreSQL's advisory lock that is ours."""


def lock_loads(connection: Connection) -> None:
    """Waits until no other load and no steady reader is at work, and keeps them waiting to the transaction's end."""
    connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))


def hold_loads(address: Address) -> Connection | None:
    """Where events are spread over several servers: waits for the load that is at work, and keeps others waiting.

    Until ``let_loads_go_on`` has the connection that this gives; what is to be whole begins to be read after this. None
    where there is no need to. Raises Unsettled, in one line, where a node has not finished what an earlier load wrote.
    """
    with explained(address):
        connection = make_engine(address).connect()
        try:
            if not is_distributed(connection):
                connection.close()
                return None
            connection.execute(text(f"SELECT pg_advisory_lock_shared({LOCK})"))
            settle(connection, address)
            connection.rollback()
        except BaseException:
            connection.close()
            raise
        return connection


def let_loads_go_on(connection: Connection) -> None:
    """Ends what ``hold_loads`` has begun; a server that is gone has ended it itself."""
    with suppress(DBAPIError):
        connection.close()
