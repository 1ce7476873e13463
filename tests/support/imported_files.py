"""Files as other tools write them, read by an importer, and what becomes of their records."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from timeline.annotations.checking.checks import check_records
from timeline.annotations.reading.read_files import read_paths
from timeline.annotations.reading.where import Where
from timeline.annotations.writing.writer import write_folder
from timeline.domain.comparing.joined import joined
from timeline.domain.records import Actor, Place, RecordSet, Source
from timeline.importers.items import Imported, Input, Rejected
from timeline.importers.reading.ids_of_names import Naming


def read_all(importer: ModuleType, path: Path, text: str | None = None) -> list[Imported | Rejected]:
    """Every item of a file, which is written first where a text is given."""
    if text is not None:
        path.write_text(text, encoding="utf-8", newline="")
    return list(importer.open_file(Input(path), Naming()).items)


def imported(items: Iterable[Imported | Rejected]) -> list[Imported]:
    """The items, which are all events."""
    found = []
    for item in items:
        assert isinstance(item, Imported), item
        found.append(item)
    return found


def messages(items: Iterable[Imported | Rejected]) -> list[str]:
    """``line: message`` of every problem of the rows that were rejected."""
    return [f"{each.line}: {each.message}" for item in items if isinstance(item, Rejected) for each in item.problems]


def advice(items: Iterable[Imported | Rejected]) -> list[str]:
    """``line: message`` of every piece of advice."""
    return [f"{each.line}: {each.message}" for item in items if isinstance(item, Imported) for each in item.advice]


def records_of(items: Sequence[Imported]) -> RecordSet:
    """All records of a file; those of one id are equal, but for kinds, of which the one that says more stands."""
    sources: dict[str, Source] = {}
    actors: dict[str, Actor] = {}
    places: dict[str, Place] = {}
    for item in items:
        _take(sources, item.sources)
        _take(actors, item.actors)
        _take(places, item.places)
    events = {item.event.id: item.event for item in items}
    return RecordSet(
        sources, actors, places, events, {(term.kind, term.term): term for item in items for term in item.terms}
    )


def _take(held: dict[str, Any], given: Iterable[Any]) -> None:
    for record in given:
        other = held.setdefault(record.id, record)
        assert record._replace(kind=other.kind) == other
        held[record.id] = joined(record, other)


def assert_survives(records: RecordSet, folder: Path) -> None:
    """The records are sound, and the same again once written as annotation files and read."""
    assert check_records(records, Where()) == []
    write_folder(records, folder, year_of=lambda _: "2020")
    reading = read_paths([folder])
    assert reading.problems == []
    assert reading.records == records
