"""A place in the one order of lists, and the conditions that find what comes after it, or before it.

The next page of a list begins after the key of the last event shown, the previous one ends before that of the
first. Either is a bound of the index that a branch reads in order, in place of the branch's own: what is left out is
never read, however deep in the list a page is.
"""

from typing import NamedTuple

from timeline.storage.connecting.reader import Value
from timeline.storage.schema.stored_days import BEFORE_ALL, UNDATED_SORT


class Key(NamedTuple):
    """Where an event stands in lists; no two events have the same."""

    sort_day: int
    """UNDATED_SORT of what has no date."""
    sort_rank: int
    id: str


class Start(NamedTuple):
    """Where a page of a list begins, the key itself left out, and which way it is read."""

    key: Key | None
    """None: at the beginning of the list, or, backwards, at its end."""
    is_back: bool = False
    """Read against the order of the list."""


FROM_THE_BEGINNING = Start(None)


class ListStretch(NamedTuple):
    """Days of a list in a row, both included: those of its events that have their place on these."""

    first: int = BEFORE_ALL
    last: int = UNDATED_SORT


WHOLE_LIST = ListStretch()


class Days(NamedTuple):
    """The days between which a branch reads an index in order; a bound that it has none of is empty."""

    column: str
    """Which holds the sort_day."""
    lower: str = ""
    """What comes after the column: ``>= :from_day``."""
    upper: str = ""
    first: int = BEFORE_ALL
    """The day of the lower bound, included."""
    last: int = UNDATED_SORT
    """The day of the upper bound, included."""

    def within(self, stretch: ListStretch) -> "Days":
        """Those of a stretch of the list alone (``bind_stretch``); of none at all the first comes after the last."""
        days = self
        if stretch.first > self.first:
            days = days._replace(lower=">= :stretch_first", first=stretch.first)
        if stretch.last < self.last:
            days = days._replace(upper="<= :stretch_last", last=stretch.last)
        return days

    def conditions(self, start: Start, rank: str, id_: str, *, down: bool) -> list[str]:
        """The bounds, or in place of the one that a page begins at: what comes after its key (``bind_start``).

        ``down``: the index is read from its end.
        """
        lower, upper = ([f"{self.column} {bound}"] if bound else [] for bound in (self.lower, self.upper))
        if start.key is None:
            return [*lower, *upper]
        after = [beyond(self.column, rank, id_, down=down)]
        if down:
            return [*lower, *(after if start.key.sort_day <= self.last else upper)]
        return [*(after if start.key.sort_day >= self.first else lower), *upper]


def beyond(day: str, rank: str, id_: str, *, down: bool) -> str:
    """What comes after the key at which a page begins."""
    return f"({day}, {rank}, {id_}) {'<' if down else '>'} (:start_day, :start_rank, :start_id)"


def bind_start(start: Start, parameters: dict[str, Value]) -> None:
    """Adds the key at which a page begins, if it does at one, to the parameters."""
    if start.key is not None:
        parameters["start_day"], parameters["start_rank"], parameters["start_id"] = start.key


def bind_stretch(stretch: ListStretch, parameters: dict[str, Value]) -> None:
    """Adds the days of a stretch of the list, if it is not the whole, to the parameters."""
    if stretch.first > WHOLE_LIST.first:
        parameters["stretch_first"] = stretch.first
    if stretch.last < WHOLE_LIST.last:
        parameters["stretch_last"] = stretch.last


def told_key(key: Key, *, undated_first: bool) -> Key:
    """The key as a list that is sorted afterwards has it: ``undated_first`` where it is sorted by BEFORE_ALL."""
    return key._replace(sort_day=BEFORE_ALL) if undated_first and key.sort_day == UNDATED_SORT else key
