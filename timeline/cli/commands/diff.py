"""``timeline diff``: what differs between two changes, days, or now."""

import json
from collections.abc import Iterator
from datetime import date
from itertools import chain, islice

import click

from timeline.actions.history.diff import Diff, diff
from timeline.actions.history.plain_values import diff_values
from timeline.cli.arguments.once import Command
from timeline.cli.arguments.opened import opened
from timeline.cli.arguments.params import WORD, RecordName
from timeline.cli.printing.history_lines import indented, touched_lines
from timeline.cli.printing.output import Styled, print_lines, print_styled, width
from timeline.cli.printing.table import wrap
from timeline.domain.history import Change
from timeline.domain.words.control_signs import escaped_in_json
from timeline.views.changes.signed_told import change_told

_STYLES = {"+": "32", "-": "31", "@": "36"}
"""Of the lines of a unified diff, as terminals name colours: green, red, cyan."""

_NOTHING = "Nothing differs."


@click.command("diff", cls=Command)
@click.argument("first", metavar="A", type=WORD)
@click.argument("second", metavar="[B]", required=False, type=WORD)
@click.option(
    "--only",
    multiple=True,
    metavar="ID",
    type=RecordName("event", "actor", "source", "place", "question"),
    help="Only this record; may be repeated.",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(("text", "json", "yaml")),
    default="text",
    show_default=True,
    help="How to print it; yaml: annotation files, as a unified diff.",
)
@click.pass_obj
def command(address: str, first: str, second: str | None, only: tuple[str, ...], format_name: str) -> None:
    """Say what differs between two states of the database, record by record and field by field.

    A and B are numbers of changes (the state after each; 0 is before the first), or days or moments as people
    type them: the state at the end of that day, by the clock of this machine. Without B: now.

    \b
    Examples:
      timeline diff 1
      timeline diff yesterday --format yaml
    """
    with diff(opened(address), first, second, date.today(), only=only) as found:
        for note in found.notes:
            click.echo(note, err=True)
        if format_name == "json":
            click.echo(escaped_in_json(json.dumps(diff_values(found), ensure_ascii=False, indent=2)))
        elif format_name == "yaml":
            from timeline.actions.history.diff_text import unified

            lines = iter(unified(found))
            begun = list(islice(lines, 1))
            if not begun:
                click.echo(_NOTHING, err=True)
            print_styled(map(_styled, chain(begun, lines)))
        else:
            print_lines(_lines(found))


def _lines(found: Diff) -> Iterator[str]:
    cells = width()
    yield from wrap(f"from {_state(found.older)}", cells)
    yield from wrap(f"to {_state(found.newer)}", cells)
    yield ""
    is_any = False
    for touched in found.touched():
        is_any = True
        for line in touched_lines(touched, named=True):
            first, *more = wrap(line, cells)
            yield first
            yield from indented(more, cells)
    if not is_any:
        yield _NOTHING


def _state(change: Change | None) -> str:
    return "before the first change" if change is None else change_told(change)


def _styled(line: str) -> Styled:
    is_name = line.startswith(("+++", "---"))
    return Styled(line, "1" if is_name else _STYLES.get(line[:1]))
