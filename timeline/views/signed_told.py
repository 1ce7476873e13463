"""Who made a change, and when: "change 12 (A. Editor, 3 November 2031, 14:02 CET: date corrected)"."""

from datetime import UTC, datetime, tzinfo

from timeline.domain.dates.prose import in_words
from timeline.domain.history import Change
from timeline.views.safe_texts import plain
from timeline.views.sentences import with_details


def change_told(change: Change, zone: tzinfo | None) -> str:
    """A change by its number, with who made it, when by the clock of a zone (None: the reader's own), and why."""
    told = f"{plain(change.author)}, {instant_told(change.at, zone)}"
    if change.message is not None:
        told = f"{told}: {plain(change.message)}"
    return with_details(f"change {change.id}", told)


def instant_told(at: datetime, zone: tzinfo | None) -> str:
    """A moment by the clock of a zone (None: the reader's own), which it names."""
    local = at.astimezone(zone)
    name = "UTC" if local.tzinfo is UTC else local.tzname() or local.strftime("%z")
    return f"{in_words(local.date().isoformat())}, {local:%H:%M} {name}"
