"""Checks of what records were called before: no id may find two records."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from timeline.annotations.reading.where import Where
from timeline.domain.records import RecordSet
from timeline.problems import Problem, listed

_ARTICLES = {
    "source": "a source",
    "actor": "an actor",
    "place": "a place",
    "event": "an event",
    "question": "a question",
}


class KnownIds(Protocol):
    """What a database holds of the ids that files have."""

    @property
    def kinds(self) -> Mapping[str, str]:
        """The kind of each that is a record's, those of records that are renamed left out."""

    @property
    def former(self) -> Mapping[str, str]:
        """By those that records had before, the ids that they have now."""

    @property
    def lost(self) -> Mapping[str, Sequence[str]]:
        """By the id that a renamed record has in the files, what it was called before and they leave out."""


def former_id_problems(records: RecordSet, where: Where, known: KnownIds) -> Iterator[Problem]:
    """Former ids that are another record's, and records whose id is another's former one by now."""
    defined = where.defined()
    claimed: dict[str, tuple[str, str, int]] = {}
    for kind, of_kind in (
        ("source", records.sources),
        ("actor", records.actors),
        ("place", records.places),
        ("event", records.events),
        ("question", records.questions),
    ):
        for record_id, record in of_kind.items():
            for index, old in enumerate(record.was):
                what = f"{old} cannot be a former id of {kind} {record_id}"
                holder = known.former.get(old, record_id)
                why = ""
                if old == record_id:
                    why = "it is the id that it has: take it out"
                elif old in defined:
                    at = _place_text(where.of(old, kind=defined[old]))
                    why = f"it is the id of {_ARTICLES[defined[old]]}, at {at}: take one of the two out"
                elif old in known.kinds:
                    why = f"it is the id of {_ARTICLES[known.kinds[old]]} in the database: take it out"
                elif old in claimed:
                    other_kind, other, place = claimed[old]
                    at = _place_text(where.of(other, "was", place, kind=other_kind))
                    why = f"it is one of {other_kind} {other}, at {at}: keep one of the two"
                elif holder != record_id and holder not in defined and holder not in record.was:
                    why = f"it is one of {holder} in the database: take it out of one of the two"
                else:
                    claimed[old] = kind, record_id, index
                if why:
                    yield Problem(*where.of(record_id, "was", index, kind=kind), f"{what}: {why}")
            if record_id in known.lost:
                olds = (*record.was, *known.lost[record_id])
                message = (
                    f"{kind} {record_id} was called {listed(known.lost[record_id])} before, too: "
                    f"write was: [{', '.join(olds)}]"
                )
                yield Problem(*where.of(record_id, "was", kind=kind), message)
            now = known.former.get(record_id)
            if now is not None and now not in defined and now not in record.was:
                message = (
                    f"{record_id} is called {now} by now: the file is older than that. Write {now} in its place, with "
                    f"was: [{record_id}]; if it is another {kind}, give it another id"
                )
                yield Problem(*where.of(record_id, kind=kind), message)


def _place_text(location: tuple[str, int]) -> str:
    path, line = location
    return f"{path}:{line}" if line else path
