"""The address of a claim, by which others refer to it: the event, the source, and which of its claims it is."""

from collections.abc import Iterable


def claim_addresses(event_id: str, sources: Iterable[str]) -> list[str]:
    """``event/source`` of each of an event's claims, in their order; ``event/source/2`` for a source's second one.

    ``sources`` are the ids of the claims' sources. An address survives a new order of sources and an edit of a claim.
    """
    return [f"{event_id}/{each}" for each in numbered(sources)]


def numbered(keys: Iterable[str]) -> list[str]:
    """The keys, in their order; of several that are the same all but the first with a number: ``herald/2``."""
    counts: dict[str, int] = {}
    found = []
    for key in keys:
        counts[key] = number = counts.get(key, 0) + 1
        found.append(key if number == 1 else f"{key}/{number}")
    return found
