"""``timeline log``: the changes, newest first."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from timeline.actions.history.log import Log, Logged, LogRequest, around, broken, log
from timeline.actions.history.plain_values import change_values, logged_values
from timeline.cli.arguments.once import Command
from timeline.cli.arguments.opened import opened
from timeline.cli.arguments.options import format_option
from timeline.cli.arguments.params import COUNT, WINDOW, WORD, RecordName
from timeline.cli.printing.history_lines import logged_lines
from timeline.cli.printing.output import print_lines, width, write_joined
from timeline.cli.printing.table import Column, render, wrap
from timeline.domain.dates.moments import moments_of
from timeline.domain.words.control_signs import escaped_in_json
from timeline.views.changes.history_told import began_told, clock_time, fault_lines, no_change_told, what_told
from timeline.views.wording.safe_texts import plain
from timeline.views.wording.sentences import counted_apart

if TYPE_CHECKING:
    from timeline.domain.dates.typed.windows import Window


@click.command("log", cls=Command)
@click.argument(
    "wanted", metavar="[ID]", required=False, type=RecordName("event", "actor", "source", "place", "question")
)
@click.option("--from", "from_", type=WINDOW, metavar="DATE", help="Changes made on that day or later.")
@click.option("--to", type=WINDOW, metavar="DATE", help="Changes made on that day or earlier.")
@click.option("--author", type=WORD, metavar="NAME", help="Changes of whose name has this part, in any usual spelling.")
@click.option("--limit", type=COUNT, help="At most so many, the newest.")
@click.option("--verify", is_flag=True, help="Say whether every change is what it was: computes the digests anew.")
@format_option("json", "jsonl")
@click.pass_obj
def command(
    address: str,
    wanted: str | None,
    from_: "Window | None",
    to: "Window | None",
    author: str | None,
    limit: int | None,
    *,
    verify: bool,
    format_name: str,
) -> None:
    """List what was changed, newest first: when, by whom, why, and how much.

    With the ID of a record (or the name of an actor or place) what was changed in it, field by field, also
    where it is gone. Days and times are those of the clock of this machine, whose zone is shown; in JSON they
    are UTC. Changes are listed in the order in which they landed, whatever the clock said.

    \b
    Example:
      timeline log --from yesterday
    """
    if verify:
        if any(each is not None for each in (wanted, from_, to, author, limit)) or format_name != "table":
            raise click.UsageError("--verify looks at all changes: give it alone")
        _verify(address)
        return
    asked = LogRequest(
        record=wanted,
        since=None if from_ is None else moments_of(from_)[0],
        before=None if to is None else moments_of(to)[1],
        author=author,
        limit=limit,
    )
    with log(opened(address), asked) as found:
        for note in found.notes:
            click.echo(note, err=True)
        values_of = logged_values if wanted is not None else lambda each: change_values(each.change)
        if format_name == "json":
            whole = [values_of(each) for each in found.logged]
            click.echo(escaped_in_json(json.dumps(whole, ensure_ascii=False, indent=2)))
        elif format_name == "jsonl":
            lines = (json.dumps(values_of(each), ensure_ascii=False) for each in found.logged)
            write_joined(map(escaped_in_json, lines))
        else:
            print_lines(_or_nothing(_table(found) if wanted is None else _of_record(found), address, asked))


def _verify(address: str) -> None:
    changes, faults = broken(opened(address))
    if faults:
        for line in fault_lines(faults):
            click.echo(line, err=True)
        raise SystemExit(1)
    click.echo(f"{counted_apart(changes, 'change')}: each is what it was when it landed")


def _table(found: Log) -> Iterator[str]:
    cells = width()
    columns = (Column("CHANGE", 6), Column("WHEN", 16), Column("WHO", 20), Column("WHAT"))
    logged = iter(found.logged)
    first = next(logged, None)
    if first is None:
        return
    yield from render(columns, _rows(first, logged), cells)
    began = began_told(found.began_with)
    if began:
        yield ""
        yield from wrap(began, cells)


def _rows(first: Logged, others: Iterator[Logged]) -> Iterator[tuple[str, str, str, str]]:
    each: Logged | None = first
    while each is not None:
        change = each.change
        yield str(change.id), "\n".join(clock_time(change.at)), plain(change.author), "\n".join(what_told(change))
        each = next(others, None)


def _of_record(found: Log) -> Iterator[str]:
    is_any = False
    for each in found.logged:
        if is_any:
            yield ""
        is_any = True
        yield from logged_lines(each, width())


def _or_nothing(lines: Iterator[str], address: str, asked: LogRequest) -> Iterator[str]:
    """The lines; where there are none, when there was a change."""
    first = next(lines, None)
    if first is None:
        yield from wrap(no_change_told(*around(opened(address), asked)), width())
        return
    yield first
    yield from lines
