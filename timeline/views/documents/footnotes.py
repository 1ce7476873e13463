"""The footnotes of a document: the sources of an event, in full where one is first cited, later in short.

An event has one footnote, which names its sources in the order of its claims, as historians and lawyers write them.
What is known of a source in full is found only after the events (``Narrator.sources``), so a citation in full goes by
the source's number.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.problems import listed
from timeline.views.documents.narrative import Note
from timeline.views.wording.sentences import with_details


@dataclass(frozen=True, slots=True)
class Citation:
    """A source in a footnote."""

    source: int
    """Its number in the list of sources."""
    in_short: str | None
    """The source's name with the note where it stands in full: "The Gazette, 2 May 2031 (n. 4)"; None where it is to
    stand in full here."""
    details: str
    """The places in it, and what sets its claims apart: "¶ 3 and ¶ 7 (denied)"; "" where there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """The sources of one event."""

    number: int
    citations: tuple[Citation, ...]


class Footnotes:
    """Numbers the footnotes of one document, from 1, in the order in which events are told."""

    def __init__(self) -> None:
        self.count = 0
        self._in_full_in: dict[int, int] = {}

    def of(self, notes: Iterable[Note]) -> Footnote | None:
        """The footnote of an event with these references; None where there are none."""
        sources: dict[int, list[Note]] = {}
        for note in notes:
            sources.setdefault(note.number, []).append(note)
        if not sources:
            return None
        self.count += 1
        return Footnote(self.count, tuple(self._citation(number, each) for number, each in sources.items()))

    def _citation(self, source: int, notes: list[Note]) -> Citation:
        places = [place for note in notes if (place := _place(note))]
        details = listed(places) if places else ""
        in_full_in = self._in_full_in.setdefault(source, self.count)
        if in_full_in == self.count:
            return Citation(source, None, details)
        return Citation(source, with_details(notes[0].source, f"n. {in_full_in}"), details)


def _place(note: Note) -> str:
    if note.apart is None:
        return note.at or ""
    return note.apart if note.at is None else with_details(note.at, note.apart)
