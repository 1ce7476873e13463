"""``timeline events``: the query."""

import sys
from collections.abc import Iterator
from typing import Any

import click

from timeline.actions.answer import Answer, answer
from timeline.cli.options import filters, format_option, read_request
from timeline.cli.output import print_lines, width
from timeline.cli.table import Column, render, wrap
from timeline.domain.chronology import PERHAPS, Chronology, Entry
from timeline.domain.prose import in_words
from timeline.exporters import FORMATS

_COLUMNS = (Column("WHEN", 21), Column("EVENT"), Column("SOURCES", 10))


@click.command("events", short_help="List events by date, actor, place, source …")
@filters
@format_option("json", "jsonl", "csv")
@click.pass_obj
def command(database: str, format_name: str, **values: Any) -> None:
    """List the events that may have happened in a window, with an actor, at a place …

    A date is EDTF or what people type: 2020-09-20, 2020-09, "sept 2020", "26 Sep 2020", "Q3 2020",
    2020-09-20..2020-09-30, yesterday. A disputed event is found on each of its dates.

    \b
    Example:
      timeline events --from 2020-09-20 --to 2020-09-30 --actor kadhimi
    """
    request = read_request(values)
    with answer(database, request, in_two_parts=format_name == "table") as found:
        if found.left_out:
            click.echo(found.left_out, err=True)
        if format_name == "table":
            print_lines(_table(found))
        else:
            chronology = Chronology("", "", "", found.entries, found.sources)
            FORMATS[format_name].load()(chronology, sys.stdout)


def _table(found: Answer) -> Iterator[str]:
    """The table's lines; a word where nothing was found."""
    inside, perhaps = next(found.entries, None), next(found.perhaps, None)
    if inside is None and perhaps is None:
        yield "No event was found."
        return
    yield from render(_COLUMNS, _rows(inside, found.entries), width())
    if perhaps is not None:
        yield ""
        yield from wrap(PERHAPS.upper(), width())
        yield from render(_COLUMNS, _rows(perhaps, found.perhaps), width(), headed=False)


def _rows(first: Entry | None, entries: Iterator[Entry]) -> Iterator[tuple[str, str, str]]:
    if first is not None:
        yield _row(first)
    for entry in entries:
        yield _row(entry)


def _row(entry: Entry) -> tuple[str, str, str]:
    when = "undated" if entry.date.edtf is None else in_words(entry.date.edtf)
    if entry.date.status in ("disputed", "decided"):
        when += f" ({entry.date.status})"
    standing = "" if entry.standing == "asserted" else f" [{entry.standing}]"
    return when, f"{entry.title}{standing}\n{entry.id}", corroboration(entry)


def corroboration(entry: Entry) -> str:
    """ "4 sources, 2 origins", a line each; the origins only where there are fewer."""
    sources = _counted(entry.source_count, "source")
    return f"{sources},\n{_counted(entry.origin_count, 'origin')}" if entry.source_count > 1 else sources


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}" if count else f"no {noun}"
