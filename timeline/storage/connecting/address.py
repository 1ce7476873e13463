"""Where a database is: a SQLite file, or the URL of a server."""

import re
from typing import NamedTuple
from urllib.parse import unquote

from timeline.errors import DatabaseError

# Letters may be quoted (p%61ssword), and the driver reads the name all the same.
_QUERY_PASSWORD = r"(?i)((?:p|%70)(?:a|%61)(?:s|%73)(?:s|%73)(?:w|%77)(?:o|%6f)(?:r|%72)(?:d|%64)\s*=\s*)(.*)"
_NO_PORT = r"^((?:\[[^]]*\]|[^/:?\[])*):(?!\d*(?:[/?]|$)).*"
_SCHEME = re.compile(r"(?i)\s*(?:[a-z][\w.+-]*:/+|postgres\w*(?:\+\w+)?(?::/*|//+:?/*))")
"""Also as it is mistyped: with a slash or a colon too few or too many."""
_MEANT_AS_SERVER = re.compile(
    r"(?i)\s*postgres\w*(?:\+\w+)?(?:[:;]|//)|(?![a-z]:\\)[^/@]*:[^/@]*@|\s*(?:host|dbname|user|port)\s*=.*\s\w+\s*="
)
_LONGEST = 4_096
_SHORTEST_SECRET = 3  # what is shorter stands in any sentence


class Address(NamedTuple):
    """A database's place: exactly one of ``path`` (SQLite) and ``url`` (a server) is set."""

    path: str | None
    url: str | None

    @property
    def label(self) -> str:
        """What people are shown: the path, or the URL without its password."""
        return masked(self.path or "" if self.url is None else self.url.replace("+psycopg", "", 1))

    def without_secrets(self, text: str) -> str:
        """What a server or a driver said, should it repeat the password of the URL."""
        for secret in _secrets(self.url or ""):
            text = text.replace(secret, "***")
        return text


def masked(text: str) -> str:
    """An address, or what was meant as one, without the password, wherever in it that stands; in doubt it says less.

    What holds none is given back as it is.
    """
    if len(text) > _LONGEST:
        return f"(an address of {len(text):,} characters)"
    # Up to the end: a password that was not quoted may hold any sign.
    text = re.sub(_QUERY_PASSWORD, r"\1***", text)
    found = _SCHEME.match(text)
    start, rest = (found[0], text[found.end() :]) if found else ("", text)
    user, at, host = rest.rpartition("@")
    if at:
        name, colon, _ = user.partition(":")
        # Without a scheme it may be any text: an address has no spaces before the password.
        return text if not start and re.search(r"\s", name) else f"{start}{name}{':***' if colon else ''}@{host}"
    # Without a host, what was meant as a password stands where a port would.
    return start + re.sub(_NO_PORT, r"\1:***", rest) if start else text


def _secrets(url: str) -> list[str]:
    """The passwords of a URL and their parts, longest first: one that was not quoted is torn apart by who reads it."""
    found = [match.group(2) for match in re.finditer(_QUERY_PASSWORD, url)]
    found.append(url.partition("://")[2].rpartition("@")[0].partition(":")[2])
    parts = {part for secret in found for part in (secret, unquote(secret), *re.split("[@/:?&#]", secret))}
    return sorted((part for part in parts if len(part) >= _SHORTEST_SECRET), key=len, reverse=True)


def read_address(text: str) -> Address:
    """The address that a path or URL names: ``timeline.db``, ``sqlite:///x.db``, ``postgresql://…``.

    Raises DatabaseError for a kind of server that is not supported, for what names no file, and for what looks like
    the address of a server and is none: a file of that name would not be what was meant.
    """
    if text in ("", ":memory:"):
        raise DatabaseError(f'"{text}" names no file: write the path of one')
    if len(text) > _LONGEST:
        raise DatabaseError(f"the address has {len(text):,} characters, and no path or URL more than {_LONGEST:,}")
    scheme, separator, rest = text.partition("://")
    if not separator:
        if re.search(_QUERY_PASSWORD, text) or _MEANT_AS_SERVER.match(text):
            raise DatabaseError(
                f'"{masked(text)}" names no file: write a server as postgresql://user@host/name, '
                "and a file with such a name as ./NAME"
            )
        return Address(path=text, url=None)
    kind = scheme.partition("+")[0]
    if kind == "sqlite":
        if not rest.startswith("/") or rest == "/":
            raise DatabaseError(f'"{masked(text)}" names no file: write a path, or sqlite:///PATH')
        return Address(path=rest[1:], url=None)
    if kind in ("postgresql", "postgres"):
        return Address(path=None, url=f"postgresql+psycopg://{rest}")
    raise DatabaseError(
        f"databases of kind {masked(kind)} are not supported: use a SQLite file or postgresql://user@host/name"
    )
