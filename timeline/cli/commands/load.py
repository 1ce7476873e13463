"""``timeline load``: annotation files into the database."""

from pathlib import Path

import click

from timeline.actions.load import load_paths
from timeline.cli.counts import report_lines
from timeline.cli.once import Command
from timeline.cli.output import print_lines, progress


@click.command("load", cls=Command)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing.")
@click.option("--prune", is_flag=True, help="Also remove what the files no longer hold.")
@click.pass_obj
def command(database: str, paths: tuple[Path, ...], dry_run: bool, prune: bool) -> None:
    """Check files or folders of annotations and load them, whole or not at all.

    All files together are one whole, and may refer to what the database already holds. Loading again
    changes nothing; records that the files do not hold stay, unless --prune. Makes the database if
    there is none.

    \b
    Example:
      timeline load seeds/iraq-2020
    """
    with progress("loading"):
        done = load_paths(database, paths, dry_run=dry_run, prune=prune)
    for problem in done.problems:
        click.echo(str(problem), err=True)
    if done.report is None:
        raise SystemExit(1)
    print_lines(report_lines(done.report, prune=prune))
    if dry_run:
        click.echo("(dry run: nothing was changed)")
