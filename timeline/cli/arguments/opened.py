"""The database that a command works on."""

import click

from timeline.storage.connecting.database import Database, open_database


def opened(address: str) -> Database:
    """The database of ``--db``, open until the command ends. Raises DatabaseError for what names none."""
    return click.get_current_context().with_resource(open_database(address))
