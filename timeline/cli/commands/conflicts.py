"""``timeline conflicts``: what cannot all be true."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

import click

from timeline.actions.conflicts.find_conflicts import conflicts
from timeline.actions.conflicts.plain_values import conflict_values
from timeline.cli.arguments.opened import opened
from timeline.cli.arguments.options import FilteredCommand, format_option, narrowing, read_request
from timeline.cli.arguments.params import COUNT
from timeline.cli.printing.output import print_lines, width, write_joined
from timeline.cli.printing.table import text_width, wrap
from timeline.cli.printing.totals import ON_A_SCREEN
from timeline.domain.conflicts.conflict import KINDS, Contradiction
from timeline.domain.words.control_signs import escaped_in_json
from timeline.views.findings.conflicts_told import KindsCounted, conflict_told, events_named, headline_told, total_told

_SAID = 24
"""Cells of the column that has what a side says."""


@click.command("conflicts", cls=FilteredCommand, short_help="List what cannot all be true, and who says so.")
@narrowing
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice([*KINDS]), help="Of this kind alone; repeat it for several."
)
@click.option("--limit", type=COUNT, help=f"At most so many, the surest; a table shows {ON_A_SCREEN} without it.")
@click.option("--offset", type=COUNT, help="Leave out so many at the start.")
@format_option("json", "jsonl")
@click.pass_obj
def command(
    address: str, /, kinds: tuple[str, ...], limit: int | None, offset: int | None, format_name: str, **values: Any
) -> None:
    """List what cannot all be true, the surest first: with the claims on either side, their sources and passages.

    Dates and figures in dispute, what is asserted here and denied there, a part outside its whole, an answer before
    its question, what is told before it happened, one person in two places too far apart on one day, an office
    outside its term. The filters find events: told is what any of these is part of. What is merely vague is called
    no contradiction.

    \b
    Example:
      timeline conflicts --during 2020-09 --kind date
    """
    if limit is None and format_name == "table":
        limit = ON_A_SCREEN
    request, start = read_request(values), offset or 0
    with conflicts(opened(address), request, kinds, limit=None if limit is None else limit + 1, offset=start) as found:
        for note in found.notes:
            click.echo(note, err=True)
        if format_name == "table":
            print_lines(_lines(found.conflicts, limit, start))
        else:
            told = (conflict_values(each) for each in islice(found.conflicts, limit))
            lines = (escaped_in_json(json.dumps(each, ensure_ascii=False)) for each in told)
            write_joined(_as_array(lines) if format_name == "json" else lines)
            if next(found.conflicts, None) is not None:
                click.echo(f"there are more: --offset {start + (limit or 0)}", err=True)


def _as_array(lines: Iterator[str]) -> Iterator[str]:
    """One array, an item a line."""
    before = next(lines, None)
    if before is None:
        yield "[]"
        return
    yield "["
    for line in lines:
        yield f"{before},"
        before = line
    yield before
    yield "]"


def _lines(found: Iterator[Contradiction], limit: int | None, offset: int) -> Iterator[str]:
    cells = width()
    shown = KindsCounted(islice(found, limit))
    for conflict in shown:
        yield from _block(conflict, cells)
        yield ""
    number = sum(shown.kinds.values())
    has_more = next(found, None) is not None
    yield from wrap(total_told(number, shown.kinds, offset=offset, has_more=has_more), cells)


def _block(conflict: Contradiction, cells: int) -> Iterator[str]:
    """A contradiction: a headline, the events, each side with who says so."""
    told = conflict_told(conflict)
    yield from wrap(headline_told(told).upper(), cells)
    if told.about:
        yield from wrap(events_named(told.about), cells)
    for side in told.sides:
        who = [line for named, address in side.who for line in (*wrap(named, cells - _SAID - 2), address)]
        yield from _beside(side.says, who, cells)
    for note in told.notes:
        yield from wrap(note, cells)


def _beside(says: str, who: Iterable[str], cells: int) -> Iterator[str]:
    """What a side says, and beside it who does."""
    left = wrap(says, _SAID - 2)
    right = list(chain.from_iterable(wrap(line, cells - _SAID - 2) for line in who))
    for number in range(max(len(left), len(right))):
        one = left[number] if number < len(left) else ""
        other = right[number] if number < len(right) else ""
        yield f"  {_padded(one, _SAID - 2)}{'  ' if other else ''}{other}".rstrip()


def _padded(text: str, cells: int) -> str:
    return text + " " * (cells - text_width(text))
