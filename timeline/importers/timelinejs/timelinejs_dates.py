"""TimelineJS dates (year, month, day, time; each a text or a number, some left out) -> EDTF.

An end beside a start says how long it took, of an event as of an era, which the format calls a span of time: it lasted.
A year before our era is negative and counts as people write it, -44 for 44 BCE (EDTF -0043); from the
10000th on, as geologists count, nothing is shifted. https://timeline.knightlab.com/docs/json-format.html
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from timeline.domain.dates import edtf
from timeline.domain.dates.calendar import days_in_month

PARTS = ("year", "month", "day", "hour", "minute", "second")
Complain = Callable[[str, str, object], None]
"""Takes a part (``year``), what is wrong with it, and what was found."""

_LOWEST_SHIFTED = -9999
_WHOLE = re.compile(r"([+-]?[0-9]{1,15})(?:\.0*)?")
_TIME = re.compile(
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?"
)


class Moment(NamedTuple):
    """One end of a date, as precise as it was given."""

    edtf: str
    """Without the time of day."""
    time: str | None = None
    """hh:mm:ss"""


def clock(text: str) -> dict[str, str] | None:
    """The parts of a cell such as ``10:30`` or ``3:05 PM``; None where it is no time of day."""
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"] in "Pp" else 0)
    return {"hour": str(hour), "minute": match["minute"], "second": match["second"] or "0"}


def is_blank(parts: Mapping[str, object]) -> bool:
    """Whether a date says nothing at all."""
    return all(_text(parts.get(part)) == "" for part in PARTS)


def moment(parts: Mapping[str, object], complain: Complain) -> Moment | None:
    """What the parts of a date mean; None where something was wrong, which has been told."""
    numbers: dict[str, int] = {}
    faults = 0
    for part in PARTS:
        value = parts.get(part)
        number = _number(value)
        if number is not None:
            numbers[part] = number
        elif _text(value) != "":
            complain(part, "is no whole number", value)
            faults += 1
    bounds = {"month": (1, 12), "day": (1, 31), "hour": (0, 23), "minute": (0, 59), "second": (0, 59)}
    for part, (lowest, highest) in bounds.items():
        if part in numbers and not lowest <= numbers[part] <= highest:
            complain(part, f"runs from {lowest} to {highest}", parts[part])
            faults += 1
    for coarse, fine in (("year", "month"), ("month", "day"), ("day", "hour")):
        if fine in numbers and coarse not in numbers and _text(parts.get(coarse)) == "":
            complain(fine, f"means nothing without the {coarse}", parts[fine])
            faults += 1
    if faults or "year" not in numbers:
        if not faults:
            complain("year", "is missing", "")
        return None
    return _written(numbers, parts, complain)


def _written(numbers: Mapping[str, int], parts: Mapping[str, object], complain: Complain) -> Moment | None:
    year = numbers["year"]
    if year == 0:
        complain("year", "there is none: 1 BCE is -1", parts["year"])
        return None
    if _LOWEST_SHIFTED <= year < 0:
        year += 1
    text = f"{'-' if year < 0 else ''}{'Y' * (abs(year) > 9999)}{abs(year):04d}".replace("-Y", "Y-")
    if "month" in numbers and abs(year) <= 9999:
        text += f"-{numbers['month']:02d}"
        if "day" in numbers:
            if numbers["day"] > days_in_month(year, numbers["month"]):
                complain("day", f"{text} has {days_in_month(year, numbers['month'])} days", parts["day"])
                return None
            text += f"-{numbers['day']:02d}"
    try:
        edtf.parse(text)
    except edtf.EdtfError as error:
        from timeline.domain.dates.typed.edtf_hints import explained  # only who errs pays for the hints

        complain("year", str(explained(error)), parts["year"])
        return None
    time = None
    if "hour" in numbers and "day" in numbers:
        time = f"{numbers['hour']:02d}:{numbers.get('minute', 0):02d}:{numbers.get('second', 0):02d}"
    return Moment(text, time)


def span(start: Moment, end: Moment | None) -> tuple[str | None, str | None]:
    """(EDTF of what lasted from start to end, times that it cannot hold in words); None: it ends before it starts.

    Each end is as close as it is written, and EDTF has a time only for one moment.
    """
    if end is None or end == start:
        return f"{start.edtf}T{start.time}" if start.time else start.edtf, None
    first, last = edtf.parse(start.edtf), edtf.parse(end.edtf)
    if (last.end_latest or 0) < (first.begin_earliest or 0):
        return None, None
    if start.edtf == end.edtf:
        if start.time and end.time and end.time < start.time:
            return None, None
        told = f"from {start.time} to {end.time}" if start.time and end.time else f"to {end.time}" if end.time else None
        return f"{start.edtf}T{start.time}" if start.time else start.edtf, told
    times = [f"{word} {each.time}" for word, each in (("from", start), ("to", end)) if each.time]
    return f"{start.edtf}/{end.edtf}", " ".join(times) or None


def _number(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    match = _WHOLE.fullmatch(_text(value))
    return int(match[1]) if match else None


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value)) if abs(value) < 1e15 else str(value)
    return "" if value is None else str(value).strip()
