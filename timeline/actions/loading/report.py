"""What a load or an import did, for programs: every record, and field by field what changed."""

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from timeline.actions.importing.import_file import ImportOutcome
    from timeline.actions.loading.three_ways import Stayed
    from timeline.problems import Problem
    from timeline.storage.writing.compare import Changed, LoadReport, Named, Removed, Renamed


def _in_counts(report: Any) -> str:
    """A report in a line, its lists counted: they may be long."""
    fields = report._asdict().items()
    said = (f"{name}={len(each) if isinstance(each, list | tuple) else each!r}" for name, each in fields)
    return f"{type(report).__name__}({', '.join(said)})"


class Report(NamedTuple):
    """What a load did, or in a dry run would do; its parts are those of ``timeline load --json``."""

    dry_run: bool
    change: int | None
    """Its number in the history, in a dry run the one it would have; None where there was nothing to change."""
    added: "list[Named]"
    changed: "list[Changed]"
    renamed: "list[Renamed]"
    """Records that have another id now; what names them followed, and is not counted as changed."""
    removed: "list[Removed]"
    """What pruning took away."""
    left: dict[str, int]
    """By kind of record, how many are as they were."""
    imports_kept: dict[str, int]
    """By kind of record, how many pruning left: no file holds them, and imports wrote them, or what these name."""
    newer_kept: dict[str, int]
    """By kind of record, how many pruning left: others wrote them since a folder was dumped, or what these name."""
    stayed: "list[Stayed]"
    """What the database alone has changed since a folder was dumped, and that stays so."""
    missing: "list[Removed]"
    """What the dump had and the folder no longer has, where nothing was pruned."""
    redated: int
    """Events beside the changed ones that were dated or counted anew, because a change reaches them."""
    advice: "list[Problem]"
    """What is probably a mistake in what was added or changed."""

    def __repr__(self) -> str:
        return _in_counts(self)


class ImportReport(NamedTuple):
    """What an import did, or in a dry run would do, and what became of the rows of its file."""

    dry_run: bool
    format: str
    """What the file is."""
    events: int
    """Rows (or whatever the format has) that made an event."""
    undated: int
    """Of the events, those without a date."""
    rejected: int
    """Bad rows that were left out."""
    unreadable: dict[str, int]
    """By column: cells that could not be read, and are kept in notes."""
    kept: list[str]
    """Ids of records that were edited here and stayed as they were."""
    added: "list[Named]"
    changed: "list[Changed]"
    renamed: "list[Renamed]"
    """Records that have another id now; what names them followed, and is not counted as changed."""
    removed: "list[Removed]"
    """What pruning took away."""
    left: dict[str, int]
    """By kind of record, how many are as they were."""
    redated: int
    """Events beside the changed ones that were dated or counted anew, because a change reaches them."""
    unused: "list[Removed]"
    """What earlier imports of such files wrote and nothing uses any more."""
    advice: "list[Problem]"
    """What looks wrong in the file; of one kind the first, which tells how many there are."""
    notes: tuple[str, ...]
    """How the file was read: one line each."""
    written: "list[Path]"
    """The annotation files, where it went to a folder; then no record was added, changed or removed."""

    def __repr__(self) -> str:
        return _in_counts(self)


def load_report(
    report: "LoadReport",
    advice: "list[Problem]",
    *,
    dry_run: bool,
    stayed: "Sequence[Stayed]" = (),
    missing: "Sequence[Removed]" = (),
) -> Report:
    """What is told of a load that named all it did."""
    return Report(
        dry_run=dry_run,
        change=report.change,
        added=report.added_named,
        changed=report.changed_named,
        renamed=report.renamed,
        removed=report.removed_named,
        left=report.left,
        imports_kept=report.imports_kept,
        newer_kept=report.newer_kept,
        stayed=list(stayed),
        missing=list(missing),
        redated=report.redated,
        advice=advice,
    )


def undo_report(report: "LoadReport", *, dry_run: bool) -> Report:
    """What is told of an undo that named all it did: as of a load that says what the records said before."""
    return load_report(report, [], dry_run=dry_run)


def import_report(outcome: "ImportOutcome", *, dry_run: bool) -> ImportReport:
    """What is told of an import that landed, and named all it did."""
    done = outcome.report
    return ImportReport(
        dry_run=dry_run,
        format=outcome.format.name,
        events=outcome.events,
        undated=outcome.undated,
        rejected=outcome.rejected,
        unreadable={column: found.count for column, found in outcome.unreadable.items()},
        kept=outcome.edited.kept,
        added=done.added_named if done else [],
        changed=done.changed_named if done else [],
        renamed=done.renamed if done else [],
        removed=done.removed_named if done else [],
        left=done.left if done else {},
        redated=done.redated if done else 0,
        unused=outcome.unused.records if outcome.unused else [],
        advice=list(outcome.advice.shown),
        notes=outcome.notes,
        written=outcome.written or [],
    )
