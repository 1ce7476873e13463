"""What the template of a PDF is given: JSON files in a folder, with all that is told as text.

``document.json`` has what stands at the front; ``events-0.json`` and on have headings and events in the order in which
they are told, ``sources-0.json`` and on the list of sources.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from orjson import dumps

from timeline.domain.chronology import Chronology
from timeline.errors import TimelineError
from timeline.exporters.people.pdf.signs import FONTS, NO_GLYPH
from timeline.views.documents.footnotes import Footnotes
from timeline.views.documents.narrative import LEGEND_OF_FOOTNOTES, EventInWords, Narrator
from timeline.views.documents.source_list import Lineage, SourceLine
from timeline.views.wording.safe_texts import END_ISOLATE, ISOLATE, NAME_LENGTH, runs_right_to_left
from timeline.views.wording.sentences import nothing_found
from timeline.views.wording.web_addresses import is_web_address

MOST_EVENTS = 10_000
"""Some 1,700 pages. Typst holds the whole document while it sets it: this many take 2.4 GiB (docs/performance.md)."""
TOO_MANY = (
    f"a PDF has room for {MOST_EVENTS:,} events, and there are more: narrow the filters, write a file a year "
    "(--during 2031), or write HTML, which has no such limit"
)
_AT_A_TIME = 200
"""Events, or sources, in a file."""
_LONGEST_WORD = 30
"""Signs of a word that fits into any line; longer ones may be broken."""
_PIECE = 10
"""Signs after which such a word may be broken wherever that is."""
_PLACE_IN_SOURCE = re.compile(r"(¶|§|\bpp?\.|\bn\.) (?=[0-9])")
"""A mark that no line ends with: its number follows."""
_SHORT = 800
"""Signs of an event that is not parted between pages."""
_MAY_BREAK_AFTER = frozenset("/?&=-_.,;:")
SOURCES = "Sources"

Told = str | list[str]
"""A text; or the pieces of one, between which a line may be broken."""


class Data:
    """The files in one folder, and which signs are in them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.signs: set[str] = set()
        """All signs of all texts."""

    def write(self, chronology: Chronology, paper: str) -> None:
        """Writes the files; ``paper`` as Typst calls it."""
        narrator = Narrator(chronology)
        sections = Sections(narrator)
        events = self._write_parts("events", sections.blocks())
        sources = self._write_parts("sources", map(_source, narrator.sources() if narrator.has_sources else ()))
        title = narrator.title
        front = {
            "title": title or narrator.origin,
            "heading": _directed(title),
            "running-title": _shortened(title),
            "origin": told(narrator.origin),
            "origin-plain": narrator.origin,
            "closing": told(narrator.closing()) if narrator.event_count else None,
            "legend": LEGEND_OF_FOOTNOTES if narrator.has_sources else None,
            "nothing-found": None if narrator.event_count else nothing_found("event"),
            "fonts": FONTS,
            "paper": paper,
            "events": narrator.event_count,
            "section-headings": [*sections.headings, *([SOURCES] if narrator.has_sources else ())],
            "event-parts": events,
            "source-parts": sources,
        }
        self._write("document", front)

    def replace(self, signs: Collection[str]) -> None:
        """Puts U+FFFD in place of these signs in all files."""
        replaced = {ord(each): NO_GLYPH for each in signs}
        for path in self._folder.glob("*.json"):
            path.write_text(path.read_text("utf-8").translate(replaced), "utf-8")

    def _write_parts(self, kind: str, items: Iterable[Any]) -> int:
        waiting = iter(items)
        count = 0
        while part := list(islice(waiting, _AT_A_TIME)):
            self._write(f"{kind}-{count}", part)
            count += 1
        return count

    def _write(self, name: str, value: Any) -> None:
        written = dumps(value)
        self.signs.update(written.decode())
        (self._folder / f"{name}.json").write_bytes(written)


