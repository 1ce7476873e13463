"""The lock that loads take on a server, so that one waits for the other; and who reads something whole, where need be.

One server gives whoever reads a snapshot of its own. Where Citus spreads events over several, none is common to them:
between two statements a load may land, and be half seen. So who must have all of one moment keeps loads waiting there.
"""

from sqlalchemy import Connection, text

from timeline.storage.connecting.address import Address
from timeline.storage.connecting.nodes import is_distributed, settle

LOCK = 7_114_202_001
"""PostgreSQL's advisory lock that is ours."""


def lock_loads(connection: Connection) -> None:
    """Waits until no other load and no steady reader is at work, and keeps them waiting to the transaction's end."""
    connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))


def hold_loads(connection: Connection, address: Address) -> bool:
    """Where events are spread over several servers: waits for the load that is at work, and keeps others waiting.

    Ends its transaction, so that all that is read after it is of later. False where there is no need to.
    Raises Unsettled, in one line, where a node has not finished what an earlier load wrote.
    """
    is_held = is_distributed(connection)
    if is_held:
        connection.execute(text(f"SELECT pg_advisory_lock_shared({LOCK})"))
        settle(connection, address)
    connection.rollback()
    return is_held


def let_loads_go_on(connection: Connection) -> None:
    """Ends what ``hold_loads`` has begun."""
    connection.rollback()
    connection.execute(text(f"SELECT pg_advisory_unlock_shared({LOCK})"))
