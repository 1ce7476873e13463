"""Changes as people are told of them: who, when (by the reader's clock, with its zone), why, and how much."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta, tzinfo

from timeline.domain.dates.prose import in_words
from timeline.domain.history import Change
from timeline.views.counts_told import kinds_counted
from timeline.views.safe_texts import inline

_MINUTE = timedelta(minutes=1)


def clock_time(at: datetime, zone: tzinfo | None = None) -> tuple[str, str]:
    """(day and time, zone) by the clock of a zone, of the machine's own where that is None.

    As in ("2031-05-02 14:07", "UTC+2").
    """
    local = at.astimezone(zone)
    return local.strftime("%Y-%m-%d %H:%M"), _zone(local)


def moment_told(at: datetime, zone: tzinfo | None = None) -> str:
    """A moment within a sentence: "2 May 2031, 14:07 UTC+2"."""
    local = at.astimezone(zone)
    return f"{in_words(local.strftime('%Y-%m-%d'))}, {local.strftime('%H:%M')} {_zone(local)}"


def change_named(change: Change, zone: tzinfo | None = None) -> str:
    """A change within a sentence: "change 12 (A. Editor, 2 May 2031, 14:07 UTC+2: date corrected)"."""
    who = f"{inline(change.author)}, {moment_told(change.at, zone)}"
    return f"change {change.id} ({who}{'' if change.message is None else f': {inline(change.message)}'})"


def done_told(change: Change) -> str:
    """What a change did, and how much: "load: 2 sources, 1 event added; 1 event changed"."""
    did = []
    for operation in ("added", "changed", "removed"):
        counts = {each.kind: int(getattr(each, operation)) for each in change.counts}
        if any(counts.values()):
            did.append(f"{kinds_counted(counts)} {operation}")
    verb = inline(change.verb) if change.undoes is None else f"{inline(change.verb)} of change {change.undoes}"
    return f"{verb}: {'; '.join(did) or 'only what imports remember'}"


def began_told(counts: Mapping[str, int]) -> str:
    """What stood there before the history: "21 events stood here before the history began"; "" where nothing did."""
    return f"{kinds_counted(counts)} stood here before the history began" if any(counts.values()) else ""


def fault_lines(faults: Iterable[tuple[int, str]]) -> Iterator[str]:
    """A line for each change that is not what it was."""
    return (f"change {number}: {inline(fault)}" for number, fault in faults)


def _zone(local: datetime) -> str:
    minutes = int((local.utcoffset() or timedelta()) / _MINUTE)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '-'}{hours}{f':{rest:02}' if rest else ''}"
