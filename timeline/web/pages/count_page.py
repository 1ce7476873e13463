"""How many events there are: by one or two of what they have, as the command counts them."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from starlette.responses import Response

from timeline.actions.counting.asked import CountAsked, CountOptions, read_asked
from timeline.actions.counting.count_events import count
from timeline.domain.counting.counted import DIMENSIONS, Cell, CountRow, CountTable, CountValue, Sum
from timeline.domain.counting.units import UNITS
from timeline.domain.dates.calendar import iso_day
from timeline.errors import DatabaseError, TimelineError, TookTooLong
from timeline.views.events.claims_told import measure_told
from timeline.views.findings.count_notes import LEGEND, number_told, sum_range
from timeline.views.wording.sentences import nothing_found
from timeline.web.answers import html, json
from timeline.web.asking import SPELLING, Asked, Given, address, is_yes, read_request, without, written_out
from timeline.web.pages.page import Asking, Pager

_BY, _LEVEL = "by", "level"
_ONCE = ("sum", "begun", "limit", "offset", "reverse")
LINES = 200
"""Rows on a page, where time is not what is counted by."""
_COLUMNS = 60
"""Values of a second dimension on a page."""
_WINDOW = ("on", "during", "from", "to")
_ADDED = ("actor", "tag")
"""Filters of which each holds where they are repeated; of another the value is replaced."""
_NESTED = ("place", "type")
"""Of two of them one holds the other, where any event has both: the narrower finds what both do."""
_MEMBERS = SPELLING.name("with_members")
_FILTERED_BY = {"origin": "source", **{each: each for each in DIMENSIONS if each not in (*UNITS, "origin")}}


class CountLine(NamedTuple):
    """A row of a table with bars."""

    name: str
    address: str | None
    """The list of its events; None where no filters find these alone."""
    numbers: list[str]
    certain: float
    """The width of the bar, in hundredths of the widest."""
    possible: float


def count_page(asking: Asking) -> Response:
    """The page, or its data; what is typed wrong is told above the form that asks again."""
    options: CountOptions = {}
    given: Given = []
    try:
        asked = Asked(asking.query, *_ONCE, repeated=(_BY, _LEVEL))
        given = asked.filters
        options = _options(asked)
        request = read_request(asking.site.database, given)
        by = read_asked(options, request, SPELLING)
        if not asking.as_json and by.limit is None and not (by.by and by.by[0] in UNITS):
            by = by._replace(limit=LINES)
        found = count(asking.site.database, request, by, time_limit=asking.site.time_limit)
    except (DatabaseError, TookTooLong):
        raise
    except TimelineError as error:
        if asking.as_json:
            raise
        return html("count.html", status=400, **_frame(asking, given, options, faults=str(error).splitlines()))
    if asking.as_json:
        from timeline.exporters.counts.rows import count_as_json

        return json(count_as_json(found.counted))
    return html(
        "count.html",
        **_frame(
            asking,
            given,
            options,
            notes=found.notes,
            **_told(found.counted, by, written_out(asking.site.database, given)),
        ),
    )


def _options(asked: Asked) -> CountOptions:
    others = asked.others
    return {
        "by": asked.repeated[_BY],
        "level": asked.repeated[_LEVEL],
        "sum": others.get("sum"),
        "begun": "begun" in others and is_yes("begun", others["begun"]),
        "limit": others.get("limit") or None,
        "offset": others.get("offset") or None,
        "reverse": "reverse" in others and is_yes("reverse", others["reverse"]),
    }


def _said(options: CountOptions) -> Given:
    """The options as an address says them, the page of rows left aside."""
    found: Given = [(name, each) for name in (_BY, _LEVEL) for each in options.get(name) or ()]  # type: ignore[attr-defined]
    if options.get("sum"):
        found.append(("sum", str(options["sum"])))
    return found + [(name, "1") for name in ("begun", "reverse") if options.get(name)]


def _frame(asking: Asking, given: Given, options: CountOptions, **more: Any) -> dict[str, Any]:
    said = _said(options)
    by = [*(options.get("by") or ()), "", ""]
    values: dict[str, Any] = {
        "faults": [],
        "notes": [],
        "about": [],
        "legend": [],
        "head": [],
        "lines": [],
        "matrix": None,
        "nothing": nothing_found("event"),
        "pager": Pager(None, None),
        "first": by[0],
        "second": by[1],
        "dimensions": DIMENSIONS,
        "level": " ".join(options.get("level") or ()),
        "sum": options.get("sum") or "",
        "begun": options.get("begun"),
        "given": given,
        "chips": [
            (
                f"{name}: {value}" if value else name,
                address("/count", *given[:number], *given[number + 1 :], *said),
            )
            for number, (name, value) in enumerate(given)
        ],
        "listed_at": address("/events", *given),
        "data": address("/count.json", *given, *said),
    }
    return asking.frame(**(values | more))


def _told(counted: CountTable, by: CountAsked, given: Given) -> dict[str, Any]:
    offset = by.offset + len(counted.firsts)
    said = _said(
        {
            "by": by.by,
            "level": [*([by.place_level] if by.place_level else []), *(["mode"] if by.in_modes else [])],
            "sum": by.measure,
            "begun": by.begun,
            "reverse": by.reverse,
        }
    )
    limit: Given = [("limit", str(by.limit))] if by.limit is not None and by.limit != LINES else []
    back = max(by.offset - (by.limit or LINES), 0)
    pager = Pager(
        address("/count", *given, *said, *limit, *([("offset", str(back))] if back else [])) if by.offset else None,
        address("/count", *given, *said, *limit, ("offset", str(offset))) if counted.more else None,
    )
    legend = [] if counted.is_exact else list(LEGEND.items())
    told: dict[str, Any] = {"about": counted.notes, "legend": legend, "pager": pager}
    if not (counted.total.certain or counted.total.possible):
        return told
    if len(by.by) == 2 and by.measure is None:
        return told | {"matrix": _matrix(counted, by, given)}
    return told | {"head": _head(counted), "lines": list(_lines(counted, by, given))}


# --- a row a line ------------------------------------------------------------------------------------


def _head(counted: CountTable) -> list[str]:
    numbers = []
    for part in ("events",) if counted.is_exact else LEGEND:
        numbers.append(part)
        if counted.measure is not None:
            numbers += [measure_told(counted.measure), "range"]
    return [", ".join(counted.by), *numbers]


def _lines(counted: CountTable, by: CountAsked, given: Given) -> Iterator[CountLine]:
    rows = [*counted.rows, CountRow((), counted.total)] if counted.by else [CountRow((), counted.total)]
    weights = [_weights(row.cell) for row in rows]
    most = max((sum(each) for each in weights[: len(counted.rows)]), default=0) or 1
    for row, (certain, possible) in zip(rows, weights, strict=True):
        is_all = not row.values
        yield CountLine(
            "all" if is_all else row.name,
            _list_of(counted, by, row.values, row.cell, given),
            list(_numbers(counted, row.cell)),
            0 if is_all else round(certain / most * 100, 2),
            0 if is_all else round(possible / most * 100, 2),
        )


def _numbers(counted: CountTable, cell: Cell) -> Iterator[str]:
    parts = [(cell.certain, cell.certain_sum), (cell.possible, cell.possible_sum)]
    for number, sum_ in parts[:1] if counted.is_exact else parts:
        yield f"{number:,}"
        if sum_ is not None:
            yield number_told(sum_.best) if sum_.events else ""
            yield sum_range(sum_) if sum_.events else ""


def _weights(cell: Cell) -> tuple[float, float]:
    sums: tuple[Sum | None, Sum | None] = cell.certain_sum, cell.possible_sum
    if sums[0] is not None and sums[1] is not None:
        return sums[0].best, sums[1].best
    return cell.certain, cell.possible


def _list_of(
    counted: CountTable, by: CountAsked, values: tuple[CountValue, ...], cell: Cell, given: Given
) -> str | None:
    """The address of the list of exactly the events that a cell counts; None where no filters find these alone."""
    if by.begun:  # what began in a window no filter tells from what was under way
        return None
    dimensions = counted.by[: len(values)]
    if not {*dimensions} & {*UNITS} and _number(cell) == _number(counted.total):
        return address("/events", *given)  # all that are found
    for dimension, value in zip(dimensions, values, strict=True):
        narrowed = _narrowed(dimension, value, cell, given)
        if narrowed is None or (by.in_modes and dimension == "type" and "/" not in (value.value or "")):
            return None  # of modes: the filter of a type finds all of its modes
        given = narrowed
    return address("/events", *dict.fromkeys(given))


def _narrowed(dimension: str, value: CountValue, cell: Cell, given: Given) -> Given | None:
    """The filters with that of a value; None where they would find others as well, or not all."""
    if dimension in UNITS:
        return _in_stretch(value, cell, given)
    if value.value is None:
        return None
    name = _FILTERED_BY[dimension]
    if name in _ADDED:
        # Members are asked for of all actors, or of none.
        is_exact = dimension != "actor" or all(each != _MEMBERS for each, _ in given)
        return [*given, (name, value.value)] if is_exact else None
    if name not in _NESTED and any(each == name and typed != value.value for each, typed in given):
        return None  # both would have to hold
    return [*without(given, name), (name, value.value)]


def _in_stretch(value: CountValue, cell: Cell, given: Given) -> Given | None:
    if value.value is None:
        return None if any(name in _WINDOW for name, _ in given) else [*given, ("undated", "1")]
    if cell.possible and any(name == "certain" for name, _ in given):
        return None  # of the stretch alone it would leave out what is certain of the window, and only possible here
    ends = (("from", value.first_day), ("to", value.last_day))
    return [*without(given, *_WINDOW), *((name, iso_day(day)) for name, day in ends if day is not None)]


def _number(cell: Cell) -> tuple[int, int]:
    return cell.certain, cell.possible


# --- two dimensions ----------------------------------------------------------------------------------


def _matrix(counted: CountTable, by: CountAsked, given: Given) -> dict[str, Any]:
    """The first dimension down, the second across."""
    seconds = [row.values[0] for row in counted.seconds[:_COLUMNS]]
    cells = {(row.values[0].value, row.values[1].value): row.cell for row in counted.rows}
    lines = []
    for row in counted.firsts:
        first = row.values[0]
        told = [
            ("", None) if cell is None else (_both(cell), _list_of(counted, by, (first, second), cell, given))
            for second in seconds
            for cell in (cells.get((first.value, second.value)),)
        ]
        lines.append((first.name, _list_of(counted, by, (first,), row.cell, given), [*told, (_both(row.cell), None)]))
    totals = [*(_both(row.cell) for row in counted.seconds[:_COLUMNS]), _both(counted.total)]
    left = len(counted.seconds) - len(seconds)
    return {
        "head": [", ".join(counted.by), *(each.name for each in seconds), "all"],
        "lines": lines,
        "totals": totals,
        "left": f"{left:,} more {counted.by[1]}s: the data has all" if left else "",
    }


def _both(cell: Cell) -> str:
    return f"{cell.certain:,}+{cell.possible:,}" if cell.possible else f"{cell.certain:,}"
