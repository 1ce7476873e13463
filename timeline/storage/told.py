"""Rows -> named tuples: the dates and the claims of events, as queries give them."""

from functools import lru_cache
from typing import Any

from timeline.domain.chronology import EntryClaim, EntryFigure, EventDate, Span
from timeline.domain.dates import End, When
from timeline.storage.days import AFTER_TIMES, read_day

_REMEMBERED = 4096
"""In chronological order the same dates come again and again."""


def as_date(row: tuple[Any, ...], spans: list[tuple[Any, ...]] | None) -> EventDate:
    """The date of an event; ``spans``: (event_id, first day, last day) of each, where they are several."""
    second, status, edtf, earliest, latest, approximate, uncertain = row[1], *row[9:15]
    if status == "undated":
        return EventDate(status, edtf, (), approximate == 1, uncertain == 1)
    return EventDate(
        status,
        edtf,
        _one_span(earliest, latest) if spans is None else tuple([_one_span(*span[1:])[0] for span in spans]),
        approximate == 1,
        uncertain == 1,
        second if 0 <= second < AFTER_TIMES else None,
    )


def as_claim(
    row: tuple[Any, ...], figures: tuple[EntryFigure, ...], origins: tuple[str, ...], told_from: str | None
) -> EntryClaim:
    """A claim beside its source; ``told_from``: the title of the event that its date is relative to."""
    (_, _, source, title, publisher, published, at, written, edtf, first, last, approximate, uncertain, *rest) = row
    modality, credibility, quote, note, _ = rest
    when = None if edtf is None else _when(edtf, first, last, approximate, uncertain)
    return EntryClaim(
        source,
        title,
        publisher,
        published,
        at,
        written,
        when,
        modality,
        figures,
        credibility,
        quote,
        note,
        origins,
        told_from,
    )


@lru_cache(_REMEMBERED)
def _one_span(earliest: int, latest: int) -> tuple[Span]:
    return (Span(read_day(earliest), read_day(latest)),)


@lru_cache(_REMEMBERED)
def _when(edtf: str, earliest: int, latest: int, approximate: int, uncertain: int) -> When:
    start, slash, end = edtf.partition("/")
    return When(
        text=edtf,
        earliest_day=read_day(earliest),
        latest_day=read_day(latest),
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
