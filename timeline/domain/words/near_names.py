"""What a misspelt word may have meant: the nearest of the words that are known."""

from collections.abc import Iterable

from timeline.domain.words.names import nearest_word
from timeline.problems import quoted

_COMPARISONS_ALLOWED = 20_000_000


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """``did you mean "x"?`` for the candidate that is most like the word; None where none is."""
    return NearNames(candidates).hint(word)


class NearNames:
    """Finds what a misspelt word may have meant.

    A forgotten file makes every reference unknown: after twenty million comparisons, some seconds of
    work, no more near names are offered.
    """

    def __init__(self, candidates: Iterable[str]) -> None:
        self._by_folded: dict[str, str] = {}
        for candidate in candidates:
            self._by_folded.setdefault(candidate.casefold(), candidate)
        self._left = _COMPARISONS_ALLOWED
        self._found: dict[str, str | None] = {}

    def nearest(self, word: str) -> str | None:
        """The candidate most like the word, in any case and with spaces for hyphens; or None."""
        if word not in self._found:
            self._found[word] = self._look_up(word.casefold())
        return self._found[word]

    def hint(self, word: str) -> str | None:
        """``did you mean "x"?``, or None where nothing is near."""
        near = self.nearest(word)
        return f"did you mean {quoted(near)}?" if near is not None else None

    def _look_up(self, word: str) -> str | None:
        for spelling in (word, "-".join(word.replace("_", " ").split())):
            if spelling in self._by_folded:
                return self._by_folded[spelling]
        if self._left <= 0 or len(word) > 200:
            return None
        self._left -= len(self._by_folded)
        close = nearest_word(word, list(self._by_folded))
        return None if close is None else self._by_folded[close]
