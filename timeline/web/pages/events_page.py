"""The list of events: what the filters find, a page at a time."""

from typing import Any, NamedTuple

from starlette.responses import Response

from timeline.actions.answer import Answer, answer
from timeline.domain.chronology import Entry
from timeline.domain.records import STANDINGS
from timeline.errors import DatabaseError, TimelineError
from timeline.exporters.registry import FORMATS
from timeline.query import Request
from timeline.views.dates_told import date_marked
from timeline.views.event_lists import PERHAPS, UNDER_WAY, perhaps_told
from timeline.views.events_told import corroboration_lines, title_marked
from timeline.views.sentences import nothing_found
from timeline.web.answers import html, json
from timeline.web.asking import Asked, Given, address, read_request, without
from timeline.web.pages.page import MOST, SIZE, Asking, Pager


class EventLine(NamedTuple):
    """An event in a list."""

    address: str
    when: str
    title: str
    """Marked with its standing."""
    standing: str
    disputed: bool
    summary: str
    type: str
    sources: str


_IN_SIGHT = ("text", "from", "to", "actor", "place", "type", "source")
_FURTHER = ("on", "role", "according-to", "tag", "as-of", "standing")
_FLAGS = ("with-members", "certain", "perhaps", "disputed", "undated", "reverse")
"""The fields of the form: those in sight, and those behind "More filters"."""


class Chip(NamedTuple):
    """A filter that is set."""

    text: str
    without: str
    """The same page without it."""


def events_page(asking: Asking) -> Response:
    """The page, or its data; what is typed wrong is told above the form that asks again."""
    given: Given = []
    try:
        asked = Asked(asking.query)
        given = asked.filters
        request = read_request(given)
        if asking.as_json:
            return _as_json(asking, request, given)
        return _shown(asking, request, given)
    except DatabaseError:
        raise
    except TimelineError as error:
        if asking.as_json:
            raise
        return html("events.html", status=400, **_frame(asking, given, faults=str(error).splitlines()))


def _frame(asking: Asking, given: Given, **more: Any) -> dict[str, Any]:
    typed: dict[str, list[str]] = {}
    for name, value in given:
        typed.setdefault(name, []).append(value)
    further = (*_FURTHER, *_FLAGS)
    values: dict[str, Any] = {
        "faults": [],
        "notes": [],
        "parts": [],
        "perhaps": None,
        "nothing": nothing_found("event"),
        "pager": Pager(None, None),
        "chips": [_chip(given, number) for number in range(len(given))],
        "typed": typed,
        "more_is_set": any(name in typed for name in further),
        "hidden": without(given, *_IN_SIGHT, *further, "offset"),
        "standings": STANDINGS,
        "formats": [(name, address("/export", ("format", name), *given)) for name in FORMATS],
        "data": address("/events.json", *given),
    }
    return asking.frame(**(values | more))


def _chip(given: Given, number: int) -> Chip:
    name, value = given[number]
    others = given[:number] + given[number + 1 :]
    return Chip(f"{name}: {value}" if value else name, address("/events", *others))


def _shown(asking: Asking, request: Request, given: Given) -> Response:
    with answer(asking.site.database, _page_of(request), in_parts=True, brief=True) as found:
        parts = [
            (heading, [event_line(entry) for entry in part])
            for heading, part in (("", found.entries), (UNDER_WAY, found.under_way), (PERHAPS, found.perhaps))
        ]
        pager = _pager(found, request, given, sum(len(lines) for _, lines in parts), "/events")
        more = found.perhaps_besides()
        perhaps = None if more is None else (perhaps_told(more), address("/events", *given, ("perhaps", "1")))
        return html(
            "events.html",
            **_frame(
                asking,
                given,
                notes=found.notes,
                parts=[part for part in parts if part[1]],
                pager=pager,
                perhaps=perhaps,
            ),
        )


def _page_of(request: Request) -> Request:
    return request._replace(limit=min(request.limit or SIZE, MOST))


def _pager(found: Answer, request: Request, given: Given, shown: int, path: str) -> Pager:
    size, rest = _page_of(request).limit or SIZE, without(given, "offset")
    before, after = request.offset - size, request.offset + shown
    more = found.more_after(shown)
    return Pager(
        address(path, *rest, *([("offset", str(before))] if before > 0 else [])) if request.offset else None,
        None if more is None else address(path, *rest, ("offset", str(after))),
    )


def event_line(entry: Entry, beside: str = "") -> EventLine:
    """An event in a list; ``beside`` stands behind its title."""
    return EventLine(
        f"/events/{entry.id}",
        date_marked(entry.date),
        title_marked(entry) + beside,
        entry.standing,
        bool(entry.disputed),
        entry.summary or "",
        entry.type or "",
        corroboration_lines(entry).replace("\n", " "),
    )


def _as_json(asking: Asking, request: Request, given: Given) -> Response:
    from timeline.exporters.programs.json_entries import entry_as_json

    with answer(asking.site.database, _page_of(request)) as found:
        events = [entry_as_json(entry) for entry in found.entries]
        pager = _pager(found, request, given, len(events), "/events.json")
        return json({"events": events, "next_url": pager.next, "previous_url": pager.previous})
