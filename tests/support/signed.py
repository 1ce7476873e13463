"""Who writes in tests, and when."""

from datetime import UTC, datetime

from sqlalchemy import Connection

from timeline.domain.history import Signature
from timeline.storage.writing.change_log import ChangeLog

SIGNATURE = Signature(datetime(2031, 5, 2, 12, 0, tzinfo=UTC), "A. Editor")


def change_log(connection: Connection, verb: str = "load") -> ChangeLog:
    """What keeps one change of theirs."""
    return ChangeLog(connection, SIGNATURE, verb)
