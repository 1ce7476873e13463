"""JSON: an array of events, or one event a line (JSON Lines). The keys are stable: docs/json.md.

Nothing but a little of the standard library and the domain is imported here, orjson when something
is written: a command that only lists events must start fast.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, TextIO

from timeline.domain.chronology import Chronology, Entry, EntryClaim, EntryPlace, EventDate, RecordLookup
from timeline.domain.dates.when import When
from timeline.domain.records import Claim, Event
from timeline.domain.words.control_signs import escaped_in_json
from timeline.exporters.programs.iso_days import day_text

_ELSEWHERE = ("latitude", "longitude", "participants")
"""Fields that are told under other keys: an event's own point under its place, whom a claim names beside all others."""
_FURTHER = [
    name
    for name in Event._fields
    if name not in ("id", "title", "summary", "type", "date", "place", "claims", "links", "tags", "note", *_ELSEWHERE)
]
_FURTHER_OF_CLAIMS = [
    name
    for name in Claim._fields
    if name not in ("source", "according_to", "at", "date", "modality", "figures", "note", *_ELSEWHERE)
]
"""Fields that only an export without loss has, behind the others."""
_AT_A_TIME = 250
"""Events whose records are looked up together."""


class Matched:
    """Counts the events of a chronology that are told with others, as they are written."""

    def __init__(self, chronology: Chronology) -> None:
        self._ids = chronology.matched
        self._count = 0
        self.entries = self._counted(chronology.entries) if self._ids else chronology.entries

    def _counted(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        for entry in entries:
            self._count += entry.id in self._ids
            yield entry

    def left_out(self) -> list[str]:
        """What is to be said of them, once all are written."""
        if not self._count:
            return []
        told = "1 event is" if self._count == 1 else f"{self._count:,} events are"
        return [f"{told} told with others: decisions, and the others as they were, left out: `timeline dump` has them"]


def export_array(chronology: Chronology, out: TextIO) -> list[str]:
    """Write one JSON array, an event a line, in the order of the chronology."""
    from orjson import dumps

    opening = "["
    matched = Matched(chronology)
    for entry in matched.entries:
        out.write(f"{opening}\n{escaped_in_json(dumps(entry_as_json(entry)).decode())}")
        opening = ","
    out.write("[]\n" if opening == "[" else "\n]\n")
    return matched.left_out()


def export_lines(chronology: Chronology, out: TextIO) -> list[str]:
    """Write one JSON object a line, an event each, in the order of the chronology.

    Where the chronology has ``records``, the objects have further keys, so that they can be read back without
    loss: all that an event holds, and ``defines``, the full records that a line is the first to need; the last
    line, where all events are told, also those that none needs.
    """
    from orjson import OPT_APPEND_NEWLINE, dumps

    matched = Matched(chronology)
    if chronology.records is None:
        for entry in matched.entries:
            out.write(escaped_in_json(dumps(entry_as_json(entry), option=OPT_APPEND_NEWLINE).decode()))
        return matched.left_out()
    for told in defining(matched.entries, chronology.records):
        # Each object is written before the next is made, so that its memory is used again.
        lines = [dumps(_in_full(entry, defines), option=OPT_APPEND_NEWLINE) for entry, defines in told]
        out.write(escaped_in_json(b"".join(lines).decode()))
    return matched.left_out()


def defining(entries: Iterable[Entry], records: RecordLookup) -> Iterator[Iterable[tuple[Entry, dict[str, object]]]]:
    """The events, some at a time, each with the records that it is the first to need (see ``Definitions``)."""
    from timeline.exporters.programs.json.json_records import Definitions  # only exports carry records

    definitions = Definitions(records)
    waiting = iter(entries)
    batch = list(islice(waiting, _AT_A_TIME))
    while batch:
        following = next(waiting, None)
        defined = definitions.of(batch)
        if following is None:
            definitions.rest(defined[-1])
        yield zip(batch, defined, strict=True)
        batch = [] if following is None else [following, *islice(waiting, _AT_A_TIME - 1)]


def entry_as_json(entry: Entry) -> dict[str, object]:
    """An event as JSON has it, its keys in their documented order.

    Days are ISO 8601, both ends included, null where open. Whole numbers are integers.
    """
    return _event_as_json(
        entry,
        [
            {"actor": actor, "name": name, "role": role, "source": source}
            for actor, name, role, source, _ in entry.participants
        ],
        [claim_as_json(claim) for claim in entry.claims],
    )


def _in_full(entry: Entry, defines: dict[str, object]) -> dict[str, object]:
    """The same object with all else that its event holds, in keys behind the others, and what it defines."""
    told = _event_as_json(
        entry,
        [
            {"actor": actor, "name": name, "role": role, "source": source, "claim": claim}
            for actor, name, role, source, claim in entry.participants
        ],
        [_claim_in_full(claim) for claim in entry.claims],
    )
    if entry.place:
        told["place"] = {**_place_as_json(entry.place), "own_point": entry.place.own_point}
    told |= {name: getattr(entry, name) for name in _FURTHER}
    if defines:
        told["defines"] = defines
    return told


def _event_as_json(entry: Entry, participants: list[Any], claims: list[Any]) -> dict[str, object]:
    return {
        "id": entry.id,
        "title": entry.title,
        "summary": entry.summary,
        "type": entry.type,
        "date": _date_as_json(entry.date),
        "in_window": entry.in_window,
        "disputed": list(entry.disputed),
        "standing": entry.standing,
        "place": _place_as_json(entry.place) if entry.place else None,
        "participants": participants,
        "claims": claims,
        "source_count": entry.source_count,
        "origin_count": entry.origin_count,
        "links": [{"kind": kind, "event": event} for kind, event, _ in entry.links] if entry.links else [],
        "tags": list(entry.tags),
        "note": entry.note,
    }


@lru_cache(maxsize=4096)  # in chronological order the same dates come again and again
def _date_as_json(date: EventDate) -> dict[str, object]:
    return {
        "status": date.status,
        "edtf": date.edtf,
        "text": date.text,
        "earliest": day_text(date.begin_earliest),
        "latest": day_text(date.end_latest),
        "lasting": date.lasting,
        "approximate": date.approximate,
        "uncertain": date.uncertain,
        "spans": [
            {
                "earliest": day_text(span.begin_earliest),
                "latest": day_text(span.end_latest),
                "begins_by": day_text(span.begin_latest),
                "ends_from": day_text(span.end_earliest),
            }
            for span in date.spans
        ],
    }


def _place_as_json(place: EntryPlace) -> dict[str, object]:
    return {"id": place.id, "name": place.name, "latitude": place.latitude, "longitude": place.longitude}


def claim_as_json(claim: EntryClaim) -> dict[str, object]:
    """A claim as JSON has it, its keys in their documented order."""
    return {
        "id": claim.id,
        "source": claim.source,
        "according_to": [each.written for each in claim.according_to] if claim.according_to else [],
        "publisher": claim.publisher,
        "published": claim.published,
        "at": claim.at,
        "date": None if claim.date is None else _claim_date_as_json(*claim.date),
        "modality": claim.modality,
        "figures": [
            {"measure": measure, "low": _number(low), "best": _number(best), "high": _number(high)}
            for measure, low, best, high, _ in claim.figures
        ]
        if claim.figures
        else [],
        "note": claim.note,
    }


def _claim_in_full(claim: EntryClaim) -> dict[str, object]:
    told: dict[str, Any] = claim_as_json(claim)
    if claim.figures:
        for figure, as_json in zip(claim.figures, told["figures"], strict=True):
            as_json["approximate"] = figure.approximate
    told["title"] = claim.title
    told |= {name: getattr(claim, name) for name in _FURTHER_OF_CLAIMS}
    return told


def _claim_date_as_json(written: str, when: When | None) -> dict[str, object]:
    if when is None:
        return {"edtf": None, "written": written, "earliest": None, "latest": None}
    return {
        "edtf": when.text or None,
        "written": written,
        "earliest": day_text(when.begin_earliest),
        "latest": day_text(when.end_latest),
    }


def _number(value: float | None) -> float | None:
    return int(value) if value is not None and value == int(value) else value
