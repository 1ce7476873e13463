"""What is served, and to whom."""

from collections.abc import Callable
from typing import NamedTuple

from timeline.storage.connecting.database import Database


class Site(NamedTuple):
    """A database that is served, and what its server may do."""

    database: Database
    name: str
    """As people know the database: its file's name, or the server's address without a password."""
    hosts: frozenset[str]
    """The names by which it is reached, in lower case, without a port: a request for another is refused."""
    token: str | None
    """Who asks must have it; None where anybody on this machine may ask."""
    time_limit: float
    """Seconds that a question may take."""
    complain: Callable[[str], None]
    """Takes what is wrong with the server itself, to be told to who runs it."""
    log: Callable[[str], None] | None = None
    """Takes a line for each request; None where none is wanted."""
