"""How far two events are told in the same words, rare ones weighed most."""

from collections import Counter
from collections.abc import Iterable
from math import log, sqrt

from timeline.domain.words.names import folded_words

_LONGEST = 4_000
"""Characters of a text that are looked at."""
_SHORTEST = 3
"""Letters of a word; numbers count at any length but one."""
_RARE = 50
"""A word in fewer than one event of so many is rare: it alone makes two events candidates."""
_SAYS_NOTHING = frozenset(
    (
        *("and", "are", "but", "for", "from", "had", "has", "have", "her", "his", "its", "not", "off", "one", "out"),
        *("she", "that", "the", "their", "them", "they", "this", "was", "were", "who", "with", "after", "against"),
        *("along", "also", "been", "before", "between", "during", "into", "near", "over", "said", "than", "then"),
        *("there", "two", "under", "when", "where", "which", "while", "will", "would"),
    )
)
_LEAST_WEIGHT = 0.1


def words_of(*texts: str | None) -> frozenset[str]:
    """The words of texts by which events are compared, as ``names.fold`` has them."""
    return frozenset(
        [
            word
            for text in texts
            if text
            for word in folded_words(text[:_LONGEST])
            if word not in _SAYS_NOTHING and (len(word) >= _SHORTEST or (word[0].isdigit() and len(word) > 1))
        ]
    )


class Rarity:
    """How much each word weighs, by how many of some events have it."""

    def __init__(self, told: Iterable[frozenset[str]] = ()) -> None:
        """``told``: the words of events, all of a database or a sample of them."""
        self._counts: Counter[str] = Counter()
        self._events = 0
        for words in told:
            self._events += 1
            self._counts.update(words)
        self._weights: dict[str, float] = {}

    def weight(self, word: str) -> float:
        """By how many events it takes to meet it, as a logarithm: a word that none of the sample has weighs most."""
        found = self._weights.get(word)
        if found is None:
            found = max(_LEAST_WEIGHT, log((self._events + 1) / (self._counts[word] + 0.5)))
            if self._counts[word]:
                self._weights[word] = found
        return found

    def weight_of(self, words: Iterable[str]) -> float:
        """What words weigh together."""
        weigh = self.weight
        return sum([weigh(word) for word in words])

    def is_rare(self, word: str) -> bool:
        """Whether fewer than one event of fifty has it; of a few events, whether it stands in one or two."""
        return self._counts[word] <= max(2, self._events // _RARE)

    def rare(self, words: Iterable[str]) -> list[str]:
        """Those of these words that are rare."""
        return [word for word in words if self.is_rare(word)]


def words_agree(
    one: frozenset[str], other: frozenset[str], rarity: Rarity, *, weights: tuple[float, float] | None = None
) -> float | None:
    """How far two events have the same words: their weight, to the geometric mean of what all weigh in either.

    None where one has none. ``weights``: what all words of either weigh, where that is known.
    """
    if not one or not other:
        return None
    if one == other:
        return 1.0
    shared = one & other
    if not shared:
        return 0.0
    mine, theirs = weights or (rarity.weight_of(one), rarity.weight_of(other))
    return min(1.0, rarity.weight_of(shared) / sqrt(mine * theirs))
