"""The lists of actors, places and sources."""

from typing import NamedTuple

from starlette.responses import Response

from timeline.actions.listing import list_kind
from timeline.storage.reading.lists import Listed
from timeline.views.sentences import counted_or_no, nothing_found, with_details
from timeline.web.answers import html, json
from timeline.web.asking import Asked
from timeline.web.pages.page import Asking

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
    """The page, or its data."""
    kind = asking.path.strip("/").removesuffix("s")
    asked = Asked(asking.query, "word")
    word = asked.others.get("word") or None
    found = list_kind(asking.site.database, kind, word)
    if asking.as_json:
        return json(
            {f"{kind}s": [_as_json(kind, each) for each in found.found], "next_url": None, "previous_url": None}
        )
    return html(
        "list.html",
        **asking.frame(
            kind=kind,
            word=word or "",
            lines=[_line(kind, each) for each in found.found],
            notes=found.notes,
            counted=counted_or_no(len(found.found), kind),
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
