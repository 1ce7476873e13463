"""Coordinates in the cells of a table: ``33.567``, ``33°34'N``, ``35.1318 N``, ``33 34 12 N``."""

import re

from timeline.importers.table.cells.cell_mistakes import NumberMistake
from timeline.importers.table.cells.table_numbers import COMMA
from timeline.problems import quoted

_SIGNED = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")
_NUMBER = r"[0-9]{1,4}(?:\.[0-9]+)?"
_PARTS = re.compile(
    rf"(?P<before>[NSEW])? ?(?P<sign>[-+])?(?P<degrees>{_NUMBER}) ?(?:°|deg\.?|degrees)?"
    rf"(?:[ :]*(?P<minutes>{_NUMBER}) ?(?:'|min\.?)?(?:[ :]*(?P<seconds>{_NUMBER}) ?(?:\"|''|sec\.?)?)?)?"
    r" ?(?P<after>[NSEW]|north|south|east|west)?",
    re.IGNORECASE,
)
_SIGNS = str.maketrans(
    {"−": "-", "–": "-", "º": "°", "˚": "°", **dict.fromkeys("’′‘´`", "'"), **dict.fromkeys("”″“", '"')}
)
_LONGEST = 40
LATITUDE, LONGITUDE = 90, 180


def read_degrees(text: str, limit: int, decimal: str | None = None) -> float:
    """Degrees from -limit to limit: LATITUDE, which takes N and S, or LONGITUDE, which takes E and W.

    Minutes and seconds are added up, to a ten millionth of a degree. Raises NumberMistake.
    """
    plain = " ".join(text.translate(_SIGNS).split())
    # No thousands here: a comma can only stand before decimals.
    if decimal == COMMA or (plain.count(",") == 1 and re.search(r"[0-9],[0-9]", plain)):
        plain = re.sub("(?<=[0-9]),(?=[0-9])", ".", plain)
    if _SIGNED.fullmatch(plain) and len(plain) <= _LONGEST:
        return _within(text, float(plain), limit)
    match = _PARTS.fullmatch(plain) if len(plain) <= _LONGEST else None
    if match is None or not _says_where(plain, match):
        raise _no_coordinate(text, limit)
    side: str = (match["before"] or match["after"] or "").upper()[:1]
    if (match["before"] and match["after"]) or (match["sign"] and side):
        raise NumberMistake(f"{quoted(text)} has two signs of where it lies: write 33.25 N or 33.25", "no coordinate")
    if side and (side in "NS") != (limit == LATITUDE):
        named, sides = ("latitude", "N or S") if limit == LATITUDE else ("longitude", "E or W")
        raise NumberMistake(f"{quoted(text)} is no {named}: one lies {sides}", "other coordinate")
    is_negative = side in ("S", "W") or match["sign"] == "-"
    return _within(text, _degrees(text, match, limit, is_negative=is_negative), limit)


def _says_where(plain: str, match: re.Match[str]) -> bool:
    """Whether numbers are surely degrees: "33 34" could be a fraction whose point went missing."""
    return any(match.group("before", "after", "seconds")) or re.search("[°':]|deg", plain) is not None


def _degrees(text: str, match: re.Match[str], limit: int, *, is_negative: bool) -> float:
    parts = [match[name] for name in ("degrees", "minutes", "seconds") if match[name]]
    # Only the last may have decimals, and below the degrees all stay below 60.
    if any("." in part for part in parts[:-1]) or any(float(part) >= 60 for part in parts[1:]):
        raise _no_coordinate(text, limit)
    total = float(parts[0])
    if len(parts) > 1:
        total = round(sum(float(part) / step for part, step in zip(parts, (1, 60, 3600), strict=False)), 7)
    return -total if is_negative and total else total


def _within(text: str, degrees: float, limit: int) -> float:
    if not -limit <= degrees <= limit:
        raise NumberMistake(f"{quoted(text)} is out of range: it runs from -{limit} to {limit}", "out of range")
    return degrees


def _no_coordinate(text: str, limit: int) -> NumberMistake:
    example = "33°34'N" if limit == LATITUDE else "44°22'E"
    hint = f"write decimal degrees, such as 33.25 or -0.5, or {example}"
    return NumberMistake(f"{quoted(text)} is no coordinate: {hint}", "no coordinate")
