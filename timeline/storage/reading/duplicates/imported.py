"""Which datasets the events of a database are of: what imports have written, by how its ids begin."""

from collections import Counter
from itertools import takewhile

from timeline.storage.connecting.reader import Reader, Value, among

_OWN_IDS = ("jsonl",)
"""Kinds of file whose events have the ids that people gave them, here or elsewhere."""
_NO_BEGINNING = ("timelinejs",)
"""Kinds of file whose ids are made of titles."""


def imported_beginnings(reader: Reader) -> Counter[str]:
    """How many events imports have written, by what their ids begin with: ``ucdp``, ``acled``, the name of a map.

    That is the parts before the first that has a digit; the first part, where that has one.
    """
    found: Counter[str] = Counter()
    for event_id, digest in reader.rows("SELECT event_id, digest FROM event_import", {}):
        origin = digest.partition(" ")[0]
        if origin not in _OWN_IDS and origin not in _NO_BEGINNING:
            found[beginning_of(event_id)] += 1
    return found


def imported_as(reader: Reader, origin: str) -> set[str]:
    """The ids of the events that files of a kind have brought, where these have no beginning of their own."""
    if origin not in _NO_BEGINNING:
        return set()
    return {
        event_id
        for event_id, digest in reader.rows("SELECT event_id, digest FROM event_import", {})
        if digest.partition(" ")[0] == origin
    }


def beginning_of(event_id: str) -> str:
    """The parts of an id before the first with a digit, or the first."""
    parts = event_id.split("-")
    named = list(takewhile(lambda part: not any(sign.isdigit() for sign in part), parts[:-1]))
    return "-".join(named) or parts[0]


def has_beginning(reader: Reader, beginning: str) -> bool:
    """Whether the id of any event begins with these parts."""
    # The sign after the hyphen: keys compare byte by byte.
    bounds = {"first": f"{beginning}-", "beyond": f"{beginning}."}
    for table in ("event", "matched_event"):
        rows = reader.rows(f"SELECT 1 FROM {table} WHERE id >= :first AND id < :beyond LIMIT 1", dict(bounds), few=True)
        if any(True for _ in rows):
            return True
    return False


def imported_among(reader: Reader, ids: list[str]) -> set[str]:
    """Those of these events that imports have written."""
    parameters: dict[str, Value] = {}
    sql = f"SELECT event_id FROM event_import WHERE event_id {among(reader, 'ids', ids, parameters)}"
    return {event_id for (event_id,) in reader.rows(sql, parameters, few=True)}
