"""How many events began, and how many may have been going on, over a stretch of time: what a histogram shows."""

from typing import NamedTuple

from timeline.actions.answer import open_query
from timeline.errors import UsageFault
from timeline.query import Request
from timeline.storage.connecting.database import Database
from timeline.storage.reading.overviews.densities import (
    DayCount,
    Extent,
    bucket_of,
    count_all,
    extent_of_all,
    is_of_all,
)
from timeline.storage.schema.stored_days import OPEN_END, OPEN_START

_MOST = 10_000
"""Buckets: more than any screen is wide."""


class Bucket(NamedTuple):
    """Some days, both ends included, and the events of them, by their outer days (``begin_earliest``, ``end_latest``).

    The alternatives of a disputed date count as one stretch, from the first to the last. Undated events are in none.
    """

    first: int
    """Days count in the proleptic Gregorian calendar, 1 is the first of January of the year 1."""
    last: int
    began: int
    """Whose first day is among these; what has no start began in none."""
    under_way: int
    """Which may have been going on on one of these days, those that began included; what has no start was from ever,
    what has no end is for ever."""


def density(
    database: Database,
    from_day: int,
    to_day: int,
    buckets: int,
    request: Request | None = None,
    *,
    time_limit: float | None = None,
) -> list[Bucket]:
    """The days from one to another, both included, in so many buckets of about one length, in order.

    Fewer where there are fewer days: none is shorter than a day. With a request of the events that it finds (its
    order does not matter, a limit does), each of which is looked at; without, or without a filter, by what the loader
    has counted. ``time_limit``: as of ``Database.reading``. Raises UsageFault for days that run backwards and for a
    number of buckets that is none, or over 10,000; and what ``answer`` raises.
    """
    if to_day < from_day or not OPEN_START < from_day <= to_day < OPEN_END:
        raise UsageFault(f"from day {from_day} to day {to_day} is no stretch of time: give the earlier one first")
    if not 1 <= buckets <= _MOST:
        raise UsageFault(f"{buckets} buckets cannot be shown: ask for 1 to {_MOST:,}")
    days = to_day - from_day + 1
    buckets = min(buckets, days)
    with open_query(database, request or Request(), time_limit) as (moment, known, query, _):
        if is_of_all(query):
            under_way, counted = count_all(moment.reader, from_day, to_day, buckets)
        else:
            under_way, counted = 0, []
            for first, last, count in known.days(query):
                if first is None or last is None or first > to_day or last < from_day:
                    continue
                if first < from_day:
                    under_way += count
                else:
                    counted.append(DayCount(bucket_of(first, from_day, days, buckets), count, 0))
                if last <= to_day:
                    counted.append(DayCount(bucket_of(last, from_day, days, buckets), 0, count))
    return _buckets(from_day, days, buckets, under_way, counted)


def extent(database: Database, request: Request | None = None, *, time_limit: float | None = None) -> Extent:
    """How far the events reach, and how many there are: of all, or of those that a request finds.

    Raises what ``answer`` raises.
    """
    with open_query(database, request or Request(), time_limit) as (moment, known, query, _):
        if is_of_all(query):
            return extent_of_all(moment.reader)
        found = list(known.days(query))
    begins = [first for first, _, _ in found if first is not None and first != OPEN_START]
    ends = [last for _, last, _ in found if last is not None and last != OPEN_END]
    return Extent(
        min(begins, default=None),
        max(begins, default=None),
        max(ends, default=None),
        sum(count for first, _, count in found if first == OPEN_START),
        sum(count for _, last, count in found if last == OPEN_END),
        sum(count for first, _, count in found if first is None),
        sum(count for _, _, count in found),
    )


def _buckets(from_day: int, days: int, buckets: int, under_way: int, counted: list[DayCount]) -> list[Bucket]:
    """``under_way``: what had begun before the first bucket and not ended by then."""
    begun, ended = [0] * buckets, [0] * buckets
    for bucket, began, ceased in counted:
        begun[bucket] += began
        ended[bucket] += ceased
    found = []
    for number in range(buckets):
        first, following = (from_day - (-each * days // buckets) for each in (number, number + 1))
        under_way += begun[number]
        found.append(Bucket(first, following - 1, begun[number], under_way))
        under_way -= ended[number]
    return found
