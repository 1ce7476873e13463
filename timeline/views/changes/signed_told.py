"""Who made a change, and when: "change 12 (A. Editor, 3 November 2031, 14:02 UTC+1: date corrected)"."""

from datetime import datetime, timedelta, tzinfo

from timeline.domain.dates.prose import in_words
from timeline.domain.history import Change
from timeline.views.wording.safe_texts import inline
from timeline.views.wording.sentences import with_details

_MINUTE = timedelta(minutes=1)


def change_told(change: Change, zone: tzinfo | None = None) -> str:
    """A change by its number, with who made it, when by the clock of a zone (None: the reader's own), and why."""
    told = f"{inline(change.author)}, {instant_told(change.at, zone)}"
    if change.message is not None:
        told = f"{told}: {inline(change.message)}"
    return with_details(f"change {change.id}", told)


def instant_told(at: datetime, zone: tzinfo | None) -> str:
    """A moment by the clock of a zone (None: the reader's own), which it names."""
    local = at.astimezone(zone)
    return f"{in_words(local.date().isoformat())}, {local:%H:%M} {zone_told(local)}"


def zone_told(local: datetime) -> str:
    """How far a clock is from UTC: "UTC+2", "UTC-3:30"; letters for zones mean several things each."""
    minutes = int((local.utcoffset() or timedelta()) / _MINUTE)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '-'}{hours}{f':{rest:02}' if rest else ''}"
