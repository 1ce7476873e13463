"""What a change did to records, in lines."""

from collections.abc import Iterable, Iterator

from timeline.actions.history.log import Logged, Touched
from timeline.cli.printing.table import wrap
from timeline.views.changes.changes_told import difference_line
from timeline.views.changes.history_told import fate_told
from timeline.views.changes.signed_told import change_told
from timeline.views.wording.safe_texts import plain
from timeline.views.wording.sentences import capitalised

_INDENT = "  "


def logged_lines(logged: Logged, width: int) -> Iterator[str]:
    """A change, and below it what it did to the record (or records) that were asked for."""
    yield from wrap(capitalised(change_told(logged.change)), width)
    several = len(logged.touched) > 1
    for touched in logged.touched:
        yield from indented(touched_lines(touched, named=several), width)


def touched_lines(touched: Touched, *, named: bool) -> Iterator[str]:
    """What happened to a record: that it came or went, and each difference; ``named``: with its id first."""
    label = f"{touched.id}: " if named else ""
    if touched.op != "changed":
        yield f"{label}{fate_told(touched.op, plain(touched.title), touched.kind, touched.was)}"
    yield from (f"{label}{difference_line(each)}" for each in touched.fields)


def indented(lines: Iterable[str], width: int) -> Iterator[str]:
    """Lines below another, what is too long wrapped."""
    for line in lines:
        first, *more = wrap(line, width - 2 * len(_INDENT))
        yield f"{_INDENT}{first}"
        yield from (f"{_INDENT * 2}{each}" for each in more)
