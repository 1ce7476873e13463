"""The URL of a server -> what its driver is told: read once, for those who ask and for those who load."""

import re
from urllib.parse import parse_qsl, unquote

from timeline.errors import DatabaseError
from timeline.storage.connecting.address import Address

NO_DRIVER = "psycopg is not installed or not complete: PostgreSQL needs it; install timeline-db[postgres]"

Options = dict[str, str | int]
"""By the names that libpq gives them (PostgreSQL, "Parameter Key Words")."""

_URL = re.compile(
    r"[\w+]+://(?:(?P<user>[^:/]*)(?::(?P<password>[^@]*))?@)?"
    r"(?:\[(?P<ipv6>[^/?]+)\]|(?P<host>[^/:?]+))?(?::(?P<port>[^/?]*))?"
    r"(?:/(?P<dbname>[^?]*))?(?:\?(?P<query>.*))?"
)
_HOST_AND_PORT = re.compile(r"([a-zA-Z0-9.-]*):(\d*)")


def server_options(address: Address) -> Options:
    """The options of a server's URL. Raises DatabaseError for what is none.

    What stands behind the ``?`` goes to the driver as it is, and before what stands in its own place. Several servers
    are written ``host=a:5432&host=b:5432``, or as libpq has them.
    """
    found = _URL.match(address.url or "")
    try:
        if found is None:
            raise ValueError(address.label)
        parts = {name: unquote(text) for name in ("user", "password", "dbname") if (text := found[name])}
        options: Options = dict(parts)
        if host := found["ipv6"] or found["host"]:
            options["host"] = host
        if found["port"]:
            options["port"] = int(found["port"])
        return options | _behind(found["query"] or "")
    except ValueError:  # whose words may repeat a password
        raise DatabaseError(
            f"{address.label} is not a database URL: write postgresql://user@host:5432/name, and signs such as @ / : "
            "in a password as %40 %2F %3A"
        ) from None


def _behind(query: str) -> Options:
    """The options behind the question mark. Raises ValueError where one that has a single value has several."""
    several: dict[str, list[str]] = {}
    for name, value in parse_qsl(query):
        several.setdefault(name, []).append(value)
    hosts = several.get("host", [])
    if "port" not in several and (len(hosts) > 1 or any(map(_HOST_AND_PORT.fullmatch, hosts))):
        named = [each.partition(":") for each in several.pop("host")]
        several["host"] = [",".join(host for host, _, _ in named)]
        if any(port for _, _, port in named):
            several["port"] = [",".join(port for _, _, port in named)]
    return {name: value for name, (value,) in several.items()}
