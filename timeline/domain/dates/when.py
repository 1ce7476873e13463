"""When: what a date means, beside how it was written.

Days are integers that count in the proleptic Gregorian calendar, day 1 being 0001-01-01 (the count
of ``datetime.date.toordinal``, carried on below 1 and past 9999). Both ends are included.

A date says when something began and when it ended, each no more closely than it is known: the four
days of CIDOC CRM's time-span (P81a, P81b, P82a, P82b). The first day lies in ``begin_earliest`` to
``begin_latest``, the last in ``end_earliest`` to ``end_latest``. The *outer* bounds are
``begin_earliest`` and ``end_latest``: it was never before or after. Between the *inner* ones, where
``begin_latest`` is not after ``end_earliest``, it certainly was.
"""

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple, Self

from timeline.domain.dates.calendar import iso_day


class End(Enum):
    """What is known of one end of a date."""

    KNOWN = "known"
    OPEN = "open"
    """``..``: no end, or as yet none."""
    UNKNOWN = "unknown"
    """Left empty: there is an end, and the source does not know it."""


class Span(NamedTuple):
    """When something began and ended, in days, all included; None is open: to the past for the earliest of
    either, to the future for the latest.

    Always ``begin_earliest <= begin_latest``, ``end_earliest <= end_latest``, and neither begin is after the end
    of its kind. What is *within* (not ``lasting``) has two equal pairs.
    """

    begin_earliest: int | None
    begin_latest: int | None
    end_earliest: int | None
    end_latest: int | None
    lasting: bool = False
    """Whether it went on from its begin to its end; else it was some time in there, however long it took."""

    @classmethod
    def within(cls, first: int | None, last: int | None) -> Self:
        """Some time from the first day to the last."""
        return cls(first, last, first, last)

    @classmethod
    def lasts(cls, begin: tuple[int | None, int | None], end: tuple[int | None, int | None]) -> Self:
        """From a day of the one pair to a day of the other; what goes beyond the order of the days is cut back.

        The begin is not after the last day of the end.
        """
        (begin_earliest, begin_latest), (end_earliest, end_latest) = begin, end
        return cls(
            begin_earliest,
            sooner(begin_latest, end_latest),
            later(end_earliest, begin_earliest),
            end_latest,
            lasting=True,
        )

    def overlaps(self, first: int | None, last: int | None) -> bool:
        """Whether its outer days share one with those from the first to the last; None is open on either side."""
        return (self.end_latest is None or first is None or self.end_latest >= first) and (
            self.begin_earliest is None or last is None or self.begin_earliest <= last
        )

    @property
    def earliest(self) -> str | None:
        """``begin_earliest`` in ISO 8601; None where it is open."""
        return _iso(self.begin_earliest)

    @property
    def latest(self) -> str | None:
        """``end_latest`` in ISO 8601; None where it is open."""
        return _iso(self.end_latest)

    @property
    def begins_by(self) -> str | None:
        """``begin_latest`` in ISO 8601; None where it is open."""
        return _iso(self.begin_latest)

    @property
    def ends_from(self) -> str | None:
        """``end_earliest`` in ISO 8601; None where it is open."""
        return _iso(self.end_earliest)


def _iso(day: int | None) -> str | None:
    return None if day is None else iso_day(day)


def sooner(one: int | None, other: int | None) -> int | None:
    """The sooner of two latest days; None, which is open to the future, is after all others."""
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)


def later(one: int | None, other: int | None) -> int | None:
    """The later of two earliest days; None, which is open to the past, is before all others."""
    if one is None or other is None:
        return other if one is None else one
    return max(one, other)


def hull(spans: Sequence[Span]) -> Span:
    """What holds of every one of several spans; of none all is open.

    The outer days are those of all; it had begun by the latest ``begin_latest`` and not ended before the earliest
    ``end_earliest``, whichever of them is true. Lasting where one of them is.
    """
    begins, begun = [span.begin_earliest for span in spans], [span.begin_latest for span in spans]
    ending, ends = [span.end_earliest for span in spans], [span.end_latest for span in spans]
    return Span(
        min((day for day in begins if day is not None), default=None) if None not in begins else None,
        max((day for day in begun if day is not None), default=None) if None not in begun else None,
        min((day for day in ending if day is not None), default=None) if None not in ending else None,
        max((day for day in ends if day is not None), default=None) if None not in ends else None,
        any(span.lasting for span in spans),
    )


class When(NamedTuple):
    """A date as it was written, and the days it means.

    ``approximate`` (``~``) and ``uncertain`` (``?``) are set where any part of the text is so
    qualified; they never widen the bounds.
    """

    text: str
    """EDTF; empty where it has no form for these days, as may be of a date told from others."""
    span: Span
    approximate: bool = False
    uncertain: bool = False
    start: End = End.KNOWN
    end: End = End.KNOWN
    second: int | None = None
    """Seconds after midnight by the clock as written; None where no time is given."""

    @property
    def begin_earliest(self) -> int | None:
        """The first day that it may have been; None where that is open."""
        return self.span.begin_earliest

    @property
    def end_latest(self) -> int | None:
        """The last day that it may have been; None where that is open."""
        return self.span.end_latest

    def as_published(self, published: Span) -> "When":
        """What it means in a source that was published then.

        An end that is left open (``..``) says that it was still so: it had not ended before the first day on which
        the source may have been published. What came after that no source knows.
        """
        if self.end is not End.OPEN or not self.span.lasting:
            return self
        end_earliest = later(self.span.end_earliest, published.begin_earliest)
        return self._replace(span=self.span._replace(end_earliest=end_earliest))
