"""Rows -> named tuples: the dates of events and of claims, as queries give them."""

from functools import lru_cache
from typing import Any

from timeline.domain.chronology import EventDate
from timeline.domain.dates.when import End, Span, When
from timeline.storage.schema.stored_days import AFTER_TIMES, read_day

_REMEMBERED = 4096
"""In chronological order the same dates come again and again."""


@lru_cache(_REMEMBERED)
def as_date(
    second: int, status: str, edtf: str | None, earliest: int, latest: int, approximate: int, uncertain: int
) -> EventDate:
    """The date of an event, whose days make one span."""
    if status == "undated":
        return EventDate(status, edtf, (), approximate == 1, uncertain == 1)
    spans = (Span(read_day(earliest), read_day(latest)),)
    has_time = 0 <= second < AFTER_TIMES
    return EventDate(status, edtf, spans, approximate == 1, uncertain == 1, second if has_time else None)


def with_spans(date: EventDate, rows: list[tuple[Any, ...]]) -> EventDate:
    """The date of an event that has several spans; the rows are (event_id, first day, last day)."""
    return date._replace(spans=tuple([Span(read_day(first), read_day(last)) for _, first, last in rows]))


@lru_cache(_REMEMBERED)
def as_when(edtf: str, earliest: int, latest: int, approximate: int, uncertain: int) -> When:
    """The date of a claim."""
    start, slash, end = edtf.partition("/")
    return When(
        text=edtf,
        begin_earliest=read_day(earliest),
        end_latest=read_day(latest),
        approximate=bool(approximate),
        uncertain=bool(uncertain),
        start=_end(read_day(earliest), start),
        end=_end(read_day(latest), end if slash else start),  # a set ("[2031-05-08..]") has no empty side
        second=_second(edtf),
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
