"""What a picture keeps of events while they stream by: when they were, how they are drawn, and a short title."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from timeline.domain.chronology import Entry
from timeline.domain.dates.when import Span
from timeline.exporters.pictures.placing.texts import drawable

TEXTS_KEPT = 400
"""Of more events than that none can be labelled; then no title is kept."""
_TITLE_KEPT = 300
"""Characters of a title: more than a label shows, for who points at the mark."""


class Drawn(NamedTuple):
    """What is drawn of one event with a date."""

    spans: tuple[Span, ...]
    """Ascending; at least one."""
    second: int | None
    """Seconds after midnight, where a time of day is known."""
    flags: str
    """``~`` where approximate, then ``?`` where uncertain."""
    standing: str
    type: str
    """The type without its mode; "" where it has none."""


class Caption(NamedTuple):
    """What is said of it, where there is room."""

    id: str
    title: str
    when: str


class Collected:
    """The events of a picture, gathered in one pass; entries are let go as they come."""

    def __init__(self) -> None:
        self.events: list[Drawn] = []
        self.words: list[Caption] = []
        """Of each event, in the same order; none at all once there are more than ``TEXTS_KEPT``."""
        self.undated = 0

    def passing(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The same entries, each gathered as it goes by."""
        for entry in entries:
            self.add(entry)
            yield entry

    def add(self, entry: Entry) -> None:
        """Gathers one event."""
        date = entry.date
        if not date.spans:
            self.undated += 1
            return
        if len(self.events) < TEXTS_KEPT:
            title = drawable(entry.title[: _TITLE_KEPT + 1])
            if len(title) > _TITLE_KEPT:
                title = title[:_TITLE_KEPT] + "…"
            self.words.append(Caption(drawable(entry.id), title, date.text))
        elif self.words:
            self.words = []
        flags = ("~" if date.approximate else "") + ("?" if date.uncertain else "")
        kind = drawable((entry.type or "").partition("/")[0])
        self.events.append(Drawn(date.spans, date.second, flags, entry.standing, kind))
