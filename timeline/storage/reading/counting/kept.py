"""All events by time, as the loader has counted them: see ``storage.writing.derived.stretch_counts``."""

from math import inf
from typing import NamedTuple

from timeline.domain.counting.tally import Series
from timeline.domain.counting.units import number_of
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.overviews.densities import extent_of_all
from timeline.storage.schema.stored_days import OPEN_END, OPEN_START


class Kept(NamedTuple):
    """How many events there are."""

    series: Series
    """In each stretch of time."""
    total: int
    """Of all, dated or not."""
    certain: int
    """How many are certain in any stretch,"""
    undecided: int
    """certain in none, only possible,"""
    endless: int
    """possible without an end."""


def kept_stretches(reader: Reader, unit: str) -> Kept:
    """All events, by this unit of time."""
    series, certain, endless = Series(), 0, 0
    sql = (
        "SELECT first_day, certain_begun, possible_begun, certain_ended, possible_ended FROM stretch_count "
        "WHERE unit = :unit ORDER BY first_day"
    )
    for day, certain_begun, possible_begun, certain_ended, possible_ended in reader.rows(sql, {"unit": unit}):
        number = inf if day == OPEN_END else -inf if day == OPEN_START else number_of(unit, day)
        if certain_begun or possible_begun:
            series.begin(number, certain_begun, possible_begun)
        if certain_ended or possible_ended:
            series.end(number, certain_ended, possible_ended)
        certain += certain_begun
        endless += possible_ended if day == OPEN_END else 0
    extent = extent_of_all(reader)
    if extent.undated:
        series.add(None, [extent.undated])
    return Kept(series, extent.total, certain, extent.total - extent.undated - certain, endless)
