"""``timeline formats``: what a chronology can be written as."""

import click

from timeline.cli.output import print_lines, width
from timeline.cli.table import Column, render
from timeline.exporters import FORMATS


@click.command("formats")
def command() -> None:
    """List the formats of export, with the suffixes that choose them.

    \b
    Example:
      timeline formats
    """
    columns = (Column("FORMAT", 8), Column("SUFFIXES", 16), Column("WHAT IT IS"))
    rows = ((each.name, " ".join(each.suffixes), each.description) for each in FORMATS.values())
    print_lines(render(columns, rows, width()))
