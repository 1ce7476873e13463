"""Changes as people are told of them: who, when (by the reader's clock, with its zone), why, and how much."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, tzinfo

from timeline.domain.history import Change
from timeline.views.changes.signed_told import change_told, zone_told
from timeline.views.records.counts_told import kinds_counted
from timeline.views.wording.safe_texts import inline, plain
from timeline.views.wording.sentences import nothing_found, with_details


def clock_time(at: datetime, zone: tzinfo | None = None) -> tuple[str, str]:
    """(day and time, zone) by the clock of a zone, of the machine's own where that is None.

    As in ("2031-05-02 14:07", "UTC+2").
    """
    local = at.astimezone(zone)
    return local.strftime("%Y-%m-%d %H:%M"), zone_told(local)


def done_told(change: Change) -> str:
    """What a change did, and how much: "load: 2 sources, 1 event added; 1 event changed"."""
    did = []
    for operation in ("added", "renamed", "changed", "removed"):
        counts = {each.kind: int(getattr(each, operation)) for each in change.counts}
        if any(counts.values()):
            did.append(f"{kinds_counted(counts)} {operation}")
    verb = inline(change.verb) if change.undoes is None else f"{inline(change.verb)} of change {change.undoes}"
    return f"{verb}: {'; '.join(did) or 'only what imports remember'}"


def fate_told(op: str, title: str, kind: str, was: str | None) -> str:
    """What became of a record as such: "added: Ruiz meets Vale (event)", "renamed from call: Ruiz calls (event)"."""
    return f"{op}{'' if was is None else f' from {was}'}: {with_details(title, kind)}"


def what_told(change: Change) -> list[str]:
    """Why, where somebody has said it, and what a change did, a line each."""
    why, done = plain(change.message or ""), done_told(change)
    return [done] if done.startswith(why) else [why, done]


def began_told(counts: Mapping[str, int]) -> str:
    """What stood there before the history: "21 events stood here before the history began"; "" where nothing did."""
    return f"{kinds_counted(counts)} stood here before the history began" if any(counts.values()) else ""


def no_change_told(before: Change | None = None, after: Change | None = None, zone: tzinfo | None = None) -> str:
    """What stands in place of a list of changes of some time, with the last before it and the first after it."""
    near = [
        f"the {which} is {change_told(change, zone)}"
        for which, change in (("last before that", before), ("first after that", after))
        if change is not None
    ]
    return f"{nothing_found('change').rstrip('.')}: {', '.join(near)}" if near else nothing_found("change")


def fault_lines(faults: Iterable[tuple[int, str]]) -> Iterator[str]:
    """A line for each change that is not what it was."""
    return (f"change {number}: {inline(fault)}" for number, fault in faults)
