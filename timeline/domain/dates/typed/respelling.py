"""Refused dates spelled anew: the draft of 2012, ISO 8601's other formats, plain English.

What comes out is a proposal and not checked: whoever offers it to a person reads it first.
"""

import re
from datetime import date, timedelta

from timeline.domain.dates.typed.spelled_dates import readings

_SEPARATOR = re.compile(r"(\.\.|[\[\]{},/])")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_ABOUT = re.compile(r"(?:circa|ca\.?|c\.?|about|around|approx(?:imately|\.)?) ?(?P<date>.+)", re.IGNORECASE)
_FROM_TO = re.compile(r"(.+?)(?: - | to | until |(?<=[0-9]{4})-(?=[0-9]{4}$))(.+)", re.IGNORECASE)
_WEEK = re.compile(r"([0-9]{4})-?W([0-9]{2})(?:-?([1-7]))?", re.IGNORECASE)
_ORDINAL = re.compile(r"([0-9]{4})-([0-9]{3})")
_LOOSE_TIME = re.compile(
    r"(?P<date>-?[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]"
    r"(?P<hour>[0-9]{2})(?::?(?P<minute>[0-9]{2}))?(?::?(?P<second>[0-9]{2}))?(?:[.,][0-9]+)?"
    r"(?P<shift>[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
_SIGNIFICANT = re.compile(r"[Yy]?(?P<sign>-?)(?P<digits>[0-9]{1,13})(?:[Ee](?P<exponent>[0-9]))?[Sp](?P<count>[0-9])")


def respellings(text: str) -> list[str]:
    """What the text may have been meant to say, in EDTF, the likeliest first; often nothing."""
    plain = _ascii(text).strip()
    if re.fullmatch(r"[0-9]{6}", plain):
        return [f"{plain[:4]}-{plain[4:]}", f"Y{plain}"]
    spelled = readings(plain) or _week_or_day_of_year(plain)
    if spelled:
        return spelled
    about = _ABOUT.fullmatch(plain)
    if about:
        dates = readings(about["date"]) or [about["date"]]
        return [f"{found}~" for found in dates]
    ends = _FROM_TO.fullmatch(plain)
    if ends:
        start, end = (readings(part) or [part] for part in ends.groups())
        return [f"{start[0]}/{end[0]}"] if len(start) == len(end) == 1 else []
    dense = re.sub(r"(?<=[0-9])\s+(?=[0-9]{2}:)", "T", plain)
    dense = re.sub(r"\s+", "", dense)
    whole = _respell_whole(dense)
    if ".." in whole and "/" not in whole and whole[0] not in "[{":
        return [f"[{whole}]", "/".join(end or ".." for end in whole.split(".."))]
    return [whole]


def without_times(text: str) -> str:
    """The text with every time of day left out."""
    return re.sub(r"[Tt][0-9:.,]+(?:[Zz]|[+-][0-9:]+)?", "", text)


def without_significant_digits(text: str) -> str | None:
    """``19XX`` for ``1950S2``; None where the text counts no significant digits."""
    match = _SIGNIFICANT.fullmatch(text)
    if match is None:
        return None
    digits = match["digits"] + "0" * int(match["exponent"] or 0)
    count = int(match["count"])
    kept, open_places = digits[:count], len(digits) - count
    if len(digits) == 4:
        return f"{match['sign']}{kept}{'X' * open_places}"
    ends = [f"Y{match['sign']}{kept}{digit * open_places}" for digit in "09"]
    if match["sign"]:
        ends.reverse()
    return f"[{ends[0]}..{ends[1]}]"


def _ascii(text: str) -> str:
    text = text.translate(_DASHES)
    return "".join(str(int(sign)) if sign.isdecimal() and not sign.isascii() else sign for sign in text)


def _week_or_day_of_year(text: str) -> list[str]:
    match = _WEEK.fullmatch(text)
    try:
        if match:
            year, week, weekday = (int(part or 0) for part in match.groups())
            first = date.fromisocalendar(year, week, weekday or 1)
            return [str(first) if weekday else f"[{first}..{first + timedelta(6)}]"]  # within the week, as in a month
        match = _ORDINAL.fullmatch(text)
        if match:
            day = date(int(match[1]), 1, 1) + timedelta(int(match[2]) - 1)
            return [str(day)] if day.year == int(match[1]) else []
    except (ValueError, OverflowError):  # no such week or year
        pass
    return []


def _respell_whole(text: str) -> str:
    """Each date of an interval or a set spelled anew, its ends and brackets mended."""
    if "/" in text:
        text = re.sub("unknown", "", text, flags=re.IGNORECASE)
        text = re.sub("open", "..", text, flags=re.IGNORECASE)
    text = _qualifier_into_set(_closed(text))
    pieces = _SEPARATOR.split(text)
    if len(pieces) > 1:
        pieces = [without_times(piece) for piece in pieces]
    pieces = [piece if _SEPARATOR.fullmatch(piece) else _respell_date(piece) for piece in pieces]
    if len(pieces) == 3 and pieces[1] == "/":
        pieces[2] = _completed(pieces[0], pieces[2])
    return "".join(pieces)


def _closed(text: str) -> str:
    closing = {"[": "]", "{": "}"}.get(text[:1])
    if closing is None or text.endswith(closing) or text[-1:] in "?~%":
        return text
    return (text[:-1] if text[-1:] in "]})" else text) + closing


def _qualifier_into_set(text: str) -> str:
    match = re.fullmatch(r"([\[{])(.+)([\]}])([?~%])", text)
    if match is None:
        return text
    members = re.sub(r"(?<=[0-9X])(?=,|\.\.|$)", match[4], match[2])
    return match[1] + members + match[3]


def _completed(start: str, end: str) -> str:
    """The end of ``2020-09-20/21`` in full; unchanged where it is full."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", start) and re.fullmatch(r"(?:[0-9]{2}-)?[0-9]{2}", end):
        return start[: -len(end)] + end
    if re.fullmatch(r"[0-9]{4}", start) and re.fullmatch(r"[0-9]{2}", end):
        return start[:2] + end
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", start) and re.fullmatch(r"0[1-9]|1[0-2]", end):
        return start[:-2] + end
    return end


def _respell_date(text: str) -> str:
    if re.fullmatch(r"[?~%(]*-?[0-9uUxX?~%()-]{2,}(?:\^.*)?", text):
        head, caret, season = text.partition("^")
        text = re.sub("[uUx]", "X", head) + caret + season
    elif re.fullmatch(r"y-?[0-9]+(?:[eE][0-9]+)?[?~%]{0,2}", text):
        text = text.upper()
    text = _without_hemisphere(text)
    if "(" in text:
        text = _ungrouped(text)
    text = re.sub(r"\?~|~\?", "%", text)
    spelled = readings(text)
    if len(spelled) == 1:
        return spelled[0]
    return _with_long_year(_padded(_with_seconds(text)))


def _without_hemisphere(text: str) -> str:
    """``2001-21^south`` was the draft's way to write 2001-29."""
    match = re.fullmatch(r"(.+-)(2[1-4])\^(.*)", text)
    if match is None:
        return text
    shift = {"s": 8, "n": 4}.get(match[3][:1].lower(), 0)
    return f"{match[1]}{int(match[2]) + shift}"


def _ungrouped(text: str) -> str:
    """The draft's ``(2011)-06-04~`` with a qualifier before each part that it held for.

    There, a qualifier after a bracket held for what the bracket enclosed, any other for all on its
    left that no bracket enclosed.
    """
    parts: list[list[str]] = []
    unbracketed: list[list[list[str]]] = [[]]
    enclosed: list[list[list[str]]] = [[]]
    for match in re.finditer(r"\(|(?P<item>\)|(?:(?<![0-9X)?~%])-)?[0-9X]+)(?P<qualifiers>[?~%]*)", text):
        item, qualifiers = match.group("item", "qualifiers")
        if item is None:
            unbracketed.append([])
            enclosed.append([])
        elif item != ")":
            part = [item, ""]
            parts.append(part)
            unbracketed[-1].append(part)
            enclosed[-1].append(part)
            _qualify(unbracketed[-1], qualifiers)
        elif len(enclosed) > 1:
            unbracketed.pop()
            inner = enclosed.pop()
            _qualify(inner, qualifiers)
            enclosed[-1].extend(inner)
    marks = ["%" if len(set(qualifiers)) > 1 else qualifiers[:1] for _, qualifiers in parts]
    if len(set(marks)) == 1:
        return "-".join(item for item, _ in parts) + marks[0]
    return "-".join(mark + item for mark, (item, _) in zip(marks, parts, strict=True))


def _qualify(parts: list[list[str]], qualifiers: str) -> None:
    for part in parts:
        part[1] += qualifiers


def _with_seconds(text: str) -> str:
    match = _LOOSE_TIME.fullmatch(text)
    if match is None:
        return text
    hour, minute, second, shift = match.group("hour", "minute", "second", "shift")
    shift = (shift or "").upper()
    if len(shift) == 5:
        shift = f"{shift[:3]}:{shift[3:]}"
    return f"{match['date']}T{hour}:{minute or '00'}:{second or '00'}{shift}"


def _padded(text: str) -> str:
    match = re.fullmatch(r"(-?[0-9]{4}[?~%]?)-([0-9]{1,2}[?~%]?)(?:-([0-9]{1,2}[?~%]?))?", text)
    if match is None:
        return text
    parts = [part for part in match.groups() if part]
    return "-".join(part if len(part.rstrip("?~%")) > 1 else f"0{part}" for part in parts)


def _with_long_year(text: str) -> str:
    """A year of more than four digits takes a Y and stands alone."""
    match = re.fullmatch(r"[+Yy]?(?P<year>-?[0-9]{5,13})(?P<rest>(?:-[0-9]{2}){0,2})(?P<mark>[?~%]?)", text)
    if match:
        return f"Y{match['year']}{match['mark']}"
    return text[1:] if re.match(r"\+[0-9]", text) else text
