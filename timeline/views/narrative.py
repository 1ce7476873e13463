"""The words of a chronology, the same in every format that people read.

A ``Narrator`` turns entries into plain text parts and numbers the sources as they are first cited;
a format adds its own marks, and escapes. What people typed is put on one line, without control
characters; where it is written from right to left and stands within a sentence of ours, it is
enclosed in Unicode's isolates (U+2068 … U+2069, UAX #9), so that it cannot turn its surroundings.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby
from operator import itemgetter

from timeline.domain.chronology import PERHAPS, Chronology, Entry, EntryClaim, EntryPlace, EventDate, Span
from timeline.domain.claims.figures import figure_text
from timeline.domain.dates import calendar
from timeline.domain.dates.prose import in_words
from timeline.domain.records import MODALITIES
from timeline.views.sentences import capitalised, counted, inline, listed, plain, sentence
from timeline.views.source_list import Citations, SourceLine

LEGEND = (
    "Numbers in brackets stand for the sources at the end, with the place in the source where it is known. "
    "Origins are the sources that do not take their content from another: "
    "two copies of one report have one origin."
)
NOTHING_FOUND = "No event was found."
NO_DATE = "Without a date"
UNDATED = "Undated"

_BY = {
    "asserted": "asserted by",
    "alleged": "alleged by",
    "denied": "denied by",
    "expected": "expected according to",
}


@dataclass(frozen=True, slots=True)
class Note:
    """A reference from an event to a numbered source."""

    number: int
    label: str
    """The number, then the locator and whatever sets the claim apart: "3, ¶ 4"."""
    first: bool
    """Whether this is the first reference to that source."""


@dataclass(frozen=True, slots=True)
class Told:
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


# In the order of time the same days come again and again.
date_from_day = lru_cache(maxsize=4096)(calendar.date_from_day)

Dated = tuple[str, Iterator[Told]]
"""A date as a heading and the events of that date."""
Period = tuple[int, int | None]
"""A year and a month of it, or the year as a whole."""


class Narrator:
    """Tells one chronology, in one pass. ``told`` counts the events as they are told."""

    def __init__(self, chronology: Chronology) -> None:
        self._chronology = chronology
        self._citations = Citations()
        self.told = 0

    @property
    def title(self) -> str:
        return plain(self._chronology.title)

    @property
    def origin(self) -> str:
        """What was asked, and when."""
        query = inline(self._chronology.query) or "all events"
        return f"Query: {sentence(query)} Made on {in_words(self._chronology.made_on)}."

    def periods(self) -> Iterator[tuple[str, Iterator[Dated]]]:
        """The events under their headings: a period, its dates and the events of each.

        To be consumed in order, each part before the next.
        """
        for period, listed_entries in groupby(self._listed(), key=itemgetter(0)):
            yield period_heading(period), self._dates(entry for _, entry in listed_entries)
        perhaps = iter(self._chronology.perhaps)
        first = next(perhaps, None)
        if first is not None:
            yield PERHAPS, self._dates(chain([first], perhaps))

    def _listed(self) -> Iterator[tuple[Period | None, Entry]]:
        period = None
        for entry in self._chronology.entries:
            period = period_of(entry.date, period)
            yield period, entry

    def _dates(self, entries: Iterable[Entry]) -> Iterator[Dated]:
        for heading, dated in groupby(entries, key=lambda entry: date_heading(entry.date)):
            yield heading, map(self.tell, dated)

    def tell(self, entry: Entry) -> Told:
        """One event in words."""
        self.told += 1
        names = source_names(entry.claims)
        return Told(
            id=entry.id,
            title=plain(entry.title),
            standing=_standing(entry, names),
            summary=_paragraphs(entry.summary),
            facts=tuple(_facts(entry, names)),
            notes=tuple(self._notes(entry)),
            corroboration=_corroboration(entry),
        )

    @property
    def has_sources(self) -> bool:
        """Whether any source has been cited."""
        return bool(self._citations.numbers)

    def sources(self) -> Iterator[SourceLine]:
        """The sources cited so far, in order of first citation; call it once, after the events."""
        return self._citations.told(self._chronology.sources)

    def closing(self) -> str:
        """How much was told: "12 events, 5 sources cited."."""
        events, sources = counted(self.told, "event"), counted(len(self._citations.numbers), "source")
        return f"{events}, {sources} cited."

    def _notes(self, entry: Entry) -> Iterator[Note]:
        labels = set()
        for claim in entry.claims:
            number, first = self._citations.cite(claim.source)
            parts = [str(number)]
            if claim.at is not None:
                parts.append(inline(claim.at))
            if entry.standing == "asserted" and claim.modality != "asserted":
                parts.append(claim.modality)
            label = ", ".join(parts)
            if label not in labels:
                labels.add(label)
                yield Note(number, label, first)


def period_of(date: EventDate, open_period: Period | None) -> Period | None:
    """The period under which an event is listed, where ``open_period`` is that of the event before.

    The month where its date lies within one. A longer date does not part its neighbours: it stays
    in the open period where it begins there (or ends there, its start being open), and otherwise
    opens the month in which it begins, or the year where it begins with one. None: no date at all.
    """
    span = date.spans[0] if date.spans else Span(None, None)
    anchor = span.latest_day if span.earliest_day is None else span.earliest_day
    if anchor is None:
        return None
    year, month, day = date_from_day(anchor)
    if abs(year) > 9999:  # EDTF names no month of such a year
        return year, None
    if _within_a_month(span):
        return year, month
    if open_period in ((year, None), (year, month)):
        return open_period
    return year, None if (month, day) == (1, 1) and span.earliest_day is not None else month


def period_heading(period: Period | None) -> str:
    """A period in words: "May 2031", "2031"."""
    if period is None:
        return NO_DATE
    year, month = period
    if abs(year) > 9999:
        return capitalised(in_words(f"Y{year}"))
    written = f"{year:05d}" if year < 0 else f"{year:04d}"
    return capitalised(in_words(written if month is None else f"{written}-{month:02d}"))


@lru_cache(maxsize=1024)
def date_heading(date: EventDate) -> str:
    """The date under which an event is listed: its date in words, without a time of day."""
    heading = capitalised(_listed_under(date))
    if not heading:
        return UNDATED
    period = period_of(date, None)
    if heading != period_heading(period):
        return heading
    return f"{heading}, {'month' if period is None or period[1] is None else 'day'} not given"


def _within_a_month(span: Span) -> bool:
    if span.earliest_day is None or span.latest_day is None:
        return False
    return (
        span.earliest_day == span.latest_day
        or date_from_day(span.earliest_day)[:2] == date_from_day(span.latest_day)[:2]
    )


def source_names(claims: Iterable[EntryClaim]) -> dict[str, str]:
    """What to call each source within one event: its publisher, and more where two would be alike."""
    sources = {claim.source: claim for claim in claims}
    found: dict[str, str] = {}
    for way in range(4):
        called = {id_: _called(claim, way) for id_, claim in sources.items()}
        if not found and len(set(called.values())) == len(called):  # as it nearly always is, the first way
            return called
        times = Counter(called.values())
        found |= {id_: name for id_, name in called.items() if times[name] == 1 and id_ not in found}
        if len(found) == len(sources):
            break
    return found


def _called(claim: EntryClaim, way: int) -> str:
    name = inline(claim.publisher) if claim.publisher else f"“{inline(claim.title)}”"
    if way == 1 and claim.published:
        return f"{name} of {in_words(claim.published)}"
    if way == 2:
        return f"{name}, “{inline(claim.title)}”"
    return f"{name}, {claim.source}" if way == 3 else name


def _cited(claim: EntryClaim, names: dict[str, str]) -> str:
    name = names[claim.source]
    return f"{name} ({inline(claim.at)})" if claim.at is not None else name


def _standing(entry: Entry, names: dict[str, str]) -> str | None:
    if entry.standing == "asserted":
        return None
    said = []
    for modality in MODALITIES:
        who = [_cited(claim, names) for claim in entry.claims if claim.modality == modality]
        if who:
            said.append(f"{_BY[modality]} {listed(who)}")
    told = "; ".join(said)
    if entry.standing == "contested":
        told = f"contested: {told}"
    return capitalised(sentence(told or entry.standing))


def _paragraphs(text: str | None) -> tuple[str, ...]:
    if text is None:
        return ()
    blocks = "\n".join(line.strip() for line in text.splitlines()).split("\n\n")
    return tuple(paragraph for paragraph in map(plain, blocks) if paragraph)


def _facts(entry: Entry, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    date = _date_fact(entry, names)
    if date:
        yield "Date", date
    if entry.place is not None:
        yield "Place", _place(entry.place)
    if entry.participants:
        yield "Participants", _participants(entry, names)
    figures = _figures(entry, names)
    if figures:
        yield "Figures", figures
    quotes = [f"{_cited(claim, names)}: “{inline(claim.quote)}”" for claim in entry.claims if claim.quote]
    if quotes:
        yield "Quoted", "; ".join(quotes)
    for kind in dict.fromkeys(link.kind for link in entry.links):
        titles = [inline(link.title) for link in entry.links if link.kind == kind]
        yield capitalised(kind.replace("-", " ")), "; ".join(titles)
    if entry.note:
        yield "Note", inline(entry.note)


def _place(place: EntryPlace) -> str:
    """Its name; with the event's own point, which no list of places could tell."""
    name = inline(place.name)
    return f"{name} ({place.latitude:g}, {place.longitude:g})" if place.own_point else name


