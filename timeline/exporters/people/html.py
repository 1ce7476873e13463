"""HTML: one page that needs nothing beside it, to look at, to search, to publish or to print.

The list is the content, and is whole without a script. A script adds the timeline, the map, filters and a view of each
event; it reads the data that stand in the page. No request is made, and a Content-Security-Policy lets nothing run but
this script, by its hash.
"""

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from tempfile import SpooledTemporaryFile
from typing import IO, Literal, NamedTuple, TextIO

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from timeline.domain.chronology import Chronology
from timeline.exporters.people.page_data import DATE_ABOVE, PERIOD_ABOVE, PageData, packed
from timeline.exporters.pictures.drawing.timeline_svg import timeline_svg
from timeline.exporters.pictures.placing.collected import Collected
from timeline.views.documents.narrative import LEGEND, EventInWords, Narrator
from timeline.views.wording.safe_texts import END_ISOLATE, ISOLATE
from timeline.views.wording.sentences import nothing_found
from timeline.views.wording.web_addresses import is_web_address

EVENTS_A_PART = 250
"""The list is in parts of so many events, which a browser lays out when they come into view."""
PARTS_AT_ONCE = 2
"""So many parts are there from the start; a script unpacks the others, which opens a page of 100,000 events at once."""
_HELD = 8 << 20
"""Bytes of the list that are held in memory; a longer one waits in a temporary file until its data can go before it."""
_PIECE = 1 << 16
_PICTURE_WIDTH = 900
"""Pixels; on A4 its letters are some 7 points high."""


def export(chronology: Chronology, out: TextIO, *, plain: bool = False, embed: bool = False) -> None:
    """Write the chronology as a web page: headed by period and date, the sources at the end.

    ``plain``: without script and data, a document to print. ``embed``: without what stands around the list, for a frame
    in another page.
    """
    environment = _environment()
    narrator = Narrator(chronology)
    data = PageData(EVENTS_A_PART)
    drawn = Collected()
    with SpooledTemporaryFile(_HELD, "w+", encoding="utf-8", newline="") as waiting:
        events = environment.get_template("events.html")
        waiting.writelines(events.generate(items=_items(narrator, drawn, None if plain else data)))
        waiting.seek(0)
        page = environment.get_template("chronology.html").generate(
            narrator=narrator,
            legend=LEGEND,
            nothing_found=nothing_found("event"),
            events=_pieces(waiting),
            embed=embed,
            style=Markup(_browser_file("page.css")),
            script=None if plain else Markup(_browser_file("page.js")),
            policy=Markup(_policy(with_script=not plain)),
            picture=_picture(narrator, drawn, chronology) if drawn.events else None,
            land=Markup(_land()) if data.has_points else None,
            columns=None if plain else Markup(data.columns(chronology.records)),
            claims=map(Markup, data.claims()),
        )
        out.writelines(page)


class ListItem(NamedTuple):
    """What follows in the list: a heading, an event, or where a part of the list begins or ends."""

    kind: Literal["begin", "heading", "event", "end"]
    level: int = 0
    """Of the heading; of an event that of its title."""
    text: str | None = None
    """Of a heading."""
    event: EventInWords | None = None
    packed: bool = False
    """Of a beginning and an end: whether a script is to unpack the part."""


def _items(narrator: Narrator, drawn: Collected, data: PageData | None) -> Iterator[ListItem]:
    """The list, flat. A part begins with a heading or an event, and ends with an event."""
    told = 0
    for heading, dates in narrator.sections():
        headings, above = [ListItem("heading", 2, heading)], PERIOD_ABOVE
        for date, events in dates:
            if date is not None:
                headings.append(ListItem("heading", 3, date))
                above |= DATE_ABOVE
            for event in events:
                packed = data is not None and told >= PARTS_AT_ONCE * EVENTS_A_PART
                if told % EVENTS_A_PART == 0:
                    if told:
                        yield ListItem("end", packed=packed and told > PARTS_AT_ONCE * EVENTS_A_PART)
                    yield ListItem("begin", packed=packed)
                yield from headings
                drawn.add(event.entry)
                if data is not None:
                    data.add(event.entry, above)
                yield ListItem("event", 3 if date is None else 4, event=event)
                headings, above = [], 0
                told += 1
    if told:
        yield ListItem("end", packed=data is not None and told > PARTS_AT_ONCE * EVENTS_A_PART)


def _picture(narrator: Narrator, drawn: Collected, chronology: Chronology) -> Markup:
    """The timeline of all events, for paper and for whoever runs no script."""
    return Markup(
        timeline_svg(
            drawn,
            title=narrator.title,
            note=narrator.origin,
            width=_PICTURE_WIDTH,
            window=chronology.window,
            headed=False,
            ids="picture",
        )
    )


@cache
def _land() -> str:
    return packed(_browser_file("land.json")).decode()


def _pieces(waiting: IO[str]) -> Iterator[Markup]:
    while piece := waiting.read(_PIECE):
        yield Markup(piece)


def _policy(*, with_script: bool) -> str:
    """What the page may do: apply its own style, run its own script, show pictures that it carries; no more."""
    allowed = ["default-src 'none'", f"style-src {_hash('page.css')}"]
    if with_script:
        allowed += [f"script-src {_hash('page.js')}", "img-src data:"]
    return "; ".join([*allowed, "base-uri 'none'", "form-action 'none'"])


@cache
def _hash(name: str) -> str:
    return f"'sha256-{b64encode(sha256(_browser_file(name).encode()).digest()).decode()}'"


@cache
def _browser_file(name: str) -> str:
    """A file of ``timeline/browser``, as it is to stand in a page."""
    return (files("timeline") / "browser" / name).read_text(encoding="utf-8")


def isolated(text: str) -> Markup:
    """The text escaped, its isolates as ``bdi`` elements (the narrator sees that they are paired)."""
    return Markup(str(escape(text)).replace(ISOLATE, "<bdi>").replace(END_ISOLATE, "</bdi>"))


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("timeline.exporters.people"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["isolated"] = isolated
    environment.tests["web_address"] = is_web_address
    return environment
