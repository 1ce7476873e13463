"""What a load or an import did, in lines: counts by kind of record, and what changed, field by field."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from timeline.problems import one_line
from timeline.storage.writing.compare import Changed, LoadReport, Removal, Removed
from timeline.views.changes_told import difference_line

_KINDS = {"source": "sources", "actor": "actors", "place": "places", "event": "events", "term": "terms"}
LINES_SHOWN = 20
"""Lines about what changed, and as many about what was removed, where not all are wanted."""


def report_lines(report: LoadReport, *, prune: bool = False, most: int | None = LINES_SHOWN) -> Iterator[str]:
    """Lines for what was added, changed, left and, with ``prune``, removed.

    ``most``: lines about the records that changed, and about those removed; None: all, 0: none.
    """
    yield f"{'added':8} {_counted(report.added)}"
    yield f"{'changed':8} {_counted(report.changed)}"
    yield from _changed_lines(report.changed_named, report.changed, most)
    yield f"{'left':8} {_counted(report.left)}"
    if prune:
        yield f"{'removed':8} {_counted(report.removed)}"
        yield from _removed_lines(report.removed_named, report.removed, most)
    if report.redated:
        events = _noun("event", report.redated)
        yield f"{'updated':8} {report.redated:,} more {events} that these changes date or count anew"


def removal_lines(removal: Removal, most: int | None) -> Iterator[str]:
    """What pruning would remove: the counts, and the first ``most`` records (None: all)."""
    yield f"{'removes':8} {_counted(removal.counts())}"
    yield from _removed_lines(removal.records, removal.counts(), most)


def unused_lines(unused: Removal, most: int | None) -> Iterator[str]:
    """What imports wrote and nothing uses any more: the counts, and the first ``most`` records (None: all)."""
    yield f"{'unused':8} {_counted(unused.counts())} of earlier imports: --prune-imports removes what nothing uses"
    yield from _removed_lines(unused.records, unused.counts(), most)


def removal_counted(removal: Removal) -> str:
    """How many records of each kind: "3 sources, 2 events"."""
    return _counted(removal.counts())


def _removed_lines(named: Sequence[Removed], counts: Mapping[str, int], most: int | None) -> Iterator[str]:
    """A line each for records that go, the id first."""
    shown = named if most is None else named[:most]
    for removed in shown:
        yield f"  {removed.id}: {one_line(removed.title)} ({removed.kind})"
    yield from _left_out(shown, counts, most)


def _changed_lines(named: Sequence[Changed], counts: Mapping[str, int], most: int | None) -> Iterator[str]:
    """A line each for what changed in records, the id first; a record is shown whole or not at all."""
    room = most
    shown: list[Changed] = []
    for changed in named:
        lines = [f"  {changed.id}: {difference_line(each)}" for each in changed.fields]
        if room is not None and len(lines) > room and (shown or not room):
            break
        if room is not None:
            if len(lines) > room:
                more = len(lines) - room + 1
                lines = [*lines[: room - 1], f"  {changed.id}: … and {more:,} more changes: --all names them"]
            room -= len(lines)
        shown.append(changed)
        yield from lines
    yield from _left_out(shown, counts, most)


def _left_out(shown: Sequence[Any], counts: Mapping[str, int], most: int | None) -> Iterator[str]:
    if most == 0:
        return
    left = dict(counts)
    for each in shown:
        left[each.kind] -= 1
    more = [f"{left[kind]:,} more {_noun(kind, left[kind])}" for kind in _KINDS if left.get(kind)]
    if more:
        yield f"  … and {', '.join(more)}: --all names them"


def _counted(kinds: Mapping[str, int]) -> str:
    return ", ".join(f"{kinds[kind]:,} {_noun(kind, kinds[kind])}" for kind in _KINDS if kinds.get(kind)) or "nothing"


def _noun(kind: str, count: int) -> str:
    return kind if count == 1 else _KINDS[kind]
