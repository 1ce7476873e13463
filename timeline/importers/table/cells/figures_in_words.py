"""A figure out of the words of a cell: ``7 (3 children)``, ``3 killed, 5 injured``."""

import re
from collections.abc import Iterable, Mapping, Sequence

from timeline.domain.records import Figure
from timeline.importers.table.cells.cell_mistakes import NumberMistake
from timeline.importers.table.cells.table_numbers import read_table_figure, ungrouped
from timeline.problems import listed, quoted

MEASURE_WORDS: Mapping[str, Sequence[str]] = {
    measure: words.split(", ")
    for measure, words in {
        "killed": "killed, dead, deaths, fatalities, death toll, nkill, kills, tote, todesopfer, "
        "getotete, muertos, fallecidos, morts, tues, deces, morti, doden, mortos, fatality",
        "injured": "injured, wounded, hurt, injuries, nwound, verletzte, verletzt, heridos, blesses, "
        "feriti, feridos, gewonden",
        "missing": "missing, vermisste, desaparecidos, disparus, dispersi",
        "arrested": "arrested, arrests, detained, detentions, festnahmen, verhaftete, detenidos, arrestations, arretes",
        "abducted": "abducted, kidnapped, hostages, entfuhrte, secuestrados, enleves, rapiti",
        "displaced": "displaced, vertriebene, desplazados, deplaces, sfollati",
    }.items()
}
"""What tables call each measure, in headers and in cells, as ``domain.words.names.slug`` writes it, with spaces."""

_FIGURE = (
    r"(?:(?:about|around|approximately|approx\.?|circa|ca\.?|at least|minimum|min\.?|up to|maximum|max\.?|at most) ?)?"
    r"[~≥≤]?(?<![\w.])[0-9]+(?:\.[0-9]+)?(?: ?(?:-|–|to) ?[0-9]+)?\+?(?!\w)"
)
_ANY_FIGURE = re.compile(_FIGURE)
_ENDS = re.compile(rf"[,;()\[\]\n]|(?:\band\b|[&+/]) ?(?={_FIGURE})|\.(?= |$)")
_BETWEEN_WORDS = re.compile(r"[^\w]+")
_LONGEST = 2_000
"""Signs of a cell that is searched for figures."""


def figure_beside(measure: str, text: str, words: Sequence[str], decimal: str | None = None) -> Figure | None:
    """The figure that stands with one of the words in a part of a cell; None where none of them is there.

    Parts end at commas, semicolons, brackets and lines, and at an "and" before the next figure. Words are
    compared without regard to case. Raises NumberMistake for words without a figure, for several figures that
    differ, and where a figure is for several measures at once.
    """
    parts = _parts_of(ungrouped(text, decimal))
    others = _words_of_others(measure, words)
    # "5 killed, injured": the figure may be for both.
    if any(part in others for part in parts):
        raise _unclear(text, words)
    found: dict[Figure, None] = {}
    fitting = [part for part in parts if _has(part, words)]
    for part in fitting:
        figure = None if _has(part, others) else _figure_of(measure, part, words)
        if figure is None:
            raise _unclear(text, words)
        found[figure] = None
    if len(found) > 1:
        raise _unclear(text, words)
    return next(iter(found), None)


def leading_figure(measure: str, text: str, decimal: str | None = None) -> Figure:
    """The figure that a cell begins with, whatever words follow. Raises NumberMistake where it begins with none, or
    with one of another measure."""
    parts = _parts_of(ungrouped(text, decimal))
    found = _figure_of(measure, parts[0], ()) if parts and not _has(parts[0], _words_of_others(measure, ())) else None
    if found is None:
        raise NumberMistake(f"{quoted(text)} does not begin with a figure of its own", "no figure at its start")
    return found


def _unclear(text: str, words: Iterable[str]) -> NumberMistake:
    return NumberMistake(
        f"{quoted(text)} has no clear figure beside {listed(map(quoted, words), 'or')}", "no clear figure"
    )


def _words_of_others(measure: str, words: Sequence[str]) -> list[str]:
    return [word for other, those in MEASURE_WORDS.items() if other != measure for word in those if word not in words]


def _parts_of(plain: str) -> list[str]:
    spaced = " ".join(plain[:_LONGEST].replace("\n", " ; ").split()).casefold()
    return [part.strip(" .:") for part in _ENDS.split(spaced) if part.strip(" .:")]


def _has(part: str, words: Iterable[str]) -> bool:
    padded = f" {_BETWEEN_WORDS.sub(' ', part)} "
    return any(f" {word} " in padded for word in words)


def _figure_of(measure: str, part: str, words: Sequence[str]) -> Figure | None:
    """The one figure of a part. Before it may only stand one of the words: "more than 5" is not 5."""
    matches = list(_ANY_FIGURE.finditer(part))
    if len(matches) != 1:
        return None
    before = part[: matches[0].start()].strip()
    # A sign by itself is not left out either: -99 is not 99.
    if before and before.rstrip(" :=-") not in words:
        return None
    try:
        return read_table_figure(measure, matches[0][0].strip())
    except NumberMistake:
        return None
