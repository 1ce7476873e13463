"""The first page: search, when there is how much, and what there is."""

from typing import NamedTuple

from starlette.responses import Response

from timeline.actions.density import density
from timeline.domain.dates.calendar import iso_day
from timeline.domain.dates.days_in_words import day_in_words
from timeline.views.wording.sentences import counted_or_no
from timeline.web.answers import html, json
from timeline.web.asking import address
from timeline.web.pages.page import Asking
from timeline.web.pages.window_data import extent_told

_BUCKETS = 96
_WIDTH, _HEIGHT = 960, 140
"""Of the picture, in its own units."""


class Bar(NamedTuple):
    """Some days, and the events that began in them."""

    x: float
    y: float
    width: float
    height: float
    told: str
    address: str


def home_page(asking: Asking) -> Response:
    """The page, or its data."""
    reach = extent_told(asking)
    days = [day for day in (reach.first_begin, reach.last_begin, reach.last_end) if day is not None]
    first, last = min(days, default=None), max(days, default=None)
    found = (
        []
        if first is None or last is None
        else density(asking.site.database, first, last, _BUCKETS, time_limit=asking.site.time_limit)
    )
    if asking.as_json:
        told = [
            {"first": iso_day(each.first), "last": iso_day(each.last), "began": each.began, "under_way": each.under_way}
            for each in found
        ]
        return json({"events": reach.total, "undated": reach.undated, "density": told})
    most = max((each.began for each in found), default=0) or 1
    bars = []
    for number, each in enumerate(found):
        if each.began:
            height = max(3.0, each.began / most * (_HEIGHT - 4))
            width = _WIDTH / len(found)
            days_told = day_in_words(each.first), day_in_words(each.last)
            bars.append(
                Bar(
                    round(number * width, 2),
                    round(_HEIGHT - height, 2),
                    round(max(width - 1, 1), 2),
                    round(height, 2),
                    f"{' to '.join(dict.fromkeys(days_told))}: {counted_or_no(each.began, 'event')} began",
                    address("/events", ("from", iso_day(each.first)), ("to", iso_day(each.last))),
                )
            )
    return html(
        "home.html",
        **asking.frame(
            total=counted_or_no(reach.total, "event"),
            undated=reach.undated,
            undated_at=address("/events", ("undated", "1")),
            first=None if first is None else day_in_words(first),
            last=None if last is None else day_in_words(last),
            bars=bars,
            box=f"0 0 {_WIDTH} {_HEIGHT}",
            window="/window.json",
            density="/density.json",
        ),
    )
