"""Alembic behind two functions.

To import it takes as long as a small load does, and a database is seldom migrated: so who needs it imports this where
it is needed.
"""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from timeline import bundled


def migrate(connection: Connection, revision: str) -> None:
    """Brings the database to a version within the caller's transaction; an empty one gets its tables."""
    command.upgrade(_config(connection), revision)


def migrate_back(connection: Connection, revision: str) -> None:
    """Takes the database back to an earlier version ("base": to nothing), for tests and repairs."""
    command.downgrade(_config(connection), revision)


def _config(connection: Connection) -> Config:
    config = Config()
    # ConfigParser reads % as its own; the open connection travels beside it, so no password is written.
    config.set_main_option("script_location", str(bundled.migrations()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
