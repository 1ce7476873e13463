"""``timeline export``: a chronology to publish."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from timeline.actions.answer import answer
from timeline.actions.export import DEFAULT_TITLE, options_given, whole_file, write_chronology
from timeline.cli.arguments.opened import opened
from timeline.cli.arguments.options import OPTIONS as OPTION_NAMES
from timeline.cli.arguments.options import FilteredCommand, filters, read_request
from timeline.cli.arguments.params import WORD
from timeline.cli.printing.output import progress
from timeline.cli.printing.totals import Counted, say_more
from timeline.errors import UsageFault
from timeline.exporters.export_format import ExportFormat, ExportOption
from timeline.exporters.registry import FORMATS, OPTIONS, format_for_file, format_named, formats_with

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _kind(option: ExportOption) -> dict[str, Any]:
    """What an option of formats is to Click."""
    match option.kind:
        case "flag":
            return {"is_flag": True}
        case "choice":
            return {"type": click.Choice(option.choices)}
        case "count":
            return {"type": click.IntRange(min=1), "metavar": "N"}


def _format_options(command: _Command) -> _Command:
    """Adds the options that formats declare; their help says of which formats they are."""
    for option in reversed(OPTIONS.values()):
        formats = ", ".join(formats_with(option.name)).upper()
        add = click.option(
            OPTION_NAMES.name(option.name), option.name, **_kind(option), help=f"{formats}: {option.help}"
        )
        command = add(command)
    return command


def _options_of(format_: ExportFormat, values: dict[str, Any]) -> dict[str, Any]:
    try:
        return options_given(format_, values, OPTION_NAMES.name)
    except UsageFault as fault:
        raise click.UsageError(str(fault)) from None


@click.command("export", cls=FilteredCommand)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True, dir_okay=False))
@click.option(
    "--format",
    "format_name",
    type=click.Choice(tuple(FORMATS)),
    metavar="FORMAT",
    help="The format, one of `timeline formats`; without it, that of the suffix.",
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

    The format follows from the suffix or --format: `timeline formats` lists them. The filters are those
    of `timeline events`.

    \b
    Example:
      timeline export chronology.html --during 2020-09 --title "September 2020"
    """
    to_stdout = str(file) == "-"
    if to_stdout and format_name is None:
        raise click.UsageError("stdout has no suffix: choose the format with --format")
    format_ = format_named(format_name) if format_name else format_for_file(file.name)
    if to_stdout and format_.binary and sys.stdout.isatty():
        raise click.UsageError(f"{format_.name} is not for a terminal: name a file, or send it on")
    options = _options_of(format_, values)
    brief_claims = format_.has_brief_claims(options)
    options |= {"made_on": (made_on.date() if made_on else date.today()).isoformat(), "title": title}
    request = read_request(values)
    with answer(opened(address), request, in_parts=format_.for_people, brief_claims=brief_claims, steady=True) as found:
        for note in found.notes:
            click.echo(note, err=True)
        parts = Counted(found.entries), Counted(found.under_way), Counted(found.perhaps)
        entries, under_way, perhaps = map(iter, parts)
        counted = found._replace(entries=entries, under_way=under_way, perhaps=perhaps)
        if to_stdout:
            left_out = write_chronology(counted, sys.stdout, format_, **options)
        else:
            with progress(f"writing {file}"), whole_file(file) as out:
                left_out = write_chronology(counted, out, format_, **options)
            click.echo(f"wrote {file}")
        for line in left_out:
            click.echo(line, err=True)
        say_more(found, request, sum(part.count for part in parts))
