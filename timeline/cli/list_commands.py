"""The commands ``actors``, ``sources`` and ``places``, which differ in a column or two."""

import csv
import json
import sys
from collections.abc import Iterable

import click

from timeline.actions.lists.listing import list_kind
from timeline.cli.arguments.once import Command
from timeline.cli.arguments.opened import opened
from timeline.cli.arguments.options import format_option
from timeline.cli.arguments.params import COUNT, WORD
from timeline.cli.printing.output import print_lines, width, write_joined
from timeline.cli.printing.table import Column, render
from timeline.cli.printing.totals import ON_A_SCREEN, page_line
from timeline.domain.words.control_signs import escaped_in_json
from timeline.storage.reading.overviews.lists import Listed
from timeline.views.wording.sentences import nothing_found, with_details

_Keys = tuple[str, ...]
_Values = tuple[str | int | None, ...]

_DETAIL: dict[str, str | None] = {"actor": None, "source": "publisher", "place": "within"}
_EXAMPLES = {
    "actor": "timeline actors hezbollah",
    "source": "timeline sources afp",
    "place": "timeline places baghdad",
}
_HELP = """List the {kind}s, with their events counted and the first and last of their days.

    {counts} A WORD keeps those that have it in their id or in any of their names, spelled in any usual way.

    \b
    Example:
      {example}
    """
_COUNTS = {
    "actor": "Counted are the events it takes part in, whoever says so.",
    "source": "Counted are the events it speaks of, itself or through those that derive from it.",
    "place": "Counted are the events there and at what lies within it.",
}


def list_command(kind: str) -> click.Command:
    """The command that lists one kind of record."""

    @click.command(f"{kind}s", cls=Command, help=_HELP.format(kind=kind, counts=_COUNTS[kind], example=_EXAMPLES[kind]))
    @click.argument("word", required=False, type=WORD)
    @click.option("--limit", type=COUNT, help=f"At most so many; a table shows {ON_A_SCREEN} without it.")
    @click.option("--offset", type=COUNT, help="Leave out so many at the start.")
    @format_option("json", "jsonl", "csv")
    @click.pass_obj
    def command(address: str, word: str | None, limit: int | None, offset: int | None, format_name: str) -> None:
        if limit is None and format_name == "table":
            limit = ON_A_SCREEN
        listing = list_kind(opened(address), kind, word, limit=limit, offset=offset or 0)
        if format_name != "table":
            PRINT[format_name](_keys(kind), (_values(kind, each) for each in listing.found))
        elif listing.found:
            print_lines(
                [*_table(kind, listing.found), "", page_line(len(listing.found), listing.all, offset or 0, kind)]
            )
        elif listing.all:
            click.echo(page_line(0, listing.all, offset or 0, kind))
        else:
            click.echo(nothing_found(kind))
        for note in listing.notes:
            click.echo(note, err=True)

    return command


def _table(kind: str, found: list[Listed]) -> Iterable[str]:
    detail = _DETAIL[kind]
    columns = [
        Column(kind.upper()),
        Column("KIND", 12),
        Column("EVENTS", 6),
        Column("FIRST", 10),
        Column("LAST", 10),
    ]
    rows = []
    for each in found:
        name = with_details(each.name, each.detail) if detail and each.detail else each.name
        days = [_day(each, day) for day in (each.earliest, each.latest)]
        rows.append((f"{name}\n{each.id}", each.kind or "", str(each.events), *days))
    return render(columns, rows, width())


def _day(listed: Listed, day: str | None) -> str:
    return day or (".." if listed.events else "")


def _keys(kind: str) -> _Keys:
    """What JSON and CSV call the values of a line, in their order."""
    detail = _DETAIL[kind]
    return ("id", "name", "kind", *([detail] if detail else []), "events", "earliest", "latest")


def _values(kind: str, listed: Listed) -> _Values:
    detail = [listed.detail] if _DETAIL[kind] else []
    return (listed.id, listed.name, listed.kind, *detail, listed.events, listed.earliest, listed.latest)


def _print_json(keys: _Keys, rows: Iterable[_Values]) -> None:
    found = [dict(zip(keys, row, strict=True)) for row in rows]
    click.echo(escaped_in_json(json.dumps(found, ensure_ascii=False, indent=2)))


def _print_lines(keys: _Keys, rows: Iterable[_Values]) -> None:
    found = (json.dumps(dict(zip(keys, row, strict=True)), ensure_ascii=False) for row in rows)
    write_joined(map(escaped_in_json, found))


def _print_csv(keys: _Keys, rows: Iterable[_Values]) -> None:
    from timeline.exporters.programs.tables.csv_rows import defused

    writer = csv.writer(sys.stdout)
    writer.writerow(keys)
    for row in rows:
        writer.writerow(["" if value is None else defused(str(value)) for value in row])


PRINT = {"json": _print_json, "jsonl": _print_lines, "csv": _print_csv}
