"""What cannot all be true in some records, without a database: all of it, the surest first."""

from collections.abc import Iterator, Mapping

from timeline.domain.chronology import Entry
from timeline.domain.claims.derive import Derived
from timeline.domain.conflicts.conflict import Contradiction, order_of
from timeline.domain.conflicts.in_dispute import (
    dates_in_dispute,
    figures_in_dispute,
    hangs_on_others,
    whether_it_happened,
)
from timeline.domain.conflicts.journeys import day_of, is_wide, presences, too_far
from timeline.domain.conflicts.lineages import from_later
from timeline.domain.conflicts.linked import in_links
from timeline.domain.conflicts.offices import held_at_once, outside_terms
from timeline.domain.conflicts.worlds import events_named
from timeline.domain.matches import Groups
from timeline.domain.records import RecordSet
from timeline.domain.told_records import entries_of


def contradictions(records: RecordSet, derived: Derived) -> list[Contradiction]:
    """All that cannot be true together, the surest first, then by kind; of one kind in the order of the records."""
    entries = entries_of(records, derived)
    groups = Groups(records.matches.values())
    by_id = {each: entries[groups.told_as(each)] for each in records.events if groups.told_as(each) in entries}
    found = [
        *_in_dispute(entries, by_id),
        *(each for part in _components(entries, by_id) for each in in_links(part)),
        *from_later(records.sources.values(), records.sources),
        *_too_far(entries, records),
        *(each for entry in entries.values() for each in outside_terms(entry, records.actors)),
        *held_at_once([(actor, each) for actor in records.actors.values() for each in actor.member_of], records.actors),
    ]
    return sorted(found, key=order_of)


def _in_dispute(entries: Mapping[str, Entry], by_id: Mapping[str, Entry]) -> Iterator[Contradiction]:
    for entry in entries.values():
        if entry.date.status == "decided" or ("date" in entry.disputed and not hangs_on_others(entry, by_id)):
            yield from dates_in_dispute(entry)
        yield from figures_in_dispute(entry)
        yield from whether_it_happened(entry)


def _components(entries: Mapping[str, Entry], by_id: Mapping[str, Entry]) -> Iterator[dict[str, Entry]]:
    """The events that hang together, by every id that finds them."""
    together: dict[str, dict[str, Entry]] = {entry.id: {entry.id: entry} for entry in entries.values()}
    for entry in entries.values():
        for named in sorted(events_named([entry]) & by_id.keys()):
            mine, theirs = together[entry.id], together[by_id[named].id]
            theirs[named] = by_id[named]
            if mine is not theirs:
                mine, theirs = (mine, theirs) if len(mine) >= len(theirs) else (theirs, mine)
                mine |= theirs
                together.update({each.id: mine for each in theirs.values()})
    yield from {id(part): part for part in together.values()}.values()


def _too_far(entries: Mapping[str, Entry], records: RecordSet) -> Iterator[Contradiction]:
    persons = {actor.id for actor in records.actors.values() if actor.kind == "person"}
    wide = {place.id for place in records.places.values() if is_wide(place.kind)}
    days: dict[int, list[Entry]] = {}
    for entry in entries.values():
        day = day_of(entry)
        if day is not None:
            days.setdefault(day, []).append(entry)
    for day in sorted(days):
        yield from too_far([each for entry in days[day] for each in presences(entry, persons, wide)], day)