class Sections:
    """The headings and events of a chronology in the order in which they are told, told to the template."""

    def __init__(self, narrator: Narrator) -> None:
        self._narrator = narrator
        self._footnotes = Footnotes()
        self.headings: list[str] = []
        """Of the sections told so far."""

    def blocks(self) -> Iterator[tuple[str, Any]]:
        """("section", heading), ("date", heading) or ("event", what there is to tell of it)."""
        for heading, dates in self._narrator.sections():
            self.headings.append(heading)
            yield "section", heading
            for date, events in dates:
                if date is not None:
                    yield "date", date
                for event in events:
                    if self._narrator.event_count > MOST_EVENTS:
                        raise TimelineError(TOO_MANY)
                    yield "event", self._event(event, 2 if date is None else 3)

    def _event(self, event: EventInWords, level: int) -> dict[str, Any]:
        footnote = self._footnotes.of(event.notes)
        facts = [*event.facts]
        if event.corroboration:
            facts.append((SOURCES, event.corroboration))
        return {
            "number": self._narrator.event_count,
            "level": level,
            "title": told(_isolated(event.title)),
            "standing": None if event.standing is None else _standing(event.standing),
            "short": sum(map(len, (event.title, *event.summary, *(text for _, text in facts)))) <= _SHORT,
            "summary": [_directed(paragraph) for paragraph in event.summary],
            "facts": [(label, told(text)) for label, text in facts],
            "citations": [
                {
                    "source": each.source,
                    "short": None if each.in_short is None else told(each.in_short),
                    "details": told(each.details) or None,
                }
                for each in (footnote.citations if footnote else ())
            ],
        }


def told(text: str) -> Told:
    """The text as the template takes it: in pieces where it has words that are longer than a line may be."""
    text = _PLACE_IN_SOURCE.sub("\\1\u00a0", text)
    if len(text) <= _LONGEST_WORD or max(map(len, text.split(" "))) <= _LONGEST_WORD:
        return text
    pieces = [piece for word in text.split(" ") for piece in (*_pieces(word), " ")]
    return _joined(pieces[:-1])


def _pieces(word: str) -> Iterator[str]:
    """The word, or its parts: after a mark at which people break addresses, else wherever it fits no longer."""
    start = 0
    for at in range(1, len(word)):
        marked = word[at - 1] in _MAY_BREAK_AFTER and at - start >= 4
        if len(word) > _LONGEST_WORD and (marked or at - start >= _PIECE) and not unicodedata.combining(word[at]):
            yield word[start:at]
            start = at
    yield word[start:]


def _joined(pieces: Iterable[str]) -> list[str]:
    """Pieces joined where a space lies between them: a line may be broken there as it is."""
    joined = [""]
    after_space = True
    for piece in pieces:
        if piece == " " or after_space:
            joined[-1] += piece
        else:
            joined.append(piece)
        after_space = piece == " "
    return joined


def _standing(text: str) -> tuple[str, Told]:
    """The word for it, and the rest."""
    word, space, rest = text.partition(" ")
    return word, told(space + rest)


def _isolated(text: str) -> str:
    """The text as it may stand beside others on a line: enclosed where it runs from right to left."""
    return f"{ISOLATE}{text}{END_ISOLATE}" if runs_right_to_left(text) else text


def _directed(text: str) -> dict[str, Any]:
    return {"text": told(text), "rtl": runs_right_to_left(text)}


def _shortened(text: str) -> Told:
    """A text that fits on one line beside another."""
    return told(text if len(text) <= NAME_LENGTH // 2 else text[: NAME_LENGTH // 2].rstrip() + "…")


def _source(line: SourceLine) -> dict[str, Any]:
    link = next((address for _, address in line.addresses if is_web_address(address)), None)
    return {
        "text": told(line.text),
        "cited": told(line.cited),
        "link": link,
        "addresses": _addresses(line.addresses),
        "derived-from": [_derived(each) for each in line.derived_from],
    }


def _derived(line: Lineage) -> dict[str, Any]:
    return {
        "text": told(line.text),
        "addresses": _addresses(line.addresses),
        "derived-from": [_derived(each) for each in line.derived_from],
    }


def _addresses(addresses: Iterable[tuple[str, str]]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (label, {"text": told(address), "link": address if is_web_address(address) else None})
        for label, address in addresses
    ]
