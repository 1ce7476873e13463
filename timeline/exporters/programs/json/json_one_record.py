"""One record by itself as JSON, with what hangs together with it."""

from collections.abc import Iterable
from typing import Any

from timeline.domain.chronology import Entry
from timeline.domain.records import Actor, Place, Question, Source
from timeline.exporters.programs.json.json_entries import entry_as_json


def one_record_as_json(
    kind: str,
    record: Entry | Actor | Source | Place | Question,
    *,
    events: Iterable[Entry],
    members: Iterable[tuple[Any, ...]],
    reported: tuple[int, int],
    origins: Iterable[str],
) -> dict[str, object]:
    """An event as among others; another record with all its fields, set or not, and its events' ids.

    A question has no events: it is to be asked. Beside them an actor has its ``members`` and how much rests on its
    word (named tuples), a source its ``origins``.
    """
    if isinstance(record, Entry):
        return entry_as_json(record)
    found: dict[str, object] = {"kind_of_record": kind, **_plain(record)}
    if kind == "actor":
        found["members"] = [_plain(each) for each in members]
        found["reported"] = _plain(reported)
    if kind == "source":
        found["origins"] = list(origins)
    return found if kind == "question" else found | {"events": [entry.id for entry in events]}


def _plain(value: Any) -> Any:
    """Records as maps, lists as lists."""
    if hasattr(value, "_asdict"):
        return {name: _plain(each) for name, each in value._asdict().items()}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value
