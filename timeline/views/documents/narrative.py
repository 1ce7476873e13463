"""A chronology as a document, the same in every format that people read.

A ``Narrator`` turns entries into plain text parts and numbers the sources as they are first cited;
a format adds its own marks, and escapes. What people typed is made safe (see ``safe_texts``).
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from timeline.domain.chronology import Chronology, Entry, EntryClaim
from timeline.views.documents.asked_told import asked_told, made_told
from timeline.views.documents.sections import Dated, dates_apart, sections
from timeline.views.documents.source_list import Citations, SourceLine
from timeline.views.events.claims_told import (
    cited,
    dates_given,
    figures_told,
    quotes_told,
    source_names,
    standing_told,
    times_given,
)
from timeline.views.events.dates_told import date_told
from timeline.views.events.event_lists import PERHAPS, UNDER_WAY, perhaps_told
from timeline.views.events.event_parts import links_by_kind, participants_told, place_told
from timeline.views.events.events_told import corroboration
from timeline.views.records.sources_told import source_in_short
from timeline.views.wording.safe_texts import inline, paragraphs, plain
from timeline.views.wording.sentences import capitalised, counted, sentence

_ORIGINS = (
    "Origins are the sources that do not take their content from another: two copies of one report have one origin."
)
LEGEND = (
    "Numbers in brackets stand for the sources at the end, with the place in the source where it is known. " + _ORIGINS
)
LEGEND_OF_FOOTNOTES = (
    "Footnotes name the sources, with the place in the source where it is known: in full where one is first cited, "
    "later in short, with the number of that note. " + _ORIGINS
)


class Note(NamedTuple):
    """A reference from an event to a numbered source."""

    number: int
    claim: EntryClaim
    """What it refers to."""
    at: str | None
    """The place in the source: "¶ 4"."""
    apart: str | None
    """What sets the claim apart from an event that is asserted: "denied"."""
    first: bool
    """Whether this is the first reference to that source."""

    @property
    def source(self) -> str:
        """What the source is called in short: "The Gazette, 2 May 2031"."""
        return source_in_short(self.claim)

    @property
    def label(self) -> str:
        """The number, then the place and what sets it apart: "3, ¶ 4, denied"."""
        if self.at is None and self.apart is None:
            return str(self.number)
        return ", ".join(part for part in (str(self.number), self.at, self.apart) if part is not None)


class EventInWords(NamedTuple):
    """An event in words."""

    id: str
    title: str
    standing: str | None
    """None where the event is asserted."""
    summary: tuple[str, ...]
    """Paragraphs."""
    facts: tuple[tuple[str, str], ...]
    """(label, text) in the order in which they are to be told."""
    notes: tuple[Note, ...]
    corroboration: str | None
    """"2 sources, 1 origin"; None where there is one source."""
    entry: Entry
    """What is told."""


DateInWords = tuple[str | None, Iterator[EventInWords]]
"""A date as a heading and the events of that date; None where the heading above says it."""


class Narrator:
    """Tells one chronology, in one pass. ``event_count`` is of the events told so far."""

    def __init__(self, chronology: Chronology) -> None:
        self._chronology = chronology
        self._citations = Citations()
        self.event_count = 0

    @property
    def title(self) -> str:
        return plain(self._chronology.title)

    @property
    def origin(self) -> str:
        """What was asked, when, and of which state of the database."""
        return f"Query: {asked_told(self._chronology)} {made_told(self._chronology)}"

    def sections(self) -> Iterator[tuple[str, Iterator[DateInWords]]]:
        """The events under their headings: what holds them whole, their dates and the events of each.

        To be consumed in order, each part before the next. No heading stands twice: what is told apart, after the
        others, has dates that none of those have.
        """
        for heading, dates in sections(self._chronology.entries):
            yield heading, self._dates(dates)
        for heading, part in ((UNDER_WAY, self._chronology.under_way), (PERHAPS, self._chronology.perhaps)):
            entries = iter(part)
            first = next(entries, None)
            if first is not None:
                yield heading, self._dates(dates_apart(chain([first], entries)))

    def _dates(self, dates: Iterable[Dated]) -> Iterator[DateInWords]:
        for heading, entries in dates:
            yield heading, map(self.tell, entries)

    def tell(self, entry: Entry) -> EventInWords:
        """One event in words."""
        self.event_count += 1
        names = source_names(entry.claims)
        return EventInWords(
            id=entry.id,
            title=plain(entry.title),
            standing=standing_told(entry.standing, entry.claims, names),
            summary=paragraphs(entry.summary),
            facts=tuple(_facts(entry, names)),
            notes=tuple(self._notes(entry)),
            corroboration=corroboration(entry),
            entry=entry,
        )

    @property
    def has_sources(self) -> bool:
        """Whether any source has been cited."""
        return bool(self._citations.numbers)

    def sources(self) -> Iterator[SourceLine]:
        """The sources cited so far, in order of first citation; call it once, after the events."""
        return self._citations.lines(self._chronology.sources)

    def closing(self) -> str:
        """How much was told: "12 events, 5 sources cited."."""
        events, sources = counted(self.event_count, "event"), counted(len(self._citations.numbers), "source")
        more = self._chronology.perhaps_besides()
        besides = "" if more is None else f" {capitalised(sentence(perhaps_told(more)))}"
        return f"{events}, {sources} cited.{besides}"

    def _notes(self, entry: Entry) -> Iterator[Note]:
        told = set()
        for claim in entry.claims:
            number, first = self._citations.cite(claim.source)
            at = None if claim.at is None else inline(claim.at)
            apart = claim.modality if entry.standing == "asserted" and claim.modality != "asserted" else None
            if (number, at, apart) not in told:
                told.add((number, at, apart))
                yield Note(number, claim, at, apart, first)


def _facts(entry: Entry, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """(label, text) of what there is to say of an event beside its title, standing and summary."""
    given = dates_given(entry.claims, names, entry.date)
    date = date_told(entry.date, inline(entry.date_note or ""), given, times_given(entry.claims, entry.date))
    if date:
        yield "Date", date
    if entry.place is not None:
        yield "Place", place_told(entry.place)
    if entry.participants:
        yield "Participants", participants_told(entry.participants, names)
    figures = figures_told(entry.claims, names)
    if figures:
        yield "Figures", figures
    quotes = quotes_told(entry.claims, names)
    if quotes:
        yield "Quoted", quotes
    yield from links_by_kind(entry.links).items()
    if entry.note:
        yield "Note", inline(entry.note)
    for claim in entry.claims:
        if claim.note:
            yield "Note", f"On {cited(claim, names)}: {inline(claim.note)}"
