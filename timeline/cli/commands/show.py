"""``timeline show``: everything about one record."""

import json

import click

from timeline.actions.show import RecordInContext, show
from timeline.cli.once import Command
from timeline.cli.opened import opened
from timeline.cli.output import print_lines, width
from timeline.cli.params import RecordName
from timeline.cli.show_record import as_text
from timeline.domain.control_signs import escaped_in_json


@click.command("show", cls=Command)
@click.argument("wanted", metavar="ID", type=RecordName("event", "actor", "source", "place"))
@click.option(
    "--format",
    "format_name",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="How to print it.",
)
@click.pass_obj
def command(address: str, wanted: str, format_name: str) -> None:
    """Show everything about one event, actor, source or place, by its id (or an actor's or place's name).

    Of an event, its claims side by side: who says which date and figure, where, and by which origin.

    \b
    Example:
      timeline show pompeo-salih-call
    """
    with show(opened(address), wanted) as shown:
        for note in shown.notes:
            click.echo(note, err=True)
        if format_name == "json":
            click.echo(_as_json(shown))
        else:
            print_lines(as_text(shown, width()))


def _as_json(shown: RecordInContext) -> str:
    from timeline.exporters.programs.json_one_record import one_record_as_json  # people read text

    found = one_record_as_json(
        shown.kind,
        shown.record,
        events=shown.events,
        members=shown.members,
        reported=shown.reported,
        origins=shown.origins,
    )
    return escaped_in_json(json.dumps(found, ensure_ascii=False, indent=2))
