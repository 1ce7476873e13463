"""``timeline import``: a file that another tool wrote."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from timeline.actions.importing.import_file import ImportOutcome, ImportRequest, import_file, import_to_folder
from timeline.actions.importing.problem_groups import ProblemGroups
from timeline.actions.importing.propose_map import ProposedMap, propose_map
from timeline.cli.advice import ADVICE_SHOWN, advice_lines, all_option
from timeline.cli.counts import LINES_SHOWN, report_lines, unused_lines
from timeline.cli.once import Command
from timeline.cli.output import print_lines, rows_told
from timeline.cli.params import WORD
from timeline.importers.registry import FORMATS
from timeline.problems import one_line
from timeline.storage.writing.imports import Side

_IDS_SHOWN = 10


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
@click.pass_obj
def command(
    database: str, /, file: Path, folder: Path | None, side: str | None, *, shows_all: bool, **values: Any
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
    request = ImportRequest(path=file, side=None if side is None else Side(side), tells_all=shows_all, **values)
    if folder is not None and side is not None:
        raise click.UsageError(f"--{side} is for the database: --to writes new files")
    if request.prunes and (folder is not None or request.limit is not None):
        why = "--to writes new files" if folder is not None else "the rows past --limit may use them"
        raise click.UsageError(f"--prune-imports removes records of the database: {why}")
    proposed = propose_map(request.file, request.format, write=not request.dry_run)
    if proposed is not None:
        _show(proposed, file)
        raise SystemExit(1)
    with rows_told("importing") as told:
        outcome = import_file(database, request, told) if folder is None else import_to_folder(folder, request, told)
    _say_what_is_wrong(outcome, file, None if shows_all else ADVICE_SHOWN)
    if not outcome.landed:
        raise SystemExit(1)
    print_lines(_said(outcome, request, folder))
    if request.dry_run:
        click.echo("(dry run: nothing was changed)")


def _show(proposed: ProposedMap, file: Path) -> None:
    what = "JSON needs a map of its keys" if proposed.is_json else "a table needs a map of its columns"
    click.echo(f"{file}: {what}; this one is a guess:\n", err=True)
    click.echo(proposed.text, nl=not proposed.text.endswith("\n"))
    if proposed.written:
        said = f"wrote {proposed.path}: check it, then"
    elif proposed.path.exists():
        said = f"{proposed.path} is there already and was left as it is: check it, then"
    else:
        said = f"save it as {proposed.path}, check it, then"
    click.echo(f"\n{said} `timeline import {file} --map {proposed.path}`", err=True)


def _say_what_is_wrong(outcome: ImportOutcome, file: Path, most_advice: int | None) -> None:
    for line in (
        *_problem_lines(outcome.problems),
        *advice_lines(outcome.advice.shown, more=outcome.advice.more, most=most_advice),
        *(f"{file}: {note}" for note in outcome.notes),
        *_edited(outcome, file),
    ):
        click.echo(line, err=True)
    if outcome.keepable:
        rows = "1 of these rows" if outcome.keepable == 1 else f"{outcome.keepable:,} of these rows"
        click.echo(f"{file}: {rows} would be kept with `unreadable: note` in the map, the cells as notes", err=True)
    if outcome.problems.shown and outcome.rejected:
        bad = f"{outcome.rejected:,} bad {'row' if outcome.rejected == 1 else 'rows'}"
        click.echo(f"{file}: {bad}, nothing was imported: mend the file, or --skip-bad REJECTS", err=True)


def _problem_lines(found: ProblemGroups) -> Iterator[str]:
    yield from map(str, found.shown)
    if found.more:
        yield f"… and {found.more:,} more {'problem' if found.more == 1 else 'problems'}"


def _edited(outcome: ImportOutcome, file: Path) -> Iterator[str]:
    kept, asked = outcome.edited.kept, outcome.edited.in_question
    if kept:
        yield f"{file}: kept as edited here: {_ids(kept)}"
    if asked:
        yield (
            f"{file}: edited here, and the file says something else: {_ids(asked)}: nothing was imported; "
            "--ours keeps what stands here, --theirs takes what the file says"
        )


def _ids(ids: list[str]) -> str:
    more = len(ids) - _IDS_SHOWN
    return ", ".join(ids[:_IDS_SHOWN]) + (f" and {more:,} more" if more > 0 else "")


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
    rows = f"{outcome.events:,} {'event' if outcome.events == 1 else 'events'}"
    undated = f", {outcome.undated:,} without a date" if outcome.undated else ""
    yield f"{'read':8} {rows} from {request.path} ({outcome.format.name}){undated}"
    if outcome.report is not None:
        most = None if request.tells_all else LINES_SHOWN
        yield from report_lines(outcome.report, prune=request.prunes, most=most)
        if outcome.unused is not None:
            yield from unused_lines(outcome.unused, most)
    yield from _noted(outcome)
    if outcome.rejected:
        bad = f"{outcome.rejected:,} {'row' if outcome.rejected == 1 else 'rows'}"
        yield f"{'rejected':8} {bad}" + (f", written to {request.rejects}" if outcome.rejects_written else "")
    if outcome.written:
        yield f"{'wrote':8} {len(outcome.written)} files to {folder}: review them, then `timeline load {folder}`"
