"""Dates that words join -> EDTF: what ``stretches`` finds, once the dates themselves are read."""

from timeline.domain.dates.edtf import EdtfError, between, parse, qualified, throughout
from timeline.domain.dates.edtf_forms import precision
from timeline.domain.dates.typed.stretches import Way


def beside(way: Way, date: str) -> str:
    """What words before a single date make of it: ``[..2019]`` of "before 2020"."""
    when = parse(date)
    first, last = when.earliest_day, when.latest_day
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
    assert start.earliest_day is not None
    assert end.latest_day is not None
    if way is Way.EITHER:
        return _set(f"[{first},{last}]", first, last)
    if start.earliest_day > end.latest_day:
        return None
    if way is Way.FROM_TO:
        return lasting(first, last)
    is_plain = not (start.approximate or start.uncertain or end.approximate or end.uncertain)
    return between(start.earliest_day, end.latest_day) if is_plain else _set(f"[{first}..{last}]", first, last)


def _set(edtf: str, first: str, last: str) -> str:
    """The set, or where its dates are too unlike for one the time around both."""
    try:
        parse(edtf)
    except EdtfError:
        whens = parse(first), parse(last)
        days = [day for when in whens for day in (when.earliest_day, when.latest_day) if day is not None]
        approximate, uncertain = any(when.approximate for when in whens), any(when.uncertain for when in whens)
        return qualified(between(min(days), max(days)), approximate, uncertain)
    return edtf


def lasting(first: str, last: str) -> str:
    """The time from one single date to another: the shortest form where both are of one kind, without marks."""
    is_plain = first and last and not set("?~%") & {*first, *last}
    if is_plain and precision(first) == precision(last):
        return throughout(parse(first).earliest_day, parse(last).latest_day)
    return f"{first}/{last}"
