"""Records of files that say what the database said of them before a change: the files are older than the database."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from timeline.annotations.reading.where import Location, Where
from timeline.domain.history import Change
from timeline.storage.connecting.reader import Reader
from timeline.storage.history.changes_kept import read_change
from timeline.storage.history.earlier_states import earlier_states


class StaleCopy(NamedTuple):
    """A record of a file that stood in the database just so, before a change."""

    path: str
    """As the user gave it."""
    line: int
    """From 1."""
    kind: str
    id: str
    """Of a term of a vocabulary "kind/term"."""
    is_gone: bool
    """Whether that change took the record away; else it made it say something else."""
    change: Change
    """The last that found the record so."""


def stale_copies(reader: Reader, records: Mapping[str, Mapping[str, Any]], where: Where) -> list[StaleCopy]:
    """Of records that the database does not hold so, by kind and id, those that it once did; by path and line."""
    changes: dict[int, Change | None] = {}
    found = []
    for (kind, record_id), touch in earlier_states(reader, records).items():
        change = changes.setdefault(touch.change, read_change(reader, touch.change))
        if change is not None:
            at = location_of(where, kind, record_id)
            is_gone = touch.op == "removed" and touch.id == record_id  # else it went by that id, and came by this one
            found.append(StaleCopy(*at, kind, record_id, is_gone, change))
    return sorted(found, key=lambda copy: copy[:4])


def location_of(where: Where, kind: str, record_id: str) -> Location:
    """Where files have a record; of a term, whose id is "kind/term", too."""
    if kind == "term":
        return where.of_term(*record_id.split("/", 1))
    return where.of(record_id, kind=kind)
