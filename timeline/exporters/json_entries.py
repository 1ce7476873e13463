"""JSON: an array of events, or one event a line (JSON Lines). The keys are stable: docs/json.md.

Nothing but a little of the standard library and the domain is imported here, orjson when something
is written: a command that only lists events must start fast.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, TextIO

from timeline.domain.calendar import iso_day
from timeline.domain.chronology import Chronology, Entry, EntryClaim, EntryFigure, EntryPlace, EventDate, RecordLookup
from timeline.domain.prose import in_words

_AT_A_TIME = 250
"""Events whose records are looked up together."""

# In chronological order the same dates come again and again; the caches are bounded.
_iso_day = lru_cache(maxsize=4096)(iso_day)
_in_words = lru_cache(maxsize=4096)(in_words)


def export_array(chronology: Chronology, out: TextIO) -> None:
    """Write one JSON array, an event a line, in the order of the chronology."""
    from orjson import dumps

    opening = "["
    for entry in chronology.entries:
        out.write(f"{opening}\n{dumps(entry_as_json(entry)).decode()}")
        opening = ","
    out.write("[]\n" if opening == "[" else "\n]\n")


def export_lines(chronology: Chronology, out: TextIO) -> None:
    """Write one JSON object a line, an event each, in the order of the chronology.

    Where the chronology has ``records``, the objects have further keys, so that they can be read back without
    loss: all that an event holds, and ``defines``, the full records that a line is the first to need; the last
    line, where all events are told, also those that none needs.
    """
    from orjson import OPT_APPEND_NEWLINE, dumps

    if chronology.records is None:
        for entry in chronology.entries:
            out.write(dumps(entry_as_json(entry), option=OPT_APPEND_NEWLINE).decode())
        return
    for lines in _defining(chronology.entries, chronology.records):
        out.write(b"".join([dumps(line, option=OPT_APPEND_NEWLINE) for line in lines]).decode())


def _defining(entries: Iterable[Entry], records: RecordLookup) -> Iterator[list[dict[str, object]]]:
    """The lines, some at a time, with what they define."""
    from timeline.exporters.json_records import Definitions  # only exports carry records

    definitions = Definitions(records)
    waiting = iter(entries)
    batch = list(islice(waiting, _AT_A_TIME))
    while batch:
        following = list(islice(waiting, _AT_A_TIME))
        defined = definitions.of(batch)
        if not following:
            definitions.rest(defined[-1])
        yield [_in_full(entry, told) for entry, told in zip(batch, defined, strict=True)]
        batch = following


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


def _in_full(entry: Entry, defines: dict[str, object]) -> dict[str, Any]:
    """The same object with all else that its event holds, in keys behind the others, and what it defines."""
    told: dict[str, Any] = entry_as_json(entry)
    for part, as_json in zip(entry.participants, told["participants"], strict=True):
        as_json["claim"] = part.claim
    for claim, as_json in zip(entry.claims, told["claims"], strict=True):
        as_json |= {"title": claim.title, "credibility": claim.credibility, "quote": claim.quote}
        for figure, of_figure in zip(claim.figures, as_json["figures"], strict=True):
            of_figure["approximate"] = figure.approximate
    told["date_note"] = entry.date_note
    if defines:
        told["defines"] = defines
    return told


def _date_as_json(date: EventDate) -> dict[str, object]:
    return {
        "status": date.status,
        "edtf": date.edtf,
        "text": "undated" if date.edtf is None else _in_words(date.edtf),
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
