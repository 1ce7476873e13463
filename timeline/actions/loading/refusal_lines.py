"""What people are told where a load would lose somebody's work: a line each, and the way out."""

from collections.abc import Iterator, Sequence
from datetime import tzinfo

from timeline.actions.loading.stale_copies import StaleCopy
from timeline.actions.loading.three_ways import EditConflict
from timeline.domain.history import Change
from timeline.problems import one_line
from timeline.views.changes.changes_told import conflict_line
from timeline.views.changes.signed_told import change_told
from timeline.views.wording.sentences import counted_apart


def stale_lines(
    stale: Sequence[StaleCopy], way_out: str, most: int | None, zone: tzinfo | None = None
) -> Iterator[str]:
    """The first ``most`` records (None: all) that are older than the database, and what to do.

    ``way_out``: what takes the database back knowingly; times are by the clock of ``zone`` (None: the reader's own).
    """
    shown = stale if most is None else stale[:most]
    for copy in shown:
        change = change_told(copy.change, zone)
        what = f"{change} has removed it since" if copy.is_gone else f"this is what it said before {change}"
        yield f"{one_line(copy.path)}:{copy.line}: {copy.id}: {what}"
    if len(stale) > len(shown):
        yield f"… and {counted_apart(len(stale) - len(shown), 'more record')}"
    are = "record is" if len(stale) == 1 else "records are"
    yield (
        f"nothing was loaded: {len(stale):,} {are} older in the files than in the database; bring the files up to date "
        f"(`timeline dump` writes what the database says), or, to take it back to what they say: {way_out}"
    )


def conflict_lines(
    conflicts: Sequence[EditConflict], way_out: str, most: int | None, zone: tzinfo | None = None
) -> Iterator[str]:
    """What a dumped folder and the database have both changed, in the first ``most`` records (None: all).

    ``way_out``: what lets the files decide, ending in the word for that; times are by the clock of ``zone``.
    """
    shown = conflicts if most is None else conflicts[:most]
    for conflict in shown:
        start = f"{one_line(conflict.path)}:{conflict.line}: {conflict.id}"
        by = _change(conflict.change, zone)
        if conflict.what == "gone":
            yield f"{start}: the files say something new of it, and {by} has removed it"
        elif conflict.what == "pruned":
            yield f"{start}: the folder no longer has it, and {by} says something new of it"
        else:
            for each, wrote in zip(conflict.fields, conflict.wrote, strict=True):
                yield f"{start}: {conflict_line(each)}, by {_change(wrote, zone)}"
    if len(conflicts) > len(shown):
        yield f"… and {counted_apart(len(conflicts) - len(shown), 'more record')}"
    yield (
        f"nothing was loaded: {counted_apart(len(conflicts), 'record')} edited in the files and in the database since "
        f"the dump; mend the files (`timeline dump` writes what the database says), or let the files decide: {way_out} "
        "(ours instead of theirs: the database)"
    )


def _change(change: Change | None, zone: tzinfo | None) -> str:
    return "a change since" if change is None else change_told(change, zone)
