"""What it takes to put back what a change has changed, and where something stands in the way."""

from collections.abc import Iterable
from typing import Any, NamedTuple

AS_LEFT: Any = object()
"""In place of a state: whatever the change left, for nothing has touched it since. Equal to no record."""


class Step(NamedTuple):
    """A record of a change (or what an import remembers of one) in three states; None where it was not there."""

    kind: str
    id: str
    before: Any
    """What the change found, and taking it back restores."""
    after: Any
    """What the change left; AS_LEFT where that is what stands there now."""
    now: Any


class Inverse(NamedTuple):
    """The steps of a change, by what is to be done with them; those that are back already are in neither."""

    back: tuple[Step, ...]
    conflicts: tuple[Step, ...]
    """Something else was written since."""


def inverse(steps: Iterable[Step]) -> Inverse:
    """What takes a change back: each record says again what the change found, unless it has been changed since."""
    back: list[Step] = []
    conflicts: list[Step] = []
    for step in steps:
        if step.now == step.before:
            continue
        (back if step.now is AS_LEFT or step.now == step.after else conflicts).append(step)
    return Inverse(tuple(back), tuple(conflicts))
