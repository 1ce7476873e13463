"""``timeline formats``: what a chronology can be written as, and what can be imported."""

from collections.abc import Iterator

import click

from timeline.cli.arguments.once import Command
from timeline.cli.printing.formats_told import format_told
from timeline.cli.printing.output import print_lines, width
from timeline.cli.printing.table import Column, render, wrap
from timeline.exporters.registry import FORMATS
from timeline.importers.registry import FORMATS as IMPORTED

_IMPORTED = {each.name: each for each in IMPORTED}


@click.command("formats", cls=Command)
@click.argument("name", required=False, type=click.Choice([*dict.fromkeys([*FORMATS, *_IMPORTED])]), metavar="[NAME]")
def command(name: str | None) -> None:
    """List the formats of export, with the suffixes that choose them, and those of import.

    Of the one of that NAME: its options, what it needs, and what it leaves out. A file to import is known by
    its content; its name does not matter.

    \b
    Examples:
      timeline formats
      timeline formats ics
    """
    if name is not None:
        print_lines(_one(name))
        return
    exported = (Column("EXPORT", 10), Column("SUFFIXES", 16), Column("WHAT IT IS"))
    rows = ((each.name, " ".join(each.suffixes), each.description) for each in FORMATS.values())
    print_lines(render(exported, rows, width()))
    print_lines(["", *wrap("`timeline formats NAME` has the options of one, and what it leaves out.", width()), ""])
    imported = (Column("IMPORT", 10), Column("WHAT IT IS"))
    print_lines(render(imported, ((each.name, each.what) for each in IMPORTED), width()))


def _one(name: str) -> Iterator[str]:
    """All that there is to say of the formats of a name: of export, of import or both."""
    columns = (Column("", 10), Column(""))
    if name in FORMATS:
        yield f"{name}, of export"
        rows = [(heading, "\n".join(lines)) for heading, lines in format_told(FORMATS[name])]
        yield from render(columns, rows, width(), headed=False)
    if name in _IMPORTED:
        yield from [""] if name in FORMATS else []
        yield f"{name}, of import"
        yield from render(columns, [("what", _IMPORTED[name].what)], width(), headed=False)
