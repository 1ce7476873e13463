"""What a load or an import did, in lines: counts by kind of record, and what changed, field by field."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from timeline.actions.loading.load import Loaded
from timeline.actions.loading.three_ways import Stayed
from timeline.domain.history import Change
from timeline.problems import one_line
from timeline.storage.writing.compare import Changed, LoadReport, Removal, Removed, Renamed
from timeline.views.changes.changes_told import change_line, redated, removal_line, rename_line
from timeline.views.changes.signed_told import change_told
from timeline.views.records.counts_told import kinds_counted, more_counted

LINES_SHOWN = 20
"""Lines about what changed, and as many about what was removed, where not all are wanted."""


def report_lines(report: LoadReport, *, prune: bool = False, most: int | None = LINES_SHOWN) -> Iterator[str]:
    """Lines for what was added, changed, left and, with ``prune``, removed.

    ``most``: lines about the records that changed, and about those removed; None: all, 0: none.
    """
    yield f"{'added':8} {kinds_counted(report.added)}"
    yield from renamed_lines(report.renamed, most)
    yield f"{'changed':8} {kinds_counted(report.changed)}"
    yield from _changed_lines(report.changed_named, report.changed, most)
    yield f"{'left':8} {kinds_counted(report.left)}"
    if prune:
        yield f"{'removed':8} {kinds_counted(report.removed)}"
        yield from _removed_lines(report.removed_named, report.removed, most)
        yield from _kept_lines(report.imports_kept, report.newer_kept)
    if report.redated:
        yield f"{'updated':8} {redated(report.redated)}"


def done_lines(report: LoadReport, most: int | None = LINES_SHOWN) -> Iterator[str]:
    """Lines for what was added, changed and removed by what is no load: only of what there is, all of it named.

    ``most``: lines of each; None: all.
    """
    if any(report.added.values()):
        yield f"{'added':8} {kinds_counted(report.added)}"
        shown = report.added_named if most is None else report.added_named[:most]
        yield from (f"  {one_line(each.id)}" for each in shown)
        yield from _left_out(shown, report.added, most)
    yield from renamed_lines(report.renamed, most)
    if any(report.changed.values()):
        yield f"{'changed':8} {kinds_counted(report.changed)}"
        yield from _changed_lines(report.changed_named, report.changed, most)
    if any(report.removed.values()):
        yield f"{'removed':8} {kinds_counted(report.removed)}"
        yield from _removed_lines(report.removed_named, report.removed, most)
    if report.redated:
        yield f"{'updated':8} {redated(report.redated)}"


def renamed_lines(renamed: Sequence[Renamed], most: int | None) -> Iterator[str]:
    """The count of records that have another id, where there is any, and the first ``most`` of them (None: all)."""
    if not renamed:
        return
    counts = dict(Counter(each.kind for each in renamed))
    yield f"{'renamed':8} {kinds_counted(counts)}"
    shown = renamed if most is None else renamed[:most]
    for each in shown:
        yield f"  {rename_line(each.was, each.id, each.named_by)}"
    yield from _left_out(shown, counts, most)


def removal_lines(removal: Removal, most: int | None) -> Iterator[str]:
    """What pruning would remove: the counts, and the first ``most`` records (None: all)."""
    yield f"{'removes':8} {kinds_counted(removal.counts())}"
    yield from _removed_lines(removal.records, removal.counts(), most)
    yield from _kept_lines(removal.kept, removal.newer)


def beside_lines(loaded: Loaded, most: int | None) -> Iterator[str]:
    """What the database alone has changed since a folder was dumped, and what the folder no longer has."""
    if loaded.stayed:
        counts = Counter(each.kind for each in loaded.stayed)
        yield f"{'stayed':8} {kinds_counted(counts)} as others changed them since the dump"
        shown = loaded.stayed if most is None else loaded.stayed[:most]
        yield from (f"  {line}" for each in shown for line in _stayed_lines(each))
        yield from _left_out(shown, counts, most)
    if loaded.missing:
        counts = Counter(each.kind for each in loaded.missing)
        yield f"{'missing':8} {kinds_counted(counts)} that the folder no longer has and that stay; --prune removes"
        yield from _removed_lines(loaded.missing, counts, most)


def _stayed_lines(stayed: Stayed) -> Iterator[str]:
    if stayed.is_gone:
        yield f"{stayed.id}: removed{_by(stayed.change)}"
    for each, wrote in zip(stayed.fields, stayed.wrote, strict=True):
        yield f"{change_line(stayed.id, each)}{_by(wrote)}"


def _by(change: Change | None) -> str:
    return "" if change is None else f" ({change_told(change)})"


def _kept_lines(kept: Mapping[str, int], newer: Mapping[str, int]) -> Iterator[str]:
    if any(newer.values()):
        yield f"{'kept':8} {kinds_counted(newer)} that others wrote since the dump, or that those name"
    if any(kept.values()):
        yield f"{'kept':8} {kinds_counted(kept)} of imports, which no file holds: --prune-imports removes them, too"


def unused_lines(unused: Removal, most: int | None) -> Iterator[str]:
    """What imports wrote and nothing uses any more: the counts, and the first ``most`` records (None: all)."""
    yield f"{'unused':8} {kinds_counted(unused.counts())} of earlier imports: --prune-imports removes what nothing uses"
    yield from _removed_lines(unused.records, unused.counts(), most)


def _removed_lines(named: Sequence[Removed], counts: Mapping[str, int], most: int | None) -> Iterator[str]:
    """A line each for records that go, the id first."""
    shown = named if most is None else named[:most]
    for removed in shown:
        yield f"  {removal_line(removed.id, removed.title, removed.kind)}"
    yield from _left_out(shown, counts, most)


def _changed_lines(named: Sequence[Changed], counts: Mapping[str, int], most: int | None) -> Iterator[str]:
    """A line each for what changed in records, the id first; a record is shown whole or not at all."""
    room = most
    shown: list[Changed] = []
    for changed in named:
        lines = [f"  {change_line(changed.id, each)}" for each in changed.fields]
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
    more = more_counted(left)
    if more:
        yield f"  … and {more}: --all names them"
