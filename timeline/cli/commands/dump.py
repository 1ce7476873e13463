"""``timeline dump``: the database as annotation files."""

from pathlib import Path

import click

from timeline.actions.dump import dump_folder
from timeline.cli.arguments.once import Command
from timeline.cli.arguments.opened import opened
from timeline.cli.printing.output import progress
from timeline.views.records.counts_told import records_counted


@click.command("dump", cls=Command)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.pass_obj
def command(address: str, folder: Path) -> None:
    """Write the database back as annotation files that load back equal.

    The files of an earlier dump in the folder are replaced, other files in it stay; a folder that holds
    other YAML files is refused. A dump that is cut off among its files leaves a folder that does not
    load until it is repeated.

    \b
    Example:
      timeline dump backup
    """
    with progress("dumping"):
        records = dump_folder(opened(address), folder)
    click.echo(f"{folder}: {records_counted(records)}")
