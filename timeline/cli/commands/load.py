"""``timeline load``: annotation files into the database."""

import sys
from pathlib import Path

import click

from timeline.actions.loading.load import prepare_load
from timeline.actions.loading.refusal_lines import conflict_lines, stale_lines
from timeline.actions.loading.report import load_report
from timeline.cli.arguments.once import Command
from timeline.cli.arguments.opened import opened
from timeline.cli.arguments.pasted import as_typed
from timeline.cli.arguments.signed import signature, signed
from timeline.cli.collection import without_collection
from timeline.cli.printing.counts import LINES_SHOWN, beside_lines, removal_lines, report_lines
from timeline.cli.printing.output import print_lines, progress
from timeline.cli.printing.report_json import report_text
from timeline.domain.comparing.merge import Side
from timeline.errors import TimelineError
from timeline.storage.writing.compare import MOST_NAMED, Removal
from timeline.views.findings.advice_lines import ADVICE_SHOWN, advice_lines
from timeline.views.records.counts_told import kinds_counted

_REMOVALS_SHOWN = 50
"""Lines before the question; --all shows all."""


@click.command("load", cls=Command)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing.")
@click.option("--revert", is_flag=True, help="Take records back, too, to what they said before a change.")
@click.option("--theirs", "side", flag_value="theirs", help="Where both changed the same, the folder is right.")
@click.option("--ours", "side", flag_value="ours", help="Where both changed the same, the database stays.")
@click.option("--prune", is_flag=True, help="Also remove what the files no longer hold: lists it, and asks.")
@click.option("--prune-imports", "prunes_imports", is_flag=True, help="With --prune: also what imports wrote.")
@click.option("--yes", "agreed", is_flag=True, help="Remove without being asked; for scripts.")
@click.option("--all", "shows_all", is_flag=True, help="Name all that changed, and print all advice, however much.")
@click.option("--quiet", is_flag=True, help="Only count.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON, every record and field.")
@signed
@click.pass_obj
def command(
    address: str,
    paths: tuple[Path, ...],
    *,
    dry_run: bool,
    revert: bool,
    side: str | None,
    prune: bool,
    prunes_imports: bool,
    agreed: bool,
    shows_all: bool,
    quiet: bool,
    as_json: bool,
    author: str | None,
    message: str | None,
) -> None:
    """Check files or folders of annotations and load them, whole or not at all.

    All files together are one whole, and may refer to what the database already holds. What changes is
    named, field by field. Loading again changes nothing, and files that say what they said when they were
    loaded are not read again. Of a folder that `timeline dump` wrote, what was edited in it lands, what others
    changed in the database since stays, and where both changed the same nothing lands, unless --theirs or
    --ours. Other records that the files do not hold stay, unless --prune, and what imports wrote
    stays even then. Files that are older than the database are refused, unless --revert. Makes the database
    if there is none. Advice on what is new goes to stderr.

    \b
    Example:
      timeline load seeds/iraq-2020
    """
    if sum((shows_all, quiet, as_json)) > 1:
        raise click.UsageError("--all, --quiet and --json: give one of them")
    if agreed and not prune:
        raise click.UsageError("--yes is for --prune: nothing else is asked for")
    if prunes_imports and not prune:
        raise click.UsageError("--prune-imports goes with --prune: it says that what imports wrote goes, too")
    by = signature(author, message)
    with progress("loading"), without_collection():
        prepared = prepare_load(
            opened(address),
            paths,
            prune=prune,
            prune_imports=prunes_imports,
            revert=revert,
            side=None if side is None else Side(side),
        )
    if prepared.removal is not None and prepared.removal.records and not (dry_run or agreed):
        _ask(prepared.removal, None if shows_all else _REMOVALS_SHOWN)
    with progress("loading"), without_collection():
        done = prepared.land(by, dry_run=dry_run, most_named=None if shows_all or as_json else MOST_NAMED)
    for problem in done.problems:
        click.echo(str(problem), err=True)
    most = 0 if quiet else None if shows_all else LINES_SHOWN
    if done.stale:
        for line in stale_lines(done.stale, as_typed("--revert"), most or None):
            click.echo(line, err=True)
    if done.conflicts:
        for line in conflict_lines(done.conflicts, as_typed("--theirs"), most or None):
            click.echo(line, err=True)
    if done.report is None:
        raise SystemExit(1)
    if as_json:
        told = load_report(done.report, done.advice, dry_run=dry_run, stayed=done.stayed, missing=done.missing)
        click.echo(report_text(told))
        return
    if not quiet:
        for line in advice_lines(done.advice, most=None if shows_all else ADVICE_SHOWN):
            click.echo(line, err=True)
    print_lines([*report_lines(done.report, prune=prune, most=most), *beside_lines(done, most)])
    if dry_run:
        click.echo("(dry run: nothing was changed)")


def _ask(removal: Removal, most: int | None) -> None:
    """Lists what pruning would remove, and asks; goes no further where the answer is no, or nobody is there to ask.

    Nothing is open meanwhile, so nobody waits for the answer but this command.
    """
    if not sys.stdin.isatty():
        raise TimelineError(
            f"--prune would remove {kinds_counted(removal.counts())}, and there is no terminal to ask on: "
            "nothing was loaded; --dry-run lists them, --yes removes them"
        )
    for line in removal_lines(removal, most):
        click.echo(line, err=True)
    if not click.confirm("Remove them?", err=True):
        click.echo("nothing was loaded", err=True)
        raise SystemExit(1)
