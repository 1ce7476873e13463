"""The order of linked events of one date: what responds to or follows another after it, the whole before its parts."""

from collections.abc import Collection, Iterable
from heapq import heapify, heappop, heappush

Links = dict[str, set[str]]


def steps_along(links: Iterable[tuple[str, str]]) -> dict[str, int]:
    """How many events stand before each, one after the other along its links; those of none of the pairs have none.

    A pair is (event, the one it links to and comes after). In a circle the event with the least id comes first, but
    only after all that the circle hangs on. What is found does not depend on the order of the pairs.
    """
    before: Links = {}
    after: Links = {}
    for event, other in links:
        if event != other:
            before.setdefault(event, set()).add(other)
            before.setdefault(other, set())
            after.setdefault(other, set()).add(event)
    steps = dict.fromkeys(before, 0)
    ready = [event for event, others in before.items() if not others]
    heapify(ready)
    while before:
        if not ready:  # what is left runs in circles
            ready = [_first_of_circle(before, after)]
        event = heappop(ready)
        if before.pop(event, None) is None:
            continue
        for follower in after.get(event, ()):
            if follower in before:
                steps[follower] = max(steps[follower], steps[event] + 1)
                before[follower].discard(event)
                if not before[follower]:
                    heappush(ready, follower)
    return steps


def _first_of_circle(before: Links, after: Links) -> str:
    """The least event of a circle that hangs on no other; of events of which each comes after another."""
    event = next(iter(before))
    while outside := (circle := _reached(event, before, before)) - _reached(event, after, before):
        event = next(iter(outside))  # from it fewer are reached: what led here is left behind
    return min(circle)


def _reached(event: str, links: Links, left: Collection[str]) -> set[str]:
    """All that is left to which links lead on from an event; itself, where it is in a circle."""
    seen: set[str] = set()
    waiting = [event]
    while waiting:
        others = {other for other in links.get(waiting.pop(), ()) if other in left} - seen
        seen |= others
        waiting += others
    return seen
