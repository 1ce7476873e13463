"""What records said after one change, and after a later one."""

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from timeline.domain.history import RECORD_KINDS
from timeline.storage.connecting.reader import Reader
from timeline.storage.history.states import Touch, first_touches, states_before, states_now, touches_of
from timeline.storage.reading.stored_records import CHUNK

_At = tuple[str, str]


class Differing(NamedTuple):
    """A record in two states that are not the same; None where it was not there."""

    kind: str
    id: str
    before: Any
    after: Any


def differing(reader: Reader, older: int, newer: int, only: Collection[str] | None = None) -> Iterator[Differing]:
    """The records that say something else after change ``newer`` than after ``older``, by kind and id.

    0 is before the first change. ``only``: of these ids. Some hundred states are held at a time.
    """
    first, following = _touched(reader, older, newer, only)
    order = {kind: place for place, kind in enumerate(RECORD_KINDS)}
    wanted = sorted(first, key=lambda at: (order[at[0]], at[1]))
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        before = states_before(reader, [first[at] for at in chunk])
        later = states_before(reader, [following[at] for at in chunk if at in following])
        now = states_now(reader, [at for at in chunk if at not in following])
        for at in chunk:
            states = before[first[at]], later[following[at]] if at in following else now[at]
            if states[0] != states[1]:
                yield Differing(*at, *states)


def _touched(
    reader: Reader, older: int, newer: int, only: Collection[str] | None
) -> tuple[dict[_At, Touch], dict[_At, Touch]]:
    """The first touch of each record between the two changes, and its first one after them."""
    if only is None:
        return first_touches(reader, older, newer, RECORD_KINDS), first_touches(reader, newer, kinds=RECORD_KINDS)
    first: dict[_At, Touch] = {}
    following: dict[_At, Touch] = {}
    for at in [(kind, each) for each in only for kind in RECORD_KINDS]:
        for touch in touches_of(reader, *at):
            if touch.change > newer:
                following.setdefault(at, touch)
            elif touch.change > older:
                first.setdefault(at, touch)
    return first, following
