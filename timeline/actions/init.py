"""Make a database, or bring it up to date."""

from dataclasses import dataclass

from timeline.storage.address import read_address
from timeline.storage.session import write_session
from timeline.storage.version import HEAD


@dataclass(frozen=True, slots=True)
class Initialised:
    """What was done: ``before`` is the version that the database had, None where it was empty or not there."""

    label: str
    before: str | None
    after: str


def init_database(database: str) -> Initialised:
    """Makes the database at a path or URL, or brings it up to date; changes nothing where it is.

    Raises DatabaseError where it is newer than this release, or something else.
    """
    address = read_address(database)
    with write_session(address, bring_up_to_date=True) as (_, before):
        pass
    return Initialised(address.label, before, HEAD)
