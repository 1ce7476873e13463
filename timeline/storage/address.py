"""Where a database is: a SQLite file, or the URL of a server."""

import re
from typing import NamedTuple

from timeline.errors import DatabaseError

_PASSWORD = r"(?<=//)([^/@:]*):.*@"
_QUERY_PASSWORD = r"(?i)(?<=password=)[^&]*"


class Address(NamedTuple):
    """A database's place: exactly one of ``path`` (SQLite) and ``url`` (a server) is set."""

    path: str | None
    url: str | None

    @property
    def label(self) -> str:
        """What people are shown: the path, or the URL without its password."""
        if self.path is not None:
            return self.path
        return re.sub(_QUERY_PASSWORD, "***", re.sub(_PASSWORD, r"\1:***@", self.url or ""))


def read_address(text: str) -> Address:
    """The address that a path or URL names: ``timeline.db``, ``sqlite:///x.db``, ``postgresql://…``.

    Raises DatabaseError for a kind of server that is not supported, and for what names no file.
    """
    if text in ("", ":memory:"):
        raise DatabaseError(f'"{text}" names no file: write the path of one')
    scheme, separator, rest = text.partition("://")
    if not separator:
        return Address(path=text, url=None)
    kind = scheme.partition("+")[0]
    if kind == "sqlite":
        if not rest.startswith("/") or rest == "/":
            raise DatabaseError(f'"{text}" names no file: write a path, or sqlite:///PATH')
        return Address(path=rest[1:], url=None)
    if kind in ("postgresql", "postgres"):
        return Address(path=None, url=f"postgresql+psycopg://{rest}")
    raise DatabaseError(f"databases of kind {kind} are not supported: use a SQLite file or postgresql://user@host/name")
