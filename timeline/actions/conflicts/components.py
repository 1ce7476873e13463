"""Events that hang together, gathered some at a time: groups of which no event is linked to, or dated by, another's."""

from collections.abc import Iterable, Iterator
from itertools import islice

from timeline.actions.asking.knowledge import Knowledge

_AT_A_TIME = 250
MOST = 5_000
"""Events of a group that are looked at together: of a greater one so many around the first that was found."""


Group = tuple[list[str], list[str]]
"""The events of a group that were found, and all of it."""


def components(known: Knowledge, found: Iterable[str]) -> Iterator[list[Group]]:
    """The groups of events that were found, some at a time, in the order of what was found first.

    Of a group that comes again, because more of it was found later, only those that were: ``([id], [])``.
    """
    told: set[str] = set()
    waiting = iter(found)
    while batch := list(islice(waiting, _AT_A_TIME)):
        groups = _gathered(known, [each for each in batch if each not in told])
        seen: set[int] = set()
        here: list[Group] = []
        for event_id in batch:
            group = groups.get(event_id)
            if group is None:
                here.append(([event_id], []))
            elif id(group) not in seen:
                seen.add(id(group))
                found_here = [each for each in batch if groups.get(each) is group] if len(group) > 1 else [event_id]
                here.append((found_here, sorted(group)))
        yield here
        # Most hang together with nothing: these never come again.
        told.update(each for group in groups.values() if len(group) > 1 for each in group)


def _gathered(known: Knowledge, ids: list[str]) -> dict[str, set[str]]:
    """The group of each of these events, and of each that is in one."""
    groups: dict[str, set[str]] = {each: {each} for each in ids}
    asked: set[str] = set()
    fresh = set(ids)
    while fresh:
        asked |= fresh
        for one, other in known.together(fresh):
            mine, theirs = groups.setdefault(one, {one}), groups.setdefault(other, {other})
            if mine is theirs or len(mine) + len(theirs) > MOST:
                continue
            mine, theirs = (mine, theirs) if len(mine) >= len(theirs) else (theirs, mine)
            mine |= theirs
            groups.update(dict.fromkeys(theirs, mine))
        fresh = {each for event_id in ids for each in groups[event_id]} - asked
    return groups
