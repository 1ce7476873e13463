"""What lists say of an event in a few words."""

from typing import TYPE_CHECKING

from timeline.cli.table import Column
from timeline.domain.chronology import Entry
from timeline.domain.dates.prose import in_words

if TYPE_CHECKING:  # a question needs none of the records as they are written
    from timeline.domain.records import RecordSet


def when_said(entry: Entry) -> str:
    """The date in words, marked where the sources disagree on it or the editor has decided."""
    words = "undated" if entry.date.edtf is None else in_words(entry.date.edtf)
    return f"{words} ({entry.date.status})" if entry.date.status in ("disputed", "decided") else words


def when_column(width: int) -> Column:
    """The column of dates in a table of that width: most dates take one line or two."""
    return Column("WHEN", max(21, width // 4))


def title_said(entry: Entry) -> str:
    """The title, marked with the standing where that is not plain ``asserted``."""
    return entry.title if entry.standing == "asserted" else f"{entry.title} [{entry.standing}]"


def records_counted(records: "RecordSet") -> str:
    """How many records of each kind: "8 sources, 64 actors, 1 place, 122 events"."""
    kinds = (
        ("source", records.sources),
        ("actor", records.actors),
        ("place", records.places),
        ("event", records.events),
    )
    return ", ".join(f"{len(found)} {noun}{'' if len(found) == 1 else 's'}" for noun, found in kinds)


def counted(count: int, noun: str) -> str:
    """The count with its noun: "no source", "1 source", "2 sources"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}" if count else f"no {noun}"
