"""Numbers in the cells of a table: ``1,200``, ``1 200``, ``1.200,5``, ``at least 14``, ``10-15``."""

import re

from timeline.domain.claims.figures import FigureError, read_figure
from timeline.domain.records import Figure
from timeline.importers.table.cells.cell_mistakes import NumberMistake
from timeline.problems import quoted

POINT = "point"
COMMA = "comma"
DECIMALS = (POINT, COMMA)

_SPACES = " \u00a0\u202f\u2009'’"
_GROUPED = re.compile(
    r"(?<![0-9.,])[0-9]{1,3}(?:(?P<by>[,. \u00a0\u202f\u2009'’])[0-9]{3})(?:(?P=by)[0-9]{3})*(?![0-9])"
)
_DECIMAL_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9])")
_POINTS = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?![0-9.,])")
_RANGE = re.compile(r"([0-9.]+) ?(?:-|–|—) ?([0-9.]+)")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_OTHER_WORDS = (
    (re.compile(r"(?:~|circa|ca\.?|c\.|approximately|approx\.?|around) ?(?=[0-9])"), "about "),
    (re.compile(r"(?:min\.?|minimum|>=|≥) ?(?=[0-9])"), "at least "),
    (re.compile(r"(?:max\.?|maximum|at most|<=|≤) ?(?=[0-9])"), "up to "),
    (re.compile(r"([0-9.]+) ?\+$"), r"at least \1"),
)

_LONGEST_PLAIN = 16
"""Digits that are surely no more than a figure may have."""


_LONGEST = 200
_WHAT_TO_WRITE = "write 14, at least 14, up to 14 or 10 to 15"


def read_table_figure(measure: str, text: str, decimal: str | None = None) -> Figure:
    """The figure that a cell gives: a number, or a few words about one. Raises NumberMistake.

    ``decimal``: POINT or COMMA; None is a point, and then ``1.200``, which could be either, is refused.
    """
    if len(text) < _LONGEST_PLAIN and text.isascii() and text.isdecimal():
        return Figure(measure, best=float(text))
    if len(text) > _LONGEST:
        raise NumberMistake(f"{quoted(text)} is no figure: {_WHAT_TO_WRITE}", "no figure")
    plain = " ".join(ungrouped(text, decimal).lower().split())
    for pattern, words in _OTHER_WORDS:
        plain = pattern.sub(words, plain)
    plain = _RANGE.sub(r"\1 to \2", plain)
    try:
        return read_figure(measure, plain)
    except FigureError as error:
        hint = str(error).partition(": ")[2] if plain == text else _WHAT_TO_WRITE
        raise NumberMistake(f"{quoted(text)} is no figure: {hint}", "no figure") from None


def read_table_number(text: str, decimal: str | None = None) -> float:
    """A single number that is not negative. Raises NumberMistake."""
    plain = ungrouped(text, decimal) if len(text) <= _LONGEST else ""
    if _PLAIN.fullmatch(plain) is None:
        raise NumberMistake(f"{quoted(text)} is no number: write it as 14 or 1,200", "no number")
    figure = read_table_figure("", text, decimal)
    return figure.best if figure.best is not None else 0.0


def ungrouped(text: str, decimal: str | None) -> str:
    """The text with its numbers as digits and a decimal point. Raises NumberMistake where a point could be either."""
    either = _POINTS.search(text) if decimal is None else None
    if either is not None:
        whole = either[0].replace(".", "")
        meanings = f"{whole} or {float(either[0]):g}" if either[0].count(".") == 1 else f"{whole} perhaps"
        raise NumberMistake(
            f"{quoted(text)} is {meanings}: say decimal: comma or decimal: point in the map", "decimal", is_open=True
        )
    grouping = _SPACES + ("." if decimal == COMMA else ",")

    def without_signs(match: re.Match[str]) -> str:
        return re.sub("[^0-9]", "", match[0]) if match["by"] in grouping else match[0]

    plain = _GROUPED.sub(without_signs, text)
    return _DECIMAL_COMMA.sub(".", plain) if decimal == COMMA else plain
