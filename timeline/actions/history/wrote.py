"""Which change it was that made a record say what it says, field by field."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from timeline.domain.comparing.changes import Difference, differences
from timeline.domain.comparing.merge import are_together
from timeline.domain.history import Change
from timeline.storage.connecting.reader import Reader
from timeline.storage.history.along_renames import touches_along_renames
from timeline.storage.history.changes_kept import read_change
from timeline.storage.history.states import states_before, states_now, touches_of


class Said(NamedTuple):
    """A thing that a record says now, as a text; None where it says nothing of it."""

    path: tuple[str, ...]
    """Where, as of a ``Difference``."""
    text: str | None


def last_change(reader: Reader, kind: str, record_id: str) -> Change | None:
    """The last change that touched a record."""
    touches = touches_of(reader, kind, record_id)
    return read_change(reader, touches[-1].change) if touches else None


def who_wrote(reader: Reader, kind: str, record_id: str, said: Sequence[Said], after: int) -> list[Change | None]:
    """Of each thing the change above ``after`` that made the record say so: of several the last.

    Where none can be told from the others, because lists were put in another order, it is the last that touched the
    record.
    """
    found = _states_found(reader, kind, record_id, after)
    if not found:
        return [None] * len(said)
    states = [*found.values(), states_now(reader, [(kind, record_id)])[kind, record_id]]
    newest_first = [
        # What a change added or took away is of it as a whole.
        (change, None if None in (old, new) else differences(old, new))
        for change, old, new in reversed([*zip(found, states, states[1:], strict=False)])
    ]
    return [read_change(reader, _wrote(each, newest_first)) for each in said]


def _states_found(reader: Reader, kind: str, record_id: str, after: int) -> dict[int, Any]:
    """By change above ``after`` what it found of the record, by whatever id that had then; None where it added it."""
    touches = [each for each in touches_along_renames(reader, [(kind, record_id)]) if each.change > after]
    before = states_before(reader, touches)
    found: dict[int, Any] = {}
    for touch in sorted(touches, key=lambda each: each.change):
        # A rename takes a record away by one id and adds it by another.
        if found.get(touch.change) is None:
            found[touch.change] = before[touch]
    return found


def _wrote(said: Said, newest_first: Sequence[tuple[int, list[Difference] | None]]) -> int:
    for is_so in (_is_just_that, _is_about_that):
        for number, found in newest_first:
            if found is None or any(is_so(said, each) for each in found):
                return number
    return newest_first[0][0]


def _is_just_that(said: Said, difference: Difference) -> bool:
    return said == (difference.path, difference.after)


def _is_about_that(said: Said, difference: Difference) -> bool:
    """Whether it is the same thing, or is in it, or has it in it."""
    if are_together(*said.path[:1], *difference.path[:1]):
        return True
    return all(one == other for one, other in zip(said.path, difference.path, strict=False))
