"""EDTF: from text to the days that it means, and back.

Levels 0 and 1 of the Extended Date/Time Format (ISO 8601-2:2019; Library of Congress, 4 February
2019) whole, and level 2 but for significant digits. Section names below are those of the Library of
Congress specification; what it leaves open is decided in ``docs/dates.md``.
"""

import re
from collections.abc import Sequence

from timeline.domain.dates.calendar import date_from_day, day_from_date, days_in_month
from timeline.domain.dates.edtf_forms import YEAR_LIMIT, Bounds, EdtfError, precision, read_date, read_date_time
from timeline.domain.dates.when import End, When

__all__ = ["EdtfError", "between", "one_of", "parse", "qualified", "read", "throughout"]

_PLAIN = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?")
_EVERY_DAY = "../.."
_END_OF_DATE = re.compile(r"(?<=[0-9])(?=[\],/]|\.\.|$)")


def parse(text: str) -> When:
    """The days that an EDTF text spans, both ends included, beside the text itself.

    Bounds are exact: the first and the last real day that the text allows, of a set the hull. Flags
    never widen them. A time of day is kept as the clock showed it, never shifted to UTC.

    Raises EdtfError, with position and hint, for whatever is not EDTF or no real date.
    """
    plain = _PLAIN.fullmatch(text)
    if plain is not None:
        year, month, day = plain.groups()
        if month is None:
            return When(text, day_from_date(int(year), 1, 1), day_from_date(int(year), 12, 31))
        length = days_in_month(int(year), int(month))
        if day is None:
            first = day_from_date(int(year), int(month), 1)
            return When(text, first, first + length - 1)
        if 1 <= int(day) <= length:
            exact = day_from_date(int(year), int(month), int(day))
            return When(text, exact, exact)
    try:
        return read(text)
    except EdtfError as error:
        if error.hint:
            raise
        # Only who errs pays for the hints: they need much more code than the dates themselves.
        from timeline.domain.dates.typed.edtf_hints import explain

        raise explain(error) from None


def read(text: str) -> When:
    """As ``parse``, but the hint of an EdtfError may be empty, and no text is quicker than others."""
    if text[:1] in ("[", "{"):
        return _read_set(text)
    slash = text.find("/")
    if slash >= 0:
        return _read_interval(text, slash)
    if "T" in text:
        day, second = read_date_time(text, 0, len(text))
        return When(text, day, day, second=second)
    bounds = read_date(text, 0, len(text))
    return When(text, bounds.earliest, bounds.latest, bounds.approximate, bounds.uncertain)


def _read_interval(text: str, slash: int) -> When:
    """``a/b``, each end a date, ``..`` or empty ("Time Interval", "Extended Interval")."""
    first, start = _read_end(text, 0, slash)
    last, end = _read_end(text, slash + 1, len(text))
    if first is not None and last is not None and first.earliest > last.latest:
        hint = f"write {text[slash + 1 :]}/{text[:slash]}"
        raise EdtfError(text, slash + 1, "an interval ends after it starts", hint, text[slash + 1 :])
    return When(
        text,
        None if first is None else first.earliest,
        None if last is None else last.latest,
        any(bounds is not None and bounds.approximate for bounds in (first, last)),
        any(bounds is not None and bounds.uncertain for bounds in (first, last)),
        start,
        end,
    )


def _read_end(text: str, start: int, stop: int) -> tuple[Bounds | None, End]:
    if start == stop:
        return None, End.UNKNOWN
    if text[start:stop] == "..":
        return None, End.OPEN
    return read_date(text, start, stop), End.KNOWN


def _read_set(text: str) -> When:
    """``[a,b..c]``, one of them, or ``{a,b..c}``, all of them ("Set representation"): the hull."""
    closing = "]" if text[0] == "[" else "}"
    if not text.endswith(closing):
        raise EdtfError(text, len(text), f"a set ends with {closing}")
    members = []
    start, last = 1, len(text) - 1
    while start <= last:
        comma = text.find(",", start, last)
        stop = comma if comma >= 0 else last
        members.append(_read_member(text, start, stop, last))
        start = stop + 1
    earliest = [first for first, _, _ in members]
    latest = [final for _, final, _ in members]
    opens, stays_open = None in earliest, None in latest
    return When(
        text,
        None if opens else min(day for day in earliest if day is not None),
        None if stays_open else max(day for day in latest if day is not None),
        any(bounds.approximate for _, _, parts in members for bounds in parts),
        any(bounds.uncertain for _, _, parts in members for bounds in parts),
        End.OPEN if opens else End.KNOWN,
        End.OPEN if stays_open else End.KNOWN,
    )


