"""An event as people wrote it, in one text: of those that are told with others, or as another."""

from functools import cache
from json import dumps, loads

from timeline.domain.comparing.images import Layout, layout, record_of
from timeline.domain.records import Claim, Event, Figure, Link, Participant


def as_written(event: Event) -> str:
    """The text, with the names of its values: what comes to be a field later is not set in it."""
    return dumps([_layout(), event], ensure_ascii=False, separators=(",", ":"))


def event_written(text: str) -> Event:
    """The event of such a text."""
    laid_out, image = loads(text)
    event: Event = record_of("event", image, laid_out)
    return event


@cache
def _layout() -> Layout:
    names = [each.__name__ for each in (Event, Claim, Figure, Participant, Link)]
    return {name: fields for name, fields in layout().items() if name in names}
