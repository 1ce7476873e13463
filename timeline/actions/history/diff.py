"""What differs between two states of the database: those after two changes, at the end of two days, or now."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta, tzinfo
from typing import NamedTuple

from timeline.actions.history.existing_change import existing_change
from timeline.actions.history.log import Touched, told
from timeline.domain.dates.moments import moments_of
from timeline.domain.dates.typed.windows import WindowError, read_window
from timeline.domain.history import RECORD_KINDS, Change
from timeline.errors import UnknownName, UsageFault
from timeline.storage.connecting.database import Database
from timeline.storage.connecting.reader import Reader
from timeline.storage.history.along_renames import ids_along_renames
from timeline.storage.history.changes_kept import last_change_by, newest_change, read_change
from timeline.storage.history.differing import Differing, differing
from timeline.storage.history.states import touches_of
from timeline.storage.reading.naming.named_records import find_any
from timeline.storage.reading.stored.stored_records import KINDS

_NUMBER = re.compile(r"(?:change )?([0-9]{1,9})")
_TICK = timedelta(microseconds=1)
"""The least that parts two moments of changes."""


class Diff(NamedTuple):
    """What differs."""

    older: Change | None
    """The change after which the database stood as the first state has it; None: before the first change."""
    newer: Change | None
    differing: Iterable[Differing]
    """By kind and id, from the first state to the second; to be gone through once."""
    notes: tuple[str, ...] = ()
    """Whom a name fits too."""

    def touched(self) -> Iterator[Touched]:
        """The same, told: records that came, that say something else, that have another id, that went."""
        return (told(*each) for each in self.differing)


@contextmanager
def diff(
    database: Database,
    first: str,
    second: str | None,
    today: date,
    zone: tzinfo | None = None,
    only: Sequence[str] = (),
) -> Iterator[Diff]:
    """From one state to another, for the length of a ``with`` block; the other is that of now where it is None.

    A state is named by the number of a change ("12": after it; "0": before the first), or by a day or moment as people
    type it: how it stood at the end of that, by the clock of a zone. The first may be the later one: then the way back
    is told. ``only``: ids of records that are there or were, or names of actors and places.

    Raises UsageFault for what names no state, UnknownName and AmbiguousName.
    """
    with database.reading() as reader:
        notes: list[str] = []
        one, other = (_number(reader, each, today, zone) for each in (first, second))
        ids = [each for wanted in only for each in _ids(reader, wanted, notes)] if only else None
        found: Iterable[Differing] = differing(reader, min(one, other), max(one, other), ids)
        if one > other:
            found = map(_turned, found)
        yield Diff(read_change(reader, one), read_change(reader, other), found, tuple(notes))


def _turned(each: Differing) -> Differing:
    record_id = each.before.id if each.kind in KINDS and each.before is not None else each.id
    return Differing(each.kind, record_id, each.after, each.before)


def _number(reader: Reader, text: str | None, today: date, zone: tzinfo | None) -> int:
    """The number of the last change that a state has in it; 0 where it has none."""
    newest = newest_change(reader)
    if text is None or text.strip().lower() == "now":
        return newest
    number = _NUMBER.fullmatch(text.strip().lower())
    if number:
        found = int(number[1])
        if found > newest and len(number[1]) == 4:
            there = f"there is no change {found}"
            raise UnknownName(f"{there}: the newest is {newest}; for the end of that year write {found}-12-31")
        return existing_change(reader, found).id if found else 0
    try:
        window = read_window(text, today)
    except WindowError as error:
        raise UsageFault(f"write the number of a change, or a day: {error}") from None
    _, end = moments_of(window, zone)
    return newest if end is None else last_change_by(reader, end - _TICK)


def _ids(reader: Reader, wanted: str, notes: list[str]) -> list[str]:
    found = [(kind, wanted) for kind in RECORD_KINDS if touches_of(reader, kind, wanted)]
    return ids_along_renames(reader, found or [find_any(reader, wanted, notes)])
