"""What a relative date means, once the dates that it is told from are known.

``before`` counts from the days in which an anchor began, ``after`` from those in which it ended; what was
``during`` it or on the ``same`` day goes by all of its days. Where an anchor is known only within a range, all of
these widen accordingly. Its flags carry over, ``about`` sets *approximate*, and neither widens anything.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache

from timeline.domain.dates import edtf
from timeline.domain.dates.calendar import date_from_day, day_from_date, days_in_month
from timeline.domain.dates.relative.relation import Anchor, Form, Relative
from timeline.domain.dates.when import End, Span, When

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_Days = tuple[int | None, int | None]
"""A first and a last day; None is open."""


class NothingLeft(ValueError):
    """No day fits a relative date, as its anchors are dated. The message says why, as part of a sentence."""


def resolve(relative: Relative, anchors: Mapping[Anchor, When]) -> When:
    """The days of a relative date; ``anchors`` has those of its events and of the publication.

    ``text`` is empty where EDTF has no form for them. Raises NothingLeft where they contradict one another.
    """
    first = anchored(relative, relative.first, anchors)
    second = first if relative.second is None else anchored(relative, relative.second, anchors)
    approximate = relative.approximate or first.approximate or second.approximate
    uncertain = first.uncertain or second.uncertain
    if relative.form in (Form.LASTING, Form.AT_LEAST):
        span = _lasting(relative, first.span, second.span)
        text = "" if relative.approximate else _as_written(first, second, span)
        text = text or edtf.qualified(edtf.lasted(span), approximate, uncertain)
    else:
        span = _within(relative, first.span, second.span)
        text = edtf.qualified(edtf.between(span.begin_earliest, span.end_latest), approximate, uncertain)
    start = End.OPEN if span.begin_earliest is None else End.KNOWN
    end = End.OPEN if span.end_latest is None else End.KNOWN
    return When(text, span, approximate, uncertain, start, end)


def anchored(relative: Relative, anchor: Anchor, anchors: Mapping[Anchor, When]) -> When:
    """The days of an anchor; ``anchors`` has those of events and of the publication."""
    if anchor.date is None:
        return anchors[anchor]
    when = _read(anchor.date)
    if relative.form not in (Form.OPEN, Form.BETWEEN) or "X" in anchor.date:
        return when
    # What is before or after a month is so of all its days, and not of some day in it.
    first, last = when.begin_earliest, when.end_latest
    return when._replace(span=Span(first, first, last, last))


@lru_cache(10_000)
def _read(date: str) -> When:
    """Many claims are told from one day, such as that on which an article came out."""
    return edtf.parse(date)


# --- lasting ----------------------------------------------------------------------------------------------


def _lasting(relative: Relative, first: Span, second: Span) -> Span:
    """It began within the days of the first and ended within those of the second, or at the soonest in them."""
    begin = (first.begin_earliest, first.end_latest)
    if relative.form is Form.AT_LEAST:
        return Span.lasts(begin, (second.begin_earliest, None))
    if _is_empty((first.begin_earliest, second.end_latest)):
        raise NothingLeft("the end would lie before the begin")
    return Span.lasts(begin, (second.begin_earliest, second.end_latest))


def _as_written(first: When, second: When, span: Span) -> str:
    """The interval in the words of its ends, each with its own qualifiers; "" where these are no words for an end."""
    if not (first.text and second.text):
        return ""  # beside a stroke, nothing would mean that nobody knows
    text = f"{first.text}/{second.text}"
    return text if edtf.is_edtf(text) and edtf.parse(text).span == span else ""


# --- within -----------------------------------------------------------------------------------------------


def _within(relative: Relative, first: Span, second: Span) -> Span:
    days = _FORMS[relative.form](relative, first, second)
    if not _is_empty(days):
        return Span.within(*days)
    if relative.form is Form.BETWEEN:
        raise NothingLeft("no day lies between")
    raise NothingLeft(f"no day of its {relative.unit} lies {relative.way} it")


def _is_empty(days: _Days) -> bool:
    first, last = days
    return first is not None and last is not None and first > last


def _side(relative: Relative, span: Span) -> _Days:
    """The days that a date is counted from."""
    if relative.way == "before":
        return span.begin_earliest, span.begin_latest
    return span.end_earliest, span.end_latest


def _distance(relative: Relative, first: Span, _: Span) -> _Days:
    assert relative.amount is not None
    amount = relative.amount if relative.way == "after" else -relative.amount
    return _each(_side(relative, first), lambda day: shifted(day, amount, relative.unit))


def _open(relative: Relative, first: Span, _: Span) -> _Days:
    return (None, _day_before(first)) if relative.way == "before" else (_day_after(first), None)


def _between(_: Relative, first: Span, second: Span) -> _Days:
    return _day_after(first), _day_before(second)


def _day_before(span: Span) -> int | None:
    """The last day on which something may have been before it."""
    return None if span.begin_latest is None else span.begin_latest - 1


def _day_after(span: Span) -> int | None:
    """The first day on which something may have been after it."""
    return None if span.end_earliest is None else span.end_earliest + 1


def _same(relative: Relative, first: Span, _: Span) -> _Days:
    return _units(first.begin_earliest, first.end_latest, relative.unit)


def _during(_: Relative, first: Span, __: Span) -> _Days:
    return first.begin_earliest, first.end_latest


def _beside(relative: Relative, first: Span, _: Span) -> _Days:
    if relative.way == "before":
        earliest, latest = _each(_side(relative, first), lambda day: unit_days(day, relative.unit)[0] - 1)
    else:
        earliest, latest = _each(_side(relative, first), lambda day: unit_days(day, relative.unit)[1] + 1)
    return _units(earliest, latest, relative.unit)


def _part(relative: Relative, first: Span, _: Span) -> _Days:
    """What is on the first day of its unit has none of that before it, and what is on the last has none after."""
    earliest, latest = _side(relative, first)
    if relative.way == "before":
        begin, _last = _units(earliest, None, relative.unit)
        return begin, None if latest is None else latest - (2 if unit_days(latest, relative.unit)[0] == latest else 1)
    _first, end = _units(None, latest, relative.unit)
    return None if earliest is None else earliest + (2 if unit_days(earliest, relative.unit)[1] == earliest else 1), end


def _weekday(relative: Relative, first: Span, _: Span) -> _Days:
    return _each(_side(relative, first), lambda day: nearest_weekday(day, relative.unit or "", relative.way))


def nearest_weekday(day: int, name: str, way: str | None) -> int:
    """The nearest such day of the week before or after a day, the day itself left out."""
    ahead = (WEEKDAYS.index(name) - (day - 1)) % 7  # day 1, 0001-01-01, is a Monday
    return day + (ahead or 7) if way == "after" else day - (7 - ahead)


_FORMS: dict[Form, Callable[[Relative, Span, Span], _Days]] = {
    Form.DISTANCE: _distance,
    Form.OPEN: _open,
    Form.BETWEEN: _between,
    Form.SAME: _same,
    Form.DURING: _during,
    Form.BESIDE: _beside,
    Form.PART: _part,
    Form.WEEKDAY: _weekday,
}


def _each(days: _Days, move: Callable[[int], int]) -> _Days:
    first, last = days
    return None if first is None else move(first), None if last is None else move(last)


def _units(first: int | None, last: int | None, unit: str | None) -> _Days:
    """From the first day of the unit that holds one day to the last day of the unit that holds another."""
    return None if first is None else unit_days(first, unit)[0], None if last is None else unit_days(last, unit)[1]


def unit_days(day: int, unit: str | None) -> tuple[int, int]:
    """The first and the last day of the week (from Monday on), month or year that holds a day."""
    if unit == "week":
        monday = day - (day - 1) % 7
        return monday, monday + 6
    year, month, _ = date_from_day(day)
    if unit == "month":
        return day_from_date(year, month, 1), day_from_date(year, month, days_in_month(year, month))
    if unit == "year":
        return day_from_date(year, 1, 1), day_from_date(year, 12, 31)
    return day, day


def shifted(day: int, amount: int, unit: str | None) -> int:
    """So many units later; months and years keep the day of the month, or take the month's last."""
    if unit in ("day", "week"):
        return day + amount * (7 if unit == "week" else 1)
    year, month, month_day = date_from_day(day)
    months = year * 12 + (month - 1) + amount * (12 if unit == "year" else 1)
    year, month = months // 12, months % 12 + 1
    return day_from_date(year, month, min(month_day, days_in_month(year, month)))
