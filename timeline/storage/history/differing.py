"""What records said after one change, and after a later one."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from timeline.domain.history import FORMER, RECORD_KINDS
from timeline.storage.connecting.reader import Reader
from timeline.storage.history.along_renames import record_found, renames_between
from timeline.storage.history.states import Touch, first_touches, states_before, states_now, touches_of
from timeline.storage.reading.stored.stored_records import CHUNK, KINDS

_At = tuple[str, str]


class Differing(NamedTuple):
    """A record in two states that are not the same; None where it was not there.

    Of one that has another id in the second state it is that.
    """

    kind: str
    id: str
    before: Any
    after: Any


def differing(reader: Reader, older: int, newer: int, only: Collection[str] | None = None) -> Iterator[Differing]:
    """The records that say something else after change ``newer`` than after ``older``, by kind and id.

    0 is before the first change. ``only``: of these ids. Some hundred states are held at a time.
    """
    touched = _touched(reader, older, newer, only)
    was = _renames(reader, touched)
    left_out = {(kind, old) for (kind, _), old in was.items()}
    order = {kind: place for place, kind in enumerate(RECORD_KINDS)}
    wanted = sorted(
        (at for at in touched.first if at[0] != FORMER and at not in left_out), key=lambda at: (order[at[0]], at[1])
    )
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        earlier = {at: (at[0], was[at]) if at in was else at for at in chunk}
        before, after = _before(reader, touched, earlier.values()), _after(reader, touched, chunk)
        for at in chunk:
            states = before[earlier[at]], after[at]
            if states[0] != states[1]:
                yield Differing(*at, *states)


class _Touched(NamedTuple):
    """What was done between the two changes."""

    first: dict[_At, Touch]
    """The first touch of each record, and of what each former id finds."""
    following: dict[_At, Touch]
    """Its first one after them."""


def _before(reader: Reader, touched: _Touched, wanted: Iterable[_At]) -> dict[_At, Any]:
    first = {at: touched.first[at] for at in wanted}
    states = states_before(reader, first.values())
    return {at: states[touch] for at, touch in first.items()}


def _after(reader: Reader, touched: _Touched, wanted: Collection[_At]) -> dict[_At, Any]:
    following = {at: touched.following[at] for at in wanted if at in touched.following}
    states = states_before(reader, following.values())
    now = states_now(reader, [at for at in wanted if at not in following])
    return {at: states[following[at]] if at in following else now[at] for at in wanted}


def _renames(reader: Reader, touched: _Touched) -> dict[_At, str]:
    """By (kind, id in the second state) the id that a record had in the first, where that is another."""
    former = [at for at in touched.first if at[0] == FORMER]
    found = [
        (at[1], text)
        for states in (_before(reader, touched, former), _after(reader, touched, former))
        for at, text in sorted(states.items())
        if text is not None
    ]
    ids = {each for old, text in found for each in (old, record_found(text))}
    may_be = [(kind, each) for kind in KINDS for each in sorted(ids) if (kind, each) in touched.first]
    before, after = _before(reader, touched, may_be), _after(reader, touched, may_be)
    gone = {at for at in may_be if before[at] is not None and after[at] is None}
    come = {at for at in may_be if before[at] is None and after[at] is not None}
    return renames_between(found, gone, come)


def _touched(reader: Reader, older: int, newer: int, only: Collection[str] | None) -> _Touched:
    kinds = (*RECORD_KINDS, FORMER)
    if only is None:
        return _Touched(first_touches(reader, older, newer, kinds), first_touches(reader, newer, kinds=kinds))
    first: dict[_At, Touch] = {}
    following: dict[_At, Touch] = {}
    for at in [(kind, each) for each in only for kind in kinds]:
        for touch in touches_of(reader, *at):
            if touch.change > newer:
                following.setdefault(at, touch)
            elif touch.change > older:
                first.setdefault(at, touch)
    return _Touched(first, following)
