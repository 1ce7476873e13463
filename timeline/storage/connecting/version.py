"""The version of the schema that this release reads and writes, and what is said of a database of another.

The migrations are the truth; these constants spare a query the import of Alembic, and a test holds
them to the migrations.
"""

from collections.abc import Callable, Iterable, Sequence

from timeline.errors import DatabaseError, NoDatabase

HEAD = "0020"
KNOWN = (
    *("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010"),
    *("0011", "0012", "0013", "0014", "0015", "0016", "0017", "0018", "0019", "0020"),
)
"""Every revision this release knows, oldest first."""
VERSION_TABLE = "alembic_version"
"""Alembic's own; its one row is the version."""
_DERIVED_SINCE = "0017"
"""The newest revision since which records are told as they are now; those behind it make other indexes, or fill what
they add."""


def is_to_be_derived(before: str | None) -> bool:
    """Whether what follows from records is to be computed anew, where a database had this version; None: nothing."""
    return before in KNOWN[: KNOWN.index(_DERIVED_SINCE)]


def check_version(found: Sequence[str], tables: Callable[[], Iterable[str]], label: str) -> None:
    """Refuses a database of another version, or of something else, with a DatabaseError.

    ``found``: what its table of versions holds; ``tables`` gives the names of all that it has.
    """
    if list(found) == [HEAD]:
        return
    if not found or not are_ours(tables()):
        raise NoDatabase(not_timeline(label))
    if found[0] in KNOWN and len(found) == 1:
        raise DatabaseError(older(label))
    raise DatabaseError(strange(label, found))


def are_ours(tables: Iterable[str]) -> bool:
    """Whether tables of these names are a timeline's, of whatever version: other applications have Alembic too."""
    return {"actor", "claim", "event", "place", "source"} <= set(tables)


def not_timeline(label: str) -> str:
    """What to say of a database without our tables."""
    return f"{label} is no timeline database: make one with `timeline load PATH`, or name another with --db"


def older(label: str) -> str:
    """What to say of a database that an older release has made."""
    return f"{label} was made by an older timeline: bring it up to date with `timeline init`"


def strange(label: str, versions: Sequence[str]) -> str:
    """What to say of a timeline database whose version this release does not know, or that has several."""
    if len(versions) > 1:
        return (
            f"{label} has {len(versions)} versions in its table {VERSION_TABLE} ({', '.join(sorted(versions))}), "
            "where one belongs: restore a copy, or delete the rows that are wrong"
        )
    return f"{label} was made by a newer timeline (schema {versions[0]}, this one knows {HEAD}): upgrade timeline-db"
