"""``timeline formats``: what a chronology can be written as, and what can be imported."""

import click

from timeline.cli.once import Command
from timeline.cli.output import print_lines, width
from timeline.cli.table import Column, render
from timeline.exporters.registry import FORMATS
from timeline.importers.registry import FORMATS as IMPORTED


@click.command("formats", cls=Command)
def command() -> None:
    """List the formats of export, with the suffixes that choose them, and those of import.

    A file to import is known by its content; its name does not matter.

    \b
    Example:
      timeline formats
    """
    exported = (Column("EXPORT", 10), Column("SUFFIXES", 16), Column("WHAT IT IS"))
    rows = ((each.name, " ".join(each.suffixes), each.description) for each in FORMATS.values())
    print_lines(render(exported, rows, width()))
    click.echo()
    imported = (Column("IMPORT", 10), Column("WHAT IT IS"))
    print_lines(render(imported, ((each.name, each.what) for each in IMPORTED), width()))
