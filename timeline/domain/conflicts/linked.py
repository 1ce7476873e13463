"""What cannot all be true of events that hang together: a part outside its whole, what comes before what it follows,
a source that tells of what had not happened yet.

All claims and links of such events are taken together (see ``worlds`` and ``constraints``). What is in dispute of one
event is told for itself; here it was on any day from the first alternative to the last.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from timeline.domain.chronology import Entry, EntryClaim, EntryLink
from timeline.domain.conflicts.conflict import Contradiction, EventNamed, LinkMade, SideTaken, Stated
from timeline.domain.conflicts.constraints import Core, Reason
from timeline.domain.conflicts.in_dispute import hangs_on_others
from timeline.domain.conflicts.worlds import PLAIN, TOLD, OfClaim, OfDecision, OfLink, WorldOfClaims
from timeline.domain.dates.calendar import iso_day

_COMES_AFTER = ("follows", "responds-to")


def in_links(events: Mapping[str, Entry]) -> Iterator[Contradiction]:
    """The contradictions among events, by every id that finds them; the clearest first."""
    # In one order: of several sets of statements that cannot hold the same is found, however they were read.
    entries = {entry.id: entry for entry in sorted(events.values(), key=lambda each: each.id)}
    world = WorldOfClaims(lambda event_id: events[event_id].id if event_id in events else event_id)
    for entry in entries.values():
        world.add(entry, events=entries, whole=hangs_on_others(entry, events))
    active = dict.fromkeys(world.preference)
    # First leaving aside when sources came out: who tells too early may still contradict others.
    alone = world.constraints.contradictions(world.preference, active, without=(TOLD,))
    for tier, found in chain(alone, world.constraints.contradictions(world.preference, active)):
        if _is_dispute(found, entries):
            continue
        yield _conflict(found, "cannot" if tier == PLAIN else "hardly", entries)
    yield from _within_a_day(entries)


def _is_dispute(found: Core, entries: Mapping[str, Entry]) -> bool:
    """Whether it takes two claims of one event whose date is in dispute: that is told for itself."""
    claims = Counter(each.event for each in found.reasons if isinstance(each, OfClaim))
    return any(count > 1 and entries[event_id].date.status == "disputed" for event_id, count in claims.items())


def _conflict(found: Core, sure: str, entries: Mapping[str, Entry]) -> Contradiction:
    if TOLD in found.parts:
        kind = "publication"
    elif "part-of" in found.parts and not found.parts & {*_COMES_AFTER}:
        kind = "part-of"
    else:
        kind = "order"
    reasons = sorted(found.reasons, key=_place)
    sides = tuple(SideTaken((_statement(reason, entries),)) for reason in reasons)
    return Contradiction(kind, sure, sides, tuple(_named(reasons, entries)))


def _place(reason: Reason) -> tuple[bool, Reason]:
    """Claims, then links."""
    return isinstance(reason, OfLink), reason


def _statement(reason: Reason, entries: Mapping[str, Entry]) -> Stated:
    if isinstance(reason, OfClaim):
        entry = entries[reason.event]
        return Stated(entry.id, entry.title, claim=entry.claims[reason.number])
    if isinstance(reason, OfLink):
        entry, other = entries[reason.event], entries[reason.other]
        return Stated(entry.id, entry.title, link=LinkMade(reason.kind, other.id, other.title))
    assert isinstance(reason, OfDecision)
    entry = entries[reason.event]
    return Stated(entry.id, entry.title, decided=entry.date.edtf)


def _named(reasons: Collection[Reason], entries: Mapping[str, Entry]) -> Iterator[EventNamed]:
    ids: dict[str, None] = {}
    for reason in reasons:
        ids[reason.event] = None  # type: ignore[attr-defined]
        if isinstance(reason, OfLink):
            ids[reason.other] = None
    for event_id in ids:
        yield EventNamed(event_id, entries[event_id].title)


# --- by the clock ----------------------------------------------------------------------------------------


def _within_a_day(entries: Mapping[str, Entry]) -> Iterator[Contradiction]:
    """What follows or answers something of one day and one place, and was over before that by the clock."""
    for entry in entries.values():
        for link in entry.links:
            other = entries.get(link.event)
            if other is None or link.kind not in _COMES_AFTER or other.id == entry.id:
                continue
            if entry.place is None or other.place is None or entry.place.id != other.place.id:
                continue  # by whose clock is not known
            mine, theirs = _clock(entry), _clock(other)
            if mine is None or theirs is None or (mine.day, mine.shift) != (theirs.day, theirs.shift):
                continue
            if mine.last < theirs.first:
                yield _by_the_clock(entry, link, other)


def _by_the_clock(entry: Entry, link: EntryLink, other: Entry) -> Contradiction:
    said = [
        SideTaken(tuple(Stated(each.id, each.title, claim=claim) for claim in each.claims if _tells_the_time(claim)))
        for each in (entry, other)
    ]
    linked = SideTaken((Stated(entry.id, entry.title, link=LinkMade(link.kind, other.id, other.title)),))
    sides = tuple(side for side in (*said, linked) if side.statements)
    return Contradiction(
        "order", "cannot", sides, (EventNamed(entry.id, entry.title), EventNamed(other.id, other.title))
    )


def _tells_the_time(claim: EntryClaim) -> bool:
    return claim.date is not None and "T" in (claim.date.edtf or "") and claim.modality != "denied"


class _Clock(NamedTuple):
    """When an event was, of one day whose time is told."""

    day: int
    first: int
    """Seconds after midnight."""
    last: int
    shift: str
    """From UTC, as written."""


def _clock(entry: Entry) -> _Clock | None:
    """None where its date is no one day, or its time is not told."""
    date = entry.date
    if date.status not in ("agreed", "decided") or date.second is None or date.approximate or date.uncertain:
        return None
    if date.begin_earliest is None or date.begin_earliest != date.end_latest or date.lasting:
        return None
    day, _, clock = (date.edtf or "").partition("T")
    if day != iso_day(date.begin_earliest) or not clock:
        return None  # times that differ
    # A time without seconds is written with two noughts.
    return _Clock(date.begin_earliest, date.second, date.second + (0 if date.second % 60 else 59), clock[8:])
