"""``timeline duplicates``: pairs of events that may be one."""

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from timeline.actions.duplicates.duplicate_values import duplicate_values, duplicates_values
from timeline.actions.duplicates.find_duplicates import (
    Duplicate,
    Duplicates,
    DuplicatesRequest,
    check,
    find_duplicates,
)
from timeline.cli.arguments.opened import opened
from timeline.cli.arguments.options import OPTIONS, FilteredCommand, conditions, format_option, read_request
from timeline.cli.arguments.params import COUNT, WORD
from timeline.cli.collection import without_collection
from timeline.cli.printing.output import print_lines, progress, width
from timeline.cli.printing.table import Column, render, when_column, wrap
from timeline.domain.duplicates.scoring import LEAST
from timeline.domain.words.control_signs import escaped_in_json
from timeline.errors import UsageFault
from timeline.problems import listed, quoted
from timeline.saved import MARK
from timeline.storage.connecting.database import Database
from timeline.views.events.dates_told import date_marked
from timeline.views.events.events_told import title_marked
from timeline.views.findings.duplicates_told import (
    left_out_lines,
    looked_at_line,
    number_line,
    publishers_told,
    reasons_told,
    written_told,
)
from timeline.views.wording.sentences import with_details

_ON_A_SCREEN = 20
"""Pairs in a table, unless one asks for more."""


@click.command("duplicates", cls=FilteredCommand)
@click.argument("named", nargs=-1, metavar="[A B] [@NAME]", type=WORD)
@click.option(
    "--across",
    is_flag=True,
    help="Only pairs of two imports, A and B: what the ids of their events begin with. Without names, of any two.",
)
@click.option("--within", type=WORD, metavar="A", help="Only pairs of events of this import.")
@click.option(
    "--least", type=click.FLOAT, default=LEAST, show_default=True, metavar="SCORE", help="Pairs of this score or more."
)
@click.option("--limit", type=COUNT, help=f"At most so many pairs, the best; a table shows {_ON_A_SCREEN} without it.")
@click.option("--offset", type=COUNT, help="Leave out so many of the best.")
@click.option(
    "--write",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write all pairs to an annotation file to review; one that is there gets those that it does not have.",
)
@conditions
@format_option("json", "csv")
@click.pass_obj
def command(
    address: str,
    /,
    named: tuple[str, ...],
    *,
    across: bool,
    within: str | None,
    least: float,
    limit: int | None,
    offset: int | None,
    file: Path | None,
    format_name: str,
    **values: Any,
) -> None:
    """List pairs of events that may be one, best first, with reasons. Nothing is decided or changed.

    A pair is found where both of its events are found by the filters. The score lies between 0 and 1;
    docs/duplicates.md says how it comes about and how far to trust it. Pairs that `matches` decide on are
    left out, and so are an event and what is a part of it. An import is named by what the ids of its
    events begin with (ucdp, acled, the name of a map); "written" is all that no import wrote.

    \b
    Examples:
      timeline duplicates --during 2020-09 --least 0.7
      timeline duplicates --write matches.yaml
    """
    datasets, questions = (
        [each for each in named if each.startswith(MARK) is is_question] for is_question in (False, True)
    )
    if len(questions) > 1:
        raise click.UsageError(f"{listed(questions)}: ask one question at a time")
    if datasets and not across:
        raise click.UsageError(f"found {listed(map(quoted, datasets))}: two imports are named after --across")
    if file is not None and (format_name != "table" or offset):
        raise click.UsageError("--write writes annotations to a file: leave out --format and --offset")
    asked = DuplicatesRequest(
        read_request(values | {"question": questions[0] if questions else None}),
        tuple(datasets) if across else None,
        within,
        least,
        _ON_A_SCREEN if limit is None and format_name == "table" and file is None else limit,
        offset or 0,
    )
    try:
        check(asked, OPTIONS)
    except UsageFault as fault:
        raise click.UsageError(str(fault)) from None
    with progress("comparing"), without_collection():
        found = find_duplicates(opened(address), asked)
    for note in found.notes:
        click.echo(note, err=True)
    if file is not None:
        _write(opened(address), file, found)
    elif format_name == "json":
        click.echo(escaped_in_json(json.dumps(duplicates_values(found), ensure_ascii=False, indent=2)))
    elif format_name == "csv":
        _print_csv(found)
    else:
        print_lines(_table(found, asked))


def _write(database: Database, file: Path, found: Duplicates) -> None:
    from timeline.actions.duplicates.review import write_review  # a list needs none

    written = write_review(database, file, found)
    click.echo(written_told(str(file), written.added, written.there))


def _table(found: Duplicates, asked: DuplicatesRequest) -> Iterator[str]:
    cells = width()
    columns = (Column("SCORE", 5), when_column(cells), Column("EVENTS"))
    if found.pairs:
        for number, pair in enumerate(found.pairs):
            yield from render(columns, _rows(pair), cells, headed=not number)
            yield ""
    lines = [
        number_line(len(found.pairs), found.found, asked.offset, asked.least),
        looked_at_line(found.compared, found.not_compared, found.decided, found.linked),
        *left_out_lines(found.left_out),
    ]
    for line in lines:
        yield from wrap(line, cells)


def _rows(pair: Duplicate) -> Iterator[tuple[str, str, str]]:
    """A row an event, the reasons below the second."""
    events = (pair.first, pair.second)
    first, second = (f"{title_marked(each)}\n{with_details(each.id, *publishers_told(each))}" for each in events)
    yield f"{pair.score:.2f}", date_marked(pair.first.date), first
    yield "", date_marked(pair.second.date), f"{second}\n= {reasons_told(pair.reasons, pair.whole)}"


def _print_csv(found: Duplicates) -> None:
    from timeline.exporters.programs.tables.csv_rows import defused

    writer = csv.writer(sys.stdout)
    heads = [f"{which}_{name}" for which in ("first", "second") for name in _EVENT_COLUMNS]
    writer.writerow(("score", *heads, "reasons", "whole"))
    for pair in found.pairs:
        values = duplicate_values(pair)
        events = (values[which][name] for which in ("first", "second") for name in _EVENT_COLUMNS)
        row = (values["score"], *events, "; ".join(pair.reasons), values["whole"])
        writer.writerow(["" if value is None else defused(str(value)) for value in row])


_EVENT_COLUMNS = ("id", "title", "edtf", "earliest", "latest", "type", "place")
