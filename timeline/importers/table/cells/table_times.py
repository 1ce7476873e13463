"""Times of day in cells of their own, beside a date: ``14:30``, ``2:30 pm``, ``1430``."""

import re

from timeline.domain.dates.edtf import EdtfError, parse
from timeline.importers.table.cells.cell_mistakes import DateMistake
from timeline.importers.table.cells.table_dates import DateStyle
from timeline.problems import quoted

_TIME = re.compile(
    r"(?:at )?(?P<hour>[0-9]{1,2})(?:[:.h](?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?)?"
    r"(?P<whole>h)? ?(?P<half>[ap]\.?m\.?)? ?(?P<zone>z|utc|gmt|[+-][0-9]{2}(?::?[0-9]{2})?)?"
    r"(?: ?(?:h|hrs?|hours|uhr))?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"([0-9]{1,2})([0-9]{2})( ?(?:h|hrs?|hours|z|utc|gmt))?", re.IGNORECASE)
_FRACTION = re.compile(r"0?[.,][0-9]{2,}")
_DAY = re.compile(r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST = 40


def read_time(text: str, style: DateStyle) -> str:
    """A time as EDTF has it after the T: ``14:30:00``, with its zone where one is said.

    A spreadsheet's part of a day (0.604) is read where the style has its dates. Raises DateMistake.
    """
    spelled = " ".join(text.split())
    if len(spelled) > _LONGEST:
        raise _no_time(spelled)
    if _FRACTION.fullmatch(spelled):
        return _from_fraction(spelled, style)
    if spelled.lower() == "noon":
        return "12:00:00"
    digits = _DIGITS.fullmatch(spelled)
    if digits:
        zone = (digits[3] or "").strip().lower()
        return _checked(spelled, int(digits[1]), digits[2], "00", "Z" if zone in ("z", "utc", "gmt") else "")
    match = _TIME.fullmatch(spelled)
    # A number alone could count hours of twelve, or anything else.
    if match is None or not (match["minute"] or match["half"] or match["whole"]):
        raise _no_time(spelled)
    hour, zone = int(match["hour"]), (match["zone"] or "").upper()
    if match["half"]:
        if not 1 <= hour <= 12:
            raise _no_time(spelled)
        hour = hour % 12 + (12 if match["half"][0] in "Pp" else 0)
    if zone in ("UTC", "GMT"):
        zone = "Z"
    elif len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    elif len(zone) == 3:
        zone = f"{zone}:00"
    return _checked(spelled, hour, match["minute"] or "00", match["second"] or "00", zone)


def at_time(edtf: str, time: str) -> str | None:
    """A day with a time; None where the date is no single day, or has a time already."""
    return f"{edtf}T{time}" if _DAY.fullmatch(edtf) else None


def _from_fraction(spelled: str, style: DateStyle) -> str:
    minutes = round(float("0." + re.split("[.,]", spelled)[1]) * 1440)
    if minutes == 1440:
        raise _no_time(spelled)
    clock = f"{minutes // 60:02d}:{minutes % 60:02d}"
    if style.excel is None:
        hint = f"say excel: 1900 in the map if {clock} is meant"
        raise DateMistake(f"{quoted(spelled)} is a spreadsheet's part of a day: {hint}", "serial", is_open=True)
    return f"{clock}:00"


def _checked(spelled: str, hour: int, minute: str, second: str, zone: str) -> str:
    found = f"{hour:02d}:{minute}:{second}{zone}"
    try:
        parse(f"2000-01-01T{found}")
    except EdtfError:
        raise _no_time(spelled) from None
    return found


def _no_time(spelled: str) -> DateMistake:
    return DateMistake(f"{quoted(spelled)} is no time of day: write it as 14:30 or 2:30 pm", "no time")
