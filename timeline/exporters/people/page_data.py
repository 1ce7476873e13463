"""What the script of a page knows of its events: columns, and the claims of each event in words.

The columns are one JSON object, made while the events go by; ``timeline/browser/src/page/data.js`` reads it. Ids of
actors, places and the like stand once, in tables; events are told by numbers. The list has the ids and the titles of
the events themselves. The words of claims are for whoever opens an event: they are packed for so many events at a time,
and unpacked when one of those is opened. Both are gzip in base64.
"""

import gzip
import json
from array import array
from base64 import b64encode
from collections.abc import Iterable, Iterator

from timeline.domain.chronology import Entry, EntryClaim, EntryPlace, RecordLookup
from timeline.domain.dates.when import Span
from timeline.views.events.claims_told import claim_date_lines, source_names, what_is_said, who_says_so
from timeline.views.events.event_parts import parts_told
from timeline.views.events.events_told import UNSOURCED, corroboration_sentence
from timeline.views.wording.safe_texts import inline, plain
from timeline.views.wording.sentences import capitalised

APPROXIMATE, UNCERTAIN, DISPUTED, PERIOD_ABOVE, DATE_ABOVE = 1, 2, 4, 8, 16
"""Bits of ``marks``: the last two say that the heading of a period, or of a date, stands above the event."""
NONE = -1
"""Stands for no day, place or type in a column of numbers."""
VAGUE_KINDS = frozenset(
    ("country", "state", "region", "province", "governorate", "district", "area", "continent", "sea", "ocean", "river")
)
"""Kinds of places whose point stands for much more than a spot."""


