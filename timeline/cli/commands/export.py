"""``timeline export``: a chronology to publish."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from timeline.actions.answer import answer
from timeline.actions.export import DEFAULT_TITLE, whole_file, write_chronology
from timeline.cli.opened import opened
from timeline.cli.options import FilteredCommand, filters, read_request
from timeline.cli.output import progress
from timeline.cli.params import WORD
from timeline.cli.totals import Counted, say_more
from timeline.exporters.registry import FORMATS, OPTIONS, ExportFormat, format_for_file, format_named, formats_with
from timeline.problems import listed

_Command = TypeVar("_Command", bound=Callable[..., Any])
_KINDS: dict[str, dict[str, Any]] = {"flag": {"is_flag": True}}
"""What kinds of options of formats are to Click."""


def _format_options(command: _Command) -> _Command:
    """Adds the options that formats declare; their help says of which formats they are."""
    for option in reversed(OPTIONS.values()):
        formats = ", ".join(formats_with(option.name)).upper()
        add = click.option(f"--{option.name}", option.name, **_KINDS[option.kind], help=f"{formats}: {option.help}")
        command = add(command)
    return command


def _options_of(format_: ExportFormat, values: dict[str, Any]) -> dict[str, Any]:
    """Takes the options of formats out of the values: those given; a usage error where the format has none such."""
    given = {name: value for name in OPTIONS if (value := values.pop(name))}
    for name in given:
        formats = formats_with(name)
        if format_.name not in formats:
            raise click.UsageError(f"--{name} is for {listed(formats)}, not for {format_.name}")
    return given


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
@_format_options
@filters
@click.pass_obj
def command(address: str, /, file: Path, format_name: str | None, title: str, made_on: Any, **values: Any) -> None:
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
    options = _options_of(format_, values)
    options |= {"made_on": (made_on.date() if made_on else date.today()).isoformat(), "title": title}
    request = read_request(values)
    with answer(opened(address), request, in_parts=format_.for_people) as found:
        for note in found.notes:
            click.echo(note, err=True)
        parts = Counted(found.entries), Counted(found.under_way), Counted(found.perhaps)
        entries, under_way, perhaps = map(iter, parts)
        counted = found._replace(entries=entries, under_way=under_way, perhaps=perhaps)
        if to_stdout:
            write_chronology(counted, sys.stdout, format_, **options)
        else:
            with progress(f"writing {file}"), whole_file(file) as out:
                write_chronology(counted, out, format_, **options)
            click.echo(f"wrote {file}")
        say_more(found, request, sum(part.count for part in parts))
