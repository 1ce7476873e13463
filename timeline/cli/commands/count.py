"""``timeline count``: how many events, by what."""

import sys
from typing import Any

import click

from timeline.actions.counting.asked import CountOptions, read_asked
from timeline.actions.counting.count_events import count
from timeline.cli.arguments.opened import opened
from timeline.cli.arguments.options import OPTIONS, FilteredCommand, format_option, narrowing, read_request
from timeline.cli.arguments.params import COUNT, WORD
from timeline.cli.printing.output import print_lines, width
from timeline.domain.counting.counted import DIMENSIONS
from timeline.errors import UsageFault
from timeline.views.wording.sentences import nothing_found


@click.command("count", cls=FilteredCommand)
@narrowing
@click.option(
    "--by",
    multiple=True,
    type=WORD,
    metavar="WHAT",
    help=f"What to count by: {', '.join(DIMENSIONS)}; two of them for a table of both.",
)
@click.option(
    "--level",
    multiple=True,
    type=WORD,
    metavar="LEVEL",
    help="Of places only those of a kind, as country; of types with their mode: mode.",
)
@click.option("--sum", "sum_", type=WORD, metavar="MEASURE", help="Also add up the figures of this measure, as killed.")
@click.option("--begun", is_flag=True, help="Count what lasted only where it began.")
@click.option("--limit", type=COUNT, help="At most so many rows.")
@click.option("--offset", type=COUNT, help="Leave out so many at the start.")
@click.option("--reverse", is_flag=True, help="The last row first.")
@format_option("json", "jsonl", "csv", "svg")
@click.pass_obj
def command(address: str, /, format_name: str, **values: Any) -> None:
    """Count the events that the filters find: by time, by who took part, by any two things together.

    A date that does not decide between two rows is certain in neither and possible in both. What lasted counts in
    each stretch of time in which it was under way. An event's figures count once, whatever the number of its claims.

    \b
    Example:
      timeline count --by month --sum killed --during 2020
    """
    options: CountOptions = {
        "by": values.pop("by"),
        "level": values.pop("level"),
        "sum": values.pop("sum_"),
        "begun": values.pop("begun"),
        "limit": values.pop("limit"),
        "offset": values.pop("offset"),
        "reverse": values.pop("reverse"),
    }
    request = read_request(values)
    try:
        asked = read_asked(options, request, OPTIONS)
    except UsageFault as fault:
        raise click.UsageError(str(fault)) from None
    found = count(opened(address), request, asked)
    for note in found.notes:
        click.echo(note, err=True)
    told = found.counted
    if format_name != "table":
        from timeline.exporters.counts.rows import WRITERS  # a table needs none

        WRITERS[format_name](told, sys.stdout)
        if format_name in ("csv", "jsonl"):
            sys.stdout.flush()  # rows that could not be written are not told of
            for note in told.notes:
                click.echo(note, err=True)
            if told.more:
                click.echo(_more(told.more, asked.offset + len(told.firsts)), err=True)
    elif not (told.total.certain or told.total.possible):
        click.echo(nothing_found("event"))
    else:
        from timeline.cli.printing.count_table import count_lines

        more = [_more(told.more, asked.offset + len(told.firsts))] if told.more else []
        print_lines(count_lines(told, width(), more))


def _more(more: int, offset: int) -> str:
    return f"and {more:,} more: --offset {offset}"
