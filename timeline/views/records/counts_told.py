"""How many records of each kind, in words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from timeline.views.wording.sentences import counted, counted_apart

if TYPE_CHECKING:
    from timeline.domain.records import RecordSet

_KINDS = ("source", "actor", "place", "event", "question", "term", "match")


def records_counted(records: "RecordSet") -> str:
    """All kinds of a whole but its terms: "8 sources, 64 actors, 1 place, 122 events"; others where there are any."""
    whole = (records.sources, records.actors, records.places, records.events)
    said = [counted(len(found), kind) for kind, found in zip(_KINDS, whole, strict=False)]
    for kind, others in (("question", records.questions), ("match", records.matches)):
        said += [counted(len(others), kind)] if others else []
    return ", ".join(said)


def kinds_counted(counts: Mapping[str, int]) -> str:
    """The kinds that there are any of: "3 sources, 2 events"; "nothing"."""
    return ", ".join(counted_apart(counts[kind], kind) for kind in _KINDS if counts.get(kind)) or "nothing"


def more_counted(counts: Mapping[str, int]) -> str:
    """What a list has left out: "1 more source, 2 more events"; "" where that is nothing."""
    return ", ".join(counted_apart(counts[kind], f"more {kind}") for kind in _KINDS if counts.get(kind))
