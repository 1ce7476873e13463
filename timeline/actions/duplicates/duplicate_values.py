"""Pairs of events that may be one, as plain values for JSON: the same for the command line and the pages."""

from typing import Any

from timeline.actions.duplicates.find_duplicates import Duplicate, Duplicates
from timeline.domain.chronology import Entry


def duplicate_values(pair: Duplicate) -> dict[str, Any]:
    """A pair, its events by what tells them apart."""
    return {
        "score": pair.score,
        "first": _event_values(pair.first),
        "second": _event_values(pair.second),
        "reasons": list(pair.reasons),
        "agreement": dict(pair.agreement),
        "whole": pair.whole,
    }


def duplicates_values(found: Duplicates) -> dict[str, Any]:
    """The pairs, and what was looked at and left out."""
    return {
        "pairs": [duplicate_values(each) for each in found.pairs],
        "found": found.found,
        "compared": found.compared,
        "not_compared": found.not_compared,
        "decided": found.decided,
        "linked": found.linked,
        "left_out": found.left_out.pairs,
        "is_all": found.is_all,
        "datasets": list(found.datasets),
    }


def _event_values(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "title": entry.title,
        "edtf": entry.date.edtf,
        "date": entry.date.text,
        "earliest": entry.date.earliest,
        "latest": entry.date.latest,
        "type": entry.type,
        "place": None if entry.place is None else entry.place.name,
        "sources": list(dict.fromkeys(claim.source for claim in entry.claims)),
    }