def _date_fact(entry: Entry, names: dict[str, str]) -> str:
    """What is to be said of the date beyond the heading it stands under; "" where that says it all."""
    date, given = entry.date, _dates_given(entry.claims, names)
    words = _date_words(date.edtf, date.approximate, date.uncertain)
    told, claims = "", "; ".join(given.values())
    if date.status == "disputed":
        told, claims = f"{words}, disputed", f"Sources disagree on the date: {claims}"
    elif date.status == "decided":
        told = f"{words}, by the editor’s decision"
    else:
        told = "" if words == _listed_under(date) else words
        claims = "; ".join(gives for each, gives in given.items() if each != words)
    parts = (capitalised(told), inline(entry.date_note or ""), claims)
    return " ".join(sentence(part) for part in parts if part)


def _listed_under(date: EventDate) -> str:
    """The words of the date without a time of day, which would part the events of a day."""
    edtf = date.edtf
    if edtf is not None and date.second is not None and date.earliest_day == date.latest_day:
        edtf = edtf.partition("T")[0]
    return _date_words(edtf, date.approximate, date.uncertain)


@lru_cache(maxsize=4096)  # in the order of time the same dates come again and again
def _date_words(edtf: str | None, approximate: bool, uncertain: bool) -> str:
    """The date in words; flags that its EDTF has no place for (a set has none) are added."""
    if edtf is None:
        return ""
    words = in_words(edtf)
    if approximate and not ("~" in edtf or "%" in edtf):
        words += ", approximately"
    if uncertain and not ("?" in edtf or "%" in edtf):
        words += ", uncertain"
    return words


