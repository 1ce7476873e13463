"""What the timeline and the map of a page are drawn from: few events with all that is drawn of them, and densities."""

from typing import Any

from starlette.responses import Response

from timeline.actions.answer import answer
from timeline.actions.density import density, extent
from timeline.domain.chronology import Entry
from timeline.errors import UsageFault
from timeline.exporters.people.page_data import VAGUE_KINDS
from timeline.web.answers import json
from timeline.web.asking import Asked, read_request
from timeline.web.pages.page import Asking

MOST = 2_000
"""Events that a timeline is given; where there are more it shows how many there are."""


def window_data(asking: Asking) -> Response:
    """The events that the filters find, the first ``MOST`` of them, as src/model.js has them; ``complete``: all."""
    asked = Asked(asking.query)
    request = read_request(asking.site.database, asked.filters)._replace(limit=None, offset=0, reverse=False)
    limit = asking.site.time_limit
    with answer(asking.site.database, request._replace(limit=MOST + 1), time_limit=limit) as found:
        entries = list(found.entries)
        is_all = len(entries) <= MOST
        del entries[MOST:]
        ids = {entry.place.id for entry in entries if entry.place is not None}
        vague = (
            {place.id for place in found.records().places(ids) if (place.kind or "").lower() in VAGUE_KINDS}
            if ids
            else set()
        )
    names: dict[str, dict[str, str]] = {"actors": {}, "places": {}, "sources": {}, "types": {}}
    events = [_event(number, entry, names, vague) for number, entry in enumerate(entries)]
    return json({"events": events, "names": names, "complete": is_all})


def density_data(asking: Asking) -> Response:
    """How many events began and were under way, of ``from_day`` to ``to_day`` in so many ``buckets``."""
    asked = Asked(asking.query, "from_day", "to_day", "buckets")
    request = read_request(asking.site.database, asked.filters)._replace(limit=None, offset=0, reverse=False)
    try:
        first, last, count = (int(asked.others[name]) for name in ("from_day", "to_day", "buckets"))
    except (KeyError, ValueError):
        raise UsageFault("say from_day, to_day and buckets, whole numbers") from None
    found = density(asking.site.database, first, last, count, request, time_limit=asking.site.time_limit)
    return json([{"first": each[0], "last": each[1], "began": each[2], "underWay": each[3]} for each in found])


def extent_told(asking: Asking) -> Any:
    """How far all events reach."""
    return extent(asking.site.database, time_limit=asking.site.time_limit)


def _event(number: int, entry: Entry, names: dict[str, dict[str, str]], vague: set[str]) -> dict[str, Any]:
    place = entry.place
    if place is not None:
        names["places"][place.id] = place.name
    for part in entry.participants:
        names["actors"][part.actor] = part.name
    for claim in entry.claims:
        names["sources"][claim.source] = claim.publisher or claim.title
    point = None if place is None or place.latitude is None else [place.longitude, place.latitude]
    date = entry.date
    return {
        "index": number,
        "id": entry.id,
        "title": entry.title,
        "when": date.text,
        "spans": [
            {
                "beginEarliest": span.begin_earliest,
                "beginLatest": span.begin_latest,
                "endEarliest": span.end_earliest,
                "endLatest": span.end_latest,
                "lasting": span.lasting,
            }
            for span in date.spans
        ],
        "second": date.second,
        "approximate": date.approximate,
        "uncertain": date.uncertain,
        "standing": entry.standing,
        "disputed": bool(entry.disputed),
        "type": entry.type or "",
        "place": "" if place is None else place.id,
        "point": point,
        "vague": place is not None and not place.own_point and place.id in vague,
        "actors": list(dict.fromkeys(part.actor for part in entry.participants)),
        "sources": list(dict.fromkeys(claim.source for claim in entry.claims)),
        "tags": list(entry.tags),
        "sourceCount": entry.source_count,
        "originCount": entry.origin_count,
    }
