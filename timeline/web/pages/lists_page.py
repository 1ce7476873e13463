"""The lists of actors, places and sources."""

from typing import NamedTuple

from starlette.responses import Response

from timeline.actions.lists.listing import page_of_kind
from timeline.errors import UsageFault
from timeline.storage.reading.overviews.lists import Listed
from timeline.views.wording.sentences import nothing_found, with_details
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
    """The page, or its data: a part of the list, by id."""
    kind = asking.path.strip("/").removesuffix("s")
    asked = Asked(asking.query, "word", *PLACES)
    if asked.filters:
        raise UsageFault(f"{asking.path} takes word, after and before, and no {asked.filters[0][0]}")
    word = asked.others.pop("word", "") or None
    limit = asking.site.time_limit
    found = page_of_kind(asking.site.database, kind, word, size=LINES, time_limit=limit, **asked.others)
    given = [("word", word)] if word else []
    path = f"{asking.path}.json" if asking.as_json else asking.path
    pager = Pager(
        None if found.previous is None else address(path, *given, ("before", found.previous)),
        None if found.next is None else address(path, *given, ("after", found.next)),
    )
    if asking.as_json:
        lines = [_as_json(kind, each) for each in found.found]
        return json({f"{kind}s": lines, "next_url": pager.next, "previous_url": pager.previous})
    return html(
        "list.html",
        **asking.frame(
            kind=kind,
            word=word or "",
            lines=[_line(kind, each) for each in found.found],
            notes=found.notes,
            pager=pager,
            nothing=nothing_found(kind),
        ),
    )


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
