"""A change: one write that landed, who made it, when and why; and how one follows from another.

Digests chain: each covers the change's own words, all that it kept and the digest before it. So a change that was
tampered with, left out or slipped in shows, as with the blocks of git or of a certificate log (RFC 9162).
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import blake2b
from json import dumps
from typing import NamedTuple

RECORD_KINDS = ("source", "actor", "place", "event", "question", "term", "match")
"""The kinds of records that people write, as history names them; the id of a term is "types/standoff"."""
MARK = "mark"
"""What an import remembers of a record it wrote: the record's id, and the text of the mark."""
TAKEN = "taken"
"""What an import has taken a name for: the key of the name, and the id of an actor or a place."""
FORMER = "former"
"""What a former id finds: that id, and the id of its record with the number of the change that made it a former one."""
OPERATIONS = ("changed", "removed")
"""What a change did to a record that was there before; what it added has no state before."""


class Signature(NamedTuple):
    """Who writes, when, and why."""

    at: datetime
    """With its zone; kept in UTC to the microsecond."""
    author: str
    message: str | None = None
    command: str = ""
    """What was asked for, as it was typed; no address of a database stands in it."""


class Count(NamedTuple):
    """How many records of a kind a change added, changed, removed and gave another id."""

    kind: str
    added: int
    changed: int
    removed: int
    renamed: int = 0


def plain_count(count: Count) -> list[str | int]:
    """A count as it is kept, and as a digest covers it: what was counted later only where there is any."""
    return [*count] if count.renamed else [*count[:-1]]


class Change(NamedTuple):
    """One write. Numbers ascend in the order in which changes landed, whatever the clock said."""

    id: int
    at: datetime
    """In UTC."""
    author: str
    message: str | None
    command: str
    verb: str
    """What made it: load, import, undo, rename."""
    undoes: int | None
    """The change that this one took back."""
    begins: bool
    """Whether records stood in the database before its history began with this change."""
    counts: tuple[Count, ...]
    """By kind of record, in the order of RECORD_KINDS; what imports remember is not counted."""
    digest: str
    previous_digest: str
    """Of the change before it; empty for the first."""


def instant_text(at: datetime) -> str:
    """A moment as it is kept: UTC, to the microsecond, so that texts sort as moments do."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def instant(text: str) -> datetime:
    """The moment that a text of ``instant_text`` names."""
    return datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=UTC)


def digest_of(change: Change, kept: Iterable[bytes]) -> str:
    """The digest of a change, its own field for it left aside; ``kept``: digests of what it keeps, in order."""
    said = change._replace(digest="")._asdict()
    said |= {"at": instant_text(change.at), "counts": [plain_count(each) for each in change.counts]}
    whole = blake2b(dumps(said, sort_keys=True).encode(), digest_size=20)
    for each in kept:
        whole.update(each)
    return whole.hexdigest()
