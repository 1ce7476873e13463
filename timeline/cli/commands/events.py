"""``timeline events``: the query."""

import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import click

from timeline.actions.answer import Answer, answer
from timeline.cli.arguments.opened import opened
from timeline.cli.arguments.options import FilteredCommand, filters, format_option, read_request
from timeline.cli.printing.output import print_lines, width
from timeline.cli.printing.table import Column, render, when_column, wrap
from timeline.cli.printing.totals import Counted, say_more, total_lines
from timeline.domain.chronology import Chronology, Entry
from timeline.query import Request
from timeline.views.events.dates_told import date_marked
from timeline.views.events.event_lists import PERHAPS, UNDER_WAY
from timeline.views.events.events_told import corroboration_lines, title_marked


@click.command("events", cls=FilteredCommand, short_help="List events by date, actor, place, source …")
@filters
@format_option("json", "jsonl", "csv")
@click.pass_obj
def command(address: str, /, format_name: str, **values: Any) -> None:
    """List events in the order of time: all of them, or those that the filters find.

    A date is EDTF or what people type: 2020-09-20, 2020-09, "sept 2020", "26 Sep 2020", "Q3 2020",
    2020-09-20..2020-09-30, yesterday. A disputed event is found on each of its dates.

    \b
    Example:
      timeline events --from 2020-09-20 --to 2020-09-30 --actor kadhimi
    """
    request = read_request(values)
    as_table = format_name == "table"
    with answer(opened(address), request, in_parts=as_table, brief=as_table) as found:
        for note in found.notes:
            click.echo(note, err=True)
        if as_table:
            print_lines(_table(found, request))
        else:
            from timeline.exporters.registry import format_named  # a table needs none

            told = Counted(found.entries)
            format_named(format_name).load()(Chronology("", "", "", told, found.sources), sys.stdout)
            say_more(found, request, told.count)


def _table(found: Answer, request: Request) -> Iterator[str]:
    """The table's lines, and below them how many events there are."""
    cells = width()
    columns = (when_column(cells), Column("EVENT"), Column("SOURCES", 10))
    shown: list[int] = []
    for heading, part in (("", found.entries), (UNDER_WAY, found.under_way), (PERHAPS, found.perhaps)):
        counted = Counted(part)
        first, rows = _next(counted)  # only now: a part goes on where the one before it has ended
        if first is not None:
            if any(shown):
                yield ""
            if heading:
                yield from wrap(heading.upper(), cells)
            yield from render(columns, chain([first], rows), cells, headed=not any(shown))
        shown.append(counted.count)
    if any(shown):
        yield ""
    for line in total_lines(found, request, *shown):
        yield from wrap(line, cells)


def _next(entries: Iterable[Entry]) -> tuple[tuple[str, str, str] | None, Iterator[tuple[str, str, str]]]:
    """The first row, where there is one, and the others."""
    rows = map(_row, entries)
    return next(rows, None), rows


def _row(entry: Entry) -> tuple[str, str, str]:
    return date_marked(entry.date), f"{title_marked(entry)}\n{entry.id}", corroboration_lines(entry)
