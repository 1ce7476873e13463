"""What is wrong with an annotation file, as values: all are collected, none is raised."""

from collections.abc import Iterable
from dataclasses import dataclass, field

_LONGEST_QUOTED = 60
ERROR = "error"
ADVICE = "advice"


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One mistake (or one piece of advice) and where it is; sorts by path and line.

    ``path`` is as the user gave it. ``line`` counts from 1; 0 where the path as a whole is at fault.
    """

    path: str
    line: int
    message: str
    severity: str = ERROR
    """``error``, or ``advice`` for what may be loaded as it is."""
    kind: str = field(default="", compare=False)
    """What problems that are the same but for the text that is at fault have in common; "" where that is
    not said."""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return one_line(f"{place}: {self.message}")


def one_line(text: str) -> str:
    """The text with its line breaks and control characters escaped, so that it stays on one line."""
    if text.isprintable():
        return text
    return "".join(_escaped(character) for character in text)


def _escaped(character: str) -> str:
    # Joiners and direction marks are not "printable" but belong to Arabic and Persian words.
    if character.isprintable() or character in "\u200c\u200d\u200e\u200f\u00a0":
        return character
    return character.encode("unicode_escape").decode("ascii")


def quoted(text: str) -> str:
    """The text in double quotes for a message: on one line, long ones cut to about 60 characters."""
    short = text if len(text) <= _LONGEST_QUOTED else text[: _LONGEST_QUOTED - 1] + "…"
    return f'"{one_line(short)}"'


def listed(words: Iterable[str], joiner: str = "and") -> str:
    """Words as a phrase: "a", "a and b", "a, b and c"."""
    *before, last = words
    return f" {joiner} ".join(part for part in (", ".join(before), last) if part)
