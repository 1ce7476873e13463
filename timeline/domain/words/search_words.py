"""What people type after --text, and the words that it is looked for in.

Words are those of ``names.fold``. All that is typed must be found, in any order: a word on its own, words
in double quotes beside one another, the beginning of a word before an asterisk. A word of several parts
(Al-Mina, 2020-09-20) is a phrase as well. Nothing else has a meaning, so nothing can be wrong: other signs
are what stands between words.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from timeline.domain.words.names import fold

LONGEST_WORD = 500
"""Letters of a word that count; databases have their limits."""
LONGEST_TEXT = 500_000
"""Letters of an event's text that are searched."""

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_PIECE = re.compile(r"[^\s*]+\*?")


class Phrase(NamedTuple):
    """Words that stand beside one another in one text."""

    words: tuple[str, ...]
    is_begun: bool = False
    """The last word is only the beginning of one."""


def read_search(typed: str) -> tuple[Phrase, ...]:
    """The phrases that must all be found, none twice; empty where no letter or digit was typed."""
    found = dict.fromkeys(phrase for phrase in _phrases(typed) if phrase.words)
    # Where there is nothing but an article, it is what was meant.
    return tuple(found) or tuple(Phrase((word,)) for word in words(typed))


def joined(texts: Iterable[str]) -> str:
    """One text that looks for all that several look for; a quotation mark closes none of another text."""
    return " ".join(map(_closed, texts))


def _closed(typed: str) -> str:
    """Without the last of an odd number of quotation marks, which closes nothing."""
    typed = typed.translate(_QUOTES)
    if typed.count('"') % 2:
        before, _, after = typed.rpartition('"')
        return f"{before} {after}"
    return typed


def words(text: str) -> list[str]:
    """The words of a text, in their order, as they are written and looked for."""
    return _cut(fold(text)).split()


def search_text(names: Iterable[str], texts: Iterable[str | None]) -> str:
    """Words with bars between the texts, so that no phrase runs across two; two bars part names from texts.

    The names are folded already.
    """
    pieces = ["|"]
    for name in names:
        pieces += (_cut(name), "|")
    pieces[-1] = "||"
    for text in texts:
        folded = fold(text) if text else ""
        if folded:
            pieces += (_cut(folded), "|")
    whole = " ".join(pieces)
    return whole if len(whole) <= LONGEST_TEXT else whole[:LONGEST_TEXT].rpartition(" ")[0] + " |"


def _cut(folded: str) -> str:
    """Folded words, none longer than counts."""
    if len(folded) <= LONGEST_WORD:
        return folded
    return " ".join([word[:LONGEST_WORD] for word in folded.split()])


def _phrases(typed: str) -> Iterator[Phrase]:
    pieces = typed.translate(_QUOTES).split('"')
    for number, piece in enumerate(pieces):
        # The last quotation mark of an odd number closes nothing.
        if number % 2 and number + 1 < len(pieces):
            is_begun = piece.rstrip().endswith("*") or pieces[number + 1].startswith("*")
            yield Phrase(tuple(words(piece)), is_begun)
        else:
            yield from map(_word, _PIECE.findall(piece))


def _word(piece: str) -> Phrase:
    if piece.endswith("*"):
        return Phrase(tuple(words(piece)), is_begun=True)
    # An article on its own is dropped, as it is beside other words of a name.
    return Phrase(tuple(words(f"x {piece}")[1:]))
