"""The list of events: what the filters find, a page at a time."""

from collections.abc import Iterable
from time import monotonic
from typing import Any, NamedTuple

from starlette.responses import Response

from timeline.actions.answer import answer
from timeline.actions.lists.paging import Page, page
from timeline.actions.lists.places import FIRST, LAST
from timeline.domain.chronology import Entry
from timeline.domain.in_window import PARTS, InWindow
from timeline.domain.records import STANDINGS
from timeline.errors import DatabaseError, TimelineError, TookTooLong, UsageFault
from timeline.exporters.registry import FORMATS
from timeline.query import Request
from timeline.views.events.dates_told import date_marked
from timeline.views.events.event_lists import PERHAPS, UNDER_WAY, perhaps_told
from timeline.views.events.events_told import corroboration_lines, title_marked
from timeline.views.wording.sentences import nothing_found
from timeline.web.answers import html, json
from timeline.web.asking import Asked, Given, address, is_yes, looking_back, read_request, without, written_out
from timeline.web.pages.narrowing import FACETS, narrowing, narrowing_as_json
from timeline.web.pages.page import IN_SIGHT, MOST, SIZE, Asking, Pager

PLACES = ("after", "before")
"""The parameters that say where in a list a page is."""
_PART = "part"
_HEADINGS: dict[InWindow | None, str] = {"under way": UNDER_WAY, "perhaps": PERHAPS}

_FURTHER = ("on", "role", "according-to", "tag", "as-of", "recorded-on", "standing")
_FLAGS = ("with-members", "certain", "perhaps", "disputed", "undated", "reverse")
"""The fields of the form: those in sight, and those behind "More filters"."""


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


class Chip(NamedTuple):
    """A filter that is set."""

    text: str
    without: str
    """The same page without it."""


def events_page(asking: Asking) -> Response:
    """The page, or its data; what is typed wrong is told above the form that asks again."""
    given: Given = []
    try:
        asked = Asked(asking.query, _PART, FACETS, *PLACES)
        given = asked.filters
        request, size = _sized(read_request(asking.site.database, given))
        is_counted = is_yes(FACETS, asked.others.pop(FACETS, "no"))
        if asking.as_json:
            return _as_json(asking, request, size, given, asked.others, is_counted=is_counted)
        return _shown(asking, request, size, given, asked.others, is_counted=is_counted)
    except (DatabaseError, TookTooLong):
        raise
    except TimelineError as error:
        if asking.as_json:
            raise
        return html("events.html", status=400, **_frame(asking, given, faults=str(error).splitlines()))


def _sized(request: Request) -> tuple[Request, int]:
    """The request without a limit, which is the size of a page here."""
    if request.offset:
        raise UsageFault("pages follow one another here: leave out offset")
    if request.limit == 0:
        raise UsageFault("a page of 0 events shows nothing: leave out limit, or ask for 1 or more")
    return request._replace(limit=None), min(request.limit or SIZE, MOST)


def _frame(asking: Asking, given: Given, kept: Iterable[tuple[str, str]] = (), **more: Any) -> dict[str, Any]:
    typed: dict[str, list[str]] = {}
    for name, value in given:
        typed.setdefault(name, []).append(value)
    further = (*_FURTHER, *_FLAGS)
    values: dict[str, Any] = {
        "faults": [],
        "days": "",
        "notes": [],
        "parts": [],
        "perhaps": None,
        "nothing": nothing_found("event"),
        "pager": Pager(None, None),
        "chips": [_chip(given, number, kept) for number in range(len(given))],
        "typed": typed,
        "more_is_set": any(name in typed for name in further),
        "hidden": [*without(given, *IN_SIGHT, *further), *kept],
        "narrowing": None,
        "counted_at": address("/events", *given, (FACETS, "1")),
        "uncounted_at": address("/events", *given),
        "by_month_at": address("/count", *without(given, "limit", "reverse", "perhaps"), ("by", "month")),
        "standings": STANDINGS,
        "formats": [(name, address("/export", ("format", name), *without(given, "limit"))) for name in FORMATS],
        "data": address("/events.json", *given),
        "window": address("/window.json", *without(given, "limit", "reverse")),
        "density": address("/density.json", *without(given, "limit", "reverse")),
    }
    return asking.frame(**(values | more))


def _chip(given: Given, number: int, kept: Iterable[tuple[str, str]]) -> Chip:
    name, value = given[number]
    others = given[:number] + given[number + 1 :]
    return Chip(f"{name}: {value}" if value else name, address("/events", *others, *kept))


# --- the page, and the parts of a window that it runs through ---------------------------------------------


class _Shown(NamedTuple):
    """What stands on a page."""

    parts: list[tuple[str, list[EventLine]]]
    """The heading of each part, and its events."""
    notes: tuple[str, ...]
    pager: Pager
    is_end: bool
    """Whether nothing follows of what is told unasked."""


