"""``timeline undo``: take a change back."""

from collections.abc import Iterator

import click

from timeline.actions.history.refusal import in_the_way, refusal_lines
from timeline.actions.history.undoing import Undone, undo_change
from timeline.actions.loading.report import undo_report
from timeline.cli.arguments.once import Command
from timeline.cli.arguments.opened import opened
from timeline.cli.arguments.params import CHANGE
from timeline.cli.arguments.pasted import to_paste
from timeline.cli.arguments.signed import signature, signed
from timeline.cli.collection import without_collection
from timeline.cli.printing.counts import LINES_SHOWN, done_lines
from timeline.cli.printing.output import print_lines, progress
from timeline.cli.printing.report_json import report_text
from timeline.storage.writing.compare import MOST_NAMED
from timeline.views.changes.signed_told import change_told

_FAULTS_SHOWN = 20
"""Records of each sort that stand in the way; --all shows all."""
_LATER_NAMED = 3
"""Changes that somebody might want to undo first, one by one."""


@click.command("undo", cls=Command)
@click.argument("number", metavar="CHANGE", type=CHANGE)
@click.option("--force", is_flag=True, help="Also put back what has been written since, which is lost then.")
@click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing.")
@click.option("--all", "shows_all", is_flag=True, help="Name all that is put back, and all that stands in the way.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON, every record and field.")
@signed
@click.pass_obj
def command(
    address: str,
    number: int,
    *,
    force: bool,
    dry_run: bool,
    shows_all: bool,
    as_json: bool,
    author: str | None,
    message: str | None,
) -> None:
    """Take a change back: a new change puts back all that it added, changed and removed.

    What imports remember is put back, too: the same file may be imported again. Refused, record by record,
    where something has been written since, and where a record would name one that is not there; nothing is
    changed then. To undo an undo is to redo. `timeline log` lists the changes.

    \b
    Example:
      timeline undo 1 --dry-run
    """
    if shows_all and as_json:
        raise click.UsageError("--all and --json: give one of them")
    by = signature(author, message)
    most_named = None if shows_all or as_json else MOST_NAMED
    with progress("undoing"), without_collection():
        done = undo_change(opened(address), number, by, force=force, dry_run=dry_run, most_named=most_named)
    if done.report is None:
        for line in _refused(done, None if shows_all else _FAULTS_SHOWN):
            click.echo(line, err=True)
        raise SystemExit(1)
    if as_json:
        click.echo(report_text(undo_report(done.report, dry_run=dry_run)))
        return
    print_lines(_done(done, None if shows_all else LINES_SHOWN))
    if dry_run:
        click.echo("(dry run: nothing was changed)")


def _done(done: Undone, most: int | None) -> Iterator[str]:
    assert done.report is not None
    if done.report.change is None:
        yield f"{change_told(done.change)}: all of it is back already, nothing was changed"
        return
    yield f"undone   {change_told(done.change)}"
    yield from done_lines(done.report, most)
    yield f"by       change {done.report.change}"


def _refused(undone: Undone, most: int | None) -> Iterator[str]:
    yield from refusal_lines(undone, most)
    conflicts = in_the_way(undone)
    if conflicts:
        later = sorted({change.id for conflict in conflicts for change in conflict.since}, reverse=True)
        yield from _ways_out(undone.change.id, later)


def _ways_out(number: int, later: list[int]) -> Iterator[str]:
    if len(later) <= _LATER_NAMED:
        first = " && ".join(to_paste("undo", str(each)) for each in [*later, number])
        yield f"To undo what was written since as well, newest first: {first}"
    yield f"To put these back all the same: {to_paste('undo', str(number), '--force')}"
