"""The schema's version: bring a database up to date, tell which it has. Alembic behind three functions."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect

from timeline import bundled
from timeline.errors import DatabaseError
from timeline.storage.reader import newer
from timeline.storage.version import HEAD, KNOWN


def upgrade(connection: Connection, label: str) -> str | None:
    """Brings the database up to date within the caller's transaction; gives the version it had.

    None: it was empty. Raises DatabaseError where it is newer than this release or holds tables of
    something else.
    """
    before = current(connection)
    if before == HEAD:
        return before
    # A database that was taken back to nothing keeps Alembic's own table, empty.
    if before is None and set(inspect(connection).get_table_names()) - {"alembic_version"}:
        raise DatabaseError(f"{label} holds tables of something else: name another database with --db")
    if before is not None and before not in KNOWN:
        raise DatabaseError(newer(label, before))
    command.upgrade(_config(connection), "head")
    return before


def downgrade(connection: Connection, revision: str) -> None:
    """Takes the database back to an earlier version ("base": to nothing), for tests and repairs."""
    command.downgrade(_config(connection), revision)


def current(connection: Connection) -> str | None:
    """The version that the database has; None where it has none."""
    return MigrationContext.configure(connection).get_current_revision()


def _config(connection: Connection) -> Config:
    config = Config()
    # ConfigParser reads % as its own; the open connection travels beside it, so no password is written.
    config.set_main_option("script_location", str(bundled.migrations()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
