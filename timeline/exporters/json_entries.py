"""JSON: an array of events, or one event a line (JSON Lines). The keys are stable.

Nothing but a little of the standard library and the domain is imported here: a command that only
lists events must start fast.
"""

import json
from functools import lru_cache
from typing import TextIO

from timeline.domain.calendar import iso_day
from timeline.domain.chronology import Chronology, Entry, EntryClaim, EntryFigure, EntryPlace, EventDate
from timeline.domain.prose import in_words

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
# In chronological order the same days come again and again; the cache is bounded.
_iso_day = lru_cache(maxsize=1024)(iso_day)


def export_array(chronology: Chronology, out: TextIO) -> None:
    """Write one JSON array, an event a line, in the order of the chronology."""
    opening = "["
    for entry in chronology.entries:
        out.write(f"{opening}\n{_encode(entry_as_json(entry))}")
        opening = ","
    out.write("[]\n" if opening == "[" else "\n]\n")


def export_lines(chronology: Chronology, out: TextIO) -> None:
    """Write one JSON object a line, an event each, in the order of the chronology."""
    for entry in chronology.entries:
        out.write(f"{_encode(entry_as_json(entry))}\n")


def entry_as_json(entry: Entry) -> dict[str, object]:
    """An event as JSON has it, its keys in their documented order.

    Days are ISO 8601, both ends included, null where open. Whole numbers are integers.
    """
    return {
        "id": entry.id,
        "title": entry.title,
        "summary": entry.summary,
        "type": entry.type,
        "date": _date_as_json(entry.date),
        "standing": entry.standing,
        "place": _place_as_json(entry.place),
        "participants": [
            {"actor": part.actor, "name": part.name, "role": part.role, "source": part.source}
            for part in entry.participants
        ],
        "claims": [_claim_as_json(claim) for claim in entry.claims],
        "source_count": entry.source_count,
        "origin_count": entry.origin_count,
        "links": [{"kind": link.kind, "event": link.event} for link in entry.links],
        "tags": list(entry.tags),
        "note": entry.note,
    }


def _date_as_json(date: EventDate) -> dict[str, object]:
    return {
        "status": date.status,
        "edtf": date.edtf,
        "text": "undated" if date.edtf is None else in_words(date.edtf),
        "earliest": _day(date.earliest_day),
        "latest": _day(date.latest_day),
        "approximate": date.approximate,
        "uncertain": date.uncertain,
        "spans": [{"earliest": _day(span.earliest_day), "latest": _day(span.latest_day)} for span in date.spans],
    }


def _place_as_json(place: EntryPlace | None) -> dict[str, object] | None:
    if place is None:
        return None
    return {
        "id": place.id,
        "name": place.name,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _claim_as_json(claim: EntryClaim) -> dict[str, object]:
    return {
        "source": claim.source,
        "publisher": claim.publisher,
        "published": claim.published,
        "at": claim.at,
        "date": _claim_date_as_json(claim),
        "modality": claim.modality,
        "figures": [_figure_as_json(figure) for figure in claim.figures],
        "note": claim.note,
    }


def _claim_date_as_json(claim: EntryClaim) -> dict[str, object] | None:
    if claim.written is None:
        return None
    when = claim.when
    return {
        "edtf": None if when is None else when.text,
        "written": claim.written,
        "earliest": None if when is None else _day(when.earliest_day),
        "latest": None if when is None else _day(when.latest_day),
    }


def _figure_as_json(figure: EntryFigure) -> dict[str, object]:
    return {
        "measure": figure.measure,
        "low": _number(figure.low),
        "best": _number(figure.best),
        "high": _number(figure.high),
    }


def _day(day: int | None) -> str | None:
    return None if day is None else _iso_day(day)


def _number(value: float | None) -> float | None:
    return int(value) if value is not None and value == int(value) else value
