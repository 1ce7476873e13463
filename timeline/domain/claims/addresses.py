"""The address of a claim, by which others refer to it: the event, the source, and which of its claims it is."""

from collections.abc import Iterable, Sequence


def claim_addresses(claims: Iterable[tuple[str, str]]) -> list[str]:
    """``event/source`` of each claim, in their order; ``event/source/2`` for a source's second one on the event.

    ``claims`` are pairs of the event in which a claim was written and its source. An address survives a new order of
    sources, an edit of a claim, and that its event is told as another.
    """
    return numbered([f"{event_id}/{source}" for event_id, source in claims])


def numbered(keys: Sequence[str]) -> list[str]:
    """The keys, in their order; of several that are the same all but the first with a number: ``herald/2``."""
    if len(set(keys)) == len(keys):  # as they nearly always are
        return list(keys)
    counts: dict[str, int] = {}
    found = []
    for key in keys:
        counts[key] = number = counts.get(key, 0) + 1
        found.append(key if number == 1 else f"{key}/{number}")
    return found
