"""``timeline show``: everything about one record."""

import json
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

import click

from timeline.actions.show import RecordInContext, show
from timeline.cli.arguments.once import Command
from timeline.cli.arguments.opened import opened
from timeline.cli.arguments.params import COUNT, MOMENT, RecordName
from timeline.cli.printing.output import print_lines, width
from timeline.cli.printing.show_record import as_text
from timeline.cli.printing.totals import ON_A_SCREEN
from timeline.domain.words.control_signs import escaped_in_json
from timeline.query import FILTERS
from timeline.storage.connecting.database import Database
from timeline.views.wording.sentences import nothing_found

if TYPE_CHECKING:
    from timeline.actions.history.log import Logged
    from timeline.domain.recorded_on import RecordedOn

_WITHOUT_EVENTS = {"event": "an event", "question": "a question"}
"""The kinds of record that no events are listed of."""


@click.command("show", cls=Command)
@click.argument("wanted", metavar="ID", type=RecordName("event", "actor", "source", "place", "question"))
@click.option(
    "--format",
    "format_name",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="How to print it.",
)
@click.option("--limit", type=COUNT, help=f"At most so many of its events; as text {ON_A_SCREEN} without it.")
@click.option("--offset", type=COUNT, help="Leave out so many of its events at the start.")
@click.option("--history", is_flag=True, help="Also what was changed in it, by whom and when, newest first.")
@click.option("--recorded-on", type=MOMENT, help=FILTERS["recorded_on"].help)
@click.pass_obj
def command(
    address: str,
    wanted: str,
    format_name: str,
    limit: int | None,
    offset: int | None,
    *,
    history: bool,
    recorded_on: "RecordedOn | None",
) -> None:
    """Show everything about one event, actor, source or place, by its id (or an actor's or place's name).

    Of an event, its claims side by side: who says which date and figure, where, and by which origin.

    \b
    Example:
      timeline show pompeo-salih-call
    """
    database = opened(address)
    pages = limit is not None or offset is not None
    if limit is None and format_name == "text":
        limit = ON_A_SCREEN
    with show(database, wanted, recorded_on=recorded_on, limit=limit, offset=offset or 0) as shown:
        if pages and shown.kind in _WITHOUT_EVENTS:
            what = f"{shown.record.id} is {_WITHOUT_EVENTS[shown.kind]} and has no list of events"
            raise click.UsageError(f"{what}: leave --limit and --offset out")
        for note in shown.notes:
            click.echo(note, err=True)
        changes = _changes(database, shown.record.id) if history else None
        if format_name == "json":
            click.echo(_as_json(shown, changes))
        elif changes is None:
            print_lines(as_text(shown, width(), offset or 0))
        else:
            print_lines(chain(as_text(shown, width(), offset or 0), ["", "WHAT WAS CHANGED"], _told(changes)))


def _changes(database: Database, record_id: str) -> "list[Logged]":
    from timeline.actions.history.log import LogRequest, log  # only who asks for it waits for it

    with log(database, LogRequest(record_id)) as found:
        return list(found.logged)


def _told(changes: "list[Logged]") -> Iterator[str]:
    from timeline.cli.printing.history_lines import logged_lines

    if not changes:
        yield nothing_found("change")
    for logged in changes:
        yield from logged_lines(logged, width())


def _as_json(shown: RecordInContext, changes: "list[Logged] | None") -> str:
    from timeline.exporters.programs.json.json_one_record import one_record_as_json  # people read text

    found = one_record_as_json(
        shown.kind,
        shown.record,
        events=shown.events,
        members=shown.members,
        reported=shown.reported,
        origins=shown.origins,
    )
    if changes is not None:
        from timeline.actions.history.plain_values import logged_values

        found |= {"history": [logged_values(each) for each in changes]}
    return escaped_in_json(json.dumps(found, ensure_ascii=False, indent=2))
