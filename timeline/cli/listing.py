"""The commands ``actors``, ``sources`` and ``places``, which differ in a column or two."""

import csv
import json
import sys
from collections.abc import Iterable

import click

from timeline.actions.listing import list_kind
from timeline.cli.options import format_option
from timeline.cli.output import print_lines, width, write_joined
from timeline.cli.table import Column, render
from timeline.domain.calendar import iso_day
from timeline.storage.listing import Listed

_DETAIL = {"actor": None, "source": "publisher", "place": "within"}
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

    @click.command(f"{kind}s", help=_HELP.format(kind=kind, counts=_COUNTS[kind], example=_EXAMPLES[kind]))
    @click.argument("word", required=False)
    @format_option("json", "jsonl", "csv")
    @click.pass_obj
    def command(database: str, word: str | None, format_name: str) -> None:
        found = list_kind(database, kind, word)
        if format_name == "table":
            print_lines(_table(kind, found) if found else [f"No {kind} was found."])
        else:
            _PRINT[format_name](_as_json(kind, each) for each in found)

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
        name = f"{each.name} ({each.detail})" if detail and each.detail else each.name
        days = [_day(each, day) for day in (each.earliest_day, each.latest_day)]
        rows.append((f"{name}\n{each.id}", each.kind or "", str(each.event_count), *days))
    return render(columns, rows, width())


def _day(listed: Listed, day: int | None) -> str:
    if day is not None:
        return iso_day(day)
    return ".." if listed.event_count else ""


def _as_json(kind: str, listed: Listed) -> dict[str, object]:
    found: dict[str, object] = {"id": listed.id, "name": listed.name, "kind": listed.kind}
    detail = _DETAIL[kind]
    if detail is not None:
        found[detail] = listed.detail
    return found | {
        "events": listed.event_count,
        "earliest": None if listed.earliest_day is None else iso_day(listed.earliest_day),
        "latest": None if listed.latest_day is None else iso_day(listed.latest_day),
    }


def _print_json(rows: Iterable[dict[str, object]]) -> None:
    click.echo(json.dumps(list(rows), ensure_ascii=False, indent=2))


def _print_lines(rows: Iterable[dict[str, object]]) -> None:
    write_joined(json.dumps(row, ensure_ascii=False) for row in rows)


def _print_csv(rows: Iterable[dict[str, object]]) -> None:
    from timeline.exporters.csv_rows import defused

    writer = csv.writer(sys.stdout)
    for number, row in enumerate(rows):
        if number == 0:
            writer.writerow(row)
        writer.writerow(["" if value is None else defused(str(value)) for value in row.values()])


_PRINT = {"json": _print_json, "jsonl": _print_lines, "csv": _print_csv}
