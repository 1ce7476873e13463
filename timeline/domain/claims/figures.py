"""Figures: "at least 14" and the low, best and high that it means, both ways.

Low, best and high are those of the UCDP codebooks: the lowest, the most likely and the highest
number that a source gives.
"""

import re

from timeline.domain.records import Figure

LARGEST = 2**53
"""Whole numbers up to here are exact as floats."""

_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_ABOUT = r"(?P<about>about )?"
_AROUND = (
    rf"(?P<low>{_NUMBER}) to (?P<high>{_NUMBER})"
    rf"|at least (?P<least>{_NUMBER})"
    rf"|up to (?P<most>{_NUMBER})"
)
_FORMS = (
    re.compile(rf"{_ABOUT}(?P<best>{_NUMBER})(?: \((?:{_AROUND})\))?"),
    re.compile(rf"{_ABOUT}(?:{_AROUND})"),
)


_LONGEST = 1_000


class FigureError(ValueError):
    """A text is no figure; the message is one line and says how to write it."""


def read_figure(measure: str, text: str) -> Figure:
    """The figure that a text such as ``5 (3 to 9)`` gives for a measure.

    Forms: ``5``, ``at least 14`` (low), ``up to 6`` (high), ``13 to 15`` (low and high), and
    ``5 (3 to 9)``, ``5 (at least 3)``, ``5 (up to 9)`` (beside the best); any of them after
    ``about``. Numbers are decimals without sign or separators, up to LARGEST. Low may exceed high:
    what a source says is kept.

    Raises FigureError for any other text.
    """
    for form in _FORMS:
        match = form.fullmatch(text) if len(text) <= _LONGEST else None
        if match is not None:
            found = match.groupdict()
            return Figure(
                measure,
                low=_number(found["low"] or found["least"]),
                best=_number(found.get("best")),
                high=_number(found["high"] or found["most"]),
                approximate=found["about"] is not None,
            )
    # Only who errs pays for the hint.
    from timeline.domain.claims.figure_hints import what_to_write

    raise FigureError(f"{_shown(text)} is no figure: {what_to_write(text[:_LONGEST], is_figure)}")


def is_figure(text: str) -> bool:
    """Whether a text has one of the forms that ``read_figure`` reads."""
    return any(form.fullmatch(text) for form in _FORMS)


def figure_text(figure: Figure) -> str:
    """The figure in words, without its measure: the text that ``read_figure`` reads back equal.

    Raises ValueError where the figure has no number, or one that is negative or beyond LARGEST.
    """
    words = _around_text(figure.low, figure.high)
    if figure.best is not None:
        best = _number_text(figure.best)
        words = f"{best} ({words})" if words else best
    if not words:
        raise ValueError(f"the figure for {figure.measure} has no number")
    return f"about {words}" if figure.approximate else words


def _around_text(low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return f"{_number_text(low)} to {_number_text(high)}"
    if low is not None:
        return f"at least {_number_text(low)}"
    return f"up to {_number_text(high)}" if high is not None else ""


def _number(text: str | None) -> float | None:
    if text is None:
        return None
    whole, _, fraction = text.partition(".")
    if len(whole.lstrip("0")) > 16 or int(whole) + bool(fraction.strip("0")) > LARGEST:
        raise FigureError(f"{_shown(text)} is too large: numbers go up to {LARGEST}")
    return float(text)


def _number_text(number: float) -> str:
    if not 0 <= number <= LARGEST:
        raise ValueError(f"{number} is no figure: numbers run from 0 to {LARGEST}")
    if number == int(number):
        return str(int(number))
    text = repr(float(number))
    if "e" not in text:
        return text
    digits, _, exponent = text.partition("e-")
    return f"0.{'0' * (int(exponent) - 1)}{digits.replace('.', '')}"


def _shown(text: str) -> str:
    short = text if len(text) <= 60 else text[:59] + "…"
    return f'"{short}"' if short.isprintable() else ascii(short)