def _read_member(text: str, start: int, stop: int, last: int) -> tuple[int | None, int | None, list[Bounds]]:
    """One member of a set: (first day, last day, the dates written in it)."""
    dots = text.find("..", start, stop)
    if dots < 0:
        bounds = read_date(text, start, stop)
        return bounds.earliest, bounds.latest, [bounds]
    if stop - start == 2:
        hint = "write a date before or after it, as [..2020-09-20] or [2020-09-20..]"
        raise EdtfError(text, start, "a set needs a date beside ..", hint, "..")
    if dots == start:
        if start != 1:
            hint = "put that member first, or write the date that it starts with"
            raise EdtfError(text, dots, "only the first member of a set may start with ..", hint, "..")
        bounds = read_date(text, dots + 2, stop)
        return None, bounds.latest, [bounds]
    if dots + 2 == stop:
        if stop != last:
            hint = "put that member last, or write the date that it ends with"
            raise EdtfError(text, dots, "only the last member of a set may end with ..", hint, "..")
        bounds = read_date(text, start, dots)
        return bounds.earliest, None, [bounds]
    lower, upper = read_date(text, start, dots), read_date(text, dots + 2, stop)
    if lower.earliest > upper.latest:
        hint = f"write {text[:start]}{text[dots + 2 : stop]}..{text[start:dots]}{text[stop:]}"
        raise EdtfError(text, dots + 2, "a range ends after it starts", hint, text[dots + 2 : stop])
    if precision(text[start:dots]) != precision(text[dots + 2 : stop]):
        hint = f"write {text[:start]}{_range(lower.earliest, upper.latest)}{text[stop:]}"
        what = "a range goes from one day, month or year to another of the same kind"
        raise EdtfError(text, dots + 2, what, hint, text[dots + 2 : stop])
    return lower.earliest, upper.latest, [lower, upper]


def between(earliest_day: int | None, latest_day: int | None) -> str:
    """The shortest EDTF for "some day from the first to the last", both included; None is open.

    A day, a whole month or a whole year, otherwise ``[a..b]``, by months or years where both ends
    allow; ``../..`` where both are open. Past four digits EDTF has only whole years: there a bound
    is widened to its year, and past ``YEAR_LIMIT`` to the limit or an open end.

    Raises ValueError where the first day is after the last.
    """
    if earliest_day is None and latest_day is None:
        return _EVERY_DAY
    written = _range(earliest_day, latest_day)
    if written == "..":  # Both ends lie beyond the limit.
        return _EVERY_DAY
    return f"[{written}]" if ".." in written or "," in written else written


def throughout(earliest_day: int | None, latest_day: int | None) -> str:
    """The shortest EDTF for the whole time from the first day to the last: as ``between``, but ``a/b``."""
    lower, upper = _ends(earliest_day, latest_day)
    return lower if lower == upper != "" else f"{lower or '..'}/{upper or '..'}"


def _range(earliest_day: int | None, latest_day: int | None) -> str:
    """The members of a set from one day to another: one date, ``a..b``, or two ranges where the
    kinds of the ends differ, for a range has one kind ("Set representation", 7)."""
    lower, upper = _ends(earliest_day, latest_day)
    if lower and upper and precision(lower) != precision(upper):
        if upper.startswith("Y"):
            edge = "9999-12-31"[: len(lower.lstrip("-"))]
            return f"{_stretch(lower, edge)},{_stretch('Y10000', upper)}"
        edge = "-9999-01-01"[: len(upper.lstrip("-")) + 1]
        return f"{_stretch(lower, 'Y-10000')},{_stretch(edge, upper)}"
    return _stretch(lower, upper)


