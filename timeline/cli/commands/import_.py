"""``timeline import``: a file that another tool wrote."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from timeline.actions.importing.import_file import (
    ImportOutcome,
    ImportRequest,
    import_file,
    import_to_folder,
    refuse_contradictions,
)
from timeline.actions.importing.outcome_lines import map_lines, outcome_lines
from timeline.actions.importing.propose_map import ProposedMap, propose_map
from timeline.cli.arguments.advice import all_option
from timeline.cli.arguments.once import Command
from timeline.cli.arguments.opened import opened
from timeline.cli.arguments.options import OPTIONS
from timeline.cli.arguments.params import WORD
from timeline.cli.arguments.pasted import as_typed, to_paste
from timeline.cli.arguments.signed import signature, signed
from timeline.cli.collection import without_collection
from timeline.cli.printing.counts import LINES_SHOWN, report_lines, unused_lines
from timeline.cli.printing.output import print_lines, rows_told
from timeline.domain.comparing.merge import Side
from timeline.errors import UsageFault
from timeline.importers.registry import FORMATS
from timeline.problems import one_line
from timeline.storage.writing.compare import MOST_NAMED
from timeline.views.findings.advice_lines import ADVICE_SHOWN
from timeline.views.wording.sentences import counted_apart


@click.command("import", cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format",
    type=click.Choice([each.name for each in FORMATS]),
    help="What the file is; without it, by its content.",
)
@click.option(
    "--map",
    "mapping",
    type=click.Path(path_type=Path),
    metavar="MAP.yaml",
    help="What the columns of a table, or the keys of JSON objects, mean. Without one, a map is guessed, "
    "shown and written for you to edit.",
)
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Write annotation files to review and load, instead of the database.",
)
@click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N rows, for a first look.")
@click.option(
    "--skip-bad",
    "rejects",
    type=click.Path(path_type=Path),
    metavar="REJECTS",
    help="Import the rest, and write bad rows there as they were (a table as CSV, JSON as JSON), with the reason.",
)
@click.option("--encoding", type=WORD, metavar="NAME", help="How the file is encoded, where it is not UTF-8.")
@click.option("--theirs", "side", flag_value="theirs", help="Where a record was edited here, the file is right.")
@click.option("--ours", "side", flag_value="ours", help="Where a record was edited here, it stays as it is.")
@click.option(
    "--prune-imports",
    "prunes",
    is_flag=True,
    help="Remove sources, actors and places that earlier imports of such files wrote and nothing uses any more.",
)
@all_option("changes and advice")
@signed
@click.pass_obj
def command(
    address: str,
    /,
    file: Path,
    folder: Path | None,
    side: str | None,
    author: str | None,
    message: str | None,
    *,
    shows_all: bool,
    **values: Any,
) -> None:
    """Import a file that another tool wrote, whole or not at all.

    UCDP GED, ACLED and GDELT files, TimelineJS (JSON or sheet) and timeline's own JSON Lines are known by
    their content; any other table, or JSON of flat objects, takes a map of its columns. Importing again is
    an update: a newer edition of a file adds and changes what is new in it, the same file changes nothing,
    and what people have edited since is never overwritten unless --theirs says so.

    \b
    Example:
      timeline import ged-iraq.csv --dry-run
      timeline import ged-iraq.csv
      timeline import strikes.csv --map strikes-map.yaml
    """
    request = ImportRequest(
        path=file,
        side=None if side is None else Side(side),
        tells_all=shows_all,
        most_named=None if shows_all else MOST_NAMED,
        **values,
    )
    try:
        refuse_contradictions(request, folder, OPTIONS.name)
    except UsageFault as fault:
        raise click.UsageError(str(fault)) from None
    by = signature(author, message)
    proposed = propose_map(request.file, request.format, write=not request.dry_run)
    if proposed is not None:
        _show(proposed, file)
        raise SystemExit(1)
    with rows_told("importing") as told, without_collection():
        if folder is None:
            outcome = import_file(opened(address), request, by, told)
        else:
            outcome = import_to_folder(folder, request, told)
    for line in outcome_lines(outcome, file, as_typed("--theirs"), most_advice=None if shows_all else ADVICE_SHOWN):
        click.echo(line, err=True)
    if not outcome.landed:
        raise SystemExit(1)
    print_lines(_said(outcome, request, folder))
    if request.dry_run:
        click.echo("(dry run: nothing was changed)")


def _show(proposed: ProposedMap, file: Path) -> None:
    before, behind = map_lines(proposed, file, to_paste("import", str(file), "--map", str(proposed.path)))
    click.echo(f"{before}\n", err=True)
    click.echo(proposed.text, nl=not proposed.text.endswith("\n"))
    click.echo(f"\n{behind}", err=True)


def _noted(outcome: ImportOutcome) -> Iterator[str]:
    """The cells that could not be read, by column."""
    count = sum(found.count for found in outcome.unreadable.values())
    if not count:
        return
    cells = "cell could not be read and is kept in a note" if count == 1 else "cells could not be read, kept in notes"
    yield f"{'noted':8} {count:,} {cells}:"
    for column, found in outcome.unreadable.items():
        yield f"{'':8} {one_line(column)} {found.count:,} ({found})"


def _said(outcome: ImportOutcome, request: ImportRequest, folder: Path | None) -> Iterator[str]:
    events = counted_apart(outcome.events, "event")
    undated = f", {outcome.undated:,} without a date" if outcome.undated else ""
    yield f"{'read':8} {events} from {request.path} ({outcome.format.name}){undated}"
    if outcome.report is not None:
        most = None if request.tells_all else LINES_SHOWN
        yield from report_lines(outcome.report, prune=request.prunes, most=most)
        if outcome.unused is not None:
            yield from unused_lines(outcome.unused, most)
    yield from _noted(outcome)
    if outcome.rejected:
        bad = counted_apart(outcome.rejected, "row")
        yield f"{'rejected':8} {bad}" + (f", written to {request.rejects}" if outcome.rejects_written else "")
    if outcome.written:
        then = to_paste("load", str(folder))
        yield f"{'wrote':8} {len(outcome.written)} files to {folder}: review them, then `{then}`"
