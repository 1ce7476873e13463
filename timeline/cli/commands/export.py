"""``timeline export``: a chronology to publish."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from timeline.actions.answer import answer
from timeline.actions.export import DEFAULT_TITLE, whole_file, write_chronology
from timeline.cli.options import FilteredCommand, filters, read_request
from timeline.cli.output import progress
from timeline.cli.params import WORD
from timeline.cli.totals import Counted, say_more
from timeline.exporters import FORMATS, format_for_file, format_named


@click.command("export", cls=FilteredCommand)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True, dir_okay=False))
@click.option(
    "--format",
    "format_name",
    type=click.Choice(tuple(FORMATS)),
    help="The format; without it, that of the suffix.",
)
@click.option("--title", type=WORD, default=DEFAULT_TITLE, show_default=True, help="The chronology's title.")
@click.option(
    "--made-on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day to print as the one it was made on; today where it is left out.",
)
@click.option("--raw", is_flag=True, help="CSV: leave cells that a spreadsheet would run as formulas.")
@filters
@click.pass_obj
def command(
    database: str, /, file: Path, format_name: str | None, title: str, made_on: Any, raw: bool, **values: Any
) -> None:
    """Write a chronology of the events that the filters find; - is stdout.

    The format follows from the suffix (.md, .html, .csv, .json, .jsonl) or --format. The filters are
    those of `timeline events`.

    \b
    Example:
      timeline export chronology.html --during 2020-09 --title "September 2020"
    """
    to_stdout = str(file) == "-"
    if to_stdout and format_name is None:
        raise click.UsageError("stdout has no suffix: choose the format with --format")
    format_ = format_named(format_name) if format_name else format_for_file(file.name)
    if raw and "raw" not in format_.options:
        raise click.UsageError(f"--raw is for csv, not for {format_.name}")
    options: dict[str, Any] = {"raw": True} if raw else {}
    options |= {"made_on": (made_on.date() if made_on else date.today()).isoformat(), "title": title}
    request = read_request(values)
    with answer(database, request, in_two_parts=format_.for_people) as found:
        for note in found.notes:
            click.echo(note, err=True)
        told, perhaps = Counted(found.entries), Counted(found.perhaps)
        counted = found._replace(entries=iter(told), perhaps=iter(perhaps))
        if to_stdout:
            write_chronology(counted, sys.stdout.buffer if format_.binary else sys.stdout, format_, **options)
        else:
            with progress(f"writing {file}"), whole_file(file, binary=format_.binary) as out:
                write_chronology(counted, out, format_, **options)
            click.echo(f"wrote {file}")
        say_more(found, request, told.count + perhaps.count)
