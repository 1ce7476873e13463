"""Advice as people are told it: the first pieces, and how many more there are unless all are asked for."""

from collections.abc import Iterator, Sequence

from timeline.problems import Problem
from timeline.views.wording.sentences import counted_apart

ADVICE_SHOWN = 10
"""Pieces that are shown beside something else."""


def advice_lines(found: Sequence[Problem], *, more: int = 0, most: int | None, marked: bool = True) -> Iterator[str]:
    """A line each for the first ``most`` pieces (None: all), and one for those left out, ``more`` among them.

    ``marked``: with the word "advice", as it stands among other lines.
    """
    shown = found if most is None else found[:most]
    for piece in shown:
        yield str(piece).replace(": ", ": advice: ", 1) if marked else str(piece)
    left = len(found) - len(shown) + more
    if left:
        yield f"… and {counted_apart(left, 'more piece')} of advice: --all prints them"
