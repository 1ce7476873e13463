"""Relative dates: "1 day after pompeo-salih-call", "about 1 week before publication".

Grammar (single spaces, any case)::

    [about] N day|week|month|year[s] before|after REF
    [about] same day|week|month|year as REF
    [about] before|after REF
    REF: the id of an event, or the word publication (of the source that speaks)

What a relative date means follows from the days that REF spans; ``about`` sets the *approximate*
flag and, like every flag, widens nothing.
"""

import re
from typing import NamedTuple

from timeline.domain.dates import calendar, edtf
from timeline.domain.dates.when import End, Span, When

PUBLICATION = "publication"
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"

_SHAPE = re.compile(
    r"(?P<about>about )?"
    r"(?:(?P<amount>[0-9]+) (?P<unit>day|week|month|year)s? (?P<way>before|after)"
    r"|same (?P<same>day|week|month|year) as"
    r"|(?P<open>before|after))"
    rf" (?P<ref>{SLUG})",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"about\s|same\s|[0-9]+\s*(?:days?|weeks?|months?|years?)\b", re.IGNORECASE)
_HAS = re.compile(r"\b(?:before|after)\b", re.IGNORECASE)
_LARGEST_AMOUNT = 100_000
_MOST_DIGITS = 18


class RelativeError(ValueError):
    """The text is not a relative date; the message is one line and says what to write."""


class Relative(NamedTuple):
    """A date told by its distance from another."""

    way: str
    """``before``, ``after`` or ``same``."""
    event: str | None
    """The id of the event it is told from; None: the publication of the source that speaks."""
    amount: int | None = None
    """How many units; None with ``same``, and where the text says only before or after."""
    unit: str | None = None
    """``day``, ``week``, ``month`` or ``year``; None where the text says only before or after."""
    approximate: bool = False

    @property
    def text(self) -> str:
        """The relation as people write it; reads back equal."""
        if self.way == "same":
            core = f"same {self.unit} as"
        elif self.amount is None:
            core = self.way
        else:
            core = f"{self.amount} {self.unit}{'' if self.amount == 1 else 's'} {self.way}"
        return f"{'about ' if self.approximate else ''}{core} {self.event or PUBLICATION}"


def looks_relative(text: str) -> bool:
    """Whether a date is meant as a relative one, well written or not (EDTF never looks like it)."""
    return _BEGINS.match(text.lstrip()) is not None or _HAS.search(text) is not None


def read_relative(text: str) -> Relative:
    """The relation that a text states.

    Raises RelativeError where it is not of the grammar above.
    """
    match = _SHAPE.fullmatch(text)
    if match is None:
        raise RelativeError(
            f'"{text}" is not a relative date: write "1 day after EVENT-ID", "about 1 week before publication", '
            '"same day as EVENT-ID", "before EVENT-ID" or "after EVENT-ID"'
        )
    ref = match["ref"].lower()
    amount = int(match["amount"][:_MOST_DIGITS]) if match["amount"] else None
    if amount is not None and amount > _LARGEST_AMOUNT:
        raise RelativeError(f'"{text}" counts further than {_LARGEST_AMOUNT} {match["unit"].lower()}s: use a date')
    way = "same" if match["same"] else (match["way"] or match["open"]).lower()
    unit = match["same"] or match["unit"]
    return Relative(
        way=way,
        event=None if ref == PUBLICATION else ref,
        amount=amount,
        unit=unit.lower() if unit else None,
        approximate=match["about"] is not None,
    )


def resolve(relative: Relative, reference: When) -> When:
    """What a relative date means, once the date it is told from is known.

    A distance shifts both bounds (months and years keep the day of the month, or take the month's
    last). ``same week`` is Monday to Sunday. ``before`` ends the day before the last day that the
    reference may be; ``after`` begins the day after the first. Flags of the reference carry over.
    """
    start, end = _bounds(relative, reference.begin_earliest, reference.end_latest)
    approximate = relative.approximate or reference.approximate
    text = edtf.between(start, end)
    return When(
        text=edtf.qualified(text, approximate=approximate, uncertain=reference.uncertain),
        span=Span.within(start, end),
        approximate=approximate,
        uncertain=reference.uncertain,
        start=End.KNOWN if start is not None else End.OPEN,
        end=End.KNOWN if end is not None else End.OPEN,
    )


def _bounds(relative: Relative, earliest: int | None, latest: int | None) -> tuple[int | None, int | None]:
    if relative.way == "same":
        return (
            None if earliest is None else _period(earliest, relative.unit)[0],
            None if latest is None else _period(latest, relative.unit)[1],
        )
    if relative.amount is None:
        if relative.way == "before":
            return None, None if latest is None else latest - 1
        return None if earliest is None else earliest + 1, None
    amount = relative.amount if relative.way == "after" else -relative.amount
    return (
        None if earliest is None else _shifted(earliest, amount, relative.unit),
        None if latest is None else _shifted(latest, amount, relative.unit),
    )


def _period(day: int, unit: str | None) -> tuple[int, int]:
    """The first and last day of the week, month or year that holds a day."""
    if unit == "week":
        monday = day - (day - 1) % 7  # day 1, 0001-01-01, is a Monday
        return monday, monday + 6
    year, month, _ = calendar.date_from_day(day)
    if unit == "month":
        return (
            calendar.day_from_date(year, month, 1),
            calendar.day_from_date(year, month, calendar.days_in_month(year, month)),
        )
    if unit == "year":
        return calendar.day_from_date(year, 1, 1), calendar.day_from_date(year, 12, 31)
    return day, day


def _shifted(day: int, amount: int, unit: str | None) -> int:
    if unit in ("day", "week"):
        return day + amount * (7 if unit == "week" else 1)
    year, month, month_day = calendar.date_from_day(day)
    months = year * 12 + (month - 1) + amount * (12 if unit == "year" else 1)
    year, month = months // 12, months % 12 + 1
    return calendar.day_from_date(year, month, min(month_day, calendar.days_in_month(year, month)))
