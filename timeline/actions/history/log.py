"""The changes, newest first, and what each did to one record."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple

from timeline.domain.changes import Difference, differences
from timeline.domain.history import RECORD_KINDS, Change
from timeline.domain.matches import decided
from timeline.domain.names import fold, nearest
from timeline.errors import UnknownName
from timeline.storage.connecting.database import Database
from timeline.storage.connecting.reader import Reader
from timeline.storage.history.changes_kept import authors, counted_before, newest_change, read_change, read_changes
from timeline.storage.history.states import Touch, states_after, states_before, states_now, touches_by, touches_of
from timeline.storage.history.verifying import broken_changes
from timeline.storage.reading.named_records import find_any


class Touched(NamedTuple):
    """What one change did to one record."""

    kind: str
    id: str
    op: str
    """added, changed or removed."""
    title: str
    """Its title or name then; of a term its meaning."""
    fields: tuple[Difference, ...]
    """Of one that was changed: field by field."""


class Logged(NamedTuple):
    """A change, and what it did to the record that was asked for (to each of that id, where others had it before)."""

    change: Change
    touched: tuple[Touched, ...] = ()


class LogRequest(NamedTuple):
    """Which changes are asked for."""

    record: str | None = None
    """The id of a record that is there, or was; or the name of an actor or place."""
    since: datetime | None = None
    """Only those that were made at this moment or later."""
    before: datetime | None = None
    """Only those that were made earlier than this."""
    author: str | None = None
    """A part of a name, in any usual spelling."""
    limit: int | None = None
    """At most so many: the newest, or with ``above`` the oldest."""
    below: int | None = None
    """Only changes with a lower number than this."""
    above: int | None = None
    """Only those with a higher one."""


class Log(NamedTuple):
    """What was found."""

    logged: Iterable[Logged]
    """Newest first; to be gone through once."""
    began_with: dict[str, int]
    """By kind, the records that stood in the database before its history began."""
    notes: tuple[str, ...] = ()
    """Whom a name fits too."""


@contextmanager
def log(database: Database, asked: LogRequest, *, time_limit: float | None = None) -> Iterator[Log]:
    """The changes that are asked for, newest first whatever the clock said, for the length of a ``with`` block.

    Raises DatabaseError, UnknownName or AmbiguousName.
    """
    with database.reading(time_limit=time_limit) as reader:
        notes: list[str] = []
        by = None if asked.author is None else authors_like(reader, asked.author)
        first = read_change(reader, 1)
        found: Iterable[Logged]
        if asked.record is None:
            found = map(Logged, _changes(reader, asked, by))
        else:
            found = _of_record(reader, asked, by, notes)
        began_with = counted_before(reader) if first is not None and first.begins else {}
        yield Log(found if asked.record is None else _limited(found, asked), began_with, tuple(notes))


def broken(database: Database) -> tuple[int, list[tuple[int, str]]]:
    """(how many changes there are, what is wrong with which): every digest is computed anew. Raises DatabaseError."""
    with database.reading() as reader:
        return newest_change(reader), list(broken_changes(reader))


def authors_like(reader: Reader, wanted: str) -> list[str]:
    """The authors whose names have this part, in any usual spelling. Raises UnknownName, with the nearest."""
    every = authors(reader)
    part = fold(wanted)
    found = [each for each in every if wanted in each or (part and part in fold(each))]
    if found:
        return found
    names = [(fold(name), each) for each in every for name in (each, each.partition("<")[0]) if fold(name)]
    near = nearest(wanted, names)
    offer = f": did you mean {' or '.join(near)}?" if near else f": {_all(every)}" if every else ""
    raise UnknownName(f'no author of a change has "{wanted}" in the name{offer}')


def _all(every: Collection[str]) -> str:
    shown = sorted(every)[:5]
    return f"there are {', '.join(shown)}{' …' if len(every) > len(shown) else ''}"


def _changes(reader: Reader, asked: LogRequest, by: Collection[str] | None) -> Iterable[Change]:
    is_back = asked.above is not None
    found = read_changes(
        reader,
        after=asked.above or 0,
        until=None if asked.below is None else asked.below - 1,
        newest_first=not is_back,
        since=asked.since,
        before=asked.before,
        by=by,
        limit=asked.limit,
    )
    return reversed(list(found)) if is_back else found


def _limited(found: Iterable[Logged], asked: LogRequest) -> Iterable[Logged]:
    """Those of one record, which are few."""
    within = [
        each
        for each in found
        if (asked.below is None or each.change.id < asked.below)
        and (asked.above is None or each.change.id > asked.above)
    ]
    if asked.limit is None:
        return within
    return within[-asked.limit :] if asked.above is not None and asked.limit else within[: asked.limit]


# --- one record --------------------------------------------------------------------------------------


def _of_record(reader: Reader, asked: LogRequest, by: Collection[str] | None, notes: list[str]) -> Iterator[Logged]:
    assert asked.record is not None
    touches: dict[int, list[Touch]] = {}
    for each in touches_of_id(reader, asked.record, notes):
        touches.setdefault(each.change, []).append(each)
    after = _states_after(reader, touches)
    for number in sorted(touches, reverse=True):
        change = read_change(reader, number)
        if change is not None and _is_asked_for(change, asked, by):
            yield Logged(change, tuple(_told(each, *after[each]) for each in touches[number]))


def touches_of_id(reader: Reader, wanted: str, notes: list[str]) -> list[Touch]:
    """All that changes did to what has this id, or had it; or to the actor or place of this name.

    Raises UnknownName or AmbiguousName where nothing has or had it; gives none where it stood there before the history
    began, and has not been changed since.
    """
    found = [touch for kind in RECORD_KINDS for touch in touches_of(reader, kind, wanted)]
    return found or touches_of(reader, *find_any(reader, wanted, notes))


def _is_asked_for(change: Change, asked: LogRequest, by: Collection[str] | None) -> bool:
    return (
        (asked.since is None or change.at >= asked.since)
        and (asked.before is None or change.at < asked.before)
        and (by is None or change.author in by)
    )


def _states_after(reader: Reader, touches: dict[int, list[Touch]]) -> dict[Touch, tuple[Any, Any]]:
    """(what it said before, what it said after) of each touch of some records; all their touches must be there."""
    every = [touch for number in sorted(touches) for touch in touches[number]]
    before = states_before(reader, every)
    now = states_now(reader, {(touch.kind, touch.id) for touch in every})
    following: dict[tuple[str, str], Any] = dict(now)
    found = {}
    for touch in reversed(every):
        at = touch.kind, touch.id
        found[touch] = before[touch], following[at]
        following[at] = before[touch]
    return found


def _told(touch: Touch, before: Any, after: Any) -> Touched:
    fields = tuple(differences(before, after)) if touch.op == "changed" else ()
    return Touched(touch.kind, touch.id, touch.op, title_of(touch.kind, before if after is None else after), fields)


def title_of(kind: str, record: Any) -> str:
    """The title of a source or event, the name of an actor or place, the meaning of a term, the reason of a match."""
    if kind == "match":
        return decided(record)
    return str(record.title if kind in ("source", "event") else record.meaning if kind == "term" else record.name)


# --- one change --------------------------------------------------------------------------------------


def all_touched(reader: Reader, number: int, *, skip: int = 0, most: int | None = None) -> list[Touched]:
    """What a change did to each record, added ones first, each by kind and id: ``most`` of them after ``skip``."""
    touches = [touch for touch in touches_by(reader, number) if touch.kind in RECORD_KINDS]
    wanted = touches[skip:] if most is None else touches[skip : skip + most]
    before = states_before(reader, wanted)
    after = states_after(reader, number, [(touch.kind, touch.id) for touch in wanted])
    return [_told(touch, before[touch], after[touch.kind, touch.id]) for touch in wanted]
