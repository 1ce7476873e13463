"""``timeline check``: the checks of ``load``, without a database."""

from pathlib import Path

import click

from timeline.actions.loading.check import check_paths
from timeline.cli.arguments.advice import all_option
from timeline.cli.arguments.once import Command
from timeline.cli.collection import without_collection
from timeline.cli.printing.output import progress
from timeline.views.findings.advice_lines import advice_lines
from timeline.views.records.counts_told import records_counted

_ADVICE_SHOWN = 50
"""Pieces; here they are what was asked for."""


@click.command("check", cls=Command)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--advice/--no-advice", default=True, help="Also say what could be better; on by default.")
@all_option("advice")
def command(paths: tuple[Path, ...], advice: bool, shows_all: bool) -> None:
    """Check files or folders of annotations, without a database, and give advice.

    Mistakes are what `timeline load` would refuse: they go to stderr, and the exit code is 1. Advice
    (an event with no claim, an actor never used, a source nobody cites, an event that is there twice)
    goes to stdout.

    \b
    Example:
      timeline check seeds/iraq-2020
    """
    with progress("checking"), without_collection():
        found = check_paths(paths)
    for problem in found.problems:
        click.echo(str(problem), err=True)
    if advice:
        for line in advice_lines(found.advice, most=None if shows_all else _ADVICE_SHOWN, marked=False):
            click.echo(line)
    if found.problems:
        raise SystemExit(1)
    click.echo(f"no mistake in {records_counted(found.records)}")