def _shown(
    asking: Asking, request: Request, size: int, given: Given, places: dict[str, str], *, is_counted: bool
) -> Response:
    begun = monotonic()
    kept: Given = [(FACETS, "1")] if is_counted else []
    shown = _parts(asking, request, size, [*given, *kept], places)
    perhaps = None
    if request.has_window and shown.is_end and not (request.perhaps or request.certain):
        said = _perhaps(asking, request)
        perhaps = None if said is None else (said, address("/events", *given, ("perhaps", "1"), *kept))
    about: Any = request.window[:2] if request.window is not None else (None, None)
    days = "" if None in about else f"{about[0]}..{about[1]}"
    counts = (
        narrowing(asking, request, written_out(asking.site.database, given), begun)
        if is_counted and shown.parts
        else None
    )
    told = {"notes": shown.notes, "parts": shown.parts, "pager": shown.pager, "perhaps": perhaps, "days": days}
    response = html("events.html", **_frame(asking, given, kept, narrowing=counts, **told))
    if counts is not None and not counts.is_whole:
        response.headers["cache-control"] = "no-store"  # the next time there may be time
    return response


def _parts(asking: Asking, request: Request, size: int, given: Given, places: dict[str, str]) -> _Shown:
    """What is dated in the window, what was under way, and what perhaps was, one after the other, page by page."""
    order: list[InWindow | None] = list(PARTS) if request.has_window else [None]
    number = _number(order, places.get(_PART, ""))
    if request.has_window and not request.perhaps and order[number] != "perhaps":
        order.remove("perhaps")
    found: list[tuple[InWindow | None, Page]] = []
    place = {name: places[name] for name in PLACES if name in places}
    left = size
    while left and number < len(order):
        read = _read(asking, request, order[number], left, **place)
        found.append((order[number], read))
        left -= len(read.entries)
        if read.next is not None or "before" in place:
            break
        place = {}
        number += 1
    first, last = found[0], found[-1]

    def to(part: InWindow | None, **where: str) -> str:
        named = [] if part is None else [(_PART, part.replace(" ", "-"))]
        return address("/events", *given, *named, *where.items())

    def beside(step: int, part: InWindow | None, **where: str) -> str | None:
        """The page in the next part before or after one that has any event."""
        at = order.index(part) + step
        while 0 <= at < len(order):
            if _read(asking, request, order[at], 1).entries:
                return to(order[at], **where)
            at += step
        return None

    following = to(last[0], after=last[1].next) if last[1].next is not None else beside(1, last[0], after=FIRST)
    before = first[1].previous
    earlier = to(first[0], before=before) if before is not None else beside(-1, first[0], before=LAST)
    is_nothing = request.has_window and "perhaps" not in order and not any(read.entries for _, read in found)
    if is_nothing and not request.certain and _read(asking, request, "perhaps", 1).entries:
        return _parts(asking, request._replace(perhaps=True), size, given, {_PART: "perhaps"})
    parts = [(_HEADINGS.get(part, ""), [event_line(each, given) for each in read.entries]) for part, read in found]
    return _Shown(
        [part for part in parts if part[1]], first[1].notes, Pager(earlier, following), is_end=following is None
    )


def _number(order: list[InWindow | None], named: str) -> int:
    if not named:
        return 0
    names = ["" if part is None else part.replace(" ", "-") for part in order]
    if named not in names:
        raise UsageFault(f'"{named}" is no part of a window: {", ".join(filter(None, names)) or "none is asked for"}')
    return names.index(named)


def _read(asking: Asking, request: Request, part: InWindow | None, size: int, **place: str) -> Page:
    return page(
        asking.site.database,
        request._replace(in_window=part),
        size=size,
        brief=True,
        time_limit=asking.site.time_limit,
        **place,
    )


def _perhaps(asking: Asking, request: Request) -> str | None:
    """How many only may have been in the window, in words."""
    none = request._replace(limit=0)
    with answer(asking.site.database, none, in_parts=True, brief=True, time_limit=asking.site.time_limit) as found:
        for part in (found.entries, found.under_way, found.perhaps):
            for _ in part:
                pass
        more = found.perhaps_besides()
        return None if more is None else perhaps_told(more)


def event_line(entry: Entry, given: Given, beside: str = "") -> EventLine:
    """An event in the list that is asked for; ``beside`` stands behind its title."""
    return EventLine(
        address(f"/events/{entry.id}", *looking_back(given)),
        date_marked(entry.date),
        title_marked(entry) + beside,
        entry.standing,
        bool(entry.disputed),
        entry.summary or "",
        entry.type or "",
        corroboration_lines(entry).replace("\n", " "),
    )


# --- the same as data ------------------------------------------------------------------------------------


def _as_json(
    asking: Asking, request: Request, size: int, given: Given, places: dict[str, str], *, is_counted: bool
) -> Response:
    """One list in order, in which each event says how it lies to the window."""
    from timeline.exporters.programs.json.json_entries import entry_as_json

    if _PART in places:
        raise UsageFault("data is one list, in which each event says in_window: leave out part")
    found = page(asking.site.database, request, size=size, time_limit=asking.site.time_limit, **places)  # type: ignore[arg-type]
    told: dict[str, Any] = {"events": [entry_as_json(entry) for entry in found.entries]}
    told |= page_addresses(found, asking, given)
    if is_counted:
        told[FACETS] = narrowing_as_json(asking, request)
    return json(told)


def page_addresses(found: Page, asking: Asking, given: Given) -> dict[str, str | None]:
    """Where the pages of data after and before this one are."""
    path = f"{asking.path}.json"
    return {
        "next_url": None if found.next is None else address(path, *given, ("after", found.next)),
        "previous_url": None if found.previous is None else address(path, *given, ("before", found.previous)),
    }
