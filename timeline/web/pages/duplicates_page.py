"""Pairs of events that may be one, best first, a page at a time."""

from typing import Any, NamedTuple

from starlette.responses import Response

from timeline.actions.duplicates.duplicate_values import duplicates_values
from timeline.actions.duplicates.find_duplicates import Duplicate, Duplicates, DuplicatesRequest, find_duplicates
from timeline.domain.duplicates.scoring import LEAST
from timeline.errors import DatabaseError, TimelineError, TookTooLong, UsageFault
from timeline.query import NARROWING
from timeline.views.findings.duplicates_told import left_out_lines, looked_at_line, number_line, reasons_told
from timeline.web.answers import html, json
from timeline.web.asking import SPELLING, Asked, Given, address, read_request
from timeline.web.pages.events_page import EventLine, event_line
from timeline.web.pages.page import IN_SIGHT, SIZE, Asking, Pager

LOOKED_AT = 20_000
"""So many events at most are compared for a page, the first of the list: a second or two."""
ALL = "all"
"""The value of ``across`` that asks for any two imports."""
_OWN = ("across", "within", "least")


class PairShown(NamedTuple):
    """A pair on a page."""

    score: str
    events: tuple[EventLine, EventLine]
    reasons: str


def duplicates_page(asking: Asking) -> Response:
    """The page, or its data; what is typed wrong is told above the form that asks again."""
    given: Given = []
    try:
        asked = Asked(asking.query, *_OWN, "after")
        given = [*((name, asked.others[name]) for name in _OWN if asked.others.get(name)), *asked.filters]
        request = _request(asking, asked)
        found = find_duplicates(asking.site.database, request, time_limit=asking.site.time_limit)
        path = f"{asking.path}.json" if asking.as_json else asking.path
        pager = _pager(path, given, request, found)
        if asking.as_json:
            return json({**duplicates_values(found), "next_url": pager.next, "previous_url": pager.previous})
        return html("duplicates.html", **_frame(asking, given, pager=pager, **_told(found, request, given)))
    except (DatabaseError, TookTooLong):
        raise
    except TimelineError as error:
        if asking.as_json:
            raise
        return html("duplicates.html", status=400, **_frame(asking, given, faults=str(error).splitlines()))


def _request(asking: Asking, asked: Asked) -> DuplicatesRequest:
    names = {SPELLING.name(name) for name in NARROWING}
    for name, _ in asked.filters:
        if name in ("perhaps", "limit", "offset", "reverse") and name not in names:
            raise UsageFault(f"/duplicates lists pairs, best first, page by page: leave out {name}")
    wanted = asked.others.get("across", "").replace(",", " ").split()
    return DuplicatesRequest(
        read_request(asking.site.database, asked.filters),
        None if not wanted else () if wanted == [ALL] else tuple(wanted),
        asked.others.get("within") or None,
        _least(asked.others.get("least", "")),
        SIZE,
        _offset(asked.others.get("after", "")),
        LOOKED_AT,
    )


def _least(given: str) -> float:
    try:
        return float(given) if given else LEAST
    except ValueError:
        raise UsageFault(f'least is a score from 0 to 1, found "{given}"') from None


def _offset(given: str) -> int:
    if given and not (given.isascii() and given.isdigit() and len(given) < 10):
        raise UsageFault(f'after: "{given}" is no number of a list that was shown')
    return int(given or 0)


def _pager(path: str, given: Given, request: DuplicatesRequest, found: Duplicates) -> Pager:
    def to(offset: int) -> str:
        return address(path, *given, *([("after", str(offset))] if offset else []))

    end = request.offset + len(found.pairs)
    goes_on = len(found.pairs) == SIZE and end < found.found
    return Pager(to(max(request.offset - SIZE, 0)) if request.offset else None, to(end) if goes_on else None)


def _told(found: Duplicates, request: DuplicatesRequest, given: Given) -> dict[str, Any]:
    looked_at = looked_at_line(found.compared, found.not_compared, found.decided, found.linked)
    first = [] if found.is_all else [f"There are many events: the first {LOOKED_AT:,} were looked at. Narrow them."]
    return {
        "pairs": [_shown(pair, given) for pair in found.pairs],
        "notes": [*found.notes, *first],
        "about": [
            number_line(len(found.pairs), found.found, request.offset, request.least, pages=True),
            looked_at,
            *left_out_lines(found.left_out),
        ],
    }


def _shown(pair: Duplicate, given: Given) -> PairShown:
    events = (event_line(pair.first, given), event_line(pair.second, given))
    return PairShown(f"{pair.score:.2f}", events, reasons_told(pair.reasons, pair.whole))


def _frame(asking: Asking, given: Given, **more: Any) -> dict[str, Any]:
    typed = dict(given)
    values: dict[str, Any] = {
        "faults": [],
        "notes": [],
        "pairs": [],
        "about": [],
        "pager": Pager(None, None),
        "typed": typed,
        "least": typed.get("least", f"{LEAST:g}"),
        "hidden": [each for each in given if each[0] not in (*_OWN, *IN_SIGHT)],
        "data": address("/duplicates.json", *given),
    }
    return asking.frame(**(values | more))
