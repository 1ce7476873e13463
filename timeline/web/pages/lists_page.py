"""The lists of actors, places and sources."""

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from starlette.responses import Response

from timeline.actions.listing import list_kind
from timeline.errors import UsageFault
from timeline.storage.reading.lists import Listed
from timeline.views.sentences import counted_or_no, nothing_found, with_details
from timeline.web.answers import html, json
from timeline.web.asking import Asked, address
from timeline.web.pages.events_page import PLACES
from timeline.web.pages.page import Asking, Pager

LINES = 200
"""Of a list on a page."""
LISTS = {"actor": None, "place": "within", "source": "publisher"}
"""What is listed, and what the detail of a line is called in data."""


class RecordLine(NamedTuple):
    """A record in a list."""

    address: str
    name: str
    kind: str
    events: int
    first: str
    last: str


def list_page(asking: Asking) -> Response:
    """The page, or its data: a part of the list, by id, after an id or before one."""
    kind = asking.path.strip("/").removesuffix("s")
    asked = Asked(asking.query, "word", *PLACES)
    if asked.filters:
        raise UsageFault(f"{asking.path} takes word, after and before, and no {asked.filters[0][0]}")
    word = asked.others.pop("word", "") or None
    found = list_kind(asking.site.database, kind, word)
    shown, previous, following = _part(found.found, **asked.others)
    given = [("word", word)] if word else []
    path = f"{asking.path}.json" if asking.as_json else asking.path
    pager = Pager(
        None if previous is None else address(path, *given, ("before", previous)),
        None if following is None else address(path, *given, ("after", following)),
    )
    if asking.as_json:
        lines = [_as_json(kind, each) for each in shown]
        return json({f"{kind}s": lines, "next_url": pager.next, "previous_url": pager.previous})
    return html(
        "list.html",
        **asking.frame(
            kind=kind,
            word=word or "",
            lines=[_line(kind, each) for each in shown],
            notes=found.notes,
            pager=pager,
            counted=counted_or_no(len(found.found), kind),
            nothing=nothing_found(kind),
        ),
    )


def _part(
    found: list[Listed], after: str | None = None, before: str | None = None
) -> tuple[list[Listed], str | None, str | None]:
    """(the lines, the id before which there are more, the id after which there are)."""
    if after is not None and before is not None:
        raise UsageFault("a page is asked for after a place or before one: give one of them")
    if before is not None:
        end = bisect_left(found, before, key=lambda each: each.id)
        start = max(end - LINES, 0)
    else:
        start = 0 if after is None else bisect_right(found, after, key=lambda each: each.id)
        end = start + LINES
    shown = found[start:end]
    if not shown:
        return [], None, None
    return shown, shown[0].id if start else None, shown[-1].id if end < len(found) else None


def _line(kind: str, listed: Listed) -> RecordLine:
    name = with_details(listed.name, listed.detail) if LISTS[kind] and listed.detail else listed.name
    first, last = (day or (".." if listed.events else "") for day in (listed.earliest, listed.latest))
    return RecordLine(f"/{kind}s/{listed.id}", name, listed.kind or "", listed.events, first, last)


def _as_json(kind: str, listed: Listed) -> dict[str, object]:
    detail = LISTS[kind]
    return {
        "id": listed.id,
        "name": listed.name,
        "kind": listed.kind,
        **({detail: listed.detail} if detail else {}),
        "events": listed.events,
        "earliest": listed.earliest,
        "latest": listed.latest,
    }
