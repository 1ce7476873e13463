"""The change of a number that somebody has typed."""

from timeline.domain.history import Change
from timeline.errors import UnknownName
from timeline.storage.connecting.reader import Reader
from timeline.storage.history.changes_kept import newest_change, read_change


def existing_change(reader: Reader, number: int) -> Change:
    """The change of this number. Raises UnknownName where there is none."""
    change = read_change(reader, number)
    if change is None:
        newest = newest_change(reader)
        there = f"the newest is {newest}" if newest else "there is none yet"
        raise UnknownName(f"there is no change {number}: {there}; `timeline log` lists them")
    return change
