"""Contradictions as plain values for JSON: the same for the command line and the pages. The keys: docs/json.md."""

from typing import Any

from timeline.domain.conflicts.conflict import Contradiction, EventNamed, Stated
from timeline.domain.dates.calendar import iso_day
from timeline.exporters.programs.json.json_entries import claim_as_json
from timeline.views.findings.conflicts_told import conflict_told, in_a_line


def conflict_values(conflict: Contradiction) -> dict[str, Any]:
    """A contradiction by its fields, with all that stands on either side."""
    told = conflict_told(conflict)
    return {
        "kind": conflict.kind,
        "sureness": conflict.sureness,
        "text": in_a_line(told),
        "events": [_named(each) for each in conflict.events],
        "measure": conflict.measure,
        "person": None if conflict.person is None else {"id": conflict.person.id, "name": conflict.person.title},
        "day": None if conflict.day is None else iso_day(conflict.day),
        "kilometres": conflict.kilometres,
        "hours": conflict.hours,
        "sides": [
            {
                "value": side.value or None,
                "text": words.says,
                "statements": [_statement(each) for each in side.statements],
            }
            for side, words in zip(conflict.sides, told.sides, strict=True)
        ],
        "follows_from_it": [_named(each) for each in conflict.follows_from_it],
    }


def _named(named: EventNamed) -> dict[str, str]:
    return {"id": named.id, "title": named.title}


def _statement(statement: Stated) -> dict[str, Any]:
    return {
        "event": statement.event or None,
        "claim": None if statement.claim is None else claim_as_json(statement.claim),
        "link": None
        if statement.link is None
        else {"kind": statement.link.kind, "event": statement.link.other, "title": statement.link.title},
        "decided": statement.decided,
        "place": statement.place,
        "role": statement.role,
        "term": None if statement.term is None else statement.term._asdict(),
        "derived": None if statement.derived is None else statement.derived._asdict(),
    }
