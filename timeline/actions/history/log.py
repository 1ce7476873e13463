"""The changes, newest first, and what each did to one record."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple

from timeline.domain.comparing.changes import Difference, differences
from timeline.domain.former_ids import as_renamed, renames_among
from timeline.domain.history import RECORD_KINDS, Change
from timeline.domain.matches import decided
from timeline.domain.words.names import fold, nearest
from timeline.errors import UnknownName
from timeline.storage.connecting.database import Database
from timeline.storage.connecting.reader import Reader
from timeline.storage.history.along_renames import renames_by, touches_along_renames
from timeline.storage.history.changes_kept import authors, counted_before, newest_change, read_change, read_changes
from timeline.storage.history.states import Touch, states_after, states_before, states_now, touches_by, touches_of
from timeline.storage.history.verifying import broken_changes
from timeline.storage.reading.naming.named_records import find_any
from timeline.storage.reading.stored.stored_records import KINDS
from timeline.views.records.questions_told import question_told


class Touched(NamedTuple):
    """What one change did to one record."""

    kind: str
    id: str
    op: str
    """added, changed, removed or renamed."""
    title: str
    """Its title or name then; of a term its meaning."""
    fields: tuple[Difference, ...]
    """Of one that was changed, or renamed and changed: field by field."""
    was: str | None = None
    """Of one that was renamed: the id that it had before."""


class Logged(NamedTuple):
    """A change, and what it did to the record that was asked for, by whatever id it had then.

    (To each of that id, where others had it before.)
    """

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


class Around(NamedTuple):
    """What was made nearest to a span of time in which no change was."""

    before: Change | None
    """The last that landed of those made before it; None also where nothing says when it begins."""
    after: Change | None
    """The first that landed of those made after it; None also where nothing says when it ends."""


def around(database: Database, asked: LogRequest, *, time_limit: float | None = None) -> Around:
    """Of the changes that are asked for but for the time, those nearest to it. Raises as ``log`` does."""
    whenever = asked._replace(since=None, before=None, limit=1, below=None, above=None)

    def first(wanted: LogRequest) -> Change | None:
        with log(database, wanted, time_limit=time_limit) as found:
            return next((each.change for each in found.logged), None)

    return Around(
        None if asked.since is None else first(whenever._replace(before=asked.since)),
        None if asked.before is None else first(whenever._replace(since=asked.before, above=0)),
    )


def broken(database: Database) -> tuple[int, list[tuple[int, str]]]:
    """(how many changes there are, what is wrong with which): every digest is computed anew. Raises DatabaseError."""
    with database.reading(steady=True) as reader:
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
            yield Logged(change, tuple(_all_told({each: after[each] for each in touches[number]})))


def touches_of_id(reader: Reader, wanted: str, notes: list[str]) -> list[Touch]:
    """All that changes did to what has this id, or had it, by whatever id; or to the actor or place of this name.

    Raises UnknownName or AmbiguousName where nothing has or had it; gives none where it stood there before the history
    began, and has not been changed since.
    """
    found = [kind for kind in RECORD_KINDS if touches_of(reader, kind, wanted)]
    start = [(kind, wanted) for kind in found] or [find_any(reader, wanted, notes)]
    return touches_along_renames(reader, start)


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


def _all_told(states: Mapping[Touch, tuple[Any, Any]]) -> Iterator[Touched]:
    """What one change did to records, of each what it said before and after: what went by one id came by another."""
    ops: dict[str, dict[str, dict[str, Any]]] = {"added": {}, "removed": {}}
    for touch, (before, after) in states.items():
        if touch.op in ops and touch.kind in KINDS:
            ops[touch.op].setdefault(touch.kind, {})[touch.id] = before if after is None else after
    was = {
        (kind, new): ops["removed"][kind][old]
        for kind, come in ops["added"].items()
        for new, old in renames_among(ops["removed"].get(kind, {}), come).items()
    }
    left_out = {(kind, record.id) for (kind, _), record in was.items()}
    for touch, (before, after) in states.items():
        at = touch.kind, touch.id
        if at in was:
            yield told(*at, was[at], after)
        elif touch.op != "removed" or at not in left_out:
            yield told(*at, before, after)


def told(kind: str, record_id: str, before: Any, after: Any) -> Touched:
    """What became of a record between two states, of which None is that it was not there; by its later id."""
    title = title_of(kind, before if after is None else after)
    if before is None or after is None:
        return Touched(kind, record_id, "added" if before is None else "removed", title, ())
    if kind in KINDS and before.id != after.id:
        return Touched(
            kind, record_id, "renamed", title, tuple(differences(as_renamed(before, after), after)), before.id
        )
    return Touched(kind, record_id, "changed", title, tuple(differences(before, after)))


def title_of(kind: str, record: Any) -> str:
    """The title of a source or event, the name of an actor or place, the meaning of a term, and so on."""
    if kind == "match":
        return decided(record)
    if kind == "question":
        return question_told(record.id, record.title)
    return str(record.title if kind in ("source", "event") else record.meaning if kind == "term" else record.name)


# --- one change --------------------------------------------------------------------------------------


def all_touched(reader: Reader, number: int, *, skip: int = 0, most: int | None = None) -> list[Touched]:
    """What a change did to each record, added ones first, each by kind and id: ``most`` of them after ``skip``.

    A record that it gave another id counts as one, where the new id stands.
    """
    every = list(touches_by(reader, number))
    gone = {(each.kind, each.id): each for each in every if each.op == "removed"}
    come = {(each.kind, each.id) for each in every if each.op == "added"}
    pairs = renames_by(reader, number, every, gone.keys(), come)
    left_out = {(kind, old) for (kind, _), old in pairs.items()}
    touches = [
        each
        for each in every
        if each.kind in RECORD_KINDS and (each.op != "removed" or (each.kind, each.id) not in left_out)
    ]
    wanted = touches[skip:] if most is None else touches[skip : skip + most]
    was = {each: gone[each.kind, pairs[each.kind, each.id]] for each in wanted if (each.kind, each.id) in pairs}
    before = states_before(reader, [*wanted, *was.values()])
    after = states_after(reader, number, [(touch.kind, touch.id) for touch in wanted])
    return [told(touch.kind, touch.id, before[was.get(touch, touch)], after[touch.kind, touch.id]) for touch in wanted]
