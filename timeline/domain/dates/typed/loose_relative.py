"""Relative dates as people tell them, said anew in the grammar of ``relative``; for hints alone."""

import re

from timeline.domain.dates import edtf
from timeline.domain.dates.relative.meaning import resolve
from timeline.domain.dates.relative.reading import RelativeError, read_relative
from timeline.domain.dates.relative.relation import PUBLICATION
from timeline.domain.dates.typed.date_phrases import edtf_of, is_told_from_today
from timeline.domain.names import slug

_LONGEST = 100
"""Letters; what is longer is no date that anybody typed."""
_NUMBERS = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_AMOUNTS = {word: max(number, 1) for number, word in enumerate(_NUMBERS)} | {"an": 1}
_UNIT = r"(?P<{}>day|week|month|year)"
_BEFORE = ("before", "prior to", "earlier than", "ahead of")
_WAY = rf"(?P<{{}}>{'|'.join(_BEFORE)}|after|following|later than)"
_ABOUT = r"(?:(?P<about>about|around|approximately|roughly|some|circa) )?"
_DISTANCE = re.compile(
    rf"{_ABOUT}(?:the )?(?:(?P<amount>[0-9]{{1,6}}|[a-z]+)[ -])?{_UNIT.format('unit')}s? {_WAY.format('way')} "
    r"(?P<ref>.+)",
    re.IGNORECASE,
)
_SAME = re.compile(
    rf"{_ABOUT}(?:(?:on|in) )?(?:the )?(?:same {_UNIT.format('same')}(?: as)?|{_UNIT.format('of')} of) (?P<ref>.+)",
    re.IGNORECASE,
)
_OPEN = re.compile(
    rf"{_ABOUT}(?:(?:shortly|soon|just|immediately|right|long|some ?time|any ?time) )?{_WAY.format('way')} (?P<ref>.+)",
    re.IGNORECASE,
)
_FROM_TODAY = {
    "today": f"same day as {PUBLICATION}",
    "yesterday": f"1 day before {PUBLICATION}",
    "tomorrow": f"1 day after {PUBLICATION}",
}
_PUBLICATION = re.compile(r"(?:(?:date|day) of )?(?:publication|publishing)(?: date| day)?", re.IGNORECASE)
_NO_ID = re.compile(r"\b(?:before|after|as|than|and|or|hours?|minutes?|last|next|this|that)\b", re.IGNORECASE)


def relative_of(text: str) -> str | None:
    """The relative date, or the EDTF, that a loosely told one stands for; None where none is known.

    "1 day after blast" for "the day after the blast", "[..2026-03-30]" for "before 2026-03-31".
    """
    if len(text) > _LONGEST:
        return None
    typed = " ".join(text.split())
    if typed.lower() in _FROM_TODAY:
        return _FROM_TODAY[typed.lower()]
    said = edtf_of(typed)
    if said is not None:
        return said
    for pattern in (_DISTANCE, _SAME, _OPEN):
        match = pattern.fullmatch(typed)
        if match:
            return _said(match)
    return None


def hint_for(text: str) -> str | None:
    """What to write instead of a relative date that is badly told, or told from what is no event; None: no idea."""
    said = relative_of(text)
    if said is not None and said != text:
        return f"write {said}"
    if is_told_from_today(text):
        return f"a file knows no today, so write the day itself, as 2020-09-20, or count from {PUBLICATION}"
    return None


def _said(match: "re.Match[str]") -> str | None:
    core = _core(match.groupdict())
    date = edtf_of(match["ref"])
    ref = "x" if date is not None else _id_of(match["ref"])
    if core is None or ref is None:
        return None
    try:
        relative = read_relative(f"{'about ' if match['about'] or _is_loose(match.groupdict()) else ''}{core} {ref}")
    except RelativeError:
        return None
    if date is None:
        return relative.text
    return resolve(relative, {relative.first: edtf.parse(date)}).text


def _is_loose(found: "dict[str, str | None]") -> bool:
    """Whether a unit is told without a number: "the week before" is some day of it, "the day before" is one."""
    return found.get("unit") is not None and found.get("amount") is None and str(found["unit"]).lower() != "day"


def _core(found: "dict[str, str | None]") -> str | None:
    """What stands before the id."""
    unit = found.get("same") or found.get("of")
    if unit:
        return f"same {unit.lower()} as"
    way = "before" if str(found.get("way")).lower() in _BEFORE else "after"
    if "unit" not in found:
        return way
    amount = found["amount"] or "1"
    number = int(amount) if amount.isdigit() else _AMOUNTS.get(amount.lower())
    return None if number is None else f"{number} {str(found['unit']).lower()}{'' if number == 1 else 's'} {way}"


def _id_of(ref: str) -> str | None:
    """The id that some words may stand for; None where they tell a time."""
    words = re.sub(r"^(?:the|its|their|his|her) ", "", ref, flags=re.IGNORECASE)
    if is_told_from_today(words) or _NO_ID.search(words) or re.match("[0-9].*[^a-z0-9-]", words):
        return None
    if _PUBLICATION.fullmatch(words):
        return PUBLICATION
    return slug(words) or None