def _dates_given(claims: Iterable[EntryClaim], names: dict[str, str]) -> dict[str, str]:
    """Who gives which date, by its words: "The Gazette (¶ 3) and The Post (¶ 1) give 1 May 2031".

    Claims that deny the event have no say in its date.
    """
    who: dict[str, list[str]] = {}
    for claim in claims:
        if claim.date is not None and claim.modality != "denied":
            who.setdefault(_claim_date(claim), []).append(_cited(claim, names))
    return {
        words: f"{listed(sources)} {'gives' if len(sources) == 1 else 'give'} {words}" for words, sources in who.items()
    }


def _claim_date(claim: EntryClaim) -> str:
    """A claim's date in words; a relative one as its source puts it, too."""
    given, when = claim.date and claim.date.written, claim.date and claim.date.when
    written = inline(given or "")
    if when is None:
        return f"{written}, which cannot be resolved"
    words = _date_words(when.text, when.approximate, when.uncertain)
    if when.text == given:
        return words
    if claim.told_from is not None:
        return f"{words} (as {written.rpartition(' ')[0]} “{inline(claim.told_from)}”)"
    if claim.published and written.endswith("publication"):
        return f"{words} (as {written}; published {in_words(claim.published)})"
    return f"{words} (as {written})"


def _participants(entry: Entry, names: dict[str, str]) -> str:
    roles: dict[tuple[str, str], dict[str, list[str | None]]] = {}
    for part in entry.participants:
        roles.setdefault((part.actor, part.name), {}).setdefault(part.role, []).append(part.source)
    return "; ".join(
        f"{inline(name)} ({', '.join(_role(role, said_by, names) for role, said_by in parts.items())})"
        for (_, name), parts in roles.items()
    )


def _role(role: str, said_by: list[str | None], names: dict[str, str]) -> str:
    """The role, with the sources it rests on where the editor does not say it."""
    if None in said_by:
        return inline(role)
    sources = [names.get(source, source) for source in said_by if source is not None]
    return f"{inline(role)} according to {listed(list(dict.fromkeys(sources)))}"


def _figures(entry: Entry, names: dict[str, str]) -> str:
    """Each measure with its numbers; with who says which, where they differ or are not asserted."""
    measures: dict[str, dict[str, list[EntryClaim]]] = {}
    for claim in entry.claims:
        for figure in claim.figures:
            said = measures.setdefault(inline(figure.measure), {})
            said.setdefault(inline(figure_text(figure)), []).append(claim)
    return "; ".join(f"{measure}: {_numbers(said, names)}" for measure, said in measures.items())


def _numbers(said: dict[str, list[EntryClaim]], names: dict[str, str]) -> str:
    asserted = all(claim.modality == "asserted" for claims in said.values() for claim in claims)
    if len(said) == 1 and asserted:
        return next(iter(said))
    return ", ".join(
        f"{text} according to {listed([_cited(claim, names) for claim in claims])}" for text, claims in said.items()
    )


def _corroboration(entry: Entry) -> str | None:
    if entry.source_count == 0:
        return "no source cited"
    if entry.source_count == 1:
        return None
    return f"{counted(entry.source_count, 'source')}, {counted(entry.origin_count, 'origin')}"