class NumberedIds:
    """Ids by number, from 0, each with what it is called."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.names: list[str] = []

    def number(self, id_: str, name: str) -> int:
        """The number of an id, a new one where it comes for the first time."""
        found = self.numbers.get(id_)
        if found is None:
            found = self.numbers[id_] = len(self.names)
            self.names.append(plain(name))
        return found

    def rows(self) -> dict[str, list[str]]:
        """Ids and names, two columns; names are left out where they are the ids."""
        ids = list(self.numbers)
        return {"id": ids} if ids == self.names else {"id": ids, "name": self.names}


class PageData:
    """The columns of the events told so far, in the order of the list; and their claims, packed."""

    def __init__(self, events_a_part: int) -> None:
        self._events_a_part = events_a_part
        self._actors, self._places, self._sources, self._types, self._tags, self._dates = (
            NumberedIds() for _ in range(6)
        )
        self._count = 0
        self._day, self._date, self._place, self._type = (array("q") for _ in range(4))
        self._marks = bytearray()
        self._actors_of: list[tuple[int, ...]] = []
        self._sources_of: list[tuple[int, ...]] = []
        self._spans: dict[int, list[list[int | None]]] = {}
        self._second: dict[int, int] = {}
        self._standing: dict[int, str] = {}
        self._tags_of: dict[int, list[int]] = {}
        self._origins: dict[int, int] = {}
        self._points: dict[int, tuple[float, float]] = {}
        self._place_points: dict[int, tuple[float, float]] = {}
        self._part: list[object] = []
        self._parts: list[bytes] = []

    @property
    def count(self) -> int:
        """Events so far."""
        return self._count

    @property
    def has_points(self) -> bool:
        """Whether there is anything to show on a map."""
        return bool(self._points or self._place_points)

    def add(self, entry: Entry, headings: int) -> None:
        """Takes in one event; ``headings``: PERIOD_ABOVE and DATE_ABOVE, where such stand above it."""
        index = self._count
        self._count += 1
        date = entry.date
        self._day.append(self._day_or_spans(index, date.spans))
        self._date.append(self._dates.number(date.text, date.text))
        self._type.append(NONE if entry.type is None else self._types.number(entry.type, entry.type))
        self._place.append(NONE if entry.place is None else self._place_number(index, entry.place))
        self._marks.append(
            headings
            | (APPROXIMATE if date.approximate else 0)
            | (UNCERTAIN if date.uncertain else 0)
            | (DISPUTED if entry.disputed else 0)
        )
        self._actors_of.append(
            tuple(dict.fromkeys(self._actors.number(each.actor, each.name) for each in entry.participants))
        )
        self._sources_of.append(
            tuple(dict.fromkeys(self._sources.number(each.source, _source_name(each)) for each in entry.claims))
        )
        if date.second is not None:
            self._second[index] = date.second
        if entry.standing != "asserted":
            self._standing[index] = entry.standing
        if entry.tags:
            self._tags_of[index] = [self._tags.number(tag, tag) for tag in entry.tags]
        if entry.origin_count != entry.source_count:
            self._origins[index] = entry.origin_count
        self._part.append(self._in_words(entry))
        if len(self._part) == self._events_a_part:
            self._pack()

    def _day_or_spans(self, index: int, spans: tuple[Span, ...]) -> int:
        """The one day on which it was; NONE where there is more to say, which is then kept apart."""
        if len(spans) == 1:
            (span,) = spans
            day = span.begin_earliest
            if day is not None and day > 0 and not span.lasting and span.end_latest == day:
                return day
        if spans:
            self._spans[index] = [
                [each.begin_earliest, each.begin_latest, each.end_earliest, each.end_latest, int(each.lasting)]
                for each in spans
            ]
        return NONE

    def _place_number(self, index: int, place: EntryPlace) -> int:
        number = self._places.number(place.id, place.name)
        if place.latitude is not None and place.longitude is not None:
            points, of = (self._points, index) if place.own_point else (self._place_points, number)
            points[of] = place.longitude, place.latitude
        return number

    def _in_words(self, entry: Entry) -> list[object]:
        """How far its sources agree; of each claim the number of its source, and in lines who says so, when and what;
        the events that it is linked to."""
        told = corroboration_sentence(entry) if entry.claims else UNSOURCED
        claims = [
            [
                self._sources.numbers[claim.source] + 1,
                _lines(who_says_so(claim)),
                _lines(claim_date_lines(claim)),
                _lines(what_is_said(claim, parts_told(part for part in entry.participants if part.claim == number))),
            ]
            for number, claim in enumerate(entry.claims)
        ]
        links = [[capitalised(each.kind.replace("-", " ")), each.event, plain(each.title)] for each in entry.links]
        return [told, claims, links]

    def _pack(self) -> None:
        self._parts.append(packed(json.dumps(self._part, ensure_ascii=False, separators=(",", ":"))))
        self._part = []

    def columns(self, records: RecordLookup | None) -> str:
        """The columns, packed."""
        of_places = self._of_places(records)  # which adds the places that others lie in
        found = {
            "actors": self._actors.rows(),
            "places": {**self._places.rows(), "point": self._place_points, **of_places},
            "sources": self._sources.rows(),
            "types": self._types.rows(),
            "tags": self._tags.rows(),
            "dates": self._dates.rows(),
            "events": {
                "day": _differences(self._day),
                "spans": self._spans,
                "date": self._date.tolist(),
                "second": self._second,
                "marks": list(self._marks),
                "standing": self._standing,
                "type": self._type.tolist(),
                "place": self._place.tolist(),
                "point": self._points,
                "actors": self._actors_of,
                "sources": self._sources_of,
                "tags": self._tags_of,
                "origins": self._origins,
            },
        }
        return packed(json.dumps(found, ensure_ascii=False, separators=(",", ":"))).decode()

    def _of_places(self, records: RecordLookup | None) -> dict[str, object]:
        """Which places are vague, and what each lies in: numbers, by the numbers of places."""
        if records is None or not self._places.numbers:
            return {"vague": [], "within": {}}
        vague, within = [], {}
        waiting = list(self._places.numbers)
        while waiting:
            beyond = []
            for place in records.places(waiting):
                number = self._places.number(place.id, place.name)
                self._places.names[number] = plain(place.name)  # of what lies around, only the id was known
                if (place.kind or "").lower() in VAGUE_KINDS:
                    vague.append(number)
                if place.within is not None:
                    if place.within not in self._places.numbers:
                        beyond.append(place.within)
                    within[number] = self._places.number(place.within, place.within)
            waiting = beyond
        return {"vague": vague, "within": within}

    def claims(self) -> Iterator[str]:
        """The claims in words of each part of the list, packed; call it once, after the events."""
        if self._part:
            self._pack()
        for part in self._parts:
            yield part.decode()


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(map(inline, lines))


def _source_name(claim: EntryClaim) -> str:
    """A source as a choice among many: its publisher and what sets it apart."""
    (name,) = source_names((claim,)).values()
    return name if claim.publisher is None else f"{name}: {plain(claim.title)}"


def _differences(days: Iterable[int]) -> list[int | None]:
    """Each day as its difference to the day before it in the list, which are small; None where there is none."""
    found: list[int | None] = []
    last = 0
    for day in days:
        if day == NONE:
            found.append(None)
        else:
            found.append(day - last)
            last = day
    return found


def packed(text: str) -> bytes:
    """The text as data that stand in a page: base64 of gzip, the same for the same text."""
    return b64encode(gzip.compress(text.encode(), 9, mtime=0))
