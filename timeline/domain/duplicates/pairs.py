"""Pairs of events that may be one, best first: of a stream of events all whose score is high enough."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from heapq import heappush, heapreplace
from typing import NamedTuple

from timeline.domain.duplicates.blocks import Blocks, PairsLeftOut
from timeline.domain.duplicates.holding import holds
from timeline.domain.duplicates.same_words import Rarity
from timeline.domain.duplicates.scoring import EventCompared, score
from timeline.domain.duplicates.traits import Traits

MOST_PAIRS = 250_000
"""So many pairs are kept, the best: some 100 MiB."""

Key = tuple[int, int, str]
"""Of an event: where it stands in lists, and its id."""


class Pair(NamedTuple):
    """Two events that may be one; which of them is the first says nothing."""

    score: float
    first: Key
    second: Key
    whole: str | None = None
    """The id of the one that may hold the other, as a day may hold its attacks; None where neither does."""


class Pairs(NamedTuple):
    """What was found among some events."""

    pairs: list[Pair]
    """Best first; of one score in the order of lists."""
    found: int
    """How many there are, those not kept included."""
    compared: int
    """How many events were compared with others."""
    not_compared: int
    """How many were not, for their date says too little."""
    wholes: Mapping[str, int]
    """By the id of an event, how many others of those found it may hold."""
    parts_of: Mapping[str, tuple[str, ...]]
    """By the id of an event, those it is written to be a part of."""
    left_out: PairsLeftOut = PairsLeftOut()


_Kept = tuple[float, int, int, Key, Key, str | None]
"""The score of a pair, the numbers of its events in the list, turned round (of one score the pair that comes first is
the better one), their keys, and the one that may hold the other."""
Side = Callable[[str], int | None]
"""Of which dataset the event of an id is, as a number; None of one that is not to be compared."""


def find_pairs(
    events: Iterable[Traits],
    rarity: Rarity,
    least: float,
    side_of: Side | None = None,
    *,
    is_across: bool = False,
    most: int = MOST_PAIRS,
) -> Pairs:
    """The pairs of events that score ``least`` or more; events come in the order of lists.

    ``side_of``: only what is of some dataset is looked at; ``is_across``: only pairs of two datasets are.
    """
    blocks = Blocks(is_across=is_across)
    best: list[_Kept] = []
    count = compared = not_compared = 0
    wholes: Counter[str] = Counter()
    parts_of = {}
    for traits in events:
        side = 0 if side_of is None else side_of(traits.id)
        if side is None:
            continue
        if traits.parts_of:
            parts_of[traits.id] = traits.parts_of
        if not traits.is_compared:
            not_compared += 1
            continue
        compared += 1
        event = EventCompared(traits, rarity, side, compared)
        for other in blocks.met_by(event):
            value = score(other, event, rarity, least)
            if not value:
                continue
            count += 1
            whole = holds(other, event)
            if whole is not None:
                wholes[whole] += 1
            kept = (value, -other.number, -compared, other.key, event.key, whole)
            if len(best) < most:
                heappush(best, kept)
            elif kept > best[0]:
                heapreplace(best, kept)
    best.sort(reverse=True)
    pairs = [Pair(value, first, second, whole) for value, _, _, first, second, whole in best]
    return Pairs(pairs, count, compared, not_compared, wholes, parts_of, blocks.left_out)
