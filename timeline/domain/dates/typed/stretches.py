"""How dates are joined in words: "between 1012 and 1013", "since 2022", "5 to 7 Aug 2031".

The one grammar for what people type at a command and for what stands in the cells of tables. English
only, case does not matter. What the dates themselves mean is for the caller to read; what the words make
of them in EDTF is said here too.
"""

import re
from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from timeline.domain.dates.edtf import between, is_edtf, parse, qualified


class Way(Enum):
    """How a stretch and its dates hang together."""

    FROM_TO = "from to"
    """All the time from the first to the last."""
    BETWEEN = "between"
    """Somewhere from the first to the last, both included."""
    EITHER = "or"
    """One of the two."""
    SINCE = "since"
    """All the time from it on."""
    UNTIL = "until"
    """All the time up to it."""
    ON_OR_AFTER = "on or after"
    ON_OR_BEFORE = "on or before"
    BEFORE = "before"
    """Before it began."""
    AFTER = "after"
    """After it ended."""


class Joined(NamedTuple):
    """Dates that words join, as texts."""

    way: Way
    first: str
    last: str = ""
    """The second of two."""


_ONE = (
    (Way.ON_OR_AFTER, "on or after "),
    (Way.ON_OR_BEFORE, "on or before "),
    (Way.SINCE, "since "),
    (Way.SINCE, "from "),
    (Way.SINCE, "starting "),
    (Way.UNTIL, "until "),
    (Way.UNTIL, "till "),
    (Way.UNTIL, "up to "),
    (Way.UNTIL, "to "),
    (Way.BEFORE, "before "),
    (Way.AFTER, "after "),
)
# Compiled when they are first asked for: most windows are one date, and a question is often shorter than that.
_TWO = (
    (Way.BETWEEN, r"between (.+?) and (.+)"),
    (Way.FROM_TO, r"(?:from )?(.+?) (?:to|until|till|-) (.+)"),
    (Way.FROM_TO, r"([0-9]{3,4})-([0-9]{3,4}(?: ?[a-z.]+)?)"),
    (Way.FROM_TO, r"([0-9]{1,2})-([0-9]{1,2} [a-z].+)"),
    (Way.EITHER, r"(?:either )?(.+?) or (.+)"),
)
_ABOUT = r"(?:circa|ca\.?|c\.|about|around|approx(?:imately|\.)?|~) ?(.+)"
_BCE = r"(?<=[0-9]) ?(?:b\.?c\.?(?:e\.?)?)$"
_ANY_ERA = r"\b(?:b\.?c|a\.?d|c\.?e)\b"
_STILL = frozenset(("ongoing", "on-going", "present", "the present", "now", "current", "to date", "incumbent"))
_LONGEST = 1_000


def evened(text: str) -> str:
    """The text with single spaces, and dashes as hyphens that stand by themselves."""
    return " ".join(text.replace("–", " - ").replace("—", " - ").split())


def is_still_so(text: str) -> bool:
    """Whether the end of a stretch says that there is none as yet: "ongoing", "present"."""
    return text.lower() in _STILL


def without_about(text: str) -> str | None:
    """What follows "circa", "c.", "about" and the like; None where the text does not begin so."""
    match = re.fullmatch(_ABOUT, text, re.IGNORECASE)
    return match[1] if match else None


def joined(text: str, is_date: Callable[[str], bool]) -> Joined | None:
    """The dates of an evened text and the words between them; None where nothing joins any.

    ``is_date``: whether a text is a whole date; the "20" of "20 to 30 September 2020" is none, and is
    given with its month and year.
    """
    if len(text) > _LONGEST:
        return None
    lower = text.lower()
    for way, word in _ONE[:2]:
        if lower.startswith(word):
            return Joined(way, text[len(word) :])
    for way, pattern in _TWO:
        match = re.fullmatch(pattern, text, re.IGNORECASE)
        if match:
            return Joined(way, _completed(match[1], match[2], is_date), match[2])
    for way, word in _ONE[2:]:
        if lower.startswith(word):
            return Joined(way, text[len(word) :])
    return None


def _completed(start: str, end: str, is_date: Callable[[str], bool]) -> str:
    """The first of two dates with the last words of the second, where it is a date only so; and with
    its era, for the 264 of "264 to 241 BC" is no year of ours."""
    needs_era = re.search(_BCE, end, re.IGNORECASE) is not None and re.search(_ANY_ERA, start, re.IGNORECASE) is None
    if not needs_era and is_date(start):
        return start
    words = end.split()
    wholes = [" ".join([start, *words[-count:]]) for count in (3, 2, 1) if len(words) > count]
    if needs_era:
        wholes.append(f"{start} bc")
    return next((whole for whole in wholes if is_date(whole)), start)


def beside(way: Way, date: str) -> str:
    """What words before a single date make of it: ``[..2019]`` of "before 2020"."""
    when = parse(date)
    first, last = when.begin_earliest, when.end_latest
    assert first is not None
    assert last is not None
    if way is Way.SINCE:
        return f"{date}/.."
    if way is Way.UNTIL:
        return f"/{date}"
    bounds = {
        Way.BEFORE: (None, first - 1),
        Way.AFTER: (last + 1, None),
        Way.ON_OR_AFTER: (first, None),
        Way.ON_OR_BEFORE: (None, last),
    }
    return qualified(between(*bounds[way]), when.approximate, when.uncertain)


def joining(way: Way, first: str, last: str) -> str | None:
    """What words between two single dates make of them; None where the second is before the first."""
    start, end = parse(first), parse(last)
    assert start.begin_earliest is not None
    assert end.end_latest is not None
    if way is Way.EITHER:
        return _set(f"[{first},{last}]", first, last)
    if start.begin_earliest > end.end_latest:
        return None
    if way is Way.FROM_TO:
        return lasting(first, last)
    is_plain = not (start.approximate or start.uncertain or end.approximate or end.uncertain)
    return between(start.begin_earliest, end.end_latest) if is_plain else _set(f"[{first}..{last}]", first, last)


def _set(edtf: str, first: str, last: str) -> str:
    """The set, or where its dates are too unlike for one the time around both."""
    if is_edtf(edtf):
        return edtf
    whens = parse(first), parse(last)
    days = [day for when in whens for day in (when.begin_earliest, when.end_latest) if day is not None]
    approximate, uncertain = any(when.approximate for when in whens), any(when.uncertain for when in whens)
    return qualified(between(min(days), max(days)), approximate, uncertain)


def lasting(first: str, last: str) -> str:
    """All the time from one single date to another, each end as close as it is known; one date where both are the same.

    "1 to 31 May" keeps its days, for "May" alone need not have lasted.
    """
    return first if first == last != "" else f"{first}/{last}"
