"""Rows -> named tuples: the dates of events and of claims, as queries give them."""

from functools import lru_cache
from typing import Any

from timeline.domain.chronology import ClaimedDate, EventDate
from timeline.domain.dates.when import End, Span, When
from timeline.storage.schema.stored_days import read_span

_REMEMBERED = 4096
"""In chronological order the same dates come again and again."""


SPAN = Span._fields
DATING = ("status", "edtf", *SPAN, "approximate", "uncertain", "second")
"""The columns of an event that ``as_date`` takes, in their order."""
CLAIM_DATING = ("date_edtf", *SPAN, "approximate", "uncertain")
"""The columns of a claim that ``as_claimed`` takes."""


@lru_cache(_REMEMBERED)
def as_date(status: str, edtf: str | None, *rest: int) -> EventDate:
    """The date of an event, whose days make one span."""
    *span, approximate, uncertain, second = rest
    spans = () if status == "undated" else (read_span(*span),)
    return EventDate(status, edtf, spans, approximate == 1, uncertain == 1, second)


def with_spans(date: EventDate, rows: list[tuple[Any, ...]]) -> EventDate:
    """The date of an event that has several spans; the rows are (event_id, and the columns of ``SPAN``)."""
    return date._replace(spans=tuple([read_span(*span) for _, *span in rows]))


@lru_cache(_REMEMBERED)
def as_claimed(written: str, dating: tuple[Any, ...]) -> ClaimedDate:
    """The date of a claim, and what it means; ``dating`` are the columns of ``CLAIM_DATING``."""
    return ClaimedDate(written, _as_when(*dating))


def _as_when(edtf: str | None, *rest: int) -> When | None:
    """None where it could not be resolved."""
    *days, approximate, uncertain = rest
    if days[0] is None:
        return None
    span, text = read_span(*days), edtf or ""
    start, slash, end = (text or "..").partition("/")  # what has no form in EDTF is open where it has no day
    return When(
        text=text,
        span=span,
        approximate=bool(approximate),
        uncertain=bool(uncertain),
        start=_end(span.begin_earliest, start),
        end=_end(span.end_latest, end if slash else start),  # a set ("[2031-05-08..]") has no empty side
        second=_second(text),
    )


def _second(edtf: str) -> int | None:
    """Seconds after midnight, where the date has a time: always hh:mm:ss (ISO 8601-2, level 0)."""
    _, has_time, time = edtf.partition("T")
    if not has_time:
        return None
    hour, minute, second = time[:8].split(":")
    return int(hour) * 3600 + int(minute) * 60 + int(second)


def _end(day: int | None, written: str) -> End:
    if day is not None:
        return End.KNOWN
    return End.OPEN if written else End.UNKNOWN