def _stretch(lower: str, upper: str) -> str:
    return lower if lower == upper != "" else f"{lower}..{upper}"


def _ends(earliest_day: int | None, latest_day: int | None) -> tuple[str, str]:
    """Both ends as coarse as is exact, of one kind where both have four digits; empty where open."""
    if earliest_day is not None and latest_day is not None and earliest_day > latest_day:
        raise ValueError(f"the first day, {earliest_day}, is after the last, {latest_day}")
    first = None if earliest_day is None else date_from_day(earliest_day)
    last = None if latest_day is None else date_from_day(latest_day)
    parts = max(_parts_needed(first, is_end=False), _parts_needed(last, is_end=True))
    return _written(first, parts, outermost=-YEAR_LIMIT), _written(last, parts, outermost=YEAR_LIMIT)


def _parts_needed(date: tuple[int, int, int] | None, *, is_end: bool) -> int:
    """How many of year, month and day an end of a span must be written with."""
    if date is None:
        return 1
    year, month, day = date
    if abs(year) > 9999:
        return 1
    if day != (days_in_month(year, month) if is_end else 1):
        return 3
    return 1 if month == (12 if is_end else 1) else 2


def _written(date: tuple[int, int, int] | None, parts: int, outermost: int) -> str:
    """One end; empty where it is open or lies beyond the outermost year that EDTF text may have."""
    if date is None:
        return ""
    year, month, day = date
    if abs(year) > 9999:
        if abs(year) <= YEAR_LIMIT:
            return f"Y{year}"
        return "" if (year > 0) == (outermost > 0) else f"Y{-outermost}"
    sign = "-" if year < 0 else ""
    return "-".join([f"{sign}{abs(year):04d}", f"{month:02d}", f"{day:02d}"][:parts])


def one_of(texts: Sequence[str]) -> str:
    """One set ``[a,b]`` of several spans, which ascend and are disjoint; a single one as it is.

    Each text is EDTF: an interval ``a/b``, and likewise ``{a,b}``, becomes the range ``a..b``, a set
    ``[a,b]`` its members. Qualifiers stay, times of day go. Ends of different kinds, which a range
    may not have, are written out: ``2020-05-04/2021`` becomes ``2020-05-04..2021-12-31``.

    Raises EdtfError where one is not EDTF, ValueError where there is none, or where one other than
    the first is open at its start or one other than the last at its end.
    """
    if not texts:
        raise ValueError("a set needs at least one date")
    spans = [parse(text) for text in texts]
    if len(spans) == 1:
        return texts[0]
    open_starts = any(span.earliest_day is None for span in spans[1:])
    if open_starts or any(span.latest_day is None for span in spans[:-1]):
        raise ValueError(f"these spans are not disjoint: {', '.join(texts)}")
    return f"[{','.join(_as_members(span) for span in spans)}]"


def _as_members(span: When) -> str:
    text = span.text
    if text.startswith("["):
        return text[1:-1]
    if span.second is not None:
        return text.partition("T")[0]
    if text.startswith("{"):
        written, mark = _range(span.earliest_day, span.latest_day), _mark(span.approximate, span.uncertain)
        return f"{written[:-2]}{mark}.." if written.endswith("..") else written + mark
    if "/" not in text:
        return text
    start, end = (end.replace("..", "") for end in text.split("/"))
    if not start or not end or precision(start) == precision(end):
        return f"{start}..{end}"
    lower, upper = read_date(start, 0, len(start)), read_date(end, 0, len(end))
    first, dots, last = _range(lower.earliest, upper.latest).partition("..")
    if not dots:
        return first + _mark(span.approximate, span.uncertain)
    return first + _mark(*lower[2:]) + dots + last + _mark(*upper[2:])


def qualified(text: str, approximate: bool, uncertain: bool) -> str:
    """What ``between`` or ``throughout`` gave, each of its dates with the qualifier that says as much."""
    return _END_OF_DATE.sub(_mark(approximate, uncertain), text)


def _mark(approximate: bool, uncertain: bool) -> str:
    """The qualifier that says as much of a whole date."""
    return ("%" if uncertain else "~") if approximate else "?" if uncertain else ""
