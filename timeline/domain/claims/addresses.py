"""The address of a claim, by which others refer to it: the event, the source, and which of its claims it is."""

from collections.abc import Iterable


def claim_addresses(event_id: str, sources: Iterable[str]) -> list[str]:
    """``event/source`` of each of an event's claims, in their order; ``event/source/2`` for a source's second one.

    ``sources`` are the ids of the claims' sources. An address survives a new order of sources and an edit of a claim.
    """
    counts: dict[str, int] = {}
    found = []
    for source in sources:
        counts[source] = number = counts.get(source, 0) + 1
        found.append(f"{event_id}/{source}" if number == 1 else f"{event_id}/{source}/{number}")
    return found
