"""Why a change was not undone, in lines; and the error for callers who want one."""

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from typing import Any

from timeline.actions.history.undoing import Conflict, Undone
from timeline.errors import TimelineError
from timeline.views.changes.signed_told import change_told
from timeline.views.changes.undo_told import conflict_lines, gap_line
from timeline.views.wording.sentences import counted_apart


class CannotUndo(TimelineError):
    """A change was not undone, and nothing was changed; the message has the lines below, and more than these fields."""

    def __init__(self, undone: Undone) -> None:
        lines = [*refusal_lines(undone, None)]
        if undone.conflicts and not undone.gaps:
            lines.append("force=True puts these back all the same")
        super().__init__("\n".join(lines))
        self.conflicts = undone.conflicts
        self.gaps = undone.gaps


def refusal_lines(undone: Undone, most: int | None, zone: tzinfo | None = None) -> Iterator[str]:
    """What stands in the way, record by record; ``most``: so many of each sort, None: all."""
    yield f"{change_told(undone.change, zone)} was not undone, and nothing was changed"
    conflicts = in_the_way(undone)
    found: tuple[Sequence[Any], ...] = (conflicts, undone.gaps, undone.faults)
    for conflict in conflicts[:most]:
        yield from conflict_lines(
            conflict.id, conflict.before, conflict.now, conflict.since, conflict.wrote_before, zone
        )
    for gap in undone.gaps[:most]:
        yield gap_line(gap.owner, gap.named, gap.kind, gap.id, gap.found)
    yield from undone.faults[:most]
    for each in found:
        if most is not None and len(each) > most:
            yield f"… and {counted_apart(len(each) - most, 'more record')}"


def in_the_way(undone: Undone) -> list[Conflict]:
    """What was written since, where that is what stands in the way: what is forced meets gaps all the same."""
    return [] if undone.gaps or undone.faults else undone.conflicts
