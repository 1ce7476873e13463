"""The order of linked events of one date: what responds to or follows another after it, the whole before its parts."""

from collections.abc import Iterable
from heapq import heapify, heappop, heappush


def steps_along(links: Iterable[tuple[str, str]]) -> dict[str, int]:
    """How many events stand before each, one after the other along its links; those of none of the pairs have none.

    A pair is (event, the one it links to and comes after). In a circle the event with the least id comes first. What
    is found does not depend on the order of the pairs.
    """
    before: dict[str, set[str]] = {}
    after: dict[str, set[str]] = {}
    for event, other in links:
        if event != other:
            before.setdefault(event, set()).add(other)
            before.setdefault(other, set())
            after.setdefault(other, set()).add(event)
    steps = dict.fromkeys(before, 0)
    ready = [event for event, others in before.items() if not others]
    waiting = sorted(before)
    heapify(ready)
    while before:
        if not ready:  # what is left runs in circles
            ready = [next(event for event in waiting if event in before and _is_in_circle(event, before))]
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


def _is_in_circle(event: str, before: dict[str, set[str]]) -> bool:
    seen: set[str] = set()
    waiting = [event]
    while waiting:
        others = before[waiting.pop()] & before.keys()
        if event in others:
            return True
        waiting += others - seen
        seen |= others
    return False
